"""A block: a stretch of text that may become a paragraph, with its place in the source.

A block keeps where each of its characters stands in the source. White space is folded to one
space; a bullet (``- a) …``) leaves the text, as it is residue of a conversion.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ctocdiff.letters import SUPERSCRIPTS
from ctocdiff.model import Line, Piece, Style
from ctocdiff.outline.markers import marker_pattern

NOTE_MARK = rf"(?:\*{{1,5}}|[{SUPERSCRIPTS}]+)"
NOTE = re.compile(rf"{NOTE_MARK}\s*\S")
NOTE_MARKS = f"{SUPERSCRIPTS}* "  # what may stand behind a line, with the space before it
MARKER = marker_pattern()
HEAD_BLOCKS = 60  # the masthead of every document seen ends before
TERMINAL = tuple('.;:,!?»”"…')  # what a sentence or a clause ends with
_JOINTS = ("/", "-", "‐", "‑")  # after a letter, a word goes on behind them
_BULLET = re.compile(r"[ \t]*[-•–]\s+(?=[«“\"]?\s*(?:\d{1,3}\.|\(?[a-z]{1,4}\))\s)")
_NUMBERED = re.compile(r"\s*(?:\d{1,3}\.|\(?[a-z]{1,4}\)|[IVXL]+\.|[A-Za-z]\.)\t[^\t]*$")
# Words with a single space between them, which stay as they are; other white space is folded.
_STRETCH = re.compile(r"[^ \t\r\f\v]+(?: [^ \t\r\f\v]+)*|[ \t\r\f\v]+")


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of text with its place in the source.

    ``cells`` is not empty for a row of a tab-separated table; ``glued`` says that no blank line
    stood before it; ``wrapped`` that the layout is the hard-wrapped one; ``aside`` that it stands
    between paragraphs by chance: a footnote, a page number; ``tight`` that it goes on within the
    last word of the block before.
    """

    text: str
    pieces: tuple[Piece, ...]
    cells: tuple[tuple[int, int], ...] = ()
    glued: bool = False
    wrapped: bool = False
    aside: bool = False
    tight: bool = False

    @property
    def page(self) -> int:
        return self.pieces[0].page

    @property
    def marker(self) -> re.Match[str] | None:
        return MARKER.match(self.text)

    @property
    def ends_sentence(self) -> bool:
        return self.text.endswith(TERMINAL)


def join(parts: Sequence[Block]) -> Block:
    """One block of several; after a slash or a hyphen inside a word no space is supplied."""
    if len(parts) == 1:
        return parts[0]
    texts: list[str] = []
    pieces: list[Piece] = []
    length = 0
    for part in parts:
        if texts:
            within = texts[-1].endswith(_JOINTS) and texts[-1][-2:-1].strip()
            glue = "" if part.tight or within else " "
            texts.append(glue)
            length += len(glue)
        pieces.extend(replace(piece, offset=piece.offset + length) for piece in part.pieces)
        texts.append(part.text)
        length += len(part.text)
    cells = parts[0].cells
    if cells:  # what goes on with a row of a table goes on with its last cell
        cells = (*cells[:-1], (cells[-1][0], length))
    return replace(parts[0], text="".join(texts), pieces=tuple(pieces), cells=cells)


def cut(block: Block, start: int, end: int | None = None) -> Block:
    """The part of a block between two offsets of its text."""
    end = len(block.text) if end is None else end
    pieces = []
    for piece in block.pieces:
        low, high = max(piece.offset, start), min(piece.offset + piece.length, end)
        if low < high:
            skipped = low - piece.offset
            pieces.append(
                replace(piece, offset=low - start, length=high - low, column=piece.column + skipped)
            )
    return replace(block, text=block.text[start:end], pieces=tuple(pieces))


def read_block(line: Line) -> Block:
    """One line, its white space folded, its bullet left out."""
    bullet = _BULLET.match(line.text)
    skip = bullet.end() if bullet else 0
    stripped = line.text.strip(" \f\r\v")
    tabbed = "\t" in stripped and not bullet and not _NUMBERED.match(stripped)
    text: list[str] = []
    pieces: list[Piece] = []
    length = seen = 0

    def take(part: str, column: int, style: Style) -> None:
        nonlocal length
        pieces.append(Piece(length, len(part), line.page, line.number, column, style))
        text.append(part)
        length += len(part)

    for run in line.runs:
        at = max(0, min(len(run.text), skip - seen))
        seen += len(run.text)
        for match in _STRETCH.finditer(run.text[at:]):
            part, column = match.group(), run.column + at + match.start()
            if part[0] not in " \t\r\f\v":
                take(part, column, run.style)
            elif tabbed and "\t" in part:
                take("\t" * part.count("\t"), column, run.style)
            elif text and not text[-1].endswith((" ", "\t")):
                take(" ", column, run.style)
    while text and text[-1].strip(" \t") == "":  # empty cells at a row's end say nothing
        pieces.pop()
        text.pop()
    joined = "".join(text)
    return Block(joined, _merge(pieces), _cells(joined) if tabbed else ())


def _merge(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """Pieces that follow each other in text and source become one."""
    merged: list[Piece] = []
    for piece in pieces:
        if merged:
            last = merged[-1]
            contiguous = last.column + last.length == piece.column and last.style == piece.style
            if contiguous and last.line == piece.line:
                merged[-1] = replace(last, length=last.length + piece.length)
                continue
        merged.append(piece)
    return tuple(merged)


def _cells(text: str) -> tuple[tuple[int, int], ...]:
    cells: list[tuple[int, int]] = []
    start = 0
    for cell in text.split("\t"):
        cells.append((start, start + len(cell)))
        start += len(cell) + 1
    return tuple(cells)
