"""The flow of a redline as the XML of a Word document's body.

Order of elements: ISO/IEC 29500-1, 17.3 (paragraphs, runs), 17.4 (tables), 17.13.5 (revisions).
All revisions share one sequence of identifiers, which bookmarks and comments would share too.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from itertools import count, groupby
from typing import Final

from docx.oxml.ns import qn
from lxml import etree

from ctocdiff.language import Language
from ctocdiff.model import Style
from ctocdiff.render.docx.passages import Block, Fate, Passage, Stretch, Table, TableRow

#: The national form of each language whose spelling the documents follow.
LOCALES: Final = {Language.EN: "en-GB", Language.FR: "fr-FR"}

TEXT_WIDTH: Final = 9070  # twentieths of a point: the page less the margins of the template

_SHORT, _LONG = 12, 60  # characters that set a column's share of that width

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
# What XML 1.0 cannot hold (production Char) and the carriage return, which Word does not keep.
_FORBIDDEN = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
STYLES: Final[tuple[tuple[Style, str, dict[str, str]], ...]] = (  # in the order of CT_RPr
    (Style.BOLD, "b", {}),
    (Style.BOLD, "bCs", {}),
    (Style.ITALIC, "i", {}),
    (Style.ITALIC, "iCs", {}),
    (Style.SUPERSCRIPT, "vertAlign", {"val": "superscript"}),
)


def element(parent: etree._Element, name: str, /, **attributes: str) -> etree._Element:
    """Append an element of the main namespace, its attributes in that namespace too."""
    return etree.SubElement(
        parent, qn(f"w:{name}"), {qn(f"w:{key}"): value for key, value in attributes.items()}
    )


def write_text(run: etree._Element, text: str, *, deleted: bool = False) -> None:
    """Fill a run, tabs as elements, what XML cannot hold as U+FFFD."""
    for number, part in enumerate(_FORBIDDEN.sub("\N{REPLACEMENT CHARACTER}", text).split("\t")):
        if number:
            element(run, "tab")
        if part:
            text_element = element(run, "delText" if deleted else "t")
            text_element.set(_SPACE, "preserve")
            text_element.text = part


def write_line(parent: etree._Element, style: str, text: str, locale: str) -> None:
    """Append a paragraph of one run that tracks nothing: what the program says itself."""
    paragraph = element(parent, "p")
    element(element(paragraph, "pPr"), "pStyle", val=style)
    run = element(paragraph, "r")
    element(element(run, "rPr"), "lang", val=locale)
    write_text(run, text)


class BodyWriter:
    """Writes blocks as revisions of one author and date.

    ``locales`` names the language of each witness where it differs from that of the document.

    LibreOffice takes an insertion at the end of one paragraph and another at the start of the
    next for one, the mark between them included, and rejecting then joins the paragraphs. It
    does so only if the two are less than a minute apart (measured with 7.4). There, and only
    there, the second insertion is dated a little later.
    """

    _LATER: Final = dt.timedelta(minutes=2)

    def __init__(self, *, author: str, date: dt.datetime, locales: tuple[str | None, ...]) -> None:
        self.author = author
        self.locales = locales
        self._dates = [f"{at:%Y-%m-%dT%H:%M:%SZ}" for at in (date, date + self._LATER)]
        self._late = False
        self._numbers = count(1)

    def write(self, blocks: Iterable[Block], body: etree._Element) -> None:
        """Append the blocks to an empty body, before its section properties."""
        section = body[-1]
        body.remove(section)
        reached = across = False  # by an insertion: the start of a passage; over a mark that stays
        for block in blocks:
            if isinstance(block, Table):
                reached = across = self._late = False
                self._table(block, body)
                continue
            fates = [stretch.fate for stretch in block.stretches]
            begins = (*fates, block.fate)[0] is Fate.INSERTED
            self._late = across and begins and not self._late
            self._paragraph(block, body)
            ends = fates[-1] is Fate.INSERTED if fates else reached
            across = ends and block.fate is not Fate.INSERTED
            reached = ends or block.fate is Fate.INSERTED
        body.append(section)

    def _revision(self, parent: etree._Element, name: str) -> etree._Element:
        date = self._dates[self._late]
        return element(parent, name, id=str(next(self._numbers)), author=self.author, date=date)

    def _paragraph(self, passage: Passage, parent: etree._Element) -> None:
        paragraph = element(parent, "p")
        properties = element(paragraph, "pPr")
        element(properties, "pStyle", val=passage.form)
        if passage.fate is not Fate.KEPT:
            self._revision(element(properties, "rPr"), passage.fate)
        if passage.former is not None:
            change = element(self._revision(properties, "pPrChange"), "pPr")
            element(change, "pStyle", val=passage.former)
        for fate, stretches in groupby(passage.stretches, key=lambda stretch: stretch.fate):
            holder = paragraph if fate is Fate.KEPT else self._revision(paragraph, fate)
            for stretch in stretches:
                self._run(stretch, holder)

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
            self._paragraph(passage, cell)


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
