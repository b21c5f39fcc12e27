"""Sentence votes: which paragraphs hold the same sentences.

A paragraph that was merged into another, split into two, or mostly rewritten around one sentence
that stayed, does not resemble its counterpart as a whole; its sentences do. Each sentence votes
for the sentence of the other witness it resembles most, where the choice is mutual.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass

from ctocdiff.align.features import features
from ctocdiff.align.units import Index, Unit, rank, similarity
from ctocdiff.language import Language
from ctocdiff.model import Kind

# A sentence ends at a full stop or semicolon before a capital, a list letter or a quotation.
_BREAK = re.compile(r"(?<=[.;:!?»”])\s+(?=[A-ZÀ-ÖØ-Þ«“\"(]|[a-z]\)|et [a-z]\)|and \([a-z]\))")
_FEWEST_WORDS = 6
# Entries, headings and table rows are one whole each.
_DIVISIBLE = frozenset({Kind.BODY, Kind.NOTE})
_CANDIDATES = 4
_LEAST = 0.40  # score, 0–1, below which a sentence has no counterpart
_SAME_SECTION = 0.05
_BESIDE = 0.03


@dataclass(frozen=True, slots=True)
class Vote:
    """A sentence of paragraph ``before`` found again in ``after``; shares of their words, 0–1."""

    before: int
    after: int
    score: float
    share_before: float
    share_after: float


def sentences(text: str) -> tuple[str, ...]:
    """The sentences and list entries of a paragraph; joined by spaces they give its words."""
    parts = _BREAK.split(text)
    merged: list[str] = []
    for part in parts:
        if merged and (len(merged[-1].split()) < _FEWEST_WORDS or len(part.split()) < 3):
            merged[-1] = f"{merged[-1]} {part}"
        else:
            merged.append(part)
    return tuple(merged)


def _beside(owners: tuple[int, int], paired: Container[tuple[int, int]]) -> bool:
    """Whether one of two paragraphs is paired with a neighbour of the other.

    The parts of a split paragraph stand together, as do those that were merged.
    """
    b, a = owners
    return any(pair in paired for pair in ((b, a - 1), (b, a + 1), (b - 1, a), (b + 1, a)))


class Fragments:
    """The sentences of all witnesses, weighed together, and their votes."""

    def __init__(self, units: Sequence[Sequence[Unit]], language: Language) -> None:
        self._units = units
        texts = [
            [
                (at, text)
                for at, unit in enumerate(side)
                if unit.kind in _DIVISIBLE
                for text in sentences(unit.text)
            ]
            for side in units
        ]
        weighed = iter(features([text for side in texts for _, text in side], language))
        self._sides = [
            [
                (at, Unit(side[at].section, side[at].kind, 0.0, text, next(weighed)))
                for at, text in parts
            ]
            for parts, side in zip(texts, units, strict=True)
        ]
        self._indexes = [Index([unit for _, unit in side]) for side in self._sides]

    def votes(
        self,
        before: int,
        after: int,
        free: tuple[frozenset[int], frozenset[int]],
        paired: Container[tuple[int, int]],
    ) -> tuple[Vote, ...]:
        """The mutual votes of the sentences of two witnesses that concern free paragraphs.

        ``free`` are the paragraphs of each witness that have no counterpart yet. The sentences of
        paragraphs that are ``paired`` with each other count as rivals: they keep a free one from
        taking what is theirs. Those of paragraphs that each have another counterpart do not: the
        same sentence may stand under every item.
        """
        sides = self._sides[before], self._sides[after]
        ranked = []
        for b, a in self._worth_comparing(before, after, free):
            owners = sides[0][b][0], sides[1][a][0]
            if owners[0] not in free[0] and owners[1] not in free[1] and owners not in paired:
                continue
            one, other = sides[0][b][1], sides[1][a][1]
            score = similarity(one, other)
            score += _SAME_SECTION if one.section == other.section else 0.0
            score += _BESIDE if _beside(owners, paired) else 0.0
            if score >= _LEAST:
                ranked.append((rank(score, b, a), score))
        found = []
        taken_old: set[int] = set()
        taken_new: set[int] = set()
        for (*_, b, a), score in sorted(ranked):
            if b not in taken_old and a not in taken_new:
                found.append(self._vote((before, sides[0][b]), (after, sides[1][a]), score))
            taken_old.add(b)
            taken_new.add(a)
        return tuple(found)

    def _worth_comparing(
        self, before: int, after: int, free: tuple[frozenset[int], frozenset[int]]
    ) -> Iterator[tuple[int, int]]:
        """Pairs of sentences: those of free paragraphs, and the rivals for what they found."""
        old, new = self._sides[before], self._sides[after]

        def near_new(b: int) -> set[tuple[int, int]]:
            near = self._indexes[after].near(old[b][1], (b + 0.5) / len(old), _CANDIDATES)
            return {(b, a) for a in near}

        def near_old(a: int) -> set[tuple[int, int]]:
            near = self._indexes[before].near(new[a][1], (a + 0.5) / len(new), _CANDIDATES)
            return {(b, a) for b in near}

        asked_old = {b for b, (owner, _) in enumerate(old) if owner in free[0]}
        asked_new = {a for a, (owner, _) in enumerate(new) if owner in free[1]}
        found = {pair for b in asked_old for pair in near_new(b)}
        found |= {pair for a in asked_new for pair in near_old(a)}
        rivals_old = {b for b, _ in found} - asked_old
        rivals_new = {a for _, a in found} - asked_new
        found |= {pair for b in rivals_old for pair in near_new(b)}
        found |= {pair for a in rivals_new for pair in near_old(a)}
        return ((b, a) for b, a in sorted(found) if old[b][1].kind is new[a][1].kind)

    def _vote(
        self,
        before: tuple[int, tuple[int, Unit]],
        after: tuple[int, tuple[int, Unit]],
        score: float,
    ) -> Vote:
        shares = [
            part.features.words / max(1, self._units[witness][owner].features.words)
            for witness, (owner, part) in (before, after)
        ]
        return Vote(before[1][0], after[1][0], min(score, 1.0), shares[0], shares[1])
