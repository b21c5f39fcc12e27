"""Residue of a conversion inside plain text: ``^{er}``, ``[SYMBOL](#)``, ``<i>…</i>``, ``**…**``.

The marks become styles of runs and leave the text; the raw line keeps them, and each run knows
its column there. Marks count only as pairs, which may span the lines of one block (a heading in
bold over three lines), never a blank line: a lone asterisk is the mark of a footnote.
The hashes of a Markdown heading leave the text too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ctocdiff.model import Run, Style

# "### 1. Opening of the session"
HASHES = re.compile(r"[ \t]*#{1,6}[ \t]+(?=\S)")


@dataclass(frozen=True, slots=True)
class _Mark:
    """A pattern whose group ``body`` keeps its place in the text, in ``style``."""

    trigger: str
    style: Style
    pattern: re.Pattern[str]


_MARKS = (
    # 1^{er} octobre, M^{me}
    _Mark("^{", Style.SUPERSCRIPT, re.compile(r"\^\{(?P<body>[^{}\n]{0,5000})\}")),
    # [CTOC/COP/2018/7](#), [text](https://example.org)
    _Mark(
        "](",
        Style.LINK,
        re.compile(
            r"\[(?P<body>[^\[\]\n]{0,5000})\]\((?:\#[^\s()]*|(?:https?|mailto):[^\s()]*)?\)"
        ),
    ),
    # <i>Page</i>, <sup>1</sup>
    _Mark("<i>", Style.ITALIC, re.compile(r"<i>(?P<body>.{0,5000}?)</i>", re.DOTALL)),
    _Mark("<em>", Style.ITALIC, re.compile(r"<em>(?P<body>.{0,5000}?)</em>", re.DOTALL)),
    _Mark("<b>", Style.BOLD, re.compile(r"<b>(?P<body>.{0,5000}?)</b>", re.DOTALL)),
    _Mark("<strong>", Style.BOLD, re.compile(r"<strong>(?P<body>.{0,5000}?)</strong>", re.DOTALL)),
    _Mark("<sup>", Style.SUPERSCRIPT, re.compile(r"<sup>(?P<body>.{0,5000}?)</sup>", re.DOTALL)),
    # ***Prie instamment***
    _Mark(
        "***",
        Style.BOLD | Style.ITALIC,
        re.compile(r"\*{3}(?=[^\s*])(?P<body>.{1,5000}?)(?<=[^\s*])\*{3}(?!\*)", re.DOTALL),
    ),
    # **Assistance technique**
    _Mark(
        "**",
        Style.BOLD,
        re.compile(r"\*\*(?=[^\s*])(?P<body>.{1,5000}?)(?<=[^\s*])\*\*", re.DOTALL),
    ),
    # *Fait siennes*, but not "provisoire*" nor "* Nouveau tirage"
    _Mark(
        "*",
        Style.ITALIC,
        re.compile(
            r"(?<![*\w])\*(?=[^\s*])(?P<body>[^*]{1,5000}?)(?<=[^\s*])\*(?![*\w])", re.DOTALL
        ),
    ),
)


def read_runs(block: list[str]) -> list[tuple[Run, ...]]:
    """The runs of each raw line of a block (lines without a blank one among them)."""
    text = "\n".join(block)
    styles = [Style.PLAIN] * len(text)
    dropped = bytearray(len(text))
    for mark in _MARKS:
        if mark.trigger not in text:
            continue
        for match in mark.pattern.finditer(text):
            if any(dropped[match.start() : match.start("body")]):
                continue  # the second asterisk of a pair that bold has already taken
            start, end = match.span("body")
            dropped[match.start() : start] = b"\x01" * (start - match.start())
            dropped[end : match.end()] = b"\x01" * (match.end() - end)
            for at in range(start, end):
                styles[at] |= mark.style
    runs: list[tuple[Run, ...]] = []
    offset = 0
    for raw in block:
        stop = offset + len(raw)
        if hashes := HASHES.match(raw):
            dropped[offset : offset + hashes.end()] = b"\x01" * hashes.end()
        runs.append(tuple(_runs(raw, dropped[offset:stop], styles[offset:stop])))
        offset = stop + 1
    return runs


def _runs(raw: str, dropped: bytearray, styles: list[Style]) -> Iterator[Run]:
    if raw and 1 not in dropped and styles.count(styles[0]) == len(styles):
        yield Run(raw, 0, styles[0])  # as most lines are
        return
    start = 0
    for at in range(1, len(raw) + 1):
        if at < len(raw) and dropped[at] == dropped[start] and styles[at] == styles[start]:
            continue
        if not dropped[start]:
            yield Run(raw[start:at], start, styles[start])
        start = at
