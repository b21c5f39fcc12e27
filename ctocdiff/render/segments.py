"""Row + diffs → segments: the text of a row cut where its display changes.

Contract: every writer that shows marked text (HTML, Markdown, terminal, memo) goes through the
two functions of this file, so that all of them mark the same characters.

* ``column(row, witness)`` is the whole text of one witness, paragraph by paragraph. Beside
  another column it needs no more: what went is marked where it stood, what came where it stands.
* ``merged(row, diff)`` is both texts of a diff in one stream: dropping what is deleted gives the
  later text, dropping what is inserted the earlier one.

Nothing is escaped, worded or chosen here.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from ctocdiff.model import Change, Diff, Edit, Kind, Op, Paragraph, Row, Style

SHOWN_STYLES = Style.ITALIC | Style.BOLD | Style.SUPERSCRIPT
"""Styles that readers see on the page; a link is an address, not a look."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Why a stretch of text is marked.

    ``op`` is INSERT or DELETE, judged from the witness that shows the text; ``change`` is None
    where a whole paragraph without counterpart bears no number.
    """

    op: Op
    change: Change | None
    between: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of text in one style under the same marks, outermost mark first.

    In a merged stream a deleted paragraph mark is a segment whose text is a line feed.
    """

    text: str
    style: Style = Style.PLAIN
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class Block:
    """One displayed paragraph: its cells (one, unless it is a table row) of segments.

    ``end`` holds the marks of the paragraph mark that separates it from the next block of the
    same text; ``paragraph`` is None in a merged stream.
    """

    kind: Kind
    cells: tuple[tuple[Segment, ...], ...]
    paragraph: Paragraph | None = None
    end: tuple[Mark, ...] = ()

    @property
    def text(self) -> str:
        return "\t".join("".join(segment.text for segment in cell) for cell in self.cells)


# ------------------------------------------------------------------------------------- one witness


def column(row: Row, witness: int) -> tuple[Block, ...]:
    """The paragraphs of one witness with the marks of every diff it takes part in."""
    ranges = _marked(row, witness)
    cuts = sorted({point for start, end, _ in ranges for point in (start, end)})
    blocks = []
    offset = 0
    for paragraph in row.cells[witness]:
        end = offset + len(paragraph.text)
        cells = []
        for first, last in paragraph.cells or ((0, len(paragraph.text)),):
            cells.append(
                tuple(
                    Segment(paragraph.text[start:stop], style, _over(ranges, offset + start))
                    for start, stop, style in _stretches(paragraph, first, last, cuts, offset)
                )
            )
        blocks.append(Block(paragraph.kind, tuple(cells), paragraph, _over(ranges, end)))
        offset = end + 1
    return tuple(blocks)


def _marked(row: Row, witness: int) -> list[tuple[int, int, Mark]]:
    """The marked ranges of the row text of a witness."""
    ranges = []
    for diff in row.diffs:
        if witness not in diff.between:
            continue
        went = witness == diff.between[0]
        for edit, change in _numbered(diff):
            start, end = edit.before if went else edit.after
            if change is not None and start < end:
                op = Op.DELETE if went else Op.INSERT
                ranges.append((start, end, Mark(op, change, diff.between)))
    ranges += _alone(row, witness)
    return ranges


def _alone(row: Row, witness: int) -> Iterator[tuple[int, int, Mark]]:
    """The mark over a whole cell of a row that nobody diffed: it came, or went, as a whole."""
    if row.diffs or not row.cells[witness]:
        return
    end = len(row.text(witness))
    came = witness > 0 and not any(row.cells[:witness])
    if came:
        yield 0, end, Mark(Op.INSERT, None, (witness - 1, witness))
    goes = witness < len(row.cells) - 1 and not any(row.cells[witness + 1 :])
    if goes:
        yield 0, end, Mark(Op.DELETE, None, (witness, witness + 1))


def _over(ranges: list[tuple[int, int, Mark]], point: int) -> tuple[Mark, ...]:
    return tuple(mark for start, end, mark in ranges if start <= point < end)


# --------------------------------------------------------------------------------------- two in one


