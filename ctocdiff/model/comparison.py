"""What a comparison gives: rows of corresponding paragraphs with the changes between them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from ctocdiff.model.document import Document, Kind, Paragraph
from ctocdiff.model.facts import Citation, CitationChange, Deadline, DeadlineChange, Finding


class Op(StrEnum):
    """What happened to a stretch of text."""

    EQUAL = "equal"
    REPLACE = "replace"
    INSERT = "insert"
    DELETE = "delete"
    MOVE = "move"


class Status(StrEnum):
    """What happened to a paragraph or a section."""

    EQUAL = "equal"
    UNCHANGED = "unchanged"
    MODIFIED = "modified"
    ADDED = "added"
    REMOVED = "removed"
    MOVED = "moved"
    MERGED = "merged"
    SPLIT = "split"


class Category(StrEnum):
    """What kind of change it is, by the ordered rules of ``classify``."""

    TYPOGRAPHIC = "typographic"
    SPELLING = "spelling"
    ROLLOVER = "rollover"
    INCLUSIVE = "inclusive"
    CITATION = "citation"
    DEADLINE = "deadline"
    MODALITY = "modality"
    WORDING = "wording"

    @property
    def weight(self) -> Weight:
        return Weight.ROUTINE if self in _ROUTINE else Weight.REVIEW


class Weight(StrEnum):
    """Whether a reviewer must look at a change."""

    ROUTINE = "routine"
    REVIEW = "review"


_ROUTINE = frozenset(
    {Category.TYPOGRAPHIC, Category.SPELLING, Category.ROLLOVER, Category.INCLUSIVE}
)


@dataclass(frozen=True, slots=True)
class Span:
    """A range of the text of one paragraph."""

    paragraph: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Edit:
    """One step of a diff: ranges of the two row texts it relates.

    A row text is the texts of the row's paragraphs joined by a line feed, so that a paragraph
    that was split is one inserted line feed.
    """

    op: Op
    before: tuple[int, int]
    after: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Change:
    """One numbered difference, as a reader will quote it.

    ``renumbering`` is true where a rollover is the number of a paragraph that only shifted.
    """

    id: str
    op: Op
    before: str
    after: str
    before_span: Span | None
    after_span: Span | None
    category: Category
    renumbering: bool = False

    @property
    def weight(self) -> Weight:
        return self.category.weight


@dataclass(frozen=True, slots=True)
class Diff:
    """How the cell of one witness became that of another.

    ``edits`` cover both row texts completely and in order; every edit that is not EQUAL has its
    change, in the same order.
    """

    between: tuple[int, int]
    edits: tuple[Edit, ...]
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Correspondence:
    """Two paragraphs of a row that correspond, by id; ``similarity`` and ``basis`` as of a row.

    ``between`` are their witnesses, the earlier first.
    """

    between: tuple[int, int]
    before: str
    after: str
    similarity: float
    basis: str


@dataclass(frozen=True, slots=True)
class Row:
    """Corresponding paragraphs: one cell a witness, a tuple of paragraphs in each cell.

    ``similarity`` is a score from 0 to 1; ``basis`` says what the correspondence rests on: those
    of the best of the ``pairs``, which tell what corresponds to what where cells have several
    paragraphs.
    """

    kind: Kind
    cells: tuple[tuple[Paragraph, ...], ...]
    status: Status
    similarity: float
    basis: str
    diffs: tuple[Diff, ...] = ()
    pairs: tuple[Correspondence, ...] = ()

    @property
    def changes(self) -> tuple[Change, ...]:
        return tuple(change for diff in self.diffs for change in diff.changes)

    def text(self, witness: int) -> str:
        """The row text of a witness: its paragraphs joined by a line feed."""
        return "\n".join(paragraph.text for paragraph in self.cells[witness])


@dataclass(frozen=True, slots=True)
class AlignedSection:
    """Corresponding sections. ``rows`` include the heading lines and captions (kind HEADING)."""

    labels: tuple[str | None, ...]
    titles: tuple[str | None, ...]
    level: int
    status: Status
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two or more witnesses, aligned: a redline or a collation.

    ``front`` aligns the mastheads and agenda lists; ``sections`` are in the order of the last
    witness, with what only an earlier one has at the place where it stood. ``citations``,
    ``deadlines`` and ``findings`` have one tuple a witness, in text order.
    """

    witnesses: tuple[Document, ...]
    front: AlignedSection
    sections: tuple[AlignedSection, ...]
    citations: tuple[tuple[Citation, ...], ...] = ()
    deadlines: tuple[tuple[Deadline, ...], ...] = ()
    citation_changes: tuple[CitationChange, ...] = ()
    deadline_changes: tuple[DeadlineChange, ...] = ()
    findings: tuple[tuple[Finding, ...], ...] = ()

    def rows(self) -> Iterator[Row]:
        """Every row in reading order, front matter first."""
        yield from self.front.rows
        for section in self.sections:
            yield from section.rows

    def changes(self) -> Iterator[Change]:
        """Every change in reading order."""
        for row in self.rows():
            yield from row.changes
