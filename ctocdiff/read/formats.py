"""What format some bytes are in, by the bytes alone."""

from __future__ import annotations

import io
import re
import zipfile

from ctocdiff.errors import UnreadableError
from ctocdiff.model import Format

_PDF_HEAD = 1024  # the header of a PDF file may stand behind some bytes of a transport
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# Streams of a compound file by which its format is known, and the name to say.
_STREAMS = (("Workbook", "XLS"), ("PowerPoint Document", "PPT"), ("__properties_version", "MSG"))
# First bytes of formats that users try to read, and the name to say.
_OTHERS = (
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"II*\x00", "TIFF"),
    (b"MM\x00*", "TIFF"),
    (b"\x1f\x8b", "gzip"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"Rar!", "RAR"),
)
_BY_SIGNATURE = (
    (b"{\\rtf", Format.RTF),
    (b"\xffWPC", Format.WPD),
)
_ODF = "application/vnd.oasis.opendocument."
# Parts by which other packages are known, and the name to say.
_PACKAGES = (("xl/workbook", "XLSX"), ("ppt/presentation", "PPTX"), ("META-INF/container", "EPUB"))


def binary_format(data: bytes, name: str) -> Format | None:
    """The format of a document called ``name`` that is not text; None where it may be text.

    Raises:
        UnreadableError: it is in a known format that is not read, encrypted or damaged.
    """
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zipped(data, name)
    if data.startswith(_COMPOUND):
        return _compound(data, name)
    for signature, found in _BY_SIGNATURE:
        if data.startswith(signature):
            return found
    if b"%PDF-" in data[:_PDF_HEAD]:
        return Format.PDF
    for signature, what in _OTHERS:
        if data.startswith(signature):
            raise UnreadableError("format-unsupported", path=name, format=what)
    return None


def _compound(data: bytes, name: str) -> Format:
    """Of the older container of Microsoft, which holds a locked DOCX too."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise UnreadableError("document-encrypted", path=name)
    if "WordDocument".encode("utf-16-le") in data:
        return Format.DOC
    for stream, what in _STREAMS:
        if stream.encode("utf-16-le") in data:
            raise UnreadableError("format-unsupported", path=name, format=what)
    raise UnreadableError("format-unsupported", path=name, format="OLE")


def _zipped(data: bytes, name: str) -> Format:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            parts = package.namelist()
            kind = b""
            if "mimetype" in parts:
                with package.open("mimetype") as stream:
                    kind = stream.read(200)
    except (zipfile.BadZipFile, OSError, EOFError, ValueError, RuntimeError, NotImplementedError):
        raise UnreadableError("docx-damaged", path=name) from None
    what = kind.decode("ascii", "replace").strip()
    if what.startswith(f"{_ODF}text"):
        return Format.ODT
    if any(part.startswith("word/") for part in parts):
        return Format.DOCX
    for prefix, other in _PACKAGES:
        if any(part.startswith(prefix) for part in parts):
            raise UnreadableError("format-unsupported", path=name, format=other)
    if "_rels/.rels" in parts:  # a package whose document stands in another folder
        return Format.DOCX
    raise UnreadableError("format-unsupported", path=name, format=what or "ZIP")


_LEAD = r"(?:\ufeff|\s|<!--.*?-->)*"
_XML = re.compile(rf"{_LEAD}<\?xml\b[^>]{{0,500}}\?>", re.DOTALL)
_DOCTYPE = re.compile(
    rf"{_LEAD}<!DOCTYPE\b\s*(?P<name>[\w:.-]+)[^>\[]*(?:\[[^\]]*\]\s*)?>", re.DOTALL | re.IGNORECASE
)
_TAG = re.compile(rf"{_LEAD}<(?:[\w.-]+:)?(?P<name>[A-Za-z][\w.-]*)(?=[\s/>])", re.DOTALL)
_HEAD = 20_000  # code points in which the first tag must stand
_HTML = frozenset({"html", "head", "body"})
# Elements that a saved fragment of a page begins with; a text may well begin with <i> or <b>.
_FRAGMENTS = frozenset(
    {"article", "center", "div", "h1", "h2", "h3", "main", "meta", "ol", "p", "section", "style"}
    | {"table", "title", "ul"}
)


def text_format(text: str, name: str) -> Format:
    """The format of a document called ``name`` that is text: plain text, HTML or AKN XML.

    Raises:
        UnreadableError: it is XML of another vocabulary.
    """
    head = text[:_HEAD]
    xml = _XML.match(head)
    at = xml.end() if xml else 0
    doctype = _DOCTYPE.match(head, at)
    if doctype and doctype["name"].lower() == "html":
        return Format.HTML
    if doctype and doctype["name"] == "akomaNtoso":
        return Format.AKN
    tag = _TAG.match(head, doctype.end() if doctype else at)
    found = tag["name"] if tag else ""
    if found == "akomaNtoso":
        return Format.AKN
    if found.lower() in _HTML:
        return Format.HTML
    if xml or doctype:
        raise UnreadableError("xml-unknown", path=name, root=found or "?")
    if found.lower() in _FRAGMENTS and f"</{found}" in text:
        return Format.HTML
    return Format.TEXT
