"""Document → what the index keeps of it: every citation with its place, its sentence and its role.

Contract: pure. A citation *announces* a document where an annotated agenda says that it will be
before the session, *lists* it where it stands in a documentation list, and *adopts* a resolution or
decision where it is the heading of the text in a report; every other one *cites*. Where an adopted
text asks for a report at a later session, that request is kept beside the citations: it *mandates*.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from ctocdiff.corpus.roles import Role
from ctocdiff.facts.adopted import adopted_texts
from ctocdiff.facts.citations import find_citations
from ctocdiff.facts.citations.context import Context
from ctocdiff.facts.citations.forms import any_of
from ctocdiff.facts.mandates import mandates
from ctocdiff.language import Language, lexicon
from ctocdiff.model import CitationKind, Document, DocumentKind, Kind, Paragraph
from ctocdiff.symbols import Symbol, SymbolError


@dataclass(frozen=True, slots=True)
class Mention:
    """One citation; ``section`` and ``paragraph`` count within what is kept of the document.

    ``start`` and ``end`` are code points of the paragraph, ``begins`` and ``ends`` those of the
    sentence around them; ``session`` is the one at which a mandate asks for a report.
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
    session: int | None = None


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
    sections = (("", ""), *((section.label, section.title) for section in document.walk()))
    places = dict(_places(document))
    order = {name: at for at, name in enumerate(places)}
    passages = sorted(_passages(document), key=lambda one: (order[one.paragraph], one.start))
    context = Context(document.language, "")
    kept: dict[str, int] = {}
    mentions: list[Mention] = []
    for one in passages:
        section, paragraph = places[one.paragraph]
        kept.setdefault(one.paragraph, len(kept))
        if context.text is not paragraph.text:
            context.enter(paragraph.text)
        begins, ends = _sentence(context, one.start, one.end)
        role = one.role or _role(one, document, paragraph, paragraph.text[begins:ends])
        mentions.append(
            Mention(
                *(one.target, one.kind, role, section, kept[one.paragraph]),
                one.start,
                one.end,
                begins,
                ends,
                one.anaphora,
                one.session,
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


@dataclass(frozen=True, slots=True)
class _Passage:
    """Where a document has to do with a text; ``role`` is None where the words around decide."""

    target: str
    kind: CitationKind
    section: str
    paragraph: str
    start: int
    end: int
    anaphora: bool = False
    role: Role | None = None
    session: int | None = None


def _passages(document: Document) -> Iterator[_Passage]:
    """Citations, the headings of adopted texts, and mandates, in no order."""
    heads = _heads_of_adopted(document)
    kinds = {adopted.target: adopted.kind for adopted in heads.values()}
    for citation in find_citations(document):
        adopted = heads.get(citation.paragraph)
        heading = adopted is not None and adopted.target == citation.target
        if heading:
            del heads[citation.paragraph]
        yield _Passage(
            *(citation.target, citation.kind, citation.section, citation.paragraph),
            citation.start,
            citation.end,
            citation.anaphora,
            Role.ADOPTS if heading else None,
        )
    for paragraph, adopted in heads.items():  # headings that do not cite what they are
        yield _Passage(
            *(adopted.target, adopted.kind, adopted.section, paragraph),
            0,
            adopted.length,
            role=Role.ADOPTS,
        )
    for mandate in mandates(document):
        if mandate.target in kinds:
            yield _Passage(
                *(mandate.target, kinds[mandate.target], mandate.section, mandate.paragraph),
                mandate.start,
                mandate.end,
                role=Role.MANDATES,
                session=mandate.session,
            )


@dataclass(frozen=True, slots=True)
class _Head:
    """The first heading line of an adopted text, by the length of its paragraph."""

    target: str
    kind: CitationKind
    section: str
    length: int


def _heads_of_adopted(document: Document) -> dict[str, _Head]:
    """The texts that a report adopts, by the paragraph that is the first of their heading."""
    adopted = {record.section: record for record in adopted_texts(document)}
    heads: dict[str, _Head] = {}
    for section in document.walk():
        first = next(iter((*section.heading, *section.paragraphs)), None)
        if first is not None and (record := adopted.pop(section.label, None)):
            heads[first.id] = _Head(record.target, record.kind, section.label, len(first.text))
    return heads


def _places(document: Document) -> Iterator[tuple[str, tuple[int, Paragraph]]]:
    for paragraph in document.front:
        yield paragraph.id, (0, paragraph)
    for number, section in enumerate(document.walk(), 1):
        for paragraph in (*section.heading, *section.paragraphs):
            yield paragraph.id, (number, paragraph)


def _sentence(context: Context, start: int, end: int) -> tuple[int, int]:
    """The sentence of a mention, or the sentences that its span touches, without outer spaces."""
    begins, ends = context.sentence(start)
    if end > ends:
        ends = context.sentence(end - 1)[1]
    begins, ends = min(begins, start), max(ends, end)
    text = context.text[begins:ends]
    begins += len(text) - len(text.lstrip())
    return begins, begins + len(text.strip())


@cache
def _announcing(language: Language) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){any_of(lexicon(language)['trace']['announcing'])}", re.IGNORECASE)


def _role(one: _Passage, document: Document, paragraph: Paragraph, sentence: str) -> Role:
    if one.kind is not CitationKind.DOCUMENT:
        return Role.CITES
    if paragraph.kind is Kind.DOCUMENTATION:
        return Role.LISTS
    announced = document.kind is DocumentKind.AGENDA and _announces(
        one, document, paragraph, sentence
    )
    return Role.ANNOUNCES if announced else Role.CITES


def _announces(one: _Passage, document: Document, paragraph: Paragraph, sentence: str) -> bool:
    """Whether an annotation announces a document: it says so, or the document is of this session.

    A document of the session has the body and the year of the agenda in its symbol.
    """
    own = document.masthead.symbol
    if paragraph.kind is not Kind.BODY or not one.section or one.target == str(own):
        return False
    if _announcing(document.language).search(sentence):
        return True
    if own is None or own.year is None:
        return False
    try:
        symbol = Symbol.parse(one.target)
    except SymbolError:
        return False
    return (symbol.body, symbol.year) == (own.body, own.year)
