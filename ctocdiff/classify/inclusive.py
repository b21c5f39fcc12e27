"""Inclusive writing: doublets in either order, and words without gender for words with.

"les représentantes et représentants" is "les représentants" with its other half; "1 président ou
1 présidente" repeats the determiner. Both sides of a change are reduced to one half, with some of
the equal words around, and compared.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from ctocdiff.classify.folding import bare, fold_apostrophes, number_words
from ctocdiff.language import Language, lexicon

_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*'?")
_REACH = 5  # equal words looked at on either side of a change
_SHORTEST_STEM = 3  # code points two halves of a doublet must share


@dataclass(frozen=True, slots=True)
class _Gender:
    """The words of gender of a language, from its lexicon."""

    conjunctions: frozenset[str]
    determiners: frozenset[str]
    endings: tuple[tuple[str, str], ...]
    pairs: frozenset[tuple[str, str]]
    unlike: frozenset[tuple[str, str]]
    neutral: dict[str, str]


@cache
def _gender(language: Language) -> _Gender:
    words = lexicon(language)["inclusive"]
    return _Gender(
        frozenset(words["conjunctions"]),
        frozenset(_words(" ".join(words["determiners"]), language)),
        tuple((feminine, masculine) for feminine, masculine in words["endings"]),
        frozenset((feminine, masculine) for feminine, masculine in words["pairs"]),
        frozenset((feminine, masculine) for feminine, masculine in words["unlike"]),
        {form: group[0] for group in words["equivalents"] for form in group},
    )


def same_but_inclusive(old: str, new: str, around: tuple[str, str], language: Language) -> bool:
    """Whether two texts, read with the equal text around them, differ in inclusive writing only."""
    gender = _gender(language)
    middle = _words(old, language), _words(new, language)
    if not any(word in gender.conjunctions or word in gender.neutral for m in middle for word in m):
        return False
    left, right = (_words(side, language) for side in around)
    for reach in range(_REACH + 1):
        head, tail = left[max(0, len(left) - reach) :], right[:reach]
        halves = [_reduced([*head, *words, *tail], gender) for words in middle]
        if halves[0] == halves[1] and middle[0] != middle[1]:
            return True
    return False


def _words(text: str, language: Language) -> list[str]:
    numbers = number_words(language)
    words = _WORD.findall(bare(fold_apostrophes(text)))
    return [numbers.get(word, word) for word in words]


def _reduced(words: Sequence[str], gender: _Gender) -> list[str]:
    """The words with one half of each doublet, in forms without gender where there are such."""
    kept = list(words)
    at = 0
    while at < len(kept):
        if kept[at] in gender.conjunctions and (cut := _doublet(kept, at, gender)):
            low, high = cut
            del kept[low:high]
            at = low
        else:
            at += 1
    return [gender.neutral.get(word, word) for word in kept]


def _doublet(words: Sequence[str], at: int, gender: _Gender) -> tuple[int, int] | None:
    """The range of the feminine half of the doublet around a conjunction, if it is one."""
    if at == 0:
        return None
    left = words[at - 1]
    skipped = 0
    while at + 1 + skipped < len(words) and words[at + 1 + skipped] in gender.determiners:
        skipped += 1
    for skip in range(skipped, -1, -1):
        if at + 1 + skip >= len(words):
            continue
        right = words[at + 1 + skip]
        if _is_pair(left, right, gender):  # "la présidente ou le président"
            low = at - 1
            for _ in range(skip):
                if low and words[low - 1] in gender.determiners:
                    low -= 1
            if skip == 0 and (left, right) in gender.pairs and low and right not in words[:low]:
                low -= words[low - 1] in gender.determiners and right[0] != left[0]
            return low, at + 1
        if _is_pair(right, left, gender):  # "1 président ou 1 présidente"
            return at, at + 2 + skip
    return None


def _one(word: str) -> str:
    """A word without the s of a plural."""
    return word.removesuffix("s")


def _is_pair(feminine: str, masculine: str, gender: _Gender) -> bool:
    if (feminine, masculine) in gender.pairs:
        return True
    if feminine[:_SHORTEST_STEM] != masculine[:_SHORTEST_STEM]:
        return False
    if {(feminine, masculine), (_one(feminine), _one(masculine))} & gender.unlike:
        return False
    return any(
        feminine.endswith(one)
        and masculine.endswith(other)
        and len(feminine) - len(one) >= _SHORTEST_STEM
        and feminine[: len(feminine) - len(one)] == masculine[: len(masculine) - len(other)]
        for one, other in gender.endings
    )
