"""Near duplicates: what tells one paragraph from others of its section that are much like it.

Reports on one resolution each, or on one chapter of a convention each, differ by a number only.
Where one was dropped and another added, the two are as much alike as counterparts are; but what
tells the one from its like is not in the other.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence

from ctocdiff.align.leftovers import are_apart
from ctocdiff.align.units import CANDIDATES, Index, Unit, distinction
from ctocdiff.model import Kind

_LIKE = 0.85  # times the score of a pair, from which another is as likely
_DISTINCT = 0.20  # of what tells a unit from its like, that its counterpart must say
_SEVERAL = 8  # words

Score = Callable[[int, int], float]


class NearDuplicates:
    """The units that were held against the same unit of the other witness."""

    def __init__(
        self,
        sides: tuple[Sequence[Unit], Sequence[Unit]],
        indexes: tuple[Index, Index],
        compared: Iterable[tuple[int, int]],
        score: Score,
    ) -> None:
        """``compared`` are the pairs of units whose scores are known, ``score`` gives any."""
        self._sides, self._indexes, self._score = sides, indexes, score
        self._held: tuple[dict[int, list[int]], ...] = (defaultdict(list), defaultdict(list))
        for b, a in compared:
            self._held[0][a].append(b)
            self._held[1][b].append(a)

    def mistaken(self, b: int, a: int) -> bool:
        """Whether a pair rests on no more than what others of its section say just as well.

        It must share something of what tells either of the two from the others. Asked of entries
        of documentation lists, and of paragraphs that cite different texts.
        """
        one, other = self._sides[0][b], self._sides[1][a]
        if one.text == other.text or not _may_differ_by_a_number(one, other):
            return False
        if _are_on_other_subjects(one, other):
            return True
        shares = [
            distinction(part, rivals, whole)
            for side, part, whole in ((0, one, other), (1, other, one))
            if (rivals := self._rivals(side, (b, a)))
        ]
        return bool(shares) and max(shares) < _DISTINCT

    def _rivals(self, side: int, pair: tuple[int, int]) -> list[Unit]:
        """The units beside one of a pair, in its section, that are as much like the other.

        Those that have equal counterparts were held against nothing else: where the two cite
        different texts, the index finds them.
        """
        units = self._sides[side]
        own = units[pair[side]]
        near: Iterable[int] = self._held[side][pair[1 - side]]
        if are_apart(self._sides[0][pair[0]], self._sides[1][pair[1]]):
            position = (pair[side] + 0.5) / len(units)
            near = self._indexes[side].near(own, position, CANDIDATES)
        least = _LIKE * self._score(*pair)
        return [
            units[at]
            for at in near
            if at != pair[side]
            and units[at].section == own.section
            and units[at].kind is own.kind
            and self._score(*((pair[0], at) if side else (at, pair[1]))) >= least
        ]


def singular(units: Sequence[Unit]) -> dict[tuple[Kind, str], int]:
    """The units of more than a few words whose words no other of their witness has.

    By kind and masked words: dates, symbols and figures roll over.
    """
    words = [(unit.kind, unit.says.masked_text) for unit in units]
    times = Counter(words)
    return {
        key: at
        for at, key in enumerate(words)
        if times[key] == 1 and units[at].says.words >= _SEVERAL
    }


def _may_differ_by_a_number(one: Unit, other: Unit) -> bool:
    """Whether a number may be all that tells two units apart."""
    if one.kind is Kind.BODY:
        return are_apart(one, other)
    return one.kind is Kind.DOCUMENTATION


def _are_on_other_subjects(one: Unit, other: Unit) -> bool:
    """Whether two entries share no more than the kind of paper and who issued it.

    A running number says nothing of the subject; that of a conference room paper does: CRP.1.
    """
    if one.kind is not Kind.DOCUMENTATION:
        return False
    subjects = one.says.subject, other.says.subject
    if not all(subjects) or subjects[0] & subjects[1]:
        return False
    return all(name.rpartition("/")[2].isdigit() for name in one.says.series & other.says.series)
