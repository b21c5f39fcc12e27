"""Every value that passes between the stages: frozen, hashable, without behaviour that does I/O.

Offsets are half-open ranges of Unicode code points. Texts are exactly what a reader sees on the
page, with runs of white space folded to one space; what was folded away or was mere markup can
still be located, since each paragraph knows the source line and column of its pieces.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Flag, StrEnum, auto

from ctocdiff.language import Language
from ctocdiff.symbols import Symbol

# --------------------------------------------------------------------------- what readers give


class Style(Flag):
    """Character styles a reader can recognise."""

    PLAIN = 0
    ITALIC = auto()
    BOLD = auto()
    SUPERSCRIPT = auto()
    LINK = auto()


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of one line in one style; ``column`` is its 0-based offset in the raw line."""

    text: str
    column: int
    style: Style = Style.PLAIN


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a source. ``number`` and ``page`` count from 1; ``raw`` keeps the markup."""

    number: int
    page: int
    raw: str
    runs: tuple[Run, ...]

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class Source:
    """A file as it was read: its name without folder, SHA-256 (hex), encoding and lines."""

    name: str
    sha256: str
    encoding: str
    lines: tuple[Line, ...]


# ------------------------------------------------------------------------- what the outline gives


class Kind(StrEnum):
    """What a paragraph is for."""

    MASTHEAD = "masthead"
    AGENDA = "agenda"
    HEADING = "heading"
    BODY = "body"
    DOCUMENTATION = "documentation"
    TABLE = "table"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Piece:
    """Where a stretch of a paragraph's text stands in the source.

    ``offset`` and ``length`` are code points of the paragraph's text; ``line`` and ``page`` count
    from 1, ``column`` is the 0-based offset in the raw line.
    """

    offset: int
    length: int
    page: int
    line: int
    column: int
    style: Style = Style.PLAIN


@dataclass(frozen=True, slots=True)
class Place:
    """A point of a source: page and line count from 1, column from 0."""

    page: int
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One logical paragraph, rejoined where a page break or a hard line wrap cut it.

    ``cells`` holds the ranges of the cells of a table row, empty for other kinds.
    """

    id: str
    kind: Kind
    text: str
    pieces: tuple[Piece, ...] = ()
    cells: tuple[tuple[int, int], ...] = ()

    def place(self, offset: int) -> Place:
        """Locate a character of ``text`` in the source.

        A character the reader supplied (the space at a rejoined line end) is located at the end
        of the piece before it.

        Raises:
            IndexError: ``offset`` lies outside the text, or the paragraph has no source.
        """
        if not 0 <= offset < len(self.text) or not self.pieces:
            raise IndexError(offset)
        at = max(0, bisect_right([piece.offset for piece in self.pieces], offset) - 1)
        piece = self.pieces[at]
        return Place(
            piece.page, piece.line, piece.column + min(offset - piece.offset, piece.length)
        )


@dataclass(frozen=True, slots=True)
class Section:
    """An item, sub-item or annex.

    ``heading`` holds the heading lines as printed ("Annexe", "Projet d'organisation …"), ``title``
    the words of the heading without its number. ``paragraphs`` are in reading order and include
    captions such as "Documentation" (kind HEADING).
    """

    label: str
    level: int
    title: str
    heading: tuple[Paragraph, ...]
    paragraphs: tuple[Paragraph, ...]
    sections: tuple[Section, ...] = ()

    def walk(self) -> Iterator[Section]:
        """This section and all below it, in reading order."""
        yield self
        for section in self.sections:
            yield from section.walk()


class DocumentKind(StrEnum):
    """What a document is, judged by its title."""

    AGENDA = "agenda"
    REPORT = "report"
    NOTE = "note"
    RESOLUTION = "resolution"
    OTHER = "other"


class Provenance(StrEnum):
    """Where the words of a document come from."""

    OFFICIAL = "official"
    DIGEST = "digest"


@dataclass(frozen=True, slots=True)
class Masthead:
    """What the head of a document (or, where it is missing, its body) says about it."""

    body: str | None = None
    symbol: Symbol | None = None
    issued: dt.date | None = None
    language: Language | None = None
    original: str | None = None
    session: int | None = None
    venue: str | None = None
    opens: dt.date | None = None
    closes: dt.date | None = None
    title: str | None = None
    reissued: dt.date | None = None


@dataclass(frozen=True, slots=True)
class AgendaItem:
    """An entry of the agenda list at the head of the document."""

    label: str
    title: str
    paragraph: str


@dataclass(frozen=True, slots=True)
class Notice:
    """Something the reader of a comparison should know about how a document was read.

    ``code`` is a key of the lexicon's ``notices``; ``details`` are the values its sentence names.
    """

    code: str
    paragraph: str | None = None
    details: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """One language version of one document: the unit that is compared."""

    kind: DocumentKind
    language: Language
    provenance: Provenance
    masthead: Masthead
    front: tuple[Paragraph, ...]
    agenda: tuple[AgendaItem, ...]
    sections: tuple[Section, ...]
    notices: tuple[Notice, ...]
    source: Source

    def walk(self) -> Iterator[Section]:
        """All sections in reading order."""
        for section in self.sections:
            yield from section.walk()

    def paragraphs(self) -> Iterator[Paragraph]:
        """Every paragraph in reading order: front matter, headings, bodies."""
        yield from self.front
        for section in self.walk():
            yield from section.heading
            yield from section.paragraphs

    @property
    def name(self) -> str:
        """The symbol where it is known, else the file name."""
        return str(self.masthead.symbol) if self.masthead.symbol else self.source.name

    @property
    def year(self) -> int | None:
        """The year of the session, else that of the symbol."""
        if self.masthead.opens:
            return self.masthead.opens.year
        return self.masthead.symbol.year if self.masthead.symbol else None


# -------------------------------------------------------------------------- what a comparison gives


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
    """One numbered difference, as a reader will quote it."""

    id: str
    op: Op
    before: str
    after: str
    before_span: Span | None
    after_span: Span | None
    category: Category

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
class Row:
    """Corresponding paragraphs: one cell a witness, a tuple of paragraphs in each cell.

    ``similarity`` is a score from 0 to 1; ``basis`` says what the correspondence rests on.
    """

    kind: Kind
    cells: tuple[tuple[Paragraph, ...], ...]
    status: Status
    similarity: float
    basis: str
    diffs: tuple[Diff, ...] = ()

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
    witness, with what only an earlier one has at the place where it stood.
    """

    witnesses: tuple[Document, ...]
    front: AlignedSection
    sections: tuple[AlignedSection, ...]

    def rows(self) -> Iterator[Row]:
        """Every row in reading order, front matter first."""
        yield from self.front.rows
        for section in self.sections:
            yield from section.rows

    def changes(self) -> Iterator[Change]:
        """Every change in reading order."""
        for row in self.rows():
            yield from row.changes


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts of rows by status and of changes by category, for one section or a whole."""

    rows: int = 0
    changes: int = 0
    by_status: dict[Status, int] = field(default_factory=dict)
    by_category: dict[Category, int] = field(default_factory=dict)
