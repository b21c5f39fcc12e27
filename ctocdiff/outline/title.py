"""The title of a document, and what it says of its kind: a report, a note, a letter, an agenda."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ctocdiff.language import Language, lexicon
from ctocdiff.model import DocumentKind
from ctocdiff.outline.block import HEAD_BLOCKS, NOTE_MARKS, Block
from ctocdiff.outline.captions import annex_title, fold, is_caption
from ctocdiff.outline.headings import looks_like_title, read_chapter
from ctocdiff.outline.masthead import kind_of_title

_LONGEST_CAPTION = 60  # code points
# What a line is called that is nothing but such a name goes before a title that begins with one.
_CALLED = (DocumentKind.AGENDA, DocumentKind.REPORT, DocumentKind.NOTE, DocumentKind.RESOLUTION)


@dataclass(frozen=True, slots=True)
class Title:
    """The line of a masthead that says what the document is.

    ``at`` is its block; -1 where no line says it.
    """

    kind: DocumentKind
    at: int
    text: str | None


def find_title(blocks: Sequence[Block], language: Language) -> Title | None:
    """The title of a document that is no agenda; None for an agenda and what says nothing.

    A line that is nothing but a name ("Note by the Secretariat") goes before a title that begins
    with one ("Report on the meetings …"). A corrigendum has the title of what it corrects.
    """
    titles, corrigendum = lexicon(language)["titles"], lexicon(language)["masthead"]["corrigendum"]
    if (at := _alone(blocks[:HEAD_BLOCKS], corrigendum)) is not None:
        named = (b.text for b in blocks[:at] if kind_of_title(b.text, language) is not None)
        return Title(DocumentKind.OTHER, at, next(named, blocks[at].text).rstrip(NOTE_MARKS))
    for block in blocks:
        if len(block.text) <= _LONGEST_CAPTION and is_caption(block.text, "annotations", language):
            return None
    found: Title | None = None
    for at, block in enumerate(blocks[:HEAD_BLOCKS]):
        if block.marker or read_chapter(block.text, language) or is_contents(block, language):
            break
        if at and annex_title(block.text, language) is not None:
            break
        text = block.text.rstrip(NOTE_MARKS)
        # "Italy and France: draft resolution"
        sponsored = text.rpartition(": ")[2]
        whole = fold(sponsored) in titles[DocumentKind.RESOLUTION]
        kind = DocumentKind.RESOLUTION if whole else kind_of_title(text, language)
        if block.cells or block.aside or kind is None:
            continue
        if whole or (kind in _CALLED and fold(text) in titles[kind]):
            return None if kind is DocumentKind.AGENDA else Title(kind, at, text)
        if found is None and (looks_like_title(text) or kind is DocumentKind.AGENDA):
            found = Title(kind, at, text)
    return None if found is None or found.kind is DocumentKind.AGENDA else found


def _alone(blocks: Sequence[Block], forms: Sequence[str]) -> int | None:
    """Where a block is nothing but one of these forms, before any paragraph with a number."""
    for at, block in enumerate(blocks):
        if block.marker:
            return None
        if len(block.text) <= _LONGEST_CAPTION and fold(block.text) in forms:
            return at
    return None


def is_contents(block: Block, language: Language) -> bool:
    """Whether a block is the caption of a table of contents."""
    return (
        len(block.text) <= _LONGEST_CAPTION
        and fold(block.text).rstrip(" .:") in lexicon(language)["report"]["contents"]
    )
