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


def votes(
    before: Sequence[Unit], after: Sequence[Unit], language: Language, least: float
) -> tuple[Vote, ...]:
    """The mutual votes of the sentences of two witnesses, scores of ``least`` (0–1) and above."""
    sides = [_fragments(units) for units in (before, after)]
    weighed = iter(features([text for side in sides for _, text in side], language))
    old, new = (
        [
            (owner, Unit(units[owner].section, units[owner].kind, 0.0, text, next(weighed)))
            for owner, text in side
        ]
        for side, units in zip(sides, (before, after), strict=True)
    )
    return _mutual(old, new, least, before, after)


def _fragments(units: Sequence[Unit]) -> list[tuple[int, str]]:
    return [(at, text) for at, unit in enumerate(units) for text in sentences(unit.text)]


def _mutual(
    old: Sequence[tuple[int, Unit]],
    new: Sequence[tuple[int, Unit]],
    least: float,
    before: Sequence[Unit],
    after: Sequence[Unit],
) -> tuple[Vote, ...]:
    index = Index([unit for _, unit in old])
    best_old: dict[int, tuple[float, int]] = defaultdict(lambda: (0.0, -1))
    best_new: dict[int, tuple[float, int]] = {}
    for at, (_, unit) in enumerate(new):
        for other in index.near(unit):
            candidate = old[other][1]
            if candidate.kind is not unit.kind:
                continue
            score = similarity(candidate, unit) + (0.05 if candidate.section == unit.section else 0)
            if score < least:
                continue
            if score > best_new.get(at, (0.0, -1))[0]:
                best_new[at] = (score, other)
            if score > best_old[other][0]:
                best_old[other] = (score, at)
    found = []
    for at, (score, other) in best_new.items():
        if best_old[other][1] != at:
            continue
        b, a = old[other][0], new[at][0]
        found.append(
            Vote(
                b,
                a,
                score,
                old[other][1].features.words / max(1, before[b].features.words),
                new[at][1].features.words / max(1, after[a].features.words),
            )
        )
    return tuple(found)
