"""A progress bar on standard error, where that is a terminal."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from rich.progress import Progress

_Value = TypeVar("_Value")


def progress(values: Iterable[_Value], total: int | None, label: str) -> Iterator[_Value]:
    """Give the values one by one and show how far it is; the bar goes when all is done."""
    if not _on_terminal():
        yield from values
        return
    with _bars() as shown:
        task = shown.add_task(label, total=total)
        for value in values:
            yield value
            shown.advance(task)


@contextmanager
def bar(label: str, *, worth: int, shown: bool) -> Iterator[Callable[[int, int], None] | None]:
    """What long work tells how many of how many are done; None where no bar can be shown.

    Args:
        label: the word before the bar.
        worth: the least number of things to be done for which a bar is shown.
        shown: whether a bar is wanted at all.
    """
    if not shown or not _on_terminal():
        yield None
        return
    running: list[Progress] = []

    def tell(done: int, total: int) -> None:
        if total < worth:
            return
        if not running:
            running.append(_bars())
            running[0].add_task(label, total=total)
            running[0].start()
        running[0].update(running[0].task_ids[0], completed=done, total=total)

    try:
        yield tell
    finally:
        for each in running:
            each.stop()


def _on_terminal() -> bool:
    return sys.stderr is not None and sys.stderr.isatty()


def _bars() -> Progress:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    return Progress(*columns, console=Console(stderr=True), transient=True)
