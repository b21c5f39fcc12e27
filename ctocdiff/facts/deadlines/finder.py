"""Where the deadlines of one text are, and which days they name.

Each kind is looked for on its own: windows, rules of quantity, days, days after which it is too
late, weekdays, points of the session. What the kinds mean is told in ``facts.deadlines``.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ctocdiff.dates import DateKind, DateMention, PartialDate, find_dates
from ctocdiff.dates.grammar import grammar_of
from ctocdiff.facts.deadlines.clauses import Clauses, Governor
from ctocdiff.facts.deadlines.grammar import DeadlineGrammar
from ctocdiff.facts.deadlines.quantities import Quantities
from ctocdiff.facts.deadlines.refusals import refusals
from ctocdiff.facts.deadlines.rules import Meeting, point_of, weekday_near
from ctocdiff.language import Language
from ctocdiff.model import DeadlineKind

# How far before its day a cue may begin; "the deadline for …" may be longer.
_REACH, _LONG_REACH = 90, 200
# How far before a year "the end of the calendar year" may begin; a year and no biennium.
_YEAR_REACH = 30
_YEAR = re.compile(r"(?<!\w)(?:19|20|21)[0-9]{2}(?![\w/]|[-–][0-9])")
# How many dates may stand between the opening of a list and its closing.
_FEW = 4


@dataclass(frozen=True, slots=True)
class Found:
    """A deadline by its range; ``clause_end`` is where its clause ends if not where it begins."""

    kind: DeadlineKind
    start: int
    end: int
    date: dt.date | None = None
    opens: dt.date | None = None
    time: dt.time | None = None
    offset: int | None = None
    clause_end: int | None = None


def has_any(text: str, cues: Sequence[str]) -> bool:
    """Whether any of the cues, in lower case, occurs in a text."""
    lower = text.lower()
    return any(cue in lower for cue in cues)


@dataclass(frozen=True, slots=True)
class Finder:
    """Finds the deadlines of one text."""

    text: str
    language: Language
    meeting: Meeting
    grammar: DeadlineGrammar
    clauses: Clauses

    def find(self) -> list[Found]:
        """All deadlines, in text order.

        Where two overlap, the one that says more stays: a window or a rule of quantity before a
        day, a day before a weekday or a point of the session.
        """
        mentions = find_dates(self.text, self.language)
        kept: list[Found] = []
        for found in (
            *self._windows(mentions),
            *self._quantities(mentions),
            *self._refusals(mentions),
            *self._days(mentions),
            *self._years(),
            *self._weekdays(mentions),
            *self._points(),
            *self._closings(),
        ):
            at = bisect_left(kept, found.start, key=lambda other: other.start)
            after = at == len(kept) or found.end <= kept[at].start
            if after and (at == 0 or kept[at - 1].end <= found.start):
                kept.insert(at, found)
        return kept

    def _windows(self, mentions: Sequence[DateMention]) -> Iterator[Found]:
        for at, last in enumerate(mentions):
            if last.kind is DateKind.INTERVAL:
                first, cue_end = last, last.start
            else:
                first = mentions[at - 1] if at else last
                if first is last or not self._spanned(first, last):
                    continue
                cue_end = first.start
            from_ = self._cue(self.grammar.before_window, cue_end)
            if from_ is None or self.clauses.told(from_.start(), last.end):
                continue
            if not self._opened(from_.start(), last.end):
                continue
            opens, closes = self._day(first.dates[0]), self._day(last.dates[-1])
            yield self._dated(DeadlineKind.WINDOW, from_.start(), last, closes, opens)

    def _spanned(self, first: DateMention, last: DateMention) -> bool:
        """Whether two mentions are the ends of one span: "from …, until …", "from 1 p.m. to"."""
        # without a time of day the two were read as one interval
        if first.time and self.grammar.between_ends.fullmatch(self.text, first.end, last.start):
            return True
        cue = self._cue(self.grammar.before_day, last.start, after=first.end)
        if cue is None or cue["until"] is None:
            return False
        between = self.grammar.between_days
        return between.fullmatch(self.text, first.end, cue.start()) is not None

    def _opened(self, start: int, end: int) -> bool:
        """Whether the sentence of a window tells of something that is open, or of entering it."""
        if self.clauses.has(self.grammar.open, start):
            return True
        if not self.clauses.fronted(start):
            return False
        high = self.clauses.sentence(start)[1]
        wanted = (self.grammar.open, self.grammar.register)
        return all(pattern.search(self.text, end, high) for pattern in wanted)

    def _quantities(self, mentions: Sequence[DateMention]) -> Iterator[Found]:
        if not has_any(self.text, self.grammar.quantity_cues) or not self.grammar.unit.search(
            self.text
        ):
            return
        days = {mention.start: (mention.end, self._day(mention.dates[0])) for mention in mentions}
        rules = Quantities(self.text, self.language, self.meeting, self.grammar, self.clauses)
        for start, end, day in rules.find(days):
            yield self._rule(start, end, day, None)

    def _refusals(self, mentions: Sequence[DateMention]) -> Iterator[Found]:
        for start, mention in refusals(self.text, mentions, self.grammar, self.clauses):
            day = self._day(mention.dates[-1])
            yield self._dated(DeadlineKind.FIXED, start, mention, day, None)

    def _days(self, mentions: Sequence[DateMention]) -> Iterator[Found]:
        for at, mention in enumerate(mentions):
            late = self._late(mention, mentions[at + 1 : at + 2])
            end = late.end() if late else mention.end
            cue = self._cue(self.grammar.before_day, mention.start)
            early = cue is not None and bool(cue["before"]) and not cue["month_end"]
            day = self._day(mention.dates[-1], before=early)
            opens = clause_end = None
            start = mention.start
            if cue:
                start = cue.start()
                if not (self._sets(cue, end) or (late and not self.clauses.told(start, end))):
                    continue
                if cue["until"]:
                    opens = self._opening(mentions[max(0, at - _FEW) : at], start, day)
            elif limit := self._cue(self.grammar.before_limit, start, reach=_LONG_REACH):
                start, clause_end = limit.start(), limit.end("of")
            elif close := self._cue(self.grammar.before_close, start):
                start = close.start()
                if self.clauses.told(start, end) or not self.clauses.has_near(
                    self.grammar.register, start
                ):
                    continue
                opens = self._opening(mentions[max(0, at - _FEW) : at], start, day)
            elif not late or self.clauses.told(start, end):
                continue
            found = self._dated(DeadlineKind.FIXED, start, mention, day, opens)
            yield replace(found, end=end, clause_end=clause_end)

    def _late(self, mention: DateMention, after: Sequence[DateMention]) -> re.Match[str] | None:
        """What says "at the latest" after a day, if it is not said of the day that comes next."""
        late = self.grammar.after_day.match(self.text, mention.end)
        if late and after:
            cue = self._cue(self.grammar.before_day, after[0].start, after=mention.end)
            return None if cue and cue.start() < late.end() else late
        return late

    def _years(self) -> Iterator[Found]:
        """The ends of years: "by the end of 2025"."""
        for year in _YEAR.finditer(self.text):
            start, end = year.span()
            if not has_any(self.text[max(0, start - _YEAR_REACH) : start], self.grammar.end_cues):
                continue
            cue = self._cue(self.grammar.before_year, start)
            if cue and self._sets(cue, end):
                day = dt.date(int(year[0]), 12, 31)
                offset = self.meeting.offset(day)
                yield Found(DeadlineKind.FIXED, cue.start(), end, day, offset=offset)

    def _points(self) -> Iterator[Found]:
        if not has_any(self.text, self.grammar.direct_cues):
            return
        at = 0
        while cue := self.grammar.before_point.search(self.text, at):
            point = self.grammar.point.match(self.text, cue.end()) or self._end_of_day(cue.end())
            at = point.end() if point else cue.start() + 1
            if point is None:
                continue
            bare = point["whole"] and not (point["begins"] or point["beginning"] or point["ending"])
            # "by 6 p.m. The opening" is two sentences
            linked = self.text[cue.start("linked") : point.start() + 1] if cue["clock"] else ""
            if cue["clock"] and (point["whole"] or linked.strip()[:1].isupper()):
                continue
            after = (
                None if cue["clock"] else self.grammar.after_weekday.match(self.text, point.end())
            )
            end = after.end("clock") if after and after["clock"] else point.end()
            if (bare and not cue["before"]) or not self._sets(cue, end):
                continue
            day = point_of(point, self.meeting, self.grammar, self.language)
            clock = cue["clock"] or (after["clock"] if after else None)
            time = grammar_of(self.language).time(clock) if clock else None
            yield self._rule(cue.start(), end, day, time)

    def _end_of_day(self, at: int) -> re.Match[str] | None:
        """The day of the session of which "the end of" stands at an offset."""
        end = self.grammar.end_of.match(self.text, at)
        point = self.grammar.point.match(self.text, end.end()) if end else None
        return point if point and (point["nth"] or point["end"] or point["last"]) else None

    def _closings(self) -> Iterator[Found]:
        """What closes at a point of the session: "the list closes at the end of the first day"."""
        if not has_any(self.text, self.grammar.closing_cues):
            return
        for close in self.grammar.before_closing_point.finditer(self.text):
            start = close.start()
            point = self.grammar.point.match(self.text, close.end())
            if point is None or point["whole"] or self.clauses.told(start, point.end()):
                continue
            if not self.clauses.has_near(self.grammar.register, start):
                continue
            day = point_of(point, self.meeting, self.grammar, self.language)
            after = self.grammar.after_weekday.match(self.text, point.end())
            clock = close["clock"] or (after["clock"] if after else None)
            time = grammar_of(self.language).time(clock) if clock else None
            end = after.end("clock") if after and after["clock"] else point.end()
            yield self._rule(start, end, day, time)

    def _weekdays(self, mentions: Sequence[DateMention]) -> Iterator[Found]:
        for match in self.grammar.weekday.finditer(self.text):
            at = bisect_right(mentions, match.start(), key=lambda mention: mention.start)
            if at and match.start() < mentions[at - 1].end:
                continue
            after = self.grammar.after_weekday.match(self.text, match.end())
            cue = self._cue(self.grammar.before_weekday, match.start())
            if after is None or not (cue or after["late"]):
                continue
            start, end = cue.start() if cue else match.start(), after.end()
            ahead = self.grammar.weekday_ahead.match(self.text, end)
            point = self.grammar.point.match(self.text, ahead.end()) if ahead else None
            end = point.end() if point else end
            sets = self._sets(cue, end) if cue and not after["late"] else None
            if sets is False or self.clauses.told(start, end):
                continue
            day = weekday_near(match[0], self.meeting, self.language, ahead=point is not None)
            if point and point_of(point, self.meeting, self.grammar, self.language) is None:
                day = None
            time = grammar_of(self.language).time(self.text[start:end])
            yield self._rule(start, end, day, time)

    def _cue(
        self, pattern: re.Pattern[str], end: int, *, after: int = 0, reach: int = _REACH
    ) -> re.Match[str] | None:
        """The cue that ends where a day begins."""
        return pattern.search(self.text, max(after, end - reach), end)

    def _sets(self, cue: re.Match[str], end: int) -> bool:
        """Whether a cue right before a day sets a deadline there."""
        start = cue.start()
        governor = self.clauses.governor(start, end)
        if cue["firm"]:
            return not (self.clauses.told(start, end) or self.clauses.narrated(start, end))
        if governor in (Governor.MEETING, Governor.PAST):
            return False
        if cue["before"]:
            return governor is not None
        if governor is Governor.DUTY or self.clauses.has(self.grammar.open, start):
            return True
        return self._cue(self.grammar.has, start) is not None

    def _opening(
        self, mentions: Sequence[DateMention], start: int, closes: dt.date | None
    ) -> dt.date | None:
        """The day on which something is opened that closes with the deadline at ``start``."""
        register = self.grammar.register
        for mention in reversed(mentions):
            cue = self._cue(self.grammar.before_opening, mention.start)
            day = self._day(mention.dates[0])
            if cue and day and closes and day < closes:
                near = register.search(self.text, self.clauses.sentence(cue.start())[0], start)
                return day if near else None
        return None

    def _day(self, date: PartialDate, *, before: bool = False) -> dt.date | None:
        """The calendar day of a date; of a month the last day, or the first after "before".

        A date without a year is one of the year of the session.
        """
        year = date.year or (self.meeting.opens.year if self.meeting.opens else None)
        if year is None:
            return None
        last = calendar.monthrange(year, date.month)[1]
        return dt.date(year, date.month, min(date.day or (1 if before else last), last))

    def _dated(
        self,
        kind: DeadlineKind,
        start: int,
        mention: DateMention,
        day: dt.date | None,
        opens: dt.date | None,
    ) -> Found:
        offset = self.meeting.offset(day)
        return Found(kind, start, mention.end, day, opens, mention.time, offset)

    def _rule(self, start: int, end: int, day: dt.date | None, time: dt.time | None) -> Found:
        offset = self.meeting.offset(day)
        return Found(DeadlineKind.RELATIVE, start, end, None, None, time, offset)
