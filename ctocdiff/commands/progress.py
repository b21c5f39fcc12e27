"""A progress bar on standard error, where that is a terminal."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from typing import TypeVar

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
