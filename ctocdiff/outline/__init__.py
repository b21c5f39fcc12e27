"""Lines → :class:`~ctocdiff.model.Document`: masthead, agenda list, section tree, tables.

Contract: every letter of the source stands in exactly one paragraph, in reading order (a footnote
that a page end pushed into the middle of a paragraph follows that paragraph). What could not be
read as expected is said by a :class:`~ctocdiff.model.Notice`, never dropped.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import count

from ctocdiff.errors import UnreadableError
from ctocdiff.language import Language, detect, lexicon
from ctocdiff.model import Document, Kind, Notice, Paragraph, Provenance, Source
from ctocdiff.outline.agenda import disagreements, read_agenda
from ctocdiff.outline.blocks import Block, blocks_of, continues, join
from ctocdiff.outline.masthead import (
    complete,
    document_kind,
    fold,
    is_digest,
    is_masthead_field,
    read_masthead,
    stands_alone,
)
from ctocdiff.outline.sections import NOTE, Number, read_sections

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
    notices: list[Notice] = []
    if language is None:
        language = _language(source)
    words = lexicon(language)
    lines = blocks_of(source.lines, words, lambda text: stands_alone(text, language))
    blocks = _rejoin(lines, language)
    numbers = count(1)

    def number(block: Block, kind: Kind) -> Paragraph:
        return Paragraph(f"p{next(numbers)}", kind, block.text, block.pieces, block.cells)

    start = _annotations(blocks, language)
    front = _front(blocks[:start], language, number)
    agenda = read_agenda(paragraph for paragraph in front if paragraph.kind is Kind.AGENDA)
    lead, sections = read_sections(blocks[start:], agenda, language, number)
    front = (*front, *lead)
    head = read_masthead(front, language)
    if head.opens is None or head.session is None:
        notices.append(Notice("masthead-missing"))
    walk = [section for top in sections for section in top.walk()]
    head = complete(head, walk, language)
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


def _language(source: Source) -> Language:
    head = [line.text.strip() for line in source.lines if line.text.strip()][:_HEAD_LINES]
    for text in head:
        for language in Language:
            if is_masthead_field(text, language) and _declares(text, language):
                return language
    code = detect("\n".join(line.text for line in source.lines))
    if code in set(Language):
        return Language(code)
    raise UnreadableError("language-unsupported", path=source.name, language=code or "?")


def _declares(text: str, language: Language) -> bool:
    """Whether a masthead line settles the language: "Français", "Original : anglais"."""
    name = lexicon(language)["name"]
    folded = fold(text)
    named = folded.rpartition(":")[2].strip()
    return folded in name["masthead"] or (":" in folded and named in (name["own"], *name["others"]))


def _rejoin(blocks: Sequence[Block], language: Language) -> list[Block]:
    """Put together the paragraphs that a page end cut, around footnotes that stand between."""
    words = lexicon(language)
    result: list[Block] = []
    open_at: int | None = None  # the last block that is no footnote
    for block in blocks:
        if NOTE.match(block.text):
            result.append(block)
            continue
        if open_at is not None:
            before = result[open_at]
            apart = len(result) - 1 > open_at or block.page > before.page or not block.glued
            if (
                apart
                and _cut_by_page(before, block, language)
                and continues(before.text, block.text, words)
            ):
                result[open_at] = join(before, block)
                continue
        open_at = len(result)
        result.append(block)
    return result


def _cut_by_page(before: Block, after: Block, language: Language) -> bool:
    words = lexicon(language)["outline"]
    return not (
        before.cells
        or after.cells
        or fold(before.text) in words["headings"]
        or is_masthead_field(before.text, language)
        or is_masthead_field(after.text, language)
    )


def _annotations(blocks: Sequence[Block], language: Language) -> int:
    """Where the annotations begin: at their heading, else where item 1 comes (again)."""
    names = lexicon(language)["outline"]["annotations"]
    for at, block in enumerate(blocks):
        if fold(block.text).rstrip(" .:") in names:
            return at + 1
    firsts = [at for at, block in enumerate(blocks) if block.text.startswith("1. ")]
    if firsts:
        return firsts[1] if len(firsts) > 1 else firsts[0]
    return len(blocks)


def _front(blocks: Sequence[Block], language: Language, number: Number) -> tuple[Paragraph, ...]:
    words = lexicon(language)["outline"]
    listing = False
    front: list[Paragraph] = []
    for block in blocks:
        if NOTE.match(block.text):
            kind = Kind.NOTE
        elif fold(block.text).rstrip(" .:") in words["agenda_list"]:
            listing, kind = True, Kind.HEADING
        elif fold(block.text).rstrip(" .:") in words["annotations"]:
            kind = Kind.HEADING
        elif block.marker and (listing or block.marker["item"]):
            listing, kind = True, Kind.AGENDA
        else:
            kind = Kind.MASTHEAD
        front.append(number(block, kind))
    return tuple(front)
