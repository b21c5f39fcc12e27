"""Texts as weighted terms: tf-idf vectors, how alike they are, and their rarest terms."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, chain, count, pairwise, repeat
from operator import mul

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


@dataclass(frozen=True, slots=True)
class Counted:
    """The terms of a text that is read in one way, or in two: those of both, and of either only."""

    both: Counts
    raw: Counts = field(default_factory=dict)
    masked: Counts = field(default_factory=dict)


class Terms:
    """Counts the terms of texts: one string a term, not one a text, keeps long ones in memory."""

    def __init__(self) -> None:
        self._known: dict[str, str] = {}

    def counted(self, words: Sequence[str]) -> Counts:
        """Words, stems and pairs of neighbours: what a text is weighed by."""
        terms = list(_terms(words))
        return Counter(map(self._known.setdefault, terms, terms))

    def compared(self, words: Sequence[str], masked: Sequence[str]) -> Counted:
        """The same of a text that is read in two ways."""
        one, other = self.counted(words), self.counted(masked)
        return Counted(
            {term: n for term, n in one.items() if term in other},
            {term: n for term, n in one.items() if term not in other},
            {term: n for term, n in other.items() if term not in one},
        )


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


def weigh(texts: Sequence[Counted], times: Sequence[int] | None = None) -> Weighed:
    """Weigh the terms of texts, rare ones heavier (tf-idf over the texts given).

    ``times`` says how often each text occurs, once if left out. Both readings of a text weigh the
    same: the cosine of two texts is, but for little, the mean of those of their readings.
    """
    times = times or [1] * len(texts)
    terms = [list(chain(text.both, text.raw, text.masked)) for text in texts]
    seen = Counter(chain.from_iterable(chain.from_iterable(map(repeat, terms, times))))
    total = sum(times) + 1
    rarities = {number: math.log(total / number) + _COMMON for number in set(seen.values())}
    rarity = {term: rarities[number] for term, number in seen.items()}
    vectors = []
    for text, of_text in zip(texts, terms, strict=True):
        both, raw, masked = (
            [
                rarity[term] if n == 1 else (1 + math.log(n)) * rarity[term]
                for term, n in found.items()
            ]
            for found in (text.both, text.raw, text.masked)
        )
        shared, *own = (sum(map(mul, weights, weights)) for weights in (both, raw, masked))
        one, other = (0.5 / (shared + alone or 1.0) for alone in own)
        weights = chain(
            map(mul, both, repeat(math.sqrt(one + other))),
            map(mul, raw, repeat(math.sqrt(one))),
            map(mul, masked, repeat(math.sqrt(other))),
        )
        vectors.append(dict(zip(of_text, weights, strict=True)))
    return Weighed(tuple(vectors), seen)


def cosine(one: Vector, other: Vector) -> float:
    """The cosine of two unit vectors, 0–1."""
    shared = one.keys() & other.keys()
    return math.fsum(map(mul, map(one.__getitem__, shared), map(other.__getitem__, shared)))