def merged(row: Row, diff: Diff) -> tuple[Block, ...]:
    """Both texts of a diff in one stream; what went stands before what came instead.

    A table row keeps its cells where both texts have the same cell boundary.
    """
    before, after = (_Text(row, witness) for witness in diff.between)
    stream = _Stream(row.kind)
    for edit, change in _numbered(diff):
        if change is None:
            stream.keep(after, *edit.after)
            continue
        stream.mark(before, *edit.before, Mark(Op.DELETE, change, diff.between))
        stream.mark(after, *edit.after, Mark(Op.INSERT, change, diff.between))
    return stream.close()


class _Text:
    """A row text whose stretches know their style."""

    def __init__(self, row: Row, witness: int) -> None:
        self.text = row.text(witness)
        self._paragraphs = row.cells[witness]
        self._starts: list[int] = []
        offset = 0
        for paragraph in self._paragraphs:
            self._starts.append(offset)
            offset += len(paragraph.text) + 1

    def segments(self, start: int, end: int, marks: tuple[Mark, ...]) -> Iterator[Segment]:
        """Segments of a range; a line feed is a segment of its own."""
        while start < end:
            at = bisect_right(self._starts, start) - 1
            paragraph, offset = self._paragraphs[at], self._starts[at]
            stop = min(end - offset, len(paragraph.text))
            for first, last, style in _stretches(paragraph, start - offset, stop, [], offset):
                yield Segment(paragraph.text[first:last], style, marks)
            start = offset + stop
            if start < end:
                yield Segment("\n", Style.PLAIN, marks)
                start += 1


class _Stream:
    """The merged stream under construction."""

    def __init__(self, kind: Kind) -> None:
        self._kind = kind
        self._blocks: list[Block] = []
        self._cells: list[tuple[Segment, ...]] = []
        self._cell: list[Segment] = []

    def keep(self, text: _Text, start: int, end: int) -> None:
        for segment in text.segments(start, end, ()):
            if segment.text == "\n":
                self._break(())
            elif self._kind is Kind.TABLE and "\t" in segment.text:
                first, *others = segment.text.split("\t")
                self._add(Segment(first, segment.style))
                for other in others:
                    self._cells.append(tuple(self._cell))
                    self._cell = []
                    self._add(Segment(other, segment.style))
            else:
                self._add(segment)

    def mark(self, text: _Text, start: int, end: int, mark: Mark) -> None:
        for segment in text.segments(start, end, (mark,)):
            if segment.text == "\n" and mark.op is Op.INSERT:
                self._break((mark,))
            else:
                self._add(segment)

    def close(self) -> tuple[Block, ...]:
        self._break(())
        return tuple(self._blocks)

    def _add(self, segment: Segment) -> None:
        if segment.text:
            self._cell.append(segment)

    def _break(self, end: tuple[Mark, ...]) -> None:
        cells = (*self._cells, tuple(self._cell))
        self._blocks.append(Block(self._kind, cells, None, end))
        self._cells, self._cell = [], []


# --------------------------------------------------------------------------------------- both views


def _numbered(diff: Diff) -> Iterator[tuple[Edit, Change | None]]:
    """Each edit with its change; equal edits have none."""
    changes = iter(diff.changes)
    for edit in diff.edits:
        yield edit, None if edit.op is Op.EQUAL else next(changes)


def _stretches(
    paragraph: Paragraph, start: int, end: int, cuts: list[int], offset: int
) -> Iterator[tuple[int, int, Style]]:
    """Cut a range of a paragraph at ``cuts`` (less ``offset``) and where its style changes."""
    points = {start, end}
    points.update(cut - offset for cut in cuts if start < cut - offset < end)
    styled = any(piece.style is not Style.PLAIN for piece in paragraph.pieces)
    if styled:
        points.update(piece.offset for piece in paragraph.pieces if start < piece.offset < end)
    ordered = sorted(points)
    first, held = start, Style.PLAIN
    for at, stop in pairwise(ordered):
        style = _style(paragraph, at) if styled else Style.PLAIN
        if at > first and (style != held or at + offset in cuts):
            yield first, at, held
            first = at
        held = style
        if stop == end:
            yield first, end, held


def _style(paragraph: Paragraph, offset: int) -> Style:
    at = bisect_right([piece.offset for piece in paragraph.pieces], offset) - 1
    return paragraph.pieces[at].style & SHOWN_STYLES if at >= 0 else Style.PLAIN
