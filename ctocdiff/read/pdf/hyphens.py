"""Hyphens at the ends of lines: those that a program put there leave the text.

A word is put together where the document has it whole elsewhere; a hyphen stays where it has the
word with it, or where both halves are words themselves ("long-term"). What remains is judged by
the rest of the document: few programs hyphenate, but those that do, do it often.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

HYPHENS = ("-", "\N{SOFT HYPHEN}", "\N{HYPHEN}")
_WORD = re.compile(r"[^\W\d_]+(?:[-\u2010\u2011][^\W\d_]+)*")
_HALF_BEFORE = re.compile(r"([^\W\d_]{2,})[-\u00ad\u2010]$")
_HALF_AFTER = re.compile(r"[^\W\d_]{2,}")


class Hyphens:
    """The words of a document, and the judgement over a hyphen between two lines."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._words: Counter[str] = Counter()
        for text in texts:
            # the halves of a word cut by the line are not words
            inner = text.rstrip("-\u00ad\u2010") if text.endswith(HYPHENS) else text
            found = [word.lower() for word in _WORD.findall(inner)]
            if text.endswith(HYPHENS) and found:
                found.pop()
            self._words.update(found)
        cut = [halves for above, below in pairwise(texts) if (halves := _halves(above, below))]
        whole = sum(self._words[first + second] > 0 for first, second in cut)
        self._usual = whole * 4 >= len(cut) > 0 and whole > 1

    def leaves(self, above: str, below: str) -> bool:
        """Whether the hyphen that ends a line is no part of the word."""
        halves = _halves(above, below)
        if halves is None:
            return False
        if above.endswith("\N{SOFT HYPHEN}"):
            return True
        first, second = halves
        if self._words[f"{first}-{second}"]:
            return False
        if self._words[first + second]:
            return True
        return self._usual and not (self._words[first] and self._words[second])


def _halves(above: str, below: str) -> tuple[str, str] | None:
    """The halves of a word that the end of a line cuts at a hyphen, in lower case."""
    before, after = _HALF_BEFORE.search(above), _HALF_AFTER.match(below)
    if before is None or after is None or not below[:1].islower():
        return None
    return before[1].lower(), after[0].lower()
