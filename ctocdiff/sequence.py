"""One line through two witnesses: the order in which a redline can be read, accepted and rejected.

The rows of a comparison follow ``after``; a paragraph that stands elsewhere in ``before`` cannot be
shown once and be in both orders. Here such rows are taken apart: one step where ``before`` has
them, one where ``after`` has them, which know of each other. What stays whole is the heaviest chain
of rows (by length of text) that are in the same order on both sides, so that as little as possible
is shown twice.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from ctocdiff.align.order import heaviest_chain
from ctocdiff.compare import edits_between
from ctocdiff.model import (
    AlignedSection,
    Comparison,
    Diff,
    Document,
    Kind,
    Op,
    Paragraph,
    Row,
    Status,
)

_BEFORE, _AFTER = 0, 1


@dataclass(frozen=True, slots=True)
class Step:
    """A row where it stands in the line, with its section.

    Read in order, the cells of witness 0 are the paragraphs of ``before`` and those of witness 1
    the paragraphs of ``after``, each once. ``origin`` is the row of the comparison; ``pair`` is the
    row with both its cells where ``row`` is one half of it. ``move`` numbers the moves from 1: the
    two halves of a moved row share it, and so do rows that were moved together.
    """

    section: AlignedSection
    row: Row
    origin: Row
    pair: Row | None = None
    move: int | None = None


@dataclass(frozen=True, slots=True)
class _Block:
    """Paragraphs of both sides that can stand together, by their positions in the documents."""

    step: Step
    before: range
    after: range
    move: int | None = None

    def at(self, side: int) -> range:
        return self.after if side else self.before


def linear(comparison: Comparison) -> tuple[Step, ...]:
    """The steps of a redline of the first two witnesses."""
    documents = (comparison.witnesses[_BEFORE], comparison.witnesses[_AFTER])
    texts = tuple(tuple(document.paragraphs()) for document in documents)
    at = tuple({p.id: number for number, p in enumerate(side)} for side in texts)
    blocks = [
        block
        for section in (comparison.front, *comparison.sections)
        for row in section.rows
        if row.cells[_BEFORE] and row.cells[_AFTER]
        for block in (_block(Step(section, row, row), at, documents),)
    ]
    blocks.sort(key=lambda block: block.after.start)
    chain = heaviest_chain(
        [block.before.start for block in blocks],
        [sum(len(texts[_BEFORE][n].text) + 1 for n in block.before) for block in blocks],
    )
    kept = [blocks[number] for number in sorted(chain)]
    apart = _numbered([block for n, block in enumerate(blocks) if n not in set(chain)])
    return tuple(_Line(comparison, documents, texts).merged(kept, apart))


class _Line:
    """Puts what only one side has at a place between the blocks that stay whole."""

    def __init__(
        self,
        comparison: Comparison,
        documents: tuple[Document, Document],
        texts: Sequence[Sequence[Paragraph]],
    ) -> None:
        self._texts = texts
        self._homes = _homes(comparison, documents)
        self._origins = tuple(
            {paragraph.id: row for row in comparison.rows() for paragraph in row.cells[side]}
            for side in (_BEFORE, _AFTER)
        )

    def merged(self, kept: Sequence[_Block], apart: Sequence[_Block]) -> Iterator[Step]:
        """The blocks that stay whole, with what stands between them, ``before`` first."""
        moved = [{block.at(side).start: block for block in apart} for side in (_BEFORE, _AFTER)]
        reached = [0, 0]
        for block in kept:
            for side in (_BEFORE, _AFTER):
                yield from self._alone(side, reached[side], block.at(side).start, moved[side])
                reached[side] = block.at(side).stop
            yield block.step
        for side in (_BEFORE, _AFTER):
            yield from self._alone(side, reached[side], len(self._texts[side]), moved[side])

    def _alone(
        self, side: int, start: int, stop: int, moved: Mapping[int, _Block]
    ) -> Iterator[Step]:
        while start < stop:
            block = moved.get(start)
            count = len(block.at(side)) if block else 1
            paragraphs = tuple(self._texts[side][start : start + count])
            start += count
            status = Status.ADDED if side else Status.REMOVED
            cells = ((), paragraphs) if side else (paragraphs, ())
            row = Row(paragraphs[0].kind, cells, status, 0.0, "none")
            home = self._homes[side][paragraphs[0].id]
            origin = self._origins[side].get(paragraphs[0].id, row)
            if block:
                yield Step(home, row, origin, block.step.row, block.move)
            else:
                yield Step(home, row, origin)


def _numbered(apart: Sequence[_Block]) -> list[_Block]:
    """Number the moves; neighbours that are neighbours in both witnesses move together."""
    numbered: list[_Block] = []
    number = 0
    for block in apart:
        if not _is_move(block.step.row):
            numbered.append(block)
            continue
        last = numbered[-1] if numbered else None
        together = (
            last is not None
            and last.move is not None
            and (last.before.stop, last.after.stop) == (block.before.start, block.after.start)
        )
        number += not together
        numbered.append(replace(block, move=number))
    return numbered


def _is_move(row: Row) -> bool:
    """Whether a reader would call it moved: at least half of the shorter text is the same.

    Word has no moved table rows.
    """
    if any(paragraph.kind is Kind.TABLE for cell in row.cells for paragraph in cell):
        return False
    before, after = row.text(_BEFORE), row.text(_AFTER)
    if before == after:
        return True
    same = sum(
        edit.after[1] - edit.after[0]
        for diff in row.diffs
        if diff.between == (_BEFORE, _AFTER)
        for edit in diff.edits
        if edit.op is Op.EQUAL
    )
    return 2 * same >= min(len(before), len(after)) > 0


def _block(
    step: Step, at: Sequence[dict[str, int]], documents: tuple[Document, Document]
) -> _Block:
    """A row as a block; of a merged or split paragraph only the parts that are neighbours."""
    row = step.row
    before = _longest_run(row.cells[_BEFORE], at[_BEFORE])
    after = _longest_run(row.cells[_AFTER], at[_AFTER])
    if (len(before), len(after)) != (len(row.cells[_BEFORE]), len(row.cells[_AFTER])):
        row = replace(row, cells=(before, after))
        edits = edits_between(row.text(_BEFORE), row.text(_AFTER), documents)
        row = replace(row, diffs=(Diff((_BEFORE, _AFTER), edits, ()),))
    ranges = [
        range(places[cell[0].id], places[cell[-1].id] + 1)
        for cell, places in zip((before, after), at, strict=True)
    ]
    return _Block(replace(step, row=row), ranges[_BEFORE], ranges[_AFTER])


def _longest_run(cell: Sequence[Paragraph], at: dict[str, int]) -> tuple[Paragraph, ...]:
    """The neighbouring paragraphs of a cell that hold the most text; the first of equals.

    They are of one kind as to tables: a paragraph cannot become a row of one, nor part of it.
    """
    runs: list[list[Paragraph]] = []
    for paragraph in cell:
        last = runs[-1][-1] if runs else None
        if (
            last is not None
            and at[paragraph.id] == at[last.id] + 1
            and (paragraph.kind is Kind.TABLE) == (last.kind is Kind.TABLE)
        ):
            runs[-1].append(paragraph)
        else:
            runs.append([paragraph])
    return tuple(max(runs, key=lambda run: sum(len(paragraph.text) for paragraph in run)))


def _homes(
    comparison: Comparison, documents: tuple[Document, Document]
) -> tuple[dict[str, AlignedSection], dict[str, AlignedSection]]:
    """The aligned section of each paragraph of each side."""
    homes: tuple[dict[str, AlignedSection], dict[str, AlignedSection]] = ({}, {})
    for side, document in enumerate(documents):
        for paragraph in document.front:
            homes[side][paragraph.id] = comparison.front
        own = iter(s for s in comparison.sections if s.labels[side] is not None)
        by_label: dict[str, list[AlignedSection]] = {}
        for aligned in own:
            by_label.setdefault(str(aligned.labels[side]), []).append(aligned)
        for section in document.walk():
            candidates = by_label[section.label]
            aligned = candidates.pop(0) if len(candidates) > 1 else candidates[0]
            for paragraph in (*section.heading, *section.paragraphs):
                homes[side][paragraph.id] = aligned
    return homes
