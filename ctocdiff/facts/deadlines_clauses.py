"""The sentences and clauses of a paragraph: what governs a deadline, and who must do what.

A cue alone is no deadline: "before 5 October" may tell of what happened, or when people will meet.
The verb that governs it decides, and that is the nearest marker before the cue in its sentence;
where there is none, the first one after it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from ctocdiff.facts.deadlines_grammar import DeadlineGrammar

# A full stop or the like, white space, then a capital, a figure or a quotation.
_STOP = re.compile(r"[.!?…][»”\"’)\]]{0,2}\s+(?=[«“\"‘(\[]?\s?[A-ZÀ-ÖØ-Þ0-9])")
_LAST_WORD = re.compile(r"[\w.]+$")
_LEADING = re.compile(r"[\s,;:«“\"‘(]*(?:\(?[0-9a-z]{1,3}[.)]\s+)?")
_LETTERS_OF_A_SUBJECT = 4
_WORDS_BEFORE_A_FRONTED_CUE = 3


class Governor(StrEnum):
    """What the verb that governs a cue tells; the names are keys of the lexicon, first one first
    where two end at the same place ("will be held", "has asked")."""

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

    @classmethod
    def of(cls, text: str, grammar: DeadlineGrammar) -> Clauses:
        ends = [stop.end() for stop in _STOP.finditer(text) if not _shortened(stop, text, grammar)]
        return cls(text, grammar, tuple(pairwise([0, *ends, len(text)])))

    def sentence(self, offset: int) -> tuple[int, int]:
        """The range of the sentence that an offset lies in."""
        return next(s for s in reversed(self.sentences) if s[0] <= offset)

    def governor(self, start: int, end: int) -> Governor | None:
        """What governs the cue that begins at ``start``, up to the end of its day; None: nothing."""
        low, high = self.sentence(start)
        nearest = max(
            (
                (match.end(), -rank, governor)
                for rank, governor in enumerate(Governor)
                for match in self.grammar.markers[governor].finditer(self.text, low, start)
            ),
            default=None,
        )
        if nearest:
            return nearest[2]
        first = min(
            (
                (match.start(), -match.end(), rank, governor)
                for rank, governor in enumerate(Governor)
                if (match := self.grammar.markers[governor].search(self.text, end, high))
            ),
            default=None,
        )
        return first[3] if first else None

    def fronted(self, start: int) -> bool:
        """Whether a cue begins its sentence, but for a word or two ("However, by …")."""
        words = self.text[self.sentence(start)[0] : start].split()
        return len(words) <= _WORDS_BEFORE_A_FRONTED_CUE

    def governed_before(self, start: int) -> bool:
        """Whether a marker stands before the cue in its sentence."""
        low = self.sentence(start)[0]
        return any(m.search(self.text, low, start) for m in self.grammar.markers.values())

    def has(self, pattern: re.Pattern[str], offset: int, end: int | None = None) -> bool:
        """Whether a pattern occurs in the sentence of an offset, before ``end`` if given."""
        low, high = self.sentence(offset)
        return pattern.search(self.text, low, high if end is None else end) is not None

    def subject(self, start: int, end: int) -> tuple[int, int]:
        """Who must do what: the clause before a deadline, or after it where that begins it.

        A clause that begins with a pronoun takes in the clause before it, which tells whose.
        """
        clauses = list(self._clauses())
        at = next(i for i in range(len(clauses) - 1, -1, -1) if clauses[i][0] <= start)
        low, high = clauses[at]
        for said in self.grammar.said.finditer(self.text, low, start):
            if _is_subject(self.text[said.end() : start]):
                low = said.end()
        low = self._lead(low, start)
        if at and self.grammar.pronoun.match(self.text, low):
            low = self._lead(clauses[at - 1][0], start)
        head = self._trail(low, start)
        if _is_subject(self.text[low:head]):
            return low, head
        tail = self._lead(min(end, high), high)
        last = self._trail(tail, high)
        last -= len(self.text[tail:last]) - len(self.text[tail:last].rstrip(" .;,»”\""))
        return (tail, last) if _is_subject(self.text[tail:last]) else (low, max(high, end))

    def _clauses(self) -> Iterator[tuple[int, int]]:
        for low, high in self.sentences:
            cuts = [at + 1 for at in range(low, high - 1) if self.text[at] == ";"]
            yield from pairwise([low, *cuts, high])

    def _lead(self, low: int, high: int) -> int:
        leading = _LEADING.match(self.text, low, high)
        return leading.end() if leading else low

    def _trail(self, low: int, high: int) -> int:
        trailing = self.grammar.trailing.search(self.text, low, high)
        return trailing.start() if trailing else high


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
    return sum(map(str.isalpha, text)) >= _LETTERS_OF_A_SUBJECT
