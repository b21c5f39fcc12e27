"""Paragraph marks that go or stay, and the paragraphs that are joined where they go."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import takewhile
from typing import TYPE_CHECKING, Final

from ctocdiff.read.xml_parsing import local_name
from ctocdiff.revisions.parts import W, above

if TYPE_CHECKING:
    from lxml import etree

_TRANSPARENT: Final = frozenset({"sdt", "sdtContent", "customXml", "smartTag"})
_BLOCKS: Final = frozenset({"p", "tbl"})
_UNSEEN: Final = frozenset(
    {
        *("pPr", "rPr", "proofErr", "lastRenderedPageBreak"),
        *(f"{n}{e}" for n in ("bookmark", "commentRange", "perm") for e in ("Start", "End")),
        *(f"move{s}Range{e}" for s in ("From", "To") for e in ("Start", "End")),
        *("commentReference", "annotationRef", "r"),
    }
)


class Marks:
    """Settles the marks of a part."""

    def __init__(self, root: etree._Element) -> None:
        self._root = root

    def settle(self, marks: Iterable[etree._Element], *, stays: Callable[[str], bool]) -> None:
        """Let marks stay or go, in document order; ``stays`` judges the name of a revision."""
        going: list[etree._Element] = []
        for mark in marks:
            paragraph = above(above(above(mark)))
            self._forget(mark)
            if not stays(local_name(mark)) and (not going or going[-1] is not paragraph):
                going.append(paragraph)
        for paragraph in going:
            self._join(paragraph)

    def _forget(self, mark: etree._Element) -> None:
        properties = above(mark)
        properties.remove(mark)
        if not len(properties):
            above(properties).remove(properties)

    def _join(self, paragraph: etree._Element) -> None:
        """Let the mark of a paragraph go: its content goes to the start of the next."""
        following = self._next(paragraph)
        if following is None:  # the last mark stays
            return
        content = [child for child in paragraph if local_name(child) != "pPr"]
        if local_name(following) == "tbl":
            if _seen(paragraph):
                return
            first = next(following.iter(f"{W}p"), None)
            following = paragraph if first is None else first
            if first is None:
                return
        between = list(
            takewhile(
                lambda sibling: local_name(sibling) not in _BLOCKS | _TRANSPARENT,
                paragraph.itersiblings(),
            )
        )
        properties = following.find(f"{W}pPr")
        at = 0 if properties is None else following.index(properties) + 1
        for number, child in enumerate((*content, *between)):
            following.insert(at + number, child)
        above(paragraph).remove(paragraph)

    def _next(self, paragraph: etree._Element) -> etree._Element | None:
        """The block after a paragraph in its container, content controls or not."""
        here = paragraph
        while True:
            for sibling in here.itersiblings():
                found = next(_blocks(sibling), None)
                if found is not None:
                    return found
            here = above(here)
            if local_name(here) not in _TRANSPARENT:
                return None


def _blocks(element: etree._Element) -> Iterator[etree._Element]:
    name = local_name(element)
    if name in _BLOCKS:
        yield element
    elif name in _TRANSPARENT:
        for child in element:
            yield from _blocks(child)


def _seen(paragraph: etree._Element) -> bool:
    """Whether a paragraph shows anything but its mark."""
    return any(
        local_name(each) not in _UNSEEN
        for each in paragraph.iter()
        if each is not paragraph and not _in_properties(each, paragraph)
    )


def _in_properties(each: etree._Element, paragraph: etree._Element) -> bool:
    return any(
        local_name(one) in ("pPr", "rPr")
        for one in takewhile(lambda one: one is not paragraph, each.iterancestors())
    )
