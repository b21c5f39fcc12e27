"""Texts as weighted terms: tf-idf vectors, how alike they are, and their rarest terms."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, chain, count, pairwise, repeat
from operator import mul, truediv

_COMMON = 0.05  # weight that even a term of every text keeps
_GRAM = 4  # code points of a stem: enough to tell words apart, short enough to forgive endings
_MOST_RARE = 64  # terms that an index looks a text up by
# Of the weight of the terms that a text shares with others; what is left are the commonest, in
# which an index finds most units and learns least about them.
_RARE_SHARE = 0.95

Counts = Mapping[str, int]
"""How often a text has each term."""

Vector = Mapping[str, float]
"""A unit vector: the weights of terms."""


class Terms:
    """Counts the terms of texts: one string a term, not one a text, keeps long ones in memory."""

    def __init__(self) -> None:
        self._known: dict[str, str] = {}

    def counted(self, words: Sequence[str]) -> Counts:
        """Words, stems and pairs of neighbours: what a text is weighed by."""
        terms = list(_terms(words))
        return Counter(map(self._known.setdefault, terms, terms))


def _terms(words: Sequence[str]) -> Iterator[str]:
    stems = [word[:_GRAM] + "-" for word in words if len(word) > _GRAM]
    return chain(words, stems, map(" ".join, pairwise(words)))


@dataclass(frozen=True, slots=True)
class Weighed:
    """Texts weighed together: their vectors, and in how many texts each term stands."""

    vectors: tuple[Vector, ...]
    seen: Mapping[str, int]

    def rarest(self) -> list[Mapping[str, float]]:
        """The terms of each text that an index looks it up by, with their squared weights.

        The rarest, equals by name; those that no other text has are left out, as they find nothing.
        """
        shared = sorted(term for term, texts in self.seen.items() if texts > 1)
        shared.sort(key=self.seen.__getitem__)
        rank = dict.fromkeys(self.seen, -1)
        rank.update(zip(shared, count()))
        rarest = (sorted(map(rank.__getitem__, vector))[:_MOST_RARE] for vector in self.vectors)
        return [
            _heaviest([shared[place] for place in places if place >= 0], vector)
            for places, vector in zip(rarest, self.vectors, strict=True)
        ]


def _heaviest(rarest: Sequence[str], vector: Vector) -> dict[str, float]:
    """The first terms that hold most of the weight."""
    if not rarest:
        return {}
    weights = list(map(vector.__getitem__, rarest))
    squares = list(map(mul, weights, weights))
    sums = list(accumulate(squares))
    return dict(zip(rarest[: bisect_left(sums, _RARE_SHARE * sums[-1]) + 1], squares, strict=False))


def weigh(counts: Sequence[Counts], times: Sequence[int] | None = None) -> Weighed:
    """Weigh the terms of texts, rare ones heavier (tf-idf over the texts given).

    ``times`` says how often each text occurs, once if left out.
    """
    times = times or [1] * len(counts)
    seen = Counter(chain.from_iterable(chain.from_iterable(map(repeat, counts, times))))
    total = sum(times) + 1
    rarities = {texts: math.log(total / texts) + _COMMON for texts in set(seen.values())}
    rarity = {term: rarities[texts] for term, texts in seen.items()}
    vectors = []
    for found in counts:
        weights = [
            rarity[term] if n == 1 else (1 + math.log(n)) * rarity[term]
            for term, n in found.items()
        ]
        norm = math.sqrt(sum(map(mul, weights, weights))) or 1.0
        vectors.append(dict(zip(found, map(truediv, weights, repeat(norm)), strict=True)))
    return Weighed(tuple(vectors), seen)


def cosine(one: Vector, other: Vector) -> float:
    """The cosine of two unit vectors, 0–1."""
    shared = one.keys() & other.keys()
    return math.fsum(map(mul, map(one.__getitem__, shared), map(other.__getitem__, shared)))
