"""What commands give: bytes and lines on standard output, reports in a folder."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ctocdiff.language import Language

if TYPE_CHECKING:
    from ctocdiff.model import Document


def console(**options: Any) -> Any:
    """A rich console of which a broken pipe is an error like any other."""
    from rich.console import Console

    class Screen(Console):
        def on_broken_pipe(self) -> None:
            raise BrokenPipeError

    return Screen(highlight=False, **options)


def write_out(content: bytes) -> None:
    """Write bytes to standard output.

    Raises:
        OSError: it is closed or cannot be written to.
    """
    if sys.stdout is None:  # closed by the caller
        raise OSError(errno.EBADF, os.strerror(errno.EBADF))
    sys.stdout.buffer.write(content)
    sys.stdout.buffer.flush()


def put(reports: Mapping[str, bytes], out: str) -> tuple[Path, ...]:
    """Write reports, by name, into the folder ``out``; where it is ``"-"``, to standard output.

    Returns:
        The files that were written.

    Raises:
        UsageError: the folder cannot be made or written to.
        OSError: standard output is closed or cannot be written to.
    """
    if out == "-":
        for content in reports.values():
            write_out(content)
        return ()
    from ctocdiff.output import write_reports

    return write_reports(Path(out), reports)


def show_witnesses(
    screen: Any, witnesses: Iterable[Document], *, ui: Language, verbose: bool
) -> None:
    """A line for each document; ``verbose`` adds what was noticed while reading it."""
    from ctocdiff.render.phrases import Phrases
    from ctocdiff.render.terminal import witness_line

    for document in witnesses:
        screen.print(witness_line(document, ui=ui), soft_wrap=True)
        if verbose:
            for notice in document.notices:
                screen.print("  ", Phrases(ui).notice(notice), markup=False, soft_wrap=True)


def show_paths(screen: Any, paths: Iterable[Path]) -> None:
    """The files that were written, a line each, however long."""
    for path in paths:
        screen.print(str(path), markup=False, soft_wrap=True)
