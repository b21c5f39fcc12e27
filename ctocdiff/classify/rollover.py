"""What only carries a text from one session to the other.

Given only where it is consistent: the ordinal of a session shifts as the sessions do, the year in
a symbol is that of each session and its number the same, a day keeps its distance from the opening
day; and nothing else changes.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import chain

from ctocdiff.classify.folding import fold_marks
from ctocdiff.classify.sessions import may_be_own, own_meetings, session_years
from ctocdiff.dates import DateMention, find_dates
from ctocdiff.facts.citations.names import BODIES, names_in
from ctocdiff.facts.sessions import session_lists
from ctocdiff.language import Language
from ctocdiff.letters import bare
from ctocdiff.model import Document
from ctocdiff.symbols import Symbol, find_symbols

Passage = tuple[str, tuple[int, int], Document]
"""A row text, a range of it, and the document it belongs to."""

_SIGN = "\ufffc"
_ADOPTED = frozenset({"RES", "Res", "DEC", "Dec"})  # segments of the symbols of adopted texts
_SESSION_OF_BODY = re.compile(r"(.+/[A-Z]+[.(])(\d+)\)?")
_KEPT = 64  # texts remembered: each is asked for every change in it


def rolls_over(before: Passage, after: Passage) -> bool:
    """Whether the change from one passage to the other is a mere rollover."""
    one = _relative(before)
    if one is None or not one[1]:
        return False
    return one == _relative(after)


def _relative(passage: Passage) -> tuple[str, tuple[object, ...]] | None:
    """A passage with its rolling parts masked, and these parts relative to the session.

    None where a part cannot be related to the session, or is cut by the range.
    """
    text, (start, end), document = passage
    masked, facts, at = [], [], start
    for (low, high), fact in _parts(text, _Meeting.of(document)):
        if high <= start or low >= end:
            continue
        if fact is None or low < at or low < start or high > end:
            return None
        masked += [text[at:low], _SIGN]
        facts.append(fact)
        at = high
    masked.append(text[at:end])
    return bare(fold_marks("".join(masked))), tuple(facts)


@dataclass(frozen=True, slots=True)
class _Meeting:
    """What the parts of a text are related to."""

    language: Language
    body: str | None
    session: int | None
    opens: dt.date | None
    year: int | None

    @classmethod
    def of(cls, document: Document) -> _Meeting:
        head, language = document.masthead, document.language
        if head.symbol is not None:
            body: str | None = head.symbol.body
        else:
            names = names_in(head.body or "", BODIES, language)
            codes = (code for name in names if not name.short for code in name.codes)
            body = next(codes, head.body)
        return cls(language, body, head.session, head.opens, document.year)


@lru_cache(_KEPT)
def _parts(text: str, meeting: _Meeting) -> tuple[tuple[tuple[int, int], object], ...]:
    """The rolling parts of a text in order, each with what it is relative to the session."""
    parts: list[tuple[tuple[int, int], object]] = [
        (date.days, _offsets(date, meeting.opens)) for date in find_dates(text, meeting.language)
    ]
    named = (each.mentions for each in session_lists(text, meeting.language))
    for session in chain.from_iterable(named):
        own = meeting.session is not None and may_be_own(
            text, session, meeting.language, meeting.body, meeting.session
        )
        shift = ("session", session.number - (meeting.session or 0)) if own else None
        parts.append(((session.start, session.number_end), shift))
    if meeting.session is not None:
        parts += [
            ((mention.start, mention.number_end), ("session", 0))
            for mention in own_meetings(text, meeting.language, meeting.body, meeting.session)
        ]
    if meeting.year is not None:
        parts += [
            (span, ("year", year - meeting.year))
            for year, span in session_years(text, meeting.language)
        ]
    parts += [
        ((mention.start, mention.end), _shifted(mention.symbol, meeting))
        for mention in find_symbols(text)
    ]
    return tuple(sorted(parts, key=lambda part: part[0]))


def _offsets(date: DateMention, opens: dt.date | None) -> object:
    """The days of a mention by their distance from the opening day; a year left out is its year.

    A weekday that is not that of its day proves nothing but an error.
    """
    if opens is None:
        return None
    offsets = []
    for partial, weekday in zip(date.dates, date.weekdays, strict=True):
        day = replace(partial, year=partial.year or opens.year).date()
        if day is None or weekday not in (None, day.isoweekday()):
            return None
        offsets.append((day - opens).days)
    named = tuple(weekday is not None for weekday in date.weekdays)
    return ("date", date.kind, tuple(offsets), named)


def _shifted(symbol: Symbol, meeting: _Meeting) -> object:
    """A symbol with its year or session relative to that of the document.

    The symbol of an adopted text names that text: it does not roll over.
    """
    if not _ADOPTED.isdisjoint(symbol.segments):
        return None
    if symbol.year is not None:
        if meeting.year is None:
            return None
        shift = f"{symbol.year - meeting.year:+d}"
        parts = (shift if part == str(symbol.year) else part for part in symbol.segments)
        return ("symbol", *parts)
    if meeting.session is None:
        return None
    # "UNEP/PP/INC.3/1" is a document of the third session
    if (own := _SESSION_OF_BODY.fullmatch(meeting.body or "")) and int(own[2]) == meeting.session:
        named = _SESSION_OF_BODY.fullmatch(symbol.body)
        if named is None or named[1] != own[1]:
            return None
        shift = f"{int(named[2]) - meeting.session:+d}"
        return ("symbol", own[1], shift, *symbol.segments[symbol.body.count("/") + 1 :])
    # "A/78/100" is a document of the seventy-eighth session
    at = next((at for at, part in enumerate(symbol.segments) if part.isdigit()), None)
    if at is None or at + 1 == len(symbol.segments) or symbol.body != meeting.body:
        return None
    shift = f"{int(symbol.segments[at]) - meeting.session:+d}"
    return ("symbol", *symbol.segments[:at], shift, *symbol.segments[at + 1 :])
