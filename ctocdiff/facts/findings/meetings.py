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
from ctocdiff.ordinals import read_ordinal

Days = tuple[dt.date, dt.date]
_LONGEST = 220  # code points between the number of a meeting and its days
_SENTENCE = 8000  # code points; nobody follows a longer sentence
_ORDINAL = 40  # code points of the longest ordinal
_WORDS = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_ORDINAL_FORM = re.compile(r"(?:\d{1,3}[^\W\d_]{1,3}|[^\W\d_]+(?:[- ][^\W\d_]+){0,2}?)")
_NAME = re.compile(r"[^\W_]+(?:[-’'ʼ][^\W_]+)*|[,;:.()«»“”\"]")


@dataclass(frozen=True, slots=True)
class _Group:
    key: tuple[str, ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Held:
    """A meeting with its days, as one passage of one document gives them.

    ``number`` is None where a passage lists the days of several meetings without their numbers.
    """

    group: tuple[str, ...]
    name: str
    number: int | None
    days: Days
    witness: int
    passage: Passage
    start: int
    end: int


def check_meetings(readings: Sequence[Reading]) -> Iterator[tuple[int, Finding]]:
    """The findings, each with the index of its document."""
    held: dict[tuple[str, Language, tuple[str, ...], int], list[_Held]] = {}
    for witness, reading in enumerate(readings):
        found = list(_meetings(reading, witness))
        for one in found:
            if one.number is not None:
                key = (reading.body, reading.language, one.group, one.number)
                held.setdefault(key, []).append(one)
        for finding in _listed(found, reading):
            yield witness, finding
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


def _listed(found: Sequence[_Held], reading: Reading) -> Iterator[Finding]:
    """Lists of a group's meetings that have all days but one in common with its numbered ones."""
    numbered: dict[tuple[tuple[str, ...], str], list[_Held]] = {}
    listed: dict[tuple[tuple[str, ...], str], list[_Held]] = {}
    for one in found:
        place = listed if one.number is None else numbered
        place.setdefault((one.group, one.passage.paragraph.id), []).append(one)
    for (group, _), days in listed.items():
        known = [meetings for (other, _), meetings in numbered.items() if other == group]
        mine = {one.days for one in days}
        if any(mine <= {one.days for one in meetings} for meetings in known):
            continue
        for meetings in known:
            odd = [one for one in days if one.days not in {each.days for each in meetings}]
            missing = [one for one in meetings if one.days not in mine]
            if len(days) == len(meetings) > 1 == len(odd) == len(missing):
                (wrong,), (other,) = odd, missing
                yield wrong.passage.find(
                    "meeting-dates-differ", wrong.start, wrong.end, number=other.number,
                    group=other.name, usual=other.passage.text[other.start : other.end],
                    document=reading.document.name,
                )  # fmt: skip
                break


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
    numbered = False
    for meetings in sorted(_numbers(text, low, high, reading.language), key=_start):
        numbers, end = meetings.values, meetings.end
        group = _group_of(meetings, groups, dates)
        if group is None:
            continue
        following = [d for d in dates if d.start >= end][: len(numbers)]
        if len(following) < len(numbers):
            continue
        gap = text[end : following[0].start]
        if len(gap) > _LONGEST or not _leads_to_days(gap, end, groups, reading):
            continue
        if len(numbers) == 2 and not any_form(reading.words["respectively"]).search(
            text, following[1].end, min(high, following[1].end + 30)
        ):
            continue
        numbered = True
        for number, mention in zip(numbers, following, strict=True):
            yield from _held(passage, group, number, mention, witness)
    if not numbered and len(groups) == 1 and groups[0].key:
        for mention in _days_listed(text, groups, dates, reading):
            yield from _held(passage, groups[0], None, mention, witness)


def _held(
    passage: Passage, group: _Group, number: int | None, mention: DateMention, witness: int
) -> Iterator[_Held]:
    days, name = _days(mention), passage.text[group.start : group.end]
    if days is not None:
        yield _Held(group.key, name, number, days, witness, passage, mention.start, mention.end)


def _days_listed(
    text: str, groups: Sequence[_Group], dates: Sequence[DateMention], reading: Reading
) -> Sequence[DateMention]:
    """The days that follow a group at once: "meetings of the Group held on … and on …"."""
    (group,) = groups
    following = [mention for mention in dates if mention.start >= group.end]
    found: list[DateMention] = []
    joint, end = any_form(lexicon(reading.language)["dates"]["and"]), group.end
    for mention in following:
        gap = joint.sub(" ", text[end : mention.start]) if found else text[end : mention.start]
        if len(gap) > _LONGEST or not _leads_to_days(gap, end, (), reading):
            break
        found.append(mention)
        end = mention.end
    return found if len(found) > 1 else ()


@dataclass(frozen=True, slots=True)
class _Numbers:
    """One meeting or two named together, from the first number to the noun."""

    values: tuple[int, ...]
    start: int
    end: int


def _numbers(text: str, low: int, high: int, language: Language) -> Iterator[_Numbers]:
    table = lexicon(language)["findings"]
    joint = any_form(lexicon(language)["dates"]["and"])
    for noun in any_form(table["meeting"]).finditer(text, low, high):
        second = _ordinal_before(text, low, noun.start(), language)
        if second is None:
            continue
        # "its thirteenth meeting"; "the tenth and eleventh meetings"
        number, start = second
        words = text[low:start].rsplit(maxsplit=1)
        between = low + len(text[low:start].rstrip()) - len(words[-1]) if words else start
        first = None
        if words and joint.fullmatch(words[-1]):
            first = _ordinal_before(text, low, between, language)
        if first is None:
            yield _Numbers((number,), start, noun.end())
        else:
            yield _Numbers((first[0], number), first[1], noun.end())
    for match in _again(language).finditer(text, low, high):
        value = _ordinal(match["again"], language)
        if value is not None:
            yield _Numbers((value,), match.start("again"), match.end("again"))


def _ordinal_before(text: str, low: int, end: int, language: Language) -> tuple[int, int] | None:
    """The ordinal of up to three words that ends before a place, and where it begins."""
    words = list(_WORDS.finditer(text, max(low, end - _ORDINAL), end))
    for word in words[-3:]:
        number = _ordinal(text[word.start() : end].rstrip(), language)
        if number is not None:
            return number, word.start()
    return None


def _ordinal(word: str, language: Language) -> int | None:
    # a bare figure counts meetings, it does not number one
    return (
        None
        if word.isdigit() or not _ORDINAL_FORM.fullmatch(word)
        else read_ordinal(word, language)
    )


@cache
def _again(language: Language) -> re.Pattern[str]:
    table = lexicon(language)["findings"]
    repeats, day = any_form(table["repeats"]).pattern, any_form(table["held"]).pattern
    # "and its eighth on 2 July"
    return re.compile(
        rf"{repeats}\s(?P<again>{_ORDINAL_FORM.pattern})(?=\s{day}\s\d)", re.IGNORECASE
    )


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
    meetings: _Numbers, groups: Sequence[_Group], dates: Sequence[DateMention]
) -> _Group | None:
    """The group whose meeting it is: named after the number, else before it, else the only one."""
    until = next((d.start for d in dates if d.start >= meetings.end), meetings.end)
    between = [g for g in groups if meetings.end <= g.start < until]
    if between:
        return between[0] if len(between) == 1 and between[0].key else None
    before = [g for g in groups if g.end <= meetings.start]
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
    return re.fullmatch(r"[\s,(]*", rest) is not None


def _start(meetings: _Numbers) -> int:
    return meetings.start


def _days(mention: DateMention) -> Days | None:
    if mention.kind is DateKind.MONTH:
        return None
    first, last = mention.dates[0].date(), mention.dates[-1].date()
    return (first, last) if first and last else None
