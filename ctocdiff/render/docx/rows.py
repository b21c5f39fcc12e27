"""A row of the comparison as passages, or as rows of a table.

Contract: the kept and deleted stretches of a row, read in order, are its paragraphs in
``before``; the kept and inserted ones those in ``after``.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from itertools import pairwise

from ctocdiff.model import Edit, Op, Paragraph, Row, Style
from ctocdiff.render.docx.passages import (
    AFTER,
    BEFORE,
    OWN,
    Fate,
    Form,
    Passage,
    Stretch,
    TableRow,
)

# ------------------------------------------------------------------------------------- paragraphs


class _Side:
    """The row text of one witness, which can be cut along paragraphs and character styles."""

    def __init__(self, row: Row, witness: int) -> None:
        self.witness = witness
        self.text = row.text(witness)
        self.paragraphs = row.cells[witness]
        self.starts = [0]
        for paragraph in self.paragraphs:
            self.starts.append(self.starts[-1] + len(paragraph.text) + 1)

    def number(self, offset: int) -> int:
        """The index of the paragraph in which an offset of the row text lies."""
        return bisect_right(self.starts, offset) - 1

    def cut(self, start: int, end: int, fate: Fate) -> Iterator[Stretch | None]:
        """The stretches of a range of the row text; None stands for a paragraph mark."""
        while start < end:
            paragraph = self.paragraphs[number := self.number(start)]
            base, mark = self.starts[number], self.starts[number + 1] - 1
            stop = min(end, mark)
            for text, style in _styled(paragraph, start - base, stop - base):
                yield Stretch(text, fate, style, self.witness)
            if stop < end:
                yield None
            start = stop + 1 if stop < end else end


def _styled(paragraph: Paragraph, start: int, end: int) -> Iterator[tuple[str, Style]]:
    """Cut a range of a paragraph's text where its character style changes."""
    borders = [
        (piece.offset, piece.style)
        for before, piece in zip((None, *paragraph.pieces), paragraph.pieces, strict=False)
        if before is None or piece.style != before.style
    ]
    for at, (offset, style) in enumerate(borders or [(0, Style.PLAIN)]):
        first = max(start, offset if at else 0)
        stop = min(end, borders[at + 1][0] if at + 1 < len(borders) else end)
        if first < stop:
            yield paragraph.text[first:stop], style


def _edits(row: Row) -> Iterator[Edit]:
    """How ``before`` became ``after``; as a whole where nobody compared the two.

    What an edit calls equal is taken for replaced where the texts differ after all: the exact
    texts matter more here than anything a diff may hold equal.
    """
    before, after = row.text(BEFORE), row.text(AFTER)
    edits: tuple[Edit, ...] = (Edit(Op.EQUAL, (0, len(before)), (0, len(after))),)
    for diff in row.diffs:
        if diff.between == (BEFORE, AFTER):
            edits = diff.edits
    for edit in edits:
        equal = edit.op is Op.EQUAL and before[slice(*edit.before)] == after[slice(*edit.after)]
        yield Edit(Op.EQUAL if equal else Op.REPLACE, edit.before, edit.after)


def _ranges(edits: Iterator[Edit]) -> Iterator[tuple[Fate, int, int, int]]:
    """The fates of a row text in order: fate, witness, start, end. Deletions come first."""
    for edit in edits:
        if edit.op is Op.EQUAL:
            yield Fate.KEPT, AFTER, *edit.after
        else:
            yield Fate.DELETED, BEFORE, *edit.before
            yield Fate.INSERTED, AFTER, *edit.after


