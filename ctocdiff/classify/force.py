"""The force of a text: its modal verbs, and the verbs by which a body acts.

UN drafting grades its verbs: "decides" binds the body itself, "requests" and "urges" ask more than
"invites" and "encourages"; "shall", "should" and "may" grade what others must do. A change of verb
is never routine. The table stands in the lexicon, one list of stems a verb.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from ctocdiff.classify.folding import bare, fold_marks
from ctocdiff.language import Language, lexicon


def force_changes(old: str, new: str, language: Language) -> bool:
    """Whether a change puts one verb of force for another, or brings or drops a modal verb."""
    if max(len(old.split()), len(new.split())) > _LONGEST:
        return False
    modal, acts, adverbs = (
        [_verbs(text, language, table) for text in (old, new)]
        for table in ("modal", "acts", "adverbs")
    )
    return modal[0] != modal[1] or adverbs[0] != adverbs[1] or (all(acts) and acts[0] != acts[1])


_LONGEST = 14  # words; beyond it a whole clause came or went, and its verb with it


def _verbs(text: str, language: Language, table: str) -> Counter[str]:
    """How often each verb of a table occurs in a text."""
    folded = f" {bare(fold_marks(_months(language).sub(' ', text)))} "
    found = {name: len(form.findall(folded)) for name, form in _patterns(language, table)}
    return Counter({name: number for name, number in found.items() if number})


@cache
def _months(language: Language) -> re.Pattern[str]:
    """Names of months that are verbs in lower case: "in May" is no "may"."""
    names = (name.capitalize() for name in lexicon(language)["dates"]["ambiguous"])
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, names))})(?!\w)")


@cache
def _patterns(language: Language, table: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    verbs = lexicon(language)["force"][table]
    return tuple(
        (name, re.compile(rf"(?<![^\W_])(?:{'|'.join(bare(form) for form in forms)})(?![^\W_])"))
        for name, forms in verbs.items()
    )
