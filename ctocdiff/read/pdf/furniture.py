"""Which lines of a PDF are page furniture or notes, judged by place, size and repetition."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from math import ceil

from ctocdiff.letters import SUPERSCRIPTS
from ctocdiff.read.folios import FOLIO
from ctocdiff.read.pdf.geometry import PageLine
from ctocdiff.read.pdf.glyphs import Rule
from ctocdiff.symbols import is_symbol

_TOP, _BOTTOM = 0.14, 0.86  # shares of the height of a page that hold running heads and feet
_MOST = 5  # lines of furniture at either end of a page
_SHARE = 0.35  # of the pages that a running line stands on
_APART = 1.5  # of the font size, between furniture and text
_SMALL = 0.94  # size of a note, by that of the text
_MARK = 0.87  # size of the mark of a note, by that of its text
_NOTE = re.compile(
    rf"\s?(?:[0-9]{{1,3}}|[*†‡]{{1,5}}|[{SUPERSCRIPTS}]{{1,3}})(?=\s|[^\W\d_]|[*«“(])"
)


def find_furniture(pages: Sequence[Sequence[PageLine]], heights: Sequence[float]) -> set[int]:
    """The identities of the lines that are running heads, running feet or page numbers."""
    keys: Counter[tuple[bool, int, str]] = Counter()
    for lines, height in zip(pages, heights, strict=True):
        keys.update({_key(line, height) for line in _edges(lines, height)})
    fewest = max(2, ceil(_SHARE * len(pages)))  # left and right pages may differ
    found: set[int] = set()
    for lines, height in zip(pages, heights, strict=True):
        for edge in (_head(lines, height), _foot(lines, height)):
            running = []
            for line in edge:
                near = any(keys[key] >= fewest for key in _near(_key(line, height)))
                if not near and not all(_is_folio(f.text, line) for f in line.fragments):
                    break
                running.append(line)
            # what follows the text at its own distance belongs to it
            while running and not _stands_off(running[-1], lines):
                running.pop()
            found.update(id(line) for line in running)
    return found


def _stands_off(line: PageLine, lines: Sequence[PageLine]) -> bool:
    """Whether the next line towards the middle of the page is farther away than in a text."""
    at = lines.index(line)
    step = 1 if at < len(lines) / 2 else -1
    if not 0 <= at + step < len(lines):
        return True
    return abs(lines[at + step].y - line.y) > _APART * line.size


def _head(lines: Sequence[PageLine], height: float) -> list[PageLine]:
    return [line for line in lines if line.y <= _TOP * height][:_MOST]


def _foot(lines: Sequence[PageLine], height: float) -> list[PageLine]:
    return [line for line in lines if line.y >= _BOTTOM * height][: -_MOST - 1 : -1]


def _edges(lines: Sequence[PageLine], height: float) -> list[PageLine]:
    return [*_head(lines, height), *_foot(lines, height)]


def _key(line: PageLine, height: float) -> tuple[bool, int, str]:
    return line.y > height / 2, round(line.y / 4), re.sub(r"[0-9]+", "#", line.text)


def _near(key: tuple[bool, int, str]) -> list[tuple[bool, int, str]]:
    low, at, text = key
    return [(low, at + step, text) for step in (-1, 0, 1)]


def _is_folio(text: str, line: PageLine) -> bool:
    """Whether a text is a page number, a job number, or past the first page the symbol."""
    if FOLIO.fullmatch(text):
        return True
    return line.page > 1 and is_symbol(text)


def is_note(line: PageLine) -> bool:
    """Whether a line begins with what can be the mark of a note."""
    return _NOTE.match(line.text) is not None


def split_notes(lines: Sequence[PageLine]) -> list[list[PageLine]]:
    """The notes at the foot of a page; a figure is a mark where it is raised, or comes next."""
    notes: list[list[PageLine]] = []
    last: int | None = None
    for line in lines:
        first = line.words[0]
        figures = re.match(r"[0-9]{1,3}", first.text)
        count = int(figures[0]) if figures else None
        begins = is_note(line)
        if begins and count is not None and last is not None:
            begins = count == last + 1 or first.size < _MARK * line.size
        if begins or not notes:
            notes.append([])
            last = count if count is not None else last
        notes[-1].append(line)
    return notes


def notes_begin(lines: Sequence[PageLine], rules: Sequence[Rule], size: float) -> int:
    """Where the notes at the foot of a page begin; the number of lines where there are none.

    They are set smaller than the text, or stand below a short line across the page.
    """
    begin = len(lines)
    for at in range(len(lines) - 1, -1, -1):
        if lines[at].size > _SMALL * size:
            break
        if is_note(lines[at]):
            begin = at
    if begin < len(lines):
        return begin
    for at in range(len(lines) - 1, 0, -1):
        above, line = lines[at - 1], lines[at]
        if is_note(line) and any(
            above.y < rule.y0 < line.y
            and rule.y1 - rule.y0 < 3
            and 20 < rule.x1 - rule.x0 < 250
            and rule.x0 < line.x0 + 20
            for rule in rules
        ):
            begin = at
    return begin
