"""Rows of a table that a conversion has flattened to lines: the programme of work.

Tab-separated tables need nothing. A flattened one is recognised by its time ranges ("10 heures-13
heures …"); a day opens a row, a time range opens a row and is its first cell, an entry that names
an item goes to the second cell, anything else to the third. Reading order is never changed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from ctocdiff.alternation import any_word
from ctocdiff.dates import DateKind, find_dates
from ctocdiff.language import Language, lexicon
from ctocdiff.model import Piece
from ctocdiff.outline.block import Block, cut

_FEWEST_RANGES = 2


@cache
def _range_pattern(language: Language) -> re.Pattern[str]:
    hour = lexicon(language)["outline"]["hour"]
    # "10 heures-13 heures Point 1 a). …", "10 a.m.-1 p.m. Item 1 (a). …"
    return re.compile(rf"(?P<time>{hour}\s*[-–]\s*{hour})(?:\s+|$)", re.IGNORECASE)


@cache
def _item_pattern() -> re.Pattern[str]:
    # "Point 1 b). Élection du Bureau", and "Item 2 c). …" left over in a French text
    nouns = {noun for language in Language for noun in lexicon(language)["outline"]["item"]}
    return re.compile(rf"{any_word(nouns)}\s+\d", re.IGNORECASE)


@dataclass
class _Row:
    cells: list[list[Block]]


def rebuild(blocks: Sequence[Block], language: Language) -> tuple[Block, ...]:
    """Turn the blocks of a flattened table into rows with cells; others come back as they are."""
    ranges = _range_pattern(language)
    first = next((at for at, b in enumerate(blocks) if _opens_row(b, language)), None)
    if (
        first is None
        or any(block.cells for block in blocks)
        or sum(bool(ranges.match(block.text)) for block in blocks) < _FEWEST_RANGES
    ):
        return tuple(blocks)
    header = blocks[first - 1].text if first else None
    lead = max(first - 1, 0)
    rows: list[_Row] = [_Row([[blocks[lead]]])] if first else []
    for block in blocks[first:]:
        _place(block, rows, header, language)
    return (*blocks[:lead], *(_row_block(row) for row in rows))


def _opens_row(block: Block, language: Language) -> bool:
    return bool(_range_pattern(language).match(block.text)) or _is_day(block, language)


def _is_day(block: Block, language: Language) -> bool:
    mentions = find_dates(block.text, language)
    return (
        len(mentions) == 1
        and mentions[0].kind is DateKind.DAY
        and mentions[0].start == 0
        and mentions[0].end == len(block.text)
    )


def _place(block: Block, rows: list[_Row], header: str | None, language: Language) -> None:
    time = _range_pattern(language).match(block.text)
    if time:
        rest = cut(block, time.end())
        head = cut(block, 0, len(time["time"]))
        rows.append(_Row([[head], [rest] if rest.text else []]))
    elif block.text == header or _is_day(block, language):
        rows.append(_Row([[block]]))
    elif not rows or len(rows[-1].cells) == 1:
        rows.append(_Row([[], [block]]))
    elif _item_pattern().match(block.text):
        if len(rows[-1].cells) == 2:
            rows[-1].cells[1].append(block)
        else:
            rows.append(_Row([[], [block]]))
    elif len(rows[-1].cells) == 2:
        rows[-1].cells.append([block])
    else:
        rows[-1].cells[2].append(block)


def _row_block(row: _Row) -> Block:
    text: list[str] = []
    pieces: list[Piece] = []
    cells: list[tuple[int, int]] = []
    length = 0
    for number, cell in enumerate(row.cells):
        if number:
            text.append("\t")
            length += 1
        start = length
        for position, block in enumerate(cell):
            if position:
                text.append(" ")
                length += 1
            pieces.extend(replace(p, offset=p.offset + length) for p in block.pieces)
            text.append(block.text)
            length += len(block.text)
        cells.append((start, length))
    return Block("".join(text), tuple(pieces), tuple(cells), wrapped=True)
