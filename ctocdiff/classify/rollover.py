"""What only carries a text from one session to the other.

Given only where it is consistent: the ordinal of a session shifts as the sessions do, the year in
a symbol is that of each session and its number the same, a day keeps its distance from the opening
day; and nothing else changes.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from functools import lru_cache

from ctocdiff.classify.folding import bare, fold_marks
from ctocdiff.dates import DateMention, find_dates
from ctocdiff.language import Language
from ctocdiff.model import Document
from ctocdiff.ordinals import find_sessions
from ctocdiff.symbols import Symbol, find_symbols

Passage = tuple[str, tuple[int, int], Document]
"""A row text, a range of it, and the document it belongs to."""

_SIGN = "\ufffc"
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
    session: int | None
    opens: dt.date | None
    year: int | None

    @classmethod
    def of(cls, document: Document) -> _Meeting:
        head = document.masthead
        return cls(document.language, head.session, head.opens, document.year)


@lru_cache(_KEPT)
def _parts(text: str, meeting: _Meeting) -> tuple[tuple[tuple[int, int], object], ...]:
    """The rolling parts of a text in order, each with what it is relative to the session."""
    parts: list[tuple[tuple[int, int], object]] = [
        ((date.start, date.end), _offsets(date, meeting.opens))
        for date in find_dates(text, meeting.language)
    ]
    for session in find_sessions(text, meeting.language):
        shift = None if meeting.session is None else ("session", session.number - meeting.session)
        parts.append(((session.start, session.number_end), shift))
    parts += [
        ((mention.start, mention.end), _shifted(mention.symbol, meeting.year))
        for mention in find_symbols(text)
    ]
    return tuple(sorted(parts, key=lambda part: part[0]))


def _offsets(date: DateMention, opens: dt.date | None) -> object:
    """The days of a mention by their distance from the opening day; a year left out is its year."""
    if opens is None:
        return None
    offsets = []
    for partial in date.dates:
        day = replace(partial, year=partial.year or opens.year).date()
        if day is None:
            return None
        offsets.append((day - opens).days)
    return ("date", date.kind, tuple(offsets), date.time)


def _shifted(symbol: Symbol, year: int | None) -> object:
    """A symbol with its year relative to that of the session."""
    if symbol.year is None or year is None:
        return None
    shift = symbol.year - year
    parts = (f"{shift:+d}" if part == str(symbol.year) else part for part in symbol.segments)
    return ("symbol", *parts)
