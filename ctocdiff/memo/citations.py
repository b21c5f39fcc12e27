"""The cited texts that came, went or were replaced from the earlier document to the later.

Documents that stand in a documentation list are told there and not here; the documents compared
are no news either.
"""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Set as AbstractSet

from ctocdiff.memo.values import Bounded, Cited, CitedEntry
from ctocdiff.model import Citation, CitationChange, CitationKind, CitationStatus, Comparison

MOST_CITED = 36  # texts told one by one in each of the three lists
_RANK = tuple(CitationKind)


def cited_texts(
    comparison: Comparison, listed: AbstractSet[str], most: int = MOST_CITED
) -> tuple[Bounded[CitedEntry], Bounded[CitedEntry], Bounded[CitedEntry]]:
    """The texts cited for the first time, no longer cited, and cited in the place of others.

    Args:
        comparison: two witnesses with their citations.
        listed: the symbols in the documentation lists of either.
        most: how many texts each list tells one by one.
    """
    known = {one.target: one for found in comparison.citations for one in found}
    own = {witness.name for witness in comparison.witnesses}
    changes = [
        change
        for change in comparison.citation_changes
        if change.status is not CitationStatus.KEPT and change.target not in listed | own
    ]
    substituted = {target for change in changes for target in change.replaces}
    added = [change for change in changes if change.status is CitationStatus.ADDED]
    removed = [change for change in changes if change.status is CitationStatus.REMOVED]
    return (
        _bounded((one for one in added if not one.replaces), known, 1, most),
        _bounded((one for one in removed if one.target not in substituted), known, 0, most),
        _bounded((one for one in added if one.replaces), known, 1, most),
    )


def _bounded(
    changes: Iterable[CitationChange], known: dict[str, Citation], witness: int, most: int
) -> Bounded[CitedEntry]:
    entries = sorted(
        (
            CitedEntry(
                _cited(known[change.target]),
                change.cells[witness],
                tuple(_cited(known[target]) for target in change.replaces),
            )
            for change in changes
        ),
        key=lambda entry: (_RANK.index(entry.text.kind), entry.text.body, _figures(entry.text)),
    )
    return Bounded.of(entries, most)


def _cited(citation: Citation) -> Cited:
    return Cited(citation.kind, citation.body, citation.number)


def _figures(text: Cited) -> tuple[tuple[int, str], ...]:
    """A number as one counts: 9/1 before 10/1."""
    parts = text.number.replace(".", "/").split("/")
    return tuple((int(part), "") if part.isdecimal() else (-1, part) for part in parts)
