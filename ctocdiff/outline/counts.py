"""How the headings of a document count: chapters I, II …, or letters alone, or nothing.

A part of a report that is issued by itself (an addendum) begins with the chapter that comes next.
"""

from __future__ import annotations

from collections.abc import Sequence

from ctocdiff.language import Language
from ctocdiff.outline.block import Block
from ctocdiff.outline.headings import looks_like_title, read_chapter, read_letter

_LAST_FIRST = 39  # the chapter that an addendum may begin with; L, C, D and M are letters


def first_chapter(blocks: Sequence[Block], language: Language) -> int | None:
    """The number of the chapter that a document begins with; None where it has none.

    One with Roman numbers has the first, unless it is a part of another document.
    """
    first: int | None = None
    for block in blocks:
        chapter = None if block.cells else read_chapter(block.text, language)
        if chapter is None or (chapter[1] and not looks_like_title(chapter[1])):
            continue
        if chapter[0] == 1:
            return 1
        if first is None and chapter[0] <= _LAST_FIRST:
            first = chapter[0]
    return first


def first_letters(blocks: Sequence[Block]) -> bool:
    """Whether headings with letters follow each other: A, then B."""
    seen_first = False
    for block in blocks:
        letter = _letter(block)
        seen_first = seen_first or letter == "A"
        if letter == "B" and seen_first:
            return True
    return False


def next_letters(blocks: Sequence[Block]) -> list[str]:
    """For each block the letter of the next heading with one; "" after the last such heading."""
    found: list[str] = []
    letter = ""
    for block in reversed(blocks):
        letter = _letter(block) or letter
        found.append(letter)
    return found[::-1]


def _letter(block: Block) -> str | None:
    found = None if block.cells or block.aside else read_letter(block.text)
    return found[0] if found and looks_like_title(found[1]) else None
