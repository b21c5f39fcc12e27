"""Three or more witnesses as a Word table: one column a witness, one row for corresponding text.

Nothing is tracked, since several witnesses have no single before and after: what came is
underlined, what goes is struck, as plain formatting. Each column holds the whole text of its
witness in the order of the rows.

Order of elements: ISO/IEC 29500-1, 17.3.2 (runs), 17.4 (tables).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from docx.oxml.ns import qn

from ctocdiff.language import Language, wording
from ctocdiff.model import Comparison, Kind, Op, Weight
from ctocdiff.render.docx.elements import LOCALES, STYLES, element, write_text
from ctocdiff.render.docx.frame import (
    begin,
    described,
    finish,
    joined,
    moment,
    write_headers,
    write_properties,
)
from ctocdiff.render.docx.passages import Form
from ctocdiff.render.phrases import Phrases, names, titles
from ctocdiff.render.report import Entry, Report, ReportSection, report
from ctocdiff.render.segments import Block, Mark, Segment, column

if TYPE_CHECKING:
    from lxml import etree

_LONG, _SHORT = "16838", "11906"  # A4, in twentieths of a point
_MARGIN = "1134"
_WIDTH: Final = 16838 - 2 * 1134
_NUMBER: Final = 2154  # width of the column that numbers and judges the rows

_CAME, _WENT, _BOTH, _QUIET = "0E4A24", "9C2B23", "6A3E91", "595959"  # AA or better on white
BORDER: Final = "\N{EN SPACE}|\N{EN SPACE}"
"""What stands between the cells of a row of a witness' own table."""

_ABSENT, _SECTION = "EFEFEC", "E8F0F6"


def write_collation(
    comparison: Comparison,
    *,
    ui: Language,
    show: Weight | None = None,
    author: str = "ctocdiff",
    date: dt.datetime | None = None,
) -> bytes:
    """The collation as a table on landscape pages.

    Args:
        comparison: the aligned witnesses, in the order of the columns.
        ui: the language of the header and of the first column.
        show: REVIEW to leave routine changes unmarked; the header says how many they are.
        author: who is said to have made the file.
        date: when; the default never varies: see ``frame.moment``.
    """
    language = comparison.witnesses[-1].language
    counted = report(comparison)
    word = begin(language)
    _turn(word.sections[0]._sectPr)  # noqa: SLF001 (the public setters leave out the orientation)
    body = word.element.body
    section = body[-1]
    body.remove(section)
    _Table(comparison, ui, show, body).write(counted)
    # A table cannot end a document.
    element(element(element(body, "p"), "pPr"), "pStyle", val=Form.END)
    body.append(section)
    words = wording(ui)["docx"]
    write_headers(
        word,
        ui,
        title=words["collation"],
        facts=_facts(comparison, counted, ui),
        advice=_advice(counted, ui, show),
        running=joined(comparison.witnesses),
    )
    title = Phrases(ui).told(words["collation"], joined(comparison.witnesses))
    write_properties(word, title, author, moment(comparison, date), language)
    return finish(word)


def _turn(section: etree._Element) -> None:
    """Turn the pages of a section to landscape."""
    turned = {"w": _LONG, "h": _SHORT, "orient": "landscape"}
    for kind, changed in (("pgSz", turned), ("pgMar", {"left": _MARGIN, "right": _MARGIN})):
        for shape in section.iterchildren(qn(f"w:{kind}")):
            for name, value in changed.items():
                shape.set(qn(f"w:{name}"), value)


def _facts(comparison: Comparison, counted: Report, ui: Language) -> Iterator[tuple[str, str]]:
    words = wording(ui)["docx"]
    phrases = Phrases(ui)
    short = names(phrases, comparison.witnesses)
    titled = titles(comparison.witnesses)
    for name, title, document in zip(short, titled, comparison.witnesses, strict=True):
        yield name, described(title, document, ui)
    for between in counted.counts.between:
        number = str(words["changes_between"]).format(
            changes=between.changes, routine=between.changes - between.review
        )
        yield phrases.pair(short, between.pair), number


def _advice(counted: Report, ui: Language, show: Weight | None) -> Iterator[str]:
    words = wording(ui)["docx"]
    yield words["collation_advice"]
    if show is Weight.REVIEW:
        counts = counted.counts
        yield str(words["hidden"]).format(
            changes=counts.tally.changes, routine=counts.hidden, rows=counts.routine
        )


