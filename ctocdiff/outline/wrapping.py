"""Which lines go on with the line above: where paragraphs end that blank lines do not part.

Two layouts occur in official texts (measured on five documents): one paragraph a line, and lines
wrapped at some 90 characters. In the second a line continues the one before unless that one ended
early: it was not full, judged by whether the next word would still have fitted.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from ctocdiff.language import Table
from ctocdiff.model import Line
from ctocdiff.outline.block import MARKER, TERMINAL, Block, join

_NOTE_LINE = re.compile(r"(?:\*{1,5}|[¹²³⁴-⁹⁰]+)\s")  # the first line of a footnote
_ENTRY_ENDS = (".", ";", ":", "!", "?", "»", "”", '"', "…", ")")
_FULL_SHARE = 0.85
_WRAP_WIDTH = 130
_WRAPPED_SHARE = 0.2  # of all lines that go on
_FULL_WRAPPED_SHARE = 0.3  # of full lines with another below
_FEWEST_WRAPPED = 3


def wrap_width(groups: Sequence[Sequence[Line]]) -> int | None:
    """The usual length of a full line where the layout is hard-wrapped, else None."""
    lengths = sorted(len(line.text.strip()) for group in groups for line in group)
    if not lengths:
        return None
    width = lengths[int(0.95 * (len(lengths) - 1))]
    if width > _WRAP_WIDTH:
        return None
    pairs = [
        (before.text.strip(), after.text.strip())
        for group in groups
        for before, after in pairwise(group)
    ]
    continued = sum(_runs_on(*pair) for pair in pairs)
    # lines that stand alone tell nothing: a short document has few that could go on
    full = [
        (before, after)
        for before, after in pairs
        if len(before) + 1 + len(after.split(" ", 1)[0]) >= _FULL_SHARE * width
    ]
    going_on = sum(_runs_on(*pair) for pair in full)
    wrapped = continued >= _WRAPPED_SHARE * len(lengths) or (
        going_on >= _FEWEST_WRAPPED and going_on >= _FULL_WRAPPED_SHARE * len(full)
    )
    return width if wrapped else None


def _runs_on(before: str, after: str) -> bool:
    """No final punctuation before, lower case after: the sentence goes on."""
    return not before.endswith(TERMINAL) and after[:1].islower() and not MARKER.match(after)


def dangles(text: str, words: Table) -> bool:
    """Whether a text ends in a word that cannot end a sentence, such as an article."""
    last = re.search(r"[^\W\d_]+'?$", text[-40:].replace("’", "'"))
    return bool(last) and last.group().lower() in words["outline"]["dangling"]  # type: ignore[union-attr]


def continues(before: str, after: str, words: Table) -> bool:
    """Whether ``after`` goes on with the paragraph that ``before`` begins, cut by a page."""
    if MARKER.match(after) and not dangles(before, words):
        return False
    if before.endswith(","):
        return after[:1].islower()
    return _runs_on(before, after) or dangles(before, words)


def unwrapped(rows: Sequence[Block], words: Table) -> Iterator[Block]:
    """The blocks of lines that stand together where a line is a paragraph, unless a page cut it."""
    parts: list[Block] = []
    for row in rows:
        last = parts[-1] if parts else None
        if last and (last.cells or row.cells or not continues(last.text, row.text, words)):
            yield join(parts)
            parts = [replace(row, glued=True)]
        else:
            parts.append(row)
    if parts:
        yield join(parts)


def wrapped(
    group: Sequence[Line],
    rows: Sequence[Block],
    width: int,
    words: Table,
    is_alone: Callable[[str], bool],
) -> Iterator[Block]:
    """The blocks of lines that stand together where lines are wrapped.

    Args:
        group: the lines.
        rows: the same as blocks.
        width: the usual length of a full line, from :func:`wrap_width`.
        words: the lexicon of their language.
        is_alone: whether a line of this text is a block of its own wherever it stands.
    """
    widths = (width, max(len(row.text) for row in rows))
    parts: list[Block] = []
    above_alone = False
    for line, plain in zip(group, rows, strict=True):
        row = replace(plain, wrapped=True)
        alone = is_alone(row.text)
        above = parts[-1].text if parts else None
        if above is None:
            parts = [row]
        elif (dangles(above, words) or not (above_alone or alone)) and _wrap_continues(
            above, line, row, widths, words
        ):
            parts.append(row)
        else:
            yield join(parts)
            parts = [replace(row, glued=True)]
        above_alone = alone
    if parts:
        yield join(parts)


def _wrap_continues(
    above: str, line: Line, row: Block, widths: tuple[int, int], words: Table
) -> bool:
    """Whether a wrapped line continues the one ``above`` it in the same group."""
    text = row.text
    outline = words["outline"]
    width, local = widths
    if row.cells or _NOTE_LINE.match(text):
        return False
    if re.match(outline["hour"] + r"\s*[-–]", text, re.IGNORECASE):
        return False  # a row of the programme of work
    taken = len(above) + 1 + len(text.split(" ", 1)[0])
    hanging = line.text.startswith("  ") and text[:1].islower() and not MARKER.match(text)
    if _opens_item(text, above):
        return False
    if line.text.startswith(" ") and not hanging:  # a page begins with it, or a heading does
        return taken >= _FULL_SHARE * width
    if above.endswith(",") and text[:1].isdigit() and not MARKER.match(text):
        return True  # "on Monday," above "12 May"
    if above.endswith(TERMINAL) and not (above.endswith(",") and text[:1].islower()):
        return taken >= _FULL_SHARE * width
    if text[:1].islower() and not MARKER.match(text):
        return True
    if dangles(above, words):
        return True
    return taken >= _FULL_SHARE * (local if local < 0.7 * width else width)


def _opens_item(text: str, above: str) -> bool:
    """Whether a line begins an item: a number or letter, a capital, and a whole entry above.

    "2. Oars" after "1. Ferries.", but not "22. The Bureau" after "in accordance with rule".
    """
    marker = MARKER.match(text)
    title = text[marker.end() :].lstrip() if marker else ""
    return title[:1].isupper() and above.endswith(_ENTRY_ENDS)
