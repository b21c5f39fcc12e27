"""Citations: which resolutions, decisions, rules, articles and documents a document mentions.

Contract: every mention is a :class:`Citation` with its span, in text order; a text is keyed on
body, kind and number. Mentions that stand for an earlier one ("la même résolution", "ibid.") are
resolved within their section. What is ambiguous is left out: a wrong citation is worse than none.

Not done here: the heading list of a table of contents, where numbers stand without a noun; the
text a document is itself ("la présente résolution", and in a resolution "this resolution"); groups
("ces résolutions").
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from ctocdiff.facts.citations.adopted import read_adopted
from ctocdiff.facts.citations.citation import Found
from ctocdiff.facts.citations.context import CONVENTION_OF, Context
from ctocdiff.facts.citations.forms import noun
from ctocdiff.facts.citations.names import BODIES, DEFAULT_BODY, Namer
from ctocdiff.facts.citations.provisions import read_provisions
from ctocdiff.facts.citations.suffixes import read_suffixes
from ctocdiff.language import Language, lexicon
from ctocdiff.legible import legible
from ctocdiff.model import Citation, CitationKind, Document, DocumentKind, Kind, Paragraph
from ctocdiff.symbols import AdoptedText, find_symbols

__all__ = ["body_of", "citations_in", "find_citations"]

_ASIDE = frozenset({Kind.DOCUMENTATION, Kind.TABLE, Kind.NOTE})  # no antecedents for the text


def find_citations(document: Document) -> tuple[Citation, ...]:
    """Every citation in a document, in text order, with anaphora resolved section by section."""
    found: list[Citation] = []
    body = body_of(document)
    groups: list[tuple[str, Sequence[Paragraph]]] = [("", document.front)]
    groups += [(s.label, (*s.heading, *s.paragraphs)) for s in document.walk()]
    adopted = document.kind is DocumentKind.RESOLUTION
    for label, paragraphs in groups:
        own = adopted or _is_adopted(label)
        context, note = Context(document.language, body, own=own), _Note()
        for unit in _units(paragraphs):
            if not _names_itself(unit, document):
                found += unit.place(label, _read(unit.text, unit.kind, context, note))
    return tuple(found)


def citations_in(
    text: str, language: Language, *, body: str = DEFAULT_BODY, section: str = ""
) -> tuple[Citation, ...]:
    """Every citation in one text of a body's document; the paragraph's id stays empty."""
    unit = _Unit(text, Kind.BODY, (0,), (Paragraph("", Kind.BODY, text),))
    return tuple(unit.place(section, _read(text, Kind.BODY, Context(language, body), _Note())))


def _is_adopted(label: str) -> bool:
    """Whether a section is an adopted text, a draft of one, or a part of it, by its label."""
    kind, _, number = label.removeprefix("draft ").partition(" ")
    return bool(number) and kind in (CitationKind.RESOLUTION, CitationKind.DECISION)


@dataclass(frozen=True, slots=True)
class _Unit:
    """A paragraph, or several of which the end of a page made several."""

    text: str
    kind: Kind
    offsets: tuple[int, ...]
    paragraphs: tuple[Paragraph, ...]

    def place(self, label: str, found: Sequence[Found]) -> Iterator[Citation]:
        for one in found:
            at = bisect_right(self.offsets, one.start) - 1
            paragraph, offset = self.paragraphs[at], self.offsets[at]
            start, end = one.start - offset, one.end - offset
            if end <= len(paragraph.text):
                yield Citation(
                    *(one.kind, one.body, one.number, one.target, label, paragraph.id),
                    *(start, end, paragraph.text[start:end], one.anaphora, one.year),
                )


def _units(paragraphs: Sequence[Paragraph]) -> Iterator[_Unit]:
    """The paragraphs in order; one that goes on in the next is read with it, notes after it."""
    parts: list[Paragraph] = []
    notes: list[Paragraph] = []
    for paragraph in paragraphs:
        if paragraph.kind is Kind.NOTE:
            notes.append(paragraph)
            continue
        if parts and not _goes_on(parts[-1], paragraph):
            yield _join(parts)
            yield from (_join([note]) for note in notes)
            parts, notes = [], []
        parts.append(paragraph)
    if parts:
        yield _join(parts)
    yield from (_join([note]) for note in notes)


def _goes_on(before: Paragraph, after: Paragraph) -> bool:
    open_end = before.kind is after.kind and before.text[-1:].islower()
    first = after.text[:1]
    return open_end and before.kind not in _ASIDE and (first.islower() or first in "«“(")


def _join(parts: Sequence[Paragraph]) -> _Unit:
    offsets = [0]
    for part in parts[:-1]:
        offsets.append(offsets[-1] + len(part.text) + 1)
    text = " ".join(part.text for part in parts)
    return _Unit(text, parts[0].kind, tuple(offsets), tuple(parts))


@dataclass(slots=True)
class _Note:
    """What the footnote before cited, for "Ibid."."""

    cited: Sequence[Found] = ()


@cache
def _hint(language: Language) -> re.Pattern[str]:
    table = lexicon(language)["citations"]
    keys = ("resolution", "decision", "article", "rule", "ibid")
    return re.compile(noun(form for key in keys for form in table[key]))


@cache
def _ibid(language: Language) -> re.Pattern[str]:
    return re.compile(noun(lexicon(language)["citations"]["ibid"]))


def _read(text: str, kind: Kind, context: Context, note: _Note) -> list[Found]:
    """The citations in a text that comes next in its section."""
    seen = legible(text)
    found = _read_legible(seen.text, kind, context, note)
    if seen.places is None:
        return found
    ranges = (seen.range(one.start, one.end) for one in found)
    return [
        replace(one, start=start, end=end) for one, (start, end) in zip(found, ranges, strict=True)
    ]


def _read_legible(text: str, kind: Kind, context: Context, note: _Note) -> list[Found]:
    found: list[Found] = []
    for mention in find_symbols(text):
        adopted = AdoptedText.of(mention.symbol)
        body, number = mention.symbol.body, str(mention.symbol)
        one = Found(CitationKind.DOCUMENT, body, number, number, mention.start, mention.end)
        if adopted is not None:
            one = replace(
                one, kind=CitationKind(adopted.kind), body=adopted.body,
                number=adopted.number, target=str(adopted),
            )  # fmt: skip
        found.append(replace(one, year=mention.symbol.year))
        if adopted is None:
            found += read_suffixes(text, mention, context.language)
    context.enter(text)
    if _hint(context.language).search(text) or found:
        found += _adopted(context, found, keep=kind not in _ASIDE)
        found += read_provisions(context)
        if kind is Kind.NOTE and not found:
            found = _same_source(text, context.language, note)
    if kind is Kind.NOTE:
        note.cited = found
    return sorted(found, key=lambda one: (one.start, one.end))


def _adopted(context: Context, symbols: Sequence[Found], *, keep: bool) -> list[Found]:
    """Resolutions and decisions; those with a symbol can be what a later mention stands for."""
    events = [(one.start, one.kind, [one], False) for one in symbols]
    events += read_adopted(context)
    starts = {one.start for one in symbols}
    result: list[Found] = []
    for start, kind, found, anaphora in sorted(events, key=lambda event: event[0]):
        if start in starts:
            if keep:
                context.remember(kind, found)
            continue
        if anaphora:
            antecedent = context.antecedent(kind)
            place = found[0]
            found = (
                [replace(antecedent, start=place.start, end=place.end, anaphora=True)]
                if antecedent
                else []
            )
        elif keep:
            context.remember(kind, found)
        result += found
    return result


def _same_source(text: str, language: Language, note: _Note) -> list[Found]:
    """What "Ibid." means in a footnote without other citations, after one that cites one text."""
    match = _ibid(language).search(text)
    if match is None or len({one.target for one in note.cited}) != 1:
        return []
    return [replace(note.cited[0], start=match.start(), end=match.end(), anaphora=True)]


def body_of(document: Document) -> str:
    """The body whose document this is, if it can be told one whose texts can be cited."""
    known = {*lexicon(document.language)["citations"]["bodies"], *CONVENTION_OF}
    head = document.masthead
    named = None
    if head.body:
        names = Namer(BODIES, document.language, None)
        names.enter(head.body)
        if names.names and names.names[0].codes:
            named = names.names[0].codes[0]
    if head.symbol is not None:
        segments = head.symbol.body.split("/")
        for end in range(len(segments), 0, -1):
            if (body := "/".join(segments[:end])) in known:
                # the report of a commission bears a symbol of the council above it, too
                return named if named and named.startswith(f"{body}/") else body
        return named or head.symbol.body
    return named or DEFAULT_BODY


def _names_itself(unit: _Unit, document: Document) -> bool:
    """Whether a line of the masthead is the document's own symbol."""
    symbol = document.masthead.symbol
    return (
        unit.kind is Kind.MASTHEAD and symbol is not None and unit.text.rstrip("* ") == str(symbol)
    )
