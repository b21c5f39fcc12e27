"""Long paragraphs that repeat themselves: bounded work, and hardly more marked than must be."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator

import pytest
from rapidfuzz.distance import Indel

from ctocdiff.diff import diff_texts, hunks
from ctocdiff.diff.hunks import Hunk, match_tokens
from ctocdiff.language import Language
from ctocdiff.model import Op

PHRASE = ("the", "keeper", "of", "the", "lamp", "sails", "out", "and")
Edit = Callable[[list[str], random.Random], list[str]]


def shuffled(words: list[str], chance: random.Random) -> list[str]:
    return chance.sample(words, len(words))


def thinned(words: list[str], chance: random.Random) -> list[str]:
    return [word for word in words if chance.random() > 0.2]


def replaced(words: list[str], _: random.Random) -> list[str]:
    return ["bell" if word == "lamp" else word for word in words]


def two_words(words: list[str], chance: random.Random) -> list[str]:
    return [chance.choice(("the", "of")) for _ in words]


def unlike(words: list[str], _: random.Random) -> list[str]:
    return [f"w{number}" for number in range(len(words))]


EDITS = pytest.mark.parametrize("edit", [shuffled, thinned, replaced, two_words, unlike])


def texts(edit: Edit) -> tuple[str, str]:
    words = list(PHRASE) * 300
    return " ".join(words), " ".join(edit(words, random.Random(7)))


@EDITS
def test_accepting_and_rejecting_all_gives_the_texts(edit: Edit) -> None:
    before, after = texts(edit)
    edits = diff_texts(before, after, (Language.EN, Language.EN))
    assert "".join(before[slice(*one.before)] for one in edits) == before
    assert "".join(after[slice(*one.after)] for one in edits) == after
    assert all(
        before[slice(*one.before)] == after[slice(*one.after)]
        for one in edits
        if one.op is Op.EQUAL
    )


@EDITS
def test_no_comparison_takes_long(edit: Edit, monkeypatch: pytest.MonkeyPatch) -> None:
    compared = hunks._compared
    steps: list[int] = []

    def counted(
        left: str, right: str, start: tuple[int, int], end: tuple[int, int]
    ) -> Iterator[Hunk]:
        old, new = left[start[0] : end[0]], right[start[1] : end[1]]
        distance = Indel.distance(old, new)
        if not set(old).isdisjoint(new):
            steps.append(distance * min(distance, 2 * len(old), 2 * len(new)))
        return compared(left, right, start, end)

    monkeypatch.setattr(hunks, "_compared", counted)
    before, after = (text.split() for text in texts(edit))
    match_tokens(before * 2, after * 2)
    assert max(steps, default=0) <= hunks._MOST_STEPS


@EDITS
def test_hardly_more_is_marked_than_must_be(edit: Edit) -> None:
    before, after = (text.split() for text in texts(edit))
    found = match_tokens(before, after)
    marked = sum(
        one.before[1] - one.before[0] + one.after[1] - one.after[0]
        for one in found
        if not one.equal
    )
    assert marked <= 1.10 * Indel.distance(before, after)
