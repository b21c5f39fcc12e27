"""Later parts of a document that are named by their suffix alone: "A/75/100 and Add.1–3".

A suffix goes with the symbol before it where that has none, or where both have the same word
("CTOC/COP/2020/4/Add.1 and Add.2"). After another suffix it could go with either ("L.2/Rev.1 and
Add.1") and is left out. Source: United Nations Editorial Manual, "Document symbols".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ctocdiff.facts.citations.citation import Found
from ctocdiff.facts.citations.forms import any_of, words
from ctocdiff.language import Language, lexicon
from ctocdiff.letters import GOES_ON
from ctocdiff.model import CitationKind
from ctocdiff.symbols import Symbol, SymbolMention

_LONGEST_RANGE = 50
_WORD = "(?:Add|Amend|Corr|Rev)"
_NUMBER = rf"[0-9]{{1,2}}(?!{GOES_ON}|[./][0-9])"


@cache
def _patterns(language: Language) -> tuple[re.Pattern[str], re.Pattern[str]]:
    table = lexicon(language)["citations"]
    and_, to = words(table["and"]), words(table["to"])
    joint = rf"(?:,?\s{and_}|,\s)"
    division = any_of((*table["subdivision"], *table["subdivisions"], *table["annexed"]))
    # "A/55/383, paras. 7–9, and Add.1"
    place = rf"(?:,\s{division}\s[^,;()]{{1,20}}(?=,))?"
    # not "Add.1 and 2 May"
    done = rf"(?=\s?[(),;.:\]]|\s?$|\s{and_})"
    return (
        re.compile(rf"{place}{joint}(?P<word>{_WORD})\.\s?(?P<number>{_NUMBER})"),
        # "Add.1-3", "Add.1 to Add.3"
        re.compile(
            rf"(?:(?P<to>\s?[-‐‑–]\s?|\s{to})(?:(?P<again>{_WORD})\.\s?)?|{joint})"
            rf"(?P<number>{_NUMBER}){done}"
        ),
    )


def read_suffixes(text: str, mention: SymbolMention, language: Language) -> Iterator[Found]:
    """The documents that suffixes after a symbol name; the numbers of a range share one span."""
    named, more = _patterns(language)
    symbol = mention.symbol
    base, own = symbol.base, symbol.segments[len(symbol.base.segments) :]
    at = mention.end
    word, last = "", 0
    if len(own) == 1:
        word, _, figures = own[0].partition(".")
        last = int(figures)
    while True:
        if match := named.match(text, at):
            if own and match["word"] != word:
                return
            word, last = match["word"], int(match["number"])
            start, numbers = match.start("word"), range(last, last + 1)
        elif word and (match := more.match(text, at)):
            start = match.start("again" if match["again"] else "number")
            number = int(match["number"])
            if match["again"] not in (None, word) or not last < number <= last + _LONGEST_RANGE:
                return
            numbers = range(last + 1 if match["to"] else number, number + 1)
            last = number
        else:
            return
        at = match.end()
        for number in numbers:
            name = str(Symbol((*base.segments, f"{word}.{number}")))
            yield Found(CitationKind.DOCUMENT, symbol.body, name, name, start, at, year=symbol.year)
