"""How two titles relate: the same, a short form, a slip, or another title."""

from __future__ import annotations

import re
import unicodedata
from enum import Enum, auto
from functools import cache, lru_cache

from ctocdiff.language import Language, lexicon
from ctocdiff.letters import bare

_WORD = re.compile(r"[^\W_]+")
_SLIP = 2  # small words; a title that lacks no more of another is no short form of it
_SHARED = 0.34  # of the words that tell titles apart; two titles that share less are different


class Likeness(Enum):
    """How a title relates to the full one."""

    SAME = auto()
    SHORT = auto()
    SLIP = auto()
    OTHER = auto()


@lru_cache(maxsize=4096)
def title_words(text: str) -> tuple[str, ...]:
    """The words of a title without case, accents and punctuation."""
    return tuple(_WORD.findall(bare(unicodedata.normalize("NFKC", text))))


@cache
def _small(language: Language) -> frozenset[str]:
    return frozenset(lexicon(language)["findings"]["small"])


@lru_cache(maxsize=4096)
def telling(text: str, language: Language) -> frozenset[str]:
    """The words that tell a title apart."""
    return frozenset(title_words(text)) - _small(language)


def shared(one: str, other: str, language: Language) -> float:
    """The share of the shorter title's telling words that the other has too, 0 to 1."""
    words = telling(one, language), telling(other, language)
    least = min(map(len, words))
    return len(words[0] & words[1]) / least if least else 0.0


def compare_titles(title: str, full: str, language: Language) -> Likeness:
    """How a printed title relates to the full title of the same thing."""
    words, whole = title_words(title), title_words(full)
    if words == whole:
        return Likeness.SAME
    if _in_order(words, whole):
        lost = set(whole) - set(words) - _small(language)
        long = lost or len(whole) - len(words) > _SLIP
        return Likeness.SHORT if long else Likeness.SLIP
    if len(words) < len(whole):
        other = shared(title, full, language) < _SHARED
        return Likeness.OTHER if other else Likeness.SHORT
    if _in_order(whole, words):
        return Likeness.SLIP
    return Likeness.OTHER if shared(title, full, language) < _SHARED else Likeness.SLIP


def _in_order(words: tuple[str, ...], whole: tuple[str, ...]) -> bool:
    rest = iter(whole)
    return all(word in rest for word in words)
