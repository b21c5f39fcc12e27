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
from itertools import islice

from ctocdiff.alternation import any_form
from ctocdiff.dates import DateKind, DateMention, find_dates
from ctocdiff.facts.findings.groups import Antecedents, Group, group_of, groups_in
from ctocdiff.facts.findings.reading import Passage, Reading
from ctocdiff.facts.sentences import sentences
from ctocdiff.language import Language, lexicon
from ctocdiff.model import Finding, Kind
from ctocdiff.ordinals import read_ordinal

Days = tuple[dt.date, dt.date]
_LONGEST = 220  # code points between the number of a meeting and its days
_LOOKED_AT = 50  # meetings of one group that begin before another has ended
_SENTENCE = 8000  # code points; nobody follows a longer sentence
_ORDINAL = 40  # code points of the longest ordinal
_WORDS = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_ORDINAL_FORM = re.compile(r"(?:\d{1,3}[^\W\d_]{1,3}|[^\W\d_]+(?:[- ][^\W\d_]+){0,2}?)")


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
    groups: dict[tuple[str, Language, tuple[str, ...]], list[_Held]] = {}
    for witness, reading in enumerate(readings):
        for one in _meetings(reading, witness):
            groups.setdefault((reading.body, reading.language, one.group), []).append(one)
    for meetings in groups.values():
        wrong = dict(_numbered(meetings))
        for rule in (_listed, _overlapping):
            for one, other in rule([each for each in meetings if each not in wrong]):
                wrong.setdefault(one, other)
        for one, other in wrong.items():
            number = one.number or other.number
            yield one.witness, one.passage.find(
                "meeting-dates-differ", one.start, one.end, number=number or "–", group=one.name,
                usual=other.passage.text[other.start : other.end],
                document=readings[other.witness].document.name,
            )  # fmt: skip


def _numbered(meetings: Sequence[_Held]) -> Iterator[tuple[_Held, _Held]]:
    """Mentions of a numbered meeting with other days than most mentions give it."""
    numbers: dict[int, list[_Held]] = {}
    for one in meetings:
        if one.number is not None:
            numbers.setdefault(one.number, []).append(one)
    for mentions in numbers.values():
        counts = Counter(one.days for one in mentions)
        # the first mention decides between days that are given equally often
        usual = max(counts, key=lambda days: counts[days])
        first = next(one for one in mentions if one.days == usual)
        yield from ((one, first) for one in mentions if one.days != usual)


def _overlapping(meetings: Sequence[_Held]) -> Iterator[tuple[_Held, _Held]]:
    """Days that overlap others: no group meets twice at once.

    Days within others are passed over: two groups that meet one after the other are often given
    the days of both.
    """
    counts = Counter(one.days for one in meetings)
    ranks = {days: at for at, days in enumerate(counts)}
    first = {one.days: one for one in reversed(meetings)}
    right: dict[Days, Days] = {}
    in_order = sorted(counts)
    for at, days in enumerate(in_order):
        for other in islice(in_order, at + 1, at + _LOOKED_AT):
            if other[0] > days[1]:
                break
            if days[0] < other[0] and days[1] < other[1]:
                # of two that stand equally often, the first one is taken as right
                usual, rarer = sorted((days, other), key=lambda one: (-counts[one], ranks[one]))
                right.setdefault(rarer, usual)
    yield from ((one, first[right[one.days]]) for one in meetings if one.days in right)


def _listed(found: Sequence[_Held]) -> Iterator[tuple[_Held, _Held]]:
    """Lists of a group's meetings that have all days but one in common with its numbered ones."""
    numbered: dict[tuple[int, str], list[_Held]] = {}
    listed: dict[tuple[int, str], list[_Held]] = {}
    for one in found:
        place = listed if one.number is None else numbered
        place.setdefault((one.witness, one.passage.paragraph.id), []).append(one)
    known = list(numbered.values())
    for days in listed.values():
        mine = {one.days for one in days}
        if any(mine <= {one.days for one in meetings} for meetings in known):
            continue
        for meetings in known:
            odd = [one for one in days if one.days not in {each.days for each in meetings}]
            missing = [one for one in meetings if one.days not in mine]
            if len(days) == len(meetings) > 1 == len(odd) == len(missing):
                yield odd[0], missing[0]
                break


