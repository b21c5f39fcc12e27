"""The outline of reports of sessions, notes by the Secretariat and resolutions.

Contract: as that of the package, for the kinds that a title names. Front matter is what stands
before the text: masthead, table of contents (kind TABLE). A paragraph that the end of a page cut
is whole, even where footnotes stand in the cut or a capital follows it.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ctocdiff.alternation import any_word
from ctocdiff.dates import DateKind, find_dates
from ctocdiff.language import Language, lexicon
from ctocdiff.model import DocumentKind, Kind, Masthead, Notice, Paragraph, Section
from ctocdiff.ordinals import find_sessions
from ctocdiff.outline.block import MARKER, NOTE_MARKS, TERMINAL, Block, join
from ctocdiff.outline.captions import annex_title
from ctocdiff.outline.chapters import read_parts
from ctocdiff.outline.contents import Contents, read_contents
from ctocdiff.outline.drafts import Number
from ctocdiff.outline.fields import is_masthead_field, stands_alone
from ctocdiff.outline.headings import (
    LONGEST_HEADING,
    is_bold,
    is_plain_title,
    looks_like_title,
    read_adopted,
    read_chapter,
    read_letter,
    read_numbered,
)
from ctocdiff.outline.masthead import read_masthead
from ctocdiff.outline.title import Title, is_contents
from ctocdiff.roman import write_roman

_SHORTEST_CUT = 80  # code points of a numbered paragraph at the end of a page
_SHORTEST_BARE_CUT = 250  # the same of one without number


@dataclass(frozen=True, slots=True)
class Parts:
    """What the outline of a report gives."""

    masthead: Masthead
    front: tuple[Paragraph, ...]
    sections: tuple[Section, ...]
    notices: tuple[Notice, ...]


def outline_report(
    blocks: Sequence[Block], title: Title, language: Language, number: Number
) -> Parts:
    """Front matter, masthead and sections of a document with such a title.

    Args:
        blocks: the document, footnotes marked as asides.
        title: from :func:`find_title`, of the same blocks.
        language: that of the document.
        number: turns a block into a paragraph; it is called in reading order.
    """
    body = title.at + 1
    caption = next((at for at, b in enumerate(blocks) if is_contents(b, language)), None)
    contents = Contents()
    front = [(block, Kind.MASTHEAD) for block in blocks[:body]]
    if caption is not None and (caption < body or not _begins(blocks[body:caption], language)):
        contents = read_contents(blocks[caption + 1 :], language)
    if contents.rows and caption is not None:
        front = [(block, Kind.MASTHEAD) for block in blocks[:caption]]
        front.append((blocks[caption], Kind.HEADING))
        front += [(row, Kind.TABLE) for row in contents.rows]
        body = caption + 1 + len(contents.rows)
    rest = mend(blocks[body:], language)
    start = 0 if contents.rows else _start(rest, title.kind, language)
    if title.kind is DocumentKind.RESOLUTION and read_adopted(title.text or "", language):
        front.pop()
        rest, start = [blocks[title.at], *rest], 0
    front += [(block, Kind.MASTHEAD) for block in rest[:start]]
    head = tuple(number(b, Kind.NOTE if b.aside else kind) for b, kind in front)
    lead, sections = read_parts(
        rest[start:], contents, language, number,
        numbered=title.kind is DocumentKind.RESOLUTION,
    )  # fmt: skip
    masthead = read_masthead([p for p in head if p.kind is Kind.MASTHEAD], language)
    masthead = replace(masthead, title=title.text)
    if title.kind is DocumentKind.REPORT:
        masthead = _read_held(masthead, head, language)
    return Parts(masthead, (*head, *lead), sections, _unmatched(contents, sections))


def _unmatched(contents: Contents, sections: Sequence[Section]) -> tuple[Notice, ...]:
    """The chapters that the table of contents announces and the text does not have."""
    found = {section.label for section in sections}
    missing = (label for number in contents.chapters if (label := write_roman(number)) not in found)
    return tuple(Notice("chapter-missing", None, (("label", label),)) for label in missing)


def _begins(blocks: Sequence[Block], language: Language) -> bool:
    """Whether the text has begun: a caption that comes later heads no table of contents."""
    return any(_is_structure(block, language) or block.marker for block in blocks)


def _is_structure(block: Block, language: Language) -> bool:
    """Whether a block is the heading of a chapter, a part, an adopted text or an annex."""
    text = block.text
    chapter, part = read_chapter(text, language), read_letter(text)
    return (
        read_adopted(text, language) is not None
        or annex_title(text, language) is not None
        or (chapter is not None and (not chapter[1] or looks_like_title(chapter[1])))
        or (part is not None and looks_like_title(part[1]))
    )


def _start(blocks: Sequence[Block], kind: DocumentKind, language: Language) -> int:
    """Where the text begins behind the title: at its first heading or number, else at once."""
    for at, block in enumerate(blocks):
        numbered = kind is DocumentKind.RESOLUTION and read_numbered(block.text)
        if numbered or _is_structure(block, language):
            return at
        if block.aside:
            continue
        prose = len(block.text) > LONGEST_HEADING or block.text.endswith((".", ";", ","))
        if block.marker or (prose and not is_masthead_field(block.text, language)):
            above = blocks[at - 1] if at else None
            titled = above and is_plain_title(above) and not stands_alone(above.text, language)
            return at - 1 if titled else at
    return len(blocks)


def mend(blocks: Sequence[Block], language: Language) -> list[Block]:
    """Put together what is still cut: bold headings over several lines, paragraphs of two pages.

    Such a paragraph goes on in a capital, a bracket or a quotation mark at the head of a page.
    """
    result: list[list[Block]] = []
    open_at: int | None = None  # the last block that is no footnote
    above: Block | None = None  # the one before that
    titled = False  # whether the last one stands under a heading that has its title below
    for block in blocks:
        if open_at is not None and not block.aside:
            parts = result[open_at]
            rest = not titled and _is_rest(parts, block, language)
            clause = above is not None and _is_rest_of_clause(above, parts, block)
            if rest or clause or _is_rest_of_heading(parts[-1], block, language):
                parts.append(block)
                continue
        if not block.aside:
            above = result[open_at][-1] if open_at is not None else None
            titled = above is not None and _awaits_title(above, language)
            open_at = len(result)
        result.append([block])
    return [join(parts) for parts in result]


def _awaits_title(block: Block, language: Language) -> bool:
    """Whether a block is a heading that says nothing but a number: "Resolution 12/1", "Annex"."""
    text = block.text
    adopted, chapter = read_adopted(text, language), read_chapter(text, language)
    return (
        annex_title(text, language) == ""
        or (adopted is not None and not adopted.title)
        or (chapter is not None and not chapter[1])
    )


def _is_rest_of_clause(above: Block, parts: Sequence[Block], block: Block) -> bool:
    """Whether a block ends a clause of a preamble: its clauses, and no others, end in commas."""
    cut = parts[-1]
    if any(part.cells or part.marker for part in (above, cut, block)):
        return False
    before, here, after = (part.text.rstrip(NOTE_MARKS) for part in (above, cut, block))
    return before.endswith(",") and after.endswith(",") and not here.endswith(TERMINAL)


def _is_rest_of_heading(above: Block, block: Block, language: Language) -> bool:
    return (
        block.glued
        and not (above.cells or block.cells or above.aside)
        and is_bold(above)
        and is_bold(block)
        and is_plain_title(above)
        and not (stands_alone(above.text, language) or stands_alone(block.text, language))
        and not (MARKER.match(block.text) or _is_structure(block, language))
        and not _is_structure(above, language)
    )


def _is_rest(parts: Sequence[Block], block: Block, language: Language) -> bool:
    """Whether a block goes on with a paragraph that has no end yet."""
    first, above = parts[0], parts[-1]
    if first.cells or block.cells or block.marker or _is_structure(block, language):
        return False
    if above.text.rstrip(NOTE_MARKS).endswith(TERMINAL) or _is_structure(first, language):
        return False
    if len(parts) == 1:
        shortest = _SHORTEST_CUT if first.marker else _SHORTEST_BARE_CUT
        if len(first.text) < shortest:
            return False
        # else it may be a heading, and a paragraph below it
        if not first.marker and block.text[0].isupper() and len(first.text) <= LONGEST_HEADING:
            return False
    ends = block.text.rstrip(NOTE_MARKS).endswith(TERMINAL)
    return ends or len(block.text) > LONGEST_HEADING


def _read_held(head: Masthead, front: Sequence[Paragraph], language: Language) -> Masthead:
    """Venue and days that a title states: "held in Vienna from 14 to 18 October 2024"."""
    words = lexicon(language)["report"]
    cues, days = any_word(words["held"]), any_word(words["days"])
    # the place ends where the days begin, with or without their preposition
    place = re.compile(
        rf"\b(?i:{cues})\s+(?P<venue>[^\W\d_a-z][^\d;:]{{0,80}}?),?(?:\s+(?i:{days}))?\s*$"
    )
    for paragraph in front:
        if head.opens is not None or paragraph.kind is not Kind.MASTHEAD:
            continue
        for mention in find_dates(paragraph.text, language):
            match = place.search(paragraph.text[: mention.start])
            if match is None or mention.kind is DateKind.MONTH:
                continue
            opens, closes = mention.dates[0].date(), mention.dates[-1].date()
            return replace(head, venue=match["venue"], opens=opens, closes=closes)
        days_apart = _days_apart(paragraph.text, language)
        if days_apart:
            return replace(head, opens=days_apart[0], closes=days_apart[-1])
    return head


def _days_apart(text: str, language: Language) -> list[dt.date]:
    """The days of "(8 December 2023 and 14–22 March 2024)" under or behind the name of a session.

    A commission opens its session at the end of one year and holds it in the next.
    """
    days: list[dt.date] = []
    for match in re.finditer(r"\(([^()]*)\)$", text):
        mentions = find_dates(match[1], language)
        if match.start() and not find_sessions(text[: match.start()], language):
            continue
        rest, at = "", 0
        for mention in mentions:
            rest, at = rest + match[1][at : mention.start], mention.end
        rest += match[1][at:]
        apart = {*lexicon(language)["dates"]["and"], *lexicon(language)["report"]["days"]}
        if mentions and set(re.findall(r"\w+", rest.lower())) <= apart:
            days = [day for mention in mentions for date in mention.dates if (day := date.date())]
    return days
