"""What a trace gives: the documents that have to do with a text, with every mention in them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from ctocdiff.corpus.mentions import Role
from ctocdiff.errors import UnreadableError
from ctocdiff.facts.targets import Target
from ctocdiff.language import Language
from ctocdiff.model import CitationKind, DocumentKind, Provenance
from ctocdiff.symbols import Symbol


@dataclass(frozen=True, slots=True)
class TracedMention:
    """A mention of the text: ``start`` and ``end`` are code points of the paragraph.

    ``context`` is the sentence around the mention, which stands in it from ``marked``[0] on;
    ``section`` is the label of the item, empty before the first.
    """

    target: str
    role: Role
    section: str
    title: str
    paragraph: str
    start: int
    end: int
    anaphora: bool
    context: str
    marked: tuple[int, int]

    @property
    def text(self) -> str:
        return self.context[slice(*self.marked)]


@dataclass(frozen=True, slots=True)
class TracedDocument:
    """A document that has to do with the text; ``roles`` are what it does with it."""

    symbol: Symbol | None
    kind: DocumentKind
    language: Language
    session: int | None
    year: int | None
    opens: dt.date | None
    issued: dt.date | None
    title: str
    provenance: Provenance
    source: str
    sha256: str
    roles: tuple[Role, ...]
    mentions: tuple[TracedMention, ...]

    @property
    def name(self) -> str:
        """The symbol where it is known, else the file name."""
        return str(self.symbol) if self.symbol else self.source


@dataclass(frozen=True, slots=True)
class Stage:
    """A session, or a year outside sessions: ``documents`` are those of the trace, by position.

    ``at_hand`` counts the documents of the corpus that were searched.
    """

    body: str | None
    session: int | None
    year: int | None
    opens: dt.date | None
    closes: dt.date | None
    at_hand: int
    documents: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Beside:
    """A text cited in the same paragraphs: in which documents of the trace, and how often."""

    target: str
    kind: CitationKind
    documents: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Trace:
    """Everything found on what was asked for."""

    asked: str
    targets: tuple[Target, ...]
    documents: tuple[TracedDocument, ...]
    stages: tuple[Stage, ...]
    beside: tuple[Beside, ...]
    searched: int
    unreadable: tuple[tuple[str, UnreadableError], ...]

    @property
    def mentions(self) -> int:
        return sum(len(document.mentions) for document in self.documents)
