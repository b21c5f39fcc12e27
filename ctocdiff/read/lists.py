"""The markers of lists on a web page, as a browser shows them: "3.", "c.", "•"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ctocdiff.read.numerals import written
from ctocdiff.read.xml_parsing import local_name

if TYPE_CHECKING:
    from lxml import etree

_TYPES = {
    "1": "decimal",
    "a": "lowerLetter",
    "A": "upperLetter",
    "i": "lowerRoman",
    "I": "upperRoman",
    "decimal": "decimal",
    "lower-alpha": "lowerLetter",
    "lower-latin": "lowerLetter",
    "upper-alpha": "upperLetter",
    "upper-latin": "upperLetter",
    "lower-roman": "lowerRoman",
    "upper-roman": "upperRoman",
    "decimal-leading-zero": "decimalZero",
}
_LIST_STYLE = re.compile(r"list-style(?:-type)?\s*:\s*(?P<kind>[a-z-]+)", re.IGNORECASE)
_BULLET = "\N{BULLET}"


@dataclass
class _List:
    kind: str  # a format of numbers, "bullet" or "none"
    next: int
    step: int


class ListNumbers:
    """The lists that are open, and the number of the item that comes next in each."""

    def __init__(self) -> None:
        self._open: list[_List] = []

    def begin(self, element: etree._Element) -> None:
        """A list begins."""
        ordered = local_name(element) == "ol"
        kind = "decimal" if ordered else "bullet"
        styled = _LIST_STYLE.search(element.get("style", ""))
        if styled:
            name = styled["kind"].lower()
            kind = "none" if name == "none" else _TYPES.get(name, kind)
        elif ordered:
            kind = _TYPES.get(element.get("type", ""), kind)
        backwards = element.get("reversed") is not None
        items = sum(1 for child in element if local_name(child) == "li")
        start = _whole(element.get("start"), items if backwards else 1)
        self._open.append(_List(kind, start, -1 if backwards else 1))

    def end(self) -> None:
        """The list that was begun last ends."""
        if self._open:
            self._open.pop()

    def next(self, item: etree._Element) -> str:
        """The marker of the next item; "" where none is shown."""
        if not self._open:
            return _BULLET
        held = self._open[-1]
        count = _whole(item.get("value"), held.next)
        held.next = count + held.step
        if held.kind in ("none", "bullet"):
            return _BULLET if held.kind == "bullet" else ""
        return f"{written(count, held.kind)}."


def _whole(text: str | None, otherwise: int) -> int:
    return int(text) if text and re.fullmatch(r"-?\d{1,6}", text) else otherwise
