"""Standard output, as commands write to it."""

from __future__ import annotations

import errno
import os
import sys
from typing import Any


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
