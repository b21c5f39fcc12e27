"""``python -m ctocdiff`` and the console script."""

from __future__ import annotations

import io
import sys


def main() -> None:
    """Run the command line and leave with its exit code."""
    from ctocdiff.cli import run

    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # where the terminal lacks a letter
    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
