"""The force of a text: its modal verbs, and the verbs by which a body acts.

UN drafting grades its verbs: "decides" binds the body itself, "requests" and "urges" ask more than
"invites" and "encourages"; "shall", "should" and "may" grade what others must do. A change of verb
is never routine. The table stands in the lexicon, one list of stems a verb.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import cache, lru_cache
from itertools import chain

from ctocdiff.alternation import any_word
from ctocdiff.classify.folding import fold_marks
from ctocdiff.language import Language, lexicon
from ctocdiff.letters import bare

_LONGEST = 14  # words; beyond it a whole clause came or went, and its verb with it
_BESIDE = 3  # words
_KEPT = 256  # texts remembered: each is searched for the verbs of several tables


def force_changes(old: str, new: str, around: tuple[str, str], language: Language) -> bool:
    """Whether a change puts one verb of force for another, or brings or drops a modal verb.

    ``around`` is the equal text before and after it: what negates a modal verb stands beside it.
    """
    if max(len(old.split()), len(new.split())) > _LONGEST:
        return False
    modal, adverbs = (
        [_verbs(text, language, table) for text in (old, new)] for table in ("modal", "adverbs")
    )
    # "takes note" may be told by its verb or by its noun: the word before belongs to the act
    before = " ".join(around[0].split()[-1:])
    acts = [_verbs(f"{before} {text}", language, "acts") for text in (old, new)]
    return (
        modal[0] != modal[1]
        or adverbs[0] != adverbs[1]
        or (all(acts) and acts[0] != acts[1])
        or _negates(old, new, around, language)
        or _is_less_sure(old, new, language)
    )


def _negates(old: str, new: str, around: tuple[str, str], language: Language) -> bool:
    """Whether a change is a negation that came to a modal verb beside it, or went."""
    negations = _words_of(language, "negations")
    if {*_words(old, language), *_words(new, language)} - negations or bool(old) == bool(new):
        return False
    left, right = around[0].split()[-_BESIDE:], around[1].split()[:_BESIDE]
    return any(_verbs(" ".join(words), language, "modal") for words in (left, right))


def _is_less_sure(old: str, new: str, language: Language) -> bool:
    """Whether one verb of the future was put for another."""
    said = [
        [not words.isdisjoint(_words(text, language)) for words in _futures(language)]
        for text in (old, new)
    ]
    return all(map(any, said)) and said[0] != said[1]


def _words(text: str, language: Language) -> set[str]:
    return set(_folded(text, language).split())


@cache
def _words_of(language: Language, key: str) -> frozenset[str]:
    return frozenset(lexicon(language)["force"]["words"][key])


@cache
def _futures(language: Language) -> tuple[frozenset[str], ...]:
    return tuple(map(frozenset, lexicon(language)["force"]["words"]["future"]))


def _verbs(text: str, language: Language, table: str) -> Counter[str]:
    """How often each verb of a table occurs in a text."""
    folded = _folded(text, language)
    if not _any_form(language, table).search(folded):
        return Counter()
    found = {name: len(form.findall(folded)) for name, form in _patterns(language, table)}
    return Counter({name: number for name, number in found.items() if number})


@lru_cache(_KEPT)
def _folded(text: str, language: Language) -> str:
    """A text as the forms of the lexicon are written, without names of months that are verbs."""
    return f" {bare(fold_marks(_months(language).sub(' ', text)))} "


@cache
def _months(language: Language) -> re.Pattern[str]:
    """Names of months that are verbs in lower case: "in May" is no "may"."""
    names = (name.capitalize() for name in lexicon(language)["dates"]["ambiguous"])
    return re.compile(rf"(?<!\w){any_word(names)}(?!\w)")


@cache
def _patterns(language: Language, table: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    verbs = lexicon(language)["force"][table]
    return tuple((name, _whole_words(forms)) for name, forms in verbs.items())


@cache
def _any_form(language: Language, table: str) -> re.Pattern[str]:
    """Any verb of a table: most changes have none, and need not be searched for each."""
    return _whole_words(chain.from_iterable(lexicon(language)["force"][table].values()))


def _whole_words(forms: Iterable[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<![^\W_])(?:{'|'.join(map(bare, forms))})(?![^\W_])")
