"""The words that tell the paragraphs of one section apart.

"Firearms" says little under the item on firearms, where each paragraph has it, while "meeting" and
"report" say much; over the whole document it is the other way round.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from ctocdiff.align.units import Unit
from ctocdiff.align.weights import Vector, cosine, weigh
from ctocdiff.model import Kind

_MOST = 200  # units of a witness that one section may have for them to be asked


class SectionWords:
    """How alike units of two witnesses are by their own words, weighed within section and kind."""

    def __init__(self, sides: tuple[Sequence[Unit], Sequence[Unit]]) -> None:
        self._sides = sides
        self._members: dict[tuple[int, Kind], tuple[list[int], list[int]]] = {}
        for side, units in enumerate(sides):
            for at, unit in enumerate(units):
                self._members.setdefault((unit.section, unit.kind), ([], []))[side].append(at)
        self._vectors: dict[tuple[int, int], Vector] = {}

    def alike(self, b: int, a: int) -> float:
        """The cosine, 0–1, of two units of one section and kind."""
        return cosine(self._vector(0, b), self._vector(1, a))

    def beside(self, at: int, side: int) -> list[int]:
        """The other units of a side, 0 or 1, of the section and kind of one.

        None in sections too long to ask them all.
        """
        numbers = self._of(side, at)[side]
        return [number for number in numbers if number != at] if len(numbers) <= _MOST else []

    def lead(self, b: int, a: int, *, among: int) -> float:
        """How many times as alike as any other unit of a side in that section a pair is.

        ``among`` is the side whose units are rivals, 0 or 1. Infinite without rivals.
        """
        rivals = self.beside((b, a)[among], among)
        most = max((self.alike(*((b, n) if among else (n, a))) for n in rivals), default=0.0)
        return self.alike(b, a) / most if most else math.inf

    def _of(self, side: int, at: int) -> tuple[list[int], list[int]]:
        unit = self._sides[side][at]
        return self._members[unit.section, unit.kind]

    def _vector(self, side: int, at: int) -> Vector:
        if (side, at) not in self._vectors:  # a section is weighed when it is first asked for
            members = [
                (n, number) for n, group in enumerate(self._of(side, at)) for number in group
            ]
            own = [self._sides[n][number].says.own for n, number in members]
            self._vectors.update(zip(members, weigh(own).vectors, strict=True))
        return self._vectors[side, at]
