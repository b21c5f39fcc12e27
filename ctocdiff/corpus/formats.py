"""What a file is, by its first bytes: the ending it is given in the corpus.

A file in the corpus has an honest ending, whatever it was called; reading it is the business of
``read``, which judges the bytes itself.
"""

from __future__ import annotations

import io
import re
import zipfile

_SIGNATURES = (
    (b"%PDF-", "pdf"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "doc"),
    (b"{\\rtf", "rtf"),
    (b"\xffWPC", "wpd"),
)
_HEAD = 2048  # bytes that show what a file is
# "<html", "<!DOCTYPE html", "<akomaNtoso", with or without declaration and comments before
_HTML = re.compile(
    rb"\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)
_XML = re.compile(rb"\s*(?:<\?xml|<akomaNtoso\b)", re.IGNORECASE)


def format_of(data: bytes) -> str:
    """The usual ending of a file with these bytes, without the dot; ``txt`` for any other."""
    head = data[:_HEAD]
    for signature, ending in _SIGNATURES:
        if head.startswith(signature):
            return ending
    if head.startswith(b"PK\x03\x04"):
        return _packaged(data)
    head = head.removeprefix(b"\xef\xbb\xbf")
    if _HTML.match(head):
        return "html"
    if _XML.match(head):
        return "html" if re.search(rb"<html\b", head, re.IGNORECASE) else "xml"
    return "txt"


def _packaged(data: bytes) -> str:
    """Which of the formats that are ZIP archives this is."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            names = set(package.namelist())
    except (zipfile.BadZipFile, ValueError, OSError):
        return "zip"
    if "word/document.xml" in names or "[Content_Types].xml" in names:
        return "docx"
    return "odt" if "content.xml" in names else "zip"
