"""What a memo says, before it has words: the facts of a comparison, chosen and bounded.

Everything here is a value that both writers put into words; nothing is said twice, and what is left
out is counted.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from ctocdiff.model import (
    Category,
    CitationKind,
    Comparison,
    Deadline,
    DeadlineStatus,
    Finding,
    Kind,
    Row,
    Status,
)

_Entry = TypeVar("_Entry")


@dataclass(frozen=True, slots=True)
class Header:
    """What the sender gives: free lines, empty where they are to be filled in by hand.

    ``reference`` and ``classification`` are left out of the memo where they are empty; an empty
    ``subject`` is made from the documents.
    """

    to: str = ""
    sender: str = ""
    subject: str = ""
    date: dt.date | None = None
    reference: str = ""
    classification: str = ""


@dataclass(frozen=True, slots=True)
class Counts:
    """How much changed: numbers of changes, of items and of paragraphs.

    ``by_category`` counts the changes for review, in the order of the categories. ``items`` are
    the numbered items of the later document, ``items_concerned`` those with a change for review;
    ``busiest`` are the labels of those with the most of them, at most three.
    """

    changes: int
    review: int
    by_category: tuple[tuple[Category, int], ...]
    items: int
    items_concerned: int
    busiest: tuple[str, ...]
    added: int
    removed: int
    moved: int

    @property
    def routine(self) -> int:
        return self.changes - self.review


@dataclass(frozen=True, slots=True)
class DeadlineEntry:
    """A deadline in both documents: ``section`` is a label, ``subject`` says who must do what.

    ``shift`` is how many days nearer to the opening (positive) or farther from it (negative) it
    lies than before; None where that is not known.
    """

    status: DeadlineStatus
    section: str
    subject: str
    witness: int
    before: Deadline | None
    after: Deadline | None
    shift: int | None


@dataclass(frozen=True, slots=True)
class Cited:
    """A cited text: its kind, the series of its body or its instrument, its number."""

    kind: CitationKind
    body: str
    number: str


@dataclass(frozen=True, slots=True)
class CitedEntry:
    """A cited text that came or went, with the labels of the items that cite it.

    ``replaces`` are the texts it took the place of.
    """

    text: Cited
    sections: tuple[str, ...]
    replaces: tuple[Cited, ...] = ()


@dataclass(frozen=True, slots=True)
class DocumentEntry:
    """A document of the documentation lists: symbol ("" if it has none), title, item labels."""

    symbol: str
    title: str
    sections: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FindingEntry:
    """A finding in one witness, with the labels of all items where the same was found."""

    witness: int
    finding: Finding
    sections: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Extract:
    """A sentence with its changes: a small row of its own, and what is for review in it.

    ``row`` holds both texts of the sentence and the edits between them: rejecting gives the words
    of the earlier document, accepting those of the later. ``kind`` and ``status`` are those of the
    whole paragraph, ``section`` and ``title`` the label and title of its item in ``witness``,
    ``origin`` the label of the item it was moved from. ``order`` is
    its place in the reading order, ``weight`` says how much it deserves to be shown.
    """

    section: str
    title: str
    witness: int
    kind: Kind
    status: Status
    row: Row
    changes: tuple[str, ...]
    categories: tuple[Category, ...]
    weight: float
    order: int
    origin: str | None = None


@dataclass(frozen=True, slots=True)
class Bounded(Generic[_Entry]):
    """Entries in their order, and how many more there are than the memo has room for."""

    entries: tuple[_Entry, ...]
    more: int = 0

    @classmethod
    def of(
        cls, entries: Sequence[_Entry], most: int, rank: Callable[[_Entry], int] = lambda _: 0
    ) -> Bounded[_Entry]:
        """At most so many of the entries: those of the lowest rank, of one rank the first."""
        ranked = sorted(range(len(entries)), key=lambda at: rank(entries[at]))
        chosen = sorted(ranked[:most])
        return cls(tuple(entries[at] for at in chosen), len(entries) - len(chosen))

    @property
    def total(self) -> int:
        return len(self.entries) + self.more


@dataclass(frozen=True, slots=True)
class Memo:
    """A memo on two witnesses.

    ``kept`` counts the deadlines that keep their distance, whether they are shown or not;
    ``unshown`` the changes for review that no extract shows.
    """

    header: Header
    comparison: Comparison
    counts: Counts
    deadlines: Bounded[DeadlineEntry]
    by_status: tuple[tuple[DeadlineStatus, int], ...]
    cited_added: Bounded[CitedEntry]
    cited_removed: Bounded[CitedEntry]
    cited_replaced: Bounded[CitedEntry]
    documents_added: Bounded[DocumentEntry]
    documents_removed: Bounded[DocumentEntry]
    findings: Bounded[FindingEntry]
    extracts: tuple[Extract, ...]
    unshown: int
    annex: bool
