"""Letters and figures: without case and accents, as the lexicon is asked for them, and raised.

Patterns that match letters of any case also match the long s, the dotless i of scanned pages and
the sign of the kelvin. Whatever such a pattern has matched is looked up as :func:`bare` gives it;
other ways to lower letters know fewer of them.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from itertools import filterfalse

SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
"""Figures that are the mark of a footnote, and go on with no word or number."""
GOES_ON = f"[^\\W{SUPERSCRIPTS}]"
"""The pattern of what a word or number goes on with: a letter or digit that is no such mark."""

_KEPT = 2048  # texts remembered: a change is read by several rules, alone and with its neighbours
_DOTLESS = "ı"  # the one letter that patterns take for another and case folding does not


@lru_cache(_KEPT)
def bare(text: str) -> str:
    """A text in lower case and without accents."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFD", text.casefold().replace(_DOTLESS, "i"))
    return "".join(filterfalse(unicodedata.combining, decomposed))
