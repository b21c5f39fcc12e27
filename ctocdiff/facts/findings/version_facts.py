"""Facts that both language versions of a document must have: numbers, times of day, the head.

Languages say the same thing with more words or with fewer, so that how often a number stands in a
text tells nothing. Only where each version has a value of one sort that the other lacks altogether
do they contradict each other: "paragraph 3" here and "paragraphe 5" there.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from ctocdiff.alternation import any_word
from ctocdiff.dates import DateKind, find_dates
from ctocdiff.facts.findings.reading import Passage, Reading
from ctocdiff.language import Language, lexicon
from ctocdiff.model import Finding, Kind
from ctocdiff.ordinals import ordinal_pattern, read_ordinal
from ctocdiff.symbols import find_symbols

_LEAST = 25  # smaller figures are hours, items and counts that may be words in another language
_THOUSANDS = r"\d{1,3}(?:[ \u00a0\u202f,.]\d{3})+"
_FIGURES = re.compile(rf"(?<![\w/.,-])(?:{_THOUSANDS}|\d+(?:[.,]\d+)?)(?![\w/])")
_SMALL = re.compile(r"\d+")
_GROUPED = re.compile(_THOUSANDS)
_ANY = "any "  # before a sort: values that stand there in other words too
_MOST = 3  # values that only one version has; versions with more are no versions of one text
_READ = frozenset({Kind.BODY, Kind.HEADING, Kind.NOTE})


@dataclass(frozen=True, slots=True)
class Place:
    """A mention of a fact."""

    passage: Passage
    start: int
    end: int


Facts = Mapping[str, Mapping[Hashable, Place]]


def facts_of(reading: Reading) -> Facts:
    """The facts of a document by sort and value, each with its first mention."""
    found: dict[str, dict[Hashable, Place]] = defaultdict(dict)
    for sort, value, place in _facts(reading):
        found[sort].setdefault(value, place)
    return found


def contradictions(here: Facts, there: Facts, other: Language) -> Iterator[Finding]:
    """What this version has and the other lacks, where the other has what this one lacks."""
    for sort, values in here.items():
        others = there.get(sort, {})
        mine = values.keys() - others.keys() - there.get(_ANY + sort, {}).keys()
        theirs = others.keys() - values.keys() - here.get(_ANY + sort, {}).keys()
        if sort.startswith(_ANY) or not mine or not theirs:
            continue
        if max(len(mine), len(theirs)) > _MOST:
            continue
        for value, place in values.items():
            if value in mine:
                yield place.passage.find(
                    "versions-differ", place.start, place.end,
                    text=place.passage.text[place.start : place.end], here=1, there=0, other=other,
                )  # fmt: skip


def _facts(reading: Reading) -> Iterator[tuple[str, Hashable, Place]]:
    for passage in reading.passages:
        if passage.kind is Kind.MASTHEAD:
            yield from _in_head(passage, reading)
        elif passage.kind in _READ:
            yield from _in_text(passage, reading.language)


def _in_text(passage: Passage, language: Language) -> Iterator[tuple[str, Hashable, Place]]:
    taken = [(one.start, one.end) for one in find_symbols(passage.text)]
    for mention in find_dates(passage.text, language):
        taken.append((mention.start, mention.end))
        day = mention.dates[0].date()
        if day is not None and mention.time is not None and mention.kind is DateKind.DAY:
            place = Place(passage, mention.start, mention.end)
            yield "time", (day, mention.time), place
    for sort, pattern in _cited(language):
        for match in pattern.finditer(passage.text):
            yield sort, int(match["number"]), Place(passage, match.start(), match.end())
            for further in _SMALL.findall(match["further"]):
                yield _ANY + sort, int(further), Place(passage, match.start(), match.end())
    for match in _numbered(language).finditer(passage.text):
        number = read_ordinal(match["number"], language)
        sort = "ordinal" if match["noun"] else f"{_ANY}ordinal"
        yield sort, number, Place(passage, match.start(), match.end())
    for match in _FIGURES.finditer(passage.text):
        if any(start <= match.start() < end for start, end in taken):
            continue
        value = _value(match[0])
        if value >= _LEAST:
            yield "figure", value, Place(passage, match.start(), match.end())


def _in_head(passage: Passage, reading: Reading) -> Iterator[tuple[str, Hashable, Place]]:
    head = reading.head
    known = {head.issued: "issued", head.opens: "opens", head.closes: "closes"}
    for mention in find_dates(passage.text, reading.language):
        for date in mention.dates:
            if (day := date.date()) in known and day is not None:
                yield known[day], day, Place(passage, mention.start, mention.end)


def _value(figures: str) -> float:
    if _GROUPED.fullmatch(figures):
        return float(re.sub(r"\D", "", figures))
    return float(figures.replace(",", "."))


@cache
def _cited(language: Language) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Paragraphs and articles by their number; a rule of procedure is an article in French."""
    table = lexicon(language)
    names = {
        "paragraph": table["cross_references"]["paragraph"],
        "article": (*table["citations"]["article"], *table["citations"]["rule"]),
    }
    number = r"\d{1,3}(?!\d)"
    # "articles 12, 13 (2) and 14": what follows may be said of each by itself in another language
    further = rf"(?P<further>(?:[\s,()a-zà-ÿ–-]{{1,12}}{number})*)"
    return tuple(
        (
            sort,
            re.compile(rf"(?<!\w){any_word(forms)}\s(?P<number>{number}){further}", re.IGNORECASE),
        )
        for sort, forms in names.items()
    )


@cache
def _numbered(language: Language) -> re.Pattern[str]:
    table, words = lexicon(language)["masthead"], lexicon(language)["own_session"]
    nouns = any_word((*table["session"], *table["meeting"], *words["sitting"]))
    return re.compile(
        rf"(?<!\w)(?P<number>{ordinal_pattern(language)})(?P<noun>\s{nouns}s?\b)?",
        re.IGNORECASE,
    )
