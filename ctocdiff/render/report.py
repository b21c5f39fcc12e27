"""What every report shows of a comparison besides its text: numbers, anchors, folds, tallies.

Contract: ``report(comparison)`` is computed once and read by each writer, so that HTML, Markdown
and terminal give the same row numbers, the same anchors and the same counts. Rows count from 1 in
reading order. No words: those are in ``phrases``.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import groupby
from types import MappingProxyType

from ctocdiff.model import (
    AlignedSection,
    Category,
    Change,
    Comparison,
    Document,
    Kind,
    Row,
    Status,
    Weight,
)

FRONT = "front"
"""Anchor of the section that aligns mastheads and agenda lists."""

_FOLD_FROM = 2  # a single equal paragraph takes no more room than the line that would fold it


def weight_of(row: Row) -> Weight | None:
    """The weight of a row's weightiest change; None where nothing changed.

    What came, went or moved unnumbered is for review, and so is a move: it is no routine matter
    that a paragraph stands elsewhere, however little its words changed.
    """
    if row.status is Status.EQUAL:
        return None
    changes = row.changes
    moved = row.status is Status.MOVED
    if changes and not moved and all(change.weight is Weight.ROUTINE for change in changes):
        return Weight.ROUTINE
    return Weight.REVIEW


def by_weight(found: AbstractSet[Category]) -> tuple[Category, ...]:
    """Categories for review, then routine ones, each in the order of the rules."""
    return tuple(
        category
        for weight in (Weight.REVIEW, Weight.ROUTINE)
        for category in Category
        if category in found and category.weight is weight
    )


@dataclass(frozen=True, slots=True)
class Entry:
    """A row as a report shows it.

    ``origin`` is, for a moved row, the label of the section that had it in an earlier witness.
    """

    number: int
    row: Row
    origin: str | None = None

    @property
    def anchor(self) -> str:
        return f"r-{self.number}"

    @property
    def weight(self) -> Weight | None:
        return weight_of(self.row)


@dataclass(frozen=True, slots=True)
class Fold:
    """Entries shown together: a run of equal rows that a report may fold, or changed ones."""

    same: bool
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts of rows by status and of changes by category, for one section or a whole."""

    rows: int
    changes: int
    by_status: Mapping[Status, int]
    by_category: Mapping[Category, int]


@dataclass(frozen=True, slots=True)
class Between:
    """The changes from one witness to another, counted."""

    pair: tuple[int, int]
    by_category: Mapping[Category, int]

    @property
    def changes(self) -> int:
        return sum(self.by_category.values())

    @property
    def review(self) -> int:
        return _for_review(self.by_category)


@dataclass(frozen=True, slots=True)
class Counts:
    """The counts of a section or of a whole comparison.

    ``routine`` counts the rows with routine changes only; ``paragraphs`` those that each witness
    has; ``between`` the changes of each pair of witnesses compared.
    """

    tally: Tally
    routine: int
    paragraphs: tuple[int, ...]
    between: tuple[Between, ...]

    @property
    def review(self) -> int:
        """Changes for review."""
        return _for_review(self.tally.by_category)

    @property
    def hidden(self) -> int:
        """Routine changes: those that a report for review leaves out."""
        return self.tally.changes - self.review


@dataclass(frozen=True, slots=True)
class ReportSection:
    """A section with its anchor, its entries in folds, and its counts.

    ``departures`` are the moved rows that an earlier witness had here.
    """

    anchor: str
    section: AlignedSection
    folds: tuple[Fold, ...]
    departures: tuple[Entry, ...]
    counts: Counts

    @property
    def tally(self) -> Tally:
        return self.counts.tally

    @property
    def review(self) -> int:
        return self.counts.review

    @property
    def entries(self) -> Iterator[Entry]:
        """All entries in reading order."""
        for fold in self.folds:
            yield from fold.entries

    @property
    def front(self) -> bool:
        return self.anchor == FRONT

    @property
    def changed(self) -> int:
        """Rows that are not equal."""
        return self.tally.rows - self.tally.by_status.get(Status.EQUAL, 0)


@dataclass(frozen=True, slots=True)
class Report:
    """A comparison, counted and numbered."""

    sections: tuple[ReportSection, ...]
    counts: Counts

    @property
    def tally(self) -> Tally:
        return self.counts.tally

    @property
    def review(self) -> int:
        return self.counts.review

    @property
    def categories(self) -> tuple[Category, ...]:
        """The categories that occur, those for review first."""
        return by_weight({one for one, number in self.tally.by_category.items() if number})

    @property
    def statuses(self) -> tuple[Status, ...]:
        """The columns of a summary: the four usual statuses, and others where they occur."""
        usual = (Status.EQUAL, Status.MODIFIED, Status.ADDED, Status.REMOVED)
        others = (Status.MOVED, Status.MERGED, Status.SPLIT)
        return usual + tuple(status for status in others if self.tally.by_status.get(status))


