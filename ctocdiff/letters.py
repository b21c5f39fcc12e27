"""Letters without case and accents: how a word of a text is looked up in the lexicon.

Patterns that match letters of any case also match the long s, the dotless i of scanned pages and
the sign of the kelvin. Whatever such a pattern has matched is looked up as :func:`bare` gives it;
other ways to lower letters know fewer of them.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from itertools import filterfalse

_KEPT = 2048  # texts remembered: a change is read by several rules, alone and with its neighbours
_DOTLESS = "ı"  # the one letter that patterns take for another and case folding does not


@lru_cache(_KEPT)
def bare(text: str) -> str:
    """A text in lower case and without accents."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFD", text.casefold().replace(_DOTLESS, "i"))
    return "".join(filterfalse(unicodedata.combining, decomposed))
