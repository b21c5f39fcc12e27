"""What only carries a text from one session to the other.

Given only where it is consistent: the ordinal of a session shifts as the sessions do, the year in
a symbol is that of each session and its number the same, a day keeps its distance from the opening
day; and nothing else changes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ctocdiff.classify.folding import bare, fold_marks
from ctocdiff.dates import DateMention, find_dates
from ctocdiff.model import Document
from ctocdiff.ordinals import find_sessions
from ctocdiff.symbols import Symbol, find_symbols

Passage = tuple[str, tuple[int, int], Document]
"""A row text, a range of it, and the document it belongs to."""

_SIGN = "\ufffc"


def rolls_over(before: Passage, after: Passage) -> bool:
    """Whether the change from one passage to the other is a mere rollover."""
    one, other = _relative(before), _relative(after)
    if one is None or other is None or not one[1]:
        return False
    return one == other


def _relative(passage: Passage) -> tuple[str, tuple[object, ...]] | None:
    """A passage with its rolling parts masked, and these parts relative to the session.

    None where a part cannot be related to the session, or is cut by the range.
    """
    text, (start, end), document = passage
    found = sorted(_parts(text, document), key=lambda part: part[0])
    masked, facts, at = [], [], start
    for (low, high), fact in found:
        if high <= start or low >= end:
            continue
        if fact is None or low < at or low < start or high > end:
            return None
        masked += [text[at:low], _SIGN]
        facts.append(fact)
        at = high
    masked.append(text[at:end])
    return bare(fold_marks("".join(masked))), tuple(facts)


def _parts(text: str, document: Document) -> Iterator[tuple[tuple[int, int], object]]:
    head = document.masthead
    for date in find_dates(text, document.language):
        yield (date.start, date.end), _offsets(date, document)
    for session in find_sessions(text, document.language):
        shift = None if head.session is None else ("session", session.number - head.session)
        yield (session.start, session.number_end), shift
    for mention in find_symbols(text):
        yield (mention.start, mention.end), _shifted(mention.symbol, document)


def _offsets(date: DateMention, document: Document) -> object:
    """The days of a mention by their distance from the opening day; a year left out is its year."""
    opens = document.masthead.opens
    if opens is None:
        return None
    offsets = []
    for partial in date.dates:
        day = replace(partial, year=partial.year or opens.year).date()
        if day is None:
            return None
        offsets.append((day - opens).days)
    return ("date", date.kind, tuple(offsets), date.time)


def _shifted(symbol: Symbol, document: Document) -> object:
    """A symbol with its year relative to that of the session."""
    if symbol.year is None or document.year is None:
        return None
    shift = symbol.year - document.year
    parts = (f"{shift:+d}" if part == str(symbol.year) else part for part in symbol.segments)
    return ("symbol", *parts)