def _meetings(reading: Reading, witness: int) -> Iterator[_Held]:
    meant, words = Antecedents(reading), reading.words
    named = (*words["meeting"], *words["times"], *words["group"])
    for passage in reading.passages:
        if passage.kind is Kind.TABLE:
            continue
        meant.reach(passage)
        if not passage.may_have(named):
            continue
        dates = [d for d in find_dates(passage.text, reading.language) if _days(d)]
        for low, high in sentences(passage.text, reading.language) if dates else ():
            inside = [d for d in dates if low <= d.start < high]
            if inside and high - low <= _SENTENCE:
                yield from _in_sentence(passage, (low, high), inside, meant, witness)


def _in_sentence(
    passage: Passage,
    bounds: tuple[int, int],
    dates: Sequence[DateMention],
    meant: Antecedents,
    witness: int,
) -> Iterator[_Held]:
    text, (low, high), reading = passage.text, bounds, meant.reading
    groups = list(groups_in(text, low, high, reading.language))
    numbered = False
    for meetings in sorted(_numbers(text, low, high, reading.language), key=_start):
        numbers, end = meetings.values, meetings.end
        following = [d for d in dates if d.start >= end][: len(numbers)]
        if len(following) < len(numbers):
            continue
        group = group_of(text, meetings.start, end, groups, dates)
        # the meetings of the body itself are those of the session
        if not (group or any(one.key for one in groups) or _of_another(following, reading)):
            group = meant.group(passage, low, following[0].start)
        if group is None or not _are_its_days(text, end, following, groups, reading):
            continue
        if len(numbers) == 2 and not _each_its_days(text, following, dates, high, reading):
            continue
        numbered = True
        for number, mention in zip(numbers, following, strict=True):
            yield from _held(passage, group, number, mention, witness)
    if not numbered and len(groups) == 1 and groups[0].key:
        for mention in _days_listed(text, groups, dates, reading):
            yield from _held(passage, groups[0], None, mention, witness)


def _of_another(dates: Sequence[DateMention], reading: Reading) -> bool:
    """Whether days are those of the session, or one day alone, which may be that of a dialogue."""
    opens, closes = reading.head.opens, reading.head.closes
    if any(len(set(_days(d) or ())) < 2 for d in dates):
        return True
    if opens is None or closes is None:
        return False
    return any(opens <= day <= closes for d in dates if (days := _days(d)) for day in days)


def _are_its_days(
    text: str,
    end: int,
    following: Sequence[DateMention],
    groups: Sequence[Group],
    reading: Reading,
) -> bool:
    gap = text[end : following[0].start]
    return len(gap) <= _LONGEST and _leads_to_days(gap, end, groups, reading)


def _each_its_days(
    text: str,
    following: Sequence[DateMention],
    dates: Sequence[DateMention],
    high: int,
    reading: Reading,
) -> bool:
    """Whether two meetings have the two days that follow: "respectively", or "… and …" alone."""
    first, second = following
    end = min(high, second.end + 30)
    if any_form(reading.words["respectively"]).search(text, second.end, end):
        return True
    joint = any_form(lexicon(reading.language)["dates"]["and"])
    gap = any_form(reading.words["held"]).sub(" ", text[first.end : second.start])
    more = any(mention.start > second.start for mention in dates)
    return not more and joint.fullmatch(gap.strip()) is not None


def _held(
    passage: Passage, group: Group, number: int | None, mention: DateMention, witness: int
) -> Iterator[_Held]:
    days, name = _days(mention), group.name
    if days is not None:
        yield _Held(group.key, name, number, days, witness, passage, mention.start, mention.end)


def _days_listed(
    text: str, groups: Sequence[Group], dates: Sequence[DateMention], reading: Reading
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
    return found


@dataclass(frozen=True, slots=True)
class _Numbers:
    """One meeting or two named together, from the first number to the noun."""

    values: tuple[int, ...]
    start: int
    end: int


def _numbers(text: str, low: int, high: int, language: Language) -> Iterator[_Numbers]:
    table = lexicon(language)["findings"]
    joint = any_form(lexicon(language)["dates"]["and"])
    nouns = (*table["meeting"], *table["times"])
    for noun in any_form(nouns).finditer(text, low, high):
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


def _leads_to_days(gap: str, offset: int, groups: Sequence[Group], reading: Reading) -> bool:
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