def report(comparison: Comparison) -> Report:
    """Number and count a comparison; the front matter is the first section."""
    homes = tuple(_homes(document) for document in comparison.witnesses)
    numbered = _number(comparison, homes)
    pairs = _pairs(comparison)
    taken: set[str] = set()
    moved = [entry for entries in numbered for entry in entries if entry.origin is not None]
    shown = []
    for position, (section, entries) in enumerate(
        zip((comparison.front, *comparison.sections), numbered, strict=True)
    ):
        anchor = FRONT if position == 0 else _free(anchor_of(section.labels), taken)
        taken.add(anchor)
        own = {label for label in section.labels[:-1] if label is not None}
        departures = [entry for entry in moved if entry.origin in own and entry not in entries]
        shown.append(
            ReportSection(
                anchor,
                section,
                tuple(_folds(entries)),
                tuple(departures),
                _counts(section.rows, pairs, len(comparison.witnesses)),
            )
        )
    return Report(tuple(shown), _counts(tuple(comparison.rows()), pairs, len(comparison.witnesses)))


def anchor_of(labels: Iterable[str | None]) -> str:
    """The anchor of a section: ``item-2b`` for the label ``2(b)``, ``annex``, ``resolution-12-1``.

    The label of the last witness that has one decides.
    """
    label = next((label for label in reversed(tuple(labels)) if label), "section")
    if re.fullmatch(r"\d+(\(\w+\))*", label):
        return "item-" + re.sub(r"\W", "", label)
    return re.sub(r"[^a-z0-9]+", "-", label.lower()).strip("-") or "section"


def _free(anchor: str, taken: set[str]) -> str:
    """The anchor itself, or with the first number that makes it unique."""
    number, name = 1, anchor
    while name in taken or name == FRONT:
        number += 1
        name = f"{anchor}--{number}"
    return name


def _homes(document: Document) -> dict[str, str]:
    """The label of the section each paragraph of a document stands in."""
    return {
        paragraph.id: section.label
        for section in document.walk()
        for paragraph in (*section.heading, *section.paragraphs)
    }


def _number(comparison: Comparison, homes: tuple[dict[str, str], ...]) -> list[tuple[Entry, ...]]:
    numbered = []
    number = 0
    for section in (comparison.front, *comparison.sections):
        entries = []
        for row in section.rows:
            number += 1
            origin = _origin(row, section, homes) if row.status is Status.MOVED else None
            entries.append(Entry(number, row, origin))
        numbered.append(tuple(entries))
    return numbered


def _origin(row: Row, section: AlignedSection, homes: tuple[dict[str, str], ...]) -> str | None:
    """Where a moved row stood; None where it stayed within its section."""
    for witness, paragraphs in enumerate(row.cells[:-1]):
        for paragraph in paragraphs:
            label = homes[witness].get(paragraph.id)
            if label is not None and label != section.labels[witness]:
                return label
    return None


def _folds(entries: tuple[Entry, ...]) -> Iterator[Fold]:
    for same, run in groupby(entries, key=lambda entry: entry.row.status is Status.EQUAL):
        held = tuple(run)
        yield Fold(same and (len(held) >= _FOLD_FROM or held[0].row.kind is Kind.HEADING), held)


def _pairs(comparison: Comparison) -> tuple[tuple[int, int], ...]:
    """Which witnesses were compared: neighbours, unless the diffs show that it was the first."""
    found = {diff.between for row in comparison.rows() for diff in row.diffs}
    first = any(after - before > 1 for before, after in found)
    return tuple(
        (0 if first else after - 1, after) for after in range(1, len(comparison.witnesses))
    )


def _counts(rows: Sequence[Row], pairs: Iterable[tuple[int, int]], witnesses: int) -> Counts:
    changes = [
        (diff.between, change) for row in rows for diff in row.diffs for change in diff.changes
    ]
    by_status = MappingProxyType(Counter(row.status for row in rows))
    return Counts(
        Tally(len(rows), len(changes), by_status, _by_category(one for _, one in changes)),
        sum(weight_of(row) is Weight.ROUTINE for row in rows),
        tuple(sum(len(row.cells[witness]) for row in rows) for witness in range(witnesses)),
        tuple(
            Between(pair, _by_category(one for between, one in changes if between == pair))
            for pair in pairs
        ),
    )


def _by_category(changes: Iterable[Change]) -> Mapping[Category, int]:
    return MappingProxyType(Counter(change.category for change in changes))


def _for_review(by_category: Mapping[Category, int]) -> int:
    return sum(n for category, n in by_category.items() if category.weight is Weight.REVIEW)
