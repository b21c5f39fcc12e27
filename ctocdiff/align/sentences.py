"""Sentence votes: which paragraphs hold the same sentences.

A paragraph that was merged into another, split into two, or mostly rewritten around one sentence
that stayed, does not resemble its counterpart as a whole; its sentences do. Each sentence votes
for the sentence of the other witness it resembles most, where the choice is mutual.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from ctocdiff.align.features import features
from ctocdiff.align.units import Index, Unit, similarity
from ctocdiff.language import Language

# A sentence ends at a full stop or semicolon before a capital, a list letter or a quotation.
_BREAK = re.compile(r"(?<=[.;:!?»”])\s+(?=[A-ZÀ-ÖØ-Þ«“\"(]|[a-z]\)|et [a-z]\)|and \([a-z]\))")
_FEWEST_WORDS = 6
_CANDIDATES = 6
_LEAST = 0.40  # score, 0–1, below which a sentence has no counterpart
_SAME_SECTION = 0.05


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


class Fragments:
    """The sentences of all witnesses, weighed together, and their votes."""

    def __init__(self, units: Sequence[Sequence[Unit]], language: Language) -> None:
        self._units = units
        texts = [
            [(at, text) for at, unit in enumerate(side) for text in sentences(unit.text)]
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

    def votes(self, before: int, after: int) -> tuple[Vote, ...]:
        """The mutual votes of the sentences of two witnesses."""
        old, new = self._sides[before], self._sides[after]
        best_old: dict[int, tuple[float, int]] = defaultdict(lambda: (0.0, -1))
        best_new: dict[int, tuple[float, int]] = {}
        for at, (_, unit) in enumerate(new):
            for other in self._indexes[before].near(unit, _CANDIDATES):
                candidate = old[other][1]
                if candidate.kind is not unit.kind:
                    continue
                bonus = _SAME_SECTION if candidate.section == unit.section else 0.0
                score = similarity(candidate, unit) + bonus
                if score < _LEAST:
                    continue
                if score > best_new.get(at, (0.0, -1))[0]:
                    best_new[at] = (score, other)
                if score > best_old[other][0]:
                    best_old[other] = (score, at)
        return tuple(
            self._vote((before, old[other]), (after, new[at]), score)
            for at, (score, other) in best_new.items()
            if best_old[other][1] == at
        )

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
