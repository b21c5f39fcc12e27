"""What a text says, as the alignment reads it: its words, masked words, cited texts, papers."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from itertools import chain

from ctocdiff.align.weights import Counted, Terms
from ctocdiff.alternation import any_word
from ctocdiff.dates import find_dates
from ctocdiff.facts.citations.names import INSTRUMENTS, names_in
from ctocdiff.language import Language, lexicon
from ctocdiff.ordinals import ordinal_words
from ctocdiff.symbols import find_symbols

_WORD = re.compile(r"[^\W_]+(?:/[^\W_]+)*")
_MASKED_WORD = re.compile(r"[^\W\d_]+|\d+|[§¤]")
_ADOPTED = re.compile(r"(?<![\w/])\d{1,3}/\d{1,3}(?![\w/])")
_QUOTED = re.compile(r"[“«\"]([^“”«»\"]+)[”»\"]")
_STEM = 4  # code points by which words are told apart
_TITLE_WORDS = 5
_TITLES = 1024  # titles remembered: each is held against those of every other witness


@dataclass(frozen=True)
class Wording:
    """What a text says, nothing of it weighed yet.

    ``terms`` are those it is weighed by, as it stands and masked, ``words`` how many words it has,
    ``cited`` numbers of adopted texts, ``series`` symbols without their year, ``titles`` quoted
    titles.
    """

    text: str
    language: Language
    terms: Counted
    words: int
    masked_text: str
    cited: frozenset[str]
    series: frozenset[str]
    titles: tuple[str, ...]

    @classmethod
    def of(cls, text: str, language: Language, terms: Terms) -> Wording:
        """Read a text; ``terms`` counts its words."""
        composed = unicodedata.normalize("NFC", text)
        words, masked = fold_words(composed), masked_words(composed, language)
        return cls(
            text,
            language,
            terms.compared(words, masked),
            len(words),
            " ".join(masked),
            citations(text),
            series(text),
            titles(text),
        )

    @cached_property
    def papers(self) -> frozenset[str]:
        """The kinds of papers that the text, an entry of a list, names: note, report."""
        return frozenset(_paper_names(self.language).findall(self.text.lower()))

    @cached_property
    def masked_terms(self) -> frozenset[str]:
        """The terms of the masked words."""
        return frozenset((*self.terms.both, *self.terms.masked))

    @cached_property
    def own(self) -> Counted:
        """Masked terms without names of instruments."""
        return Counted(Terms().counted(own_words(self.masked_text, self.language)))

    @cached_property
    def subject(self) -> frozenset[str]:
        """Stems of the words by which an entry of a documentation list says what it is about.

        Names of instruments, kinds of papers and those who issue them are left out.
        """
        words = own_words(self.masked_text, self.language)
        formula = _formula(self.language)
        return frozenset(word[:_STEM] for word in words if len(word) >= _STEM) - formula

    @cached_property
    def days(self) -> frozenset[dt.date]:
        """The days that the text names with month and year; of an interval, its ends."""
        named = (
            part.date() for found in find_dates(self.text, self.language) for part in found.dates
        )
        return frozenset(day for day in named if day is not None)

    @cached_property
    def documents(self) -> frozenset[str]:
        """The symbols of the documents that the text names."""
        return frozenset(str(found.symbol) for found in find_symbols(self.text))

    @cached_property
    def provisions(self) -> frozenset[str]:
        """The numbers of the rules and articles that the text names, the first of each list."""
        return frozenset(_provision_numbers(self.language).findall(self.text.lower()))


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


@lru_cache(_TITLES)
def named_in(title: str, language: Language) -> frozenset[str]:
    """The codes of the instruments that a title names, those of short names left out."""
    names = names_in(title, INSTRUMENTS, language)
    return frozenset(name.codes[0] for name in names if not name.short)


def own_words(masked: str, language: Language) -> list[str]:
    """The words of a masked text without names of instruments and what stands beside them."""
    return _beside_names(language).sub(" ", masked).split()


@cache
def _beside_names(language: Language) -> re.Pattern[str]:
    words = lexicon(language)
    names = [*words["citations"][INSTRUMENTS], *words["alignment"]["beside_names"]]
    spelt = [" ".join(_MASKED_WORD.findall(name.lower())) for name in names]
    return re.compile(rf"(?<!\S){any_word(spelt)}(?!\S)")


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


@cache
def _paper_names(language: Language) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){any_word(lexicon(language)['alignment']['papers'])}(?!\w)")


@cache
def _formula(language: Language) -> frozenset[str]:
    """The stems of the words that say nothing of the subject of a paper."""
    words = lexicon(language)["alignment"]
    named = chain.from_iterable(map(fold_words, (*words["papers"], *words["beside_subject"])))
    return frozenset(word[:_STEM] for word in named)


@cache
def _provision_numbers(language: Language) -> re.Pattern[str]:
    words = lexicon(language)["citations"]
    nouns = any_word((*words["article"], *words["rule"]))
    return re.compile(rf"(?<!\w){nouns}\s+(\d{{1,3}})(?![\d/])")


def fold_words(text: str) -> list[str]:
    """The words of a text, in lower case."""
    return _WORD.findall(text.lower())
