"""Which paragraphs of two witnesses correspond.

Passes, each over what the one before left (measured: techniques, alignment in one language): texts
that each witness has once in the same words, then within corresponding sections, then anywhere
(moves), then sentence by sentence (merged and split paragraphs), then by weaker signals that must
stand out (``leftovers``). Candidates come from an index of rare terms, never from all pairs, so
that time grows with the length of the texts and not with its square.

A pair is kept where each is the other's best partner still free, best score first: order changes
within sections, so no monotone path is forced. Position only breaks ties.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from ctocdiff.align.duplicates import NearDuplicates, singular
from ctocdiff.align.leftovers import (
    Gap,
    SectionWords,
    alike_in_section,
    are_apart,
    left,
    name_one_provision,
    stand_out,
)
from ctocdiff.align.order import heaviest_chain
from ctocdiff.align.papers import announce_counterparts, speak_of_counterparts
from ctocdiff.align.sentences import Vote
from ctocdiff.align.units import (
    CANDIDATES,
    Index,
    Likeness,
    Unit,
    are_of_other_instruments,
    candidates,
    rank,
    remainder,
)
from ctocdiff.align.weights import cosine
from ctocdiff.model import Kind

# Scores are 0–1. The two thresholds were chosen on hand-made tables of pairs.
SAME_SECTION = 0.44
SAME_PLACE = 0.34
ELSEWHERE = 0.66
_SENTENCE = 0.42
_SENTENCE_ALONE = 0.50
_FREE_SHARE = 0.20  # of a paragraph's words, that one sentence must hold to speak for it
_LARGE_SHARE = 0.35
_LEAD = 0.11
_UNDISPUTED = 1.25  # times that of any other partner, by the words special to the section
_MOVED_RAW = 0.50
_MOVABLE = frozenset({Kind.BODY, Kind.DOCUMENTATION})
_POSITION = 0.02
_WEAKEST = 0.20  # of pairs for which the words of their section, or papers, speak
_ADDED = 0.50  # of what a paragraph says beside its rival, that their counterpart must say


Paired = Collection[tuple[int, int]]
Poll = Callable[[tuple[frozenset[int], frozenset[int]], Paired], Sequence[Vote]]
"""Gives the votes of sentences for the free units of both sides, beside the pairs found."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two corresponding units, by index; the score is 0–1, the basis says how they were found."""

    before: int
    after: int
    score: float
    basis: str


def pair_units(
    before: Sequence[Unit],
    after: Sequence[Unit],
    indexes: tuple[Index, Index],
    likeness: Likeness,
    poll: Poll,
) -> tuple[Pair, ...]:
    """The corresponding units of two witnesses, in the order of ``after``.

    ``indexes`` are theirs; ``likeness`` compares two units; ``poll`` gives the votes of the
    sentences that concern the units still free.

    A unit may stand in several pairs where paragraphs were merged or split; then all its partners
    have no other partner.
    """
    matching = _Matching(before, after, indexes, likeness)
    matching.by_same_words()
    matching.within_sections()
    matching.between_neighbours()
    matching.elsewhere()
    matching.by_sentences(poll)
    matching.by_remainders()
    matching.by_section_words()
    matching.by_papers()
    matching.by_standing_out()
    matching.by_announcements()
    return matching.pairs()


