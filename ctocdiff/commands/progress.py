"""A progress bar on standard error, where that is a terminal."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

_Value = TypeVar("_Value")


def progress(values: Iterable[_Value], total: int | None, label: str) -> Iterator[_Value]:
    """Give the values one by one and show how far it is; the bar goes when all is done."""
    if sys.stderr is None or not sys.stderr.isatty():
        yield from values
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(label, total=total)
        for value in values:
            yield value
            bar.advance(task)


@contextmanager
def bar(label: str, *, worth: int, shown: bool) -> Iterator[Callable[[int, int], None] | None]:
    """What long work tells how many of how many are done; None where no bar can be shown.

    Args:
        label: the word before the bar.
        worth: the least number of things to be done for which a bar is shown.
        shown: whether a bar is wanted at all.
    """
    if not shown or sys.stderr is None or not sys.stderr.isatty():
        yield None
        return
    running: list[tuple[Any, Any]] = []

    def tell(done: int, total: int) -> None:
        if total < worth:
            return
        if not running:
            from rich.console import Console
            from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

            columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
            made = Progress(*columns, console=Console(stderr=True), transient=True)
            running.append((made, made.add_task(label, total=total)))
            made.start()
        shown_bar, task = running[0]
        shown_bar.update(task, completed=done, total=total)

    try:
        yield tell
    finally:
        for shown_bar, _ in running:
            shown_bar.stop()
