"""Which revisions of a part are to be resolved: all, those of some authors, some changes.

The number of a change is the name of a bookmark around what the change did; where it did something
in a second place, "-2" is added to that name. The number of a move is the name of its two ranges.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import Final

from lxml import etree

from ctocdiff.read.xml_parsing import local_name
from ctocdiff.revisions.parts import W, above

RUNS: Final = frozenset({"ins", "del", "moveFrom", "moveTo"})
CELLS: Final = frozenset({"cellIns", "cellDel", "cellMerge"})
PROPERTIES: Final = frozenset(
    f"{name}Change"
    for name in ("rPr", "pPr", "sectPr", "tblPr", "tblGrid", "trPr", "tcPr", "tblPrEx", "numbering")
)
_ALL: Final = RUNS | CELLS | PROPERTIES
_NUMBER = re.compile(r"(C-\d{4,})(-\d+)?")
_SHELLS: Final = ("trPr", "tcPr")
_MOVES: Final = ("moveFromRange", "moveToRange")


def numbered(name: str) -> str | None:
    """The change that a bookmark of this name stands for."""
    found = _NUMBER.fullmatch(name)
    return found[1] if found else None


def names_of(root: etree._Element) -> Iterator[str]:
    """The numbers of the changes and moves of a part."""
    for mark in root.iter(f"{W}bookmarkStart"):
        number = numbered(mark.get(f"{W}name", ""))
        if number:
            yield number
    for move in _MOVES:
        for start in root.iter(f"{W}{move}Start"):
            yield start.get(f"{W}name", "")


class Choice:
    """The chosen revisions of a part in document order; ``others`` counts the rest."""

    def __init__(
        self, root: etree._Element, *, authors: Collection[str], changes: Collection[str]
    ) -> None:
        every = list(self._every(root))
        inside = self._inside(root, changes) if changes else None
        self.ranges = [start for start in self._starts(root) if self._of(start, authors, changes)]
        self.revisions = [
            each
            for each in every
            if (not authors or each.get(f"{W}author") in authors)
            and (inside is None or each in inside)
        ]
        self.others = len(every) - len(self.revisions)

    @staticmethod
    def authors(root: etree._Element) -> Iterator[str]:
        """Whoever changed something in a part."""
        for each in Choice._every(root):
            yield each.get(f"{W}author", "")

    @staticmethod
    def _every(root: etree._Element) -> Iterator[etree._Element]:
        yield from root.iter(*(f"{W}{name}" for name in _ALL))

    @staticmethod
    def _starts(root: etree._Element) -> Iterator[etree._Element]:
        names = [f"{W}{move}Start" for move in _MOVES]
        names += [f"{W}customXml{kind}RangeStart" for kind in ("Ins", "Del", "MoveFrom", "MoveTo")]
        yield from root.iter(*names)

    @staticmethod
    def _of(start: etree._Element, authors: Collection[str], changes: Collection[str]) -> bool:
        if authors and start.get(f"{W}author") not in authors:
            return False
        return not changes or start.get(f"{W}name") in changes

    def _inside(self, root: etree._Element, changes: Collection[str]) -> set[etree._Element]:
        """The revisions inside the ranges of the changes.

        What is said of a mark stands at the start of its paragraph, but belongs to its end. A row
        or cell belongs to a change if all that was revised in it does.
        """
        inside: set[etree._Element] = set()
        shells: list[etree._Element] = []
        opened: set[tuple[str, str]] = set()
        for event, each in etree.iterwalk(root, events=("start", "end")):
            name = local_name(each)
            if event == "end":
                if name == "p" and opened:
                    inside.update(self._of_mark(each))
            elif name.endswith(("Start", "End")):
                self._turn(each, opened, changes)
            elif name not in _ALL:
                continue
            elif local_name(above(each)) in _SHELLS:
                shells.append(each)
            elif opened and not _of_paragraph(each):
                inside.add(each)
        for each in shells:
            shell = above(above(each))
            held = [one for one in self._every(shell) if local_name(above(one)) not in _SHELLS]
            if held and all(one in inside for one in held):
                inside.add(each)
        return inside

    @staticmethod
    def _turn(mark: etree._Element, opened: set[tuple[str, str]], changes: Collection[str]) -> None:
        """Open a range of one of the changes, or close it."""
        name, number = local_name(mark), mark.get(f"{W}id", "")
        called = mark.get(f"{W}name", "")
        if name.endswith("End"):
            opened.discard((name.removesuffix("End"), number))
        elif called in changes or numbered(called) in changes:
            opened.add((name.removesuffix("Start"), number))

    @staticmethod
    def _of_mark(paragraph: etree._Element) -> Iterator[etree._Element]:
        properties = paragraph.find(f"{W}pPr")
        if properties is not None:
            yield from properties.iter(*(f"{W}{name}" for name in _ALL))


def _of_paragraph(revision: etree._Element) -> bool:
    """Whether an element stands in the properties of a paragraph."""
    return any(local_name(each) == "pPr" for each in revision.iterancestors())
