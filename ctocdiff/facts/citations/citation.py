"""The value: one mention of a text, and the names of what it cites."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class CitationKind(StrEnum):
    """What is cited."""

    RESOLUTION = "resolution"
    DECISION = "decision"
    DOCUMENT = "document"
    RULE = "rule"
    ARTICLE = "article"


@dataclass(frozen=True, slots=True)
class Citation:
    """A mention of a resolution, decision, rule, article or document.

    ``body`` is the series of the body that adopted the text or issued the document ("A",
    "CTOC/COP"), for an article the short name of its instrument: "CTOC" and "CAC" (the conventions
    against organized crime and corruption), "TIP Protocol", "SOM Protocol" and "Firearms Protocol"
    (trafficking in persons, smuggling of migrants, firearms), "UN Charter", "1961 Convention",
    "1971 Convention", "1988 Convention" (drugs). ``number`` and ``target`` of a document are its
    symbol. ``section`` is the label of the section, empty before the first;
    ``paragraph`` the id of the paragraph. ``start`` and ``end`` are code points of the paragraph's
    text, ``text`` is what stands there; the numbers of a range share one span. ``anaphora`` is true
    where the target had to be taken from an earlier sentence. ``year`` is that of the symbol or of
    the date of adoption, where either is stated.
    """

    kind: CitationKind
    body: str
    number: str
    target: str
    section: str
    paragraph: str
    start: int
    end: int
    text: str
    anaphora: bool
    year: int | None


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
