"""A memo as one self-contained HTML file: no script, no network, printable on A4.

Contract: text of documents and of the header enters the page only through ``html_text``; marks are
those of ``segments``, as in the reports.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from markupsafe import Markup

from ctocdiff.language import Language
from ctocdiff.memo import Memo
from ctocdiff.model import AlignedSection, Comparison, Row
from ctocdiff.render import html_text, segments
from ctocdiff.render.memo.parts import sheet
from ctocdiff.render.memo.sheet import Block, Grid, Heading, Line, Sheet, Word
from ctocdiff.render.memo.words import MemoWords
from ctocdiff.render.page import mark_words, policy
from ctocdiff.render.phrases import Phrases
from ctocdiff.render.templating import environment, read_part

if TYPE_CHECKING:
    from jinja2 import Environment

_MARKED = re.compile(r' data-change="(C-[0-9]+)"')
_FOLDER = "memo"
_TEMPLATE = "memo.html.j2"


def write_html(memo: Memo, *, ui: Language) -> str:
    """The memo as a whole file, to be written as UTF-8."""
    worded = sheet(memo, ui=ui)
    phrases = Phrases(ui)
    style = mark_words(phrases) + read_part(_FOLDER, "memo.css") + _widths(worded.blocks)
    page = _environment().get_template(_TEMPLATE)
    return page.render(
        sheet=worded,
        parts=_parts(worded.blocks),
        annex=_annex(worded, phrases),
        languages=_languages(worded),
        style=Markup(style),  # noqa: S704 - our own file and words
        policy=policy(style),
        lang=_lang,
        raised=MemoWords(ui).raised,
    )


@dataclass(frozen=True, slots=True)
class _Part:
    """A heading with the blocks under it."""

    heading: str
    blocks: tuple[Block, ...]


def _parts(blocks: Iterable[Block]) -> tuple[_Part, ...]:
    found: list[tuple[str, list[Block]]] = []
    for block in blocks:
        if isinstance(block, Heading):
            found.append((block.text, []))
        else:
            found[-1][1].append(block)
    return tuple(_Part(heading, tuple(held)) for heading, held in found)


def _widths(blocks: Iterable[Block]) -> str:
    """The rules for the shares of columns: the policy allows no style on an element."""
    shares = {width for block in blocks if isinstance(block, Grid) for width in block.widths}
    return "".join(f".w{share} {{ width: {share}%; }}\n" for share in sorted(shares))


def _lang(word: Word) -> Markup:
    """The language of a word where it is not that of the page."""
    return Markup(' lang="{}" dir="auto"').format(word.language) if word.language else Markup("")


def _languages(worded: Sheet) -> Markup:
    """The language of extracts, where both texts have one that is not that of the page."""
    known = set(worded.text_languages)
    if len(known) != 1 or worded.language in known:
        return Markup("")
    return Markup(' lang="{}"').format(known.pop())


def _annex(worded: Sheet, phrases: Phrases) -> tuple[tuple[Line, tuple[Markup, ...]], ...]:
    """The sections of the whole redline, those without paragraphs left out.

    The first mark of each change is an anchor that the extracts lead to.
    """
    if worded.annex is None:
        return ()
    comparison = worded.annex.comparison
    met: set[str] = set()

    def anchored(found: re.Match[str]) -> str:
        if found[1] in met:
            return found[0]
        met.add(found[1])
        return f' id="{found[1]}"{found[0]}'

    def shown(row: Row) -> Markup:
        return Markup(_MARKED.sub(anchored, str(_row(row))))  # noqa: S704 - escaped by html_text

    return tuple(
        (_title(comparison, section, phrases), tuple(map(shown, section.rows)))
        for section in (comparison.front, *comparison.sections)
        if section.rows
    )


def _title(comparison: Comparison, section: AlignedSection, phrases: Phrases) -> Line:
    if section is comparison.front:
        return (Word(str(phrases.words["front"])),)
    witness = max((at for at, title in enumerate(section.titles) if title), default=-1)
    title = Word(section.titles[witness] or "", comparison.witnesses[witness].language)
    named = phrases.section(section)
    return (Word(named), Word(" – "), title) if named and title.text else (Word(named), title)


def _row(row: Row) -> Markup:
    """Both texts of a row in one stream; the text of the only witness that has it."""
    diff = next((diff for diff in row.diffs if diff.between == (0, 1)), None)
    if diff is not None:
        blocks = segments.merged(row, diff)
    else:
        blocks = segments.column(row, max(at for at, cell in enumerate(row.cells[:2]) if cell))
    return Markup(html_text.paragraphs(blocks))  # noqa: S704 - escaped by html_text


def _text(text: str) -> Markup:
    return Markup(html_text.shown(text))  # noqa: S704 - escaped by html_text


@cache
def _environment() -> Environment:
    made = environment(_FOLDER, [_TEMPLATE])
    made.globals.update(text=_text, plain=html_text.plain, row=_row)
    return made
