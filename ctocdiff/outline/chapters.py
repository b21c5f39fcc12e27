"""Blocks of a report, a note or a resolution → chapters, parts, adopted texts, annexes, captions.

A number makes a heading only where it is the one that follows, and where a table of contents
exists, only with the title that it announces: annexes of resolutions number parts of their own.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ctocdiff.language import Language
from ctocdiff.model import Kind, Paragraph, Section
from ctocdiff.outline.agenda import SAME_TITLE, title_similarity
from ctocdiff.outline.block import Block
from ctocdiff.outline.captions import annex_kind, annex_title
from ctocdiff.outline.contents import Contents
from ctocdiff.outline.counts import first_chapter, first_letters, next_letters
from ctocdiff.outline.drafts import Draft, Number, Tree
from ctocdiff.outline.headings import (
    bare_title,
    is_bold,
    is_plain_title,
    lists,
    looks_like_title,
    read_adopted,
    read_chapter,
    read_letter,
    read_numbered,
    read_part,
)
from ctocdiff.outline.numbered import Count
from ctocdiff.roman import read_roman, write_roman

_LONGEST_RUN = 2  # headings without number that follow each other: one and one below it
_CHAPTER, _PART = 1, 2
_ADOPTED = "resolution"  # the kind of a text of which nothing else is said
_UNNUMBERED = "heading"  # label of a section whose heading has no number


@dataclass(frozen=True, slots=True)
class _Opening:
    """A section that a block opens; ``below`` says that its title may stand in the next block."""

    label: str
    level: int
    title: str
    below: bool


class _Builder:
    """Walks the blocks once; the state is where in the outline the next block falls."""

    def __init__(
        self,
        blocks: Sequence[Block],
        contents: Contents,
        language: Language,
        number: Number,
        *,
        numbered: bool,
    ) -> None:
        self._blocks = blocks
        self._contents = contents
        self._language = language
        self._number = number
        self._numbered = numbered
        first = 1 if contents.chapters else first_chapter(blocks, language)
        self._flat = numbered or first is None
        self._lettered = self._flat and not numbered and first_letters(blocks)
        self._next_letters = next_letters(blocks) if self._lettered else []
        self._copies: dict[str, int] = {}  # the last number that made a label unique
        self.tree = Tree()
        self._chapter = (first or 1) - 1
        self._letter = ""
        self._parted = False  # whether a part of the whole has begun, which counts its own chapters
        self._label = ""  # of the chapter that is open
        self._parted = False  # whether a part of the whole has begun, which counts chapters anew
        self._listed = -2  # the last line that belongs to a list of lines without punctuation
        self._inner = (0, "")  # Roman number and letter last seen inside an adopted text or annex
        self._count = Count()
        self._rules: tuple[Callable[[int], _Opening | None], ...] = (
            self._adopted_text,
            self._annex,
            self._new_part,
            self._new_chapter,
            self._part,
        )

    def run(self) -> None:
        at = 0
        while at < len(self._blocks):
            at = self._take(at)

    def _take(self, at: int) -> int:
        """Place the block and give the number of the next one."""
        block = self._blocks[at]
        if block.aside:
            return self._add(at, Kind.NOTE)
        if block.cells:
            return self._add(at, Kind.TABLE)
        opening = next((found for rule in self._rules if (found := rule(at))), None)
        if opening is not None:
            return self._open(at, opening)
        if self._inside() and self._is_inner_heading(block):
            return self._add(at, Kind.HEADING)
        if end := self._captions(at):
            return self._caption(at, end)
        numbered = not self._inside() and self._count.heads(block, self._beside(at + 1, 1))
        return self._add(at, Kind.HEADING if numbered else Kind.BODY)

    def _add(self, at: int, kind: Kind) -> int:
        self.tree.add(self._number(self._blocks[at], kind))
        return at + 1

    def _open(self, at: int, opening: _Opening) -> int:
        title, end = opening.title, at + 1
        heading = [self._number(self._blocks[at], Kind.HEADING)]
        if not title and opening.below and end < len(self._blocks) and self._is_title(end):
            title = self._blocks[end].text
            heading.append(self._number(self._blocks[end], Kind.HEADING))
            end += 1
        title = bare_title(title or self._blocks[at].text)
        self.tree.open(Draft(opening.label, opening.level, title, heading))
        self._inner = (0, "")
        return end

    def _is_title(self, at: int) -> bool:
        block = self._blocks[at]
        return is_plain_title(block) and not self._is_marked(block.text)

    def _is_caption(self, at: int) -> bool:
        """Whether a block can be a heading without number; "50th meeting" is none."""
        block = self._blocks[at]
        return self._is_title(at) and (is_bold(block) or not block.text[0].isdigit())

    def _is_marked(self, text: str) -> bool:
        """Whether a text looks like a heading with a number, at its place or not."""
        return (
            read_adopted(text, self._language) is not None
            or annex_title(text, self._language) is not None
            or read_chapter(text, self._language) is not None
            or read_letter(text) is not None
        )

    def _inside(self) -> Draft | None:
        """The adopted text or annex that is open."""
        for draft in reversed(self.tree.path):
            if " " in draft.label or draft.label.startswith(("annex", "appendix")):
                return draft
        return None

    def _adopted_text(self, at: int) -> _Opening | None:
        text = self._blocks[at].text
        found = read_adopted(text, self._language)
        label, title = (found.label, found.title) if found else ("", "")
        numbered = None if found else read_numbered(text)
        if numbered is not None:
            listed = numbered[0] in self._contents.numbered or self._lists_texts()
            if (listed or self._numbered) and looks_like_title(numbered[1]):
                label, title = f"{self._kind_here()} {numbered[0]}", numbered[1]
        if label.startswith("draft "):
            label = self._free(label)
        if not label or label in self.tree.labels:
            return None
        return _Opening(label, self._level_here(), title, below=True)

    def _kind_here(self) -> str:
        part = self.tree.path[-1] if self.tree.path else None
        for draft in reversed(self.tree.path):
            part = draft
            if kind := lists(draft.title, self._language):
                return kind
            if " " in draft.label:
                return draft.label.removeprefix("draft ").split(" ")[0]
        return lists(part.title, self._language) or _ADOPTED if part else _ADOPTED

    def _lists_texts(self) -> bool:
        """Whether the part or chapter that is open has adopted texts for its subject."""
        parts = (d for d in reversed(self.tree.path) if " " not in d.label)
        part = next(parts, None)
        return part is not None and lists(part.title, self._language) is not None

    def _level_here(self) -> int:
        """The level below the chapter or part that is open."""
        open_at = [d.level for d in self.tree.path if " " not in d.label and d.level <= _PART]
        return max(open_at, default=0) + 1

    def _annex(self, at: int) -> _Opening | None:
        title = annex_title(self._blocks[at].text, self._language)
        if title is None or not self.tree.begun:
            return None
        below = self._blocks[at + 1] if at + 1 < len(self._blocks) else None
        kind = annex_kind(self._blocks[at].text, self._language)
        named = title or (below.text if below and is_plain_title(below) else "")
        adopted = next((draft for draft in self.tree.path if " " in draft.label), None)
        own = bool(named) and self._contents.lists(named)  # the table lists annexes of the report
        if adopted is None or own:
            # an appendix belongs to the annex before it
            level = _PART if kind != "annex" and self._inside() else _CHAPTER
            return _Opening(self._free(kind), level, title, below=True)
        return _Opening(self._free(f"{adopted.label} {kind}"), adopted.level + 1, title, below=True)

    def _free(self, label: str) -> str:
        """A label, with the first number from 2 that makes it unique."""
        number = self._copies.get(label, 1)
        free = label if number == 1 else f"{label}-{number}"
        while free in self.tree.labels:
            number += 1
            free = f"{label}-{number}"
        self._copies[label] = number
        return free

    def _new_part(self, at: int) -> _Opening | None:
        """A part of the whole, "Part two": its chapters begin with the first again."""
        title = read_part(self._blocks[at].text, self._language)
        if title is None or self._flat or self._inside() or self._blocks[at].marker:
            return None
        self._parted, self._chapter, self._letter = True, 0, ""
        return _Opening(self._free(_UNNUMBERED), _CHAPTER, title, below=not title)

    def _new_chapter(self, at: int) -> _Opening | None:
        found = read_chapter(self._blocks[at].text, self._language)
        if found is None or self._flat:
            return None
        number, title = found
        if title and not looks_like_title(title):
            return None
        listed = None if self._parted else self._contents.chapters.get(number)
        follows = number == self._chapter + 1
        if listed is not None:
            same = not title or title_similarity(bare_title(title), listed) >= SAME_TITLE
            fits = number > self._chapter and same
        else:
            fits = follows and not (self._inside() and self._inner[0] == number - 1 > 0)
        if not fits:
            return None
        self._chapter, self._letter = number, ""
        self._label = self._free(write_roman(number))
        return _Opening(self._label, _CHAPTER, title, below=not title)

    def _part(self, at: int) -> _Opening | None:
        found = read_letter(self._blocks[at].text)
        if found is None or not looks_like_title(found[1]):
            return None
        letter, title = found
        if self._flat:
            return self._letter_alone(letter, title)
        if not self._chapter:
            return None
        listed = None if self._parted else self._contents.parts.get((self._chapter, letter))
        follows = letter == (chr(ord(self._letter) + 1) if self._letter else "A")
        if listed is not None:
            same = title_similarity(bare_title(title), listed) >= SAME_TITLE
            fits = letter > self._letter and same
        else:
            inner = self._inside() is not None and (
                self._contents.parts or self._inner[1] or not self._letter
            )
            fits = follows and not inner
        if not fits:
            return None
        self._letter = letter
        return _Opening(f"{self._label}.{letter}", _PART, title, below=False)

    def _letter_alone(self, letter: str, title: str) -> _Opening | None:
        """A part of a document that has no chapters: below a heading without number, if any."""
        follows = letter == (chr(ord(self._letter) + 1) if self._letter else "A")
        if not (self._lettered and follows) or self._inside():
            return None
        self._letter = letter
        below = any(draft.label.startswith(_UNNUMBERED) for draft in self.tree.path)
        level = _PART if below else _CHAPTER
        return _Opening(self._free(letter), level, title, below=False)

    def _is_inner_heading(self, block: Block) -> bool:
        """Whether a block is a numbered heading of an adopted text or annex itself."""
        alone = read_roman(block.text)  # its title stands below
        chapter = (alone, "") if alone else read_chapter(block.text, self._language)
        letter = read_letter(block.text)
        if not looks_like_title(block.text) or not (chapter or letter):
            return False
        number, last = self._inner
        if chapter and chapter[0] == number + 1:
            self._inner = (chapter[0], "")
        elif letter and letter[0] == (chr(ord(last) + 1) if last else "A"):
            self._inner = (number, letter[0])
        else:
            return False
        return True

    def _captions(self, at: int) -> int:
        """Where the headings without number end that begin here; 0 where none does.

        Lines of a list are none: they follow a colon or a table, or are too many, or no text
        comes after them.
        """
        end = at
        while end < len(self._blocks) and end - at <= _LONGEST_RUN and self._is_caption(end):
            end += 1
        if end == at:
            return 0
        if all(is_bold(block) for block in self._blocks[at:end]):
            return end
        after, above = self._beside(end, 1), self._beside(at - 1, -1)
        listed = self._listed == at - 1 or (above is not None and bool(above.cells))
        if above is not None and above.text.endswith(":"):
            listed = listed or end > at + 1 or after is None or not after.marker
        heading = after is not None and self._is_heading(after) and not self._begins_letters(end)
        if after is None or listed or end - at > _LONGEST_RUN or heading:
            self._listed = at
            return 0
        return end

    def _beside(self, at: int, step: int) -> Block | None:
        """The nearest block from here on, or backwards, that is no footnote."""
        while 0 <= at < len(self._blocks):
            if not self._blocks[at].aside:
                return self._blocks[at]
            at += step
        return None

    def _is_heading(self, block: Block) -> bool:
        return looks_like_title(block.text) and self._is_marked(block.text)

    def _caption(self, at: int, end: int) -> int:
        if self._flat and not self._inside() and self._heads_section(end):
            text, self._letter = self._blocks[at].text, ""
            at = self._open(at, _Opening(self._free(_UNNUMBERED), _CHAPTER, text, below=False))
        while at < end:
            at = self._add(at, Kind.HEADING)
        return end

    def _begins_letters(self, at: int) -> bool:
        """Whether the next heading with a letter is the first of its count."""
        return self._lettered and at < len(self._blocks) and self._next_letters[at] == "A"

    def _heads_section(self, at: int) -> bool:
        """Whether a heading without number stands above those with letters, not under one."""
        return not self._letter or self._begins_letters(at)


def read_parts(
    blocks: Sequence[Block],
    contents: Contents,
    language: Language,
    number: Number,
    *,
    numbered: bool = False,
) -> tuple[tuple[Paragraph, ...], tuple[Section, ...]]:
    """The paragraphs before the first heading, and the sections.

    Args:
        blocks: the text after the front matter.
        contents: the table of contents.
        language: that of the document.
        number: turns a block into a paragraph; it is called in reading order.
        numbered: whether "75/196. Title" opens a resolution although no table lists it.
    """
    builder = _Builder(blocks, contents, language, number, numbered=numbered)
    builder.run()
    return builder.tree.freeze()
