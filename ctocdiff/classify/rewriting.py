"""Spellings and wordings that are read as others: patterns of the lexicon, with their cues.

Most texts have none of them. A cue is a string that stands in every text its pattern matches;
without one of its cues a text is not searched, nor the pattern compiled.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

_KEPT = 2048  # words remembered
_START = 3  # code points by which the cues that a word may hold are found


@dataclass(frozen=True, slots=True)
class Rewriting:
    """What a pattern matches is read as ``reading``, a template of ``re.sub``."""

    pattern: str
    reading: str
    cues: tuple[str, ...]


class Rewritings:
    """A table of rewritings, which a text goes through in order."""

    def __init__(self, rows: Iterable[Rewriting]) -> None:
        self._each = tuple(rows)
        # A cue, or the longest word of one, stands within a word; and words come again.
        self._cues: dict[str, list[tuple[str, str, int]]] = {}
        for place, one in enumerate(self._each):
            for cue in one.cues:
                part = max(cue.split(), key=len, default="")
                self._cues.setdefault(part[:_START], []).append((part, cue, place))
        self._starts = tuple(sorted({len(start) for start in self._cues}))
        self._told_by = lru_cache(_KEPT)(self._looked_up)

    def applies(self, text: str) -> bool:
        """Whether a text has anything to rewrite."""
        return any(
            _compiled(self._each[place].pattern).search(text) for place in self._told_in(text)
        )

    def apply(self, text: str) -> str:
        """A text with everything rewritten."""
        told = self._told_in(text)
        while told:
            place, *told = told
            one = self._each[place]
            read = _compiled(one.pattern).sub(one.reading, text)
            if read != text:
                text, told = read, self._told_in(read, place + 1)
        return text

    def _told_in(self, text: str, first: int = 0) -> list[int]:
        """The places of the rewritings that a cue tells of, from one of them on."""
        told = filter(None, map(self._told_by, text.split()))
        return sorted(
            {place for each in told for cue, place in each if place >= first and cue in text}
        )

    def _looked_up(self, word: str) -> tuple[tuple[str, int], ...]:
        """The cues of which a word may be part, with the places of their rewritings."""
        starts = {word[at : at + n] for n in self._starts for at in range(len(word) - n + 1)}
        return tuple(
            (cue, place)
            for start in self._cues.keys() & starts
            for part, cue, place in self._cues[start]
            if part in word
        )


def rewritings(rows: Iterable[tuple[str, str, Sequence[str]]]) -> Iterator[Rewriting]:
    """The rewritings of a table of the lexicon: pattern, reading, cues."""
    return (Rewriting(pattern, reading, tuple(cues)) for pattern, reading, cues in rows)


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)
