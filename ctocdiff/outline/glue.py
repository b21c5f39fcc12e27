"""Headings that a conversion has glued to the paragraph below them: taken apart again."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ctocdiff.outline.agenda import title_similarity
from ctocdiff.outline.block import MARKER, Block, cut

_SAME_WORDS = 0.92  # similarity, 0-1, with a title of the agenda list
_SLACK = 12  # code points by which the heading may be longer or shorter than the title listed
_SHORTEST_REST = 20  # what is shorter is no paragraph, but the end of the title
# "Opening of the session. The hall …", "Opening of the session – The hall …", "Ferries (a) Oars"
_BOUNDARY = re.compile(r"(?<=\S)[.:]?(?: [–—-])? (?=[«“\"]?[^\W\d_]|\([a-z])")


def unglue(block: Block, titles: Sequence[str]) -> tuple[Block, ...]:
    """The heading and what follows it, of a block that begins with an item of the agenda list.

    Args:
        block: any block.
        titles: the titles of the agenda list.

    Returns:
        The block itself where it is no such thing; no letter is lost.
    """
    marker = MARKER.match(block.text)
    if marker is None or block.cells:
        return (block,)
    at = max(
        (_end(block.text, marker.end() + 1, title) for title in titles), default=(_SAME_WORDS, 0)
    )[1]
    if not at:
        return (block,)
    heading = block.text[:at].rstrip()
    return cut(block, 0, len(heading)), *unglue(cut(block, at), titles)


def _end(text: str, start: int, title: str) -> tuple[float, int]:
    """Where what follows a title begins, after how good a match; 0 where the title is not there."""
    best = (_SAME_WORDS, 0)
    if len(text) - start < len(title) + _SHORTEST_REST - _SLACK:
        return best
    low = start + max(1, len(title) - _SLACK)
    for boundary in _BOUNDARY.finditer(text, low, start + len(title) + _SLACK + 2):
        rest = text[boundary.end() :].lstrip('«“"')
        if len(rest) < _SHORTEST_REST or not (rest[0].isupper() or MARKER.match(rest)):
            continue
        alike = title_similarity(text[start : boundary.start()], title)
        best = max(best, (alike, boundary.end() if alike > _SAME_WORDS else 0))
    return best
