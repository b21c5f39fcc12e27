"""Plain text → lines with their pages and runs. Paragraphs are the outline's business.

A form feed starts a page. Where a text has none, a run of three blank lines or more does: that is
what conversions of the official PDF files leave of a page's end. Page furniture is kept and is no
text.
"""

from __future__ import annotations

import re

from ctocdiff.model import Line, Start
from ctocdiff.read.markup import read_runs
from ctocdiff.read.running import running_lines

_LINE_END = re.compile("\r\n|[\n\r\u2028\u2029\x85]|(?<=[^\n\r])(?=\f)")
_BLANK_LINES_OF_A_PAGE_END = 3


def read_lines(text: str) -> tuple[Line, ...]:
    """Split a text into lines; every character but line ends stays in exactly one ``raw``."""
    raws = _LINE_END.split(text)
    pages = _pages(raws)
    running = running_lines(raws, pages)
    lines: list[Line] = []
    first = 0
    for at in range(len(raws) + 1):
        if at < len(raws) and raws[at].strip() and at not in running:
            continue
        for offset, runs in enumerate(read_runs(raws[first:at]), first):
            lines.append(Line(offset + 1, pages[offset], raws[offset], runs))
        if at < len(raws):
            start = Start.PARAGRAPH if at in running else Start.LAYOUT
            lines.append(Line(at + 1, pages[at], raws[at], (), start))
        first = at + 1
    return tuple(lines)


def _pages(raws: list[str]) -> list[int]:
    """The page of each line."""
    has_feeds = any(raw.startswith("\f") for raw in raws)
    pages: list[int] = []
    page, blanks, begun = 1, 0, False
    for raw in raws:
        blank = not raw.strip()
        if has_feeds:
            page += raw.startswith("\f") and begun
        elif begun and not blank and blanks >= _BLANK_LINES_OF_A_PAGE_END:
            page += 1
        begun = begun or not blank
        blanks = blanks + 1 if blank else 0
        pages.append(page)
    return pages
