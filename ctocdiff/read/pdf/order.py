"""The reading order of a page: its masthead, its columns, and what stands across them."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

from ctocdiff.read.pdf.geometry import Fragment, PageLine
from ctocdiff.symbols import is_symbol

_FEWEST_LINES = 8  # of a page set in columns, that have text in both
_NARROWEST_GUTTER = 8.0  # points
_FULL = 0.55  # share of a column's width that its lines have, most of them
_MASTHEAD_END = 0.5  # share of the first page's height that a masthead may take
_WIDEST_MARGIN = 0.62  # share of the width left of which the second column begins


def flows_of(lines: Sequence[PageLine], width: float, height: float) -> list[list[PageLine]]:
    """The lines in reading order, in stretches that have one width: what is across, columns."""
    head = _masthead(lines, height)
    flows = _head_flows(lines[:head])
    return flows + _columns(lines[head:], width)


def _masthead(lines: Sequence[PageLine], height: float) -> int:
    """How many lines of a first page are the fields of a masthead, set side by side."""
    if not lines or lines[0].page != 1:
        return 0
    symbol = any(is_symbol(f.text) for line in lines[:8] for f in line.fragments)
    if not symbol:
        return 0
    end = 0
    for at, line in enumerate(lines):
        if line.y > _MASTHEAD_END * height:
            break
        if len(line.fragments) > 1:
            end = at + 1
        elif end and at - end > 8:
            break
    return end


def _head_flows(lines: Sequence[PageLine]) -> list[list[PageLine]]:
    """The fields of a masthead: a line of its own for each in the first row, then by columns."""
    columns: list[list[tuple[PageLine, Fragment]]] = []
    for line in lines:
        for fragment in line.fragments:
            fitting = next(
                (
                    column
                    for column in columns
                    if any(f.x0 < fragment.x1 and fragment.x0 < f.x1 for _, f in column)
                ),
                None,
            )
            if fitting is None:
                columns.append([(line, fragment)])
            else:
                fitting.append((line, fragment))
    columns.sort(key=lambda column: min(fragment.x0 for _, fragment in column))
    first = lines[0].y if lines else 0.0
    top = [
        [line.part([fragment])]
        for column in columns
        for line, fragment in column
        if line.y == first
    ]
    rest = [
        [line.part([fragment]) for line, fragment in column if line.y != first]
        for column in columns
    ]
    return top + [flow for flow in rest if flow]


def _columns(lines: Sequence[PageLine], width: float) -> list[list[PageLine]]:
    gutter = _gutter(lines, width)
    if gutter is None:
        return [list(lines)] if lines else []
    flows: list[list[PageLine]] = []
    across: list[PageLine] = []
    left: list[PageLine] = []
    right: list[PageLine] = []

    def end_columns() -> None:
        flows.extend(flow for flow in (left[:], right[:]) if flow)
        left.clear()
        right.clear()

    for line in lines:
        if any(f.x0 < gutter - 2 and f.x1 > gutter + 2 for f in line.fragments):
            end_columns()
            across.append(line)
            continue
        if across:
            flows.append(across[:])
            across.clear()
        for column, side in ((left, True), (right, False)):
            held = [f for f in line.fragments if (f.x0 < gutter) == side]
            if held:
                column.append(line.part(held))
    end_columns()
    if across:
        flows.append(across)
    return flows


def _gutter(lines: Sequence[PageLine], width: float) -> float | None:
    """The middle of the space between two columns; None where a page is set in one."""
    gaps = [
        (before.x1, after.x0)
        for line in lines
        for before, after in zip(line.fragments, line.fragments[1:], strict=False)
        if before.x1 < _WIDEST_MARGIN * width and after.x0 > (1 - _WIDEST_MARGIN) * width
    ]
    if len(gaps) < _FEWEST_LINES:
        return None
    middle = median((low + high) / 2 for low, high in gaps)
    gaps = [(low, high) for low, high in gaps if low < middle < high]
    if len(gaps) < max(_FEWEST_LINES, 0.35 * len(lines)):
        return None
    low, high = max(gap[0] for gap in gaps), min(gap[1] for gap in gaps)
    if high - low < _NARROWEST_GUTTER:
        return None
    sides = _widths(lines, (low + high) / 2)
    for held in sides:
        if not held:
            return None
        widest = max(held)
        if sum(w >= _FULL * widest for w in held) < 0.6 * len(held) or widest < 0.2 * width:
            return None
    return (low + high) / 2


def _widths(lines: Sequence[PageLine], gutter: float) -> tuple[list[float], list[float]]:
    """How wide the text of each line is, left and right of the gutter."""
    sides: tuple[list[float], list[float]] = ([], [])
    for line in lines:
        for side, on_left in ((sides[0], True), (sides[1], False)):
            held = [f for f in line.fragments if (f.x1 <= gutter if on_left else f.x0 >= gutter)]
            if held:
                side.append(held[-1].x1 - held[0].x0)
    return sides
