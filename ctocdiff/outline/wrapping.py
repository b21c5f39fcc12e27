"""Which lines go on with the line above: where paragraphs end that blank lines do not part.

Two layouts occur in official texts (measured on five documents): one paragraph a line, and lines
wrapped at some 90 characters. In the second a line continues the one before unless that one ended
early: it was not full, judged by whether the next word would still have fitted.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from ctocdiff.language import Table
from ctocdiff.model import Line
from ctocdiff.outline.block import MARKER, NOTE_MARK, TERMINAL, Block, join

_NOTE_LINE = re.compile(rf"{NOTE_MARK}\s")  # the first line of a footnote
_ENTRY_ENDS = (".", ";", ":", "!", "?", "»", "”", '"', "…", ")")
_FULL_SHARE = 0.85
_WRAP_WIDTH = 130
_WRAPPED_SHARE = 0.2  # of all lines that go on
_FULL_WRAPPED_SHARE = 0.3  # of full lines with another below
_FEWEST_WRAPPED = 3
_FEWEST_CUT = 2
_NARROW_SHARE = 0.7  # of the usual width, that a narrow column has at most
_NARROWEST = 50  # code points; shorter lines are those of a list
# "II. Ferries", "A. Ferries", glued to the paragraph above
_HEADING = re.compile(r"(?:[IVXL]{1,6}|[A-Z])\.\s+[«“\"]?[^\W\d_a-z]")
_RESOLUTION = re.compile(r"\d{1,4}/\d{1,3}\.\s+[«“\"]?[^\W\d_a-z]")  # "75/196. Lighthouses"
_SENTENCE_END = re.compile(r"\w{3,}[)»”\"]?[.;:!?]$")
_DAY_END = re.compile(r"\b(?:0?[1-9]|[12]\d|3[01])(?:er|st|nd|rd|th)?$")
_YEAR = re.compile(r"(?:1[89]|20|21)\d{2}(?=\W*(?:\s|$))")
_LEADER = re.compile(r"(?:\s?[.…·]){3,}$")  # a row of a table of contents, its page below
_ABBREVIATION = re.compile(r"\b[a-z]\.[a-z]\.$")  # "10 a.m."
_SYMBOL = re.compile(r"[(\[][A-Z][A-Z0-9]*/[^\s]+")


def wrap_width(groups: Sequence[Sequence[Line]]) -> int | None:
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
    if wrapped:
        return width
    return lengths[-1] if _ends_at_margin(pairs, lengths[-1]) else None


def _ends_at_margin(pairs: Sequence[tuple[str, str]], longest: int) -> bool:
    """Whether long lines end in mid-sentence, where the next word would not have fitted.

    It tells in short documents, where few lines go on in lower case.
    """
    if not _NARROWEST <= longest <= _WRAP_WIDTH:
        return False
    long = [pair for pair in pairs if len(pair[0]) >= _FULL_SHARE * longest]
    cut = [(b, a) for b, a in long if len(b) + 1 + len(a.split(" ", 1)[0]) > longest]
    within = sum(not before.endswith(TERMINAL) for before, _ in cut)
    return within >= _FEWEST_CUT and len(cut) >= 0.75 * len(long) and 2 * within >= len(cut)


def _runs_on(before: str, after: str) -> bool:
    """No final punctuation before, lower case after: the sentence goes on."""
    ended = before.endswith(TERMINAL) and not _ABBREVIATION.search(before[-5:])
    return not ended and after[:1].islower() and not MARKER.match(after)


def dangles(text: str, words: Table) -> bool:
    """Whether a text ends in a word that cannot end a sentence, such as an article."""
    last = re.search(r"[^\W\d_]+'?$", text[-40:].replace("’", "'"))
    return last is not None and last[0].lower() in words["outline"]["dangling"]


def continues(before: str, after: str, words: Table) -> bool:
    """Whether ``after`` goes on with the paragraph that ``before`` begins, cut by a page."""
    if MARKER.match(after) and not dangles(before, words):
        return False
    if before.endswith(","):
        return after[:1].islower()
    return _runs_on(before, after) or dangles(before, words) or _parts_unit(before, after, words)


def _parts_unit(above: str, after: str, words: Table) -> bool:
    """Whether a line ends within a date or a row of a table of contents, or before a symbol."""
    if _SYMBOL.match(after):
        return not above.endswith(TERMINAL)
    if after.isdigit() and _LEADER.search(above[-12:]):
        return True
    if _DAY_END.search(above[-6:]):
        return _is_month(_first_word(after), words)
    year = _YEAR.match(after) is not None
    return year and _is_month(above.rpartition(" ")[2].lower(), words)


def _first_word(text: str) -> str:
    word = re.match(r"[^\W\d_]+\.?", text)
    return word.group().lower() if word else ""


def _is_month(word: str, words: Table) -> bool:
    return any(word == form.lower() for forms in words["dates"]["months"] for form in forms)


def unwrapped(rows: Sequence[Block], words: Table) -> Iterator[Block]:
    """The blocks of lines that stand together where a line is a paragraph, unless a page cut it."""
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


def wrapped(
    group: Sequence[Line],
    rows: Sequence[Block],
    width: int,
    words: Table,
    is_alone: Callable[[str], bool],
) -> Iterator[Block]:
    """The blocks of lines that stand together where lines are wrapped.

    Args:
        group: the lines.
        rows: the same as blocks.
        width: the usual length of a full line, from :func:`wrap_width`.
        words: the lexicon of their language.
        is_alone: whether a line of this text is a block of its own wherever it stands.
    """
    runs = sum(_runs_on(before.text, after.text) for before, after in pairwise(rows))
    # short lines of which none goes on are a list, or the fields of a masthead
    widths = (width, max(len(row.text) for row in rows) if runs else width)
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
    narrow = local < _NARROW_SHARE * width
    # the cells of a row in a narrow table are not full
    apart = narrow and "\t" in above and not text[:1].islower()
    if row.cells or apart or _NOTE_LINE.match(text):
        return False
    if re.match(outline["hour"] + r"\s*[-–]", text, re.IGNORECASE):
        return False  # a row of the programme of work
    taken = len(above) + 1 + len(text.split(" ", 1)[0])
    hanging = line.text.startswith("  ") and text[:1].islower() and not MARKER.match(text)
    if _opens_item(text, above):
        return False
    if _parts_unit(above, text, words):
        return True
    if line.text.startswith(" ") and not hanging:  # a page begins with it, or a heading does
        return taken >= _FULL_SHARE * width
    if above.endswith(",") and text[:1].isdigit() and not MARKER.match(text):
        return True  # "on Monday," above "12 May"
    if above.endswith(TERMINAL) and not (above.endswith(",") and text[:1].islower()):
        return taken >= _FULL_SHARE * width
    if (text[:1].islower() and not MARKER.match(text)) or dangles(above, words):
        return True
    return taken >= _FULL_SHARE * (local if narrow else width)


def _opens_item(text: str, above: str) -> bool:
    """Whether a line begins an item: a number or letter, a capital, and a whole entry above.

    "2. Oars" after "1. Ferries.", but not "22. The Bureau" after "in accordance with rule"; the
    first letter also opens one right after the heading of its item, "(a) Oars" after "1. Ferries".
    """
    marker = MARKER.match(text)
    if marker is None:
        chapter = _HEADING.match(text) and _SENTENCE_END.search(above[-40:])
        return bool(chapter or _RESOLUTION.match(text))
    first = marker["letter"] == "a" and MARKER.match(above) is not None
    return text[marker.end() :].lstrip()[:1].isupper() and (first or above.endswith(_ENTRY_ENDS))
