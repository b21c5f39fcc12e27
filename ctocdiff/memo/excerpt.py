"""A part of a row as a row of its own, so that every writer of rows can show it.

What is long and unchanged is cut short, as is a long stretch that came or went; an ellipsis in
brackets stands for what was left out, in each text that had it. Tabs between the cells of a table
row become a visible border. Styles are kept, places in the source are not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from ctocdiff.memo.sentences import Part
from ctocdiff.model import Change, Diff, Edit, Kind, Op, Paragraph, Piece, Row, Status, Style

ELLIPSIS = "[…]"
_WHOLE = 400  # code points of a sentence, both texts together, that is shown as it is
_OF_EQUAL = (80, 80)  # what stays of the beginning and the end of an unchanged stretch
_OF_CHANGED = (200, 60)
_BORDER = " | "
_BEFORE, _AFTER = 0, 1


def length(part: Part) -> int:
    """How many code points a part has where both texts are shown in one."""
    return sum(
        edit.after[1] - edit.after[0]
        if edit.op is Op.EQUAL
        else edit.before[1] - edit.before[0] + edit.after[1] - edit.after[0]
        for edit, _ in part.edits
    )


def excerpt(row: Row, part: Part) -> Row:
    """The row that a part is, of one kind of paragraph."""
    sides = (_Side(row, _BEFORE), _Side(row, _AFTER))
    whole = length(part) <= _WHOLE
    edits: list[Edit] = []
    changes: list[Change] = []
    for at, (edit, change) in enumerate(part.edits):
        begins = sides[_BEFORE].end, sides[_AFTER].end
        if edit.op is Op.EQUAL:
            keep = (
                0 if at == 0 else _OF_EQUAL[0],
                0 if at + 1 == len(part.edits) else _OF_EQUAL[1],
            )
            spans: list[_Span | None] = [edit.after]
            if not whole:
                spans = _shortened(row.text(_AFTER), edit.after, keep)
            shift = edit.before[0] - edit.after[0]
            sides[_AFTER].add(spans)
            sides[_BEFORE].add([span and (span[0] + shift, span[1] + shift) for span in spans])
        else:
            for witness, span in ((_BEFORE, edit.before), (_AFTER, edit.after)):
                text = row.text(witness)
                sides[witness].add([span] if whole else _shortened(text, span, _OF_CHANGED))
            if change is not None:
                changes.append(change)
        ends = sides[_BEFORE].end, sides[_AFTER].end
        edits.append(Edit(edit.op, (begins[0], ends[0]), (begins[1], ends[1])))
    cells = tuple(tuple(side.paragraphs()) for side in sides)
    numbered = len(changes) == sum(edit.op is not Op.EQUAL for edit in edits)
    diffs = (Diff((_BEFORE, _AFTER), tuple(edits), tuple(changes)),) if numbered else ()
    return Row(_kind(row), cells, _status(cells), row.similarity, row.basis, diffs)


def _kind(row: Row) -> Kind:
    return Kind.BODY if row.kind is Kind.TABLE else row.kind


def _status(cells: tuple[tuple[Paragraph, ...], ...]) -> Status:
    if all(cells):
        return Status.MODIFIED
    return Status.ADDED if cells[_AFTER] else Status.REMOVED


_Span = tuple[int, int]


def _shortened(text: str, span: _Span, keep: _Span) -> list[_Span | None]:
    """A range as the ranges that stay, None where an ellipsis stands for the rest.

    Words are not cut. A stretch that would hardly become shorter stays as it is.
    """
    start, end = span
    if end - start <= sum(keep) + max(_OF_EQUAL):
        return [span]
    first = start + _words(text[start:end], keep[0]) if keep[0] else start
    last = end - _words(text[start:end][::-1], keep[1]) if keep[1] else end
    kept: list[_Span | None] = [None]
    if first > start:
        kept.insert(0, (start, first))
    if last < end:
        kept.append((last, end))
    return kept


def _words(text: str, most: int) -> int:
    """How many of the first code points hold whole words, up to ``most``."""
    space = max((match.start() for match in re.finditer(r"\s", text[: most + 1])), default=0)
    return space or most


class _Side:
    """The text of one witness under construction."""

    def __init__(self, row: Row, witness: int) -> None:
        self._row = row
        self._witness = witness
        self._runs: list[tuple[str, Style]] = []
        self.end = 0

    def add(self, spans: list[_Span | None]) -> None:
        for at, span in enumerate(spans):
            if span is not None:
                for text, style in self._styled(*span):
                    self._append(text.replace("\t", _BORDER), style)
                continue
            ahead = " " if at else ""
            behind = " " if at + 1 < len(spans) else ""
            self._append(f"{ahead}{ELLIPSIS}{behind}", Style.PLAIN)

    def paragraphs(self) -> Iterator[Paragraph]:
        """The text as paragraphs; none where there is none."""
        if not self._runs:
            return
        pieces: list[Piece] = []
        text, number = "", 0
        for run, style in [*self._runs, ("\n", Style.PLAIN)]:
            for at, part in enumerate(run.split("\n")):
                if at:
                    yield self._paragraph(number, text, pieces)
                    text, pieces, number = "", [], number + 1
                if part:
                    pieces.append(Piece(len(text), len(part), 1, 1, 0, style))
                    text += part

    def _paragraph(self, number: int, text: str, pieces: list[Piece]) -> Paragraph:
        name = f"{'ba'[self._witness]}{number}"
        return Paragraph(name, _kind(self._row), text, tuple(pieces))

    def _append(self, text: str, style: Style) -> None:
        if text:
            self._runs.append((text, style))
            self.end += len(text)

    def _styled(self, start: int, end: int) -> Iterator[tuple[str, Style]]:
        """A range of the row text cut where its style changes; a line feed is plain."""
        offset = 0
        for paragraph in self._row.cells[self._witness]:
            stop = offset + len(paragraph.text)
            inner = {offset + piece.offset for piece in paragraph.pieces}
            points = sorted({max(offset, start), min(stop, end)} | _between(inner, start, end))
            if offset < end and start < stop:
                for low, high in pairwise(points):
                    yield (
                        paragraph.text[low - offset : high - offset],
                        _style(paragraph, low, offset),
                    )
            if start <= stop < end:
                yield "\n", Style.PLAIN
            offset = stop + 1


def _between(points: set[int], start: int, end: int) -> set[int]:
    return {point for point in points if start < point < end}


def _style(paragraph: Paragraph, at: int, offset: int) -> Style:
    found = Style.PLAIN
    for piece in paragraph.pieces:
        if offset + piece.offset <= at:
            found = piece.style
    return found & ~Style.LINK
