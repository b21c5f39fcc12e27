"""The sentences of a paragraph, as the rules on facts read them.

Not used where sentences serve something else: to find text again (``align.sentences``), to cut two
texts at once (``memo.sentences``), to tell who must do what (``facts.deadlines.clauses``).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache, lru_cache
from itertools import pairwise

from ctocdiff.language import Language, lexicon

# A full stop or the like and white space, before what is no small letter.
_END = re.compile(r"[.!?][»”\"]?\s+(?=[^\W\d_a-zà-ÿ]|[«“(])")
_WORD = re.compile(r"\w*$")
_LONGEST_ABBREVIATION = 8  # code points
_KEPT = 1024  # texts remembered: several rules ask for the sentences of one


@lru_cache(_KEPT)
def sentences(text: str, language: Language) -> tuple[tuple[int, int], ...]:
    """The ranges of the sentences of a text in code points, in order; one where it is empty."""
    cuts = [0]
    for match in _END.finditer(text):
        end = match.start()
        word = _WORD.search(text, max(0, end - _LONGEST_ABBREVIATION), end)
        if word is None or word[0] not in _abbreviations(language):
            cuts.append(match.end())
    cuts.append(len(text))
    return tuple(pairwise(cuts))


def sentence_at(text: str, offset: int, language: Language) -> tuple[int, int]:
    """The range of the sentence that an offset lies in."""
    ranges = sentences(text, language)
    return ranges[max(0, bisect_right(ranges, offset, key=lambda one: one[0]) - 1)]


@cache
def _abbreviations(language: Language) -> frozenset[str]:
    """The words that a full stop may follow within a sentence."""
    return frozenset(lexicon(language)["citations"]["abbreviations"])
