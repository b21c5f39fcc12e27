"""Readers: bytes → :class:`~ctocdiff.model.Source`. The bytes decide, not the file's extension."""

from __future__ import annotations

import hashlib
from pathlib import Path

from ctocdiff.errors import UnreadableError
from ctocdiff.model import Source
from ctocdiff.read.encoding import decode
from ctocdiff.read.text import read_lines

__all__ = ["read", "read_bytes"]


def read(path: Path) -> Source:
    """Read a file.

    Raises:
        UnreadableError: the file is missing, a directory, empty, binary or of a format that is
            not read, or the system refuses it; the message says which.
    """
    if path.is_dir():
        raise UnreadableError("file-is-directory", path=path)
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        raise UnreadableError("file-missing", path=path) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise UnreadableError("file-refused", path=path, reason=reason) from None
    return read_bytes(data, path.name)


def read_bytes(data: bytes, name: str) -> Source:
    """Read a document from its bytes; ``name`` is what messages and reports call it.

    Raises:
        UnreadableError: the bytes are empty, binary or of a format that is not read.
    """
    text, encoding = decode(data, name)
    return Source(name, hashlib.sha256(data).hexdigest(), encoding, read_lines(text))
