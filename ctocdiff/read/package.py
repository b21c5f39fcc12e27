"""Zip packages of the Open Packaging Conventions (DOCX): their parts and relationships, bounded.

What a zip file says of its sizes is not believed: each part is read up to a limit, so that neither
a bomb nor a giant can fill the memory. Pictures and other parts that hold no text are never read.
"""

from __future__ import annotations

import io
import posixpath
import struct
import zipfile
import zlib
from typing import TYPE_CHECKING, Final

from ctocdiff.errors import UnreadableError
from ctocdiff.read.xml_parsing import parse_xml

if TYPE_CHECKING:
    from lxml import etree

#: Bytes of one part, and of all parts read. The longest reports of the United Nations stay below
#: 10 MB; this much XML takes some seconds and less than 1 GB.
LARGEST_PART: Final = 64_000_000
LARGEST_PACKAGE: Final = 96_000_000

_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_ENCRYPTED = 0x1  # bit of the flags of a zip entry
#: What reading a zip file raises where it is damaged.
BROKEN: Final = (
    *(zipfile.BadZipFile, zlib.error, struct.error, EOFError, KeyError),
    *(NotImplementedError, RuntimeError, ValueError, OSError),
)
# The strict form of the standard has other names for the same vocabulary.
_STRICT = (
    (
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    ),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
)


class Package:
    """A zip package opened for reading; ``name`` is what messages call it.

    Raises:
        UnreadableError: the bytes are no whole zip file, or encrypted.
    """

    def __init__(self, data: bytes, name: str) -> None:
        self._name = name
        self._left = LARGEST_PACKAGE
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except BROKEN:
            raise UnreadableError("docx-damaged", path=name) from None
        self.parts = frozenset(self._zip.namelist())

    def read(self, part: str) -> bytes:
        """The bytes of a part.

        Raises:
            UnreadableError: it is missing, damaged, encrypted or too large.
        """
        limit = min(LARGEST_PART, self._left)
        try:
            info = self._zip.getinfo(part)
            if info.flag_bits & _ENCRYPTED:
                raise UnreadableError("document-encrypted", path=self._name)
            with self._zip.open(info) as stream:
                data = stream.read(limit + 1)
        except BROKEN:
            raise UnreadableError("docx-damaged", path=self._name) from None
        if len(data) > limit:
            size = limit // 1_000_000
            raise UnreadableError("document-too-large", path=self._name, limit=f"{size} MB")
        self._left -= len(data)
        return data

    def tree(self, part: str) -> etree._Element:
        """The XML of a part.

        Raises:
            UnreadableError: it is missing, damaged, encrypted or too large.
        """
        data = self.read(part)
        for strict, usual in _STRICT:
            data = data.replace(strict, usual)
        return parse_xml(data, f"{self._name} ({part})")

    def main_part(self) -> str | None:
        """The part that is the document; None where the package has none."""
        found = self.related("", "/officeDocument")
        return next(iter(found.values()), None)

    def related(self, part: str, kind: str) -> dict[str, str]:
        """The parts that ``part`` refers to, by relationship id.

        Args:
            part: the referring part, "" for the package itself.
            kind: what the relationship's type ends with, such as ``/footnotes``.
        """
        folder, base = posixpath.split(part)
        relations = posixpath.join(folder, "_rels", f"{base}.rels")
        if relations not in self.parts:
            return {}
        found: dict[str, str] = {}
        for relation in self.tree(relations).iter(_RELATIONSHIP):
            if relation.get("TargetMode") == "External":
                continue
            if relation.get("Type", "").endswith(kind):
                target = posixpath.normpath(posixpath.join(folder, relation.get("Target", "")))
                target = target.lstrip("/")
                if target in self.parts:
                    found[relation.get("Id", "")] = target
        return found