class _Matching:
    """The pairs found so far, and the passes that add to them."""

    def __init__(
        self,
        before: Sequence[Unit],
        after: Sequence[Unit],
        indexes: tuple[Index, Index],
        likeness: Likeness,
    ) -> None:
        self._before, self._after = before, after
        self._pairs: dict[tuple[int, int], Pair] = {}
        self._old: dict[int, list[int]] = defaultdict(list)
        self._new: dict[int, list[int]] = defaultdict(list)
        self._likeness = likeness
        self._words = SectionWords((before, after))
        self._take_equal()
        # what has an equal paragraph in its section needs no other partner
        taken = ({b for b, _ in self._pairs}, {a for _, a in self._pairs})
        self._scores = {
            (b, a): likeness(before[b], after[a])
            for b, a in candidates((before, after), indexes, taken)
        }
        self._duplicates = NearDuplicates((before, after), indexes, self._scores, self._score)

    def free(self) -> tuple[frozenset[int], frozenset[int]]:
        """The units of both sides without a partner."""
        return (
            frozenset(b for b in range(len(self._before)) if not self._old[b]),
            frozenset(a for a in range(len(self._after)) if not self._new[a]),
        )

    def pairs(self) -> tuple[Pair, ...]:
        return tuple(sorted(self._pairs.values(), key=lambda pair: (pair.after, pair.before)))

    def by_same_words(self) -> None:
        """Texts that stand once in each witness, and differ in what rolls over only.

        Another section has them: there they say more for a pair than some likeness does here.
        """
        old, new = singular(self._before), singular(self._after)
        self._take_best(
            (b, a)
            for words, b in old.items()
            if (a := new.get(words)) is not None
            and not self._same_section(b, a)
            and not are_apart(self._before[b], self._after[a])
            and self._score(b, a) >= ELSEWHERE
            and self._movable(b, a)
        )

    def within_sections(self) -> None:
        """The best free partners in the same section, best first; position breaks ties."""
        self._take_best(
            (b, a)
            for (b, a), score in self._scores.items()
            if score >= SAME_SECTION and self._same_section(b, a)
        )

    def between_neighbours(self) -> None:
        """Less alike, but each alone between the same neighbours: the place speaks for the pair."""
        before_gaps, after_gaps = self._gaps()
        counts = [
            Counter((gap, units[at].kind) for at, gap in gaps.items())
            for gaps, units in ((before_gaps, self._before), (after_gaps, self._after))
        ]
        self._take_best(
            (b, a)
            for (b, a), score in self._scores.items()
            if score >= SAME_PLACE
            and not are_apart(self._before[b], self._after[a])
            and b in before_gaps
            and before_gaps[b] == after_gaps.get(a)
            and all(count[before_gaps[b], self._before[b].kind] == 1 for count in counts)
        )

    def elsewhere(self) -> None:
        """Moves: only paragraphs and documentation entries have an identity outside their place."""
        self._take_best(
            (b, a)
            for (b, a), score in self._scores.items()
            if score >= ELSEWHERE and self._movable(b, a)
        )

    def _movable(self, b: int, a: int) -> bool:
        """Whether a pair in different sections may be one paragraph that has moved."""
        one, other = self._before[b], self._after[a]
        return (
            one.kind in _MOVABLE
            and cosine(one.views.raw, other.views.raw) >= _MOVED_RAW
            and not are_of_other_instruments(one, other)
        )

    def by_remainders(self) -> None:
        """Merged near duplicates: one resembles the paragraph that has the other, and adds to it.

        What only the free paragraph says, and not its rival, must stand in their counterpart: a
        dropped duplicate adds nothing, a merged one does.
        """
        found = []
        for (b, a), score in self._scores.items():
            same = self._same_section(b, a)
            if self._before[b].kind not in _MOVABLE or not (
                score >= SAME_SECTION if same else score >= ELSEWHERE and self._movable(b, a)
            ):
                continue
            if not self._old[b] and len(self._new[a]) == 1:
                rival, whole = self._before[self._new[a][0]], self._after[a]
                added = remainder(self._before[b], rival, whole)
            elif not self._new[a] and len(self._old[b]) == 1:
                rival, whole = self._after[self._old[b][0]], self._before[b]
                added = remainder(self._after[a], rival, whole)
            else:
                continue
            if added >= _ADDED:
                found.append((rank(score, b, a), score))
        for (*_, b, a), score in sorted(found):
            if (not self._old[b] or not self._new[a]) and self._stays_star(b, a):
                self._add(b, a, score, "content" if self._same_section(b, a) else "moved")

    def by_sentences(self, poll: Poll) -> None:
        """What is still free joins, or is joined by, the paragraph that holds its sentences."""
        found = poll(self.free(), self._pairs)
        for vote in sorted(found, key=lambda v: rank(v.score, v.before, v.after)):
            b, a = vote.before, vote.after
            share = max(
                vote.share_before if not self._old[b] else 0.0,
                vote.share_after if not self._new[a] else 0.0,
            )
            if (
                (b, a) not in self._pairs
                and share >= _FREE_SHARE
                and vote.lead >= _LEAD
                and vote.score >= self._sentence_threshold(b, a, share)
                and self._stays_star(b, a)
                and self._undisputed(b, a)
            ):
                self._add(b, a, vote.score, "sentence")

    def _undisputed(self, b: int, a: int) -> bool:
        """Whether what joins a pair has no other partner in its section that is as likely.

        By the words special to the section, not by the sentence: what a body asks of one group it
        soon asks of another in the same words.
        """
        if bool(self._old[b]) is bool(self._new[a]) or not self._same_section(b, a):
            return True
        return self._words.lead(b, a, among=1 if not self._old[b] else 0) >= _UNDISPUTED

    def by_section_words(self) -> None:
        """What is still free on both sides, by the words that tell their section's texts apart."""
        found = [
            (b, a)
            for (b, a), score in self._scores.items()
            if score >= _WEAKEST
            and self._same_section(b, a)
            and self._before[b].kind in _MOVABLE
            and not (self._old[b] or self._new[a])
        ]
        self._take_best(alike_in_section((self._before, self._after), found, self._words))

    def by_papers(self) -> None:
        """What is still free, by the papers of the documentation list that it speaks of."""
        sides = self._before, self._after
        for group in speak_of_counterparts(sides, tuple(self._pairs), self.free()):
            if all(self._score(b, a) >= _WEAKEST for b, a in group):
                for b, a in group:
                    self._add(b, a, self._score(b, a), "content")

    def by_standing_out(self) -> None:
        """What is still free, by the rule that it alone names, or where no other comes near.

        The latter only between the same neighbours.
        """
        sides, gaps = (self._before, self._after), self._gaps()
        scores = {(b, a): self._score(b, a) for b, a in left(sides, gaps)}
        self._take_best(name_one_provision(sides, scores))
        rest = {(b, a): s for (b, a), s in scores.items() if not (self._old[b] or self._new[a])}
        self._take_best(stand_out(sides, rest, gaps, self._words))

    def _score(self, b: int, a: int) -> float:
        if (b, a) not in self._scores:
            self._scores[b, a] = self._likeness(self._before[b], self._after[a])
        return self._scores[b, a]

    def by_announcements(self) -> None:
        """What is still free, by the documents that it announces."""
        found = sorted(
            (rank(score, b, a), b, a)
            for (b, a), score in self._scores.items()
            if score >= _WEAKEST
            and self._same_section(b, a)
            and self._before[b].kind in _MOVABLE
            and not (self._old[b] and self._new[a])
        )
        likely = [(b, a) for _, b, a in found]
        sides = self._before, self._after
        for b, a in announce_counterparts(sides, tuple(self._pairs), likely):
            if self._stays_star(b, a):
                self._add(b, a, self._scores[b, a], "content")

    def _sentence_threshold(self, b: int, a: int, share: float) -> float:
        """How alike a sentence must be: more where it is little of its paragraph, or alone."""
        if not self._same_section(b, a):
            return ELSEWHERE
        alone = not self._old[b] and not self._new[a]
        return _SENTENCE_ALONE if alone or share < _LARGE_SHARE else _SENTENCE

    def _take_equal(self) -> None:
        """Equal paragraphs of a section, one by one in order, where both sides have as many.

        Where one side has more, their places tell which are missing; but not among many, such as
        empty lines.
        """
        equal: dict[tuple[int, Kind, str], tuple[list[int], list[int]]] = {}
        for side, units in enumerate((self._before, self._after)):
            for at, unit in enumerate(units):
                equal.setdefault((unit.section, unit.kind, unit.text), ([], []))[side].append(at)
        for old, new in equal.values():
            if len(old) == len(new) or min(len(old), len(new)) > CANDIDATES:
                for b, a in zip(old, new, strict=False):
                    self._add(b, a, 1.0, "content")

    def _take_best(self, found: Iterable[tuple[int, int]]) -> None:
        ranked = sorted(
            rank(self._scores[b, a] + _nearness(self._before[b], self._after[a]), b, a)
            for b, a in found
        )
        for *_, b, a in ranked:
            if not self._old[b] and not self._new[a] and not self._duplicates.mistaken(b, a):
                basis = "content" if self._same_section(b, a) else "moved"
                self._add(b, a, self._scores[b, a], basis)

    def _add(self, b: int, a: int, score: float, basis: str) -> None:
        self._pairs[b, a] = Pair(b, a, score, basis)
        self._old[b].append(a)
        self._new[a].append(b)

    def _same_section(self, b: int, a: int) -> bool:
        return self._before[b].section == self._after[a].section

    def _stays_star(self, b: int, a: int) -> bool:
        """Whether no chain arises: many to one or one to many, never many to many."""
        return (len(self._old[b]) == 0 and all(len(self._old[o]) == 1 for o in self._new[a])) or (
            len(self._new[a]) == 0 and all(len(self._new[o]) == 1 for o in self._old[b])
        )

    def _gaps(self) -> tuple[dict[int, Gap], dict[int, Gap]]:
        """For each free unit, the number of the pair of its section that stands before it.

        Only pairs in the same order on both sides count, so that a gap is the same stretch.
        """
        old: dict[int, Gap] = {}
        new: dict[int, Gap] = {}
        before, after = _by_section(self._before), _by_section(self._after)
        for section, ours in after.items():
            theirs = before.get(section, ())
            linked = [
                at for at in ours if self._new[at] and self._same_section(self._new[at][0], at)
            ]
            weights = [1 + round(1e6 * self._pairs[self._new[at][0], at].score) for at in linked]
            chain = heaviest_chain([self._new[at][0] for at in linked], weights)
            anchors = [linked[index] for index in sorted(chain)]
            _number_gaps(ours, anchors, section, self._new, new)
            _number_gaps(theirs, [self._new[at][0] for at in anchors], section, self._old, old)
        return old, new


def _by_section(units: Sequence[Unit]) -> dict[int, list[int]]:
    """The units of each section, in order."""
    found: dict[int, list[int]] = defaultdict(list)
    for at, unit in enumerate(units):
        found[unit.section].append(at)
    return found


def _number_gaps(
    units: Sequence[int],
    anchors: Sequence[int],
    section: int,
    taken: Mapping[int, Sequence[int]],
    gaps: dict[int, Gap],
) -> None:
    for at in units:
        if not taken[at]:
            gaps[at] = (section, bisect_left(anchors, at))


def _nearness(before: Unit, after: Unit) -> float:
    return _POSITION * (1 - abs(before.place - after.place))
