"""Automatic numbers of a Word document, as they are printed: "1.", "(a)", "II.", "2.1".

Lists that share an abstract definition go on counting together, unless one of them says where it
starts anew; a level starts anew after any higher one (ISO/IEC 29500-1, 17.9). Formats that need
the words of a language ("one", "first") are printed as figures.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ctocdiff.read.docx.names import W, child, flag, number, value
from ctocdiff.read.docx.styles import Numbering, Styles
from ctocdiff.read.docx.symbols import symbol
from ctocdiff.read.numerals import written

if TYPE_CHECKING:
    from lxml import etree

_LEVELS = 9
_BULLET = "\N{BULLET}"
_PLACE = re.compile(r"%([1-9])")


@dataclass(frozen=True, slots=True)
class _Level:
    start: int = 1
    format: str = "decimal"
    text: str = ""
    suffix: str = "tab"
    restart: int | None = None
    legal: bool = False


@dataclass(frozen=True, slots=True)
class _List:
    """What one ``w:num`` says: its definition, and the levels it sets to another start."""

    abstract: str
    levels: dict[int, _Level]
    starts: dict[int, int]


@dataclass
class _Counts:
    values: list[int | None] = field(default_factory=lambda: [None] * _LEVELS)


class Numbers:
    """Counts the numbered paragraphs of a document in their order."""

    def __init__(self, root: etree._Element | None, styles: Styles) -> None:
        self._lists: dict[int, _List] = {}
        self._counts: dict[str, _Counts] = {}
        self._begun: set[tuple[int, int]] = set()
        self._by_style: dict[tuple[int, str], int] = {}
        self._styles = styles
        if root is not None:
            self._read(root)

    def label(self, reference: Numbering, style: str | None) -> str | None:
        """The number of the next paragraph of a list, with the space after it; None for no list.

        Args:
            reference: the list and the level.
            style: the style of the paragraph; it gives the level where the reference does not.
        """
        found = self._lists.get(reference.list_id)
        if found is None:
            return None
        level = reference.level
        if level is None:
            level = self._by_style.get((reference.list_id, style or ""), 0)
        level = min(max(level, 0), _LEVELS - 1)
        self._count(reference.list_id, found, level)
        return self._print(found, level)

    def _count(self, list_id: int, found: _List, level: int) -> None:
        counts = self._counts.setdefault(found.abstract, _Counts()).values
        if (list_id, level) not in self._begun:
            self._begun.add((list_id, level))
            if level in found.starts:
                counts[level] = None
        current = counts[level]
        counts[level] = self._start(found, level) if current is None else current + 1
        for above in range(level):
            if counts[above] is None:
                counts[above] = self._start(found, above)
        for below in range(level + 1, _LEVELS):
            restart = found.levels.get(below, _Level()).restart
            if restart is None or (restart and level < restart):
                counts[below] = None

    @staticmethod
    def _start(found: _List, level: int) -> int:
        return found.starts.get(level, found.levels.get(level, _Level()).start)

    def _print(self, found: _List, level: int) -> str | None:
        rule = found.levels.get(level)
        if rule is None or (rule.format == "none" and not rule.text):
            return None
        counts = self._counts[found.abstract].values
        if rule.format == "bullet":
            text = "".join(map(symbol, rule.text)).strip()
            text = text if text in ("-", "–", "—", "*") else _BULLET if text else ""
        else:

            def place(match: re.Match[str]) -> str:
                at = int(match[1]) - 1
                other = found.levels.get(at, _Level())
                count = counts[at]
                return written(count or 0, "decimal" if rule.legal and at < level else other.format)

            text = _PLACE.sub(place, rule.text)
        if not text.strip():
            return None
        return text if rule.suffix == "nothing" else f"{text} "

    def _read(self, root: etree._Element) -> None:
        abstracts = {
            abstract.get(f"{W}abstractNumId", ""): abstract
            for abstract in root.iterchildren(f"{W}abstractNum")
        }
        for num in root.iterchildren(f"{W}num"):
            try:
                list_id = int(num.get(f"{W}numId", ""))
            except ValueError:
                continue
            abstract = self._definition(value(num, "abstractNumId") or "", abstracts, root)
            held = abstracts.get(abstract)
            if held is None:
                continue
            levels = self._levels(held, list_id)
            starts: dict[int, int] = {}
            for override in num.iterchildren(f"{W}lvlOverride"):
                level = _whole(override.get(f"{W}ilvl"))
                if (start := number(override, "startOverride")) is not None:
                    starts[level] = start
                if (own := child(override, "lvl")) is not None:
                    levels[level] = _level(own)
                    starts.setdefault(level, levels[level].start)
            self._lists[list_id] = _List(abstract, levels, starts)

    def _definition(
        self, name: str, abstracts: dict[str, etree._Element], root: etree._Element
    ) -> str:
        """The definition of this name, or the one that a style of lists stands for."""
        linked = value(abstracts.get(name), "numStyleLink")
        if linked is None:
            return name
        for other, element in abstracts.items():
            if value(element, "styleLink") == linked:
                return other
        style = self._styles.elements.get(linked)
        list_id = value(style, "pPr/numPr/numId")
        for num in root.iterchildren(f"{W}num"):
            if num.get(f"{W}numId") == list_id:
                return value(num, "abstractNumId") or name
        return name

    def _levels(self, abstract: etree._Element, list_id: int) -> dict[int, _Level]:
        levels: dict[int, _Level] = {}
        for element in abstract.iterchildren(f"{W}lvl"):
            level = _whole(element.get(f"{W}ilvl"))
            levels[level] = _level(element)
            if style := value(element, "pStyle"):
                self._by_style[list_id, style] = level
        return levels


def _whole(text: str | None) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 3 else 0


def _level(element: etree._Element) -> _Level:
    start = number(element, "start")
    return _Level(
        start or 0,  # the standard counts from zero where nothing is said
        value(element, "numFmt") or "decimal",
        value(element, "lvlText") or "",
        value(element, "suff") or "tab",
        number(element, "lvlRestart"),
        bool(flag(element, "isLgl")),
    )
