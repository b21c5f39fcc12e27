"""The stretches of a section that its pairs leave between them, the same on both sides."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence

from ctocdiff.align.order import heaviest_chain
from ctocdiff.align.units import Unit

Gap = tuple[int, int]
"""A stretch between two pairs of a section: its number and that of the pair before."""

Gaps = tuple[Mapping[int, Gap], Mapping[int, Gap]]
"""The gap in which each free unit of either side stands."""

Partners = Mapping[int, Sequence[int]]
"""The partners of each unit on the other side; those without have none."""


def gaps_between(
    sides: tuple[Sequence[Unit], Sequence[Unit]],
    partners: tuple[Partners, Partners],
    score: Callable[[int, int], float],
) -> Gaps:
    """For each free unit of either side, the number of the pair of its section that precedes it.

    Only pairs in the same order on both sides count, so that a gap is the same stretch; ``score``
    gives that of a pair, 0–1.
    """
    old: dict[int, Gap] = {}
    new: dict[int, Gap] = {}
    before, after = map(_by_section, sides)
    for section, ours in after.items():
        first = {at: partners[1][at][0] for at in ours if partners[1][at]}
        linked = [at for at, b in first.items() if sides[0][b].section == section]
        weights = [1 + round(1e6 * score(first[at], at)) for at in linked]
        chain = heaviest_chain([first[at] for at in linked], weights)
        anchors = [linked[index] for index in sorted(chain)]
        _number(ours, anchors, section, partners[1], new)
        _number(before.get(section, ()), [first[at] for at in anchors], section, partners[0], old)
    return old, new


def _by_section(units: Sequence[Unit]) -> dict[int, list[int]]:
    """The units of each section, in order."""
    found: dict[int, list[int]] = defaultdict(list)
    for at, unit in enumerate(units):
        found[unit.section].append(at)
    return found


def _number(
    units: Sequence[int],
    anchors: Sequence[int],
    section: int,
    partners: Partners,
    gaps: dict[int, Gap],
) -> None:
    for at in units:
        if not partners[at]:
            gaps[at] = (section, bisect_left(anchors, at))
