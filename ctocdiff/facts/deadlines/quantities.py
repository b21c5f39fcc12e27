"""Rules of quantity: "two weeks before the session", "within 30 days of receipt".

A quantity ahead of something sets a deadline where it hangs on a point of the session or on a date,
where it is the least ("at least 30 days before the meeting"), or where somebody is bound to act so
long before a meeting. A quantity after something does so where it is the most ("no later than 24
hours after the opening", "within three months of the adoption") and somebody must act or will.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ctocdiff.facts.deadlines.clauses import Clauses, Governor
from ctocdiff.facts.deadlines.grammar import DeadlineGrammar
from ctocdiff.facts.deadlines.rules import Meeting, point_of, quantity_from
from ctocdiff.language import Language

# What a rule is counted from where that is no point of the session: a few words.
_WORD = re.compile(r"[^\W_][\w'’-]*")
_SPACE = re.compile(r"[^\S\t]")
_FEW = 7

Rule = tuple[int, int, dt.date | None]
"""Where a rule begins and ends, and its day where the calendar gives it."""


@dataclass(frozen=True, slots=True)
class Quantities:
    """The rules of quantity of one text."""

    text: str
    language: Language
    meeting: Meeting
    grammar: DeadlineGrammar
    clauses: Clauses

    def find(self, days: Mapping[int, tuple[int, dt.date | None]]) -> Iterator[Rule]:
        """Each rule, in text order; ``days`` has end and day of each date by its start."""
        for match, point, end in self._told():
            start = match.start()
            if self.clauses.told(start, end) or not self._bounded(match, point, end):
                continue
            day: dt.date | None
            if point:
                # the session itself has no day of its own to count from
                whole = match["behind"] and point["whole"]
                day = None if whole else self._point(point)
            elif end in days:
                # "two weeks before 15 October 2018"
                end, day = days[end]
            elif match["behind"] or match["least"] or match["more"] or self._before_meeting(match):
                # "at least 30 days before the meeting"
                end, day = self._elsewhere(match.end()), None
                if end == match.end():
                    continue
            else:
                continue
            if day is not None:
                day = quantity_from(match, day, self.grammar, self.language)
            yield start, end, day

    def _told(self) -> Iterator[tuple[re.Match[str], re.Match[str] | None, int]]:
        """Each quantity, the point of the session after it, and where both or its link end."""
        end = 0
        while match := self.grammar.quantity.search(self.text, end):
            point = self.grammar.point.match(self.text, match.end())
            after = point or self.grammar.quantity_link.match(self.text, match.end())
            end = after.end() if after else match.end()
            yield match, point, end

    def _point(self, point: re.Match[str]) -> dt.date | None:
        return point_of(point, self.meeting, self.grammar, self.language)

    def _bounded(self, match: re.Match[str], point: re.Match[str] | None, end: int) -> bool:
        """Whether a quantity has its sense: before something, or after it as a last day."""
        if not match["behind"]:
            return match["within"] is None
        most = self.grammar.at_most.search(f"{match['least']} {match['more']}") is not None
        if most and point and not point["whole"]:
            return True
        if not (most or match["within"]):
            return False
        start = match.start()
        if not (self.clauses.governed_before(start) or self.clauses.begins(start)):
            rule = most or self.grammar.time_limit.match(match[0]) is not None
            return rule and not self.clauses.has(self.grammar.narrates, start)
        governor = self.clauses.governor(start, end)
        # "are detained within 24 hours of arrival" tells what is usual
        will = most or self.clauses.has_near(self.grammar.will, start)
        return governor is Governor.DUTY or (governor is Governor.FUTURE and will)

    def _before_meeting(self, match: re.Match[str]) -> bool:
        """Whether somebody is bound to act so long before a meeting."""
        start = match.start()
        if self.grammar.occasion.match(self.text, match.end()) is None:
            return False
        bound = self.clauses.has(self.grammar.bound, start)
        return bound and self.clauses.governor(start, match.end()) is Governor.DUTY

    def _elsewhere(self, at: int) -> int:
        """Where the few words end that tell what a rule is counted from."""
        end = at
        for _ in range(_FEW):
            word = _WORD.match(self.text, at)
            if word is None or self.grammar.goes_on.fullmatch(word[0]):
                break
            if not self.grammar.loose.fullmatch(word[0]):
                end = word.end()
            space = _SPACE.match(self.text, word.end())
            if space is None:
                break
            at = space.end()
        return end
