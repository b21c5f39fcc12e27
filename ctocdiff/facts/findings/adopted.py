"""Cited resolutions and decisions against the calendar and against the reports that record them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from ctocdiff.alternation import any_form, any_word
from ctocdiff.facts.adopted import adopted_texts
from ctocdiff.facts.findings.reading import Passage, Reading
from ctocdiff.facts.findings.titles import shared, title_words
from ctocdiff.language import Language, lexicon
from ctocdiff.letters import SUPERSCRIPTS, bare
from ctocdiff.model import Citation, CitationKind, DocumentKind, Finding, Kind

_ADOPTED = (CitationKind.RESOLUTION, CitationKind.DECISION)
_SAME, _OTHER = 0.75, 0.34  # of the telling words of two titles: one text, two texts
_NUMBER = re.compile(r"([0-9]{1,3})/[0-9]{1,3}[A-Z]?")
_QUOTED = re.compile(r"\s*[«“\"]\s*(?P<title>[^»”\"]{8,600}?)\s*[»”\"]")
_MARKS = f" *{SUPERSCRIPTS}"  # of footnotes, after a heading
_NEAR = 24  # code points between a text and the words that name its place in the report

Record = Mapping[CitationKind, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Adopted:
    """What the report of a session records: titles by number and kind, and kinds by letter.

    ``letters`` says what the sections of the chapter of adopted texts hold: "A" resolutions.
    """

    body: str
    session: int
    titles: Record
    letters: Mapping[str, CitationKind]


def check_adopted(readings: Sequence[Reading]) -> Iterator[tuple[int, Finding]]:
    """The findings on cited texts, each with the index of its document."""
    records = {
        (found.body, found.session): found
        for reading in readings
        if reading.document.kind is DocumentKind.REPORT
        for found in read_adopted_texts(reading)
    }
    for witness, reading in enumerate(readings):
        for finding in _misplaced(reading):
            yield witness, finding
        for citation in reading.citations:
            if citation.kind not in _ADOPTED or citation.anaphora or citation.body != reading.body:
                continue
            number = _NUMBER.fullmatch(citation.number)
            if number is None:
                continue
            session = int(number[1])
            if _not_yet_met(session, reading):
                passage = reading.passage(citation.paragraph)
                if passage:
                    yield witness, passage.find(
                        "text-not-yet-adopted", citation.start, citation.end,
                        text=citation.text, number=session,
                    )  # fmt: skip
            elif record := records.get((citation.body, session)):
                for finding in _against(record, citation, reading):
                    yield witness, finding


def _not_yet_met(session: int, reading: Reading) -> bool:
    """Whether a session had not met when the document was issued."""
    head = reading.head
    facts = reading.sessions.get(session)
    day = head.reissued or head.issued
    if day is not None and facts is not None:
        return facts.opens > day
    if reading.session is None:
        return False
    # an agenda or a note is written before its session, a report after it
    after = reading.document.kind in (DocumentKind.REPORT, DocumentKind.RESOLUTION)
    written = head.opens is not None and facts is not None and facts.opens > head.opens
    known = facts is not None or not reading.sessions or session > max(reading.sessions)
    return (session > reading.session or written) if after else session >= reading.session and known


def read_adopted_texts(reading: Reading) -> Iterator[Adopted]:
    """What a report records as adopted, one value a session."""
    titles: dict[int, dict[CitationKind, dict[str, str]]] = {}
    known = {(text.kind, text.number): text.title for text in adopted_texts(reading.document)}
    # a text with a wrong name is recorded as what it is
    texts = [
        (one.right, one.number, known.pop((one.kind, one.number), "")) for one in _headings(reading)
    ]
    for kind, name, title in (*texts, *((*key, title) for key, title in known.items())):
        number = _NUMBER.fullmatch(name)
        if number is not None:
            record = titles.setdefault(int(number[1]), {one: {} for one in _ADOPTED})
            record[kind][name] = title
    letters = {
        part["letter"]: _kind(part["kind"], reading.language)
        for passage in reading.passages
        if passage.kind is Kind.HEADING
        if (part := _parts(reading.language).fullmatch(passage.text.rstrip(_MARKS)))
    }
    for session, record in titles.items():
        yield Adopted(reading.body, session, record, letters)


def _misplaced(reading: Reading) -> Iterator[Finding]:
    """Adopted texts whose heading is not of the kind of the section that they stand in."""
    if reading.document.kind is not DocumentKind.REPORT:
        return
    for heading in _headings(reading):
        if heading.kind is not heading.right:
            text = heading.passage.text.rstrip(_MARKS)
            yield heading.passage.find(
                "wrong-kind-of-text", 0, len(text),
                text=text, right_kind=heading.right.value, number=heading.number,
            )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Heading:
    """The heading of an adopted text, and the kind of texts among which it stands."""

    passage: Passage
    kind: CitationKind
    number: str
    right: CitationKind


def _headings(reading: Reading) -> Iterator[_Heading]:
    part: CitationKind | None = None
    adopted = re.compile(rf"(?P<kind>{_nouns(reading.language)})\s(?P<number>\S+)", re.IGNORECASE)
    for passage in reading.passages:
        # the second text of one name is not outlined as a section
        if passage.kind is not Kind.HEADING and not (part and passage.kind is Kind.BODY):
            continue
        text = passage.text.rstrip(_MARKS)
        if begun := _parts(reading.language).fullmatch(text):
            part = _kind(begun["kind"], reading.language)
        elif (found := adopted.fullmatch(text)) and _NUMBER.fullmatch(found["number"]):
            kind = _kind(found["kind"], reading.language)
            yield _Heading(passage, kind, found["number"], part or kind)
        elif passage.kind is Kind.HEADING and passage.section[:1].isupper():  # "II"
            part = None


def _against(record: Adopted, citation: Citation, reading: Reading) -> Iterator[Finding]:
    """A text cited by a wrong name, judged by the record of its session."""
    passage = reading.passage(citation.paragraph)
    if passage is None or _is_heading(passage.text, citation):
        return
    other = _ADOPTED[1 - _ADOPTED.index(citation.kind)]
    own, others = record.titles[citation.kind], record.titles[other]
    known, elsewhere = citation.number in own, citation.number in others
    if not known and not elsewhere:
        yield passage.find(
            "text-not-adopted", citation.start, citation.end,
            text=citation.text, number=record.session,
        )  # fmt: skip
        return
    wrong = elsewhere and not known
    if known and elsewhere:
        place = _place(passage.text, citation, reading.language)
        title = _title_after(passage.text, citation, reading.language)
        wrong = bool(place) and record.letters.get(place) is other
        if title and not wrong:
            likes = [shared(title, one[citation.number], reading.language) for one in (others, own)]
            wrong = likes[0] >= _SAME and likes[1] < _OTHER
    if wrong:
        yield passage.find(
            "wrong-kind-of-text", citation.start, citation.end,
            text=citation.text, right_kind=other.value, number=citation.number,
        )  # fmt: skip


def _is_heading(text: str, citation: Citation) -> bool:
    return len(text.strip(_MARKS)) == citation.end - citation.start


def _place(text: str, citation: Citation, language: Language) -> str:
    """The letter of the section that stands before a text: "chap. I, sect. B, decision 12/1"."""
    words = any_form(lexicon(language)["findings"]["sections_of"]).pattern
    before = text[max(0, citation.start - _NEAR) : citation.start]
    # "sect. B": the full stop of the abbreviation is no end of a word
    match = re.search(rf"(?:{words})\.?\s+(?:[IVXL]+\.)?([A-Z]),?\s*$", before, re.IGNORECASE)
    return match[1] if match else ""


def _title_after(text: str, citation: Citation, language: Language) -> str:
    entitled = any_form(lexicon(language)["findings"]["entitles"])
    start = entitled.search(text, citation.end, citation.end + _NEAR)
    quoted = _QUOTED.match(text, start.end()) if start else None
    return quoted["title"] if quoted and len(title_words(quoted["title"])) > 2 else ""


@cache
def _nouns(language: Language) -> str:
    table = lexicon(language)["citations"]
    return any_word(form for kind in _ADOPTED for form in table[kind.value])


@cache
def _parts(language: Language) -> re.Pattern[str]:
    # "B. Décisions": a section of the chapter of adopted texts
    return re.compile(rf"(?P<letter>[A-Z])\.\s+(?P<kind>{_nouns(language)})", re.IGNORECASE)


def _kind(noun: str, language: Language) -> CitationKind:
    table = lexicon(language)["citations"]
    return next(kind for kind in _ADOPTED if bare(noun) in map(bare, table[kind.value]))
