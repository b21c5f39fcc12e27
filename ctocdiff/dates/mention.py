"""The values that the grammar of dates gives."""

from __future__ import annotations

import calendar
import datetime as dt
from dataclasses import dataclass
from enum import StrEnum


class DateKind(StrEnum):
    """What a mention denotes: one day, several, all between two, or a whole month."""

    DAY = "day"
    SET = "set"
    INTERVAL = "interval"
    MONTH = "month"


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date as far as the text states it. A missing day means the whole month."""

    year: int | None
    month: int
    day: int | None

    def date(self) -> dt.date | None:
        """The calendar day, or None where year or day is missing."""
        if self.year is None or self.day is None:
            return None
        return dt.date(self.year, self.month, self.day)

    @property
    def exists(self) -> bool:
        """Whether the calendar has it; without a year, 29 February does exist."""
        if not 1 <= self.month <= 12:
            return False
        leap = 2000
        length = calendar.monthrange(self.year or leap, self.month)[1]
        return self.day is None or 1 <= self.day <= length


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date, set or interval in a text.

    ``start`` and ``end`` are code points, from the weekday, day or time of day that comes first to
    the last word that belongs to the date; articles and prepositions before it are left out.
    ``days`` is the range without the time of day, ``clock`` that of the time.
    ``dates`` are all days of a set, the first and the last of an interval; ``weekdays`` are the ISO
    weekdays (Monday is 1) written beside them. ``time`` belongs to the last of the dates, or to
    the first where it stands before them. ``inherited`` says that the year is that of a later
    mention.
    """

    start: int
    end: int
    days: tuple[int, int]
    kind: DateKind
    dates: tuple[PartialDate, ...]
    weekdays: tuple[int | None, ...]
    time: dt.time | None = None
    clock: tuple[int, int] | None = None
    inherited: bool = False
