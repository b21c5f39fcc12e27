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
    try:
        data = path.read_bytes()
    except IsADirectoryError:
        raise UnreadableError("file-is-directory", path=path) from None
    except (FileNotFoundError, ValueError):  # a name with a zero byte is the name of no file
        raise UnreadableError("file-missing", path=path) from None
    except OSError as error:
        # of a folder, Windows says that access is denied
        if isinstance(error, PermissionError) and path.is_dir():
            raise UnreadableError("file-is-directory", path=path) from None
        raise UnreadableError("file-refused", path=path, reason=error) from None
    return read_bytes(data, _printable(path.name))


def _printable(name: str) -> str:
    """A file name without the bytes that its system could not decode; reports must be UTF-8."""
    return name.encode("utf-8", "replace").decode("utf-8")


def read_bytes(data: bytes, name: str) -> Source:
    """Read a document from its bytes; ``name`` is what messages and reports call it.

    Raises:
        UnreadableError: the bytes are empty, binary or of a format that is not read.
    """
    text, encoding = decode(data, name)
    return Source(name, hashlib.sha256(data).hexdigest(), encoding, read_lines(text))
