"""Where the chains of days, months and years of a text are.

A chain is found from its parts, each of which has one pattern: a head, then *groups*, one a month,
with links between them. Of two ways to go on the longer is taken; none is taken back.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ctocdiff.dates.grammar import Grammar

# Bounds the days of a list and the groups of a chain, so that no text takes quadratic time.
_FEW = 20
Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Chain:
    """A chain in a text: "noon on Monday, 3, and Tuesday, 4 September 2018".

    ``days`` is all from the first day to the last year, ``before`` and ``after`` are times of day,
    ``between`` tells of the word that makes "and" join the ends of an interval, ``article`` of that
    of the first day.
    """

    text: str
    days: Range
    before: Range | None
    after: Range | None
    between: bool
    article: bool

    @property
    def end(self) -> int:
        return self.after[1] if self.after else self.days[1]


def find_chain(text: str, start: int, grammar: Grammar) -> Chain | None:
    """The first chain that begins at an offset or later."""
    reader = _Reader(text, grammar)
    while head := grammar.head.search(text, start):
        end = reader.groups(head.end())
        if end is None:
            start = head.start() + 1
            continue
        before = head.span("before") if head["before"] else None
        after = grammar.after.match(text, end)
        return Chain(
            text,
            (head.end(), end),
            before,
            after.span("after") if after else None,
            head["between"] is not None,
            head["article"] is not None,
        )
    return None


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads the parts of a chain; each gives where what begins at an offset ends, if it does."""

    text: str
    grammar: Grammar

    def groups(self, at: int) -> int | None:
        end = self._group(at)
        for _ in range(_FEW):
            then = self._link(end) if end else None
            further = self._group(then) if then else None
            if further is None:
                break
            end = further
        return end

    def _group(self, at: int) -> int | None:
        iso = self._past(self.grammar.iso, at)
        return iso or self._day_first(at) or self._month_first(at) or self._month_alone(at)

    def _day_first(self, at: int) -> int | None:
        """Days and their month: "3 et 4 septembre 2018", "15th of October"."""
        days = self._days(at)
        of = self._past(self.grammar.of, days)
        month = self._past(self.grammar.month_name, of)
        # nothing of "3 mai 1850"
        other = self._past(self.grammar.other_year, month)
        return self._past(self.grammar.year, month) or (None if other else month)

    def _month_first(self, at: int) -> int | None:
        """A month and its days: "Monday, October 15, 2018", "October 15-19"."""
        if not self.grammar.month_first:
            return None
        named = self._past(self.grammar.row, at) or self._past(self.grammar.weekday_name, at)
        month = self._past(self.grammar.month_name, named or at)
        days = self._days(self._past(self.grammar.space, month))
        return self._past(self.grammar.year_of_day, days) or days

    def _month_alone(self, at: int) -> int | None:
        """A month without days: "décembre 2024", the "juillet" of "juillet et décembre 2011"."""
        month = self._past(self.grammar.month_name, at)
        if year := self._past(self.grammar.year, month):
            return year
        then = self._slash(month) or self._past(self.grammar.link, month)
        then = self._past(self.grammar.article, then)
        return month if self._past(self.grammar.month_name, then) else None

    def _link(self, at: int) -> int | None:
        link = self._past(self.grammar.link, at)
        if link is not None:
            return self._past(self.grammar.article, link)
        slash = self._slash(at)
        # "September/October 2018"
        return slash if self._past(self.grammar.month_name, slash) else None

    def _slash(self, at: int | None) -> int | None:
        return at + 1 if at and self.text.startswith("/", at) else None

    def _days(self, at: int | None) -> int | None:
        """Days of one month: "lundi et mardi, 3 et 4", "3, 4 et 5", "9 au 11 et du 14 au 16"."""
        first = self._item(self._past(self.grammar.row, at) or at)
        return self._rest_of_list(first) or first

    def _rest_of_list(self, at: int | None) -> int | None:
        for _ in range(_FEW):
            item = self._item(self._past(self.grammar.comma, at))
            if item is None:
                break
            at = item
        joint = self._past(self.grammar.and_, at)
        from_ = self._past(self.grammar.from_, joint)
        interval = self._interval(self._past(self.grammar.day, from_))
        return interval or self._item(self._past(self.grammar.article, joint))

    def _item(self, at: int | None) -> int | None:
        """A day or an interval of days: "lundi 3", "lundi 3 au vendredi 7"."""
        day = self._past(self.grammar.day, at)
        return self._interval(day) or day

    def _interval(self, day: int | None) -> int | None:
        """Where the interval ends of which the first day ends at an offset."""
        to = self._past(self.grammar.article, self._past(self.grammar.range, day))
        return self._past(self.grammar.day, to)

    def _past(self, pattern: re.Pattern[str], at: int | None) -> int | None:
        """Where a pattern ends that matches at an offset; None without either."""
        match = None if at is None else pattern.match(self.text, at)
        return match.end() if match else None
