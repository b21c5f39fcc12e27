"""One meeting with two different dates, in one document or across those given.

A meeting is a numbered meeting of a working group, named by what the group is about. Only a number
whose days follow it directly counts ("its thirteenth meeting, held on 2 and 3 October 2023"); where
a sentence names several groups and none stands beside the number, it is passed over.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from ctocdiff.dates import DateKind, DateMention, find_dates
from ctocdiff.facts.findings.reading import Passage, Reading, any_form, sentences
from ctocdiff.facts.findings.titles import title_words
from ctocdiff.language import Language, lexicon
from ctocdiff.model import Finding, Kind
from ctocdiff.ordinals import ordinal_pattern, read_ordinal

Days = tuple[dt.date, dt.date]
_LONGEST = 220  # code points between the number of a meeting and its days
_SENTENCE = 8000  # code points; nobody follows a longer sentence
_NAME = re.compile(r"[^\W_]+(?:[-’'ʼ][^\W_]+)*|[,;:.()«»“”\"]")


@dataclass(frozen=True, slots=True)
class _Group:
    key: tuple[str, ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Held:
    """A meeting with its days, as one passage of one document gives them."""

    group: tuple[str, ...]
    name: str
    number: int
    days: Days
    witness: int
    passage: Passage
    start: int
    end: int


def check_meetings(readings: Sequence[Reading]) -> Iterator[tuple[int, Finding]]:
    """The findings, each with the index of its document."""
    held: dict[tuple[str, Language, tuple[str, ...], int], list[_Held]] = {}
    for witness, reading in enumerate(readings):
        for one in _meetings(reading, witness):
            key = (reading.body, reading.language, one.group, one.number)
            held.setdefault(key, []).append(one)
    for mentions in held.values():
        counts = Counter(one.days for one in mentions)
        if len(counts) < 2:
            continue
        # the first mention decides between days that are given equally often
        usual = max(counts, key=lambda days: counts[days])
        first = next(one for one in mentions if one.days == usual)
        for one in mentions:
            if one.days != usual:
                other = readings[first.witness].document
                yield one.witness, one.passage.find(
                    "meeting-dates-differ", one.start, one.end, number=one.number, group=one.name,
                    usual=first.passage.text[first.start : first.end], document=other.name,
                )  # fmt: skip


def _meetings(reading: Reading, witness: int) -> Iterator[_Held]:
    hint = any_form(reading.words["group"])
    for passage in reading.passages:
        if passage.kind is Kind.TABLE or not hint.search(passage.text):
            continue
        dates = [d for d in find_dates(passage.text, reading.language) if _days(d)]
        if not dates:
            continue
        for low, high in sentences(passage.text, reading.language):
            inside = [d for d in dates if low <= d.start < high]
            if inside and high - low <= _SENTENCE:
                yield from _in_sentence(passage, (low, high), inside, reading, witness)


def _in_sentence(
    passage: Passage,
    bounds: tuple[int, int],
    dates: Sequence[DateMention],
    reading: Reading,
    witness: int,
) -> Iterator[_Held]:
    text, (low, high) = passage.text, bounds
    groups = list(_groups(text, low, high, reading.language))
    for match in _numbers(reading.language).finditer(text, low, high):
        numbers = [read_ordinal(word, reading.language) for word in _split(match)]
        group = _group_of(match, groups, dates)
        if group is None or None in numbers:
            continue
        following = [d for d in dates if d.start >= match.end()][: len(numbers)]
        if len(following) < len(numbers):
            continue
        gap = text[match.end() : following[0].start]
        if len(gap) > _LONGEST or not _leads_to_days(gap, match.end(), groups, reading):
            continue
        if len(numbers) == 2 and not any_form(reading.words["respectively"]).search(
            text, following[1].end, min(high, following[1].end + 30)
        ):
            continue
        for number, mention in zip(numbers, following, strict=True):
            days = _days(mention)
            if number is not None and days is not None:
                name = text[group.start : group.end]
                yield _Held(
                    group.key, name, number, days, witness, passage, mention.start, mention.end
                )


@cache
def _numbers(language: Language) -> re.Pattern[str]:
    table = lexicon(language)["findings"]
    joint = "|".join(map(re.escape, lexicon(language)["dates"]["and"]))
    number = ordinal_pattern(language)
    noun, day = any_form(table["meeting"]).pattern, any_form(table["held"]).pattern
    # "its thirteenth meeting"; "the tenth and eleventh meetings"; "and its eighth on 2 July"
    return re.compile(
        rf"(?<!\w)(?:(?P<first>{number})\s(?:{joint})\s(?P<second>{number})\s{noun}"
        rf"|(?P<one>{number})\s{noun}"
        rf"|{any_form(table['repeats']).pattern}\s(?P<again>{number})(?=\s{day}\s\d))",
        re.IGNORECASE,
    )


def _split(match: re.Match[str]) -> list[str]:
    return [part for part in match.group("first", "second", "one", "again") if part]


def _groups(text: str, low: int, high: int, language: Language) -> Iterator[_Group]:
    table = lexicon(language)["findings"]
    aside, subject = any_form(table["group_aside"]), any_form(table["group_subject"])
    ends = {word.casefold() for word in table["group_end"]}
    for match in any_form(table["group"]).finditer(text, low, high):
        at, words, named = match.end(), [], False
        while word := _NAME.search(text, at, high):
            if skipped := aside.match(text, word.start()):
                at = skipped.end()
                continue
            token = word[0]
            if not token[0].isalnum() or token.casefold() in ends:
                break
            if subject.fullmatch(token):
                named = True
            elif named:
                words.append(token)
            at = word.end()
        key = tuple(w for token in words for w in title_words(token) if w not in table["small"])
        yield _Group(key, match.start(), at)


def _group_of(
    match: re.Match[str], groups: Sequence[_Group], dates: Sequence[DateMention]
) -> _Group | None:
    """The group whose meeting it is: named after the number, else before it, else the only one."""
    until = next((d.start for d in dates if d.start >= match.end()), match.end())
    between = [g for g in groups if match.end() <= g.start < until]
    if between:
        return between[0] if len(between) == 1 and between[0].key else None
    before = [g for g in groups if g.end <= match.start()]
    if before:
        return before[-1] if before[-1].key else None
    keys = {g.key for g in groups}
    return groups[0] if len(keys) == 1 and groups[0].key else None


def _leads_to_days(gap: str, offset: int, groups: Sequence[_Group], reading: Reading) -> bool:
    """Whether nothing but the name of the group and "held in Vienna on" stands in between."""
    for group in reversed(groups):
        start, end = group.start - offset, group.end - offset
        if 0 <= start < len(gap):
            gap = gap[:start] + gap[end:]
    rest = any_form(reading.words["held"]).sub(" ", gap)
    rest = re.sub(r"(?<!\w)[A-ZÀ-Ý][\w-]+", " ", rest)  # the place
    return re.fullmatch(r"[\s,]*", rest) is not None


def _days(mention: DateMention) -> Days | None:
    if mention.kind is DateKind.MONTH:
        return None
    first, last = mention.dates[0].date(), mention.dates[-1].date()
    return (first, last) if first and last else None
