"""The least that any redline of two texts must mark when it keeps their order: a yardstick."""

from __future__ import annotations

from collections.abc import Sequence


def least_marked(before: Sequence[str], after: Sequence[str]) -> tuple[int, int]:
    """Characters inserted and deleted when the heaviest common subsequence of words is kept.

    A word weighs its characters, so that no other choice of kept words marks fewer of them.
    Takes a step for each pair of words, and memory for one row of them.
    """
    kept = [0] * (len(after) + 1)  # heaviest so far, by the number of words of `after` used
    for old in before:
        weight = len(old)
        diagonal = left = 0
        for at, new in enumerate(after, 1):
            above = kept[at]
            left = max(left, above, diagonal + weight if new == old else 0)
            kept[at] = left
            diagonal = above
    common = kept[-1]
    return sum(map(len, after)) - common, sum(map(len, before)) - common
