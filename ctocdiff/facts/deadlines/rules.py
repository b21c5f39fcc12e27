"""Rules of time: "two weeks before the session", "before its end", "by noon on Thursday".

Days are counted from the opening day of the session of the document. Hours count as days only by
24, since the hour of the opening is not known here; working days are the days from Monday to
Friday. A rule that is anchored elsewhere (another session, a meeting) has no offset.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import dataclass

from ctocdiff.dates.grammar import grammar_of
from ctocdiff.facts.deadlines.grammar import UNITS, DeadlineGrammar, unit_of
from ctocdiff.language import Language
from ctocdiff.ordinals import find_sessions, read_ordinal

_HOURS_A_DAY = 24
_MONTHS = {"months": 1, "years": 12}  # in each unit
_DAYS_A_WEEK = 7
_SATURDAY = 6  # ISO weekday


@dataclass(frozen=True, slots=True)
class Meeting:
    """The session that offsets are counted from: its number, opening and closing day."""

    session: int | None
    opens: dt.date | None
    closes: dt.date | None

    def offset(self, date: dt.date | None) -> int | None:
        """Days from the opening; None where either is not known."""
        return (date - self.opens).days if date and self.opens else None


def point_of(
    point: re.Match[str], meeting: Meeting, grammar: DeadlineGrammar, language: Language
) -> dt.date | None:
    """The day of the session that a point of it names; None where it cannot be known."""
    sessions = find_sessions(point[0], language)
    other = any(found.number != meeting.session for found in sessions)
    # "the last day of the session" is a day of this one, "the end of the last session" is not
    told = max(point.end(group) for group in ("start", "last", "end", "nth", "eve"))
    other = (
        other or grammar.other_session.search(point[0], max(0, told - point.start())) is not None
    )
    if meeting.opens is None or other:
        return None
    if point["last"] or point["end"] or point["ending"]:
        return meeting.closes
    number = read_ordinal(point["nth"], language) if point["nth"] else 1
    if number is None:
        return None
    return meeting.opens + dt.timedelta(days=number - 1 - (point["eve"] is not None))


def quantity_from(
    match: re.Match[str], day: dt.date, grammar: DeadlineGrammar, language: Language
) -> dt.date | None:
    """The day that lies the quantity of a match before or after a day."""
    step = 1 if match["behind"] else -1
    unit = unit_of(match["unit"], language)
    number = grammar.number(match["number"])
    if unit == "hours":
        whole, rest = divmod(number, _HOURS_A_DAY)
        return None if rest else day + step * dt.timedelta(days=whole)
    if unit in _MONTHS:
        return _months_from(day, step * number * _MONTHS[unit])
    if unit == "working_days":
        return _working_days_from(day, number, step)
    return day + step * dt.timedelta(days=number * UNITS[unit])


def weekday_near(name: str, meeting: Meeting, language: Language, *, ahead: bool) -> dt.date | None:
    """The first day of that name within the session, or the last one ahead of it."""
    if meeting.opens is None:
        return None
    wanted = grammar_of(language).weekday(name)
    days = (wanted - meeting.opens.isoweekday()) % _DAYS_A_WEEK
    if ahead:
        return meeting.opens + dt.timedelta(days=days - _DAYS_A_WEEK)
    day = meeting.opens + dt.timedelta(days=days)
    return None if meeting.closes and day > meeting.closes else day


def _months_from(day: dt.date, months: int) -> dt.date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def _working_days_from(day: dt.date, number: int, step: int) -> dt.date:
    for _ in range(number):
        day += dt.timedelta(days=step)
        while day.isoweekday() >= _SATURDAY:
            day += dt.timedelta(days=step)
    return day
