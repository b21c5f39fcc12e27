"""What readers give: the lines of a file, and where each character of a text stands in them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import Flag, StrEnum, auto


class Style(Flag):
    """Character styles a reader can recognise."""

    PLAIN = 0
    ITALIC = auto()
    BOLD = auto()
    SUPERSCRIPT = auto()
    LINK = auto()


class Start(StrEnum):
    """How a line begins, as far as its format says.

    ``LAYOUT``: it does not, the outline judges by the layout (plain text). ``PARAGRAPH``: a
    paragraph begins. ``SPACE``: the paragraph of the line above goes on after a space. ``WORD``:
    it goes on within a word, which the end of the line above had cut.
    """

    LAYOUT = "layout"
    PARAGRAPH = "paragraph"
    SPACE = "space"
    WORD = "word"


class Format(StrEnum):
    """The format of a file, judged by its bytes."""

    TEXT = "text"
    HTML = "html"
    AKN = "akn"
    DOCX = "docx"
    PDF = "pdf"
    DOC = "doc"
    ODT = "odt"
    RTF = "rtf"
    WPD = "wpd"


class Revisions(StrEnum):
    """What is done with tracked changes: taken as made, as not made, or not at all."""

    ACCEPT = "accept"
    REJECT = "reject"
    REFUSE = "refuse"


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of one line in one style; ``column`` is its 0-based offset in the raw line."""

    text: str
    column: int
    style: Style = Style.PLAIN


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a source. ``number`` and ``page`` count from 1; ``raw`` keeps the markup.

    In formats without lines it is a paragraph, or a row of a table with its cells apart by tabs;
    a vertical tab in ``raw`` is a line break inside. Page furniture (running headers, page
    numbers) stands in ``raw`` and has no runs, so that it is kept and is no text.
    """

    number: int
    page: int
    raw: str
    runs: tuple[Run, ...]
    start: Start = Start.LAYOUT

    @property
    def text(self) -> str:
        if len(self.runs) == 1:  # as most lines have, and each is asked several times
            return self.runs[0].text
        return "".join(run.text for run in self.runs)

    @property
    def is_furniture(self) -> bool:
        """Whether the line is kept and is no text."""
        return self.start is not Start.LAYOUT and not self.runs and bool(self.raw.strip())


@dataclass(frozen=True, slots=True)
class Notice:
    """Something the reader of a comparison should know about how a document was read.

    ``code`` is a key of the lexicon's ``notices``; ``details`` are the values its sentence names.
    """

    code: str
    paragraph: str | None = None
    details: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Declared:
    """What the metadata or the page furniture of a file say of its document.

    ``symbol`` as printed; ``session`` its number; ``language`` an ISO 639-1 code. They fill what
    the text itself does not say.
    """

    symbol: str | None = None
    issued: dt.date | None = None
    session: int | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """A file as it was read: its name without folder, SHA-256 (hex), encoding and lines.

    ``encoding`` is that of the characters in the file, "" where the format is not text.
    """

    name: str
    sha256: str
    encoding: str
    lines: tuple[Line, ...]
    format: Format = Format.TEXT
    declared: Declared = Declared()
    notices: tuple[Notice, ...] = ()


@dataclass(frozen=True, slots=True)
class Piece:
    """Where a stretch of a paragraph's text stands in the source.

    ``offset`` and ``length`` are code points of the paragraph's text; ``line`` and ``page`` count
    from 1, ``column`` is the 0-based offset in the raw line.
    """

    offset: int
    length: int
    page: int
    line: int
    column: int
    style: Style = Style.PLAIN


@dataclass(frozen=True, slots=True)
class Place:
    """A point of a source: page and line count from 1, column from 0."""

    page: int
    line: int
    column: int
