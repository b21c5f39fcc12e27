"""One part of a Word file with its chosen revisions resolved, in place.

In this order: properties; runs; paragraph marks; rows and cells; the ends of ranges. What marks a
place for something else (bookmarks, comments, permissions) never goes with the text around it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from copy import deepcopy
from typing import Final

from lxml import etree

from ctocdiff.read.xml_parsing import local_name
from ctocdiff.revisions.choice import CELLS, PROPERTIES, RUNS, Choice
from ctocdiff.revisions.marks import Marks
from ctocdiff.revisions.parts import W, above
from ctocdiff.revisions.properties import resolve_property

_COMING: Final = frozenset({"ins", "moveTo", "cellIns"})
_NOTES: Final = {"footnoteReference": "footnote", "endnoteReference": "endnote"}
_ANCHORS: Final = frozenset(
    f"{name}{end}"
    for name in ("bookmark", "commentRange", "perm")
    for end in ("Start", "End")
)  # fmt: skip
_TEXTS: Final = {f"{W}delText": f"{W}t", f"{W}delInstrText": f"{W}instrText"}


def resolve_story(
    root: etree._Element, chosen: Choice, *, accept: bool
) -> frozenset[tuple[str, str]]:
    """Resolve the revisions; give the notes whose marks went, by kind and identifier."""
    return _Resolver(root, accept=accept).resolve(chosen)


class _Resolver:
    def __init__(self, root: etree._Element, *, accept: bool) -> None:
        self._root = root
        self._accept = accept
        self._chosen: frozenset[etree._Element] = frozenset()
        self._notes: set[tuple[str, str]] = set()

    def resolve(self, chosen: Choice) -> frozenset[tuple[str, str]]:
        self._chosen = frozenset(chosen.revisions)
        sorted_: dict[Callable[[etree._Element], None], list[etree._Element]] = {}
        for each in chosen.revisions:
            sorted_.setdefault(self._way(each), []).append(each)
        marks = sorted_.pop(self._mark, [])
        for way in (self._property, self._run):
            for each in sorted_.get(way, ()):
                if self._here(each):
                    way(each)
        Marks(self._root).settle(marks, stays=self._stays)
        for each in sorted_.get(self._shell, ()):
            if self._here(each):
                self._shell(each)
        self._end(chosen.ranges)
        still = {
            (kind, mark.get(f"{W}id", ""))
            for name, kind in _NOTES.items()
            for mark in self._root.iter(f"{W}{name}")
        }
        return frozenset(self._notes - still)

    def _way(self, each: etree._Element) -> Callable[[etree._Element], None]:
        """How a revision is resolved, by where it stands."""
        name, holder = local_name(each), local_name(above(each))
        if name in CELLS or holder == "trPr":
            return self._shell
        if name in RUNS and holder == "rPr":
            paragraph = local_name(above(above(each))) == "pPr"
            return self._mark if paragraph else self._property
        if name in RUNS and holder != "numPr":
            return self._run
        return self._property

    def _mark(self, each: etree._Element) -> None:
        """Marks are settled together: see ``Marks``."""

    def _property(self, each: etree._Element) -> None:
        """A change of formatting; or of a paragraph that got a number."""
        if local_name(each) in PROPERTIES:
            resolve_property(each, accept=self._accept)
            return
        numbers = above(each)
        numbers.remove(each)
        if not self._stays(local_name(each)):
            above(numbers).remove(numbers)

    def _here(self, each: etree._Element) -> bool:
        """Whether an element is still part of the tree."""
        return any(one is self._root for one in each.iterancestors())

    def _stays(self, name: str) -> bool:
        return (name in _COMING) is self._accept

    # --------------------------------------------------------------------------------------- runs

    def _run(self, each: etree._Element) -> None:
        if not self._stays(local_name(each)):
            for anchor in self._anchors(each):
                each.addprevious(anchor)
            above(each).remove(each)
            return
        for text in list(each.iter(*_TEXTS)):
            within = next(a for a in text.iterancestors() if local_name(a) in ("del", "moveFrom"))
            if within is each:
                text.tag = _TEXTS[text.tag]
        if local_name(each) == "ins" and self._moves(each):
            # Typed into a paragraph that moved here and whose move still waits: part of it now.
            each.tag = f"{W}moveTo"
            return
        for child in list(each):
            each.addprevious(child)
        above(each).remove(each)

    def _moves(self, each: etree._Element) -> bool:
        """Whether a run stands in a paragraph whose mark still waits as moved to here."""
        paragraph = next((a for a in each.iterancestors() if local_name(a) == "p"), None)
        mark = None if paragraph is None else paragraph.find(f"{W}pPr/{W}rPr/{W}moveTo")
        return mark is not None and mark not in self._chosen

    def _anchors(self, gone: etree._Element) -> list[etree._Element]:
        """What has to survive of an element that goes; its notes go with it."""
        kept = []
        for each in gone.iter():
            name = local_name(each)
            if name in _ANCHORS:
                kept.append(each)
            elif name == "commentReference":
                run = etree.Element(f"{W}r")
                properties = above(each).find(f"{W}rPr")
                if properties is not None:
                    run.append(deepcopy(properties))
                run.append(deepcopy(each))
                kept.append(run)
            elif name in _NOTES:
                self._notes.add((_NOTES[name], each.get(f"{W}id", "")))
        return kept

    # ------------------------------------------------------------------------------ rows and cells

    def _shell(self, each: etree._Element) -> None:
        """A row or a cell that came or went."""
        properties = above(each)
        whole = above(properties)
        if local_name(each) == "cellMerge" or self._stays(local_name(each)):
            properties.remove(each)
            return
        self._take(whole)

    def _take(self, whole: etree._Element) -> None:
        """Take a row or cell away, and what is empty without it."""
        holder = above(whole)
        self._resettle(whole, self._anchors(whole))
        holder.remove(whole)
        kind = local_name(whole)
        outer = holder
        while local_name(outer) in ("sdtContent", "sdt", "customXml"):
            outer = above(outer)
        if any(True for _ in outer.iter(f"{W}{kind}")):
            return
        if kind == "tc":
            self._take(outer)
            return
        around = above(outer)
        around.remove(outer)
        if local_name(around) != "body" and (not len(around) or local_name(around[-1]) != "p"):
            etree.SubElement(around, f"{W}p")  # what holds paragraphs ends with one

    def _resettle(self, gone: etree._Element, anchors: list[etree._Element]) -> None:
        """Put what survives of a row or cell into the next paragraph, or else the last before."""
        if not anchors:
            return
        inside = set(gone.iter(f"{W}p"))
        paragraphs = [p for p in self._root.iter(f"{W}p") if p not in inside]
        order = {each: number for number, each in enumerate(self._root.iter())}
        place = order[gone]
        following = next((p for p in paragraphs if order[p] > place), None)
        if following is None:
            if paragraphs:
                paragraphs[-1].extend(anchors)
            return
        properties = following.find(f"{W}pPr")
        at = 0 if properties is None else following.index(properties) + 1
        for anchor in reversed(anchors):
            following.insert(at, anchor)

    # -------------------------------------------------------------------------------------- ranges

    def _end(self, starts: Iterable[etree._Element]) -> None:
        """Take away the ranges whose moves are resolved."""
        for start in starts:
            for end in self._ends(start):
                above(end).remove(end)
            if start.getparent() is not None:
                above(start).remove(start)

    def _ends(self, start: etree._Element) -> Iterator[etree._Element]:
        name = local_name(start).removesuffix("Start") + "End"
        for end in list(self._root.iter(f"{W}{name}")):
            if end.get(f"{W}id") == start.get(f"{W}id"):
                yield end
