"""What two paragraphs are compared by: weighted words, masked words, cited texts.

Two views of each text are kept. The raw view keeps the numbers of resolutions, which tell near
duplicates apart; the masked view replaces dates, ordinals, symbols and figures, which roll over
from session to session. Neither is enough alone (measured: techniques, alignment).
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from ctocdiff.align.weights import Vector, weigh
from ctocdiff.dates import find_dates
from ctocdiff.facts.citations.names import INSTRUMENTS, names_in
from ctocdiff.language import Language, lexicon
from ctocdiff.ordinals import ordinal_words
from ctocdiff.symbols import find_symbols

_WORD = re.compile(r"[^\W_]+(?:/[^\W_]+)*")
_MASKED_WORD = re.compile(r"[^\W\d_]+|\d+|[§¤]")
_ADOPTED = re.compile(r"(?<![\w/])\d{1,3}/\d{1,3}(?![\w/])")
_QUOTED = re.compile(r"[“«\"]([^“”«»\"]+)[”»\"]")
_TITLE_WORDS = 5


@dataclass(frozen=True, slots=True)
class Features:
    """The two weighted views of a text, as unit vectors, its masked words, and what it names.

    ``own`` are masked words without names of instruments.
    ``cited`` are numbers of adopted texts, ``documents`` symbols, ``series`` symbols without their
    year, ``papers`` kinds of papers, ``titles`` quoted titles, ``provisions`` numbers of rules and
    articles. ``rare_raw`` and ``rare_masked`` are the heaviest terms of the two views: those that
    an index looks the text up by.
    """

    raw: Vector
    masked: Vector
    rare_raw: tuple[int, ...]
    rare_masked: tuple[int, ...]
    words: int
    masked_text: str
    own: tuple[str, ...]
    cited: frozenset[str]
    series: frozenset[str]
    documents: frozenset[str]
    papers: frozenset[str]
    titles: tuple[str, ...]
    provisions: frozenset[str] = frozenset()


def masked_words(text: str, language: Language) -> list[str]:
    """The words of a text, with a sign in place of each date, symbol, ordinal and figure.

    The full name of an instrument becomes its code: it has many words, and stands everywhere.
    """
    spans = [(s.start, s.end, "§") for s in find_symbols(text)]
    spans += [(d.start, d.end, "¤") for d in find_dates(text, language)]
    spans += [
        (name.start, name.end, name.codes[0])
        for name in names_in(text, INSTRUMENTS, language)
        if not name.short
    ]
    parts, at = [], 0
    for start, end, sign in sorted(spans):
        if start >= at:
            parts += [text[at:start], sign]
            at = end
    masked = "".join((*parts, text[at:]))
    ordinals = ordinal_words(language)
    return [
        "¢" if word in ordinals else "0" if word.isdigit() else word
        for word in _MASKED_WORD.findall(masked.lower())
    ]


def own_words(masked: Sequence[str], language: Language) -> tuple[str, ...]:
    """Masked words without names of instruments and what stands beside them."""
    text = _beside_names(language).sub(" ", " ".join(masked))
    return tuple(text.split())


@cache
def _beside_names(language: Language) -> re.Pattern[str]:
    words = lexicon(language)
    names = [*words["citations"][INSTRUMENTS], *words["alignment"]["beside_names"]]
    spelt = [" ".join(_MASKED_WORD.findall(name.lower())) for name in names]
    longest_first = sorted(spelt, key=lambda name: (-len(name), name))
    return re.compile(rf"(?<!\S)(?:{'|'.join(map(re.escape, longest_first))})(?!\S)")


def citations(text: str) -> frozenset[str]:
    """The numbers of adopted texts that a text cites, such as 9/1."""
    return frozenset(_ADOPTED.findall(text))


def series(text: str) -> frozenset[str]:
    """The documents that a text names, without their year: CTOC/COP/…/CRP.1.

    A conference often gives the paper on the same subject the same number session after session.
    """
    return frozenset(
        "/".join(part if part != str(found.symbol.year) else "…" for part in found.symbol.segments)
        for found in find_symbols(text)
        if found.symbol.year is not None
    )


def titles(text: str) -> tuple[str, ...]:
    """The quoted titles in a text, in lower case; a few quoted words are no title."""
    quoted = (" ".join(_WORD.findall(found.lower())) for found in _QUOTED.findall(text))
    return tuple(title for title in quoted if title.count(" ") >= _TITLE_WORDS - 1)


def papers(text: str, language: Language) -> frozenset[str]:
    """The kinds of papers that an entry of a documentation list names, such as note and report."""
    return frozenset(_paper_names(language).findall(text.lower()))


@cache
def _paper_names(language: Language) -> re.Pattern[str]:
    names = sorted(lexicon(language)["alignment"]["papers"], key=lambda name: (-len(name), name))
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, names))})(?!\w)")


def provisions(text: str, language: Language) -> frozenset[str]:
    """The numbers of the rules and articles that a text names, the first of each list."""
    return frozenset(_provision_numbers(language).findall(text.lower()))


@cache
def _provision_numbers(language: Language) -> re.Pattern[str]:
    words = lexicon(language)["citations"]
    nouns = sorted({*words["article"], *words["rule"]}, key=lambda noun: (-len(noun), noun))
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, nouns))})\s+(\d{{1,3}})(?![\d/])")


def fold_words(text: str) -> list[str]:
    """The words of a text, in lower case."""
    return _WORD.findall(text.lower())


def features(texts: Sequence[str], language: Language) -> list[Features]:
    """The features of the paragraphs of all witnesses of one comparison, weighed together."""
    distinct = Counter(texts)  # most paragraphs stand in several witnesses as they are
    times = list(distinct.values())
    composed = [unicodedata.normalize("NFC", text) for text in distinct]
    raw_words = [fold_words(text) for text in composed]
    masked = [masked_words(text, language) for text in composed]
    views = weigh(raw_words, times), weigh(masked, times)
    found = {
        text: Features(
            of_raw,
            of_masked,
            rare_raw,
            rare_masked,
            len(words),
            " ".join(signs),
            own_words(signs, language),
            citations(text),
            series(text),
            frozenset(str(found.symbol) for found in find_symbols(text)),
            papers(text, language),
            titles(text),
            provisions(text, language),
        )
        for text, words, signs, of_raw, rare_raw, of_masked, rare_masked in zip(
            *(distinct, raw_words, masked),
            *(part for view in views for part in (view.vectors, view.rarest())),
            strict=True,
        )
    }
    return [found[text] for text in texts]


def raw_features(texts: Sequence[str]) -> list[Features]:
    """Features of which only the raw view is filled: enough to compare whole sections."""
    words = [fold_words(text) for text in texts]
    weighed = weigh(words)
    nothing: frozenset[str] = frozenset()
    return [
        Features(
            raw,
            {},
            rarest,
            (),
            len(own),
            "",
            (),
            nothing,
            nothing,
            nothing,
            nothing,
            (),
        )
        for raw, rarest, own in zip(weighed.vectors, weighed.rarest(), words, strict=True)
    ]
