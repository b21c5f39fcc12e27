"""One line through two witnesses: the order in which a redline can be read, accepted and rejected.

The rows of a comparison follow ``after``; a paragraph that stands elsewhere in ``before`` cannot be
shown once and be in both orders. Here such rows are taken apart: removed where ``before`` has them,
added where ``after`` has them. What stays whole is the heaviest chain of rows (by length of text)
that are in the same order on both sides, so that as little as possible is shown twice.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ctocdiff.align.order import heaviest_chain
from ctocdiff.compare import edits_between
from ctocdiff.model import AlignedSection, Comparison, Diff, Document, Paragraph, Row, Status

_BEFORE, _AFTER = 0, 1


@dataclass(frozen=True, slots=True)
class Step:
    """A row where it stands in the line, with its section.

    Read in order, the cells of witness 0 are the paragraphs of ``before`` and those of witness 1
    the paragraphs of ``after``, each once.
    """

    section: AlignedSection
    row: Row


@dataclass(frozen=True, slots=True)
class _Block:
    """Paragraphs of both sides that can stand together, by their positions in the documents."""

    step: Step
    before: range
    after: range


def linear(comparison: Comparison) -> tuple[Step, ...]:
    """The steps of a redline of the first two witnesses."""
    documents = (comparison.witnesses[_BEFORE], comparison.witnesses[_AFTER])
    texts = tuple(tuple(document.paragraphs()) for document in documents)
    at = tuple({p.id: number for number, p in enumerate(side)} for side in texts)
    homes = _homes(comparison, documents)
    blocks = [
        block
        for section in (comparison.front, *comparison.sections)
        for row in section.rows
        if row.cells[_BEFORE] and row.cells[_AFTER]
        for block in (_block(Step(section, row), at, documents),)
    ]
    blocks.sort(key=lambda block: block.after.start)
    chain = heaviest_chain(
        [block.before.start for block in blocks],
        [sum(len(texts[_BEFORE][n].text) + 1 for n in block.before) for block in blocks],
    )
    return tuple(_merged([blocks[number] for number in sorted(chain)], texts, homes))


def _merged(
    kept: Sequence[_Block],
    texts: Sequence[Sequence[Paragraph]],
    homes: Sequence[dict[str, AlignedSection]],
) -> Iterator[Step]:
    """The blocks that stay whole, with what only one side has between them, ``before`` first."""
    reached = [0, 0]

    def alone(side: int, until: int) -> Iterator[Step]:
        for paragraph in texts[side][reached[side] : until]:
            status = Status.ADDED if side else Status.REMOVED
            cells = ((), (paragraph,)) if side else ((paragraph,), ())
            row = Row(paragraph.kind, cells, status, 0.0, "none")
            yield Step(homes[side][paragraph.id], row)

    for block in kept:
        yield from alone(_BEFORE, block.before.start)
        yield from alone(_AFTER, block.after.start)
        yield block.step
        reached = [block.before.stop, block.after.stop]
    yield from alone(_BEFORE, len(texts[_BEFORE]))
    yield from alone(_AFTER, len(texts[_AFTER]))


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
    """The neighbouring paragraphs of a cell that hold the most text; the first of equals."""
    runs: list[list[Paragraph]] = []
    for paragraph in cell:
        if runs and at[paragraph.id] == at[runs[-1][-1].id] + 1:
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
