"""What two paragraphs are compared by: weighted words, masked words, cited texts.

Two views of each text are kept. The raw view keeps the numbers of resolutions, which tell near
duplicates apart; the masked view replaces dates, ordinals, symbols and figures, which roll over
from session to session. Neither is enough alone (measured: techniques, alignment).
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ctocdiff.dates import find_dates
from ctocdiff.language import Language
from ctocdiff.ordinals import ordinal_pattern
from ctocdiff.symbols import find_symbols

_WORD = re.compile(r"[^\W_]+(?:/[^\W_]+)*")
_ADOPTED = re.compile(r"(?<![\w/])\d{1,3}/\d{1,3}(?![\w/])")
_FIGURES = re.compile(r"\d+")
_GRAM = 4  # code points of a stem: enough to tell words apart, short enough to forgive endings


@dataclass(frozen=True, slots=True)
class Features:
    """The two weighted views of a text, as unit vectors, and what it cites."""

    raw: Mapping[str, float]
    masked: Mapping[str, float]
    cited: frozenset[str]
    words: int


def mask(text: str, language: Language) -> str:
    """A text with what rolls over from session to session replaced by a sign for its kind."""
    spans = [(s.start, s.end, "§") for s in find_symbols(text)]
    spans += [(d.start, d.end, "¤") for d in find_dates(text, language)]
    for start, end, sign in sorted(spans, reverse=True):
        text = f"{text[:start]}{sign}{text[end:]}"
    text = re.sub(rf"\b{ordinal_pattern(language)}\b", "¢", text, flags=re.IGNORECASE)
    return _FIGURES.sub("0", text)


def citations(text: str) -> frozenset[str]:
    """The numbers of adopted texts that a text cites, such as 9/1."""
    return frozenset(_ADOPTED.findall(text))


def fold_words(text: str) -> list[str]:
    """The words of a text, in lower case."""
    return _WORD.findall(text.lower())


def terms(words: Sequence[str]) -> Counter[str]:
    """Words, stems and pairs of neighbours: what a text is weighed by."""
    counted: Counter[str] = Counter(words)
    counted.update(word[:_GRAM] + "-" for word in words if len(word) > _GRAM)
    counted.update(f"{a} {b}" for a, b in zip(words, words[1:], strict=False))
    return counted


def weigh(texts: Iterable[Counter[str]]) -> list[dict[str, float]]:
    """Unit vectors of term counts, rare terms heavier (tf-idf over the texts given)."""
    counts = list(texts)
    seen: Counter[str] = Counter()
    for count in counts:
        seen.update(count.keys())
    total = len(counts) + 1
    rarity = {term: math.log(total / n) for term, n in seen.items()}
    vectors = []
    for count in counts:
        vector = {term: (1 + math.log(n)) * (rarity[term] + 0.05) for term, n in count.items()}
        norm = math.sqrt(math.fsum(weight * weight for weight in vector.values())) or 1.0
        vectors.append({term: weight / norm for term, weight in vector.items()})
    return vectors


def features(texts: Sequence[str], language: Language) -> list[Features]:
    """The features of the paragraphs of all witnesses of one comparison, weighed together."""
    raw_words = [fold_words(text) for text in texts]
    raw = weigh(terms(words) for words in raw_words)
    masked = weigh(terms(re.findall(r"[^\W_]+|[§¤¢]", mask(text, language).lower())) for text in texts)
    return [
        Features(r, m, citations(text), len(words))
        for r, m, text, words in zip(raw, masked, texts, raw_words, strict=True)
    ]


def cosine(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    """The cosine of two unit vectors, 0–1."""
    if len(one) > len(other):
        one, other = other, one
    return math.fsum(weight * other[term] for term, weight in one.items() if term in other)
