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

from ctocdiff.classify.folding import bare, fold_marks
from ctocdiff.language import Language, lexicon

_LONGEST = 14  # words; beyond it a whole clause came or went, and its verb with it
_KEPT = 256  # texts remembered: each is searched for the verbs of several tables


def force_changes(old: str, new: str, language: Language) -> bool:
    """Whether a change puts one verb of force for another, or brings or drops a modal verb."""
    if max(len(old.split()), len(new.split())) > _LONGEST:
        return False
    modal, acts, adverbs = (
        [_verbs(text, language, table) for text in (old, new)]
        for table in ("modal", "acts", "adverbs")
    )
    return modal[0] != modal[1] or adverbs[0] != adverbs[1] or (all(acts) and acts[0] != acts[1])


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
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, names))})(?!\w)")


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
