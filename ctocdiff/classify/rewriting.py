"""Spellings and wordings that are read as others: patterns of the lexicon, with their cues.

Most texts have none of them. A cue is a string that stands in every text its pattern matches;
without one of its cues a text is not searched, nor the pattern compiled.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import filterfalse

_KEPT = 2048  # texts remembered: a change is read by several rules, alone and with its neighbours


@lru_cache(_KEPT)
def bare(text: str) -> str:
    """A text in lower case and without accents."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFD", text.casefold())
    return "".join(filterfalse(unicodedata.combining, decomposed))


@dataclass(frozen=True, slots=True)
class Rewriting:
    """What a pattern matches is read as ``reading``, a template of ``re.sub``."""

    pattern: str
    reading: str
    cues: tuple[str, ...]

    def applies(self, text: str) -> bool:
        """Whether a text has anything to rewrite."""
        return self._is_told_in(text) and _compiled(self.pattern).search(text) is not None

    def apply(self, text: str) -> str:
        """A text with everything rewritten."""
        return _compiled(self.pattern).sub(self.reading, text) if self._is_told_in(text) else text

    def _is_told_in(self, text: str) -> bool:
        # A plain loop, since this is asked of every change many times.
        for cue in self.cues:  # noqa: SIM110
            if cue in text:
                return True
        return False


def rewritings(rows: Iterable[tuple[str, str, Sequence[str]]]) -> tuple[Rewriting, ...]:
    """The rewritings of a table of the lexicon: pattern, reading, cues."""
    return tuple(Rewriting(pattern, reading, tuple(cues)) for pattern, reading, cues in rows)


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)
