"""Annotations → the tree of items, sub-items and annexes.

A numbered line is a heading where the agenda list announces it, or else where it looks like one
and its number follows. Numbered rules inside quotation marks, lettered lists inside an annotation
(announced by a colon, closed by semicolons) and numbered paragraphs are no headings.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from ctocdiff.language import Language
from ctocdiff.model import AgendaItem, Kind, Paragraph, Section
from ctocdiff.outline.agenda import SAME_TITLE, title_similarity
from ctocdiff.outline.block import NOTE, Block
from ctocdiff.outline.captions import annex_kind, annex_title, fold, is_caption, item_heading
from ctocdiff.outline.drafts import Draft, Number, Tree
from ctocdiff.outline.glue import unglue
from ctocdiff.outline.headings import is_plain_title
from ctocdiff.outline.markers import entry_pattern
from ctocdiff.outline.tables import rebuild
from ctocdiff.symbols import find_symbols

_LONGEST_HEADING = 400  # code points; the longest official title has 240
_WIDEST_GAP = 3  # how far the number of an item may run ahead where items are left out
_LONGEST_CAPTION = 200  # code points of a heading without number
_LONGEST_RUN = 3  # blocks from one on to the paragraph it is for
_CLOSING = "»”"
_QUOTES = re.compile("[«“„»”]")


class _Builder:
    """Walks the blocks once; the state is where in the outline the next block falls."""

    def __init__(
        self,
        agenda: Sequence[AgendaItem],
        captions: frozenset[str],
        language: Language,
        number: Number,
    ) -> None:
        self._captions = captions
        self._agenda = agenda
        self._listed: Mapping[str, str] = {item.label: item.title for item in agenda}
        self._language = language
        self._number = number
        self.tree = Tree()
        self._kind = Kind.BODY
        self._quoting = False
        self._above = ""
        self._end = (0, 0)  # line and column where the last paragraph ended
        self._opened: set[int] = set()  # entries of the agenda list that have their section

    def run(self, blocks: Sequence[Block]) -> None:
        for at, block in enumerate(blocks):
            if self.tree.top and annex_title(block.text, self._language) is not None:
                self._annex(blocks[at:])
                return
            parts = unglue(block, tuple(item.title for item in self._agenda))
            for part in parts:
                self._take(part, self._is_caption(blocks, at) and len(parts) == 1)

    def _take(self, block: Block, caption: bool) -> None:
        heading = self._read_heading(block)
        if heading and (heading[0] not in self.tree.labels or self._is_another(heading)):
            label, level, title = heading
            if (entry := self._entry(label, title)) is not None:
                self._opened.add(entry)
            paragraph = self._number(block, Kind.HEADING)
            self._open(Draft(label, level, title, [paragraph]))
            self._quoting = False
        elif self._untitled and _is_title(block):
            self.tree.path[-1].title = block.text.rstrip(" *")
            self.tree.path[-1].heading.append(self._number(block, Kind.HEADING))
        elif heading:  # repeated at the head of a page
            self.tree.add(self._number(block, Kind.HEADING))
        elif is_caption(block.text, "documentation", self._language):
            self.tree.add(self._number(block, Kind.HEADING))
            self._kind = Kind.DOCUMENTATION
        elif fold(block.text) in self._captions or caption:
            self.tree.add(self._number(block, Kind.HEADING))
            self._kind = Kind.BODY
        elif block.aside and not self._is_quoted(block):
            self.tree.add(self._number(block, Kind.NOTE))
            return  # it stands between two paragraphs, not in their sequence
        else:
            self.tree.add(self._number(block, Kind.TABLE if block.cells else self._kind))
            self._quoting = _still_quoting(block.text, self._quoting)
        self._above = block.text
        self._end = (block.pieces[-1].line, block.pieces[-1].column)

    def _is_caption(self, blocks: Sequence[Block], at: int) -> bool:
        """Whether a block is a heading without number, which says what the next paragraphs treat.

        A documentation list ends with one only where a numbered paragraph follows: its entries
        look like headings themselves.
        """
        block = blocks[at]
        if self._quoting or not self.tree.path or not _is_bare_title(block):
            return False
        if self._untitled or self._above.endswith(":"):
            return False
        run = blocks[at + 1 : at + 1 + _LONGEST_RUN]
        following = next((b for b in run if not (b.aside or _is_bare_title(b))), None)
        if following is None or following.cells:
            return False
        if not following.ends_sentence or self._read_heading(following):
            return False
        marker = following.marker
        return bool(marker["item"]) if marker else self._kind is Kind.BODY

    def _entry(self, label: str, title: str) -> int | None:
        """The entry of the agenda list, under the same item, that has this title."""
        item = _item_of(label)
        alike = [
            (title_similarity(title, entry.title), entry.label == label, -at)
            for at, entry in enumerate(self._agenda)
            if _item_of(entry.label) == item and (entry.label == item) == (label == item)
        ]
        best = max(alike, default=(0.0, False, 0))
        return -best[2] if best[0] >= SAME_TITLE else None

    def _is_another(self, heading: tuple[str, int, str]) -> bool:
        """Whether a sub-item has the letter of an earlier one, but a title of its own."""
        label, level, title = heading
        entry = self._entry(label, title)
        return level > 1 and entry is not None and entry not in self._opened

    def _is_quoted(self, block: Block) -> bool:
        """Whether a line like a footnote belongs to a quotation, which does not run around it."""
        begin = (block.pieces[0].line, block.pieces[0].column)
        return self._quoting and NOTE.match(block.text) is not None and self._end < begin

    @property
    def _untitled(self) -> bool:
        """Whether the block above is a heading that awaits its title: "Item 4"."""
        draft = self.tree.path[-1] if self.tree.path else None
        return draft is not None and not (draft.title or draft.paragraphs)

    def _open(self, draft: Draft) -> None:
        self.tree.open(draft)
        self._kind = Kind.BODY

    def _read_heading(self, block: Block) -> tuple[str, int, str] | None:
        if (named := item_heading(block.text, self._language)) and not block.cells:
            return self._read_item(*named)
        match = entry_pattern().fullmatch(block.text)
        if match is None or block.cells or len(block.text) > _LONGEST_HEADING:
            return None
        label, level, expected = self._place(match)
        if label is None:
            return None
        title = match["title"].rstrip(" *")
        entry = self._entry(label, title)
        own = entry is not None and self._agenda[entry].label == label
        if own or (entry is not None and not block.text.endswith((";", ":", ","))):
            # a letter may repeat or skip
            return label, level, title.rstrip(" .;:")
        if self._quoting or not expected or block.text.endswith((".", ";", ":", ",")):
            return None
        if find_symbols(title):
            return None  # an entry of a numbered documentation list
        if level > 1 and (self._above.endswith((":", ";")) or self._list_is_whole(label, level)):
            return None
        return label, level, title

    def _read_item(self, number: int, title: str) -> tuple[str, int, str] | None:
        """Label, level and title of an item that a word introduces, where its number follows."""
        last = int(self.tree.top[-1].label) if self.tree.top else 0
        title = title.rstrip(" *")
        if not 0 < number - last <= _WIDEST_GAP or title.endswith((";", ":", ",")):
            return None
        return str(number), 1, title.rstrip(".")

    def _list_is_whole(self, label: str, level: int) -> bool:
        """Whether the agenda list names sub-items for this item, and this is not one of them."""
        parent = _item_of(label)
        known = any(re.match(rf"{parent}[(.]", other) for other in self._listed)
        return level > 1 and known and label not in self._listed

    def _place(self, match: re.Match[str]) -> tuple[str | None, int, bool]:
        """Label and level of a marker here, and whether its number is the one that follows."""
        item = next((d for d in self.tree.path if d.level == 1), None)
        if match["item"]:
            last = int(self.tree.top[-1].label) if self.tree.top else 0
            ahead = int(match["item"]) - last
            return match["item"], 1, ahead == 1 or (1 < ahead <= _WIDEST_GAP and _capital(match))
        if item is None:
            return None, 0, False
        if match["decimal"]:
            if match["parent"] != item.label:
                return None, 0, False
            ahead = int(match["decimal"]) - int(self._last(item).partition(".")[2] or 0)
            return f"{item.label}.{match['decimal']}", 2, ahead == 1
        sub = next((d for d in self.tree.path if d.level == 2), None)
        if sub is not None and not sub.label.endswith(")"):
            return None, 0, False  # letters under decimals are lists
        letter, roman = match["letter"], match["roman"]
        last_letter = sub.label[-2] if sub else chr(ord("a") - 1)
        if letter and not (letter == "i" and sub and last_letter != "h"):
            ahead = ord(letter) - ord(last_letter)
            return f"{item.label}({letter})", 2, ahead == 1
        if sub is None:
            return None, 0, False
        return f"{sub.label}({roman or letter})", 3, True

    @staticmethod
    def _last(item: Draft) -> str:
        """The label of the last sub-item of an item, empty before the first."""
        return item.sections[-1].label if item.sections else ""

    def _annex(self, blocks: Sequence[Block]) -> None:
        """All that follows the first annex heading, annex by annex."""
        titles = [annex_title(block.text, self._language) for block in blocks]
        starts = [at for at, title in enumerate(titles) if title is not None]
        kinds: list[str] = []
        for start, end in zip(starts, [*starts[1:], len(blocks)], strict=True):
            kind = annex_kind(blocks[start].text, self._language)
            kinds.append(kind)
            label = kind if kinds.count(kind) == 1 else f"{kind}-{kinds.count(kind)}"
            heading = [self._number(blocks[start], Kind.HEADING)]
            rest = list(blocks[start + 1 : end])
            title = titles[start]
            if not title and rest and _is_title(rest[0]):
                title = rest[0].text
                heading.append(self._number(rest.pop(0), Kind.HEADING))
            title = title or blocks[start].text
            level = 2 if kind != "annex" and "annex" in kinds else 1
            self._open(Draft(label, level, title, heading))
            rows = rebuild(rest, self._language)
            for block in rows:
                kind = Kind.TABLE if block.cells else Kind.BODY
                self.tree.add(self._number(block, Kind.NOTE if NOTE.match(block.text) else kind))


def read_sections(
    blocks: Sequence[Block],
    agenda: Sequence[AgendaItem],
    captions: frozenset[str],
    language: Language,
    number: Number,
) -> tuple[tuple[Paragraph, ...], tuple[Section, ...]]:
    """The paragraphs before the first heading, and the sections of the annotations.

    ``captions`` are lines between the entries of the agenda list, folded: headings over several
    items, such as "Normative segment". ``number`` turns a block into a paragraph; it is called in
    reading order.
    """
    builder = _Builder(agenda, captions, language, number)
    builder.run(blocks)
    return builder.tree.freeze()


def _item_of(label: str) -> str:
    """The item that a label belongs to: 2 of 2(b), of 2.1 and of 2."""
    return re.split(r"[(.]", label)[0]


def _capital(match: re.Match[str]) -> bool:
    return match["title"][0].isupper()


def _is_title(block: Block) -> bool:
    return not block.cells and len(block.text) <= _LONGEST_HEADING and not block.ends_sentence


def _is_bare_title(block: Block) -> bool:
    return is_plain_title(block) and len(block.text) <= _LONGEST_CAPTION


def _still_quoting(text: str, quoting: bool) -> bool:
    """Whether a quotation is still open after a paragraph.

    A paragraph of a quotation may open with a quotation mark of its own that only the last closes
    (the usage of English texts), so an opening mark inside a quotation counts once.
    """
    depth = 1 if quoting else 0
    for mark in _QUOTES.finditer(text):
        if mark[0] in _CLOSING:
            depth = max(0, depth - 1)
        elif not quoting or mark.start() > 3:
            depth += 1
    straight = text.count('"')
    if straight % 2:
        return not quoting
    return depth > 0
