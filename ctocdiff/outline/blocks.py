"""Lines → blocks: the stretches of text that may become paragraphs.

Two layouts occur in official texts (measured on five documents): one paragraph a line, and lines
wrapped at some 90 characters. In the second a line continues the one before unless that one ended
early: it was not full, judged by whether the next word would still have fitted.

A block keeps where each of its characters stands in the source. White space is folded to one
space; a bullet (``- a) …``) leaves the text, as it is residue of a conversion.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from ctocdiff.language import Table
from ctocdiff.model import Line, Piece, Run, Start, Style
from ctocdiff.outline.markers import marker_pattern
from ctocdiff.read.markup import HASHES
from ctocdiff.read.segments import BREAK

NOTE = re.compile(r"(?:\*{1,5}|[¹²³⁴-⁹⁰]+)\s*\S")
_NOTE_LINE = re.compile(r"(?:\*{1,5}|[¹²³⁴-⁹⁰]+)\s")  # the first line of a footnote
MARKER = marker_pattern()
_BULLET = re.compile(r"[ \t]*[-•–]\s+(?=[«“\"]?\s*(?:\d{1,3}\.|\(?[a-z]{1,4}\))\s)")
_NUMBERED = re.compile(r"\s*(?:\d{1,3}\.|\(?[a-z]{1,4}\)|[IVXL]+\.|[A-Z]\.)\t[^\t]*$")
_RULE = re.compile(r"\s*[-_=–—─]{3,}\s*")  # a line drawn across the page
_TERMINAL = tuple('.;:,!?»”"…')
_ENTRY_ENDS = (".", ";", ":", "!", "?", "»", "”", '"', "…", ")")
_FULL_SHARE = 0.85
# Words with a single space between them, which stay as they are; other white space is folded.
_STRETCH = re.compile(r"(?:[^ \t\r\f\v]++(?: (?=[^ \t\r\f\v]))?+)++|[ \t\r\f\v]+")
_WRAP_WIDTH = 130
_WRAPPED_SHARE = 0.2  # of all lines that go on
_FULL_WRAPPED_SHARE = 0.3  # of full lines with another below
_FEWEST_WRAPPED = 3


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of text with its place in the source.

    ``cells`` is not empty for a row of a tab-separated table; ``glued`` says that no blank line
    stood before it; ``wrapped`` that the layout is the hard-wrapped one; ``aside`` that it stands
    between paragraphs by chance: a footnote, a page number; ``tight`` that it goes on within the
    last word of the block before.
    """

    text: str
    pieces: tuple[Piece, ...]
    cells: tuple[tuple[int, int], ...] = ()
    glued: bool = False
    wrapped: bool = False
    aside: bool = False
    tight: bool = False

    @property
    def page(self) -> int:
        return self.pieces[0].page

    @property
    def marker(self) -> re.Match[str] | None:
        return MARKER.match(self.text)

    @property
    def ends_sentence(self) -> bool:
        return self.text.endswith(_TERMINAL)


def join(parts: Sequence[Block]) -> Block:
    """One block of several; after a slash or a hyphen inside a word no space is supplied."""
    if len(parts) == 1:
        return parts[0]
    texts: list[str] = []
    pieces: list[Piece] = []
    length = 0
    for part in parts:
        if texts:
            glue = "" if part.tight or re.search(r"\S[/\-‐‑]$", texts[-1]) else " "
            texts.append(glue)
            length += len(glue)
        pieces.extend(replace(piece, offset=piece.offset + length) for piece in part.pieces)
        texts.append(part.text)
        length += len(part.text)
    return replace(parts[0], text="".join(texts), pieces=tuple(pieces))


def cut(block: Block, start: int, end: int | None = None) -> Block:
    """The part of a block between two offsets of its text."""
    end = len(block.text) if end is None else end
    pieces = []
    for piece in block.pieces:
        low, high = max(piece.offset, start), min(piece.offset + piece.length, end)
        if low < high:
            skipped = low - piece.offset
            pieces.append(
                replace(piece, offset=low - start, length=high - low, column=piece.column + skipped)
            )
    return replace(block, text=block.text[start:end], pieces=tuple(pieces))


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
    width = _wrap_width(groups)
    result: list[Block] = []
    for group in groups:
        if group[0].start is not Start.LAYOUT:
            result.extend(_structured(group, is_alone))
            continue
        rows = [_block(line) for line in group]
        if width is None:
            result.extend(_unwrapped(rows, words))
        else:
            result.extend(_wrapped(group, rows, width, words, is_alone))
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
            row = _block(typed)
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


def _wrap_width(groups: Sequence[Sequence[Line]]) -> int | None:
    """The usual length of a full line where the layout is hard-wrapped, else None."""
    lengths = sorted(len(line.text.strip()) for group in groups for line in group)
    if not lengths:
        return None
    width = lengths[int(0.95 * (len(lengths) - 1))]
    if width > _WRAP_WIDTH:
        return None
    pairs = [
        (before.text.strip(), after.text.strip())
        for group in groups
        for before, after in pairwise(group)
    ]
    continued = sum(_runs_on(*pair) for pair in pairs)
    # lines that stand alone tell nothing: a short document has few that could go on
    full = [
        (before, after)
        for before, after in pairs
        if len(before) + 1 + len(after.split(" ", 1)[0]) >= _FULL_SHARE * width
    ]
    going_on = sum(_runs_on(*pair) for pair in full)
    wrapped = continued >= _WRAPPED_SHARE * len(lengths) or (
        going_on >= _FEWEST_WRAPPED and going_on >= _FULL_WRAPPED_SHARE * len(full)
    )
    return width if wrapped else None


