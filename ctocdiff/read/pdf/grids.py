"""Tables of a page: rows and cells, by the lines drawn around them or by aligned text.

A cell holds text that wraps. With lines drawn, they say where a row ends. Without, a line of text
goes on with the row above it as long as every cell of it goes on with a line that was full.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from ctocdiff.read.pdf.geometry import Fragment, PageLine, segments_of
from ctocdiff.read.pdf.glyphs import Rule, Word
from ctocdiff.read.segments import BREAK, Segment

_TOUCH = 3.0  # points within which two lines meet
_MOST_RULES = 3000  # of a page; more is a drawing
_ALIGNED = 4.0  # points
_LEADER = 3.0  # of the font size: a space between a title and its page number
_SPACE = 1.25  # of the usual distance of lines, beyond which rows are apart
_PADDING = 10.0  # points that usually stand empty between the texts of two cells
_PAGE_NUMBER = re.compile(r"[0-9]{1,4}|[ivxlc]{1,7}")


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row of a table: where it begins, and its cells."""

    page: int
    number: int
    cells: tuple[tuple[Segment, ...], ...]

    @property
    def segments(self) -> list[Segment]:
        found: list[Segment] = []
        for at, cell in enumerate(self.cells):
            if at:
                found.append(Segment("\t"))
            found.extend(cell)
        if len(self.cells) < 2:
            found.append(Segment("\t"))  # it tells a row of one cell from a paragraph
        return found

    def resumed(self, below: TableRow) -> TableRow | None:
        """This row with one of the next page that goes on with it; None where that is another.

        One that goes on has text in one cell alone, not the first, that this row has text in.
        """
        filled = [at for at, cell in enumerate(below.cells) if cell]
        if below.page == self.page or len(below.cells) != len(self.cells) or len(filled) != 1:
            return None
        at = filled[0]
        if at == 0 or not self.cells[at] or not self.cells[0]:
            return None
        cell = (*self.cells[at], Segment(BREAK), *below.cells[at])
        return replace(self, cells=(*self.cells[:at], cell, *self.cells[at + 1 :]))


@dataclass(frozen=True, slots=True)
class Grid:
    """A table with lines drawn around its cells."""

    rows: tuple[float, ...]
    sides: tuple[Rule, ...]
    x0: float
    x1: float

    def holds(self, line: PageLine) -> bool:
        inside = self.rows[0] - 1 < line.y < self.rows[-1] + 1
        return inside and self.x0 - 2 < line.x0 and line.x1 < self.x1 + 2


def grids_of(rules: Sequence[Rule]) -> list[Grid]:
    """The tables with two columns or more that lines are drawn around."""
    if len(rules) > _MOST_RULES:
        return []
    grids = []
    for group in _touching(rules):
        flat = sorted(rule.y0 for rule in group if rule.x1 - rule.x0 > _TOUCH * 3)
        steep = [rule for rule in group if rule.y1 - rule.y0 > _TOUCH * 2]
        ys = _distinct(flat)
        xs = _distinct(sorted(rule.x0 for rule in steep))
        if len(ys) >= 2 and len(xs) >= 3:
            grids.append(Grid(tuple(ys), tuple(steep), xs[0], xs[-1]))
    return grids


def _distinct(values: Sequence[float]) -> list[float]:
    found: list[float] = []
    for value in values:
        if not found or value - found[-1] > _TOUCH:
            found.append(value)
    return found


def _touching(rules: Sequence[Rule]) -> list[list[Rule]]:
    """Groups of lines that meet, directly or through others."""
    groups: list[list[Rule]] = []
    for rule in rules:
        meeting = [group for group in groups if any(_meet(rule, other) for other in group)]
        joined = [rule, *(other for group in meeting for other in group)]
        groups = [group for group in groups if all(group is not held for held in meeting)]
        groups.append(joined)
    return groups


def _meet(one: Rule, other: Rule) -> bool:
    return (
        one.x0 - _TOUCH <= other.x1
        and other.x0 - _TOUCH <= one.x1
        and one.y0 - _TOUCH <= other.y1
        and other.y0 - _TOUCH <= one.y1
    )


def ruled_rows(grid: Grid, lines: Sequence[PageLine]) -> Iterator[TableRow]:
    """The rows of a table with lines drawn; ``lines`` are those that it holds."""
    for top, bottom in zip(grid.rows, grid.rows[1:], strict=False):
        held = [line for line in lines if top - 1 < line.y <= bottom + 1]
        if not held:
            continue
        lines = [line for line in lines if all(line is not other for other in held)]
        middle = (top + bottom) / 2
        edges = _distinct(sorted(r.x0 for r in grid.sides if r.y0 - 1 < middle < r.y1 + 1))
        cells: list[list[Segment]] = [[] for _ in range(max(1, len(edges) - 1))]
        for line in held:
            for at, words in _by_cell(line, edges).items():
                _extend(cells[min(at, len(cells) - 1)], segments_of(words))
        yield _row(held[0], cells)


def _by_cell(line: PageLine, edges: Sequence[float]) -> dict[int, list[Word]]:
    cells: dict[int, list[Word]] = {}
    for word in line.words:
        middle = (word.x0 + word.x1) / 2
        at = max(0, sum(edge < middle for edge in edges) - 1)
        cells.setdefault(at, []).append(word)
    return cells


def _extend(cell: list[Segment], segments: Sequence[Segment]) -> None:
    if cell and segments:
        cell.append(Segment(BREAK))
    cell.extend(segments)


