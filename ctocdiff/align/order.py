"""Reading orders: what stays in place, what has moved, and one line through two witnesses."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Sequence

_FEW = 3  # paragraphs that are cut anew together


def heaviest_chain(positions: Sequence[int], weights: Sequence[int]) -> frozenset[int]:
    """The indices of the increasing subsequence of ``positions`` with the greatest weight.

    Positions are distinct. What is left out of the chain is the least text (by weight) that must
    be said to have moved. O(n log n); the first of equally heavy chains is given.
    """
    order = sorted(set(positions))
    best = _Maxima(len(order))
    previous: list[int] = [-1] * len(positions)
    totals: list[int] = []
    for index, (position, weight) in enumerate(zip(positions, weights, strict=True)):
        rank = bisect_left(order, position)
        total, last = best.below(rank)
        previous[index] = last
        totals.append(total + weight)
        best.raise_at(rank, total + weight, index)
    _, at = best.below(len(order))
    chain = set()
    while at >= 0:
        chain.add(at)
        at = previous[at]
    return frozenset(chain)


def are_neighbours(numbers: Collection[int]) -> bool:
    """Whether paragraphs, by their numbers, are few and follow each other."""
    return len(numbers) <= _FEW and max(numbers) - min(numbers) == len(numbers) - 1


class _Maxima:
    """Prefix maxima (a Fenwick tree): the heaviest chain that ends below a rank."""

    def __init__(self, size: int) -> None:
        self._cells: list[tuple[int, int]] = [(0, -1)] * (size + 1)

    def below(self, rank: int) -> tuple[int, int]:
        best = (0, -1)
        while rank > 0:
            if self._cells[rank][0] > best[0]:
                best = self._cells[rank]
            rank -= rank & -rank
        return best

    def raise_at(self, rank: int, total: int, index: int) -> None:
        rank += 1
        while rank < len(self._cells):
            if total > self._cells[rank][0]:
                self._cells[rank] = (total, index)
            rank += rank & -rank
