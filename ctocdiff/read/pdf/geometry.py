"""Words → the lines of a page: fragments on one baseline, apart by wide gaps."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from ctocdiff.model import Style
from ctocdiff.read.pdf.glyphs import Page, Word
from ctocdiff.read.segments import Segment, superscript

_SAME_LINE = 0.45  # of the font size: a raised mark stands within, the next line beyond
_HIGH = 0.65  # of the font size: the highest that a smaller mark stands above its line
_WIDE_GAP = 0.85  # of the font size; spaces in justified text stay below
_SEEN, _SPACE = 0.08, 0.18  # of the font size: a gap that is a space where one is written, or not
_RAISED = 0.18  # of the font size, by which a mark stands above the baseline
_SMALLER = 0.87  # size of a raised mark, by that of its line
# "1.", "(a)", "IV.", "A.", "–", "•", "75/196.": a number or bullet before a tab
_MARKER = re.compile(
    r"\(?[0-9]{1,3}[.)]|\(?[a-z]{1,4}\)|[IVXLC]{1,6}\.|[A-Z]\.|[-–—•▪■◦·*]{1,3}|[0-9]{1,3}/[0-9]{1,3}\."
)


@dataclass(slots=True)
class Fragment:
    """Words of one line without a wide gap among them."""

    words: list[Word]

    @property
    def x0(self) -> float:
        return self.words[0].x0

    @property
    def x1(self) -> float:
        return self.words[-1].x1

    @property
    def text(self) -> str:
        return "".join(
            (" " if at and word.spaced else "") + word.text for at, word in enumerate(self.words)
        )


@dataclass(slots=True)
class PageLine:
    """One line of a page, or what of it belongs to one column; ``number`` counts from 1."""

    page: int
    number: int
    y: float
    size: float
    fragments: list[Fragment]

    @property
    def x0(self) -> float:
        return self.fragments[0].x0

    @property
    def x1(self) -> float:
        return self.fragments[-1].x1

    @property
    def words(self) -> list[Word]:
        return [word for fragment in self.fragments for word in fragment.words]

    @property
    def text(self) -> str:
        return " ".join(fragment.text for fragment in self.fragments)

    @property
    def bold(self) -> bool:
        return all(word.bold for word in self.words)

    def part(self, fragments: Sequence[Fragment]) -> PageLine:
        """The line with some of its fragments only, on their own baseline."""
        y, size = baseline([word for fragment in fragments for word in fragment.words])
        return replace(self, y=y, size=size, fragments=list(fragments))


def lines_of(page: Page, number: int) -> list[PageLine]:
    """The lines of a page from top to bottom."""
    groups: list[list[Word]] = []
    for word in sorted(page.words, key=lambda word: (word.y, word.x0)):
        fitting = None
        for group in groups[:-4:-1]:
            main = max(group, key=lambda held: held.size)
            raised = main.size < _SMALLER * word.size and word.y - main.y <= _HIGH * word.size
            if raised or abs(word.y - main.y) <= _SAME_LINE * max(main.size, word.size):
                fitting = group
                break
        if fitting is None:
            groups.append([word])
        else:
            fitting.append(word)
    lines = []
    for group in groups:
        group.sort(key=lambda word: word.x0)
        y, size = baseline(group)
        lines.append(PageLine(number, 0, y, size, _fragments(group, size)))
    lines.sort(key=lambda line: line.y)
    return [replace(line, number=at) for at, line in enumerate(lines, 1)]


def baseline(words: Sequence[Word]) -> tuple[float, float]:
    """Where most of some words stand, and the size in which most of them are set."""
    size = _usual((word.size, len(word.text)) for word in words)
    y = _usual((word.y, len(word.text)) for word in words if abs(word.size - size) < 0.1)
    return y, size


def _usual(weighed: Iterable[tuple[float, int]]) -> float:
    """The value with the greatest weight, the first of several."""
    weights: Counter[float] = Counter()
    for value, weight in weighed:
        weights[round(value, 1)] += weight
    return weights.most_common(1)[0][0]


def _fragments(words: Sequence[Word], size: float) -> list[Fragment]:
    fragments: list[Fragment] = []
    for word in words:
        last = fragments[-1] if fragments else None
        if last is not None and word.x0 - last.x1 <= _WIDE_GAP * size:
            # a space counts where there is one to see; PDFium supplies some beside raised marks
            wide = word.x0 - last.x1
            spaced = wide > (_SEEN if word.spaced else _SPACE) * size
            last.words.append(replace(word, spaced=spaced))
        else:
            fragments.append(Fragment([word]))
    if len(fragments) > 1 and _MARKER.fullmatch(fragments[0].text):
        first = fragments.pop(0)
        rest = fragments[0].words
        fragments[0] = Fragment([*first.words, replace(rest[0], spaced=True), *rest[1:]])
    return fragments


def segments_of(words: Sequence[Word]) -> list[Segment]:
    """The text of words of a line in their styles; small raised ones are superscripts."""
    segments: list[Segment] = []
    y, size = baseline(words)
    for at, word in enumerate(words):
        style = Style.BOLD if word.bold else Style.PLAIN
        style |= Style.ITALIC if word.italic else Style.PLAIN
        if at and word.spaced:
            last = segments[-1].style
            segments.append(Segment(" ", style if style == last else Style.PLAIN))
        raised = word.size < _SMALLER * size and y - word.y > _RAISED * word.size
        segments.append(superscript(word.text, style) if raised else Segment(word.text, style))
    return segments


def body_size(lines: Iterable[PageLine]) -> float:
    """The size in which most of a document is set, in points."""
    weights: Counter[float] = Counter()
    for line in lines:
        weights[round(line.size * 2) / 2] += sum(len(word.text) for word in line.words)
    return weights.most_common(1)[0][0] if weights else 0.0
