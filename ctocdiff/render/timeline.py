"""Deadlines around the opening day, drawn: a lane a session, days from the opening as the axis.

Only geometry, in user units of an SVG of fixed width; words and colours are the template's. Marks
carry the number of their row in the table of deadlines, which says in words what the picture shows.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ctocdiff.model import Comparison, Deadline, DeadlineStatus

WIDTH = 960
_LEFT, _RIGHT = 90, 30
_ROW = 26  # height of a row of marks within a lane
_LANE_PADDING = 12
_HEAD = 20  # for the word at the opening day
_AXIS = 40
_APART = 24  # least distance of two marks in one row
_STEPS = (1, 2, 5, 7, 14, 30, 60, 90, 180, 365)  # days between two ticks
_MOST_TICKS = 14


@dataclass(frozen=True, slots=True)
class Mark:
    """One deadline: its number, where it stands, and where its window begins if it has one."""

    number: int
    x: float
    y: float
    start: float | None
    status: DeadlineStatus
    offset: int


@dataclass(frozen=True, slots=True)
class Lane:
    """One session: the top and height of its lane, and its marks."""

    witness: int
    y: float
    height: float
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Tick:
    """A day on the axis, by its distance from the opening."""

    x: float
    offset: int


@dataclass(frozen=True, slots=True)
class Timeline:
    """The whole picture.

    ``opening`` is where the opening day stands; the lanes lie from ``top`` to ``axis``.
    """

    width: int
    height: float
    opening: float
    top: float
    axis: float
    lanes: tuple[Lane, ...]
    ticks: tuple[Tick, ...]


def timeline(comparison: Comparison) -> Timeline | None:
    """The timeline of the deadlines whose distance from the opening is known; None without any."""
    offsets = [0]
    for change in comparison.deadline_changes:
        for cell in change.cells:
            if cell is not None and cell.offset_days is not None:
                offsets.append(cell.offset_days)
                if (start := _start(cell)) is not None:
                    offsets.append(start)
    if len(offsets) == 1:
        return None
    low, high = min(offsets), max(offsets)
    span = max(high - low, 1)

    def place(offset: int) -> float:
        return round(_LEFT + (WIDTH - _LEFT - _RIGHT) * (offset - low) / span, 1)

    lanes: list[Lane] = []
    top = float(_HEAD)
    for witness in range(len(comparison.witnesses)):
        marks: list[Mark] = []
        rows: list[float] = []
        found = [
            (cell.offset_days, number, change.status, cell)
            for number, change in enumerate(comparison.deadline_changes, 1)
            if (cell := change.cells[witness]) is not None and cell.offset_days is not None
        ]
        for offset, number, status, cell in sorted(found, key=lambda item: item[:2]):
            begins = _start(cell)
            left = place(offset if begins is None else begins)
            row = next((n for n, end in enumerate(rows) if left - end >= _APART), len(rows))
            rows[row:] = [place(offset), *rows[row + 1 :]]
            y = top + _LANE_PADDING + row * _ROW + _ROW / 2
            window = None if begins is None else left
            marks.append(Mark(number, place(offset), y, window, status, offset))
        height = 2 * _LANE_PADDING + max(1, len(rows)) * _ROW
        lanes.append(Lane(witness, top, height, tuple(marks)))
        top += height
    ticks = tuple(Tick(place(offset), offset) for offset in _ticks(low, high))
    return Timeline(WIDTH, top + _AXIS, place(0), float(_HEAD), top, tuple(lanes), ticks)


def _start(deadline: Deadline) -> int | None:
    """The first day of a window, by its distance from the opening."""
    if deadline.opens is None or deadline.date is None or deadline.offset_days is None:
        return None
    return deadline.offset_days - (deadline.date - deadline.opens).days


def _ticks(low: int, high: int) -> Sequence[int]:
    step = next((s for s in _STEPS if (high - low) / s <= _MOST_TICKS), _STEPS[-1])
    first = -(-low // step) * step
    return range(first, high + 1, step)
