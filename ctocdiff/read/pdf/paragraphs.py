"""Lines of one width → paragraphs: where one begins, by spacing, indent, type and full lines.

A document parts its paragraphs in one way, by a space or by an indent, or in neither. Which it is
shows in the lines after those that end early; it is then what tells elsewhere.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from ctocdiff.read.pdf.geometry import PageLine

_WIDER = 1.25  # of the usual distance of lines: a space between paragraphs
_INDENT = 0.8  # of the font size
_OTHER_SIZE = 0.6  # points by which type of another size differs
_SLACK = 0.35  # of the font size, for the space before a word
_CLEAR = 0.7  # share of the paragraphs that show how a document parts them
_FEWEST = 4  # of such paragraphs
_TERMINAL = tuple('.;:!?»”"…')
_MARKER = re.compile(r"[«“\"]?(?:[0-9]{1,3}\.|\(?[a-z]{1,4}\)|[IVXLC]{1,6}\.|[A-Z]\.|[-–—•▪*])\s")


class Setting:
    """How a document is set: distance of lines, right margin, what parts its paragraphs."""

    def __init__(self, lines: Sequence[PageLine]) -> None:
        ends = sorted(line.x1 for line in lines)
        self.right = ends[int(0.99 * (len(ends) - 1))] if ends else 0.0
        self.pitch = _usual_pitch(lines)
        pairs = [
            (above, line)
            for above, line in pairwise(lines)
            if above.page == line.page and 0 < line.y - above.y < 4 * line.size
        ]
        early = [pair for pair in pairs if not is_full(*pair, self.right)]
        apart = sum(self.is_apart(*pair) for pair in early)
        self.spaced = len(early) >= _FEWEST and apart >= _CLEAR * len(early)
        self.indent = None if self.spaced else self._first_indent(early, lines)

    def _first_indent(
        self, early: Sequence[tuple[PageLine, PageLine]], lines: Sequence[PageLine]
    ) -> float | None:
        """Where the first lines of paragraphs stand, if apart from the others."""
        if len(early) < _FEWEST:
            return None
        left = Counter(round(line.x0) for line in lines).most_common(1)[0][0]
        first, count = Counter(round(line.x0) for _, line in early).most_common(1)[0]
        indented = first - left > _INDENT * early[0][1].size
        return first if indented and count >= 0.5 * len(early) else None

    def is_apart(self, above: PageLine, line: PageLine) -> bool:
        """Whether a space stands between two lines of one page."""
        return line.y - above.y > _WIDER * self.pitch * max(line.size, above.size)


def _usual_pitch(lines: Sequence[PageLine]) -> float:
    """The usual distance of lines of one paragraph, by the font size."""
    pitches: Counter[float] = Counter()
    for above, line in pairwise(lines):
        # what begins in lower case goes on: others may begin a paragraph
        if line.page == above.page and abs(line.size - above.size) < 0.2:
            pitch = (line.y - above.y) / line.size
            if 0.9 < pitch < 2.5 and runs_on(above, line):
                pitches[round(pitch, 1)] += 1
    return pitches.most_common(1)[0][0] if pitches else 1.2


def begins(lines: Sequence[PageLine], at: int, first: int, setting: Setting, right: float) -> bool:
    """Whether a paragraph begins with a line.

    Args:
        lines: a stretch of one width.
        at: the line, not the first one.
        first: the line with which the paragraph above begins.
        setting: how the document is set.
        right: where full lines end here.
    """
    above, line = lines[at - 1], lines[at]
    cut = line.page != above.page
    if (not cut and setting.is_apart(above, line)) or _other_type(above, line):
        return True
    full = is_full(above, line, _edge(lines, at, right))
    goes_on = runs_on(above, line)
    ended = above.text.endswith(_TERMINAL)
    if setting.indent is not None and abs(line.x0 - setting.indent) < 2:
        return True
    marked = _MARKER.match(line.text) is not None
    parted = setting.indent is not None or (setting.spaced and not cut)
    if parted and abs(line.x0 - above.x0) < 2 and (full or not (marked or _is_capital(line))):
        return False  # a space or an indent would part them
    heading = above.bold and line.bold
    if marked and (not full or ended or heading or above.text.endswith(",")):
        return True
    if _indented(lines, at, first) and not (goes_on and full):
        return True
    if cut and (ended or line.text[:1].islower()):
        return not line.text[:1].islower()  # no space between them can tell
    return not full and not goes_on


def _is_capital(line: PageLine) -> bool:
    return not line.text[:1].islower()


def _other_type(above: PageLine, line: PageLine) -> bool:
    if abs(line.size - above.size) > _OTHER_SIZE:
        return True
    if above.bold and not line.bold:
        return not line.words[0].bold
    return line.bold and not above.bold and not above.words[-1].bold


def _edge(lines: Sequence[PageLine], at: int, right: float) -> float:
    """Where lines like these end: headings in bold may be set narrower than the text."""
    if not (lines[at].bold and lines[at - 1].bold):
        return right
    low = high = at
    while low > 0 and lines[low - 1].bold:
        low -= 1
    while high + 1 < len(lines) and lines[high + 1].bold:
        high += 1
    return max(line.x1 for line in lines[low : high + 1])


def is_full(above: PageLine, line: PageLine, right: float) -> bool:
    """Whether the first word of a line would not have fitted into the line above it."""
    first = line.words[0]
    return right - above.x1 < first.x1 - first.x0 + _SLACK * line.size


def runs_on(above: PageLine, line: PageLine) -> bool:
    """Whether no sentence ends and none begins."""
    marked = _MARKER.match(line.text) is not None
    return not above.text.endswith(_TERMINAL) and line.text[:1].islower() and not marked


def _indented(lines: Sequence[PageLine], at: int, first: int) -> bool:
    above, line = lines[at - 1], lines[at]
    step = line.x0 - above.x0
    if abs(step) <= _INDENT * line.size:
        return False
    if abs((line.x0 + line.x1) - (above.x0 + above.x1)) < 6:
        return False  # both are centred
    # the second line of a paragraph may stand left of the first, or right of its number
    return not (at - 1 == first and (step < 0 or _MARKER.match(above.text)))
