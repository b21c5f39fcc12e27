"""Lines → :class:`~ctocdiff.model.Document`: masthead, agenda list, section tree, tables.

Contract: every letter of the source stands in exactly one paragraph, in reading order (a footnote
that a page end pushed into the middle of a paragraph follows that paragraph). What could not be
read as expected is said by a :class:`~ctocdiff.model.Notice`, never dropped.
"""

from __future__ import annotations

from itertools import count

from ctocdiff.errors import UnreadableError
from ctocdiff.language import Language, detect, lexicon
from ctocdiff.model import Document, DocumentKind, Kind, Notice, Paragraph, Provenance, Source
from ctocdiff.outline.block import Block
from ctocdiff.outline.blocks import blocks_of
from ctocdiff.outline.captions import fold
from ctocdiff.outline.drafts import Number
from ctocdiff.outline.fields import is_masthead_field, stands_alone
from ctocdiff.outline.items import is_agenda, outline_agenda
from ctocdiff.outline.masthead import complete, declare, is_digest, read_masthead
from ctocdiff.outline.rejoining import rejoin
from ctocdiff.outline.report import outline_report
from ctocdiff.outline.title import Title, find_title

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
    if language is None:
        language = _language(source)
    words = lexicon(language)
    lines = blocks_of(source.lines, words, lambda text: stands_alone(text, language))
    blocks = rejoin(lines, language)
    number = _numbering()
    title = find_title(blocks, language)
    if title is None and is_agenda(blocks, language):
        kind = DocumentKind.AGENDA
        items = outline_agenda(blocks, language, number)
        front, agenda, sections, notices = items.front, items.agenda, items.sections, items.notices
        head = read_masthead(front, language)
        missing = head.opens is None or head.session is None
        walk = [section for top in sections for section in top.walk()]
        head = complete(declare(head, source.declared), walk, language)
    else:
        title = title or Title(DocumentKind.OTHER, -1, None)
        kind = title.kind
        parts = outline_report(blocks, title, language, number)
        front, agenda, sections, notices = parts.front, (), parts.sections, parts.notices
        head = declare(parts.masthead, source.declared)
        missing = kind is DocumentKind.REPORT and head.opens is None and head.session is None
    return Document(
        kind,
        language,
        Provenance.DIGEST if is_digest(front, words) else Provenance.OFFICIAL,
        head,
        front,
        agenda,
        sections,
        (*source.notices, *((Notice("masthead-missing"),) if missing else ()), *notices),
        source,
    )


def _numbering() -> Number:
    """What turns blocks into paragraphs, numbered in the order in which they come."""
    numbers = count(1)

    def number(block: Block, kind: Kind) -> Paragraph:
        return Paragraph(f"p{next(numbers)}", kind, block.text, block.pieces, block.cells)

    return number


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
