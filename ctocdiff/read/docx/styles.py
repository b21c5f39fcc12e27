"""The styles of a Word document, as far as they decide on letters and numbers.

Bold and italic are toggles: a character style inverts what the paragraph style says, while direct
formatting decides alone (ISO/IEC 29500-1, 17.7.3). Numbering may stand in a style.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ctocdiff.model import Style
from ctocdiff.read.docx.names import W, child, flag, number, value

if TYPE_CHECKING:
    from lxml import etree

_LONGEST_CHAIN = 20  # styles that are based on one another; a longer chain is a circle
_TOGGLES = (("b", Style.BOLD), ("i", Style.ITALIC))


@dataclass(frozen=True, slots=True)
class Numbering:
    """A reference to a list: its number, and the level from 0."""

    list_id: int
    level: int | None


@dataclass
class Styles:
    """The styles by their identifiers."""

    elements: dict[str, etree._Element] = field(default_factory=dict)
    default_paragraph: str | None = None

    @classmethod
    def of(cls, root: etree._Element | None) -> Styles:
        """The styles of a part ``styles.xml``; none where it is missing."""
        styles = cls()
        for style in () if root is None else root.iter(f"{W}style"):
            name = style.get(f"{W}styleId")
            if name is None:
                continue
            styles.elements[name] = style
            if style.get(f"{W}type") == "paragraph" and style.get(f"{W}default") in ("1", "true"):
                styles.default_paragraph = name
        return styles

    def chain(self, name: str | None) -> list[etree._Element]:
        """The style of this name and those that it is based on, nearest first."""
        found: list[etree._Element] = []
        while name is not None and name in self.elements and len(found) < _LONGEST_CHAIN:
            found.append(self.elements[name])
            name = value(found[-1], "basedOn")
        return found

    def numbering(self, properties: etree._Element | None) -> Numbering | None:
        """The list that a paragraph with these properties belongs to."""
        direct = child(properties, "numPr")
        level = number(direct, "ilvl")
        list_id = number(direct, "numId")
        if list_id is not None:
            return Numbering(list_id, level or 0) if list_id else None
        name = value(properties, "pStyle") or self.default_paragraph
        for style in self.chain(name):
            held = child(style, "pPr/numPr")
            list_id = number(held, "numId")
            if list_id is not None:
                inherited = number(held, "ilvl")
                return Numbering(list_id, level if level is not None else inherited)
        return None

    def outline_name(self, properties: etree._Element | None) -> str | None:
        """The identifier of the paragraph's style."""
        return value(properties, "pStyle") or self.default_paragraph

    def is_contents(self, properties: etree._Element | None) -> bool:
        """Whether a paragraph is a row of a table of contents."""
        names = [
            (value(style, "name") or "").lower()
            for style in self.chain(value(properties, "pStyle"))
        ]
        return any(name.startswith(("toc ", "table of ")) for name in names)

    def run_style(
        self, paragraph: etree._Element | None, run: etree._Element | None
    ) -> tuple[Style, bool, bool]:
        """Of a run with these properties in such a paragraph: style, raised or not, hidden or not.

        Args:
            paragraph: the properties of the paragraph, ``w:pPr``.
            run: the properties of the run, ``w:rPr``.
        """
        above = self.chain(self.outline_name(paragraph))
        named = self.chain(value(run, "rStyle"))
        style = Style.PLAIN
        for name, mark in _TOGGLES:
            if self._toggled(name, run, named, above):
                style |= mark
        raised = value(run, "vertAlign") or self._first(named, "vertAlign")
        hidden = flag(run, "vanish")
        if hidden is None:
            hidden = bool(self._switched(named, "vanish")) or bool(self._switched(above, "vanish"))
        return style, raised == "superscript", hidden

    def _toggled(
        self,
        name: str,
        run: etree._Element | None,
        named: list[etree._Element],
        above: list[etree._Element],
    ) -> bool:
        direct = flag(run, name)
        if direct is not None:
            return direct
        return bool(self._switched(named, name)) != bool(self._switched(above, name))

    @staticmethod
    def _switched(chain: list[etree._Element], name: str) -> bool | None:
        found = (flag(style, f"rPr/{name}") for style in chain)
        return next((said for said in found if said is not None), None)

    @staticmethod
    def _first(chain: list[etree._Element], name: str) -> str | None:
        found = (value(style, f"rPr/{name}") for style in chain)
        return next((said for said in found if said is not None), None)