def passages(row: Row, forms: tuple[tuple[Form, ...], ...]) -> Iterator[Passage]:
    """The paragraphs of a row; ``forms`` are those of its paragraphs, witness by witness.

    Where both witnesses have the row, the paragraph of ``after`` decides the form.
    """
    witnesses = [witness for witness in (BEFORE, AFTER) if row.cells[witness]]
    if len(witnesses) < 2:
        for witness in witnesses:
            side, fate = _Side(row, witness), OWN[witness]
            for number, form in enumerate(forms[witness]):
                start, end = side.starts[number], side.starts[number + 1] - 1
                stretches = [part for part in side.cut(start, end, fate) if part is not None]
                yield Passage(tuple(stretches), fate, form)
        return
    sides = [_Side(row, witness) for witness in (BEFORE, AFTER)]
    form = forms[AFTER][0]
    stretches = []
    for fate, witness, start, end in _ranges(_edits(row)):
        offset = start
        for part in sides[witness].cut(start, end, fate):
            if part is not None:
                stretches.append(part)
                offset += len(part.text)
                continue
            yield Passage(tuple(stretches), fate, form)
            stretches = []
            offset += 1
            if witness == AFTER:
                form = forms[AFTER][sides[AFTER].number(offset)]
    yield Passage(tuple(stretches), Fate.KEPT, form)


# ----------------------------------------------------------------------------------------- tables


def _cells(paragraph: Paragraph) -> tuple[tuple[int, int], ...]:
    return paragraph.cells or ((0, len(paragraph.text)),)


def table_rows(row: Row) -> Iterator[TableRow]:
    """One row where the cells correspond one to one, else what goes and then what comes."""
    before, after = row.cells[BEFORE], row.cells[AFTER]
    if len(before) == len(after) == 1 and len(_cells(before[0])) == len(_cells(after[0])):
        yield _paired(row)
        return
    for witness in (BEFORE, AFTER):
        side, fate = _Side(row, witness), OWN[witness]
        for number, paragraph in enumerate(row.cells[witness]):
            base = side.starts[number]
            cells = []
            for start, end in _cells(paragraph):
                cut = side.cut(base + start, base + end, fate)
                stretches = tuple(part for part in cut if part is not None)
                cells.append(Passage(stretches, fate, Form.TABLE))
            yield TableRow(tuple(cells), fate)


def _paired(row: Row) -> TableRow:
    """A row both witnesses have, changes marked inside its cells."""
    sides = [_Side(row, witness) for witness in (BEFORE, AFTER)]
    borders = [_cells(row.cells[witness][0]) for witness in (BEFORE, AFTER)]
    cells: list[list[Stretch]] = [[] for _ in borders[AFTER]]
    for fate, witness, start, end in _ranges(_cell_edits(row, borders)):
        for cell, (first, stop) in zip(cells, borders[witness], strict=True):
            cut = sides[witness].cut(max(start, first), min(end, stop), fate)
            cell += [part for part in cut if part is not None]
    passages = tuple(Passage(tuple(cell), Fate.KEPT, Form.TABLE) for cell in cells)
    return TableRow(passages, Fate.KEPT)


def _cell_edits(row: Row, borders: list[tuple[tuple[int, int], ...]]) -> Iterator[Edit]:
    """The edits of a row, equal only what stands in the same cell of both witnesses.

    A diff knows no cells: what it finds equal may run across them, or have changed its column.
    """
    for edit in _edits(row):
        if edit.op is not Op.EQUAL:
            yield edit
            continue
        shift = edit.before[0] - edit.after[0]
        points = {point for border in borders[AFTER] for point in border}
        points |= {point - shift for border in borders[BEFORE] for point in border}
        inner = sorted(point for point in points if edit.after[0] < point < edit.after[1])
        for start, end in pairwise((edit.after[0], *inner, edit.after[1])):
            same = _cell(borders[BEFORE], start + shift) == _cell(borders[AFTER], start)
            op = Op.EQUAL if same else Op.REPLACE
            yield Edit(op, (start + shift, end + shift), (start, end))


def _cell(borders: tuple[tuple[int, int], ...], offset: int) -> int | None:
    return next((n for n, (start, end) in enumerate(borders) if start <= offset < end), None)
