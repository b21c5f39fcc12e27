"""A Word file as a package: the template's parts, what is written into them, the same bytes always.

The template stands unzipped in ``templates/docx``, so that its parts can be read and compared. A
package is read into memory and zipped once, when all of its parts are written: in a fixed order,
with fixed times, attributes and compression.

The conventions of the package are ISO/IEC 29500-2 (content types, relationships).
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Final

from lxml import etree

_CONTENT_TYPES: Final = "[Content_Types].xml"  # first by custom: some readers look no further
_RELATIONS: Final = "word/_rels/document.xml.rels"
_COPIED: Final = frozenset({"docProps/app.xml", "word/fontTable.xml", "word/theme/theme1.xml"})
_EPOCH: Final = (1980, 1, 1, 0, 0, 0)  # the first moment a zip file can name
_LEVEL: Final = 6


class Package:
    """The parts of a Word file, each by its path: those of the template until they are changed."""

    def __init__(self) -> None:
        self._copied = {name: data for name, data in _template().items() if name in _COPIED}
        self._parts = {
            name: parse(data) for name, data in _template().items() if name not in _COPIED
        }

    def part(self, path: str) -> etree._Element:
        """The root of a part, to be changed in place."""
        return self._parts[path]

    @property
    def body(self) -> etree._Element:
        """The body of the document; its last element is the properties of the only section."""
        return self._parts["word/document.xml"][0]

    def add(self, name: str, root: etree._Element, content_type: str, relation: str) -> None:
        """Add a part that the document refers to, in the folder of the document.

        Args:
            name: the name of its file.
            root: its root.
            content_type: what it is, as a media type.
            relation: what it is to the document, as the address of a relationship type.
        """
        self._parts[f"word/{name}"] = root
        types = self._parts[_CONTENT_TYPES]
        about = {"PartName": f"/word/{name}", "ContentType": content_type}
        etree.SubElement(types, _sibling(types, "Override"), about)
        types[:] = sorted(types, key=lambda one: one.get("PartName", ""))
        relations = self._parts[_RELATIONS]
        about = {"Id": f"rId{len(relations) + 1}", "Type": relation, "Target": name}
        etree.SubElement(relations, _sibling(relations, "Relationship"), about)

    def packed(self) -> bytes:
        """The whole file."""
        parts = self._copied | {name: serialised(root) for name, root in self._parts.items()}
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w") as package:
            for name in sorted(parts, key=lambda name: (name != _CONTENT_TYPES, name)):
                entry = zipfile.ZipInfo(name, _EPOCH)
                entry.create_system = 0  # else the platform that writes
                entry.external_attr = 0
                package.writestr(entry, parts[name], zipfile.ZIP_DEFLATED, _LEVEL)
        return stream.getvalue()


def parse(data: bytes) -> etree._Element:
    """The root of a part of ours, without the white space that makes its file readable."""
    return etree.fromstring(data, etree.XMLParser(remove_blank_text=True, resolve_entities=False))


def serialised(root: etree._Element) -> bytes:
    """A part as the bytes of its file."""
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _sibling(root: etree._Element, name: str) -> str:
    """A name in the namespace of an element."""
    return f"{{{etree.QName(root).namespace}}}{name}"


@cache
def _template() -> dict[str, bytes]:
    """The files of the template by their paths."""
    folder = resources.files("ctocdiff").joinpath("render", "templates", "docx")
    return dict(_files(folder, ""))


def _files(folder: Traversable, prefix: str) -> Iterator[tuple[str, bytes]]:
    for entry in folder.iterdir():
        if entry.is_dir():
            yield from _files(entry, f"{prefix}{entry.name}/")
        else:
            yield prefix + entry.name, entry.read_bytes()
