"""A PDF file with a text layer → its lines.

Contract: lines in reading order, each with its page and its number on that page; what belongs to
one paragraph is told by the way lines begin. Running heads and feet and page numbers are page
furniture. Notes follow the paragraph that the end of their page cuts, marked by superscript
figures. Tables are rows, columns are read one after the other, hyphens that cut words leave the
text. One page is held at a time, and of those before only their lines. Not read: text that stands
in pictures, forms, annotations.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from ctocdiff.errors import UnreadableError
from ctocdiff.letters import SUPERSCRIPTS
from ctocdiff.model import Declared, Line, Notice, Start
from ctocdiff.read.pdf.furniture import find_furniture, notes_begin, split_notes
from ctocdiff.read.pdf.geometry import PageLine, body_size, lines_of, segments_of
from ctocdiff.read.pdf.glyphs import Rule, is_whole, read_pages
from ctocdiff.read.pdf.grids import (
    Grid,
    TableRow,
    aligned_end,
    aligned_rows,
    contents_row,
    grids_of,
    ruled_rows,
)
from ctocdiff.read.pdf.hyphens import HYPHENS, Hyphens
from ctocdiff.read.pdf.order import flows_of
from ctocdiff.read.pdf.paragraphs import Setting, begins
from ctocdiff.read.reading import Reading, declared_symbol
from ctocdiff.read.segments import Segment, furniture, make_line, raised

__all__ = ["read_pdf"]


@dataclass(slots=True)
class _Paragraph:
    """Lines that belong together, or one row of a table."""

    lines: list[PageLine] = field(default_factory=list)
    row: TableRow | None = None
    note: bool = False

    @property
    def page(self) -> int:
        return self.row.page if self.row else self.lines[0].page


@dataclass(slots=True)
class _Sheet:
    """What is kept of a page."""

    number: int
    width: float
    height: float
    lines: list[PageLine]
    rules: list[Rule]
    running: list[PageLine] = field(default_factory=list)
    notes: list[_Paragraph] = field(default_factory=list)


def read_pdf(data: bytes, name: str) -> Reading:
    """Read a PDF file called ``name``.

    Raises:
        UnreadableError: it is damaged, encrypted, too full, or holds no text but pictures.
    """
    sheets: list[_Sheet] = []
    empty = 0
    for number, page in enumerate(read_pages(data, name), 1):
        lines = lines_of(page, number)
        empty += page.has_pictures and not lines
        sheets.append(_Sheet(number, page.width, page.height, lines, page.rules))
    if not any(sheet.lines for sheet in sheets):
        if empty:
            raise UnreadableError("pdf-no-text", path=name)
        raise UnreadableError("file-empty" if is_whole(data) else "pdf-damaged", path=name)
    notices: list[Notice] = []
    if empty:
        notices.append(Notice("pages-without-text", None, (("count", str(empty)),)))
    if not is_whole(data):
        notices.append(Notice("file-incomplete"))
    found, declared = _Document(sheets).read()
    return Reading(found, declared=declared, notices=tuple(notices))


class _Document:
    """All pages together: what is usual in the document, and its lines in order."""

    def __init__(self, sheets: Sequence[_Sheet]) -> None:
        self._sheets = sheets
        running = find_furniture([s.lines for s in sheets], [s.height for s in sheets])
        for sheet in sheets:
            sheet.running = [line for line in sheet.lines if id(line) in running]
            sheet.lines = [line for line in sheet.lines if id(line) not in running]
        every = [line for sheet in sheets for line in sheet.lines]
        self._size = body_size(every)
        self._setting = Setting(every)
        self._hyphens = Hyphens([line.text for line in every])

    def read(self) -> tuple[tuple[Line, ...], Declared]:
        lines: list[Line] = []
        done = 0  # pages of which all has been given
        for paragraph in _resumed(self._paragraphs()):
            while done < paragraph.page - 1:
                lines += self._foot(self._sheets[done])
                done += 1
            lines += self._lines(paragraph)
        for sheet in self._sheets[done:]:
            lines += self._foot(sheet)
        return tuple(lines), declared_symbol(
            line.text for sheet in self._sheets for line in sheet.running
        )

    def _foot(self, sheet: _Sheet) -> Iterator[Line]:
        """The notes of a page, and its furniture."""
        for note in sheet.notes:
            yield from self._lines(note)
        for line in sheet.running:
            yield furniture(line.number, line.page, line.text)

    def _paragraphs(self) -> Iterator[_Paragraph]:
        """The paragraphs and rows of all pages; those set in one column are read as one stretch."""
        whole: list[PageLine] = []
        for sheet in self._sheets:
            start = notes_begin(sheet.lines, sheet.rules, self._size)
            sheet.notes = [_Paragraph(held, note=True) for held in split_notes(sheet.lines[start:])]
            for part in _parts(sheet.lines[:start], grids_of(sheet.rules)):
                if isinstance(part, list):
                    flows = flows_of(part, sheet.width, sheet.height)
                    if len(flows) == 1:
                        whole += flows[0]
                        continue
                    yield from self._flow(whole, self._setting.right)
                    whole = []
                    for flow in flows:
                        yield from self._flow(flow, max(line.x1 for line in flow))
                else:
                    yield from self._flow(whole, self._setting.right)
                    whole = []
                    yield _Paragraph(row=part)
        yield from self._flow(whole, self._setting.right)

    def _flow(self, lines: Sequence[PageLine], right: float) -> Iterator[_Paragraph]:
        at = 0
        while at < len(lines):
            row = contents_row(lines[at], right)
            end = at + 1 if row else aligned_end(lines, at, right)
            if row is not None:
                yield _Paragraph(row=row)
            elif end > at:
                yield from (
                    _Paragraph(row=r)
                    for r in aligned_rows(lines[at:end], right, self._setting.pitch)
                )
            else:
                end = at + 1
                while (
                    end < len(lines)
                    and not contents_row(lines[end], right)
                    and aligned_end(lines, end, right) == end
                    and not begins(lines, end, at, self._setting, right)
                ):
                    end += 1
                yield _Paragraph(list(lines[at:end]))
            at = end

    # ------------------------------------------------------------------ lines of the source

    def _lines(self, paragraph: _Paragraph) -> Iterator[Line]:
        if paragraph.row is not None:
            row = paragraph.row
            yield make_line(row.number, row.page, row.segments)
            return
        start = Start.PARAGRAPH
        for at, line in enumerate(paragraph.lines):
            segments = segments_of(line.words)
            if paragraph.note and at == 0:
                segments = _marked(segments)
            after = paragraph.lines[at + 1] if at + 1 < len(paragraph.lines) else None
            leaves = (
                after is not None
                and line.text.endswith(HYPHENS)
                and self._hyphens.leaves(line.text, after.text)
            )
            if leaves:
                last = segments[-1]
                segments[-1] = replace(last, text=last.text[:-1])
                segments.append(Segment(last.text[-1], shown=False))
            yield make_line(line.number, line.page, segments, start)
            start = Start.WORD if leaves else Start.SPACE


def _resumed(paragraphs: Iterator[_Paragraph]) -> Iterator[_Paragraph]:
    """The paragraphs, with the rows of tables whole that the end of a page cut."""
    held: _Paragraph | None = None
    for paragraph in paragraphs:
        if held is not None and held.row and paragraph.row:
            row = held.row.resumed(paragraph.row)
            if row is not None:
                held.row = row
                continue
        if held is not None:
            yield held
        held = paragraph
    if held is not None:
        yield held


def _parts(lines: Sequence[PageLine], grids: Sequence[Grid]) -> Iterator[list[PageLine] | TableRow]:
    """The lines of a page in stretches, and the rows of the tables between them."""
    plain: list[PageLine] = []
    done: set[int] = set()
    for line in lines:
        grid = next((grid for grid in grids if grid.holds(line)), None)
        if grid is None:
            plain.append(line)
        elif id(grid) not in done:
            done.add(id(grid))
            if plain:
                yield plain
            plain = []
            yield from ruled_rows(grid, [held for held in lines if grid.holds(held)])
    if plain:
        yield plain


def _marked(segments: Sequence[Segment]) -> list[Segment]:
    """The first line of a note, its mark raised and apart from the text."""
    first = segments[0]
    text = first.text
    figures = len(text) - len(text.lstrip("0123456789"))
    mark = raised(text[:figures]) if figures else text
    if figures and text[figures:]:
        return [
            Segment(f"{mark} ", first.style),
            replace(first, text=text[figures:]),
            *segments[1:],
        ]
    rest = list(segments[1:])
    is_mark = not mark.strip(f"*†‡{SUPERSCRIPTS}")
    glued = is_mark and bool(rest) and not rest[0].text.startswith(" ")
    return [replace(first, text=f"{mark} " if glued else mark), *rest]
