"""What every report shows of a comparison besides its text: numbers, anchors, folds, tallies.

Contract: ``report(comparison)`` is computed once and read by each writer, so that HTML, Markdown
and terminal give the same row numbers, the same anchors and the same counts. Rows count from 1 in
reading order. No words: those are in ``phrases``.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from ctocdiff.model import (
    AlignedSection,
    Change,
    Comparison,
    Document,
    Kind,
    Row,
    Status,
    Tally,
    Weight,
)

FRONT = "front"
"""Anchor of the section that aligns mastheads and agenda lists."""

_FOLD_FROM = 2  # a single equal paragraph takes no more room than the line that would fold it


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
    def paired(self) -> bool:
        """Whether two witnesses or more have it, so that likeness and basis mean something."""
        return sum(map(bool, self.row.cells)) > 1

    @property
    def weight(self) -> Weight | None:
        """None where nothing changed; what came, went or moved unnumbered is for review."""
        if self.row.status is Status.EQUAL:
            return None
        changes = self.row.changes
        if changes and all(change.weight is Weight.ROUTINE for change in changes):
            return Weight.ROUTINE
        return Weight.REVIEW


@dataclass(frozen=True, slots=True)
class Fold:
    """Entries shown together: a run of equal rows that a report may fold, or changed ones."""

    same: bool
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class ReportSection:
    """A section with its anchor, its entries in folds, and its counts.

    ``departures`` are the moved rows that an earlier witness had here.
    """

    anchor: str
    section: AlignedSection
    folds: tuple[Fold, ...]
    departures: tuple[Entry, ...]
    tally: Tally
    review: int

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
    tally: Tally
    review: int

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
        changes = [change for entry in entries for change in entry.row.changes]
        shown.append(
            ReportSection(
                anchor,
                section,
                tuple(_folds(entries)),
                tuple(departures),
                _tally((entry.row for entry in entries), changes),
                sum(change.weight is Weight.REVIEW for change in changes),
            )
        )
    whole = tuple(comparison.changes())
    return Report(
        tuple(shown),
        _tally(comparison.rows(), whole),
        sum(change.weight is Weight.REVIEW for change in whole),
    )


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


def _tally(rows: Iterable[Row], changes: Iterable[Change]) -> Tally:
    by_status = Counter(row.status for row in rows)
    by_category = Counter(change.category for change in changes)
    return Tally(by_status.total(), by_category.total(), dict(by_status), dict(by_category))
