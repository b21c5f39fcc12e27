"""How much fits: the extracts that a memo of three pages has room for.

Heights are in points, estimated from the number of code points with the widest type that may stand
in for Times New Roman (DejaVu Serif, as LibreOffice takes where the former is missing); they err on
the side of too much, since a fourth page is worse than white space at the end.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence

from ctocdiff.memo.values import (
    Bounded,
    CitedEntry,
    DeadlineEntry,
    DocumentEntry,
    Extract,
    FindingEntry,
    Header,
)
from ctocdiff.model import Op, Row, Status

PAGES = 3
_PAGE = 712.0  # height of the text of a page of the template
_WASTE = 24.0  # what a page loses at its end, where rows are not parted, and to a long header
#: What the head, the sentences and the tables of facts may use, so that extracts find room.
LEFT_FOR_TABLES = PAGES * (_PAGE - _WASTE) - 400.0
_TEXT = 453.0  # width of the text
_LETTER = 0.53  # width of a letter, in sizes of the type
_LEADING = 1.17  # height of a line, in sizes of the type

_BODY, _CELL, _EXTRACT = 10.0, 8.5, 9.0  # sizes of the type
_CELL_SPACE = 6.0  # to the left and right of a cell
_ROW_SPACE = 2.5  # above and below a row
_HEADING = 24.0
_GAP = 6.0  # below a paragraph
_SENTENCES = (330, 720, 170, 50, 400)  # code points of the paragraphs between the tables
_MADE_SUBJECT, _RUNNING = 100, 250  # code points of a subject that is made, of a later page's head
_PARTS = 6
_COMPARED = 4  # lines of the table of what was compared

# Shares of the width, and the most code points shown, of the cells that decide the heights.
_SUBJECT, _TITLE = (0.43, 132), (0.62, 116)
_FINDING = (0.70, 125)
_NAMES = 0.83
_NAME = 5  # code points of a cited text besides its number and the labels of its items
_EXTRACT_SHARE = 0.82
# What is said of an extract: code points of the numbers of a run of changes, of the name of a kind,
# each beside those of a line.
_NUMBERS, _KINDS, _QUIET = (12, 14), (11, 16), 7.5

_LEAST, _MOST = 3, 40  # extracts that are shown however full or empty the memo is
# Weight that an extract loses for each one already taken from its item, and for each line beyond a
# few: short ones leave room for others.
_AGAIN, _LONG, _FEW_LINES = 0.7, 0.12, 4


def lines(length: int, size: float, width: float = _TEXT) -> int:
    """How many lines a text of some code points takes at a size, both in points."""
    a_line = max(1, int(width / (size * _LETTER)))
    return max(1, -(-length // a_line))


def _breadth(text: str) -> int:
    """How many usual letters are as broad as a text; capitals and full-width ones count double."""
    broad = sum(one.isupper() or unicodedata.east_asian_width(one) in "FW" for one in text)
    return len(text) + broad


def _row(length: int, share: float, size: float = _CELL, least: int = 1) -> float:
    """The height of a row of which one cell, of a share of the width, decides it."""
    wrapped = max(least, lines(length, size, _TEXT * share - _CELL_SPACE))
    return wrapped * size * _LEADING + _ROW_SPACE


def frame(header: Header) -> float:
    """The height of a memo without its tables: head, headings, sentences."""
    head = sum(
        _row(_breadth(text), 0.83, _BODY) + _ROW_SPACE
        for text in (header.to, header.sender, "", header.reference)
    )
    subject = max(_breadth(header.subject), _MADE_SUBJECT)
    head += _row(subject, 0.83, _BODY) + _ROW_SPACE
    running = lines(min(_RUNNING, subject + _breadth(header.reference)), _CELL) - 1
    head += (PAGES - 1) * running * _CELL * _LEADING * 1.2
    if header.classification:
        head += PAGES * lines(_breadth(header.classification), _BODY) * _BODY * _LEADING * 1.2
    sentences = sum(lines(length, _BODY) * _BODY * 1.23 + _GAP for length in _SENTENCES)
    compared = _row(1, 1) + 2 * _row(0, 1, least=_COMPARED)
    return head + _PARTS * _HEADING + sentences + compared


def tables(
    deadlines: Bounded[DeadlineEntry],
    cited: Iterable[Bounded[CitedEntry]],
    documents: Iterable[Bounded[DocumentEntry]],
    findings: Bounded[FindingEntry],
) -> float:
    """The height of the tables of facts."""
    found = sum(
        _row(min(len(one.subject), _SUBJECT[1]), _SUBJECT[0], least=3) for one in deadlines.entries
    )
    for texts in cited:
        names = sum(_name(one) for one in texts.entries)
        found += _row(names, _NAMES) if texts.entries else 0.0
    for listed in documents:
        found += sum(
            _row(min(len(one.title), _TITLE[1]), _TITLE[0], least=-(-len(one.sections) // 2))
            for one in listed.entries
        )
        found += 2 * _row(1, 1) if listed.entries else 0.0
    if findings.entries:
        found += _HEADING + 2 * (_BODY * _LEADING) + _row(1, 1) + _GAP
        found += len(findings.entries) * _row(_FINDING[1], _FINDING[0])
    return found


def _name(cited: CitedEntry) -> int:
    numbers = len(cited.text.number) + 40 * len(cited.replaces)
    return _NAME + numbers + sum(len(label) + 3 for label in cited.sections)


def choose(found: Sequence[Extract], used: float) -> tuple[Extract, ...]:
    """The weightiest extracts that fit beside what uses some points, in reading order.

    Where one item has many, those of others come forward.
    """
    room = PAGES * (_PAGE - _WASTE) - used
    left = list(found)
    taken: list[Extract] = []
    by_item: dict[str, int] = {}
    while left and len(taken) < _MOST:
        best = max(left, key=lambda one: (_pull(one, by_item), -one.order))
        left.remove(best)
        cost = height(best) + (0.0 if best.section in by_item else _row(len(best.title) + 12, 1.0))
        if cost > room and len(taken) >= _LEAST:
            continue
        room -= cost
        taken.append(best)
        by_item[best.section] = by_item.get(best.section, 0) + 1
    return tuple(sorted(taken, key=lambda one: one.order))


def _pull(one: Extract, by_item: dict[str, int]) -> float:
    longer = max(0.0, height(one) / (_EXTRACT * _LEADING) - _FEW_LINES)
    return one.weight - _AGAIN * by_item.get(one.section, 0) - _LONG * longer


def height(extract: Extract) -> float:
    """The height of the row of an extract: that of its text or of what is said of it."""
    numbers = [int(change.partition("-")[2]) for change in extract.changes]
    runs = sum(one + 1 not in numbers for one in numbers)
    named = -(-_NUMBERS[0] * runs // _NUMBERS[1])
    kinds = -(-_KINDS[0] * len(extract.categories) // _KINDS[1])
    fate = 2 * (extract.status in (Status.ADDED, Status.REMOVED, Status.MOVED))
    said = named * _CELL * _LEADING + (kinds + fate) * _QUIET * _LEADING + _ROW_SPACE
    return max(said, _row(_length(extract.row), _EXTRACT_SHARE, _EXTRACT))


def _length(row: Row) -> int:
    if not row.diffs:
        return len(row.text(0)) + len(row.text(1))
    total = 0
    for edit in row.diffs[0].edits:
        before, after = (stop - start for start, stop in (edit.before, edit.after))
        total += after if edit.op is Op.EQUAL else before + after
    return total
