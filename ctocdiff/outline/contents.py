"""The table of contents of a report: its rows, and the chapters and parts that they announce."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from ctocdiff.language import Language
from ctocdiff.outline.agenda import SAME_TITLE, title_similarity
from ctocdiff.outline.block import Block
from ctocdiff.outline.headings import (
    LONGEST_HEADING,
    read_adopted,
    read_chapter,
    read_letter,
    read_numbered,
)

# "Opening of the session\t24", "Opening of the session . . . . . 24"
_PAGE = re.compile(r"(?P<leader>(?:\s*[.…·]){2,}\s*|\t\s*|\s+)(?P<page>\d{1,3})\s*$")
_RESTART = 0.85  # similarity, 0–1, of the heading that begins the text with its row
# In a hard-wrapped text, a line that ends a row: "Opening of the session ......... 24"
_LEADER = re.compile(r"(?:\s?[.…·]){4,}\s*\d{1,3}$")
_TAIL = 200  # code points at the end of a row that hold leader and page number
_FEWEST_ROWS = 2
_WIDEST_GAP = 2  # blocks without a page number between two rows: a caption, a title in two lines


@dataclass(frozen=True, slots=True)
class Contents:
    """What a table of contents announces.

    ``rows`` are the blocks of the table; ``chapters`` has the titles by number, ``parts`` those by
    chapter and letter, ``numbered`` the numbers of adopted texts, ``titles`` everything.
    """

    rows: tuple[Block, ...] = ()
    chapters: Mapping[int, str] = field(default_factory=dict)
    parts: Mapping[tuple[int, str], str] = field(default_factory=dict)
    numbered: frozenset[str] = frozenset()
    titles: tuple[str, ...] = ()

    def lists(self, title: str) -> bool:
        """Whether some row has this title, whatever its number."""
        return any(title_similarity(title, listed) >= SAME_TITLE for listed in self.titles)


def read_contents(blocks: Sequence[Block], language: Language) -> Contents:
    """The table of contents that the blocks after its caption begin with.

    It ends where the heading of its first row comes again, else after the last row with a page
    number.
    """
    size = _size(blocks, language)
    chapters: dict[int, str] = {}
    parts: dict[tuple[int, str], str] = {}
    numbered: set[str] = set()
    titles: list[str] = []
    opened = [read_chapter(_title(block), language) for block in blocks[:size]]
    numbers = [found[0] if found else 0 for found in opened]
    chapter = nested = 0  # the last number of a chapter, of a list inside a part
    inside = False
    for at, (block, found) in enumerate(zip(blocks[:size], opened, strict=True)):
        text = _title(block)
        part = read_letter(text)
        # a number that follows in both counts belongs to the list if the chapter is still to come
        ambiguous = inside and numbers[at] == nested + 1 and numbers[at] in numbers[at + 1 :]
        if found and found[0] == chapter + 1 and not ambiguous:
            chapter, title = found
            chapters[chapter] = title
            inside, nested = False, 0
        elif found and inside and found[0] == nested + 1:
            nested, title = found
        elif part:
            letter, title = part
            parts[chapter, letter] = title
            inside, nested = True, 0
        elif adopted := read_numbered(text):
            numbered.add(adopted[0])
            title = adopted[1]
        else:
            title = text
        titles.append(title)
    rows = tuple(
        block if block.cells else replace(block, cells=((0, len(block.text)),))
        for block in blocks[:size]
    )
    return Contents(rows, chapters, parts, frozenset(numbered), tuple(titles))


def ends_row(text: str) -> bool:
    """Whether a line ends with a leader of dots and a page number."""
    return _LEADER.search(text[-_TAIL:]) is not None


def _title(block: Block) -> str:
    text = block.text[:-_TAIL] + _PAGE.sub("", block.text[-_TAIL:])
    return " ".join(text.split()).rstrip(" .…·")


def _size(blocks: Sequence[Block], language: Language) -> int:
    first = next((at for at, block in enumerate(blocks) if _page(block) is not None), None)
    if first is None:
        return 0
    opening = _title(blocks[first])
    last, page, rows = first, _page(blocks[first]) or 0, 1
    for at in range(first + 1, len(blocks)):
        block = blocks[at]
        if block.aside:
            continue
        if _page(block) is None and _same(block, opening):
            # "Chapter I", "Decision 1/CP.28", its title on the next line
            chapter = read_chapter(blocks[at - 1].text, language)
            adopted = read_adopted(blocks[at - 1].text, language)
            below = (chapter is not None and not chapter[1]) or (
                adopted is not None and not adopted.title
            )
            return at - below if rows >= _FEWEST_ROWS else 0
        found = _page(block)
        if found is not None and found >= page:
            last, page, rows = at, found, rows + 1
        elif block.cells or read_chapter(block.text, language) is None:
            if at - last > _WIDEST_GAP:
                break
        elif _restarts(block, opening):
            return at if rows >= _FEWEST_ROWS else 0
    return last + 1 if rows >= _FEWEST_ROWS else 0


def _same(block: Block, opening: str) -> bool:
    return (
        len(block.text) <= LONGEST_HEADING and title_similarity(_title(block), opening) >= _RESTART
    )


def _restarts(block: Block, opening: str) -> bool:
    return block.text.split(maxsplit=1)[0] == opening.split(maxsplit=1)[0]


def _page(block: Block) -> int | None:
    """The page number at the end of a row."""
    match = _PAGE.search(block.text[-_TAIL:])
    if match is None or len(match.group()) == len(block.text):
        return None
    return int(match["page"])
