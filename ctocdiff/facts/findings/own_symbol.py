"""The symbol of a document, and of the agenda that its head cites, against its session.

Documents of the General Assembly, its main committees and the Human Rights Council have the number
of their session in the symbol: A/HRC/56/34, A/C.3/79/L.7, A/RES/79/188. The note of a head that
says which document the provisional agenda is ("* E/CN.15/2025/1.") gives one of the same session.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from rapidfuzz.distance import Levenshtein

from ctocdiff.alternation import any_form
from ctocdiff.facts.findings.reading import Passage, Reading
from ctocdiff.language import lexicon
from ctocdiff.model import Finding, Kind
from ctocdiff.ordinals import find_sessions
from ctocdiff.symbols import Symbol, SymbolMention, find_symbols

# What may stand between the series and the session; committees of experts number otherwise.
_BEFORE_SESSION = re.compile(r"A|HRC|RES|DEC|BUR|INF|C\.[1-6]")
_SESSION = re.compile(r"[1-9]\d{0,2}")
_NEAR = 2  # sessions
_FROM = 31  # the session since which symbols and resolutions have its number
_STARS = " \t*."


def check_own_symbol(reading: Reading) -> Iterator[Finding]:
    """A session or year in the symbols of the head that is not the document's."""
    marked = False  # "Item 3 of the provisional agenda*"
    items = any_form(tuple(lexicon(reading.language)["outline"]["item"]))
    for passage in reading.passages:
        if passage.kind is Kind.MASTHEAD:
            marked = marked or (passage.text.endswith("*") and bool(items.match(passage.text)))
            for mention in find_symbols(passage.text):
                if mention.symbol == reading.head.symbol:
                    yield from _session(passage, mention, reading)
        elif passage.kind is Kind.NOTE and marked and passage.text.startswith("*"):
            for mention in find_symbols(passage.text):
                yield from _agenda(passage, mention, reading)


def _session(passage: Passage, mention: SymbolMention, reading: Reading) -> Iterator[Finding]:
    printed = session_of(mention.symbol)
    heads = (p.text for p in reading.passages if p.kind is Kind.MASTHEAD)
    named = {one.number for text in heads for one in find_sessions(text, reading.language)}
    session = reading.head.session
    if printed is None or session is None or printed in named:
        return
    # the head of a report may name the session of another body only
    near = abs(printed - session) <= _NEAR
    if near or Levenshtein.distance(str(printed), str(session)) == 1:
        yield passage.find(
            "symbol-session", mention.start, mention.end, symbol=mention.symbol, number=session
        )


def session_of(symbol: Symbol) -> int | None:
    """The session of the General Assembly or the Human Rights Council in a symbol."""
    for segment in symbol.segments[:-1]:
        if _SESSION.fullmatch(segment):
            return int(segment) if symbol.segments[0] == "A" and int(segment) >= _FROM else None
        if not _BEFORE_SESSION.fullmatch(segment):
            return None
    return None


def _agenda(passage: Passage, mention: SymbolMention, reading: Reading) -> Iterator[Finding]:
    """The note of the head on the provisional agenda, which is one of the same session."""
    own, symbol = reading.head.symbol, mention.symbol
    alone = not passage.text[: mention.start].strip(_STARS)
    alone = alone and not passage.text[mention.end :].strip(_STARS)
    if own is None or not alone or symbol.body != own.body:
        return
    if own.year and symbol.year and symbol.year != own.year:
        opens = reading.head.opens
        if opens is None or symbol.year != opens.year:
            yield passage.find(
                "symbol-year", mention.start, mention.end, symbol=symbol, year=symbol.year
            )
    elif (there := session_of(symbol)) and (session := session_of(own)) and there != session:
        yield passage.find(
            "symbol-session", mention.start, mention.end, symbol=symbol, number=session
        )
