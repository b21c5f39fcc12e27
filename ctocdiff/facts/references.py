"""Citations across sessions: which texts were kept, added, removed, and which replaced which."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from ctocdiff.model import (
    Citation,
    CitationChange,
    CitationKind,
    CitationStatus,
    Comparison,
    Diff,
    Op,
)

_ADOPTED = frozenset({CitationKind.RESOLUTION, CitationKind.DECISION})


def citation_changes(
    comparison: Comparison, citations: Sequence[tuple[Citation, ...]]
) -> tuple[CitationChange, ...]:
    """What became of each cited text, in the order in which the witnesses first cite them.

    A text is kept if the first and the last witness cite it, added if the first does not, removed
    if the last does not. ``citations`` are those of the witnesses, in their order.
    """
    cells: dict[str, list[dict[str, None]]] = {}
    for witness, found in enumerate(citations):
        for citation in found:
            places = cells.setdefault(citation.target, [{} for _ in citations])
            places[witness][citation.section] = None
    replaced = _replaced(comparison, citations)
    return tuple(
        CitationChange(
            target,
            _status(places),
            tuple(tuple(labels) for labels in places),
            tuple(sorted(replaced[target])) if places[-1] and not places[0] else (),
        )
        for target, places in cells.items()
    )


def _status(places: Sequence[dict[str, None]]) -> CitationStatus:
    if not places[-1]:
        return CitationStatus.REMOVED
    return CitationStatus.KEPT if places[0] else CitationStatus.ADDED


def _replaced(
    comparison: Comparison, citations: Sequence[tuple[Citation, ...]]
) -> defaultdict[str, set[str]]:
    """For each target the targets that one change put it in the place of, of the same kind.

    Only where one adopted text replaces one: among several it would be a guess.
    """
    by_paragraph: list[defaultdict[str, list[Citation]]] = []
    for found in citations:
        table: defaultdict[str, list[Citation]] = defaultdict(list)
        for citation in found:
            table[citation.paragraph].append(citation)
        by_paragraph.append(table)
    replaced: defaultdict[str, set[str]] = defaultdict(set)
    for row in comparison.rows():
        for diff in row.diffs:
            gone: defaultdict[str, set[str]] = defaultdict(set)
            for before, after in _replacements(diff, by_paragraph):
                if before.kind is after.kind and before.body == after.body:
                    gone[after.target].add(before.target)
            for target, origins in gone.items():
                if len(origins) == 1:
                    replaced[target] |= origins
    return replaced


def _replacements(
    diff: Diff, by_paragraph: Sequence[defaultdict[str, list[Citation]]]
) -> Iterator[tuple[Citation, Citation]]:
    for change in diff.changes:
        if change.op is not Op.REPLACE or not (change.before_span and change.after_span):
            continue
        sides = [
            {
                citation.target: citation
                for citation in by_paragraph[witness][span.paragraph]
                if citation.start < span.end
                and span.start < citation.end
                and citation.kind in _ADOPTED
            }
            for witness, span in zip(
                diff.between, (change.before_span, change.after_span), strict=True
            )
        ]
        if len(sides[0]) == len(sides[1]) == 1 and sides[0].keys() != sides[1].keys():
            yield next(iter(sides[0].values())), next(iter(sides[1].values()))