def _row(line: PageLine, cells: Sequence[Sequence[Segment]]) -> TableRow:
    return TableRow(line.page, line.number, tuple(tuple(cell) for cell in cells))


# ---------------------------------------------------------------------------- without lines drawn


def contents_row(line: PageLine, right: float) -> TableRow | None:
    """A row of a table of contents: a title, and a page number at the right margin."""
    if len(line.fragments) < 2 or right - line.x1 > 2 * line.size:
        return None
    title_ends, number = line.fragments[-2], line.fragments[-1]
    far = number.x0 - title_ends.x1 > _LEADER * line.size or title_ends.text.endswith("..")
    if not far or not _PAGE_NUMBER.fullmatch(number.text):
        return None
    title: list[Segment] = []
    for at, fragment in enumerate(line.fragments[:-1]):
        if at:
            title.append(Segment(" "))
        title.extend(segments_of(fragment.words))
    return _row(line, [title, segments_of(line.fragments[-1].words)])


def aligned_end(lines: Sequence[PageLine], start: int, right: float) -> int:
    """Where the table without drawn lines ends that begins at a line; ``start`` if none does."""
    if len(lines[start].fragments) < 2 or _is_justified(lines[start], right):
        return start
    columns = _starts(lines[start])
    end, rows = start + 1, 1
    for at in range(start + 1, len(lines)):
        line, above = lines[at], lines[at - 1]
        if _is_justified(line, right):
            break
        if line.page == above.page and line.y - above.y > 3.5 * line.size:
            break
        if not all(_column(f, columns) is not None for f in line.fragments):
            merged = _merged(columns, line)
            if merged is None:
                break
            columns = merged
        if len(line.fragments) > 1:
            rows += 1
            end = at + 1
        elif line.x1 > columns[1] - 2 and _column(line.fragments[0], columns) == 0:
            break  # a line across the columns
        elif _column(line.fragments[0], columns):
            end = at + 1
    return end if rows >= 2 else start


def _is_justified(line: PageLine, right: float) -> bool:
    """Whether the gaps of a line are spaces that were widened to fill it: all alike."""
    words = line.words
    gaps = [after.x0 - before.x1 for before, after in pairwise(words) if after.spaced]
    full = abs(line.x1 - right) < line.size / 4
    return full and len(gaps) > 1 and max(gaps) - min(gaps) < line.size / 4


def _starts(line: PageLine) -> list[float]:
    return [fragment.x0 for fragment in line.fragments]


def _merged(columns: list[float], line: PageLine) -> list[float] | None:
    """The columns with those that a fuller line adds; None where the line does not fit."""
    if len(line.fragments) < 2 or not any(abs(line.x0 - x) < _ALIGNED for x in columns):
        return None
    new = [f.x0 for f in line.fragments if _column(f, columns) is None]
    return sorted([*columns, *new])


def _column(fragment: Fragment, columns: Sequence[float]) -> int | None:
    near = (at for at, x in enumerate(columns) if abs(fragment.x0 - x) < _ALIGNED)
    return next(near, None)


def aligned_rows(lines: Sequence[PageLine], right: float, pitch: float) -> Iterator[TableRow]:
    """The rows of a table without drawn lines.

    Args:
        lines: those of the table.
        right: where full lines of the page end.
        pitch: the usual distance of lines of one paragraph, by the font size.
    """
    columns: list[float] = []
    for line in lines:
        for fragment in line.fragments:
            if _column(fragment, columns) is None:
                columns = sorted([*columns, fragment.x0])
    ends = [*(x - _PADDING for x in columns[1:]), right - _PADDING / 2]
    spaced = any(_apart(above, line, pitch) for above, line in pairwise(lines))
    row: _Row | None = None
    for line in lines:
        placed = [(_column(f, columns) or 0, f) for f in line.fragments]
        if row is None or not row.goes_on(line, placed, ends, None if not spaced else pitch):
            if row is not None:
                yield _row(row.lines[0], row.cells)
            row = _Row([], [[] for _ in columns], [0.0] * len(columns))
        row.add(line, placed)
    if row is not None:
        yield _row(row.lines[0], row.cells)


def _apart(above: PageLine, line: PageLine, pitch: float) -> bool:
    """Whether a space stands between two lines of one page that lines of a cell do not have."""
    return above.page == line.page and line.y - above.y > _SPACE * pitch * line.size


@dataclass(slots=True)
class _Row:
    """A row while its lines are being found; ``reach`` is where the last line of a cell ends."""

    lines: list[PageLine]
    cells: list[list[Segment]]
    reach: list[float]

    def add(self, line: PageLine, placed: Sequence[tuple[int, Fragment]]) -> None:
        self.lines.append(line)
        for at, fragment in placed:
            _extend(self.cells[at], segments_of(fragment.words))
            self.reach[at] = fragment.x1

    def goes_on(
        self,
        line: PageLine,
        placed: Sequence[tuple[int, Fragment]],
        ends: Sequence[float],
        pitch: float | None,
    ) -> bool:
        """Whether a line belongs to this row; ``pitch`` is given where spaces part the rows."""
        above = self.lines[-1]
        if line.page != above.page:
            return len(placed) == 1 and placed[0][0] > 0 and self.reach[placed[0][0]] > 0
        if pitch is not None:
            return not _apart(above, line, pitch)
        if placed[0][0] == 0 and len(placed) == len(ends):
            return False
        return all(
            self.reach[at]
            and ends[at] - self.reach[at] < f.words[0].x1 - f.words[0].x0 + 0.3 * line.size
            for at, f in placed
        )
