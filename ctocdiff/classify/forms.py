"""One word in two forms, as printers and scanners leave it; and words that only look like one.

A word may be joined or apart ("well-being", "wellbeing", "organi zation"), may have a figure for a
letter ("Artic1e") or a letter too few of two ("comission"). But "every day" is not "everyday", nor
is "us" the "US": words that are others for a space or a capital stand in the lexicon. An
acronym has the initials of its name.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import accumulate

from ctocdiff.language import Language, lexicon
from ctocdiff.letters import bare

# What a scanner takes for one another.
_ALIKE = frozenset(map(frozenset, ("0o", "0O", "1l", "1I", "lI", "5S")))
_SHORTEST_MISREAD = 2  # letters and figures: one alone may be any mark of a list
_SHORTEST_MIXED = 3  # the same, where a figure stands for a letter: "P1" is no "PI"
_LONGEST_MISREAD = 60
_SHORTEST_DOUBLED = 9  # letters: of shorter words many are others with a letter doubled
_ACRONYM = re.compile(r"\s*(?P<letters>[A-Z]{2,8})(?P<plural>s?)\s*")
_IN_BRACKETS = re.compile(r"\s?\((?P<letters>[A-Z]{2,8})s?\)")
_DOUBLED = re.compile(r"([^\W\d_aeiouy])\1")


def same_joined(one: Sequence[str], other: Sequence[str], text: str, language: Language) -> bool:
    """Whether two rows of bare words of the same letters are the same words, joined or apart.

    Args:
        one: the first.
        other: the second.
        text: both texts, bare, with their hyphens.
        language: that of the texts.
    """
    cuts = [dict(zip(accumulate(map(len, row)), row[:-1], strict=False)) for row in (one, other)]
    follow = [dict(zip(accumulate(map(len, row)), row[1:], strict=False)) for row in (one, other)]
    return all(
        _may_be_joined(cuts[side][at], follow[side][at], text, language)
        for side in (0, 1)
        for at in cuts[side].keys() - cuts[1 - side].keys()
    )


def _may_be_joined(left: str, right: str, text: str, language: Language) -> bool:
    """Whether two words that follow each other are the same as one word."""
    if left[-1].isdigit() and right[0].isdigit():
        return False
    words = lexicon(language)["spelling"]
    if re.search(rf"\b{re.escape(left)}-\s?{re.escape(right)}\b", text):
        return left not in words["apart_hyphened"]
    return left not in words["apart"]


def same_letters_misread(one: str, other: str) -> bool:
    """Whether two words, in the case that the texts have them, are one that was scanned badly."""
    if one == other or bare(one) == bare(other):
        return True
    if len(one) != len(other):
        return _undoubled(one) == _undoubled(other) != ""
    if not _SHORTEST_MISREAD <= len(one) <= _LONGEST_MISREAD:
        return False
    pairs = [{a, b} for a, b in zip(one, other, strict=True) if a != b]
    if any(frozenset(pair) not in _ALIKE for pair in pairs):
        return False
    if all(char.isalpha() for pair in pairs for char in pair):
        return True
    return len(one) >= _SHORTEST_MIXED and _is_mixed(one) != _is_mixed(other)


def _is_mixed(word: str) -> bool:
    return any(map(str.isdigit, word)) and any(map(str.isalpha, word))


def _undoubled(word: str) -> str:
    """A long word with each doubled consonant once; nothing of a short one."""
    return _DOUBLED.sub(r"\1", bare(word)) if len(word) >= _SHORTEST_DOUBLED else ""


def are_others(old: Sequence[str], new: Sequence[str], language: Language) -> bool:
    """Whether words that are the same but for capitals hold other words for it: "US", "us"."""
    cased = lexicon(language)["spelling"]["cased"]
    return any(
        one != other and (one in cased or other in cased)
        for one, other in zip(old, new, strict=False)
    )


def same_acronym(old: str, new: str, language: Language) -> bool:
    """Whether one of two texts is an acronym, and the other a name with its initials."""
    for short, name in ((old, new), (new, old)):
        match = _ACRONYM.fullmatch(short)
        if match and (not match["plural"] or name.rstrip().endswith(match["plural"])):
            return match["letters"].lower() in _initials(name, language)
    return False


def names_itself(old: str, new: str, language: Language) -> bool:
    """Whether one of two texts has but an acronym in brackets after a name with its initials."""
    longer, shorter = sorted((old, new), key=len, reverse=True)
    match = _IN_BRACKETS.search(longer)
    if match is None or longer[: match.start()] + longer[match.end() :] != shorter:
        return False
    words = longer[: match.start()].split()
    letters = match["letters"].lower()
    return any(
        letters in _initials(" ".join(words[-count:]), language)
        for count in range(2, min(len(words), 2 * len(letters)) + 1)
    )


def _initials(name: str, language: Language) -> tuple[str, str]:
    """The initials of all words of a name, and of those that are not small."""
    words = re.findall(r"[^\W\d_]+", bare(name))
    small = lexicon(language)["findings"]["small"]
    firsts = [[word[0] for word in words], [word[0] for word in words if word not in small]]
    every, told = ("".join(letters) for letters in firsts)
    return every, told
