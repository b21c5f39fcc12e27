"""``python -m ctocdiff`` and the console script."""

from __future__ import annotations

import gc
import io
import os
import sys
from typing import NoReturn

# Objects made between two searches for garbage in cycles. The values of a comparison make none, and
# by default so many searches are made while they are built that a run takes a twentieth longer.
BETWEEN_SEARCHES = 1_000_000


def main() -> None:
    """Run the command line and leave with its exit code."""
    gc.set_threshold(BETWEEN_SEARCHES)
    from ctocdiff.cli import run
    from ctocdiff.commands import letters

    letters.register()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors=letters.HANDLER)
    _leave(run(sys.argv[1:]))


def _leave(code: int) -> NoReturn:
    """End the process.

    The system takes all memory back at once; to free a comparison value by value before takes a
    fifteenth of the run. Nothing here waits for the end of the interpreter: files are closed and
    folders removed where they are used.
    """
    try:
        for stream in (sys.stdout, sys.stderr):
            stream.flush()
    except (AttributeError, OSError, ValueError):
        sys.exit(code)  # the interpreter knows what to do about streams that have gone
    os._exit(code)


if __name__ == "__main__":
    main()
