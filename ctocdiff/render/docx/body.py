"""The flow of a redline as the XML of a Word document's body.

Order of elements: ISO/IEC 29500-1, 17.3 (paragraphs, runs), 17.4 (tables), 17.13.5 (revisions).
All revisions share one sequence of identifiers, which bookmarks and comments would share too.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from itertools import count
from typing import TYPE_CHECKING, Final

from ctocdiff.model import Style
from ctocdiff.render.docx.elements import STYLES, element, write_text
from ctocdiff.render.docx.passages import (
    AFTER,
    ALONE,
    Belonging,
    Block,
    Fate,
    Passage,
    Stretch,
    Table,
    TableRow,
)
from ctocdiff.render.docx.ranges import Ranges

if TYPE_CHECKING:
    from lxml import etree

TEXT_WIDTH: Final = 9070  # twentieths of a point: the page less the margins of the template

_SHORT, _LONG = 12, 60  # characters that set a column's share of that width


class BodyWriter:
    """Writes blocks as revisions of one author and date.

    ``locales`` names the language of each witness. After writing, ``comments`` has the identifier
    of each comment that a stretch of the blocks opened, by its place in the list of comments.

    LibreOffice takes an insertion at the end of one paragraph and another at the start of the
    next for one, the mark between them included, and rejecting then joins the paragraphs. It
    does so only if the two are less than a minute apart (measured with 7.4). There, and only
    there, the second insertion is dated a little later.
    """

    _LATER: Final = dt.timedelta(minutes=2)

    def __init__(self, *, author: str, date: dt.datetime, locales: Sequence[str | None]) -> None:
        self.author = author
        self.locales = locales
        self.comments: dict[int, str] = {}
        self._dates = [f"{at:%Y-%m-%dT%H:%M:%SZ}" for at in (date, date + self._LATER)]
        self._late = False
        self._numbers = count(1)
        self._ranges = Ranges(self._number, self._stamp)

    def write(self, blocks: Iterable[Block], body: etree._Element) -> None:
        """Append the blocks to a body, before its section properties."""
        section = body[-1]
        body.remove(section)
        reached = across = False  # by an insertion: the start of a passage; over a mark that stays
        for block in blocks:
            if isinstance(block, Table):
                reached = across = self._late = False
                self._ranges.leave(body)
                self._table(block, body)
                continue
            fates = [stretch.fate for stretch in block.stretches]
            begins = _comes((*fates, block.fate)[0])
            self._late = across and begins and not self._late
            self._paragraph(block, body)
            ends = _comes(fates[-1]) if fates else reached
            across = ends and not _comes(block.fate)
            reached = ends or _comes(block.fate)
        self._ranges.leave(body)
        body.append(section)

    def _number(self) -> str:
        return str(next(self._numbers))

    def _stamp(self) -> dict[str, str]:
        return {"author": self.author, "date": self._dates[self._late]}

    def _revision(self, parent: etree._Element, name: str) -> etree._Element:
        return element(parent, name, id=self._number(), **self._stamp())

    def _paragraph(
        self, passage: Passage, parent: etree._Element, *, spans: bool = True
    ) -> etree._Element:
        self._ranges.leave(parent, _first(passage))
        paragraph = element(parent, "p")
        properties = element(paragraph, "pPr")
        element(properties, "pStyle", val=passage.form)
        if passage.fate is not Fate.KEPT:
            self._revision(element(properties, "rPr"), passage.fate)
        if passage.former is not None:
            change = element(self._revision(properties, "pPrChange"), "pPr")
            element(change, "pStyle", val=passage.former)
        for part, fate, stretches in _grouped(passage.stretches):
            self._ranges.enter(paragraph, part)
            for number in stretches[0].opens:
                self.comments[number] = self._number()
                if spans:
                    element(paragraph, "commentRangeStart", id=self.comments[number])
            holder = paragraph if fate is Fate.KEPT else self._revision(paragraph, fate)
            for stretch in stretches:
                self._run(stretch, holder)
            for number in stretches[-1].closes:
                if spans:
                    element(paragraph, "commentRangeEnd", id=self.comments[number])
                holder = paragraph if fate is Fate.KEPT else self._revision(paragraph, fate)
                self._reference(holder, self.comments[number])
        self._ranges.enter(paragraph, passage.part)
        return paragraph

    def _reference(self, parent: etree._Element, number: str) -> None:
        """The mark of a comment, which shares the fate of what it stands at."""
        run = element(parent, "r")
        element(element(run, "rPr"), "rStyle", val="CommentReference")
        element(run, "commentReference", id=number)

    def _run(self, stretch: Stretch, parent: etree._Element) -> None:
        run = element(parent, "r")
        locale = self.locales[stretch.witness]
        if stretch.style & ~Style.LINK or locale:
            properties = element(run, "rPr")
            for style, name, attributes in STYLES:
                if style in stretch.style:
                    element(properties, name, **attributes)
            if locale:
                element(properties, "lang", val=locale)
        write_text(run, stretch.text, deleted=stretch.fate is Fate.DELETED)

    def _table(self, table: Table, parent: etree._Element) -> None:
        widths = _widths(table)
        whole = element(parent, "tbl")
        properties = element(whole, "tblPr")
        element(properties, "tblStyle", val="Programme")
        element(properties, "tblW", w=str(sum(widths)), type="dxa")
        element(properties, "tblLayout", type="fixed")
        grid = element(whole, "tblGrid")
        for width in widths:
            element(grid, "gridCol", w=str(width))
        for row in table.rows:
            self._row(row, whole, widths)

    def _row(self, row: TableRow, parent: etree._Element, widths: list[int]) -> None:
        line = element(parent, "tr")
        properties = element(line, "trPr")
        element(properties, "cantSplit")
        if row.fate is not Fate.KEPT:
            self._revision(properties, row.fate)
        for number, passage in enumerate(row.cells):
            # The last cell of a row with fewer cells than the table has columns fills the line.
            last = number + 1 == len(row.cells)
            covered = widths[number:] if last else widths[number : number + 1]
            cell = element(line, "tc")
            shape = element(cell, "tcPr")
            element(shape, "tcW", w=str(sum(covered)), type="dxa")
            if len(covered) > 1:
                element(shape, "gridSpan", val=str(len(covered)))
            # LibreOffice takes no row away that a comment spans a part of.
            paragraph = self._paragraph(passage, cell, spans=row.fate is Fate.KEPT)
            # A range must not reach into the next cell unless it covers text there.
            self._ranges.leave(paragraph, ALONE if last else _first(row.cells[number + 1]))


def _comes(fate: Fate) -> bool:
    return fate is not Fate.KEPT and fate.stands(AFTER)


def _first(passage: Passage) -> Belonging:
    return passage.stretches[0].part if passage.stretches else passage.part


def _grouped(
    stretches: Sequence[Stretch],
) -> Iterator[tuple[Belonging, Fate, list[Stretch]]]:
    """Neighbouring stretches that can share one revision: no comment begins or ends between."""
    group: list[Stretch] = []
    for stretch in stretches:
        if group and (
            (group[-1].part, group[-1].fate) != (stretch.part, stretch.fate)
            or group[-1].closes
            or stretch.opens
        ):
            yield group[0].part, group[0].fate, group
            group = []
        group.append(stretch)
    if group:
        yield group[0].part, group[0].fate, group


def _widths(table: Table) -> list[int]:
    """The widths of the columns, by the longest text of each within reason."""
    columns = max(len(row.cells) for row in table.rows)
    weights = [_SHORT] * columns
    for row in table.rows:
        if len(row.cells) == columns:
            for number, cell in enumerate(row.cells):
                length = sum(len(stretch.text) for stretch in cell.stretches)
                weights[number] = max(weights[number], min(length, _LONG))
    return [TEXT_WIDTH * weight // sum(weights) for weight in weights]
