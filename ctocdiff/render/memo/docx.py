"""A memo as a Word document: its own pages untracked, its extracts and the annex as true revisions.

Order of elements: ISO/IEC 29500-1, 17.3 (paragraphs, runs), 17.4 (tables). The styles stand in
``templates/memo/styles.xml`` and join those of the template that all Word files share.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import replace
from importlib import resources
from typing import TYPE_CHECKING, Final

from docx.oxml import parse_xml
from docx.oxml.ns import qn
from lxml import etree

from ctocdiff.language import Language
from ctocdiff.memo import Memo
from ctocdiff.model import AlignedSection, Row
from ctocdiff.render.docx.body import TEXT_WIDTH, BodyWriter
from ctocdiff.render.docx.elements import LOCALES, element, write_text
from ctocdiff.render.docx.flow import flow
from ctocdiff.render.docx.frame import begin, finish, moment, write_properties
from ctocdiff.render.docx.passages import ALONE, Fate, Form, Passage
from ctocdiff.render.docx.passages import Block as Changed
from ctocdiff.render.docx.rows import passages
from ctocdiff.render.memo.parts import sheet
from ctocdiff.render.memo.sheet import (
    Annex,
    Block,
    Cell,
    Extracts,
    Field,
    Grid,
    Heading,
    Line,
    Sheet,
    Span,
    Text,
    Word,
)
from ctocdiff.render.memo.words import MemoWords
from ctocdiff.sequence import Step

if TYPE_CHECKING:
    import docx.document

_LABEL: Final = 1500  # width of the labels of the head, in twentieths of a point
_ABOUT: Final = 1560  # width of the column beside the extracts


def write_docx(
    memo: Memo,
    *,
    ui: Language,
    author: str = "ctocdiff",
    date: dt.datetime | None = None,
) -> bytes:
    """The memo as a Word file.

    Args:
        memo: the facts.
        ui: the language of the memo; extracts keep that of their documents.
        author: who is said to have made the changes.
        date: when; the default never varies: see ``frame.moment``.
    """
    worded = sheet(memo, ui=ui)
    stamp = moment(memo.comparison, date)
    word = begin(ui)
    _add_styles(word)
    body = word.element.body
    section = body[-1]
    body.remove(section)
    writer = _Writer(
        body,
        ui,
        BodyWriter(
            author=author,
            date=stamp,
            locales=tuple(
                None if language is ui else LOCALES[language] for language in worded.text_languages
            ),
        ),
        memo,
    )
    writer.write(worded)
    body.append(section)
    _write_headers(word, worded)
    write_properties(word, worded.name, author, stamp, ui)
    return finish(word)


def _add_styles(word: docx.document.Document) -> None:
    folder = resources.files("ctocdiff").joinpath("render", "templates", "memo")
    for style in parse_xml(folder.joinpath("styles.xml").read_bytes()):
        word.styles.element.append(style)


def _write_headers(word: docx.document.Document, worded: Sheet) -> None:
    """The classification on every page, what the memo is about on all but the first."""
    language = worded.language
    section = word.sections[0]
    first = section.first_page_header._element  # noqa: SLF001 (no public way to set a language)
    _line(first, "MemoClass", (Word(worded.classification),), language)
    later = section.header._element  # noqa: SLF001
    if worded.classification:
        _line(later, "MemoClass", (Word(worded.classification),), language)
    _line(later, "Header", (Word(worded.running),), language)


class _Writer:
    """Writes a sheet into the body of a document."""

    def __init__(self, body: etree._Element, ui: Language, changes: BodyWriter, memo: Memo) -> None:
        self._body = body
        self._ui = ui
        self._changes = changes
        self._front = memo.comparison.front
        self._named = not memo.annex

    def write(self, worded: Sheet) -> None:
        self._text("MemoTitle", (Word(worded.title),))
        self._head(worded.fields)
        for block in worded.blocks:
            self._block(block)
        if worded.annex:
            self._annex(worded.annex)
            _unlink(self._body)
        elif worded.blocks and not isinstance(worded.blocks[-1], Text):
            self._text(Form.END, ())  # a table cannot end a document

    def _block(self, block: Block) -> None:
        match block:
            case Heading():
                self._text("MemoHeading", (Word(block.text),))
            case Text():
                self._text("MemoText", block.words)
            case Grid():
                self._grid(block)
            case Extracts():
                self._extracts(block)

    def _text(self, style: str, words: Line, parent: etree._Element | None = None) -> None:
        _line(self._body if parent is None else parent, style, words, self._ui)

    # --------------------------------------------------------------------------------------- tables

    def _head(self, fields: Sequence[Field]) -> None:
        table = _table(self._body, "MemoHead", (_LABEL, TEXT_WIDTH - _LABEL))
        for field in fields:
            line = _row(table)
            label, value = (_cell(line, width) for width in (_LABEL, TEXT_WIDTH - _LABEL))
            self._text("MemoLabel", (Word(field.label),), label)
            self._text("MemoValue", (Word(field.value, strong=field.strong),), value)

    def _grid(self, grid: Grid) -> None:
        widths = [TEXT_WIDTH * share // sum(grid.widths) for share in grid.widths]
        table = _table(self._body, "Memo", widths)
        if grid.header:
            line = _row(table, header=True)
            for width, name in zip(widths, grid.header, strict=True):
                self._text("MemoColumn", (Word(name),), _cell(line, width))
        for row in grid.rows:
            line = _row(table)
            if isinstance(row, Span):
                self._text("MemoSpan", row.words, _cell(line, sum(widths), len(widths)))
                continue
            for width, cell in zip(widths, row, strict=True):
                self._lines(cell, _cell(line, width))
        self._text(Form.END, ())

    def _lines(self, cell: Cell, parent: etree._Element) -> None:
        for line in cell:
            self._text("MemoCell", line, parent)

    # ------------------------------------------------------------------------------------- extracts

    def _extracts(self, extracts: Extracts) -> None:
        widths = (_ABOUT, TEXT_WIDTH - _ABOUT)
        table = _table(self._body, "Memo", widths)
        for heading, members in extracts.groups:
            cell = _cell(_row(table), sum(widths), len(widths))
            self._text("MemoSpan", heading, cell)
            for marked in members:
                line = _row(table, parted=True)
                self._lines(marked.about, _cell(line, widths[0]))
                tracked = _passages(self._front, marked.row, named=self._named)
                self._tracked(tracked, _cell(line, widths[1]))
        self._text(Form.END, ())

    def _tracked(self, blocks: Iterable[Changed], cell: etree._Element) -> None:
        """Write passages into a cell, in the style of its words."""
        for written in self._written(blocks):
            if written.tag == qn("w:p"):
                for style in written.iter(qn("w:pStyle")):
                    style.set(qn("w:val"), "MemoExtract")
                cell.append(written)
            else:
                cell[-1].append(written)  # the end of a range: a cell ends with a paragraph

    def _annex(self, annex: Annex) -> None:
        self._text("MemoAnnex", (Word(annex.heading),))
        self._text("MemoText", (Word(annex.about),))
        self._body.extend(self._written(flow(annex.comparison)))

    def _written(self, blocks: Iterable[Changed]) -> list[etree._Element]:
        """Blocks as the elements of a body."""
        held = etree.Element(qn("w:body"))
        element(held, "sectPr")
        self._changes.write(blocks, held)
        return list(held)[:-1]


def _passages(section: AlignedSection, row: Row, *, named: bool) -> list[Passage]:
    """The passages of an extract; the mark that ends a cell stays, whatever becomes of the text.

    ``named`` says whether its changes have their numbers as bookmarks here: in an annex the whole
    redline has them.
    """
    forms = tuple((Form.BODY,) * len(cell) for cell in row.cells)
    found = list(passages(Step(section, row, row), forms))
    found[-1] = replace(found[-1], fate=Fate.KEPT)
    if named:
        return found
    return [
        replace(
            passage,
            part=ALONE,
            stretches=tuple(replace(stretch, part=ALONE) for stretch in passage.stretches),
        )
        for passage in found
    ]


# ----------------------------------------------------------------------------------------- elements


def _line(parent: etree._Element, style: str, words: Line, language: Language) -> None:
    """Append a paragraph of untracked runs, each in its language."""
    paragraph = element(parent, "p")
    element(element(paragraph, "pPr"), "pStyle", val=style)
    for word in words:
        pieces = MemoWords(language).raised(word.text) if word.language is None else ()
        holder = paragraph
        if word.change:
            holder = element(paragraph, "hyperlink", anchor=word.change, history="1")
        for text, raised in pieces or ((word.text, False),):
            _run(holder, word, text, LOCALES[word.language or language], raised=raised)


def _run(parent: etree._Element, word: Word, text: str, locale: str, *, raised: bool) -> None:
    if not text:
        return
    run = element(parent, "r")
    properties = element(run, "rPr")
    if word.quiet:
        element(properties, "rStyle", val="MemoQuiet")
    if word.strong:
        element(properties, "b")
        element(properties, "bCs")
    if raised:
        element(properties, "vertAlign", val="superscript")
    element(properties, "lang", val=locale)
    write_text(run, text)


def _unlink(body: etree._Element) -> None:
    """Take away the links to changes that no bookmark of the annex names."""
    names = {mark.get(qn("w:name")) for mark in body.iter(qn("w:bookmarkStart"))}
    for link in list(body.iter(qn("w:hyperlink"))):
        parent = link.getparent()
        if parent is not None and link.get(qn("w:anchor")) not in names:
            for run in list(link):
                link.addprevious(run)
            parent.remove(link)


def _table(parent: etree._Element, style: str, widths: Sequence[int]) -> etree._Element:
    table = element(parent, "tbl")
    properties = element(table, "tblPr")
    element(properties, "tblStyle", val=style)
    element(properties, "tblW", w=str(sum(widths)), type="dxa")
    element(properties, "tblLayout", type="fixed")
    grid = element(table, "tblGrid")
    for width in widths:
        element(grid, "gridCol", w=str(width))
    return table


def _row(table: etree._Element, *, header: bool = False, parted: bool = False) -> etree._Element:
    """A row; ``parted`` lets it run over the end of a page."""
    line = element(table, "tr")
    if parted:
        return line
    properties = element(line, "trPr")
    element(properties, "cantSplit")
    if header:
        element(properties, "tblHeader")
    return line


def _cell(line: etree._Element, width: int, columns: int = 1) -> etree._Element:
    cell = element(line, "tc")
    shape = element(cell, "tcPr")
    element(shape, "tcW", w=str(width), type="dxa")
    if columns > 1:
        element(shape, "gridSpan", val=str(columns))
    return cell
