"""The yardstick of the benchmarks must itself be right."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.benchmarks.least import least_marked

WORDS = st.lists(st.sampled_from(["a", "bb", "ccccc"]), max_size=6)


@pytest.mark.parametrize(
    ("before", "after", "marked"),
    [
        ("", "", (0, 0)),
        ("", "one two", (6, 0)),
        ("the ninth session", "the twelfth session", (7, 5)),
        # one long word is kept rather than two short ones
        ("committee of us", "of us committee", (4, 4)),
    ],
)
def test_known_pairs(before: str, after: str, marked: tuple[int, int]) -> None:
    assert least_marked(before.split(), after.split()) == marked


@given(WORDS, WORDS)
def test_no_choice_of_words_marks_less(before: list[str], after: list[str]) -> None:
    common = subsequences(before) & subsequences(after)
    kept = max(sum(map(len, words)) for words in common)
    assert least_marked(before, after) == (
        sum(map(len, after)) - kept,
        sum(map(len, before)) - kept,
    )


def subsequences(words: list[str]) -> set[tuple[str, ...]]:
    sizes = range(len(words) + 1)
    return {chosen for size in sizes for chosen in combinations(words, size)}
