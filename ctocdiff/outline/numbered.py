"""Headings with a figure, "1. Extradition", among paragraphs with figures: which is which."""

from __future__ import annotations

import re

from ctocdiff.outline.block import Block
from ctocdiff.outline.headings import looks_like_title

_LONGEST = 200  # code points of a heading that could be a numbered paragraph


class Count:
    """The count of the paragraphs of a document while they are walked."""

    def __init__(self) -> None:
        self._last = 0  # number of the last paragraph in the count of the document
        self._seen = 0  # number of the last paragraph or entry of a list, wherever it counts

    def heads(self, block: Block, below: Block | None) -> bool:
        """Whether a block is a heading: it stands outside the count of the paragraphs.

        Where paragraphs have no numbers, it is one if such a paragraph comes next.

        Args:
            block: the next one of the text.
            below: the one after it, footnotes left out.
        """
        marker = block.marker
        if marker is None or marker["letter"]:
            return False
        rest = block.text[marker.end() :].strip()
        titled = looks_like_title(rest) and len(block.text) <= _LONGEST
        above_text = titled and below is not None and _is_below(marker, below)
        number = _number(block)
        if number is None:
            return above_text
        following = _number(below)
        in_list, self._seen = number == self._seen + 1 != self._last + 1, number
        counts_on = following == self._last + 1 or following not in (number, number + 1)
        apart = titled and not in_list and following is not None and counts_on
        if not (apart or above_text) and number == self._last + 1:
            self._last = number
        return apart or above_text


def _is_below(marker: re.Match[str], below: Block) -> bool:
    """Whether a block can stand under a heading with a number: text without one, or "2.1" of 2."""
    if below.marker is None:
        return below.ends_sentence and not below.cells
    return bool(marker["item"]) and below.marker["parent"] == marker["item"]


def _number(block: Block | None) -> int | None:
    """The number that a paragraph begins with."""
    marker = block.marker if block else None
    return int(marker["item"]) if marker and marker["item"] else None
