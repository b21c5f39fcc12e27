"""Readers: bytes → :class:`~ctocdiff.model.Source`. The bytes decide, not the file's extension."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from ctocdiff.errors import UnreadableError
from ctocdiff.model import Format, Notice, Revisions, Source
from ctocdiff.read.encoding import decode
from ctocdiff.read.formats import binary_format, text_format
from ctocdiff.read.reading import Reading, declared_symbol
from ctocdiff.read.text import read_lines

__all__ = ["read", "read_bytes", "read_file"]

#: Code points of all text; the longest reports of the United Nations have some two million.
_LONGEST_TEXT = 30_000_000


def read(path: str | os.PathLike[str], *, revisions: Revisions = Revisions.ACCEPT) -> Source:
    """Read a file.

    Args:
        path: the file; its name is what messages and reports call the document.
        revisions: what is done with tracked changes of a word processor.

    Raises:
        UnreadableError: the file is missing, a directory, empty, binary or of a format that is
            not read, or the system refuses it; the message says which.
    """
    path = Path(path)
    return read_bytes(read_file(path), _printable(path.name), revisions=revisions)


def read_file(path: Path) -> bytes:
    """The bytes of a file.

    Raises:
        UnreadableError: the file is missing or a directory, or the system refuses it.
    """
    try:
        return path.read_bytes()
    except IsADirectoryError:
        raise UnreadableError("file-is-directory", path=path) from None
    except (FileNotFoundError, ValueError):  # a name with a zero byte is the name of no file
        raise UnreadableError("file-missing", path=path) from None
    except OSError as error:
        # of a folder, Windows says that access is denied
        if isinstance(error, PermissionError) and path.is_dir():
            raise UnreadableError("file-is-directory", path=path) from None
        raise UnreadableError("file-refused", path=path, reason=error) from None


def _printable(name: str) -> str:
    """A file name without the bytes that its system could not decode; reports must be UTF-8."""
    return name.encode("utf-8", "replace").decode("utf-8")


def read_bytes(data: bytes, name: str, *, revisions: Revisions = Revisions.ACCEPT) -> Source:
    """Read a document from its bytes; ``name`` is what messages and reports call it.

    Legacy formats of word processors are converted by LibreOffice, in a folder of their own.

    Raises:
        UnreadableError: the bytes are empty, binary, damaged, encrypted, too large or of a format
            that is not read; they need LibreOffice and it is not installed; or they have tracked
            changes and ``revisions`` refuses them.
    """
    found, reading = _read(data, name, revisions)
    if sum(len(line.raw) for line in reading.lines) > _LONGEST_TEXT:
        limit = f"{_LONGEST_TEXT:,}".replace(",", "\N{NARROW NO-BREAK SPACE}")
        raise UnreadableError("document-too-large", path=name, limit=limit)
    return Source(
        name,
        hashlib.sha256(data).hexdigest(),
        reading.encoding,
        reading.lines,
        found,
        reading.declared,
        reading.notices,
    )


def _read(data: bytes, name: str, revisions: Revisions) -> tuple[Format, Reading]:
    # The readers load libraries that a run without their format can do without.
    found = binary_format(data, name)
    if found is None:
        return _read_text(data, name)
    if found is Format.PDF:
        from ctocdiff.read.pdf import read_pdf

        return found, read_pdf(data, name)
    if found is not Format.DOCX:
        from ctocdiff.read.office import convert

        data = convert(data, found, name)
    from ctocdiff.read.docx import read_docx

    return found, read_docx(data, name, revisions)


def _read_text(data: bytes, name: str) -> tuple[Format, Reading]:
    text, encoding = decode(data, name)
    found = text_format(text, name)
    if found is Format.AKN:
        from ctocdiff.read.akn import read_akn

        return found, read_akn(data, name)
    if found is Format.HTML:
        from ctocdiff.read.html import read_html

        return found, read_html(text, encoding, name)
    lines = read_lines(text)
    running = [line.raw for line in lines if line.is_furniture]
    count = (("count", str(len(running))),)
    notices = (Notice("page-furniture", None, count),) if running else ()
    return found, Reading(lines, encoding, declared_symbol(running), notices)
