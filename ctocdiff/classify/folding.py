"""What is left of a text when typography, or spelling, is set aside."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache

from ctocdiff.classify.figures import join_numbers, same_day, same_number, same_ordinal
from ctocdiff.classify.forms import (
    are_others,
    names_itself,
    same_acronym,
    same_joined,
    same_letters_misread,
)
from ctocdiff.classify.rewriting import Rewriting, Rewritings, rewritings
from ctocdiff.language import Language, Table, lexicon
from ctocdiff.letters import bare

_APOSTROPHES = "’‘ʼ′`´"
# Marks that carry no letters; a point or comma between figures is part of the number.
_MARKS = re.compile(r"""(?<!\d)[.,:]|[.,:](?!\d)|[;!?…()\[\]{}"“”„«»‟″\u2010-\u2015\u2212•·-]""")
# From one figure or letter of a list to another: "5-12" is no "5, 12", "(a)-(c)" no "(a), (c)".
_RANGE = re.compile(
    r"(?<=\d)\s*[\u2010-\u2015\u2212-]\s*(?=\d)|(?<=[\da-z]\))[\u2010-\u2015-](?=\(?[\da-z])"
)
_DASH = re.compile(r"[\u2010-\u2015\u2212-]")
_TO = "~"
_FIGURE = re.compile(r"\d|\b[IVXLC]{2}")  # of any kind
_BESIDE = 3  # code points: a space, a bracket, and the figure or letter itself
# A minus: before a figure, after a space that no figure comes before.
_MINUS = re.compile(r"(?:^|[^\d\s]\s|\()[-−–](?=\d)")
_HYPHENS = str.maketrans("‐‑", "--")
# A figure raised above others is a power or the mark of a note, and no figure of theirs.
_POWER = re.compile("(?<=[0-9])(?=[\u00b2\u00b3\u00b9\u2070-\u2079])")
_POWER_SIGN = "^"
_MISREAD = 8  # code points that texts of the same words differ by at most
_KEPT = 2048  # texts remembered: a change is read by several rules, alone and with its neighbours
# Signs that nobody sees: soft hyphens, marks of joining and of direction.
_UNSEEN = re.compile(
    "[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufe00-\ufe0f\ufeff]"
)


@lru_cache(_KEPT)
def fold_marks(text: str) -> str:
    """A text without punctuation, quotation marks and differences of white space.

    A hyphen counts as a space, so that "vice-présidente" and "vice présidente" are the same and
    "re-sign" and "resign" are not.
    """
    folded = fold_apostrophes(text)
    if _DASH.search(folded):  # most texts have none, and a range is looked for at every sign
        folded = _RANGE.sub(_TO, folded)
    return " ".join(_MARKS.sub(" ", folded).split())


@lru_cache(_KEPT)
def fold_apostrophes(text: str) -> str:
    """A text in compatibility form with one kind of apostrophe and without unseen signs."""
    if not text.isascii() and _POWER.search(text):
        text = _POWER.sub(_POWER_SIGN, text)
    folded = unicodedata.normalize("NFKC", text)
    for apostrophe in _APOSTROPHES:
        folded = folded.replace(apostrophe, "'")
    return _UNSEEN.sub("", folded)


def same_letters(old: str, new: str) -> bool:
    """Whether two texts differ in typography and punctuation only."""
    if not (old and new) and any(map(str.isalnum, old or new)):
        return False
    return fold_marks(old) == fold_marks(new)


def hyphened(text: str, language: Language) -> int:
    """How many words a text has that are other words without their hyphen."""
    folded = bare(fold_apostrophes(text).translate(_HYPHENS))
    return sum(folded.count(bare(word)) for word in lexicon(language)["spelling"]["hyphened"])


def ranges(text: str, span: tuple[int, int]) -> int:
    """How many dashes stand between two figures, or two letters of a list, in or beside a range."""
    start, end = span
    return len(_RANGE.findall(text[max(0, start - _BESIDE) : end + _BESIDE]))


def minuses(text: str, span: tuple[int, int]) -> int:
    """How many minus signs stand in a range of a text, or right before it."""
    start, end = span
    return len(_MINUS.findall(text[max(0, start - 2) : end + 1]))


def same_words(old: str, new: str, language: Language) -> bool:
    """Whether two texts differ in spelling only.

    Case, accents, figures for number words, the known forms of an acronym (scanning errors and
    the full name), the two spellings of some words, and the ways to write a date are spelling.
    """
    if not (old and new):
        return False
    one, other = (fold_spelling(text, language).split() for text in (old, new))
    if len(one) == len(other) and all(
        first == second or same_number(first, second, language)
        for first, second in zip(one, other, strict=True)
    ):
        return not _are_others(old, new, language)
    if len(one) != len(other):
        if "".join(one) == "".join(other):
            hyphened_text = bare(f"{old}\n{new}".translate(_HYPHENS))
            return same_joined(one, other, hyphened_text, language)
        if (len(one) == 1 or len(other) == 1) and same_acronym(old, new, language):
            return True
        if ("(" in old or "(" in new) and names_itself(old, new, language):
            return True
    elif abs(len(old) - len(new)) <= _MISREAD and _is_misread(old, new):
        return True
    if not (_FIGURE.search(old) or _FIGURE.search(new)):
        return False
    return same_ordinal(old, new, language) or same_day(old, new, language)


def _are_others(old: str, new: str, language: Language) -> bool:
    """Whether two texts that are spelled alike say other words for a capital."""
    one, other = (fold_marks(text).split() for text in (old, new))
    return len(one) == len(other) and are_others(one, other, language)


def _is_misread(old: str, new: str) -> bool:
    """Whether the words of two texts are the same but for what a scanner makes of letters."""
    words = [fold_marks(text).split() for text in (old, new)]
    return len(words[0]) == len(words[1]) and all(map(same_letters_misread, *words))


@lru_cache(_KEPT)
def fold_spelling(text: str, language: Language) -> str:
    """A text without differences of spelling; see :func:`same_words`."""
    folded = _spellings(language).apply(bare(fold_marks(text)))
    return " ".join(join_numbers(folded, language).split())


@cache
def _spellings(language: Language) -> Rewritings:
    """The known forms of acronyms, and the two spellings of words."""
    words = lexicon(language)["spelling"]
    return Rewritings((*_acronyms(words["acronyms"]), *rewritings(words["variants"])))


def _acronyms(table: Table) -> Iterator[Rewriting]:
    for acronym, forms in table.items():
        every = sorted((bare(fold_marks(form)) for form in forms), key=len, reverse=True)
        pattern = rf"\b(?:{'|'.join(map(re.escape, every))})\b"
        reading = bare(acronym)
        yield Rewriting(pattern, reading, tuple(every))
        twice = f"{reading} {reading}"  # the name with its acronym
        yield Rewriting(re.escape(twice), reading, (twice,))
