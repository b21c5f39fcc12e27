"""A citation within one text, before its place in a document is known."""

from __future__ import annotations

from dataclasses import dataclass

from ctocdiff.model import CitationKind


@dataclass(frozen=True, slots=True)
class Found:
    """A citation within one text, before its place in a document is known."""

    kind: CitationKind
    body: str
    number: str
    target: str
    start: int
    end: int
    anaphora: bool = False
    year: int | None = None
