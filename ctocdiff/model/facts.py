"""What documents talk about: citations and deadlines, and what became of them over the sessions."""

from __future__ import annotations

import datetime as dt
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
class AdoptedRecord:
    """A resolution or decision that a report records as adopted.

    ``target`` is what citations of it have, ``number`` its number alone ("12/1"); ``section`` is
    the label of the section that holds its text.
    """

    target: str
    kind: CitationKind
    number: str
    title: str
    section: str


@dataclass(frozen=True, slots=True)
class Mandate:
    """What an adopted text asks somebody to report at a later session.

    ``section`` is the label of the section, ``paragraph`` the id of the paragraph; ``start`` and
    ``end`` are code points of its text from the verb of reporting to the session (or the other way
    round), ``text`` is what stands there. ``target`` is the adopted text.
    """

    section: str
    paragraph: str
    start: int
    end: int
    text: str
    session: int
    target: str


class DeadlineKind(StrEnum):
    """How a deadline is stated; ``facts.deadlines`` tells the kinds apart."""

    FIXED = "fixed"
    WINDOW = "window"
    RELATIVE = "relative"


@dataclass(frozen=True, slots=True)
class Deadline:
    """One deadline as stated in one paragraph.

    ``section`` is the label of its section, empty in the front matter. ``start`` and ``end`` are
    code points of the paragraph's text from the cue to the end of the day or rule, ``text`` is what
    stands there; ``subject`` is the clause that says who must do what. ``offset_days`` counts from
    the opening day of the session of the document; None where that or the day is not known.
    """

    section: str
    paragraph: str
    start: int
    end: int
    text: str
    date: dt.date | None
    opens: dt.date | None
    time: dt.time | None
    offset_days: int | None
    kind: DeadlineKind
    subject: str
    subject_start: int
    subject_end: int


class DeadlineStatus(StrEnum):
    """What became of a deadline from the first session to the last."""

    KEPT = "kept"
    RESCHEDULED = "rescheduled"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class DeadlineChange:
    """One deadline through the sessions: ``cells`` has one for each witness, None where absent.

    ``section`` is its label in the last witness that has it.
    """

    status: DeadlineStatus
    section: str
    cells: tuple[Deadline | None, ...]


class CitationStatus(StrEnum):
    """What became of a cited text from the first session to the last."""

    KEPT = "kept"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class CitationChange:
    """One cited text through the sessions.

    ``cells`` has for each witness the labels of the sections that cite it, in reading order, each
    once; empty where the witness does not cite it. ``replaces`` names the targets that stood in
    the same place before, where this one took their place.
    """

    target: str
    status: CitationStatus
    cells: tuple[tuple[str, ...], ...]
    replaces: tuple[str, ...] = ()


class Severity(StrEnum):
    """How sure it is that something is wrong, and how much hangs on it."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Finding:
    """Something in a document that a careful reader should check.

    ``code`` is a key of the lexicon's ``findings``, ``details`` are the values its sentence names.
    ``section`` is the label of the section, empty in the front matter; ``start`` and ``end`` are
    code points of the paragraph's text.
    """

    code: str
    severity: Severity
    section: str
    paragraph: str
    start: int
    end: int
    details: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class SessionFacts:
    """A session of a body ("CTOC/COP"): its number, opening and closing day."""

    body: str
    number: int
    opens: dt.date
    closes: dt.date
