"""A redline → the facts of a memo of two to three pages: chosen, counted, bounded, without words.

Contract: a pure function of two witnesses and a header. What a memo has no room for is counted, so
that the reader knows what the redline holds besides.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from ctocdiff.memo.citations import MOST_CITED, cited_texts
from ctocdiff.memo.deadlines import MOST_DEADLINES, deadlines
from ctocdiff.memo.documents import MOST_DOCUMENTS, listed_documents
from ctocdiff.memo.extracts import extracts
from ctocdiff.memo.findings import MOST_FINDINGS, findings
from ctocdiff.memo.header import read_header
from ctocdiff.memo.room import LEFT_FOR_TABLES, choose, frame, tables
from ctocdiff.memo.values import (
    Bounded,
    Cited,
    CitedEntry,
    Counts,
    DeadlineEntry,
    DocumentEntry,
    Extract,
    FindingEntry,
    Header,
    Memo,
)
from ctocdiff.model import (
    AlignedSection,
    Category,
    Comparison,
    DeadlineStatus,
    Kind,
    Status,
    Weight,
)

__all__ = [
    "Bounded",
    "Cited",
    "CitedEntry",
    "Counts",
    "DeadlineEntry",
    "DocumentEntry",
    "Extract",
    "FindingEntry",
    "Header",
    "Memo",
    "memo",
    "read_header",
]

_BUSIEST = 3
_SHARES = (1.0, 0.7, 0.5, 0.35, 0.2)  # of the most that each table tells, until all fit


def memo(comparison: Comparison, header: Header | None = None, *, annex: bool = False) -> Memo:
    """The facts of a memo on the first two witnesses of a comparison.

    Args:
        comparison: a redline.
        header: what the sender gives; lines to be filled in where it is missing.
        annex: whether the whole redline follows.
    """
    header = header or Header()
    for share in _SHARES:
        facts = _facts(comparison, share)
        used = frame(header) + tables(facts.deadlines, facts.cited, facts.documents, facts.findings)
        if used <= LEFT_FOR_TABLES:
            break
    counts = _counts(comparison)
    chosen = choose(extracts(comparison), used)
    shown = {change for extract in chosen for change in extract.changes}
    return Memo(
        header,
        comparison,
        counts,
        facts.deadlines,
        facts.by_status,
        *facts.cited,
        *facts.documents,
        facts.findings,
        chosen,
        counts.review - len(shown),
        annex,
    )


@dataclass(frozen=True, slots=True)
class _Facts:
    """The tables of a memo: deadlines, cited texts (three), documents (two), findings."""

    deadlines: Bounded[DeadlineEntry]
    by_status: tuple[tuple[DeadlineStatus, int], ...]
    cited: tuple[Bounded[CitedEntry], Bounded[CitedEntry], Bounded[CitedEntry]]
    documents: tuple[Bounded[DocumentEntry], Bounded[DocumentEntry]]
    findings: Bounded[FindingEntry]


def _facts(comparison: Comparison, share: float) -> _Facts:
    """The facts for the tables, ``share`` of the most that each can tell."""
    stated, by_status = deadlines(comparison, round(share * MOST_DEADLINES))
    new, discontinued, listed = listed_documents(comparison, round(share * MOST_DOCUMENTS))
    cited = cited_texts(comparison, listed, round(share * MOST_CITED))
    checked = findings(comparison, round(share * MOST_FINDINGS))
    return _Facts(stated, by_status, cited, (new, discontinued), checked)


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
        statuses[Status.MOVED],
    )


def _numbered(label: str | None) -> bool:
    """Whether a section of the later document is an item of its agenda."""
    return label is not None and label[:1].isdecimal()


def _for_review(section: AlignedSection) -> int:
    return sum(change.weight is Weight.REVIEW for row in section.rows for change in row.changes)