class _Table:
    """The table under construction."""

    def __init__(
        self, comparison: Comparison, ui: Language, show: Weight | None, body: etree._Element
    ) -> None:
        self._phrases = Phrases(ui)
        self._words = wording(ui)["docx"]
        self._locale = LOCALES[ui]
        self._show = show
        self._names = names(self._phrases, comparison.witnesses)
        self._locales = [LOCALES[document.language] for document in comparison.witnesses]
        own = self._locales[-1]
        self._foreign = [None if locale == own else locale for locale in self._locales]
        share = (_WIDTH - _NUMBER) // len(comparison.witnesses)
        self._widths = [_NUMBER, *(share for _ in comparison.witnesses)]
        self._table = element(body, "tbl")

    def write(self, counted: Report) -> None:
        properties = element(self._table, "tblPr")
        element(properties, "tblStyle", val="Collation")
        element(properties, "tblW", w=str(sum(self._widths)), type="dxa")
        element(properties, "tblLayout", type="fixed")
        grid = element(self._table, "tblGrid")
        for width in self._widths:
            element(grid, "gridCol", w=str(width))
        self._names_of_columns()
        for part in counted.sections:
            if part.tally.rows:
                self._section(part)
                for entry in part.entries:
                    self._row(entry)

    def _names_of_columns(self) -> None:
        row = element(self._table, "tr")
        properties = element(row, "trPr")
        element(properties, "cantSplit")
        element(properties, "tblHeader")
        for number, name in enumerate((self._words["row"], *self._names)):
            self._line(self._cell(row, number), "CollationHead", name)

    def _section(self, part: ReportSection) -> None:
        row = element(self._table, "tr")
        element(element(row, "trPr"), "cantSplit")
        cell = self._cell(row, 0, shade=_SECTION, span=len(self._widths))
        words = [self._phrases.report_section(part)]
        if part.tally.changes:
            words.append(self._phrases.count("changes", part.tally.changes))
        self._line(cell, "CollationSection", " · ".join(words))

    def _row(self, entry: Entry) -> None:
        row = element(self._table, "tr")
        about = self._cell(row, 0)
        for line in self._phrases.about(entry):
            self._line(about, "CollationAbout", line)
        for witness, own in enumerate(entry.row.cells):
            cell = self._cell(row, witness + 1, shade="" if own else _ABSENT)
            if not own:
                self._line(cell, "CollationAbout", self._words["absent"])
            for block in column(entry.row, witness):
                self._paragraph(cell, block, self._foreign[witness])

    def _cell(
        self, row: etree._Element, number: int, *, shade: str = "", span: int = 1
    ) -> etree._Element:
        cell = element(row, "tc")
        shape = element(cell, "tcPr")
        element(shape, "tcW", w=str(sum(self._widths[number : number + span])), type="dxa")
        if span > 1:
            element(shape, "gridSpan", val=str(span))
        if shade:
            element(shape, "shd", val="clear", color="auto", fill=shade)
        return cell

    def _line(self, cell: etree._Element, style: str, text: str) -> None:
        """A paragraph in the words of the program."""
        paragraph = element(cell, "p")
        element(element(paragraph, "pPr"), "pStyle", val=style)
        run = element(paragraph, "r")
        element(element(run, "rPr"), "lang", val=self._locale)
        write_text(run, text)

    def _paragraph(self, cell: etree._Element, block: Block, locale: str | None) -> None:
        paragraph = element(cell, "p")
        style = "CollationHeading" if block.kind is Kind.HEADING else Form.TABLE
        element(element(paragraph, "pPr"), "pStyle", val=style)
        for number, segments in enumerate(block.cells):
            if number:
                self._border(paragraph)
            for segment in segments:
                self._run(paragraph, segment, locale)
        if ends := self._shown(block.end):
            self._run(paragraph, Segment("¶", marks=ends), locale)

    def _border(self, paragraph: etree._Element) -> None:
        """What stands between the cells of a table row within one column."""
        run = element(paragraph, "r")
        element(element(run, "rPr"), "color", val=_QUIET)
        write_text(run, BORDER)

    def _shown(self, marks: tuple[Mark, ...]) -> tuple[Mark, ...]:
        """The marks that the reader asked for."""
        return tuple(mark for mark in marks if self._show is None or _weight(mark) is self._show)

    def _run(self, paragraph: etree._Element, segment: Segment, locale: str | None) -> None:
        run = element(paragraph, "r")
        properties = element(run, "rPr")
        late = []
        for style, name, attributes in STYLES:
            if style in segment.style:
                if name == "vertAlign":
                    late.append((name, attributes))
                else:
                    element(properties, name, **attributes)
        marks = self._shown(segment.marks)
        ops = {mark.op for mark in marks}
        routine = all(_weight(mark) is Weight.ROUTINE for mark in marks)
        if Op.DELETE in ops:
            element(properties, "strike")
        if marks:
            element(properties, "color", val=_colour(ops, routine=routine))
        if Op.INSERT in ops:
            element(properties, "u", val="dotted" if routine else "single")
        for name, attributes in late:
            element(properties, name, **attributes)
        if locale:
            element(properties, "lang", val=locale)
        if not len(properties):
            run.remove(properties)
        write_text(run, segment.text)


def _weight(mark: Mark) -> Weight:
    """The weight of a mark; what bears no number came or went as a whole, and is for review."""
    return mark.change.weight if mark.change else Weight.REVIEW


def _colour(ops: set[Op], *, routine: bool) -> str:
    if routine:
        return _QUIET
    if len(ops) > 1:
        return _BOTH
    return _CAME if Op.INSERT in ops else _WENT
