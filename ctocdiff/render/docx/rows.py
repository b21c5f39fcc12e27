"""A step of the line through two witnesses as passages, or as rows of a table.

Contract: what stands in ``before`` of the passages of a step, read in order, is what ``before``
has there; the same holds for ``after``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import pairwise

from ctocdiff.model import Edit, Op, Paragraph, Row, Weight
from ctocdiff.render.docx.edits import (
    Numbered,
    Range,
    Side,
    elsewhere,
    in_place,
    numbered_edits,
    settled,
    touching,
)
from ctocdiff.render.docx.passages import (
    AFTER,
    ALONE,
    BEFORE,
    MOVED,
    OWN,
    Belonging,
    Fate,
    Form,
    Passage,
    Stretch,
    TableRow,
)
from ctocdiff.sequence import Step

_Forms = tuple[tuple[Form, ...], ...]

# ------------------------------------------------------------------------------------- paragraphs


def passages(
    step: Step, forms: _Forms, *, moves: bool = True, settle: Weight | None = None
) -> Iterator[Passage]:
    """The paragraphs of a step; ``forms`` are those of its paragraphs, witness by witness.

    Where both witnesses have the row, the paragraph of ``after`` decides the form. ``settle`` is
    the weight of changes that are taken for made.
    """
    row = step.row
    if all(row.cells[:2]):
        ranges = in_place(numbered_edits(row, settle), _others(step, row, BEFORE, AFTER))
        yield from _joined(row, ranges, forms, AFTER, Fate.KEPT, ALONE)
        return
    side = AFTER if row.cells[AFTER] else BEFORE
    if step.pair is not None:
        move = step.move if moves else None
        ranges = elsewhere(
            numbered_edits(step.pair, settle), side, move, _others(step, step.pair, side)
        )
        fate = OWN[side] if move is None else MOVED[side]
        last = Belonging((), move, side)
        yield from _joined(step.pair, ranges, forms, side, fate, last)
        return
    fate = OWN[side]
    if settled(step, settle):
        if side == BEFORE:
            return
        fate = Fate.KEPT
    part = ALONE if fate is Fate.KEPT else Belonging(touching(step, side))
    whole = Side(row, side)
    for number, form in enumerate(forms[side]):
        start, end = whole.starts[number], whole.starts[number + 1] - 1
        cut = whole.cut(start, end, fate, part)
        yield Passage(tuple(part for part in cut if part is not None), fate, form, None, part)


def _others(step: Step, row: Row, *sides: int) -> tuple[str, ...]:
    """The changes of the comparison that the edits of a row may be, where it has none itself."""
    if row.changes or row is step.origin:
        return ()
    return tuple(dict.fromkeys(number for side in sides for number in touching(step, side)))


def _joined(
    row: Row,
    ranges: Iterable[Range],
    forms: _Forms,
    lead: int,
    fate: Fate,
    last: Belonging,
) -> Iterator[Passage]:
    """Ranges as passages; the marks of the witness ``lead`` change the form.

    ``fate`` and ``last`` are those of the mark that ends the row.
    """
    sides = [Side(row, witness) for witness in (BEFORE, AFTER)]
    form = forms[lead][0]
    stretches = []
    for each in ranges:
        offset = each.start
        for part in sides[each.witness].cut(each.start, each.end, each.fate, each.part):
            if part is not None:
                stretches.append(part)
                offset += len(part.text)
                continue
            yield _ended(stretches, each.fate, form, each.part)
            stretches = []
            offset += 1
            if each.witness == lead:
                form = forms[lead][sides[lead].number(offset)]
    yield _ended(stretches, fate, form, last)


def _ended(stretches: list[Stretch], fate: Fate, form: Form, part: Belonging) -> Passage:
    """A passage whose mark has the fate of the text before it, if it comes or goes like that.

    LibreOffice takes text and mark away together only if both moved or neither did.
    """
    if stretches and fate is not Fate.KEPT:
        for witness in (BEFORE, AFTER):
            alike = (OWN[witness], MOVED[witness])
            if fate in alike and stretches[-1].fate in alike:
                fate = stretches[-1].fate
    return Passage(tuple(stretches), fate, form, None, part)


# ----------------------------------------------------------------------------------------- tables


def _cells(paragraph: Paragraph) -> tuple[tuple[int, int], ...]:
    return paragraph.cells or ((0, len(paragraph.text)),)


def table_rows(step: Step, *, settle: Weight | None = None) -> Iterator[TableRow]:
    """One row where the cells correspond one to one, else what goes and then what comes.

    Word can track single cells too, but hardly any other program reads that: there, cells would
    be left that a witness does not have.
    """
    row = step.row
    before, after = row.cells[BEFORE], row.cells[AFTER]
    if len(before) == len(after) == 1 and len(_cells(before[0])) == len(_cells(after[0])):
        yield _paired(row, settle)
        return
    made = settled(step, settle) or (
        bool(before and after and row.changes)
        and all(change.weight is settle for change in row.changes)
    )
    for witness in (BEFORE,) * (not made) + (AFTER,):
        fate = Fate.KEPT if made else OWN[witness]
        part = ALONE if made else Belonging(touching(step, witness))
        side = Side(row, witness)
        for number, paragraph in enumerate(row.cells[witness]):
            base = side.starts[number]
            cells = []
            for start, end in _cells(paragraph):
                cut = side.cut(base + start, base + end, fate, part)
                stretches = tuple(each for each in cut if each is not None)
                cells.append(Passage(stretches, fate, Form.TABLE, None, part))
            yield TableRow(tuple(cells), fate)


def _paired(row: Row, settle: Weight | None) -> TableRow:
    """A row both witnesses have, changes marked inside its cells."""
    sides = [Side(row, witness) for witness in (BEFORE, AFTER)]
    borders = [_cells(row.cells[witness][0]) for witness in (BEFORE, AFTER)]
    cells: list[list[Stretch]] = [[] for _ in borders[AFTER]]
    for each in in_place(_cell_edits(row, borders, settle)):
        for cell, (first, stop) in zip(cells, borders[each.witness], strict=True):
            start, end = max(each.start, first), min(each.end, stop)
            cut = sides[each.witness].cut(start, end, each.fate, each.part)
            cell += [part for part in cut if part is not None]
    passages = tuple(Passage(tuple(cell), Fate.KEPT, Form.TABLE) for cell in cells)
    return TableRow(passages, Fate.KEPT)


def _cell_edits(
    row: Row, borders: list[tuple[tuple[int, int], ...]], settle: Weight | None
) -> Iterator[Numbered]:
    """The edits of a row, equal only what stands in the same cell of both witnesses.

    A diff knows no cells: what it finds equal may run across them, or have changed its column.
    """
    for each in numbered_edits(row, settle):
        edit = each.edit
        if edit.op is not Op.EQUAL:
            # What passes from one cell to another cannot be taken for made.
            texts = (row.text(BEFORE)[slice(*edit.before)], row.text(AFTER)[slice(*edit.after)])
            yield replace(each, settled=each.settled and not any("\t" in text for text in texts))
            continue
        shift = edit.before[0] - edit.after[0]
        points = {point for border in borders[AFTER] for point in border}
        points |= {point - shift for border in borders[BEFORE] for point in border}
        inner = sorted(point for point in points if edit.after[0] < point < edit.after[1])
        for start, end in pairwise((edit.after[0], *inner, edit.after[1])):
            same = _cell(borders[BEFORE], start + shift) == _cell(borders[AFTER], start)
            op = Op.EQUAL if same else Op.REPLACE
            yield replace(each, edit=Edit(op, (start + shift, end + shift), (start, end)))


def _cell(borders: tuple[tuple[int, int], ...], offset: int) -> int | None:
    return next((n for n, (start, end) in enumerate(borders) if start <= offset < end), None)
