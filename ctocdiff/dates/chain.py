"""From a chain of words to mentions of dates.

The words of a chain are sorted into *groups*, one a month: "3 and 4 September 2018". A group is
settled on its own (a day, a set, an interval, a month), then joined with the groups after it
where the words between them make one set or one interval of both.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from ctocdiff.dates.finder import Chain
from ctocdiff.dates.grammar import Grammar
from ctocdiff.dates.mention import DateKind, DateMention, PartialDate
from ctocdiff.dates.years import ascends, share_year

_FIGURES = re.compile(r"[0-9]+")
_MONTHS = 12


@dataclass(frozen=True, slots=True)
class _Link:
    """What stands before a day or a group: a joining word, by its role, and an article."""

    role: str = ""
    article: bool = False


@dataclass(frozen=True, slots=True)
class _Opening:
    """What stands before the first day of a chain."""

    between: bool = False
    article: bool = False


@dataclass(frozen=True, slots=True)
class _Day:
    number: int
    weekday: int | None
    start: int
    link: _Link


@dataclass(slots=True)
class _Group:
    """A month with its days and its year; without days, the month itself."""

    start: int
    end: int
    month: int
    days: list[_Day]
    link: _Link
    year: int | None = None
    weekday: int | None = None  # that of "Monday, October 15"
    listed: tuple[int, ...] = ()  # those of "Monday and Tuesday, 15 and 16 October"
    month_first: bool = False
    ambiguous: bool = False  # the month may be a word of another meaning

    @property
    def open(self) -> bool:
        """Whether a day that follows belongs to this group."""
        return self.month_first and self.year is None


@dataclass(frozen=True, slots=True)
class _Dates:
    """What a group, or several that were joined, denotes."""

    kind: DateKind
    start: int
    dates: tuple[PartialDate, ...]
    weekdays: tuple[int | None, ...]


def read_chain(chain: Chain, grammar: Grammar) -> Iterator[DateMention]:
    """The mentions in a chain, without regard to later ones."""
    groups = _Sorter(grammar).groups(chain)
    opening = _Opening(chain.between, chain.article)
    while groups:
        taken, mention = _mention(groups, opening)
        del groups[:taken]
        opening = _Opening()
        if mention is None:
            continue
        if chain.before and mention.start == chain.days[0]:
            time = grammar.time(chain.text[slice(*chain.before)])
            mention = replace(mention, start=chain.before[0], time=time, clock=chain.before)
        if chain.after and mention.end == chain.days[1]:
            time = grammar.time(chain.text[slice(*chain.after)])
            mention = replace(mention, end=chain.after[1], time=time, clock=chain.after)
        yield mention


@dataclass(slots=True)
class _Sorter:
    """Takes the words of a chain one by one; holds what waits for a later word."""

    grammar: Grammar
    done: list[_Group] = field(default_factory=list)
    days: list[_Day] = field(default_factory=list)
    link: _Link = _Link()
    weekday: int | None = None
    listed: list[int] = field(default_factory=list)  # weekdays in a row before their days
    row: list[int] = field(default_factory=list)  # the same, kept until their month
    before: _Link = _Link()  # what stands before these weekdays
    start: int | None = None

    def groups(self, chain: Chain) -> list[_Group]:
        for word in self.grammar.word.finditer(chain.text, *chain.days):
            match word.lastgroup:
                case "to" | "and" as role:
                    self.link = _Link(role)
                case "comma":
                    # the comma of "to Friday, 7 September" joins nothing
                    self.link = self.link if self.link.role else _Link("comma")
                case "article":
                    self.link = replace(self.link, article=True)
                case "weekday":
                    self._weekday(word)
                case "year":
                    self.done[-1].year, self.done[-1].end = int(word[0]), word.end()
                    self.link = _Link()
                case "day":
                    self._day(word)
                case "month":
                    self._month(word)
                case _:
                    self._iso(word)
        return self.done

    def _weekday(self, word: re.Match[str]) -> None:
        if self.weekday is None:
            self.weekday, self.start = self.grammar.weekday(word[0]), word.start()
            self.listed, self.before = [self.weekday], self.link
        else:
            self.listed.append(self.grammar.weekday(word[0]))
            self.link = self.before

    def _day(self, word: re.Match[str]) -> None:
        number = int("".join(filter(str.isdecimal, word[0])))
        row = len(self.listed) > 1
        day = _Day(number, None if row else self.weekday, self._begin(word), self.link)
        self.row = self.listed if row else self.row
        if self.done and self.done[-1].open:
            self.done[-1].days.append(day)
            self.done[-1].end = word.end()
        else:
            self.days.append(day)
        self._clear()

    def _month(self, word: re.Match[str]) -> None:
        month, ambiguous = self.grammar.month(word[0]), word[0] in self.grammar.ambiguous
        if self.days:
            first = self.days[0]
            group = _Group(first.start, word.end(), month, self.days, first.link)
        else:
            group = _Group(self._begin(word), word.end(), month, [], self.link)
            group.weekday, group.month_first = self.weekday, True
            if len(self.listed) > 1:
                self.row, group.weekday = self.listed, None
        group.listed = tuple(self.row)
        group.ambiguous = ambiguous
        self.done.append(group)
        self.days, self.row = [], []
        self._clear()

    def _iso(self, word: re.Match[str]) -> None:
        parts = [int(part) for part in _FIGURES.findall(word[0])]
        year, month, number = parts if word[0][:4].isdecimal() else reversed(parts)
        if month > _MONTHS:  # "12/25/2024"
            month, number = number, month
        day = _Day(number, None, word.start(), self.link)
        self.done.append(_Group(word.start(), word.end(), month, [day], self.link, year))
        self._clear()

    def _begin(self, word: re.Match[str]) -> int:
        return word.start() if self.start is None else self.start

    def _clear(self) -> None:
        self.link, self.weekday, self.start = _Link(), None, None
        self.listed = []


def _mention(groups: Sequence[_Group], opening: _Opening) -> tuple[int, DateMention | None]:
    """The mention that the first groups form, and how many they are."""
    settled = _settle(groups[0], opening)
    taken = 1
    for group in groups[1:]:
        joined = _join(settled, group, between=opening.between)
        if joined is None:
            break
        settled, taken = joined, taken + 1
    dates = share_year(settled.dates, settled.kind)
    words = any(group.ambiguous for group in groups[:taken])
    if dates[0].year is None and (words or dates[0].day is None):
        return taken, None
    if settled.kind is DateKind.INTERVAL and not all(date.exists for date in dates):
        return taken, None
    real = [pair for pair in zip(dates, settled.weekdays, strict=True) if pair[0].exists]
    if not real:
        return taken, None
    kind = DateKind.DAY if settled.kind is DateKind.SET and len(real) == 1 else settled.kind
    kept, weekdays = tuple(date for date, _ in real), tuple(weekday for _, weekday in real)
    days = settled.start, groups[taken - 1].end
    return taken, DateMention(*days, days, kind, kept, weekdays)


def _settle(group: _Group, opening: _Opening) -> _Dates:
    """What a group denotes on its own."""
    if not group.days:
        month = PartialDate(group.year, group.month, None)
        return _Dates(DateKind.MONTH, group.start, (month,), (group.weekday,))
    first = group.days[0]
    kind, start = DateKind.DAY, group.start
    numbers, weekdays = [first.number], [first.weekday or group.weekday]
    for day in group.days[1:]:
        interval = day.link.role == "to" or (opening.between and day.link.role == "and")
        # "le 3 et le 4 mai", "lundi 3 et le mardi 4 mai" are alike; "article 5 et le 12 mai" is not
        alike = opening.article or (weekdays[-1] and day.weekday)
        loose = day.link.article and not interval and not alike
        if day.number <= numbers[-1] or loose:
            # nor is "13" a day in "articles 13 et 3 octobre"
            kind, numbers, weekdays = DateKind.DAY, [], []
            start = group.start if group.month_first else day.start
        elif interval and len(group.days) == 2:
            kind = DateKind.INTERVAL
        else:
            # "9 au 11 et 14 au 16": every day of the intervals
            passed = range(numbers[-1] + 1, day.number) if interval else range(0)
            numbers += passed
            weekdays += [None] * len(passed)
            kind = DateKind.SET
        numbers.append(day.number)
        weekdays.append(day.weekday)
    if len(group.listed) == len(numbers):
        weekdays = list(group.listed)
    dates = tuple(PartialDate(group.year, group.month, number) for number in numbers)
    return _Dates(kind, start, dates, tuple(weekdays))


def _join(before: _Dates, group: _Group, *, between: bool) -> _Dates | None:
    """Both as one interval or one set; None where they are two mentions."""
    after = _settle(group, _Opening())
    whole_months = [dates.dates[0].day is None for dates in (before, after)]
    if whole_months[0] != whole_months[1] or after.start != group.start:
        return None
    first, last = before.dates[-1], after.dates[0]
    if group.link.role == "to" or (between and group.link.role == "and"):
        single = len(before.dates) == len(after.dates) == 1
        kind = DateKind.INTERVAL if single and ascends(first, last) else None
    else:
        # "le 3 mai et le 5 juin 2012" are two; "le lundi 3 mai et le mardi 4 mai 2012" one
        alike = (before.weekdays[-1] and after.weekdays[0]) or whole_months[0]
        loose = group.link.article and not alike
        interval = DateKind.INTERVAL in (before.kind, after.kind)
        listed = group.link.role and not (loose or interval) and first.year is None
        kind = DateKind.SET if listed else None
    if kind is None:
        return None
    weekdays = before.weekdays + after.weekdays
    return _Dates(kind, before.start, before.dates + after.dates, weekdays)
