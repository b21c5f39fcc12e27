"""What the outline gives: one language version of one document, as sections and paragraphs.

Offsets are half-open ranges of Unicode code points. Texts are exactly what a reader sees on the
page, with runs of white space folded to one space; what was folded away or was mere markup can
still be located, since each paragraph knows the source line and column of its pieces.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from ctocdiff.language import Language
from ctocdiff.model.source import Notice, Piece, Place, Source
from ctocdiff.symbols import Symbol


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

    @property
    def once_a_session(self) -> bool:
        """Whether a session has one document of the kind, so that kind and session name it."""
        return self in (DocumentKind.AGENDA, DocumentKind.REPORT)


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
