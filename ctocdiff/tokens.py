"""Text → tokens: the units in which differences are found and marked.

Dates, symbols, numbers of adopted texts, addresses and numbers are single tokens, so that no
change cuts one in the middle ("15 octobre 2018" is replaced as a whole). A paragraph break (line
feed) is a token of its own. Tokens joined give back the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ctocdiff.dates import find_dates
from ctocdiff.language import Language
from ctocdiff.ordinals import ordinal_words
from ctocdiff.symbols import find_symbols

_TOKEN = re.compile(
    r"""
      (?:https?://|www\.)[^\s<>«»"]*[^\s<>«»".,;:!?)\]]   # an address
    | [\w.+-]+@[\w-]+(?:\.[\w-]+)+                          # an e-mail address
    | \d{1,4}[\ \u00a0]\((?:19|20)\d\d\)                   # 1373 (2001)
    | \d{1,3}(?:\ \d{3})+(?![\w/])                         # 20 000
    | \d+(?:[./,\u00a0\u202f]\d+)*(?:\w+)?                  # 9/1, 1,5, 1er, 2nd
    | (?<!\w)(?:[^\W\d_]\.){2,}                             # p.m., e.g.
    | [^\W\d_]+(?:[-‐‑][^\W\d_]+)*(?:['’](?:s(?!\w))?)?     # vice-président, l', State's
    | \n | [^\S\n]+ | .                                     # white space, punctuation
    """,
    re.VERBOSE | re.DOTALL,
)
_ENTITY_HINT = re.compile(r"[A-Z]/|\d")


def entities(text: str, language: Language) -> tuple[tuple[int, int], ...]:
    """Ranges that no change may cut: days, times of day beside them, and document symbols.

    They are in order and do not overlap.
    """
    if not _ENTITY_HINT.search(text):
        return ()
    found = [(s.start, s.end) for s in find_symbols(text)]
    for date in find_dates(text, language):
        found += [date.days] if date.clock is None else [date.days, date.clock]
    found.sort()
    kept: list[tuple[int, int]] = []
    for start, end in found:
        if not kept or start >= kept[-1][1]:
            kept.append((start, end))
    return tuple(kept)


def is_entity(token: str) -> bool:
    """Whether a token is a date, symbol or number, or an ordinal in words, of any language."""
    if token.isalpha():
        return token.lower() in _all_ordinals()
    return any(char.isdigit() for char in token) or token.lower() in _all_ordinals()


@cache
def _all_ordinals() -> frozenset[str]:
    return frozenset().union(*(ordinal_words(language) for language in Language))


def tokenize(text: str, language: Language) -> tuple[str, ...]:
    """The tokens of a text; ``"".join`` gives the text back."""
    return tuple(_tokens(text, language))


def _tokens(text: str, language: Language) -> Iterator[str]:
    at = 0
    for start, end in entities(text, language):
        yield from _TOKEN.findall(text, at, start)
        yield text[start:end]
        at = end
    yield from _TOKEN.findall(text, at)
