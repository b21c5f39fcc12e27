"""Language versions of one document: do they cite the same texts and name the same days?

Versions are documents of one symbol and provenance in different languages; an agenda or a report
whose head lost its symbol is known by its session. Of every text cited and
every day named it is counted how often each version has it. Where one has it more often, the first
mention in a section in which it has more is what a reader should look at; one finding for each text
or day. A text that a version only refers back to ("the same resolution") counts as cited.
Where the versions have less than half of their mentions in common, they are not the same text (an
excerpt, a summary), and nothing is said.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

from ctocdiff.dates import DateKind, DateMention, find_dates
from ctocdiff.facts.findings.reading import Passage, Reading
from ctocdiff.facts.findings.version_facts import Facts, contradictions, facts_of
from ctocdiff.model import Finding, Kind

_ASIDE = frozenset({Kind.MASTHEAD, Kind.AGENDA})


@dataclass(frozen=True, slots=True)
class _Mention:
    passage: Passage
    start: int
    end: int


_Mentions = dict[Hashable, list[_Mention]]


def check_versions(readings: Sequence[Reading]) -> Iterator[tuple[int, Finding]]:
    """The findings, each with the index of its document."""
    mentions: dict[int, _Mentions] = {}
    facts: dict[int, Facts] = {}
    for one, other in combinations(range(len(readings)), 2):
        if not _versions(readings[one], readings[other]):
            continue
        for at in (one, other):
            if at not in mentions:
                mentions[at], facts[at] = _mentions(readings[at]), facts_of(readings[at])
        if _alike(mentions[one], mentions[other]):
            for here, there in ((one, other), (other, one)):
                name = readings[there].document
                for finding in _surplus(mentions[here], mentions[there], name.language):
                    yield here, finding
                for finding in contradictions(facts[here], facts[there], name.language):
                    yield here, finding


def _versions(one: Reading, other: Reading) -> bool:
    """Whether two documents are language versions of one document."""
    provenances = {reading.document.provenance for reading in (one, other)}
    if one.language is other.language or len(provenances) > 1:
        return False
    if one.head.symbol is not None and other.head.symbol is not None:
        return one.head.symbol == other.head.symbol
    # a head that lost its symbol: a session has one agenda and one report
    first, second = (
        (reading.document.kind, reading.body, reading.session, reading.head.opens)
        for reading in (one, other)
    )
    return first == second and None not in first and one.document.kind.once_a_session


def _mentions(reading: Reading) -> _Mentions:
    found: _Mentions = defaultdict(list)
    for citation in reading.citations:
        passage = reading.passage(citation.paragraph)
        if passage is not None and passage.kind not in _ASIDE:
            found[citation.target].append(_Mention(passage, citation.start, citation.end))
    for passage in reading.passages:
        if passage.kind in _ASIDE:
            continue
        for mention in find_dates(passage.text, reading.language):
            for day in _days(mention):
                found[day].append(_Mention(passage, mention.start, mention.end))
    return found


def _days(mention: DateMention) -> tuple[Hashable, ...]:
    """The days or months that a mention names, of a run of days its ends; none without a year."""
    if any(date.year is None for date in mention.dates):
        return ()
    dates = [(date.year, date.month, date.day) for date in mention.dates]
    if mention.kind is DateKind.INTERVAL or (len(dates) > 1 and _run(dates)):
        return dates[0], dates[-1]
    return tuple(dates)


def _run(dates: Sequence[tuple[int | None, int, int | None]]) -> bool:
    if not all(day for _, _, day in dates):
        return False
    days = [dt.date(year or 1, month, day or 1).toordinal() for year, month, day in dates]
    return all(after - before == 1 for before, after in pairwise(days))


def _alike(one: _Mentions, other: _Mentions) -> bool:
    common = sum(min(len(one[key]), len(other[key])) for key in one.keys() & other.keys())
    return 2 * common >= max(sum(map(len, one.values())), sum(map(len, other.values())))


def _surplus(here: _Mentions, there: _Mentions, other: str) -> Iterator[Finding]:
    told: set[_Mention] = set()
    for key, mentions in here.items():
        beside = there.get(key, [])
        if len(mentions) <= len(beside):
            continue
        place = _place(mentions, beside)
        if place in told:
            continue
        told.add(place)
        yield place.passage.find(
            "versions-differ", place.start, place.end,
            text=place.passage.text[place.start : place.end], here=len(mentions),
            there=len(beside), other=other,
        )  # fmt: skip


def _place(mentions: Sequence[_Mention], beside: Sequence[_Mention]) -> _Mention:
    """The first mention in a section that has more of them than that of the other version."""
    left = [mention.passage.section for mention in beside]
    for mention in mentions:
        if mention.passage.section not in left:
            return mention
        left.remove(mention.passage.section)
    return mentions[-1]
