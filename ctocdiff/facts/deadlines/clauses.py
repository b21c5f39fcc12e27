"""The sentences and clauses of a paragraph: what governs a deadline, and who must do what.

A cue alone is no deadline: "before 5 October" may tell of what happened, or when people will meet.
The verb that governs it decides, and that is the nearest marker before the cue in its sentence;
where there is none, the first one after it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice, pairwise

from ctocdiff.facts.deadlines.grammar import DeadlineGrammar

# A full stop or the like, white space, then a capital, a figure or a quotation.
_STOP = re.compile(r"[.!?…][»”\"’)\]]{0,2}\s+(?=[«“\"‘(\[]?\s?[A-ZÀ-ÖØ-Þ0-9])")
_SEMICOLON = re.compile(r";\s")
_LAST_WORD = re.compile(r"[\w.]+$")
_LEADING = re.compile(r"[\s,;:«“\"‘(]*(?:\(?[0-9a-z]{1,3}[.)]\s+)?")
_LETTERS_OF_A_SUBJECT = 4
# How far, in code points, a marker may stand from its cue; bounds the time for endless sentences.
_REACH, _NEAR = 900, 150
_WORDS_BEFORE_A_FRONTED_CUE = 3


class Governor(StrEnum):
    """What the verb that governs a cue tells.

    The names are keys of the lexicon; where two markers end at the same place ("will be held",
    "has asked"), the one named first here counts.
    """

    MEETING = "meeting"
    DUTY = "duty"
    FUTURE = "future"
    PAST = "past"


@dataclass(frozen=True, slots=True)
class Clauses:
    """A paragraph cut into sentences, and those at semicolons into clauses."""

    text: str
    grammar: DeadlineGrammar
    sentences: tuple[tuple[int, int], ...]
    clauses: tuple[tuple[int, int], ...]

    @classmethod
    def of(cls, text: str, grammar: DeadlineGrammar) -> Clauses:
        ends = [stop.end() for stop in _STOP.finditer(text) if not _shortened(stop, text, grammar)]
        cuts = sorted({*ends, *(match.end() for match in _SEMICOLON.finditer(text))})
        sentences, clauses = (tuple(pairwise([0, *at, len(text)])) for at in (ends, cuts))
        return cls(text, grammar, sentences, clauses)

    def sentence(self, offset: int) -> tuple[int, int]:
        """The range of the sentence that an offset lies in, but no more of it than ``_REACH``."""
        low, high = _range_at(self.sentences, offset)[1]
        return max(low, offset - _REACH), min(high, offset + _REACH)

    def governor(self, start: int, end: int) -> Governor | None:
        """What governs the cue that begins at ``start``, whose day ends at ``end``, if anything."""
        low, high = self.sentence(start)
        # Mostly the governor is near, and looking there first is a good deal faster.
        for reach in (max(low, start - _NEAR), low):
            if nearest := self._last_marker(reach, start):
                return nearest
        return self.first_marker(end, high)

    def first_marker(self, low: int, high: int) -> Governor | None:
        """The first marker in a range."""
        first = min(
            (
                (match.start(), -match.end(), rank, governor)
                for rank, governor in enumerate(Governor)
                if (match := self.grammar.markers[governor].search(self.text, low, high))
            ),
            default=None,
        )
        return first[3] if first else None

    def told(self, start: int, end: int) -> bool:
        """Whether the sentence of a cue tells of the past or of a meeting."""
        if self.governor(start, end) not in (Governor.MEETING, Governor.PAST):
            return False
        return self.governed_before(start) or self.fronted(start)

    def _last_marker(self, low: int, high: int) -> Governor | None:
        last = max(
            (
                (match.end(), -rank, governor)
                for rank, governor in enumerate(Governor)
                for match in self.grammar.markers[governor].finditer(self.text, low, high)
            ),
            default=None,
        )
        return last[2] if last else None

    def fronted(self, start: int) -> bool:
        """Whether a cue begins its sentence, but for a word or two ("However, by …")."""
        words = self.text[self.sentence(start)[0] : start].split()
        return len(words) <= _WORDS_BEFORE_A_FRONTED_CUE

    def narrated(self, start: int, end: int) -> bool:
        """Whether only the form of a verb before a cue tells that its sentence is a report.

        "The Group replied by 5 May", but not "Papers received by 5 May will be translated".
        """
        if self.governed_before(start) or self.begins(start):
            return False
        low, high = self.sentence(start)
        clause = self.text.find(",", end, high)
        if self.first_marker(end, clause if clause >= 0 else high):
            return False
        if "," in self.text[low:start]:  # where there are several clauses any may be the main one
            return False
        return any(
            found.start() > low
            and not self.grammar.attributive.search(self.text, low, found.start())
            for found in self.grammar.narrates.finditer(self.text, low, start)
        )

    def begins(self, start: int) -> bool:
        """Whether a cue begins its sentence."""
        return not self.text[self.sentence(start)[0] : start].strip()

    def governed_before(self, start: int) -> bool:
        """Whether a marker stands before the cue in its sentence."""
        low = self.sentence(start)[0]
        return any(m.search(self.text, low, start) for m in self.grammar.markers.values())

    def has(self, pattern: re.Pattern[str], end: int) -> bool:
        """Whether a pattern occurs in the sentence of an offset, before it."""
        return pattern.search(self.text, self.sentence(end)[0], end) is not None

    def has_near(self, pattern: re.Pattern[str], offset: int) -> bool:
        """Whether a pattern occurs in the sentence of an offset or, if not, in the one before."""
        low, high = self.sentence(offset)
        before = self.sentence(low - 1)[0] if low else low
        return pattern.search(self.text, before, high) is not None

    def subject(self, start: int, end: int) -> tuple[int, int]:
        """Who must do what: the clause before a deadline, or after it where that begins it.

        A clause that begins with a pronoun takes in the clause before it, which tells whose.
        """
        at, (low, high) = _range_at(self.clauses, start)
        for said in self.grammar.said.finditer(self.text, max(low, start - _REACH), start):
            if _is_subject(self.text[said.end() : start]):
                low = said.end()
        low = self._lead(low, start)
        if at and self.grammar.pronoun.match(self.text, low):
            low = self._lead(self.clauses[at - 1][0], start)
        head = self._trail(low, start)
        if _is_subject(self.text[low:head]):
            return low, head
        tail = self._lead(min(end, high), high)
        last = self._trail(tail, high)
        last -= len(self.text[tail:last]) - len(self.text[tail:last].rstrip(' .;,»”"'))
        return (tail, last) if _is_subject(self.text[tail:last]) else (low, max(high, end))

    def _lead(self, low: int, high: int) -> int:
        leading = _LEADING.match(self.text, low, high)
        return leading.end() if leading else low

    def _trail(self, low: int, high: int) -> int:
        trailing = self.grammar.trailing.search(self.text, max(low, high - _NEAR), high)
        return trailing.start() if trailing else high


def _range_at(ranges: Sequence[tuple[int, int]], offset: int) -> tuple[int, tuple[int, int]]:
    """The last range that begins at or before an offset, and its number."""
    at = bisect_right(ranges, offset, key=lambda range_: range_[0]) - 1
    return at, ranges[at]


def _shortened(stop: re.Match[str], text: str, grammar: DeadlineGrammar) -> bool:
    """Whether a full stop only ends an abbreviation or an initial: "Mr. Smith", "chap. I"."""
    if text[stop.start()] != ".":
        return False
    word = _LAST_WORD.search(text, max(0, stop.start() - 12), stop.start())
    if word is None:
        return False
    last = word[0].lower()
    return last in grammar.abbreviations or (len(last) == 1 and last.isalpha())


def _is_subject(text: str) -> bool:
    # Enough letters are soon found, and many deadlines may share one long clause.
    letters = filter(str.isalpha, text)
    return sum(1 for _ in islice(letters, _LETTERS_OF_A_SUBJECT)) == _LETTERS_OF_A_SUBJECT