def _runs_on(before: str, after: str) -> bool:
    """No final punctuation before, lower case after: the sentence goes on."""
    return not before.endswith(_TERMINAL) and after[:1].islower() and not MARKER.match(after)


def dangles(text: str, words: Table) -> bool:
    """Whether a text ends in a word that cannot end a sentence, such as an article."""
    last = re.search(r"[^\W\d_]+'?$", text[-40:].replace("’", "'"))
    return bool(last) and last.group().lower() in words["outline"]["dangling"]  # type: ignore[union-attr]


def continues(before: str, after: str, words: Table) -> bool:
    """Whether ``after`` goes on with the paragraph that ``before`` begins, cut by a page."""
    if MARKER.match(after) and not dangles(before, words):
        return False
    if before.endswith(","):
        return after[:1].islower()
    return _runs_on(before, after) or dangles(before, words)


def _unwrapped(rows: Sequence[Block], words: Table) -> Iterator[Block]:
    parts: list[Block] = []
    for row in rows:
        last = parts[-1] if parts else None
        if last and (last.cells or row.cells or not continues(last.text, row.text, words)):
            yield join(parts)
            parts = [replace(row, glued=True)]
        else:
            parts.append(row)
    if parts:
        yield join(parts)


def _wrapped(
    group: Sequence[Line],
    rows: Sequence[Block],
    width: int,
    words: Table,
    is_alone: Callable[[str], bool],
) -> Iterator[Block]:
    widths = (width, max(len(row.text) for row in rows))
    parts: list[Block] = []
    above_alone = False
    for line, plain in zip(group, rows, strict=True):
        row = replace(plain, wrapped=True)
        alone = is_alone(row.text)
        above = parts[-1].text if parts else None
        if above is None:
            parts = [row]
        elif (dangles(above, words) or not (above_alone or alone)) and _wrap_continues(
            above, line, row, widths, words
        ):
            parts.append(row)
        else:
            yield join(parts)
            parts = [replace(row, glued=True)]
        above_alone = alone
    if parts:
        yield join(parts)


def _wrap_continues(
    above: str, line: Line, row: Block, widths: tuple[int, int], words: Table
) -> bool:
    """Whether a wrapped line continues the one ``above`` it in the same group."""
    text = row.text
    outline = words["outline"]
    width, local = widths
    if row.cells or _NOTE_LINE.match(text):
        return False
    if re.match(outline["hour"] + r"\s*[-–]", text, re.IGNORECASE):
        return False  # a row of the programme of work
    taken = len(above) + 1 + len(text.split(" ", 1)[0])
    hanging = line.text.startswith("  ") and text[:1].islower() and not MARKER.match(text)
    if _opens_item(text, above):
        return False
    if line.text.startswith(" ") and not hanging:  # a page begins with it, or a heading does
        return taken >= _FULL_SHARE * width
    if above.endswith(",") and text[:1].isdigit() and not MARKER.match(text):
        return True  # "on Monday," above "12 May"
    if above.endswith(_TERMINAL) and not (above.endswith(",") and text[:1].islower()):
        return taken >= _FULL_SHARE * width
    if text[:1].islower() and not MARKER.match(text):
        return True
    if dangles(above, words):
        return True
    return taken >= _FULL_SHARE * (local if local < 0.7 * width else width)


def _opens_item(text: str, above: str) -> bool:
    """Whether a line begins an item: a number or letter, a capital, and a whole entry above.

    "2. Oars" after "1. Ferries.", but not "22. The Bureau" after "in accordance with rule".
    """
    marker = MARKER.match(text)
    title = text[marker.end() :].lstrip() if marker else ""
    return title[:1].isupper() and above.endswith(_ENTRY_ENDS)


def _block(line: Line) -> Block:
    """One line, its white space folded, its bullet left out."""
    bullet = _BULLET.match(line.text)
    skip = bullet.end() if bullet else 0
    stripped = line.text.strip(" \f\r\v")
    tabbed = "\t" in stripped and not bullet and not _NUMBERED.match(stripped)
    text: list[str] = []
    pieces: list[Piece] = []
    length = seen = 0

    def take(part: str, column: int, style: Style) -> None:
        nonlocal length
        pieces.append(Piece(length, len(part), line.page, line.number, column, style))
        text.append(part)
        length += len(part)

    for run in line.runs:
        at = max(0, min(len(run.text), skip - seen))
        seen += len(run.text)
        for match in _STRETCH.finditer(run.text[at:]):
            part, column = match.group(), run.column + at + match.start()
            if part[0] not in " \t\r\f\v":
                take(part, column, run.style)
            elif tabbed and "\t" in part:
                take("\t" * part.count("\t"), column, run.style)
            elif text and not text[-1].endswith((" ", "\t")):
                take(" ", column, run.style)
    while text and text[-1].strip(" \t") == "":  # empty cells at a row's end say nothing
        pieces.pop()
        text.pop()
    joined = "".join(text)
    return Block(joined, _merge(pieces), _cells(joined) if tabbed else ())


def _merge(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """Pieces that follow each other in text and source become one."""
    merged: list[Piece] = []
    for piece in pieces:
        if merged:
            last = merged[-1]
            contiguous = last.column + last.length == piece.column and last.style == piece.style
            if contiguous and last.line == piece.line:
                merged[-1] = replace(last, length=last.length + piece.length)
                continue
        merged.append(piece)
    return tuple(merged)


def _cells(text: str) -> tuple[tuple[int, int], ...]:
    cells: list[tuple[int, int]] = []
    start = 0
    for cell in text.split("\t"):
        cells.append((start, start + len(cell)))
        start += len(cell) + 1
    return tuple(cells)
