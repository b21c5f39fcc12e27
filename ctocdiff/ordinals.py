"""Ordinal numbers in words and figures, and the sessions they number.

UN documents write the number of a session as a word ("neuvième session", "seventy-fifth session");
figures with a suffix ("9e", "9th") occur in tables. Words up to 120 stand in the lexicon.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from ctocdiff.alternation import any_word
from ctocdiff.language import Language, lexicon
from ctocdiff.letters import bare


@dataclass(frozen=True, slots=True)
class SessionMention:
    """A numbered session named in a text.

    The range covers number and noun, up to ``number_end`` the number alone, in code points.
    """

    number: int
    start: int
    end: int
    number_end: int


@cache
def _numbers(language: Language) -> dict[str, int]:
    words = lexicon(language)["ordinals"]["words"]
    return {form: number for number, forms in enumerate(words, 1) for form in forms}


@cache
def _by_letters(language: Language) -> dict[str, int]:
    return {bare(form): number for form, number in _numbers(language).items()}


@cache
def ordinal_words(language: Language) -> frozenset[str]:
    """The single words that are ordinals, in lower case: "neuvième", "ninth"."""
    return frozenset(_numbers(language))


@cache
def ordinal_pattern(language: Language) -> str:
    """A regular expression (without groups) for one ordinal, in words or figures."""
    suffixes = any_word(lexicon(language)["ordinals"]["suffixes"])
    return rf"(?:{any_word(_numbers(language))}|\d{{1,3}}{suffixes})"


@cache
def _session_pattern(language: Language) -> re.Pattern[str]:
    nouns = any_word(lexicon(language)["masthead"]["session"])
    # "À sa neuvième session", "the ninth session"
    return re.compile(rf"\b(?P<number>{ordinal_pattern(language)})\s+{nouns}\b", re.IGNORECASE)


def read_ordinal(text: str, language: Language) -> int | None:
    """The number an ordinal stands for: "neuvième" → 9, "12th" → 12; None if it is none."""
    said = " ".join(text.split())
    if figures := re.match(r"\d+", said):
        return int(figures.group())
    return _by_letters(language).get(bare(said))


@lru_cache(maxsize=4096)
def find_sessions(text: str, language: Language) -> tuple[SessionMention, ...]:
    """Every numbered session a text names, in text order."""
    lower = text.lower()
    if not any(noun in lower for noun in lexicon(language)["masthead"]["session"]):
        return ()
    found = []
    for match in _session_pattern(language).finditer(text):
        number = read_ordinal(match["number"], language)
        if number is not None:
            found.append(SessionMention(number, match.start(), match.end(), match.end("number")))
    return tuple(found)
