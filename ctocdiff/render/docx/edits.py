"""The edits of a row as ranges of text with their fates: one list for each place it stands at.

Contract: of the ranges of a row that stands at one place, those that stand in a witness are, read
in order, its row text there. Where routine changes are settled, they are taken for made: both
witnesses have what ``after`` has.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ctocdiff.model import Change, Edit, Op, Paragraph, Row, Style, Weight
from ctocdiff.render.docx.passages import AFTER, ALONE, BEFORE, MOVED, OWN, Belonging, Fate, Stretch
from ctocdiff.sequence import Step


class Side:
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

    def cut(
        self, start: int, end: int, fate: Fate, part: Belonging = ALONE
    ) -> Iterator[Stretch | None]:
        """The stretches of a range of the row text; None stands for a paragraph mark."""
        while start < end:
            paragraph = self.paragraphs[number := self.number(start)]
            base, mark = self.starts[number], self.starts[number + 1] - 1
            stop = min(end, mark)
            for at, text, style in _styled(paragraph, start - base, stop - base):
                yield Stretch(text, fate, style, self.witness, part, paragraph.id, at)
            if stop < end:
                yield None
            start = stop + 1 if stop < end else end


def _styled(paragraph: Paragraph, start: int, end: int) -> Iterator[tuple[int, str, Style]]:
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
            yield first, paragraph.text[first:stop], style


@dataclass(frozen=True, slots=True)
class Numbered:
    """An edit with the number of its change; ``settled`` where it is taken for made."""

    edit: Edit
    change: str | None = None
    settled: bool = False


@dataclass(frozen=True, slots=True)
class Range:
    """A range of the row text of a witness, its fate and what it is part of."""

    fate: Fate
    witness: int
    start: int
    end: int
    part: Belonging = ALONE


def numbered_edits(row: Row, settle: Weight | None) -> Iterator[Numbered]:
    """How ``before`` became ``after``; as a whole where nobody compared the two.

    What an edit calls equal is taken for replaced where the texts differ after all: the exact
    texts matter more here than anything a diff may hold equal.
    """
    before, after = row.text(BEFORE), row.text(AFTER)
    edits: tuple[Edit, ...] = (Edit(Op.EQUAL, (0, len(before)), (0, len(after))),)
    changes: Iterator[Change] = iter(())
    for diff in row.diffs:
        if diff.between == (BEFORE, AFTER):
            edits, changes = diff.edits, iter(diff.changes)
    for edit in edits:
        change = None if edit.op is Op.EQUAL else next(changes, None)
        equal = edit.op is Op.EQUAL and before[slice(*edit.before)] == after[slice(*edit.after)]
        yield Numbered(
            Edit(Op.EQUAL if equal else Op.REPLACE, edit.before, edit.after),
            change.id if change else None,
            change is not None and change.weight is settle,
        )


def in_place(edits: Iterable[Numbered], others: tuple[str, ...] = ()) -> Iterator[Range]:
    """The ranges of a row that both witnesses have here; deletions come first.

    ``others`` are numbers of changes that some edit without a number may be.
    """
    for each in edits:
        edit = each.edit
        if edit.op is Op.EQUAL or each.settled:
            yield Range(Fate.KEPT, AFTER, *edit.after)
        else:
            part = Belonging((each.change,) if each.change else others)
            yield Range(Fate.DELETED, BEFORE, *edit.before, part)
            yield Range(Fate.INSERTED, AFTER, *edit.after, part)


def elsewhere(
    edits: Iterable[Numbered], side: int, move: int | None, others: tuple[str, ...] = ()
) -> Iterator[Range]:
    """The ranges of a row at the place where that witness has it.

    What both have moves; what changed on the way is deleted at the old place and inserted at the
    new one, inside the move. (Word can also delete at the new place what moved there; LibreOffice
    takes that for text.) Without a number nothing moves, and all of it is deleted or inserted.
    """
    own = OWN[side] if move is None else MOVED[side]
    for each in edits:
        edit = each.edit
        changes = (each.change,) if each.change else others
        span = edit.after if side else edit.before
        if each.settled:
            yield Range(own, AFTER, *edit.after, Belonging((), move, side))
        elif edit.op is Op.EQUAL:
            yield Range(own, side, *span, Belonging((), move, side))
        else:
            yield Range(OWN[side], side, *span, Belonging(changes, move, side))


def touching(step: Step, side: int) -> tuple[str, ...]:
    """The numbers of the changes that concern one side of a step, as the comparison has them.

    A change without text on that side concerns it only where it has no other side.
    """
    row = step.origin
    ids = {paragraph.id for paragraph in step.row.cells[side]}
    starts = Side(row, side).starts
    held = [
        (starts[number], starts[number + 1])
        for number, paragraph in enumerate(row.cells[side])
        if paragraph.id in ids
    ]
    found = []
    for diff in row.diffs:
        if diff.between != (BEFORE, AFTER):
            continue
        changed = (edit for edit in diff.edits if edit.op is not Op.EQUAL)
        for edit, change in zip(changed, diff.changes, strict=False):
            start, end = edit.after if side else edit.before
            other = edit.before if side else edit.after
            if (start < end or other[0] == other[1]) and any(
                start < stop and first < max(end, start + 1) for first, stop in held
            ):
                found.append(change.id)
    return tuple(found)


def settled(step: Step, settle: Weight | None) -> bool:
    """Whether a row that only one witness has is taken for gone or come: all is routine there."""
    changes = step.origin.changes
    return (
        settle is not None
        and not all(step.origin.cells[:2])
        and bool(changes)
        and all(change.weight is settle for change in changes)
    )
