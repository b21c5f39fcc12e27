"""Blocks that belong together although lines or pages part them: names of bodies, paragraphs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ctocdiff.language import Language, lexicon
from ctocdiff.outline.block import HEAD_BLOCKS, NOTE, Block, cut, join
from ctocdiff.outline.bodies import lines_of_name
from ctocdiff.outline.captions import is_caption, is_page_furniture
from ctocdiff.outline.fields import is_masthead_field
from ctocdiff.outline.wrapping import continues
from ctocdiff.symbols import is_symbol


def rejoin(blocks: Sequence[Block], language: Language) -> list[Block]:
    """Put together what is one paragraph; what stands in between by chance becomes an aside."""
    return _rejoin_pages(_rejoin_names(_fields(blocks, language), language), language)


def _fields(blocks: Sequence[Block], language: Language) -> list[Block]:
    """The blocks, the fields of a masthead apart that stand side by side in one line."""
    result: list[Block] = []
    for at, block in enumerate(blocks):
        cells = [block.text[start:end] for start, end in block.cells] if at < HEAD_BLOCKS else []
        if any(is_masthead_field(cell, language) for cell in cells):
            parts = (cut(replace(block, cells=()), *cell) for cell in block.cells)
            result.extend(part for part in parts if part.text)
        else:
            result.append(block)
    return result


def _rejoin_names(blocks: Sequence[Block], language: Language) -> list[Block]:
    """Put together the lines of a masthead that are the name of a body."""
    result: list[Block] = []
    at = 0
    while at < len(blocks):
        count = 1
        if at < HEAD_BLOCKS:
            few = blocks[at : at + 6]
            texts = [] if few[0].cells else [block.text for block in few if not block.cells]
            count = lines_of_name(texts, language) if texts else 1
        result.append(join(blocks[at : at + count]))
        at += count
    return result


def _rejoin_pages(blocks: Sequence[Block], language: Language) -> list[Block]:
    """Put together the paragraphs that a page end cut, around footnotes that stand between."""
    words = lexicon(language)
    symbol = _own_symbol(blocks)
    result: list[list[Block]] = []  # each block with its continuations
    open_at: int | None = None  # the last block that is no footnote
    for at, block in enumerate(blocks):
        furniture = at > symbol and is_page_furniture(
            block.text, blocks[symbol].text if symbol >= 0 else None
        )
        if furniture or NOTE.match(block.text):
            # page number and job number may stand apart like the cells of a table
            result.append([replace(block, aside=True, cells=() if furniture else block.cells)])
            continue
        if open_at is not None:
            before = result[open_at][-1]
            apart = len(result) - 1 > open_at or block.page > before.page or not block.glued
            if (
                apart
                and _cut_by_page(before, block, language)
                and continues(before.text, block.text, words)
            ):
                result[open_at].append(block)
                continue
        open_at = len(result)
        result.append([block])
    return [join(parts) for parts in result]


def _own_symbol(blocks: Sequence[Block]) -> int:
    """Where the masthead gives the symbol of the document; -1 where it does not."""
    head = enumerate(blocks[:HEAD_BLOCKS])
    return next((at for at, block in head if is_symbol(block.text)), -1)


def _cut_by_page(before: Block, after: Block, language: Language) -> bool:
    return not (
        before.cells
        or after.cells
        or is_caption(before.text, "headings", language)
        or is_masthead_field(before.text, language)
        or is_masthead_field(after.text, language)
    )
