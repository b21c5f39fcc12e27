"""Annotations → the tree of items, sub-items and annexes.

A numbered line is a heading where the agenda list announces it, or else where it looks like one
and its number follows. Numbered rules inside quotation marks, lettered lists inside an annotation
(announced by a colon, closed by semicolons) and numbered paragraphs are no headings.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from ctocdiff.language import Language, lexicon
from ctocdiff.model import AgendaItem, Kind, Paragraph, Section
from ctocdiff.outline.agenda import title_similarity
from ctocdiff.outline.blocks import Block
from ctocdiff.outline.masthead import fold
from ctocdiff.outline.tables import rebuild

Number = Callable[[Block, Kind], Paragraph]
NOTE = re.compile(r"(?:\*{1,5}|[¹²³⁴-⁹⁰]+)\s*\S")

_HEADING = re.compile(
    r"(?:(?P<item>\d{1,3})\.|\(?(?P<letter>[a-z])\)|\(?(?P<roman>[ivx]{2,5})\))\s+(?P<title>\S.*)"
)
_LONGEST_HEADING = 400  # code points; the longest official title has 240
_SURE = 0.75  # similarity with the agenda list's title that outweighs every other sign
_OPENING, _CLOSING = "«“„", "»”"


@dataclass
class _Draft:
    label: str
    level: int
    title: str
    heading: list[Paragraph]
    paragraphs: list[Paragraph] = field(default_factory=list)
    sections: list[_Draft] = field(default_factory=list)

    def freeze(self) -> Section:
        return Section(
            self.label,
            self.level,
            self.title,
            tuple(self.heading),
            tuple(self.paragraphs),
            tuple(section.freeze() for section in self.sections),
        )


class _Builder:
    """Walks the blocks once; the state is where in the outline the next block falls."""

    def __init__(self, agenda: Sequence[AgendaItem], language: Language, number: Number) -> None:
        self._listed: Mapping[str, str] = {item.label: item.title for item in agenda}
        self._language = language
        self._words = lexicon(language)["outline"]
        self._number = number
        self.lead: list[Paragraph] = []
        self.top: list[_Draft] = []
        self._path: list[_Draft] = []
        self._kind = Kind.BODY
        self._quoting = False
        self._above = ""
        self._annexes = 0

    def run(self, blocks: Sequence[Block]) -> None:
        for at, block in enumerate(blocks):
            if self._opens_annex(block):
                self._annex(blocks[at:])
                return
            self._take(block)

    def _take(self, block: Block) -> None:
        if heading := self._read_heading(block):
            label, level, title = heading
            paragraph = self._number(block, Kind.HEADING)
            self._open(_Draft(label, level, title, [paragraph]))
            self._quoting = False
        elif fold(block.text) in self._words["documentation"]:
            self._add(self._number(block, Kind.HEADING))
            self._kind = Kind.DOCUMENTATION
        elif NOTE.match(block.text) and not self._quoting:
            self._add(self._number(block, Kind.NOTE))
            return  # a footnote stands between two paragraphs, not in their sequence
        else:
            self._add(self._number(block, Kind.TABLE if block.cells else self._kind))
            self._quoting = _still_quoting(block.text, self._quoting)
        self._above = block.text

    def _add(self, paragraph: Paragraph) -> None:
        (self._path[-1].paragraphs if self._path else self.lead).append(paragraph)

    def _open(self, draft: _Draft) -> None:
        while self._path and self._path[-1].level >= draft.level:
            self._path.pop()
        (self._path[-1].sections if self._path else self.top).append(draft)
        self._path.append(draft)
        self._kind = Kind.BODY

    def _read_heading(self, block: Block) -> tuple[str, int, str] | None:
        match = _HEADING.fullmatch(block.text)
        if match is None or block.cells or len(block.text) > _LONGEST_HEADING:
            return None
        label, level, expected = self._place(match)
        if label is None:
            return None
        title = match["title"].rstrip(" *")
        listed = self._listed.get(label)
        if listed is not None and title_similarity(title, listed) >= _SURE:
            return label, level, title.rstrip(" .;:")
        if self._quoting or not expected or block.text.endswith((".", ";", ":", ",")):
            return None
        if level > 1 and (self._above.endswith((":", ";")) or self._list_is_whole(label, level)):
            return None
        return label, level, title

    def _list_is_whole(self, label: str, level: int) -> bool:
        """Whether the agenda list names sub-items for this item, and this is not one of them."""
        parent = label.rpartition("(")[0]
        known = any(other.startswith(f"{parent}(") for other in self._listed)
        return level > 1 and known and label not in self._listed

    def _place(self, match: re.Match[str]) -> tuple[str | None, int, bool]:
        """Label and level of a marker here, and whether its number is the one that follows."""
        item = next((d for d in self._path if d.level == 1), None)
        if match["item"]:
            last = int(self.top[-1].label) if self.top else 0
            return match["item"], 1, int(match["item"]) == last + 1
        if item is None:
            return None, 0, False
        sub = next((d for d in self._path if d.level == 2), None)
        letter, roman = match["letter"], match["roman"]
        last_letter = sub.label[-2] if sub else chr(ord("a") - 1)
        if letter and not (letter == "i" and sub and last_letter != "h"):
            return f"{item.label}({letter})", 2, ord(letter) == ord(last_letter) + 1
        if sub is None:
            return None, 0, False
        return f"{sub.label}({roman or letter})", 3, True

    def _opens_annex(self, block: Block) -> bool:
        return bool(self.top) and _annex_name(block, self._words["annex"])

    def _annex(self, blocks: Sequence[Block]) -> None:
        """All that follows the first annex heading, annex by annex."""
        starts = [at for at, b in enumerate(blocks) if _annex_name(b, self._words["annex"])]
        for start, end in zip(starts, [*starts[1:], len(blocks)], strict=True):
            self._annexes += 1
            label = "annex" if self._annexes == 1 else f"annex-{self._annexes}"
            heading = [self._number(blocks[start], Kind.HEADING)]
            rest = list(blocks[start + 1 : end])
            title = blocks[start].text
            if rest and _is_title(rest[0]):
                title = rest[0].text
                heading.append(self._number(rest.pop(0), Kind.HEADING))
            self._open(_Draft(label, 1, title, heading))
            rows = rebuild(rest, self._language)
            for block in rows:
                kind = Kind.TABLE if block.cells else Kind.BODY
                self._add(self._number(block, Kind.NOTE if NOTE.match(block.text) else kind))


def read_sections(
    blocks: Sequence[Block], agenda: Sequence[AgendaItem], language: Language, number: Number
) -> tuple[tuple[Paragraph, ...], tuple[Section, ...]]:
    """The paragraphs before the first heading, and the sections of the annotations.

    ``number`` turns a block into a paragraph; it is called in reading order.
    """
    builder = _Builder(agenda, language, number)
    builder.run(blocks)
    return tuple(builder.lead), tuple(draft.freeze() for draft in builder.top)


def _annex_name(block: Block, names: Sequence[str]) -> bool:
    pattern = rf"(?:{'|'.join(map(re.escape, names))})(?:\s+(?:[ivxl]+|\d+))?"
    return bool(re.fullmatch(pattern, fold(block.text).rstrip(". ")))


def _is_title(block: Block) -> bool:
    return not block.cells and len(block.text) <= _LONGEST_HEADING and not block.ends_sentence


def _still_quoting(text: str, quoting: bool) -> bool:
    """Whether a quotation is still open after a paragraph.

    A paragraph of a quotation may open with a quotation mark of its own that only the last closes
    (the usage of English texts), so an opening mark inside a quotation counts once.
    """
    depth = 1 if quoting else 0
    for position, char in enumerate(text):
        if char in _OPENING:
            depth += 0 if quoting and position <= 3 else 1
        elif char in _CLOSING:
            depth = max(0, depth - 1)
    straight = text.count('"')
    if straight % 2:
        return not quoting
    return depth > 0
