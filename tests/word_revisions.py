"""Accept or reject every tracked change of a Word document, by the rules of Word.

A paragraph mark that goes merges its paragraph with the next one; it cannot merge into a table,
and the last mark of a document or a cell stays (ISO/IEC 29500-1, 17.13.5; Word itself where the
standard is silent). Works on the XML of the package, so that it judges what was written and not
what a library makes of it, nor what ``ctocdiff.revisions`` does. Not here: choosing changes by
author or number, writing a document.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Iterator
from typing import Final

from lxml import etree

#: Style of the empty paragraph that ends a redline where no paragraph of the witnesses can.
END_MARK: Final = "EndMark"

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_OFFICE_DOCUMENT = "/officeDocument"  # ends the type in both the transitional and strict form

_INSERTING = ("ins", "moveTo")
_DELETING = ("del", "moveFrom")
_CHARACTERS = {
    "tab": "\t",
    "ptab": "\t",
    "br": "\n",
    "cr": "\n",
    "noBreakHyphen": "\N{NON-BREAKING HYPHEN}",
    "softHyphen": "\N{SOFT HYPHEN}",
}
_SILENT = frozenset({"pPr", "rPr", "instrText", "delInstrText", "sdtPr", "sdtEndPr", "txbxContent"})


def resolve(data: bytes, *, accept: bool) -> tuple[str, ...]:
    """The paragraphs of the body after accepting (or rejecting) all tracked changes.

    A table row is one text, its cells joined by a tab. The empty paragraph that Word demands at
    the end of a document, after a table or where nothing else is left, is no text.

    Raises:
        ValueError: ``data`` is no Word document.
    """
    body = _body(data)
    if body is None:
        raise ValueError("no Word document")
    blocks = list(_Reader(accept=accept).texts(body))
    if blocks and blocks[-1] in (("p", ""), (END_MARK, "")):
        before = [name for name, _ in blocks[:-1]]
        if blocks[-1][0] == END_MARK or not before or before[-1] == "tr":
            blocks.pop()
    return tuple(text for _, text in blocks)


def _body(data: bytes) -> etree._Element | None:
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            relations = etree.fromstring(package.read("_rels/.rels"), parser)
            for relation in relations.iter(_RELATIONSHIP):
                if relation.get("Type", "").endswith(_OFFICE_DOCUMENT):
                    name = posixpath.normpath(relation.get("Target", "").lstrip("/"))
                    return etree.fromstring(package.read(name), parser).find(f"{_W}body")
    except (zipfile.BadZipFile, KeyError, etree.XMLSyntaxError):
        return None
    return None


def _name(element: etree._Element) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


class _Reader:
    """Reads containers of paragraphs (body, cell) under one policy."""

    def __init__(self, *, accept: bool) -> None:
        self.gone = _DELETING if accept else _INSERTING

    def texts(self, container: etree._Element) -> Iterator[tuple[str, str]]:
        """What remains of a container: the texts of paragraphs and rows, and which it is.

        A paragraph is named ``p``, or by its style if that is the end mark; a row ``tr``.
        """
        pending, waiting = "", False
        for block in self._blocks(container):
            if _name(block) == "p":
                pending += self._text(block)
                waiting = self._marked(block, "pPr/rPr")
                if not waiting:
                    yield self._kind(block), pending
                    pending = ""
                continue
            if pending:  # a mark before a table cannot go while its paragraph has text
                yield "p", pending
            pending, waiting = "", False
            for row in self._own(block, "tr", "tbl"):
                if not self._marked(row, "trPr"):
                    yield "tr", self._row(row)
        if waiting:
            yield "p", pending

    def _kind(self, paragraph: etree._Element) -> str:
        style = paragraph.find(f"{_W}pPr/{_W}pStyle")
        return END_MARK if style is not None and style.get(f"{_W}val") == END_MARK else "p"

    def _blocks(self, container: etree._Element) -> Iterator[etree._Element]:
        for child in container:
            name = _name(child)
            if name in ("p", "tbl"):
                yield child
            elif name in ("sdt", "sdtContent", "customXml", "smartTag"):
                yield from self._blocks(child)

    def _own(self, holder: etree._Element, name: str, kind: str) -> Iterator[etree._Element]:
        """The rows of a table or cells of a row, content controls or not; none of tables inside."""
        for part in holder.iter(f"{_W}{name}"):
            if next(part.iterancestors(f"{_W}{kind}")) is holder:
                yield part

    def _row(self, row: etree._Element) -> str:
        cells = (cell for cell in self._own(row, "tc", "tr") if not self._cell_gone(cell))
        return "\t".join("\n".join(text for _, text in self.texts(cell)) for cell in cells)

    def _cell_gone(self, cell: etree._Element) -> bool:
        change = "cellDel" if "del" in self.gone else "cellIns"
        return cell.find(f"{_W}tcPr/{_W}{change}") is not None

    def _marked(self, element: etree._Element, properties: str) -> bool:
        """Whether a change in the properties takes the mark or the row away."""
        path = "/".join(_W + name for name in properties.split("/"))
        return any(element.find(f"{path}/{_W}{name}") is not None for name in self.gone)

    def _text(self, element: etree._Element) -> str:
        pieces = []
        for child in element:
            name = _name(child)
            if name in ("t", "delText"):
                pieces.append(child.text or "")
            elif name in _CHARACTERS:
                pieces.append(_CHARACTERS[name])
            elif name not in _SILENT and name not in self.gone:
                pieces.append(self._text(child))
        return "".join(pieces)
