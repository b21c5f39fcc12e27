"""Inclusive writing: doublets in either order, and words without gender for words with.

"les représentantes et représentants" is "les représentants" with its other half; "1 président ou
1 présidente" repeats the determiner. Both sides of a change are reduced to one half, with some of
the equal words around, and compared.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from ctocdiff.classify.figures import same_number
from ctocdiff.classify.folding import fold_apostrophes
from ctocdiff.classify.rewriting import Rewritings, rewritings
from ctocdiff.language import Language, lexicon
from ctocdiff.letters import bare

_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*'?")
_REACH = 5  # equal words looked at on either side of a change
_NEAR = 200  # code points that hold so many words
_KEPT = 2048  # changes remembered: one is read with those before and after it, and so are they
_LONGEST_PHRASE = 3  # words of one half of a doublet, without its determiner
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
    partners: Mapping[str, frozenset[str]]  # of words of ``pairs``, whichever their gender
    rewordings: Rewritings
    contractions: Mapping[str, tuple[str, ...]]
    sexed: frozenset[str]
    many: frozenset[str]
    agreeing: frozenset[tuple[str, str]]
    verb_endings: tuple[tuple[str, str], ...]


@cache
def _gender(language: Language) -> _Gender:
    words = lexicon(language)["inclusive"]
    groups = [[bare(form) for form in group] for group in words["equivalents"]]
    pairs = {(feminine, masculine) for feminine, masculine in words["pairs"]}
    partners: defaultdict[str, set[str]] = defaultdict(set)
    for feminine, masculine in pairs:
        partners[feminine].add(masculine)
        partners[masculine].add(feminine)
    spelt = (
        (rf"(?<![^\W_]){re.escape(form)}(?![^\W_])", _joined(form), [form])
        for group in groups
        for form in group
        if form != _joined(form)
    )
    return _Gender(
        frozenset(words["conjunctions"]),
        frozenset({*_split(bare(" ".join(words["determiners"]))), "1"}),
        tuple((feminine, masculine) for feminine, masculine in words["endings"]),
        frozenset(pairs),
        frozenset((feminine, masculine) for feminine, masculine in words["unlike"]),
        {_joined(form): _joined(group[0]) for group in groups for form in group},
        {word: frozenset(others) for word, others in partners.items()},
        Rewritings(rewritings((*words["rewordings"], *spelt))),
        {form: tuple(parts) for form, *parts in words["contractions"]},
        frozenset(words["sexed"]),
        frozenset(words["many"]),
        frozenset((one, many) for one, many in words["agreeing"]),
        tuple((one, many) for one, many in words["verb_endings"]),
    )


def _joined(form: str) -> str:
    """A form of several words as one."""
    return re.sub(r"[\s']", "-", form)


@lru_cache(_KEPT)
def same_but_inclusive(old: str, new: str, around: tuple[str, str], language: Language) -> bool:
    """Whether two texts, read with the equal text around them, differ in inclusive writing only."""
    gender = _gender(language)
    bared = [bare(fold_apostrophes(text)) for text in (old, new)]
    words = [_split(text) for text in bared]
    if words[0] == words[1]:
        return False
    glue = "" if _is_letter(around[0][-1:]) else " ", "" if _is_letter(around[1][:1]) else " "
    left, right = _last_words(around[0][-_NEAR:]), _first_words(around[1][:_NEAR])
    if not _may_be_inclusive(words[0], words[1], (*left, *right), language):
        wide = "\n".join(
            f"{' '.join(left)}{glue[0]}{text}{glue[1]}{' '.join(right)}" for text in bared
        )
        if not gender.rewordings.applies(wide):
            return False
    if _signs(old) != _signs(new):
        return False
    for reach in range(_REACH + 1):
        head, tail = " ".join(left[max(0, len(left) - reach) :]), " ".join(right[:reach])
        halves = [_words(f"{head}{glue[0]}{text}{glue[1]}{tail}", language) for text in (old, new)]
        reduced = [_reduced(words, gender) for words in halves]
        if _same(reduced[0], reduced[1], gender, language):
            return True
    return False


@lru_cache(_KEPT)
def _last_words(text: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(text)[-_REACH:])


@lru_cache(_KEPT)
def _first_words(text: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(text)[:_REACH])


def _is_letter(char: str) -> bool:
    """Whether what stands beside a change belongs to the word that the change is part of."""
    return char.isalpha()


def _may_be_inclusive(
    old: Sequence[str], new: Sequence[str], around: Sequence[str], language: Language
) -> bool:
    """Whether each word that only one side has could be explained by gender; most cannot."""
    gender = _gender(language)
    words = {*old, *new}
    strange = [
        word
        for word in words.difference(old) | words.difference(new)
        if word not in gender.conjunctions
        and word not in gender.determiners
        and word not in gender.neutral
        and gender.neutral.keys().isdisjoint(word.split("-"))
    ]
    if not strange:
        return True
    near = _split(bare(fold_apostrophes(" ".join(around))))
    words.update(near)
    figures = [word for word in words if word.isdigit()]
    stems: defaultdict[str, list[str]] = defaultdict(list)
    for word in words:
        stems[word[:_SHORTEST_STEM]].append(word)
    many = not words.isdisjoint(gender.many)
    return all(
        word in near  # "le ministre ou la ministre"
        or not words.isdisjoint(gender.partners.get(word, ()))
        or any(
            same_number(word, other, language) for other in (words if word.isdigit() else figures)
        )
        or any(
            _is_pair(word, other, gender) or _is_pair(other, word, gender)
            for other in stems[word[:_SHORTEST_STEM]]
            if other != word
        )
        or (many and any(_agree(word, other, gender) for other in words))
        for word in strange
    )


def _signs(text: str) -> list[str]:
    """Signs that stand for words: of money, of arithmetic, of a hundredth, of a section."""
    return [char for char in text if char in "%‰§" or unicodedata.category(char)[0] == "S"]


def _same(old: Sequence[str], new: Sequence[str], gender: _Gender, language: Language) -> bool:
    """Whether words are the same but for gender; one gender put for the other is a change."""
    return len(old) == len(new) and all(
        one == other
        or same_number(one, other, language)
        or (
            _neutral(one, gender) == _neutral(other, gender)
            and not _is_pair(one, other, gender)
            and not _is_pair(other, one, gender)
        )
        or (
            not gender.many.isdisjoint((*old[max(at - 2, 0) : at], *new[max(at - 2, 0) : at]))
            and _agree(one, other, gender)
        )
        for at, (one, other) in enumerate(zip(old, new, strict=True))
    )


def _neutral(word: str, gender: _Gender) -> str:
    """A word without gender; of compounds, such as "chairman-rapporteur", each part."""
    if "-" not in word or word in gender.neutral:
        return gender.neutral.get(word, word)
    return "-".join(gender.neutral.get(part, part) for part in word.split("-"))


def _agree(one: str, other: str, gender: _Gender) -> bool:
    """Whether two words are one verb, said of one and of many: "exceeds", "exceed"."""
    return any(
        pair in gender.agreeing
        or any(
            pair[0].endswith(ending)
            and pair[0].removesuffix(ending) + said == pair[1]
            and len(pair[1]) >= _SHORTEST_STEM
            for ending, said in gender.verb_endings
        )
        for pair in ((one, other), (other, one))
    )


def _words(text: str, language: Language) -> list[str]:
    """The words of a text in lower case without accents, contracted doublets in one form."""
    gender = _gender(language)
    folded = gender.rewordings.apply(bare(fold_apostrophes(text)))
    contracted = gender.contractions
    return [part for word in _split(folded) for part in contracted.get(word, (word,))]


def _split(folded: str) -> list[str]:
    return _WORD.findall(folded)


def _reduced(words: Sequence[str], gender: _Gender) -> list[str]:
    """The words with one half of each doublet."""
    kept = list(words)
    at = 0
    while at < len(kept):
        if kept[at] in gender.conjunctions and (cut := _doublet(kept, at, gender)):
            low, high = cut
            sexed = gender.sexed.intersection(kept[low:high])
            del kept[low:high]
            if sexed:  # "men and women" are more than "men", though in either order the same
                while low < at and kept[low] in gender.determiners:
                    low += 1
                low += low < at
                kept[low:low] = sexed
            at = low + len(sexed)
        else:
            at += 1
    return kept


def _doublet(words: Sequence[str], at: int, gender: _Gender) -> tuple[int, int] | None:
    """The range of the feminine half of the doublet around a conjunction, if it is one."""
    if at == 0:
        return None
    skipped = 0
    while at + 1 + skipped < len(words) and words[at + 1 + skipped] in gender.determiners:
        skipped += 1
    halves = (
        _feminine_half(words, at, skip, gender)
        for skip in range(skipped, -1, -1)
        if at + 1 + skip < len(words)
    )
    found = next(filter(None, halves), None)
    return found or next(filter(None, _phrases(words, at, skipped, gender)), None)


def _phrases(
    words: Sequence[str], at: int, skipped: int, gender: _Gender
) -> Iterator[tuple[int, int] | None]:
    """The same, of a noun with its adjectives: "un juge national ou une juge nationale"."""
    for skip in range(skipped, -1, -1):
        for length in range(2, _LONGEST_PHRASE + 1):
            left, start = at - length, at + 1 + skip
            pairs = list(zip(words[max(left, 0) : at], words[start : start + length], strict=False))
            if left < 0 or len(pairs) < length:
                continue
            if all(one == other or _is_pair(other, one, gender) for one, other in pairs):
                yield (at, start + length) if any(one != other for one, other in pairs) else None
            elif all(one == other or _is_pair(one, other, gender) for one, other in pairs):
                while skip and left and words[left - 1] in gender.determiners:
                    left, skip = left - 1, skip - 1
                yield left, at + 1


def _feminine_half(
    words: Sequence[str], at: int, skip: int, gender: _Gender
) -> tuple[int, int] | None:
    """The same, where the second half has so many determiners."""
    left, right = words[at - 1], words[at + 1 + skip]
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
    if left == right and skip == 1 and at > 1:  # "le ministre ou la ministre"
        before, after = words[at - 2], words[at + 1]
        if (after, before) in gender.pairs:
            return at, at + 2 + skip
        if (before, after) in gender.pairs:
            return at - 2, at + 1
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
