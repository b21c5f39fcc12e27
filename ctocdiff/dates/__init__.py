"""The grammar of dates in documents: days, sets, intervals, months, times of day.

Patterns compiled from the table ``dates`` of the lexicon find chains of days and months, the parts
of which are then read one by one. Rules:

* days joined by "and" are a set, days joined by "to" or by a dash an interval;
* a day is a date only with its month, a month alone only with its year;
* a date without a year takes that of the next date of its sentence that has one;
* a date that does not exist (31 April) is no mention, nor is an interval that ends on one.

Not done here: what a date is for (``facts.deadlines``), whether weekday and date agree
(``facts.findings``), dates that are relative to others, years of two digits, and dates in figures
that may be two days ("3/4/2024" in English). The number of a resolution is no day: "10/5 mai" is no
date. No clock is read.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from ctocdiff.dates.chain import read_chain
from ctocdiff.dates.finder import find_chain
from ctocdiff.dates.grammar import ANY_DIGIT, Grammar, grammar_of
from ctocdiff.dates.mention import DateKind, DateMention, PartialDate
from ctocdiff.dates.years import inherit_years
from ctocdiff.language import Language, lexicon
from ctocdiff.legible import Legible, legible

__all__ = [
    "DateKind",
    "DateMention",
    "PartialDate",
    "find_dates",
    "format_date",
    "read_date",
]

# How far before the name of its month a chain may begin: "10 a.m. on Monday, 2, Tuesday, 3 and …".
_REACH = 240


@lru_cache(maxsize=4096)
def find_dates(text: str, language: Language) -> tuple[DateMention, ...]:
    """Every mention of a date in a text, in text order. Offsets are code points."""
    if not ANY_DIGIT.search(text):
        return ()
    grammar = grammar_of(language)
    seen = legible(text)
    found = inherit_years(seen.text, list(_find(seen.text, grammar)), grammar)
    return found if seen.places is None else tuple(_placed(one, seen) for one in found)


def _placed(mention: DateMention, seen: Legible) -> DateMention:
    """A mention of the legible text, in the text as it stands."""
    start, end = seen.range(mention.start, mention.end)
    clock = mention.clock and seen.range(*mention.clock)
    return replace(mention, start=start, end=end, days=seen.range(*mention.days), clock=clock)


def _find(text: str, grammar: Grammar) -> Iterator[DateMention]:
    done = 0
    # Looking for what each has skips the long stretches without dates cheaply.
    anchors = [pattern.search(text) for pattern in grammar.anchors]
    while starts := [anchor.start() for anchor in anchors if anchor]:
        chain = find_chain(text, max(done, min(starts) - _REACH), grammar)
        if chain is None:
            return
        yield from read_chain(chain, grammar)
        done = chain.end
        anchors = [
            anchor.re.search(text, done) if anchor and anchor.start() < done else anchor
            for anchor in anchors
        ]


def format_date(date: dt.date, language: Language, *, weekday: bool = False) -> str:
    """Write a day as the documents do: "1er octobre 2018", "Monday, 1 October 2018"."""
    words = lexicon(language)["dates"]
    return str(words["format_weekday" if weekday else "format"]).format(
        weekday=words["weekdays"][date.isoweekday() - 1][0],
        day=words["first"] if date.day == 1 else date.day,
        month=words["months"][date.month - 1][0],
        year=date.year,
    )


def read_date(text: str, language: Language) -> dt.date | None:
    """The day that a text states, if it states one day with its year and nothing else."""
    stripped = text.strip()
    mentions = find_dates(stripped, language)
    if len(mentions) != 1:
        return None
    mention = mentions[0]
    whole = (mention.start, mention.end) == (0, len(stripped))
    if not whole or mention.kind is not DateKind.DAY or mention.time is not None:
        return None
    return mention.dates[0].date()
