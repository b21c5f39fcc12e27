"""Lines → :class:`~ctocdiff.model.Document`: masthead, agenda list, section tree, tables.

Contract: every letter of the source stands in exactly one paragraph, in reading order (a footnote
that a page end pushed into the middle of a paragraph follows that paragraph). What could not be
read as expected is said by a :class:`~ctocdiff.model.Notice`, never dropped.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import count

from ctocdiff.errors import UnreadableError
from ctocdiff.language import Language, detect, lexicon
from ctocdiff.model import Document, DocumentKind, Kind, Notice, Paragraph, Provenance, Source
from ctocdiff.outline.agenda import SAME_TITLE, disagreements, read_agenda, title_similarity
from ctocdiff.outline.block import NOTE, Block, join
from ctocdiff.outline.blocks import blocks_of
from ctocdiff.outline.captions import fold, is_caption, is_page_furniture, item_heading
from ctocdiff.outline.drafts import Number
from ctocdiff.outline.markers import entry_pattern
from ctocdiff.outline.masthead import (
    complete,
    declare,
    document_kind,
    is_digest,
    is_masthead_field,
    read_masthead,
    stands_alone,
)
from ctocdiff.outline.report import Title, find_title, outline_report
from ctocdiff.outline.sections import read_sections
from ctocdiff.outline.wrapping import continues
from ctocdiff.symbols import is_symbol

__all__ = ["outline"]

_HEAD_LINES = 60  # the masthead of every document seen ends before


def outline(source: Source, *, language: Language | None = None) -> Document:
    """Read the structure of a document.

    Args:
        source: the lines, from :func:`ctocdiff.read.read`.
        language: the language of the document; by default the masthead declares it, else it is
            detected.

    Raises:
        UnreadableError: the document is in a language that is not supported.
    """
    notices: list[Notice] = [*source.notices]
    if language is None:
        language = _language(source)
    words = lexicon(language)
    lines = blocks_of(source.lines, words, lambda text: stands_alone(text, language))
    blocks = _rejoin(lines, language)
    numbers = count(1)

    def number(block: Block, kind: Kind) -> Paragraph:
        return Paragraph(f"p{next(numbers)}", kind, block.text, block.pieces, block.cells)

    if title := find_title(blocks, language):
        return _report(source, blocks, title, language, number)
    start = _annotations(blocks, language)
    front = _front(blocks[:start], _named_titles(blocks[start:], language), language, number)
    agenda = read_agenda(paragraph for paragraph in front if paragraph.kind is Kind.AGENDA)
    lead, sections = read_sections(blocks[start:], agenda, _segments(front), language, number)
    front = (*front, *lead)
    head = read_masthead(front, language)
    if head.opens is None or head.session is None:
        notices.append(Notice("masthead-missing"))
    walk = [section for top in sections for section in top.walk()]
    head = complete(declare(head, source.declared), walk, language)
    if sections:
        notices.extend(disagreements(agenda, sections))
    provenance = Provenance.DIGEST if is_digest(front, words) else Provenance.OFFICIAL
    return Document(
        document_kind(head, words),
        language,
        provenance,
        head,
        front,
        agenda,
        sections,
        tuple(notices),
        source,
    )


def _report(
    source: Source, blocks: Sequence[Block], title: Title, language: Language, number: Number
) -> Document:
    """A report, a note or a resolution: a document without items."""
    parts = outline_report(blocks, title, language, number)
    head = declare(parts.masthead, source.declared)
    missing = title.kind is DocumentKind.REPORT and head.opens is None and head.session is None
    digest = is_digest(parts.front, lexicon(language))
    return Document(
        title.kind,
        language,
        Provenance.DIGEST if digest else Provenance.OFFICIAL,
        head,
        parts.front,
        (),
        parts.sections,
        (*source.notices, *((Notice("masthead-missing"),) if missing else ()), *parts.notices),
        source,
    )


def _language(source: Source) -> Language:
    head = [line.text.strip() for line in source.lines if line.text.strip()][:_HEAD_LINES]
    for text in head:
        for language in Language:
            if is_masthead_field(text, language) and _declares(text, language):
                return language
    code = source.declared.language or detect("\n".join(line.text for line in source.lines))
    if code in set(Language):
        return Language(code)
    if code is None:
        raise UnreadableError("language-undetected", path=source.name)
    raise UnreadableError("language-unsupported", path=source.name, language=code)


def _declares(text: str, language: Language) -> bool:
    """Whether a masthead line settles the language: "Français", "Original : anglais"."""
    name = lexicon(language)["name"]
    folded = fold(text)
    named = folded.rpartition(":")[2].strip()
    return folded in name["masthead"] or (":" in folded and named in (name["own"], *name["others"]))


def _rejoin(blocks: Sequence[Block], language: Language) -> list[Block]:
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
    head = enumerate(blocks[:_HEAD_LINES])
    return next((at for at, block in head if is_symbol(block.text)), -1)


def _cut_by_page(before: Block, after: Block, language: Language) -> bool:
    return not (
        before.cells
        or after.cells
        or is_caption(before.text, "headings", language)
        or is_masthead_field(before.text, language)
        or is_masthead_field(after.text, language)
    )


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
