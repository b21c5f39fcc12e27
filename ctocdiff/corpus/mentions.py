"""Document → what the index keeps of it: every citation with its place, its sentence and its role.

Contract: pure. A citation *announces* a document where an annotated agenda says that it will be
before the session, *lists* it where it stands in a documentation list, and *adopts* a resolution or
decision where it is the heading of the text in a report; every other one *cites*.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from ctocdiff.facts.citations import find_citations
from ctocdiff.facts.citations.context import Context
from ctocdiff.facts.citations.forms import any_of
from ctocdiff.language import Language, lexicon
from ctocdiff.model import Citation, CitationKind, Document, DocumentKind, Kind, Paragraph
from ctocdiff.symbols import Symbol, SymbolError

_ADOPTED = frozenset({CitationKind.RESOLUTION, CitationKind.DECISION})


class Role(StrEnum):
    """What a document does with a text."""

    IS = "is"
    ADOPTS = "adopts"
    ANNOUNCES = "announces"
    LISTS = "lists"
    CITES = "cites"


@dataclass(frozen=True, slots=True)
class Mention:
    """One citation; ``section`` and ``paragraph`` count within what is kept of the document.

    ``start`` and ``end`` are code points of the paragraph, ``begins`` and ``ends`` those of the
    sentence around them.
    """

    target: str
    kind: CitationKind
    role: Role
    section: int
    paragraph: int
    start: int
    end: int
    begins: int
    ends: int
    anaphora: bool


@dataclass(frozen=True, slots=True)
class Extract:
    """What the index keeps of a document: days are ISO dates, empty where not stated.

    ``sections`` are labels with titles, the first one the front matter; ``paragraphs`` are ids
    with texts, those only that cite something. Both stand in reading order, as do the mentions.
    """

    title: str
    opens: str
    issued: str
    sections: tuple[tuple[str, str], ...]
    paragraphs: tuple[tuple[str, str], ...]
    mentions: tuple[Mention, ...]


def extract(document: Document) -> Extract:
    """Everything that a document cites, in reading order."""
    head = document.masthead
    places = dict(_places(document))
    sections = (("", ""), *((section.label, section.title) for section in document.walk()))
    context = Context(document.language, "")
    kept: dict[str, int] = {}
    mentions: list[Mention] = []
    for citation in find_citations(document):
        section, paragraph = places[citation.paragraph]
        if citation.paragraph not in kept:
            kept[citation.paragraph] = len(kept)
            context.enter(paragraph.text)
        elif context.text is not paragraph.text:
            context.enter(paragraph.text)
        begins, ends = _sentence(context, citation)
        role = _role(citation, document, paragraph, paragraph.text[begins:ends])
        mentions.append(
            Mention(
                *(citation.target, citation.kind, role, section, kept[citation.paragraph]),
                *(citation.start, citation.end, begins, ends, citation.anaphora),
            )
        )
    return Extract(
        head.title or "",
        head.opens.isoformat() if head.opens else "",
        head.issued.isoformat() if head.issued else "",
        sections,
        tuple((name, places[name][1].text) for name in kept),
        tuple(mentions),
    )


def _places(document: Document) -> Iterator[tuple[str, tuple[int, Paragraph]]]:
    for paragraph in document.front:
        yield paragraph.id, (0, paragraph)
    for number, section in enumerate(document.walk(), 1):
        for paragraph in (*section.heading, *section.paragraphs):
            yield paragraph.id, (number, paragraph)


def _sentence(context: Context, citation: Citation) -> tuple[int, int]:
    """The sentence of a citation, or the sentences that its span touches, without outer spaces."""
    begins, ends = context.sentence(citation.start)
    if citation.end > ends:
        ends = context.sentence(citation.end - 1)[1]
    begins, ends = min(begins, citation.start), max(ends, citation.end)
    text = context.text[begins:ends]
    begins += len(text) - len(text.lstrip())
    return begins, begins + len(text.strip())


@cache
def _announcing(language: Language) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){any_of(lexicon(language)['trace']['announcing'])}", re.IGNORECASE)


def _role(citation: Citation, document: Document, paragraph: Paragraph, sentence: str) -> Role:
    if paragraph.kind is Kind.DOCUMENTATION:
        return Role.LISTS if citation.kind is CitationKind.DOCUMENT else Role.CITES
    if citation.kind in _ADOPTED:
        return Role.ADOPTS if _is_heading(citation, document, paragraph) else Role.CITES
    if citation.kind is CitationKind.DOCUMENT and document.kind is DocumentKind.AGENDA:
        return Role.ANNOUNCES if _announces(citation, document, paragraph, sentence) else Role.CITES
    return Role.CITES


def _is_heading(citation: Citation, document: Document, paragraph: Paragraph) -> bool:
    """Whether the citation is the heading under which a report of this session has the text."""
    if document.kind is not DocumentKind.REPORT or citation.anaphora:
        return False
    session, _, _ = citation.number.partition("/")
    if document.masthead.session not in (None, int(session) if session.isdigit() else None):
        return False
    if citation.start != 0:
        return False
    of_section = citation.section == f"{citation.kind} {citation.number}"
    whole = citation.end == len(paragraph.text)
    return whole or (of_section and paragraph.kind is Kind.HEADING)


def _announces(citation: Citation, document: Document, paragraph: Paragraph, sentence: str) -> bool:
    """Whether an annotation announces a document: it says so, or the document is of this session.

    A document of the session has the body and the year of the agenda in its symbol.
    """
    own = document.masthead.symbol
    if paragraph.kind is not Kind.BODY or not citation.section or citation.target == str(own):
        return False
    if _announcing(document.language).search(sentence):
        return True
    if own is None or own.year is None:
        return False
    try:
        symbol = Symbol.parse(citation.target)
    except SymbolError:
        return False
    return (symbol.body, symbol.year) == (own.body, own.year)
