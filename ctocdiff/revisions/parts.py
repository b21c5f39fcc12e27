"""The parts of a Word file that hold text, and the file with some of them written anew."""

from __future__ import annotations

import io
import shutil
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from lxml import etree

from ctocdiff.errors import UnreadableError
from ctocdiff.read.package import BROKEN, Package

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

_STORIES: Final = ("header", "footer", "footnotes", "endnotes", "comments", "glossaryDocument")
# ``Package.tree`` reads the strict form of the standard as the usual one; it is written as it was.
_STRICT: Final = (
    (
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
    ),
    (
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
    ),
)


def above(element: etree._Element) -> etree._Element:
    """The parent of an element that is not the root of its part."""
    parent = element.getparent()
    if parent is None:
        raise ValueError(element.tag)
    return parent


@dataclass(frozen=True, slots=True)
class Story:
    """A part with text: the document itself, a header or footer, the notes, the comments."""

    part: str
    kind: str
    root: etree._Element
    strict: bool

    @property
    def id_name(self) -> str:
        return f"{W}id"

    def notes(self) -> Iterator[etree._Element]:
        """The footnotes or endnotes of a part that holds them."""
        if self.kind in ("footnote", "endnote"):
            yield from self.root.findall(f"{W}{self.kind}")

    def data(self) -> bytes:
        """The part as bytes."""
        data: bytes = etree.tostring(
            self.root.getroottree(), xml_declaration=True, encoding="UTF-8", standalone=True
        )
        if self.strict:
            for usual, strict in _STRICT:
                data = data.replace(usual, strict)
        return data


def read_stories(data: bytes, name: str) -> tuple[Story, ...]:
    """The document and what belongs to it.

    Raises:
        UnreadableError: this is no Word file, or it is damaged, encrypted or too large.
    """
    package = Package(data, name)
    main = package.main_part()
    if main is None:
        raise UnreadableError("docx-damaged", path=name)
    parts = {main: "document"}
    for kind in _STORIES:
        for part in package.related(main, f"/{kind}").values():
            parts.setdefault(part, kind.removesuffix("s"))
    stories = tuple(_story(package, part, kind) for part, kind in parts.items())
    if stories[0].root.find(f"{W}body") is None:
        raise UnreadableError("docx-damaged", path=name)
    return stories


def _story(package: Package, part: str, kind: str) -> Story:
    root = package.tree(part)
    # Nothing of the strict vocabulary is left in the tree: the bytes tell.
    strict = b"purl.oclc.org/ooxml/wordprocessingml" in package.read(part)
    return Story(part, kind, root, strict)


def with_parts(data: bytes, written: Mapping[str, bytes], name: str) -> bytes:
    """The package with other bytes for some parts; order, times and names stay.

    Raises:
        UnreadableError: a part that is only copied is damaged or encrypted.
    """
    stream = io.BytesIO()
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w") as new:
            for entry in old.infolist():
                made = zipfile.ZipInfo(entry.filename, entry.date_time)
                made.create_system = entry.create_system
                made.external_attr = entry.external_attr
                made.compress_type = entry.compress_type
                if entry.filename in written:
                    new.writestr(made, written[entry.filename])
                    continue
                # In pieces: what a picture would be unpacked is nobody's concern here.
                with old.open(entry) as source, new.open(made, "w") as target:
                    shutil.copyfileobj(source, target)
    except BROKEN:
        raise UnreadableError("docx-damaged", path=name) from None
    return stream.getvalue()
