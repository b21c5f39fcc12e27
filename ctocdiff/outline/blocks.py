"""Lines → blocks: the stretches of text that may become paragraphs.

Blank lines, headings of Markdown and the paragraphs of a format with structure part the lines into
groups; what is one block within a group, that structure says, or else ``wrapping``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from ctocdiff.language import Table
from ctocdiff.model import Line, Run, Start
from ctocdiff.outline.block import Block, join, read_block
from ctocdiff.outline.wrapping import unwrapped, wrap_width, wrapped
from ctocdiff.read.markup import HASHES
from ctocdiff.read.segments import BREAK

_RULE = re.compile(r"\s*[-_=–—─]{3,}\s*")  # a line drawn across the page


def blocks_of(
    lines: Sequence[Line], words: Table, is_alone: Callable[[str], bool]
) -> tuple[Block, ...]:
    """Blocks of a source in reading order.

    Args:
        lines: the source.
        words: the lexicon of its language.
        is_alone: whether a line of this text is a block of its own wherever it stands.
    """
    groups = tuple(_groups(lines))
    width = wrap_width(groups)
    result: list[Block] = []
    for group in groups:
        if group[0].start is not Start.LAYOUT:
            result.extend(_structured(group, is_alone))
            continue
        rows = [read_block(line) for line in group]
        if width is None:
            result.extend(unwrapped(rows, words))
        else:
            result.extend(wrapped(group, rows, width, words, is_alone))
    return tuple(result)


def _groups(lines: Iterable[Line]) -> Iterator[list[Line]]:
    group: list[Line] = []
    for line in lines:
        if line.is_furniture:
            continue  # it cuts no paragraph
        layout = line.start is Start.LAYOUT
        filled = bool(line.text.strip()) and not _RULE.fullmatch(line.text)
        heading = layout and HASHES.match(line.raw)  # one of Markdown stands by itself
        if group and (heading or line.start is Start.PARAGRAPH or (layout and not filled)):
            yield group
            group = []
        if filled or heading:
            group.append(line)
        if heading:
            yield group
            group = []
    if group:
        yield group


def _structured(lines: Sequence[Line], is_alone: Callable[[str], bool]) -> Iterator[Block]:
    """The blocks of a paragraph of which the format says what belongs to it.

    It is one block, but where a line break typed by its writer sets a line apart that never runs
    on: the fields of a masthead in one cell, a caption above its title.
    """
    parts: list[Block] = []
    above_alone, first = False, True
    for line in lines:
        for at, typed in enumerate(_typed_lines(line)):
            row = read_block(typed)
            if not row.text:
                continue
            row = replace(row, tight=line.start is Start.WORD and not at)
            # on a first page, the lines of a masthead stand close together
            alone = (typed is not line or line.page == 1) and is_alone(row.text)
            if parts and (alone or above_alone):
                yield replace(join(parts), glued=not first)
                parts, first = [], False
            parts.append(row)
            above_alone = alone
    if parts:
        yield replace(join(parts), glued=not first)


def _typed_lines(line: Line) -> Iterator[Line]:
    """The lines of a paragraph between the line breaks that its writer typed."""
    if BREAK not in line.raw or "\t" in line.text:
        yield line
        return
    start = 0
    for part in line.raw.split(BREAK):
        end = start + len(part)
        runs = []
        for run in line.runs:
            low, high = max(run.column, start), min(run.column + len(run.text), end)
            if low < high:
                text = run.text[low - run.column : high - run.column]
                runs.append(Run(text, low, run.style))
        yield replace(line, raw=part, runs=tuple(runs))
        start = end + 1
