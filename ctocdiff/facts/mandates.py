"""Mandates: what an adopted text asks somebody to report at a later session.

"Requests the Secretariat to report to the Conference at its thirteenth session" in resolution 12/4
is followed up by an item of the agenda of the thirteenth session. The words of requests and
reports stand in the table ``mandates`` of the lexicon.

A mandate is read in the adopted text itself and its annexes, where a request governs a verb of
reporting and the same clause names a session after that of the text. Sessions of other bodies are
left out, as are requests without a number ("at its next session"): silence is better than a guess.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from ctocdiff.facts.adopted import adopted_in
from ctocdiff.facts.citations import body_of
from ctocdiff.facts.citations.names import BODIES, Namer
from ctocdiff.facts.sessions import SessionList, session_lists
from ctocdiff.language import Language, lexicon
from ctocdiff.model import Document, Kind, Mandate, Paragraph, Section

# "(a) To report …", "a) De faire rapport …", "(i) …", "- …"
_POINT = re.compile(r"\(?(?:[a-z]|[ivx]{1,5})\)\s|[-–—•]\s")
_CLAUSE_END = re.compile(r"[;.](?=\s|$)")


@dataclass(frozen=True, slots=True)
class _Grammar:
    request: re.Pattern[str]
    report: re.Pattern[str]
    at: re.Pattern[str]


@cache
def _grammar(language: Language) -> _Grammar:
    words = lexicon(language)["mandates"]
    before = _any(words["before"])
    lead = rf"(?<!\w){before}\s+" if words["before"] else r"(?<!\w)"
    return _Grammar(
        re.compile(rf"(?<!\w){_any(words['request'])}(?!\w)"),
        re.compile(rf"{lead}(?P<verb>{_any(words['report'])})(?!\w)"),
        # up to one word between: "at its forthcoming thirteenth session"
        re.compile(rf"(?<!\w){_any(words['at'])}\s+(?:\w+,?\s+)?$"),
    )


def _any(forms: Iterable[str]) -> str:
    """A pattern for any of some forms, the longest first; a final hyphen stands for any end."""
    ordered = sorted(forms, key=lambda form: (-len(form), form))
    written = (
        re.escape(form[:-1]) + r"\w*" if form.endswith("-") else re.escape(form) for form in ordered
    )
    return "(?:" + "|".join(form.replace(r"\ ", r"\s+") for form in written) + ")"


def mandates(document: Document) -> tuple[Mandate, ...]:
    """The mandates of every adopted text in a document, in reading order."""
    body = body_of(document)
    found: list[Mandate] = []
    for top in document.sections:
        found += _in_section(top, document, body)
    return tuple(found)


def _in_section(section: Section, document: Document, body: str) -> Iterator[Mandate]:
    adopted = adopted_in(section, body)
    if adopted is None:
        for below in section.sections:
            yield from _in_section(below, document, body)
        return
    own = adopted.number.partition("/")[0]
    after = int(own) if own.isdigit() else document.masthead.session or 0
    for part in section.walk():
        asked = False  # whether a request above governs the points of a list
        for paragraph in part.paragraphs:
            if paragraph.kind is Kind.BODY:
                asked = asked and bool(_POINT.match(paragraph.text))
                found = _in_paragraph(paragraph, document.language, body, after, asked=asked)
                asked = asked or _announces(paragraph.text, document.language)
                for start, end, session in found:
                    text = paragraph.text[start:end]
                    yield Mandate(part.label, paragraph.id, start, end, text, session, str(adopted))


def _in_paragraph(
    paragraph: Paragraph, language: Language, body: str, after: int, *, asked: bool
) -> Iterator[tuple[int, int, int]]:
    """Start, end and session of the mandates of a paragraph, one for each later session named."""
    grammar = _grammar(language)
    folded = _fold(paragraph.text)
    for sessions in session_lists(paragraph.text, language):
        later = [number for number in sessions.numbers if number > after]
        if not later or not grammar.at.search(folded, 0, sessions.start):
            continue
        cue = _cue(folded, sessions, grammar, asked=asked)
        if cue is None:
            continue
        start, end = min(cue[0], sessions.start), max(cue[1], sessions.end)
        if not _of_another_body(paragraph.text, start, sessions, language, body):
            yield from ((start, end, number) for number in later)


def _fold(text: str) -> str:
    """A text in lower case with straight apostrophes, of the same length."""
    return "".join(low if len(low := char.lower()) == 1 else char for char in text).replace(
        "’", "'"
    )


def _announces(text: str, language: Language) -> bool:
    """Whether a paragraph requests what the points below it name: "Requests the Secretariat:"."""
    return text.endswith(":") and _grammar(language).request.search(_fold(text)) is not None


def _cue(
    folded: str, sessions: SessionList, grammar: _Grammar, *, asked: bool
) -> tuple[int, int] | None:
    """The verb of reporting nearest to sessions in its clause, after a request; None if none."""
    low = max((m.end() for m in _CLAUSE_END.finditer(folded, 0, sessions.start)), default=0)
    ending = _CLAUSE_END.search(folded, sessions.end)
    high = ending.start() if ending else len(folded)
    request = grammar.request.search(folded, 0, sessions.start)
    if request is None and not asked:
        return None
    begin = request.end() if request else 0
    verbs = [m.span("verb") for m in grammar.report.finditer(folded, low, high)]
    ahead = [span for span in verbs if begin <= span[0] and span[1] <= sessions.start]
    behind = [span for span in verbs if span[0] >= sessions.end]
    return ahead[-1] if ahead else (behind[0] if behind else None)


def _of_another_body(
    text: str, start: int, sessions: SessionList, language: Language, body: str
) -> bool:
    """Whether sessions are those of a body named between the verb and it that is not this one."""
    names = Namer(BODIES, language, body)
    names.enter(text)
    named = [names.code(name)[0] for name in names.between(start, sessions.start)]
    return bool(named) and named[-1] != body
