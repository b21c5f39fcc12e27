"""The sections of a document in reading order, each with its place in the tree."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ctocdiff.model import Document, Section


@dataclass(frozen=True, slots=True)
class Entry:
    """A section; ``parent`` is the index of the one that it stands under, None at the top.

    ``part`` is what its label adds to that of its parent: "(b)" of "2(b)".
    """

    section: Section
    parent: int | None
    depth: int
    part: str


def entries(document: Document) -> tuple[Entry, ...]:
    """The sections of a document in reading order; what stands under what, by their levels."""
    found: list[Entry] = []
    above: list[int] = []
    for at, section in enumerate(document.walk()):
        while above and found[above[-1]].section.level >= section.level:
            above.pop()
        parent = above[-1] if above else None
        stem = "" if parent is None else found[parent].section.label
        found.append(Entry(section, parent, len(above), section.label.removeprefix(stem)))
        above.append(at)
    return tuple(found)


class Kinship:
    """The pairs of sections of two witnesses found so far, and what they say of those below."""

    def __init__(self, trees: tuple[Sequence[Entry], Sequence[Entry]]) -> None:
        self._trees = trees
        self._partners: tuple[dict[int, int], dict[int, int]] = ({}, {})

    def add(self, b: int, a: int) -> None:
        self._partners[0][b] = a
        self._partners[1][a] = b

    def free(self, witness: int) -> list[int]:
        """The sections of a witness that have no partner."""
        return [at for at in range(len(self._trees[witness])) if at not in self._partners[witness]]

    def both_free(self, b: int, a: int) -> bool:
        return b not in self._partners[0] and a not in self._partners[1]

    def related(self, b: int, a: int) -> bool | None:
        """Whether the sections above two correspond; None where none does to any, or none is."""
        one, other = self._trees[0][b].parent, self._trees[1][a].parent
        old, new = self._partners
        if one is not None and other is not None and old.get(one) == other:
            return True
        apart = (one is not None and one in old) or (other is not None and other in new)
        return False if apart else None

    def are_alone(self, b: int, a: int) -> bool:
        """Whether each of two sections is all that its document has, with what stands under it."""
        return all(
            at == 0 and all(entry.depth for entry in tree[1:])
            for tree, at in zip(self._trees, (b, a), strict=True)
        )

    def same_label(self, b: int, a: int) -> bool:
        """Whether two sections have one label, among those of corresponding sections or in all."""
        one, other = self._trees[0][b], self._trees[1][a]
        related = self.related(b, a)
        if related is None:
            return one.section.label == other.section.label
        return related and one.part == other.part

    def place(self, witness: int, at: int) -> tuple[int | None, str]:
        """The label of a section, with the number of the pair above where it has one there."""
        entry = self._trees[witness][at]
        above = entry.parent
        if above is None or above not in self._partners[witness]:
            return None, entry.section.label
        return (above if witness else self._partners[0][above]), entry.part
