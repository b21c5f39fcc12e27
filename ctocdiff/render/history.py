"""Deadlines and cited texts over the sessions, prepared for a page: what stands where.

Contract: decides nothing; it gathers what a comparison says of each deadline and of each cited
text, and the anchors of the places that the report gives them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ctocdiff.model import (
    CitationChange,
    CitationKind,
    CitationStatus,
    Comparison,
    DeadlineChange,
)
from ctocdiff.render.phrases import Phrases
from ctocdiff.render.report import Report
from ctocdiff.render.timeline import Timeline, timeline

_Anchors = Mapping[tuple[int, str], str]


@dataclass(frozen=True, slots=True)
class DeadlineRow:
    """A deadline with its number in the timeline.

    ``section`` is the anchor of its section. ``anchors`` has for each witness the anchor of the
    paragraph that states it, None where it states none.
    """

    number: int
    change: DeadlineChange
    section: str
    anchors: tuple[str | None, ...]

    @property
    def subject(self) -> str:
        """Who must do what, in the words of the last witness that says so."""
        return next(cell.subject for cell in reversed(self.change.cells) if cell)

    @property
    def witness(self) -> int:
        """The last witness that has it."""
        return max(n for n, cell in enumerate(self.change.cells) if cell)


@dataclass(frozen=True, slots=True)
class CitedRow:
    """A cited text; ``cells`` has for each witness the labels that cite it with their anchors."""

    change: CitationChange
    cells: tuple[tuple[tuple[str, str], ...], ...]

    def replaced(self, phrases: Phrases) -> tuple[str, ...]:
        """The texts whose place it took, by name."""
        return tuple(map(phrases.text, self.change.replaces))


@dataclass(frozen=True, slots=True)
class CitedTexts:
    """The cited texts of one kind: those that came or went, and those that all witnesses cite."""

    kind: CitationKind
    changed: tuple[CitedRow, ...]
    kept: tuple[CitedRow, ...]


@dataclass(frozen=True, slots=True)
class History:
    """Both tables, and the picture of the deadlines where it can be drawn."""

    deadlines: tuple[DeadlineRow, ...]
    timeline: Timeline | None
    cited: tuple[CitedTexts, ...]

    @property
    def texts(self) -> int:
        """How many texts are cited."""
        return sum(len(group.changed) + len(group.kept) for group in self.cited)


def history(comparison: Comparison, report: Report) -> History:
    """What became of each deadline and each cited text."""
    anchors = {
        (witness, label): part.anchor
        for part in reversed(report.sections)
        for witness, label in enumerate(part.section.labels)
        if label is not None
    }
    return History(
        tuple(
            DeadlineRow(
                number,
                change,
                _section(change, anchors, report),
                tuple(
                    f"w{witness}-{cell.paragraph}" if cell else None
                    for witness, cell in enumerate(change.cells)
                ),
            )
            for number, change in enumerate(comparison.deadline_changes, 1)
        ),
        timeline(comparison),
        tuple(_groups(comparison, anchors, report)),
    )


def _section(change: DeadlineChange, anchors: _Anchors, report: Report) -> str:
    last = max(n for n, cell in enumerate(change.cells) if cell)
    return anchors.get((last, change.section), report.sections[0].anchor)


def _groups(comparison: Comparison, anchors: _Anchors, report: Report) -> Iterator[CitedTexts]:
    kinds = {
        citation.target: citation.kind
        for citations in comparison.citations
        for citation in citations
    }
    front = report.sections[0].anchor
    for kind in CitationKind:
        rows = tuple(
            CitedRow(
                change,
                tuple(
                    tuple((label, anchors.get((witness, label), front)) for label in cell)
                    for witness, cell in enumerate(change.cells)
                ),
            )
            for change in comparison.citation_changes
            if kinds[change.target] is kind
        )
        if rows:
            changed = tuple(row for row in rows if not _everywhere(row.change))
            yield CitedTexts(kind, changed, tuple(row for row in rows if _everywhere(row.change)))


def _everywhere(change: CitationChange) -> bool:
    """Whether each witness cites the text, so that there is nothing to see in the matrix."""
    return change.status is CitationStatus.KEPT and all(change.cells)
