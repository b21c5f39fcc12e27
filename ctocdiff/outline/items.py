"""An agenda → its front matter, the list of its items, and the annotations on them.

Contract: as that of the package, for agendas with annotations and for a list by itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ctocdiff.language import Language
from ctocdiff.model import AgendaItem, Kind, Notice, Paragraph, Section
from ctocdiff.outline.agenda import (
    SAME_TITLE,
    disagreements,
    list_by_itself,
    of_headings,
    read_agenda,
    title_similarity,
)
from ctocdiff.outline.block import HEAD_BLOCKS, NOTE, Block
from ctocdiff.outline.captions import fold, is_caption, item_heading
from ctocdiff.outline.counts import first_chapter
from ctocdiff.outline.drafts import Number
from ctocdiff.outline.headings import looks_like_title
from ctocdiff.outline.markers import entry_pattern
from ctocdiff.outline.masthead import names_agenda
from ctocdiff.outline.sections import read_sections


@dataclass(frozen=True, slots=True)
class Items:
    """What the outline of an agenda gives."""

    front: tuple[Paragraph, ...]
    agenda: tuple[AgendaItem, ...]
    sections: tuple[Section, ...]
    notices: tuple[Notice, ...]


def is_agenda(blocks: Sequence[Block], language: Language) -> bool:
    """Whether a document of which no title says otherwise is an agenda.

    It says so, or it has the headings of items and none of chapters.
    """
    for at, block in enumerate(blocks):
        if is_caption(block.text, "annotations", language):
            return True
        if at < HEAD_BLOCKS and not block.cells and names_agenda(block.text, language):
            return True
    return first_chapter(blocks, language) != 1 and any(
        _item(block, language) == 1 and looks_like_title(block.text) for block in blocks
    )


def outline_agenda(blocks: Sequence[Block], language: Language, number: Number) -> Items:
    """The front matter, list and sections of an agenda.

    Args:
        blocks: the document, footnotes marked as asides.
        language: that of the document.
        number: turns a block into a paragraph; it is called in reading order.
    """
    start = _annotations(blocks, language)
    front = _front(blocks[:start], _named_titles(blocks[start:], language), language, number)
    agenda = read_agenda(paragraph for paragraph in front if paragraph.kind is Kind.AGENDA)
    said = any(names_agenda(paragraph.text, language) for paragraph in front)
    alone = list_by_itself(blocks[start:], language) if said and not agenda else ()
    captions = _segments(front)
    lead, sections = read_sections(blocks[start:], alone or agenda, captions, language, number)
    notices: tuple[Notice, ...] = ()
    if alone:
        agenda = of_headings(alone, sections)
    elif sections:
        notices = disagreements(agenda, sections)
    return Items((*front, *lead), agenda, sections, notices)


def _annotations(blocks: Sequence[Block], language: Language) -> int:
    """Where the annotations begin: at their heading, else where item 1 comes (again)."""
    for at, block in enumerate(blocks):
        if is_caption(block.text, "annotations", language):
            return at + 1
    firsts = [at for at, block in enumerate(blocks) if _item(block, language) == 1]
    if not firsts:
        return len(blocks)
    # where items are named, numbers alone are those of paragraphs
    firsts = [at for at in firsts if _is_named(blocks[at], language)] or firsts
    first = firsts[0]
    for again in firsts[1:]:
        between = blocks[first + 1 : again]
        same = title_similarity(blocks[first].text, blocks[again].text) >= SAME_TITLE
        if same or all(block.marker or NOTE.match(block.text) for block in between):
            return again
    return first


def _item(block: Block, language: Language) -> int | None:
    """The number of an item that a block begins with, outside quotation marks."""
    if named := item_heading(block.text, language):
        return named[0]
    entry = entry_pattern().match(block.text)
    return int(entry["item"]) if entry and entry["item"] else None


def _is_named(block: Block, language: Language) -> bool:
    """Whether a block writes the word: "Item 3. Ferries"."""
    return item_heading(block.text, language) is not None


def _named_titles(blocks: Sequence[Block], language: Language) -> tuple[str, ...]:
    """The titles of the items of annotations that write the word; none where they do not."""
    first = next((block for block in blocks if _item(block, language) is not None), None)
    if first is None or not _is_named(first, language):
        return ()
    headings = [item_heading(block.text, language) for block in blocks]
    return tuple(heading[1] for heading in headings if heading and heading[1])


def _segments(front: Sequence[Paragraph]) -> frozenset[str]:
    """The lines between the entries of the agenda list: headings over several items."""
    listed = [at for at, paragraph in enumerate(front) if paragraph.kind is Kind.AGENDA]
    between = front[listed[0] : listed[-1]] if listed else ()
    return frozenset(fold(p.text) for p in between if p.kind is Kind.MASTHEAD)


def _front(
    blocks: Sequence[Block], named: Sequence[str], language: Language, number: Number
) -> tuple[Paragraph, ...]:
    """The front matter; where the annotations name their items, their titles tell the list."""

    def is_entry(block: Block) -> bool:
        entry = entry_pattern().fullmatch(block.text)
        return not named or any(
            entry is not None and title_similarity(entry["title"], title) >= SAME_TITLE
            for title in named
        )

    listing = False
    front: list[Paragraph] = []
    for block in blocks:
        if block.aside:
            kind = Kind.NOTE
        elif is_caption(block.text, "agenda_list", language):
            listing, kind = True, Kind.HEADING
        elif is_caption(block.text, "annotations", language):
            kind = Kind.HEADING
        elif block.marker and (listing or (block.marker["item"] and is_entry(block))):
            listing, kind = True, Kind.AGENDA
        else:
            kind = Kind.MASTHEAD
        front.append(number(block, kind))
    return tuple(front)
