"""``python -m ctocdiff`` and the console script."""

from __future__ import annotations

import gc
import io
import sys

# Objects made between two searches for garbage in cycles. The values of a comparison make none, and
# by default so many searches are made while they are built that a run takes a twentieth longer.
_BETWEEN_SEARCHES = 1_000_000


def main() -> None:
    """Run the command line and leave with its exit code."""
    gc.set_threshold(_BETWEEN_SEARCHES)
    from ctocdiff.cli import run

    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # where the terminal lacks a letter
    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
