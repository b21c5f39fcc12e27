"""A text as it is read: letters composed with their accents, signs that nobody sees left out.

Files from some systems have "é" as two code points, and web pages and word processors leave soft
hyphens, marks of joining and marks of direction in the midst of words, numbers and symbols. The
grammars read the text without these; what they find is placed in the text as it stands.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

# Soft hyphens, marks of joining and of direction, variation selectors.
_UNSEEN = "\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufe00-\ufe0f\ufeff"
_ANY_UNSEEN = re.compile(f"[{_UNSEEN}]")
_UNSEEN_AFTER = re.compile(f"[{_UNSEEN}]+$")
# A sign with the accents that follow it.
_CLUSTER = re.compile(f"[^{_UNSEEN}][\u0300-\u036f{_UNSEEN}]*")


@dataclass(frozen=True, slots=True)
class Legible:
    """A text to read; ``places`` has the range of each of its signs in the text as it stands."""

    text: str
    places: tuple[tuple[int, int], ...] | None = None

    def range(self, start: int, end: int) -> tuple[int, int]:
        """Where a range of the legible text lies in the text as it stands, in code points."""
        if self.places is None:
            return start, end
        if start == end:
            at = self.places[start][0] if start < len(self.places) else self._end
            return at, at
        return self.places[start][0], self.places[end - 1][1]

    @property
    def _end(self) -> int:
        return self.places[-1][1] if self.places else 0


def legible(text: str) -> Legible:
    """The text as it is read; the same text where there is nothing to compose or to leave out."""
    if text.isascii() or (
        unicodedata.is_normalized("NFC", text) and _ANY_UNSEEN.search(text) is None
    ):
        return Legible(text)
    signs: list[str] = []
    places: list[tuple[int, int]] = []
    for cluster in _CLUSTER.finditer(text):
        seen = _ANY_UNSEEN.sub("", cluster[0])
        composed = unicodedata.normalize("NFC", seen)
        # what nobody sees after a sign is none of it
        after = _UNSEEN_AFTER.search(cluster[0])
        end = cluster.start() + after.start() if after else cluster.end()
        signs.append(composed)
        places += [(cluster.start(), end)] * len(composed)
    return Legible("".join(signs), tuple(places))
