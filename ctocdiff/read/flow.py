"""The flow of text in a marked-up document: blocks, rows, notes → lines. HTML and AKN share it.

White space is folded as such documents are shown; a block begins a line; inside a cell, or where
a break is asked for, it is a line break of the line. Notes wait for the end of their block or
table, and follow it.
"""

from __future__ import annotations

import re

from ctocdiff.model import Line, Style
from ctocdiff.read.segments import BREAK, Segment, furniture, make_line, superscript, text_of

_WHITE = re.compile(r"[ \t\r\n\f\v]+")
_WIDEST_SPAN = 50  # columns or rows; more is an error of the file
_LINE_ENDS = re.compile(r"\r\n|[\r\n]")


class Flow:
    """Takes text and the ends of blocks in reading order; ``lines`` is what came of them."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self._segments: list[Segment] = []
        self._prefix = ""  # the number of the block to come
        self._row: list[list[Segment]] | None = None
        self._hanging: dict[int, int] = {}  # column → rows that a cell above still covers
        self._notes: list[list[Segment]] = []

    # ------------------------------------------------------------------ text

    def text(self, text: str, style: Style, *, raised: bool = False, kept: bool = False) -> None:
        """Add text in a style; ``kept`` says that its line ends and spaces count."""
        shown = _LINE_ENDS.sub(BREAK, text) if kept else _WHITE.sub(" ", text)
        if not shown or (shown.isspace() and not kept and self._at_space()):
            return
        if not kept and self._at_space():
            shown = shown.lstrip(" ")
        if self._prefix and shown.strip():
            self._segments.append(Segment(self._prefix))
            self._prefix = ""
        self._segments.append(superscript(shown, style) if raised else Segment(shown, style))

    def _at_space(self) -> bool:
        """Whether a space here would be the first of its line, or the second."""
        return not self._segments or self._segments[-1].text.endswith((" ", BREAK))

    def line_break(self) -> None:
        """A line break inside the block."""
        if self._segments and self._segments[-1].text != BREAK:
            self._segments.append(Segment(BREAK))

    def number(self, text: str) -> None:
        """The number of the block to come, such as ``1.``; it stands before its text."""
        self._prefix = f"{text} " if text else ""

    def end_block(self) -> None:
        """The block is over."""
        if self._row is not None:
            self.line_break()
            return
        segments = _stripped(self._segments)
        self._segments = []
        if segments:
            self._add(segments)
            self._flush_notes()

    def _add(self, segments: list[Segment]) -> None:
        self.lines.append(make_line(len(self.lines) + 1, 1, segments))

    def furniture(self, text: str) -> None:
        """Keep something that is no text of the document."""
        if text := _WHITE.sub(" ", text).strip():
            self.lines.append(furniture(len(self.lines) + 1, 1, text))

    # ------------------------------------------------------------------ notes

    def note(self, segments: list[Segment]) -> None:
        """Add a note, which is to follow the block that is open."""
        if segments := _stripped(segments):
            self._notes.append(segments)

    def _flush_notes(self) -> None:
        for segments in self._notes:
            self._add(segments)
        self._notes = []

    def aside(self) -> Flow:
        """A flow of its own for the text of a note."""
        return Flow()

    def joined(self) -> list[Segment]:
        """All that this flow holds, as the segments of one line."""
        self.end_block()
        segments: list[Segment] = []
        for line in self.lines:
            if segments:
                segments.append(Segment(BREAK))
            segments += [Segment(run.text, run.style) for run in line.runs]
        return segments

    # ------------------------------------------------------------------ tables

    @property
    def in_row(self) -> bool:
        return self._row is not None

    def begin_table(self) -> None:
        """Rows follow."""
        self.end_block()
        self._hanging = {}

    def end_table(self) -> None:
        """No more rows follow."""
        self._flush_notes()

    def begin_row(self) -> None:
        """Cells follow."""
        self.end_block()
        self._row = []

    def begin_cell(self) -> None:
        """The text of a cell follows, behind those that cells above still cover."""
        self._segments = []
        if self._row is not None:
            while self._hanging.get(len(self._row)):
                self._row.append([])

    def end_cell(self, columns: int = 1, rows: int = 1) -> None:
        """The cell is over; it covers so many columns and rows."""
        if self._row is None:
            return
        columns = min(max(columns, 1), _WIDEST_SPAN)
        at = len(self._row)
        self._row.append(_stripped(self._segments))
        self._row += [[] for _ in range(columns - 1)]
        self._segments = []
        for column in range(at, at + columns):
            # this row is the first of them; its end counts it off
            self._hanging[column] = min(max(rows, 1), _WIDEST_SPAN)

    def end_row(self) -> None:
        """The row is over."""
        cells, self._row = self._row or [], None
        while self._hanging.get(len(cells)):
            cells.append([])
        self._hanging = {column: rows - 1 for column, rows in self._hanging.items() if rows > 1}
        self._segments = []
        segments: list[Segment] = []
        for at, cell in enumerate(cells):
            if at:
                segments.append(Segment("\t"))
            segments += cell
        if len(cells) == 1:
            segments.append(Segment("\t"))  # it tells a row of one cell from a paragraph
        if text_of(segments).strip():
            self._add(segments)


def _stripped(segments: list[Segment]) -> list[Segment]:
    """Segments without the spaces and line breaks at their ends."""
    kept = [segment for segment in segments if segment.text]
    while kept and not kept[-1].text.strip(f" {BREAK}"):
        kept.pop()
    while kept and not kept[0].text.strip(f" {BREAK}"):
        kept.pop(0)
    if kept:
        last = kept[-1]
        kept[-1] = Segment(last.text.rstrip(f" {BREAK}"), last.style, last.shown)
    return kept
