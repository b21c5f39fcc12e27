"""The pairs of units of two witnesses found so far, and what every pass that adds to them keeps.

A pair is kept where each is the other's best partner still free, best score first: order changes
within sections, so no monotone path is forced. Position only breaks ties. A unit may stand in
several pairs where paragraphs were merged or split; then all its partners have no other partner,
but for neighbours that were cut anew.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ctocdiff.align.duplicates import NearDuplicates
from ctocdiff.align.gaps import Gaps, gaps_between
from ctocdiff.align.order import are_neighbours
from ctocdiff.align.section_words import SectionWords
from ctocdiff.align.units import (
    CANDIDATES,
    Index,
    Likeness,
    Unit,
    are_of_other_instruments,
    candidates,
    rank,
)
from ctocdiff.align.weights import cosine
from ctocdiff.model import Kind

# Only paragraphs and documentation entries have an identity outside their place.
MOVABLE = frozenset({Kind.BODY, Kind.DOCUMENTATION})
_MOVED_COSINE = 0.50  # 0–1
_POSITION = 0.02  # of the score, that units at the same place get


@dataclass(frozen=True, slots=True)
class Pair:
    """Two corresponding units, by index; the score is 0–1, the basis says how they were found."""

    before: int
    after: int
    score: float
    basis: str


class Matching:
    """The pairs found so far.

    ``pairs`` has them by their units, ``of_before`` and ``of_after`` the partners of each unit;
    ``scores`` those of the pairs compared so far, 0–1; ``words`` tells units of one section apart.
    Equal paragraphs of a section are paired from the beginning.
    """

    def __init__(
        self,
        before: Sequence[Unit],
        after: Sequence[Unit],
        indexes: tuple[Index, Index],
        likeness: Likeness,
    ) -> None:
        self.before, self.after = before, after
        self.pairs: dict[tuple[int, int], Pair] = {}
        self.of_before: dict[int, list[int]] = defaultdict(list)
        self.of_after: dict[int, list[int]] = defaultdict(list)
        self.words = SectionWords((before, after))
        self._likeness = likeness
        self._take_equal()
        # what has an equal paragraph in its section needs no other partner
        taken = ({b for b, _ in self.pairs}, {a for _, a in self.pairs})
        self.scores = {
            (b, a): likeness(before[b], after[a])
            for b, a in candidates((before, after), indexes, taken)
        }
        self._duplicates = NearDuplicates((before, after), indexes, self.scores, self.score)

    @property
    def sides(self) -> tuple[Sequence[Unit], Sequence[Unit]]:
        return self.before, self.after

    def score(self, b: int, a: int) -> float:
        """How likely two units are the same paragraph, 0–1; each pair is compared once."""
        if (b, a) not in self.scores:
            self.scores[b, a] = self._likeness(self.before[b], self.after[a])
        return self.scores[b, a]

    def free(self) -> tuple[frozenset[int], frozenset[int]]:
        """The units of both sides without a partner."""
        return (
            frozenset(b for b in range(len(self.before)) if not self.of_before[b]),
            frozenset(a for a in range(len(self.after)) if not self.of_after[a]),
        )

    def same_section(self, b: int, a: int) -> bool:
        """Whether two units stand in the same aligned section."""
        return self.before[b].section == self.after[a].section

    def may_have_moved(self, b: int, a: int) -> bool:
        """Whether a pair in different sections may be one paragraph that has moved."""
        one, other = self.before[b], self.after[a]
        return (
            one.kind in MOVABLE
            and cosine(one.profile.terms, other.profile.terms) >= _MOVED_COSINE
            and not are_of_other_instruments(one, other)
        )

    def stays_star(self, b: int, a: int) -> bool:
        """Whether no chain arises: many to one or one to many, never many to many."""
        ours, theirs = self.of_before, self.of_after
        return (not ours[b] and all(len(ours[other]) == 1 for other in theirs[a])) or (
            not theirs[a] and all(len(theirs[other]) == 1 for other in ours[b])
        )

    def stays_together(self, b: int, a: int) -> bool:
        """Whether all that a pair would join are a few neighbours on either side."""
        old, new, left = {b}, {a}, [(0, b), (1, a)]
        while left:
            side, at = left.pop()
            near, known = (self.of_after, old) if side else (self.of_before, new)
            for other in near[at]:
                if other not in known:
                    known.add(other)
                    left.append((1 - side, other))
        return are_neighbours(old) and are_neighbours(new)

    def beside_parts(self) -> list[tuple[int, int]]:
        """The pairs not made of what was merged or split, or has a part there, and neighbours."""
        found = set()
        for b, partners in list(self.of_before.items()):
            if len(partners) > 1:
                ends = min(partners), max(partners)
                found |= {(b - 1, ends[0]), (b + 1, ends[1]), (b, ends[0] - 1), (b, ends[1] + 1)}
        for a, partners in list(self.of_after.items()):
            if len(partners) > 1:
                ends = min(partners), max(partners)
                found |= {(ends[0], a - 1), (ends[1], a + 1), (ends[0] - 1, a), (ends[1] + 1, a)}
        return sorted(
            (b, a)
            for b, a in found - self.pairs.keys()
            if self.of_before.get(b) and self.of_after.get(a)
        )

    def add(self, b: int, a: int, score: float, basis: str) -> None:
        """Pair two units."""
        self.pairs[b, a] = Pair(b, a, score, basis)
        self.of_before[b].append(a)
        self.of_after[a].append(b)

    def take_best(self, found: Iterable[tuple[int, int]]) -> None:
        """Pair what is free of pairs that were compared, best first; near duplicates are left."""
        ranked = sorted(
            rank(self.scores[b, a] + _nearness(self.before[b], self.after[a]), b, a)
            for b, a in found
        )
        for *_, b, a in ranked:
            if (
                not self.of_before[b]
                and not self.of_after[a]
                and not self._duplicates.mistaken(b, a)
            ):
                self.add(b, a, self.scores[b, a], self.basis(b, a))

    def basis(self, b: int, a: int) -> str:
        """What a pair rests on that its words speak for: it stayed in its section, or moved."""
        return "content" if self.same_section(b, a) else "moved"

    def gaps(self) -> Gaps:
        """The stretches between the pairs found so far, for each free unit of both sides."""
        return gaps_between(self.sides, (self.of_before, self.of_after), self.score)

    def _take_equal(self) -> None:
        """Equal paragraphs of a section, one by one in order, where both sides have as many.

        Where one side has more, their places tell which are missing; but not among many, such as
        empty lines.
        """
        equal: dict[tuple[int, Kind, str], tuple[list[int], list[int]]] = {}
        for side, units in enumerate(self.sides):
            for at, unit in enumerate(units):
                equal.setdefault((unit.section, unit.kind, unit.text), ([], []))[side].append(at)
        for old, new in equal.values():
            if len(old) == len(new) or min(len(old), len(new)) > CANDIDATES:
                for b, a in zip(old, new, strict=False):
                    self.add(b, a, 1.0, "content")


def _nearness(before: Unit, after: Unit) -> float:
    return _POSITION * (1 - abs(before.place - after.place))
