"""What the texts of a section have said so far: the memory that later mentions rely on."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from ctocdiff.facts.citations.citation import Found
from ctocdiff.facts.citations.names import BODIES, INSTRUMENTS, Namer
from ctocdiff.language import Language, lexicon
from ctocdiff.model import CitationKind

# The convention that a conference calls "the Convention".
CONVENTION_OF = {"CTOC/COP": "CTOC", "CAC/COSP": "CAC"}

_END = re.compile(r"[.!?][»”\"]?\s+(?=[^\W\d_a-zà-ÿ]|[«“(])")
_REACH = 4000  # code points; the longest sentences of resolutions have about half of it
_WORD = re.compile(r"\w*$")


@cache
def _abbreviations(language: Language) -> frozenset[str]:
    return frozenset(lexicon(language)["citations"]["abbreviations"])


@dataclass(frozen=True, slots=True)
class Provisions:
    """What articles belong to: an instrument by its short name, or the rules of a body."""

    kind: CitationKind
    body: str


class Context:
    """The state of one section, in text order."""

    def __init__(self, language: Language, body: str) -> None:
        self.language = language
        self.body = body
        self.text = ""
        self.bodies = Namer(BODIES, language, body)
        self.instruments = Namer(INSTRUMENTS, language, CONVENTION_OF.get(body))
        self._last: dict[CitationKind, Sequence[Found]] = {}
        self._introduced: dict[str, set[Provisions]] = {}
        self._ends: list[int] | None = None

    def enter(self, text: str) -> None:
        """Go on to the next text of the section."""
        self.text, self._ends = text, None
        self.bodies.enter(text)
        self.instruments.enter(text)

    def sentence(self, offset: int) -> tuple[int, int]:
        """The range of the sentence around an offset, of one without end what is within reach."""
        if self._ends is None:
            known = _abbreviations(self.language)
            self._ends = [0]
            for match in _END.finditer(self.text):
                word = _WORD.search(self.text, max(0, match.start() - 8), match.start())
                if word is None or word[0] not in known:
                    self._ends.append(match.end())
            self._ends.append(len(self.text))
        at = bisect_right(self._ends, offset, hi=len(self._ends) - 1)
        start, end = self._ends[at - 1], self._ends[at]
        return max(start, offset - _REACH), min(end, offset + _REACH)

    def remember(self, kind: CitationKind, found: Sequence[Found]) -> None:
        """Note the last mention of a kind; an empty one is a mention that could not be resolved."""
        self._last[kind] = found

    def antecedent(self, kind: CitationKind) -> Found | None:
        """The text that "the same resolution" means; None where several or none were cited last."""
        last = self._last.get(kind, ())
        return last[0] if len({found.target for found in last}) == 1 else None

    def introduce(self, number: str, source: Provisions) -> None:
        """Note that the section cites an article under this number, and of what."""
        self._introduced.setdefault(number, set()).add(source)

    def introduced(self, number: str) -> frozenset[Provisions]:
        """What the section's articles of this number belong to."""
        return frozenset(self._introduced.get(number, ()))
