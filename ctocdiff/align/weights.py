"""Texts as weighted terms: tf-idf vectors, how alike they are, and their rarest terms.

Terms are numbered: one string a term, not one a text, keeps long documents in memory.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, count, pairwise, repeat
from operator import mul

_RAREST = 64
_COMMON = 0.05  # weight that even a term of every text keeps
_GRAM = 4  # code points of a stem: enough to tell words apart, short enough to forgive endings

Vector = Mapping[int, float]
"""A unit vector: the weights of terms, by their numbers."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """Texts weighed together: their vectors, the terms by number, in how many texts each stands."""

    vectors: tuple[Vector, ...]
    terms: tuple[str, ...]
    seen: Mapping[int, int]

    def rarest(self) -> list[tuple[int, ...]]:
        """The rarest terms of each text, equals by name: those that an index looks it up by."""
        by_rank = sorted(range(len(self.terms)), key=self.terms.__getitem__)
        by_rank.sort(key=self.seen.__getitem__)
        rank = [0] * len(by_rank)
        for place, term in enumerate(by_rank):
            rank[term] = place
        return [
            tuple(map(by_rank.__getitem__, sorted(map(rank.__getitem__, vector))[:_RAREST]))
            for vector in self.vectors
        ]


def weigh(texts: Iterable[Sequence[str]], times: Sequence[int] | None = None) -> Weighed:
    """Weigh the words of texts, rare terms heavier (tf-idf over the texts given).

    ``times`` says how often each text occurs, once if left out.
    """
    numbers: dict[str, int] = defaultdict(count().__next__)
    counts = [Counter(map(numbers.__getitem__, _terms(words))) for words in texts]
    times = times or [1] * len(counts)
    seen = Counter(chain.from_iterable(chain.from_iterable(map(repeat, counts, times))))
    total = sum(times) + 1
    rarity = [math.log(total / seen[term]) + _COMMON for term in range(len(numbers))]
    vectors = []
    for found in counts:
        weights = [
            rarity[term] if n == 1 else (1 + math.log(n)) * rarity[term]
            for term, n in found.items()
        ]
        norm = math.sqrt(sum(map(mul, weights, weights))) or 1.0
        vectors.append(dict(zip(found, [weight / norm for weight in weights], strict=True)))
    return Weighed(tuple(vectors), tuple(numbers), seen)


def _terms(words: Sequence[str]) -> Iterator[str]:
    """Words, stems and pairs of neighbours, as often as they stand: what a text is weighed by."""
    stems = [word[:_GRAM] + "-" for word in words if len(word) > _GRAM]
    return chain(words, stems, map(" ".join, pairwise(words)))


def cosine(one: Vector, other: Vector) -> float:
    """The cosine of two unit vectors, 0–1."""
    shared = one.keys() & other.keys()
    return math.fsum(map(mul, map(one.__getitem__, shared), map(other.__getitem__, shared)))
