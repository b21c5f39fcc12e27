"""Sentence votes: which paragraphs hold the same sentences.

A paragraph that was merged into another, split into two, or mostly rewritten around one sentence
that stayed, does not resemble its counterpart as a whole; its sentences do. Each sentence votes
for the sentence of the other witness it resembles most, where the choice is mutual.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from rapidfuzz import fuzz

from ctocdiff.align.reader import Reader
from ctocdiff.align.units import Index, Likeness, Unit, are_of_other_instruments, rank
from ctocdiff.model import Kind

# A sentence ends at a full stop or semicolon before a capital, a list letter or a quotation.
_BREAK = re.compile(r"(?<=[.;:!?»”])\s+(?=[A-ZÀ-ÖØ-Þ«“\"(]|[a-z]\)|et [a-z]\)|and \([a-z]\))")
_FEWEST_WORDS = 6
# Entries, headings and table rows are one whole each.
_DIVISIBLE = frozenset({Kind.BODY, Kind.NOTE})
_CANDIDATES = 3
_LEAST = 0.40  # score, 0–1, below which a sentence has no counterpart
_CROSSING, _SHARE = 0.85, 0.20  # how alike a sentence that crossed over is; of one paragraph
_SAME_SECTION = 0.05
_BESIDE = 0.03


_End = tuple[int, int, Unit]  # witness, paragraph and sentence
_Partners = tuple[dict[int, list[int]], dict[int, list[int]]]  # of paragraphs of either witness


@dataclass(frozen=True, slots=True)
class Vote:
    """A sentence of paragraph ``before`` found again in ``after``; shares of their words, 0–1.

    ``lead`` says how much more alike it is, 0–1, than any sentence of the counterpart that one of
    the two paragraphs has already.
    """

    before: int
    after: int
    score: float
    lead: float
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


def crossing(before: str, after: str) -> float:
    """How like the likest sentences are of which one ends a paragraph and one begins another, 0–1.

    Zero where they are not much the same, or little of both paragraphs.
    """
    old, new = sentences(before), sentences(after)
    best = 0.0
    for one, other in ((old[-1], new[0]), (old[0], new[-1])):
        words = min(one.count(" "), other.count(" ")) + 1
        if words >= _FEWEST_WORDS and (
            len(one) >= _SHARE * len(before) or len(other) >= _SHARE * len(after)
        ):
            best = max(best, fuzz.ratio(one.lower(), other.lower()) / 100)
    return best if best >= _CROSSING else 0.0


def _beside(owners: tuple[int, int], paired: Collection[tuple[int, int]]) -> bool:
    """Whether one of two paragraphs is paired with a neighbour of the other.

    The parts of a split paragraph stand together, as do those that were merged.
    """
    b, a = owners
    return any(pair in paired for pair in ((b, a - 1), (b, a + 1), (b - 1, a), (b + 1, a)))


class Fragments:
    """The sentences of all witnesses, weighed together, and their votes."""

    def __init__(self, units: Sequence[Sequence[Unit]], reader: Reader, likeness: Likeness) -> None:
        self._units = units
        self._likeness = likeness
        texts = [
            [
                (at, text)
                for at, unit in enumerate(side)
                if unit.kind in _DIVISIBLE
                for text in sentences(unit.text)
            ]
            for side in units
        ]
        profiles = reader.weighed(text for side in texts for _, text in side)
        self._sides = [
            [
                (
                    at,
                    replace(side[at], place=0.0, says=reader.read(text), profile=profiles[text]),
                )
                for at, text in parts
            ]
            for parts, side in zip(texts, units, strict=True)
        ]
        self._indexes = [Index([unit for _, unit in side]) for side in self._sides]
        self._parts: list[dict[int, list[Unit]]] = [defaultdict(list) for _ in units]
        for parts, side in zip(self._parts, self._sides, strict=True):
            for owner, unit in side:
                parts[owner].append(unit)

    def votes(
        self,
        before: int,
        after: int,
        free: tuple[frozenset[int], frozenset[int]],
        paired: Collection[tuple[int, int]],
    ) -> tuple[Vote, ...]:
        """The mutual votes of the sentences of two witnesses that concern free paragraphs.

        ``free`` are the paragraphs of each witness that have no counterpart yet. The sentences of
        paragraphs that are ``paired`` with each other count as rivals: they keep a free one from
        taking what is theirs. Those of paragraphs that each have another counterpart do not: the
        same sentence may stand under every item.
        """
        sides = self._sides[before], self._sides[after]
        partners: _Partners = (defaultdict(list), defaultdict(list))
        for b, a in paired:
            partners[0][b].append(a)
            partners[1][a].append(b)
        asked = [
            {at for at, (owner, _) in enumerate(side) if owner in unpaired}
            for side, unpaired in zip(sides, free, strict=True)
        ]
        scores = self._scores(self._near(before, after, asked), (before, after), free, paired)
        rivals = [{pair[side] for pair in scores} - asked[side] for side in (0, 1)]
        near = self._near(before, after, rivals) - scores.keys()
        scores |= self._scores(near, (before, after), free, paired)
        found = []
        taken_old: set[int] = set()
        taken_new: set[int] = set()
        for *_, b, a in sorted(rank(score, b, a) for (b, a), score in scores.items()):
            if b not in taken_old and a not in taken_new:
                ends = (before, *sides[0][b]), (after, *sides[1][a])
                found.append(self._vote(ends, scores[b, a], self._lead(ends, partners)))
            taken_old.add(b)
            taken_new.add(a)
        return tuple(found)

    def _near(
        self, before: int, after: int, asked: Sequence[Collection[int]]
    ) -> set[tuple[int, int]]:
        """The likely partners of the sentences asked of either witness."""
        old, new = self._sides[before], self._sides[after]
        found: set[tuple[int, int]] = set()
        for b in asked[0]:
            near = self._indexes[after].near(old[b][1], (b + 0.5) / len(old), _CANDIDATES)
            found.update((b, a) for a in near)
        for a in asked[1]:
            near = self._indexes[before].near(new[a][1], (a + 0.5) / len(new), _CANDIDATES)
            found.update((b, a) for b in near)
        return found

    def _scores(
        self,
        pairs: Iterable[tuple[int, int]],
        witnesses: tuple[int, int],
        free: tuple[frozenset[int], frozenset[int]],
        paired: Collection[tuple[int, int]],
    ) -> dict[tuple[int, int], float]:
        """The scores of those pairs of sentences that are alike, and may matter."""
        old, new = (self._sides[witness] for witness in witnesses)
        scores = {}
        for b, a in pairs:
            (owner, one), (other_owner, other) = old[b], new[a]
            owners = owner, other_owner
            if one.kind is not other.kind or not (
                owner in free[0] or other_owner in free[1] or owners in paired
            ):
                continue
            if are_of_other_instruments(one, other):
                continue
            score = self._likeness(one, other)
            score += _SAME_SECTION if one.section == other.section else 0.0
            score += _BESIDE if _beside(owners, paired) else 0.0
            if score >= _LEAST:
                scores[b, a] = score
        return scores

    def _lead(self, ends: tuple[_End, _End], partners: _Partners) -> float:
        """By how much two sentences are more alike than either is with its paragraph's own."""
        (before, b, one), (after, a, other) = ends
        like = self._likeness
        rivals = [like(one, t) for n in partners[0][b] for t in self._parts[after][n]]
        rivals += [like(t, other) for o in partners[1][a] for t in self._parts[before][o]]
        return like(one, other) - max(rivals, default=0.0)

    def _vote(self, ends: tuple[_End, _End], score: float, lead: float) -> Vote:
        shares = [
            part.says.words / max(1, self._units[witness][owner].says.words)
            for witness, owner, part in ends
        ]
        return Vote(ends[0][1], ends[1][1], min(score, 1.0), lead, shares[0], shares[1])
