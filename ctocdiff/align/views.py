"""Texts as they are compared: two weighed views of each, and the terms an index looks it up by.

The raw view keeps the numbers of resolutions, which tell near duplicates apart; the masked view
replaces dates, ordinals, symbols and figures, which roll over from session to session. Neither is
enough alone (measured: techniques, alignment).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ctocdiff.align.weights import Terms, Vector, weigh
from ctocdiff.align.wording import Wording
from ctocdiff.language import Language


@dataclass(frozen=True, slots=True)
class Views:
    """The two weighed views of a text, as unit vectors.

    ``rare`` are the terms that an index looks the text up by, with their weights.
    """

    raw: Vector
    masked: Vector
    rare: Mapping[str, float]


class Reader:
    """Reads the texts of a comparison, each once, and weighs them."""

    def __init__(self, language: Language) -> None:
        self._language = language
        self._terms = Terms()
        self._read: dict[str, Wording] = {}

    def read(self, text: str) -> Wording:
        """What a text says."""
        if text not in self._read:
            self._read[text] = Wording.of(text, self._language, self._terms)
        return self._read[text]

    def weighed(self, texts: Iterable[str]) -> Mapping[str, Views]:
        """The views of texts, weighed together, by text."""
        times = Counter(texts)  # most paragraphs stand in several witnesses as they are
        says = [self.read(text) for text in times]
        raw, masked = (
            weigh(counts, list(times.values()))
            for counts in ([each.raw for each in says], [each.masked for each in says])
        )
        found = zip(
            raw.vectors, masked.vectors, map(_together, masked.rarest(), raw.rarest()), strict=True
        )
        return {text: Views(*each) for text, each in zip(times, found, strict=True)}


def _together(one: Mapping[str, float], other: Mapping[str, float]) -> Mapping[str, float]:
    """The terms of either view, those of both with the weight of both."""
    return {**one, **{term: weight + one.get(term, 0.0) for term, weight in other.items()}}
