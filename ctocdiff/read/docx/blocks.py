"""Paragraphs and tables of a Word document → lines, tracked changes accepted or rejected.

A paragraph whose mark goes is joined to the next one and takes its properties; it cannot go into
a table (ISO/IEC 29500-1, 17.13.5). A line is a paragraph, or a row of a table with its cells apart
by tabs; tables that only lay out a page are read cell by cell. Notes follow the paragraph, or the
table, that refers to them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from ctocdiff.model import Line, Revisions
from ctocdiff.read.docx.names import W, child, flag, number, value
from ctocdiff.read.docx.numbering import Numbers
from ctocdiff.read.docx.styles import Styles
from ctocdiff.read.docx.text import DELETING, INSERTING, Content, NoteMark, TextReader
from ctocdiff.read.segments import BREAK, Segment, make_line, spaced, untabbed
from ctocdiff.read.xml_parsing import local_name
from ctocdiff.symbols import is_symbol

if TYPE_CHECKING:
    from lxml import etree

_WRAPPERS = frozenset({"sdt", "sdtContent", "customXml", "smartTag", *INSERTING, *DELETING})
_WIDEST_SPAN = 50  # columns; more is an error of the file
_LONGEST_CELL = 6  # paragraphs; a cell that holds more is a column of a page


@dataclass
class Lines:
    """The lines found so far, and the page that the next one stands on."""

    found: list[Line] = field(default_factory=list)
    page: int = 1

    def add(self, segments: list[Segment], content: Content | None = None) -> None:
        """Add a line; ``content`` tells of the ends of pages in it."""
        self.page += content.leading if content else 0
        self.found.append(make_line(len(self.found) + 1, self.page, segments))
        self.page += content.breaks - content.leading if content else 0


class BlockReader:
    """Reads the blocks of one story: the body, a header, a note, a text box."""

    def __init__(
        self,
        lines: Lines,
        text: TextReader,
        styles: Styles,
        numbers: Numbers,
        revisions: Revisions,
        *,
        notes: Callable[[NoteMark], list[Segment]],
        page_breaks_before: bool = False,
    ) -> None:
        self._lines = lines
        self._text = text
        self._styles = styles
        self._numbers = numbers
        self._rejecting = revisions is Revisions.REJECT
        self._gone = INSERTING if self._rejecting else DELETING
        self._notes = notes
        self._page_breaks_before = page_breaks_before
        self._begun = False  # whether any text has come; a table before it lays out the page

    def read(self, container: etree._Element, *, layout: bool = False) -> None:
        """Read all blocks of a container, its tables cell by cell where they lay out a page."""
        for content, element in self._paragraphs(container):
            if content is not None:
                self._add(content, element)
            elif element is not None:
                self._table(element, layout=layout)

    def _add(self, content: Content, properties: etree._Element | None) -> None:
        segments = self._numbered(content, properties)
        if not self._styles.is_contents(properties):
            segments = untabbed(segments)
        if self._page_breaks_before and flag(properties, "pageBreakBefore"):
            self._lines.page += 1
        self._lines.add(segments, content)
        self._begun = self._begun or content.has_text
        self._beside(content)

    def _beside(self, content: Content) -> None:
        """The text boxes of a paragraph or table, and the notes it refers to."""
        for box in content.boxes:
            self.read(box, layout=True)
        for mark in content.notes:
            if segments := self._notes(mark):
                self._lines.add(segments)

    def _numbered(self, content: Content, properties: etree._Element | None) -> list[Segment]:
        """The segments of a paragraph behind its automatic number."""
        reference = self._styles.numbering(self._formerly(properties))
        if reference is None:
            return content.segments
        label = self._numbers.label(reference, self._styles.outline_name(properties))
        return [Segment(label), *content.segments] if label else content.segments

    def _formerly(self, properties: etree._Element | None) -> etree._Element | None:
        """The properties of a paragraph, those before a tracked change where that is rejected."""
        if self._rejecting:
            before = child(properties, "pPrChange/pPr")
            if before is not None:
                return before
            if child(properties, "numPr/ins") is not None:
                return None
        return properties

    def _paragraphs(
        self, container: etree._Element
    ) -> Iterator[tuple[Content | None, etree._Element | None]]:
        """Paragraphs after the changes of their marks, with their properties; else tables."""
        pending, waiting = Content(), False
        properties: etree._Element | None = None
        for block in self._blocks(container):
            if local_name(block) == "p":
                pending.extend(self._text.content(block))
                properties = child(block, "pPr")
                waiting = self._marked(block, "pPr/rPr")
                if not waiting:
                    yield pending, properties
                    pending = Content()
                continue
            if pending.segments:
                yield pending, properties
            pending, waiting = Content(), False
            yield None, block
        if waiting:
            yield pending, properties

    def _blocks(self, container: etree._Element) -> Iterator[etree._Element]:
        for part in container:
            name = local_name(part)
            if name in ("p", "tbl"):
                yield part
            elif name in _WRAPPERS and name not in self._gone:
                yield from self._blocks(part)
            elif name == "AlternateContent":
                chosen = next((c for c in part if local_name(c) == "Choice"), None)
                yield from self._blocks(part if chosen is None else chosen)
            elif name == "Fallback":
                yield from self._blocks(part)

    def _table(self, table: etree._Element, *, layout: bool) -> None:
        rows = [
            [cell for cell in self._own(row, "tc", "tr") if not self._cell_gone(cell)]
            for row in self._own(table, "tr", "tbl")
            if not self._marked(row, "trPr")
        ]
        if layout or self._lays_out(rows):
            for row in rows:
                for cell in row:
                    if not _continues(cell):
                        self.read(cell, layout=True)
            return
        beside = Content()
        for row in rows:
            self._row(row, beside)
        self._begun = True
        self._beside(beside)

    def _row(self, row: list[etree._Element], beside: Content) -> None:
        segments: list[Segment] = []
        whole = Content()
        before = number(child(row[0].getparent(), "trPr"), "gridBefore") if row else None
        if before:
            segments.append(Segment("\t" * min(before, _WIDEST_SPAN)))
        for at, cell in enumerate(row):
            if at:
                segments.append(Segment("\t"))
            content = Content() if _continues(cell) else self._cell(cell)
            segments += spaced(content.segments)
            span = number(cell, "tcPr/gridSpan") or 1
            segments.append(Segment("\t" * (min(max(span, 1), _WIDEST_SPAN) - 1)))
            whole.extend(content)
        if not any("\t" in segment.text for segment in segments):
            segments.append(Segment("\t"))  # it tells a row of one cell from a paragraph
        self._lines.add(segments, whole)
        beside.extend(replace(whole, segments=[]))

    def _cell(self, cell: etree._Element) -> Content:
        """The paragraphs of a cell, tables inside it included, as one."""
        whole = Content()
        for content, element in self._paragraphs(cell):
            parts: list[Content] = []
            if content is not None:
                content.segments = self._numbered(content, element)
                parts = [content]
            elif element is not None:
                for row in self._own(element, "tr", "tbl"):
                    if not self._marked(row, "trPr"):
                        parts += [self._cell(inner) for inner in self._own(row, "tc", "tr")]
            for part in parts:
                if whole.has_text and part.segments:
                    whole.segments.append(Segment(BREAK))
                whole.extend(part)
        return whole

    def _lays_out(self, rows: list[list[etree._Element]]) -> bool:
        """Whether a table lays out a page: one column, the masthead, columns of paragraphs."""
        if all(len(row) < 2 for row in rows):
            return True
        held = [sum(1 for _ in cell.iter(f"{W}p")) for row in rows for cell in row]
        if max(held) > _LONGEST_CELL:
            return True
        if self._begun:
            return False
        cells = (cell for row in rows for cell in row)
        texts = (
            "".join(t.text or "" for t in p.iter(f"{W}t")).strip()
            for cell in cells
            for p in cell.iter(f"{W}p")
        )
        return any(map(is_symbol, texts))

    def _own(self, holder: etree._Element, name: str, kind: str) -> Iterator[etree._Element]:
        """The rows of a table or cells of a row, content controls or not; none of tables inside."""
        for part in holder.iter(f"{W}{name}"):
            if next(part.iterancestors(f"{W}{kind}")) is holder:
                yield part

    def _cell_gone(self, cell: etree._Element) -> bool:
        change = "cellIns" if self._rejecting else "cellDel"
        return child(cell, f"tcPr/{change}") is not None

    def _marked(self, element: etree._Element, properties: str) -> bool:
        """Whether a change in the properties takes the mark or the row away."""
        return any(child(element, f"{properties}/{name}") is not None for name in self._gone)


def _continues(cell: etree._Element) -> bool:
    """Whether a cell is the lower part of the one above it."""
    merge = child(cell, "tcPr/vMerge")
    return merge is not None and value(cell, "tcPr/vMerge") != "restart"
