"""Paragraphs as the alignment sees them: how alike two are, and how to find likely partners."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from ctocdiff.align.features import Features, cosine
from ctocdiff.model import Kind, Paragraph

_CITED_ALIKE = 0.10
_CITED_APART = 0.06
_SAME_SERIES = 0.08
_CANDIDATES = 12  # partners looked at for each paragraph, in its section and elsewhere


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
    ``place`` its relative position there, 0–1.
    """

    section: int
    kind: Kind
    place: float
    text: str
    features: Features


def similarity(before: Unit, after: Unit) -> float:
    """How likely two units are the same paragraph in two sessions, 0–1.

    The weights are those that worked best in the measurements: rare words raw and masked, the
    shared words of the masked texts, and the texts they cite.
    """
    if before.text == after.text:
        return 1.0
    one, other = before.features, after.features
    score = (
        0.35 * cosine(one.raw, other.raw)
        + 0.35 * cosine(one.masked, other.masked)
        + 0.30 * fuzz.token_set_ratio(one.masked_text, other.masked_text) / 100
    )
    if one.cited and other.cited:
        shared = len(one.cited & other.cited)
        apart = len(one.cited | other.cited)
        score += _CITED_ALIKE * shared / apart if shared else -_CITED_APART
    if one.series & other.series:
        score += _SAME_SERIES * len(one.series & other.series) / len(one.series | other.series)
    return max(0.0, min(1.0, score))


class Index:
    """Finds, for a unit of one witness, the likely partners in another."""

    def __init__(self, units: Sequence[Unit]) -> None:
        self._units = units
        self._postings: dict[str, list[int]] = defaultdict(list)
        for at, unit in enumerate(units):
            for term, _ in unit.features.rarest:
                self._postings[term].append(at)

    def near(self, unit: Unit, most: int = _CANDIDATES) -> tuple[int, ...]:
        """Likely partners, by the weight of the rare terms they share; ties in reading order.

        At most ``most`` in the same section, and as many wherever they stand.
        """
        weights: dict[int, float] = defaultdict(float)
        for term, weight in unit.features.rarest:
            for at in self._postings.get(term, ()):
                weights[at] += weight
        ranked = sorted(weights, key=lambda at: (-weights[at], at))
        here = [at for at in ranked if self._units[at].section == unit.section]
        return tuple(dict.fromkeys([*here[:most], *ranked[:most]]))
