"""A memo as both writers show it: headings, sentences, tables and extracts, in words.

``Word`` is a run of text in one language; ``language`` is None for that of the interface. A cell
of a table is a tuple of lines, a line a tuple of words.
"""

from __future__ import annotations

from dataclasses import dataclass

from ctocdiff.language import Language
from ctocdiff.model import Comparison, Row


@dataclass(frozen=True, slots=True)
class Word:
    """A run of text of the memo; ``quiet`` words are set smaller and grey.

    ``change`` is the number of the change that the word leads to, where the annex shows it.
    """

    text: str
    language: Language | None = None
    strong: bool = False
    quiet: bool = False
    change: str | None = None


Line = tuple[Word, ...]
Cell = tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Field:
    """A line of the head; an empty value is a blank to fill in."""

    label: str
    value: str
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Heading:
    """The numbered heading of a part."""

    text: str


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph."""

    words: Line


@dataclass(frozen=True, slots=True)
class Span:
    """A row of a table that is one cell over its whole width."""

    words: Line


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: shares of its width, its header (none if empty), its rows.

    ``name`` says what it is to who cannot see it.
    """

    name: str
    widths: tuple[int, ...]
    header: tuple[str, ...]
    rows: tuple[tuple[Cell, ...] | Span, ...]


@dataclass(frozen=True, slots=True)
class Marked:
    """An extract: what is said of it, and the row with its changes."""

    about: Cell
    row: Row


@dataclass(frozen=True, slots=True)
class Extracts:
    """The extracts of the items, a heading above those of each."""

    name: str
    groups: tuple[tuple[Line, tuple[Marked, ...]], ...]


Block = Heading | Text | Grid | Extracts


@dataclass(frozen=True, slots=True)
class Annex:
    """The whole redline, its heading and what is said of it."""

    heading: str
    about: str
    comparison: Comparison


@dataclass(frozen=True, slots=True)
class Sheet:
    """The whole memo.

    ``name`` is what the file is called in its properties, ``text_languages`` are those of the
    extracts; ``running`` heads later pages.
    """

    language: Language
    text_languages: tuple[Language, ...]
    name: str
    title: str
    classification: str
    fields: tuple[Field, ...]
    blocks: tuple[Block, ...]
    annex: Annex | None
    running: str
