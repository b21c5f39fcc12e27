"""A redline → the facts of a memo of two to three pages: chosen, counted, bounded, without words.

Contract: a pure function of two witnesses and a header. What a memo has no room for is counted, so
that the reader knows what the redline holds besides.
"""

from __future__ import annotations

from collections import Counter

from ctocdiff.memo.citations import cited_texts
from ctocdiff.memo.deadlines import deadlines
from ctocdiff.memo.documents import listed_documents
from ctocdiff.memo.extracts import extracts
from ctocdiff.memo.header import read_header
from ctocdiff.memo.room import choose, frame, tables
from ctocdiff.memo.values import (
    Bounded,
    Cited,
    CitedEntry,
    Counts,
    DeadlineEntry,
    DocumentEntry,
    Extract,
    Header,
    Memo,
)
from ctocdiff.model import AlignedSection, Category, Comparison, Kind, Status, Weight

__all__ = [
    "Bounded",
    "Cited",
    "CitedEntry",
    "Counts",
    "DeadlineEntry",
    "DocumentEntry",
    "Extract",
    "Header",
    "Memo",
    "memo",
    "read_header",
]

_BUSIEST = 3


def memo(comparison: Comparison, header: Header | None = None, *, annex: bool = False) -> Memo:
    """The facts of a memo on the first two witnesses of a comparison.

    Args:
        comparison: a redline.
        header: what the sender gives; lines to be filled in where it is missing.
        annex: whether the whole redline follows.
    """
    stated, by_status = deadlines(comparison)
    new, discontinued, listed = listed_documents(comparison)
    added, removed, replaced = cited_texts(comparison, listed)
    counts = _counts(comparison)
    header = header or Header()
    used = frame(header) + tables(stated, (added, removed, replaced), (new, discontinued))
    chosen = choose(extracts(comparison), used)
    shown = {change for extract in chosen for change in extract.changes}
    return Memo(
        header,
        comparison,
        counts,
        stated,
        by_status,
        added,
        removed,
        replaced,
        new,
        discontinued,
        chosen,
        counts.review - len(shown),
        annex,
    )


def _counts(comparison: Comparison) -> Counts:
    changes = list(comparison.changes())
    review = [change for change in changes if change.weight is Weight.REVIEW]
    by_category = Counter(change.category for change in review)
    numbered = [section for section in comparison.sections if _numbered(section.labels[-1])]
    concerned = {
        section.labels[-1] or "": found
        for section in numbered
        if (found := _for_review(section)) or section.status is Status.ADDED
    }
    busiest = sorted(concerned, key=lambda label: -concerned[label])
    statuses = Counter(row.status for row in comparison.rows() if row.kind is Kind.BODY)
    return Counts(
        len(changes),
        len(review),
        tuple((category, by_category[category]) for category in Category if by_category[category]),
        len(numbered),
        len(concerned),
        tuple(busiest[:_BUSIEST]),
        statuses[Status.ADDED],
        statuses[Status.REMOVED],
        sum(row.status is Status.MOVED for row in comparison.rows()),
    )


def _numbered(label: str | None) -> bool:
    """Whether a section of the later document is an item of its agenda."""
    return label is not None and label[:1].isdecimal()


def _for_review(section: AlignedSection) -> int:
    return sum(change.weight is Weight.REVIEW for row in section.rows for change in row.changes)
