"""What the texts of a section have said so far: the memory that later mentions rely on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ctocdiff.facts.citations.citation import Found
from ctocdiff.facts.citations.names import BODIES, INSTRUMENTS, Namer
from ctocdiff.facts.sentences import sentence_at
from ctocdiff.language import Language
from ctocdiff.model import CitationKind

# What a conference or a committee calls "the Convention", or "the Covenant".
CONVENTION_OF = {
    "CTOC/COP": "CTOC",
    "CAC/COSP": "CAC",
    "CAT/C": "CAT",
    "CCPR/C": "ICCPR",
    "CED/C": "ICPPED",
    "CEDAW/C": "CEDAW",
    "CERD/C": "ICERD",
    "CMW/C": "ICMW",
    "CRC/C": "CRC",
    "CRPD/C": "CRPD",
    "E/C.12": "ICESCR",
    "FCCC/CP": "UNFCCC",
}

_REACH = 4000  # code points; the longest sentences of resolutions have about half of it


@dataclass(frozen=True, slots=True)
class Provisions:
    """What articles belong to: an instrument by its short name, or the rules of a body."""

    kind: CitationKind
    body: str


class Context:
    """The state of one section, in text order; ``own`` tells of the text of a resolution."""

    def __init__(self, language: Language, body: str, *, own: bool = False) -> None:
        self.language = language
        self.body = body
        self.own = own
        self.text = ""
        self.bodies = Namer(BODIES, language, body)
        self.instruments = Namer(INSTRUMENTS, language, CONVENTION_OF.get(body))
        self._last: dict[CitationKind, Sequence[Found]] = {}
        self._introduced: dict[str, set[Provisions]] = {}

    def enter(self, text: str) -> None:
        """Go on to the next text of the section."""
        self.text = text
        self.bodies.enter(text)
        self.instruments.enter(text)

    def sentence(self, offset: int) -> tuple[int, int]:
        """The range of the sentence around an offset, of one without end what is within reach."""
        start, end = sentence_at(self.text, offset, self.language)
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
