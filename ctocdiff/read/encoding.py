"""Bytes of a text file → its characters.

UTF-8 and UTF-16 (with or without byte order mark) are understood, then the encodings of one byte a
character in which English and French were written: Windows-1252, and where the text shows it,
MacRoman and DOS. A page of HTML or XML may name another one itself. What is not text is refused.
"""

from __future__ import annotations

import codecs
import re
from collections import Counter

from ctocdiff.errors import UnreadableError

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# <meta charset="iso-8859-15">, <?xml version="1.0" encoding="windows-1250"?>
_NAMED = re.compile(
    rb"<(?:meta\b[^>]{0,200}charset|\?xml\b[^>]{0,200}encoding)\s*=\s*[\"']?(?P<name>[\w.:-]{2,40})",
    re.IGNORECASE,
)
_HEAD = 2048  # bytes in which a page must name its encoding
_ONE_BYTE = ("iso8859", "cp125", "mac-roman")
_CONTROL = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f]")
_MAX_CONTROL_SHARE = 0.005
# In the order in which they are preferred; what is none of the bytes of one may be of another.
_USUAL = ("cp1252", "mac-roman", "cp850")
# Characters beyond ASCII of English and French texts. In a wrong encoding few of them come out.
_EXPECTED = frozenset("éèêëàâäùûüîïôöçœæÉÈÊËÀÂÙÛÎÏÔÇŒÆ«»’‘“”–—…°§•·€£©®²³¹\xa0\xadáíóúñãõøåß")


def decode(data: bytes, name: str) -> tuple[str, str]:
    """Decode the bytes of a document called ``name``; give its text and the encoding's name.

    Raises:
        UnreadableError: empty, or not text in any known encoding.
    """
    text, encoding = _decode_any(data, name)
    if not text.strip():
        raise UnreadableError("file-empty", path=name)
    if len(_CONTROL.findall(text)) > _MAX_CONTROL_SHARE * len(text):
        raise UnreadableError("file-binary", path=name)
    return text, encoding


def _decode_any(data: bytes, name: str) -> tuple[str, str]:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            try:
                return data[len(mark) :].decode(encoding), encoding
            except UnicodeDecodeError:
                raise UnreadableError("file-binary", path=name) from None
    if guess := _utf16_without_mark(data):
        try:
            return data.decode(guess), guess
        except UnicodeDecodeError:
            raise UnreadableError("file-binary", path=name) from None
    for encoding in ("utf-8", *_named(data)):
        try:
            return data.decode(encoding), encoding
        except UnicodeDecodeError:
            continue
    usual = _usual(data)
    if usual is not None:
        return data.decode(usual), usual
    raise UnreadableError("file-binary", path=name)


def _usual(data: bytes) -> str | None:
    """The encoding in which the most bytes beyond ASCII are characters that texts have."""
    counts = Counter(data)
    beyond = {byte: count for byte, count in counts.items() if byte > 0x7F}
    best: str | None = None
    most = -1
    for encoding in _USUAL:
        try:
            shown = {byte: bytes([byte]).decode(encoding) for byte in beyond}
        except UnicodeDecodeError:
            continue
        expected = sum(beyond[byte] for byte, char in shown.items() if char in _EXPECTED)
        if expected > most:
            best, most = encoding, expected
    return best if best == _USUAL[0] or 2 * most > sum(beyond.values()) else None


def _utf16_without_mark(data: bytes) -> str | None:
    """Latin text in UTF-16 has a zero in every other byte, on one side."""
    head = data[:2000]
    if len(head) < 4 or b"\x00" not in head:
        return None
    even, odd = head[0::2].count(0), head[1::2].count(0)
    half = len(head) // 2
    if odd > 0.7 * half and even < 0.1 * half:
        return "utf-16-le"
    if even > 0.7 * half and odd < 0.1 * half:
        return "utf-16-be"
    return None


def _named(data: bytes) -> tuple[str, ...]:
    """The encoding of one byte a character that a page of HTML or XML says it is in."""
    match = _NAMED.search(data[:_HEAD])
    if match is None:
        return ()
    name = match["name"].decode("ascii")
    try:
        found = codecs.lookup(name).name
    except LookupError:
        return ()
    # browsers read Latin-1 as Windows-1252, which has the characters that authors meant
    return (found,) if found.startswith(_ONE_BYTE) and found != "iso8859-1" else ()
