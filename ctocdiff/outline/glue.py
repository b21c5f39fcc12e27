"""Headings that a conversion has glued to the paragraph below them: taken apart again."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ctocdiff.outline.agenda import title_similarity
from ctocdiff.outline.blocks import MARKER, Block, cut

_SAME_WORDS = 0.92  # similarity, 0-1, with a title of the agenda list
_SLACK = 12  # code points by which the heading may be longer or shorter than the title listed
_SHORTEST_REST = 20  # what is shorter is no paragraph, but the end of the title
# "Opening of the session. The hall …", "Opening of the session – The hall …"
_BOUNDARY = re.compile(r"(?<=\S)[.:]?(?: [–—-])? (?=(?P<next>[«“\"]?\w))")


def unglue(block: Block, titles: Iterable[str]) -> tuple[Block, ...]:
    """The heading and the paragraph of a block that begins with an item of the agenda list.

    Args:
        block: any block.
        titles: the titles of the agenda list.

    Returns:
        The block itself where it is no such thing; no letter is lost.
    """
    marker = MARKER.match(block.text)
    if marker is None or block.cells:
        return (block,)
    start = marker.end() + 1
    best, at = _SAME_WORDS, 0
    for title in titles:
        if len(block.text) - start < len(title) + _SHORTEST_REST - _SLACK:
            continue
        low = start + max(1, len(title) - _SLACK)
        for boundary in _BOUNDARY.finditer(block.text, low, start + len(title) + _SLACK + 2):
            if not boundary["next"][-1].isupper():
                continue
            alike = title_similarity(block.text[start : boundary.start()], title)
            if alike > best and len(block.text) - boundary.end() >= _SHORTEST_REST:
                best, at = alike, boundary.end()
    if not at:
        return (block,)
    heading = block.text[:at].rstrip()
    return cut(block, 0, len(heading)), cut(block, at)
