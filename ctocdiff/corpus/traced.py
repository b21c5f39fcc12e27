"""What a trace gives: the documents that have to do with a text, with every mention in them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from ctocdiff.corpus.roles import Role
from ctocdiff.errors import UnreadableError
from ctocdiff.facts.targets import Target
from ctocdiff.language import Language
from ctocdiff.model import CitationKind, DocumentKind, Provenance
from ctocdiff.symbols import Symbol


@dataclass(frozen=True, slots=True)
class TracedMention:
    """A mention of the text: ``start`` and ``end`` are code points of the paragraph.

    ``context`` is the sentence around the mention, which stands in it from ``marked``[0] on;
    ``section`` is the label of the item, empty before the first; ``session`` the one at which a
    mandate asks for a report.
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
    session: int | None = None

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

    def follow_up(self, mandate: TracedMention) -> Stage | None:
        """The session at which a mandate asks for a report, None where nothing is known of it.

        Its documents are among those of the trace: they take the mandate up.
        """
        body = next(target.body for target in self.targets if target.name == mandate.target)
        here = (stage for stage in self.stages if stage.body == body)
        return next((stage for stage in here if stage.session == mandate.session), None)
