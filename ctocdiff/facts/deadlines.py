"""Deadlines: the days, windows and rules by which somebody must or should act.

A deadline is a cue ("no later than", "until", "at least 60 days before"), a day or a rule, and who
must do what. Of each it is said how many days it lies from the opening of the session, so that the
same rule can be recognised in another year.

* FIXED: a day with its date. "Before 4 October" and "by 4 October" both have the date written.
* WINDOW: a first and a last day in one expression, "from 2 September until 14 October". Where the
  list is opened in one clause and closed in another, the last day is FIXED and ``opens`` tells the
  first; an opening day alone is no deadline.
* RELATIVE: a rule, "two weeks before the session", "by noon on Thursday" (the first Thursday of the
  session), "before the session ends". It has no date of its own. 24 hours are one day; what is
  anchored elsewhere, or in months or hours that make no whole days, has no offset or that of the
  calendar.

A rule and its date in one text are two deadlines. No deadlines are: days of meetings, speaking
times, "until the Bureau has reported", spans that begin with the session or later ("within 30 days
of"), bare years ("by 2030"), mandates ("report at its next session"), what is told of the past.
Source of the rules: rules of procedure 18 and 72 and decision 6/3 of the Conference of the Parties
to the Convention against Transnational Organized Crime, and how its agendas word them.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from ctocdiff.dates import DateKind, DateMention, PartialDate, find_dates
from ctocdiff.dates.grammar import grammar_of
from ctocdiff.facts.deadlines_clauses import Clauses, Governor
from ctocdiff.facts.deadlines_grammar import DeadlineGrammar, deadline_grammar
from ctocdiff.facts.deadlines_rules import Meeting, point_of, quantity_before, weekday_near
from ctocdiff.language import Language
from ctocdiff.model import Document, Kind, Paragraph

_WITHOUT = frozenset({Kind.HEADING, Kind.AGENDA, Kind.DOCUMENTATION})
# How far before its day a cue may begin; "the deadline for …" may be longer.
_REACH, _LONG_REACH = 90, 200
# How many dates may stand between the opening of a list and its closing.
_FEW = 4
# What a rule is counted from where that is no point of the session: a few words.
_ELSEWHERE = re.compile(r"(?:[^\W_][\w'’-]*[^\S\t]?){0,6}(?<!\s)")


class DeadlineKind(StrEnum):
    """How a deadline is stated; the docstring of the module tells the kinds apart."""

    FIXED = "fixed"
    WINDOW = "window"
    RELATIVE = "relative"


@dataclass(frozen=True, slots=True)
class Deadline:
    """One deadline as stated in one paragraph.

    ``section`` is the label of its section, empty in the front matter. ``start`` and ``end`` are
    code points of the paragraph's text from the cue to the end of the day or rule, ``text`` is what
    stands there; ``subject`` is the clause that says who must do what. ``offset_days`` counts from
    the opening day of the session of the document; None where that or the day is not known.
    """

    section: str
    paragraph: str
    start: int
    end: int
    text: str
    date: dt.date | None
    opens: dt.date | None
    time: dt.time | None
    offset_days: int | None
    kind: DeadlineKind
    subject: str
    subject_start: int
    subject_end: int


def find_deadlines(document: Document) -> tuple[Deadline, ...]:
    """Every deadline of a document, in text order."""
    head = document.masthead
    meeting = Meeting(head.session, head.opens, head.closes)
    found: list[Deadline] = []
    for section, paragraph in _paragraphs(document):
        found += find_in_paragraph(section, paragraph, document.language, meeting)
    return tuple(found)


def find_in_paragraph(
    section: str, paragraph: Paragraph, language: Language, meeting: Meeting
) -> tuple[Deadline, ...]:
    """The deadlines of one paragraph, in text order."""
    grammar = deadline_grammar(language)
    text = paragraph.text
    if not _has_any(text, grammar.cues):
        return ()
    finder = _Finder(text, language, meeting, grammar, Clauses.of(text, grammar))
    return tuple(_deadline(section, paragraph, found, finder.clauses) for found in finder.find())


def _paragraphs(document: Document) -> Iterator[tuple[str, Paragraph]]:
    sections = ((section.label, section.paragraphs) for section in document.walk())
    for label, paragraphs in (("", document.front), *sections):
        yield from ((label, found) for found in paragraphs if found.kind not in _WITHOUT)


@dataclass(frozen=True, slots=True)
class _Found:
    """A deadline by its range; ``clause_end`` is where its clause ends if not where it begins."""

    kind: DeadlineKind
    start: int
    end: int
    date: dt.date | None = None
    opens: dt.date | None = None
    time: dt.time | None = None
    offset: int | None = None
    clause_end: int | None = None


def _deadline(section: str, paragraph: Paragraph, found: _Found, clauses: Clauses) -> Deadline:
    low, high = clauses.subject(found.clause_end or found.start, found.end)
    text = paragraph.text
    return Deadline(
        section=section,
        paragraph=paragraph.id,
        start=found.start,
        end=found.end,
        text=text[found.start : found.end],
        date=found.date,
        opens=found.opens,
        time=found.time,
        offset_days=found.offset,
        kind=found.kind,
        subject=text[low:high],
        subject_start=low,
        subject_end=high,
    )


def _has_any(text: str, cues: Sequence[str]) -> bool:
    lower = text.lower()
    return any(cue in lower for cue in cues)


@dataclass(frozen=True, slots=True)
class _Finder:
    """Finds the deadlines of one text."""

    text: str
    language: Language
    meeting: Meeting
    grammar: DeadlineGrammar
    clauses: Clauses

    def find(self) -> list[_Found]:
        """In text order; where two overlap, the one that says more: windows and rules of quantity
        before days, days before weekdays and points of the session."""
        mentions = find_dates(self.text, self.language)
        kept: list[_Found] = []
        for found in (
            *self._windows(mentions),
            *self._quantities(mentions),
            *self._days(mentions),
            *self._weekdays(mentions),
            *self._points(),
        ):
            at = bisect_left(kept, found.start, key=lambda other: other.start)
            after = at == len(kept) or found.end <= kept[at].start
            if after and (at == 0 or kept[at - 1].end <= found.start):
                kept.insert(at, found)
        return kept

    def _windows(self, mentions: Sequence[DateMention]) -> Iterator[_Found]:
        for at, last in enumerate(mentions):
            if last.kind is DateKind.INTERVAL:
                first, cue_end = last, last.start
            else:
                first = mentions[at - 1] if at else last
                cue = self._cue(self.grammar.before_day, last.start, after=first.end)
                if first is last or cue is None or cue["until"] is None:
                    continue
                if not self.grammar.between_days.fullmatch(self.text, first.end, cue.start()):
                    continue
                cue_end = first.start
            from_ = self._cue(self.grammar.before_window, cue_end)
            if from_ is None or self._told(from_.start(), last.end):
                continue
            if not self.clauses.has(self.grammar.open, from_.start()):
                continue
            opens, closes = self._day(first.dates[0]), self._day(last.dates[-1])
            yield self._dated(DeadlineKind.WINDOW, from_.start(), last, closes, opens)

    def _quantities(self, mentions: Sequence[DateMention]) -> Iterator[_Found]:
        if not _has_any(self.text, self.grammar.quantity_cues) or not self.grammar.unit.search(
            self.text
        ):
            return
        at = {mention.start: mention for mention in mentions}
        for match in self.grammar.quantity.finditer(self.text):
            if self._told(match.start(), match.end()):
                continue
            end = match.end()
            if match["day"] is None:
                day = point_of(match, self.meeting, self.grammar, self.language)
            elif mention := at.get(end):
                # "two weeks before 15 October 2018"
                end, day = mention.end, self._day(mention.dates[0])
            elif match["least"] or match["more"]:
                # "at least 30 days before the meeting"
                end, day = _ELSEWHERE.match(self.text, match.start("day")).end(), None
            else:
                continue
            if day is not None:
                day = quantity_before(match, day, self.grammar, self.language)
            yield self._rule(match.start(), end, day, None)

    def _days(self, mentions: Sequence[DateMention]) -> Iterator[_Found]:
        for at, mention in enumerate(mentions):
            late = self.grammar.after_day.match(self.text, mention.end)
            end = late.end() if late else mention.end
            cue = self._cue(self.grammar.before_day, mention.start)
            day = self._day(mention.dates[-1], before=cue is not None and cue["before"] is not None)
            opens = clause_end = None
            start = mention.start
            if cue:
                start = cue.start()
                if not (self._sets(cue, end) or (late and not self._told(start, end))):
                    continue
                if cue["until"]:
                    opens = self._opening(mentions[max(0, at - _FEW) : at], start, day)
            elif limit := self._cue(self.grammar.before_limit, start, reach=_LONG_REACH):
                start, clause_end = limit.start(), limit.end("of")
            elif close := self._cue(self.grammar.before_close, start):
                start = close.start()
                if not self.clauses.has_near(self.grammar.register, start):
                    continue
                opens = self._opening(mentions[max(0, at - _FEW) : at], start, day)
            elif not late or self._told(start, end):
                continue
            found = self._dated(DeadlineKind.FIXED, start, mention, day, opens)
            yield replace(found, end=end, clause_end=clause_end)

    def _points(self) -> Iterator[_Found]:
        if not _has_any(self.text, self.grammar.direct_cues):
            return
        for match in self.grammar.point.finditer(self.text):
            bare = match["whole"] and not (match["begins"] or match["beginning"] or match["ending"])
            if (bare and not match["before"]) or not self._sets(match, match.end()):
                continue
            day = point_of(match, self.meeting, self.grammar, self.language)
            yield self._rule(match.start(), match.end(), day, None)

    def _weekdays(self, mentions: Sequence[DateMention]) -> Iterator[_Found]:
        for match in self.grammar.weekday.finditer(self.text):
            at = bisect_right(mentions, match.start(), key=lambda mention: mention.start)
            if at and match.start() < mentions[at - 1].end:
                continue
            after = self.grammar.after_weekday.match(self.text, match.end())
            cue = self._cue(self.grammar.before_weekday, match.start())
            if after is None or not (cue or after["late"]):
                continue
            start = cue.start() if cue else match.start()
            sets = self._sets(cue, after.end()) if cue and not after["late"] else None
            if sets is False or self._told(start, after.end()):
                continue
            day = weekday_near(
                match[0], self.meeting, self.language, ahead=after["ahead"] is not None
            )
            if (
                after["ahead"]
                and point_of(after, self.meeting, self.grammar, self.language) is None
            ):
                day = None
            time = grammar_of(self.language).time(self.text[start : after.end()])
            yield self._rule(start, after.end(), day, time)

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
            return not self._told(start, end)
        if governor in (Governor.MEETING, Governor.PAST):
            return False
        if cue["before"]:
            return governor is not None
        if governor is Governor.DUTY or self.clauses.has(self.grammar.open, start):
            return True
        return self.grammar.has.search(self.text, 0, start) is not None

    def _told(self, start: int, end: int) -> bool:
        """Whether the sentence tells of the past or of a meeting."""
        governor = self.clauses.governor(start, end)
        if governor not in (Governor.MEETING, Governor.PAST):
            return False
        return self.clauses.governed_before(start) or self.clauses.fronted(start)

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
    ) -> _Found:
        offset = self.meeting.offset(day)
        return _Found(kind, start, mention.end, day, opens, mention.time, offset)

    def _rule(self, start: int, end: int, day: dt.date | None, time: dt.time | None) -> _Found:
        offset = self.meeting.offset(day)
        return _Found(DeadlineKind.RELATIVE, start, end, None, None, time, offset)
