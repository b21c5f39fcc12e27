"""What every rule reads: a document's passages, its citations and deadlines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from ctocdiff.facts.citations.names import DEFAULT_BODY
from ctocdiff.facts.findings.codes import SEVERITIES
from ctocdiff.language import Language, Table, lexicon
from ctocdiff.model import (
    Citation,
    Deadline,
    Document,
    Finding,
    Kind,
    Masthead,
    Paragraph,
    SessionFacts,
)
from ctocdiff.outline.bodies import read_body
from ctocdiff.outline.captions import fold


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph with the label of its section, empty in the front matter."""

    section: str
    paragraph: Paragraph
    kind: Kind
    text: str

    @classmethod
    def of(cls, section: str, paragraph: Paragraph) -> Passage:
        """A paragraph in the section of a label."""
        return cls(section, paragraph, paragraph.kind, paragraph.text)

    def may_have(self, forms: tuple[str, ...]) -> bool:
        """Whether any of some forms of the lexicon can stand in the text."""
        return may_have(self.text, forms)

    @property
    def words(self) -> frozenset[str]:
        """The words of the text, in lower case."""
        return _vocabulary(self.text)

    def find(self, code: str, start: int, end: int, **details: object) -> Finding:
        """A finding in this paragraph."""
        return Finding(
            code, SEVERITIES[code], self.section, self.paragraph.id, start, end,
            tuple((key, str(value)) for key, value in details.items()),
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Reading:
    """A document as the rules read it; ``sessions`` are those of its own body, by number."""

    document: Document
    language: Language
    body: str
    passages: tuple[Passage, ...]
    citations: tuple[Citation, ...]
    deadlines: tuple[Deadline, ...]
    sessions: Mapping[int, SessionFacts]
    _by_id: Mapping[str, Passage]

    @classmethod
    def of(
        cls,
        document: Document,
        sessions: Sequence[SessionFacts],
        citations: tuple[Citation, ...],
        deadlines: tuple[Deadline, ...],
    ) -> Reading:
        """Read a document once for all rules."""
        body = _body(document.masthead, document.language)
        passages = tuple(_passages(document))
        return cls(
            document,
            document.language,
            body,
            passages,
            citations,
            deadlines,
            {facts.number: facts for facts in sessions if facts.body == body},
            {passage.paragraph.id: passage for passage in passages},
        )

    @property
    def words(self) -> Table:
        """The words of the rules in the document's language."""
        table: Table = lexicon(self.document.language)["findings"]
        return table

    @property
    def head(self) -> Masthead:
        return self.document.masthead

    @property
    def session(self) -> int | None:
        """The session of the body that the document is for; None for a subsidiary's meetings."""
        symbol = self.head.symbol
        own = symbol is None or symbol.body == self.body
        return self.head.session if own else None

    @property
    def series(self) -> tuple[str, ...]:
        """The series of documents that are its own: those of the body and of its subsidiary."""
        symbol = self.head.symbol
        return (self.body,) if symbol is None else (self.body, symbol.body)

    def passage(self, identifier: str) -> Passage | None:
        """The passage of a paragraph."""
        return self._by_id.get(identifier)


def _body(head: Masthead, language: Language) -> str:
    known = lexicon(language)["citations"]["bodies"]
    if head.symbol is not None:
        segments = head.symbol.body.split("/")
        # "A/CONF.239/PC" and "E/CN.9" have sessions and texts that are none of the organ's
        least = 1 if len(segments) == 1 else 2
        for end in range(len(segments), least - 1, -1):
            if (body := "/".join(segments[:end])) in known:
                return body
    named = read_body(fold(head.body or ""), language)
    if head.symbol is None:
        return named[0] if named else DEFAULT_BODY
    # the head of a committee's or conference's document names the organ above it
    below = named is not None and head.symbol.body.startswith(f"{named[0]}/")
    return named[0] if named and not below else head.symbol.body


def _passages(document: Document) -> Iterator[Passage]:
    yield from (Passage.of("", paragraph) for paragraph in document.front)
    for section in document.walk():
        for paragraph in (*section.heading, *section.paragraphs):
            yield Passage.of(section.label, paragraph)


_RUN = re.compile(r"\w+")


@lru_cache(maxsize=2048)
def _vocabulary(text: str) -> frozenset[str]:
    return frozenset(_RUN.findall(text.lower()))


def may_have(text: str, forms: tuple[str, ...]) -> bool:
    """Whether any of some forms of the lexicon can stand in a text.

    Hardly any text has what a rule looks for, and its words are known at once, while a pattern is
    tried at every letter.
    """
    return not _telling_words(forms).isdisjoint(_vocabulary(text))


@cache
def _telling_words(forms: tuple[str, ...]) -> frozenset[str]:
    """The longest word of each form."""
    return frozenset(max(_RUN.findall(form.lower()), key=len) for form in forms)
