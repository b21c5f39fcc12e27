"""What readers give: the lines of a file, and where each character of a text stands in them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Flag, auto


class Style(Flag):
    """Character styles a reader can recognise."""

    PLAIN = 0
    ITALIC = auto()
    BOLD = auto()
    SUPERSCRIPT = auto()
    LINK = auto()


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of one line in one style; ``column`` is its 0-based offset in the raw line."""

    text: str
    column: int
    style: Style = Style.PLAIN


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a source. ``number`` and ``page`` count from 1; ``raw`` keeps the markup."""

    number: int
    page: int
    raw: str
    runs: tuple[Run, ...]

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class Source:
    """A file as it was read: its name without folder, SHA-256 (hex), encoding and lines."""

    name: str
    sha256: str
    encoding: str
    lines: tuple[Line, ...]


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
