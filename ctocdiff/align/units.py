"""Paragraphs as the alignment sees them: how alike two are, and how to find likely partners."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from rapidfuzz import fuzz

from ctocdiff.align.reader import Profile
from ctocdiff.align.weights import cosine
from ctocdiff.align.wording import Wording
from ctocdiff.model import Kind, Paragraph

_CITED_ALIKE = 0.10
_CITED_APART = 0.06
_SAME_SERIES = 0.10
_ADDED = 0.50  # of what a paragraph says beside its rival, that their counterpart must say
_COMPLETING = 0.33  # the same, where the counterpart says no more than that beside the rival
_LEAST_ADDED = 0.04  # of a paragraph's weight, below which nothing is added to another
_SAME_TITLE = 0.10
_TITLE_ALIKE = 92  # per cent
_PAPERS_APART = 0.12
_MOVED_WEIGHT = 0.075  # of the rare terms that a unit must share with one of another section
_FOLLOWED = 48  # units that share a term, looked at for one unit
CANDIDATES = 6  # partners looked at for each unit, in its section and elsewhere

_Postings = dict[str, list[int]]  # the units that have a term


@dataclass(frozen=True, slots=True)
class Place:
    """A paragraph with the number of its aligned section and its relative position there, 0–1."""

    paragraph: Paragraph
    section: int
    at: float


@dataclass(frozen=True, slots=True)
class Unit:
    """A paragraph as the alignment sees it.

    ``section`` is the number of the aligned section it stands in, the same for both witnesses;
    ``place`` its relative position there, 0–1; ``about`` the instruments that the section's titles
    name, where it has no sub-items.
    """

    section: int
    kind: Kind
    place: float
    says: Wording
    profile: Profile
    about: frozenset[str] = frozenset()

    @property
    def text(self) -> str:
        return self.says.text


class Findable(Protocol):
    """What an index finds, and finds partners for."""

    @property
    def section(self) -> int: ...
    @property
    def kind(self) -> Kind: ...
    @property
    def profile(self) -> Profile: ...


def similarity(before: Unit, after: Unit) -> float:
    """How likely two units are the same paragraph in two sessions, 0–1.

    The weights are those that worked best in the measurements: rare words, as they stand and
    masked, the shared words of the masked texts, and the texts they cite.
    """
    if before.text == after.text:
        return 1.0
    one, other = before.says, after.says
    score = (
        0.70 * cosine(before.profile.terms, after.profile.terms)
        + 0.30 * fuzz.token_set_ratio(one.masked_text, other.masked_text) / 100
    )
    if _same_title(one, other):
        score += _SAME_TITLE
    elif one.cited and other.cited:
        shared = len(one.cited & other.cited)
        apart = len(one.cited | other.cited)
        score += _CITED_ALIKE * shared / apart if shared else -_CITED_APART
    if one.series & other.series:
        score += _SAME_SERIES
    if before.kind is Kind.DOCUMENTATION and one.papers and other.papers:
        score -= 0.0 if one.papers & other.papers else _PAPERS_APART
    return max(0.0, min(1.0, score))


Likeness = Callable[[Unit, Unit], float]
"""How likely two units are the same paragraph, 0–1: :func:`similarity`, or that remembered."""


def remembered(likeness: Likeness) -> Likeness:
    """The same, each pair of texts of one kind compared once.

    For units weighed together; worth it where there are many witnesses that repeat each other.
    """
    known: dict[tuple[str, str, Kind], float] = {}

    def ask(before: Unit, after: Unit) -> float:
        key = before.text, after.text, before.kind
        if key not in known:
            known[key] = likeness(before, after)
        return known[key]

    return ask


def _same_title(one: Wording, other: Wording) -> bool:
    """Whether two texts quote one title: a resolution often takes up that of an earlier one."""
    return any(fuzz.ratio(a, b) >= _TITLE_ALIKE for a in one.titles for b in other.titles)


def are_of_other_instruments(before: Unit, after: Unit) -> bool:
    """Whether two units stand under different instruments, and say not quite the same.

    What is said of one Protocol is soon said of the next, with little but its own words changed.
    """
    return (
        bool(before.about and after.about)
        and not before.about & after.about
        and before.says.masked_text != after.says.masked_text
    )


def adds(part: Unit, rival: Unit, whole: Unit) -> bool:
    """Whether most of what ``part`` says beside its ``rival`` stands in the ``whole``."""
    return _remainder(part, rival, whole) >= _ADDED


def completes(part: Unit, rival: Unit, whole: Unit) -> bool:
    """Whether ``part`` and ``whole`` say much the same beside the ``rival``."""
    return (
        _remainder(part, rival, whole) >= _COMPLETING
        and _remainder(whole, rival, part) >= _COMPLETING
    )


def _remainder(part: Unit, rival: Unit, whole: Unit) -> float:
    """How much of what ``part`` says beside ``rival`` the ``whole`` says, 0–1 by weight of terms.

    Zero where it says next to nothing beside it. Dates, symbols and figures do not count.
    """
    added = _own(part, (rival,))
    weight = sum(added.values())
    if weight < _LEAST_ADDED:
        return 0.0
    return sum(w for term, w in added.items() if term in whole.says.masked_terms) / weight


def distinction(part: Unit, rivals: Iterable[Unit], whole: Unit) -> float:
    """How much of what only ``part`` says, and none of its rivals, the ``whole`` says, 0–1.

    By weight of terms and cited texts; dates, symbols and figures do not count. One where it says
    next to nothing of its own.
    """
    others = tuple(rivals)
    own = _own(part, others)
    kept = sum(weight for term, weight in own.items() if term in whole.says.masked_terms)
    total = sum(own.values())
    for text in part.says.cited:
        if not any(text in other.says.cited for other in others):
            # a number stands in one reading of a text alone, which is half of its vector
            weight = 2 * part.profile.terms.get(text, 0.0) ** 2
            total += weight
            kept += weight if text in whole.says.cited else 0.0
    return kept / total if total >= _LEAST_ADDED else 1.0


def _own(part: Unit, others: Sequence[Unit]) -> dict[str, float]:
    """The masked terms that a unit has and others have not, with their squared weights."""
    weights = part.profile.terms
    own = part.says.masked_terms.difference(*(other.says.masked_terms for other in others))
    return {term: weights[term] ** 2 for term in sorted(own)}


def candidates(
    sides: tuple[Sequence[Findable], Sequence[Findable]],
    indexes: tuple[Index, Index],
    taken: tuple[Container[int], Container[int]] = ((), ()),
) -> Iterator[tuple[int, int]]:
    """The pairs of units worth comparing, of one kind, each once; those taken are left out.

    Both sides look for partners, so that the pairs of B and A are those of A and B.
    """
    before, after = sides
    found: set[tuple[int, int]] = set()
    for at, unit in enumerate(after):
        if at not in taken[1]:
            near = indexes[0].near(unit, (at + 0.5) / len(after), CANDIDATES, taken[0])
            found.update((b, at) for b in near)
    for at, unit in enumerate(before):
        if at not in taken[0]:
            near = indexes[1].near(unit, (at + 0.5) / len(before), CANDIDATES, taken[1])
            found.update((at, a) for a in near)
    return ((b, a) for b, a in sorted(found) if before[b].kind is after[a].kind)


def rank(score: float, before: int, after: int) -> tuple[float, int, int, int]:
    """The order in which pairs are taken: best first, equals by position.

    Scores are rounded, as the order of a sum shows in the last digits; the rank of (b, a) among
    pairs that share a unit is that of (a, b), so that comparing B with A mirrors A with B.
    """
    return -round(score, 6), before + after, before, after


class Index:
    """Finds, for a unit of one witness, the likely partners in another.

    A term that very many units share is followed only near the same relative position, so that
    the work grows with the number of units and not with its square.
    """

    def __init__(self, units: Sequence[Findable]) -> None:
        self._units = units
        self._postings: _Postings = defaultdict(list)
        for at, unit in enumerate(units):
            for term in unit.profile.rare:
                self._postings[term].append(at)

    def near(
        self, unit: Findable, position: float, most: int, taken: Container[int] = ()
    ) -> tuple[int, ...]:
        """Likely partners, by the weight of the rare terms they share, the nearer of equals first.

        ``position`` is where the unit stands in its witness, 0–1. At most ``most`` in the same
        section, and as many wherever they stand; none of those ``taken``.
        """
        weights: dict[int, float] = defaultdict(float)
        for term, weight in unit.profile.rare.items():
            if (found := self._postings.get(term)) is None:
                continue
            if len(found) > _FOLLOWED:
                found = self._followed(found, position)
            for at in found:
                weights[at] += weight
        middle = position * len(self._units) - 0.5
        units, section = self._units, unit.section
        ranked = [
            (-weight, abs(at - middle), at)
            for at, weight in weights.items()
            if (weight >= _MOVED_WEIGHT or units[at].section == section) and at not in taken
        ]
        ranked.sort()
        order = [at for *_, at in ranked]
        here = [at for at in order if units[at].section == section]
        return tuple(dict.fromkeys([*here[:most], *order[:most]]))

    def _followed(self, postings: list[int], position: float) -> list[int]:
        middle = bisect_left(postings, position * len(self._units))
        start = min(max(0, middle - _FOLLOWED // 2), len(postings) - _FOLLOWED)
        return postings[start : start + _FOLLOWED]
