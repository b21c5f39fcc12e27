"""Texts as they are compared: a weighed vector of each, and the terms an index looks it up by.

A text is read in two ways. As it stands it keeps the numbers of resolutions, which tell near
duplicates apart; masked, it has signs for dates, ordinals, symbols and figures, which roll over
from session to session. Neither is enough alone (measured: techniques, alignment); most terms are
those of both, and one vector holds them all.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ctocdiff.align.weights import Terms, Vector, weigh
from ctocdiff.align.wording import Wording
from ctocdiff.language import Language


@dataclass(frozen=True, slots=True)
class Profile:
    """A text as a unit vector of terms; ``rare`` are those that an index looks it up by."""

    terms: Vector
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

    def weighed(self, texts: Iterable[str]) -> Mapping[str, Profile]:
        """The profiles of texts, weighed together, by text."""
        times = Counter(texts)  # most paragraphs stand in several witnesses as they are
        weighed = weigh([self.read(text).terms for text in times], list(times.values()))
        return dict(zip(times, map(Profile, weighed.vectors, weighed.rarest()), strict=True))
