"""Numbers of paragraphs and footnotes that only shifted, since others came or went before them.

Given only where it is consistent: in both documents the number is the one that follows in its
count, it stands at the head of the paragraph and is of one kind (figures, letters, Roman figures),
and the paragraph kept its place; the number of a footnote in the text, only where the two footnotes
themselves correspond. Numbers of items and headings are no mere counts: they are what
the document is cited by, and stay for review.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from ctocdiff.classify.folding import same_letters
from ctocdiff.letters import SUPERSCRIPTS
from ctocdiff.model import Document, Edit, Kind, Op, Paragraph, Row, Status
from ctocdiff.outline.block import MARKER
from ctocdiff.roman import read_roman


@dataclass(frozen=True, slots=True)
class Numbered:
    """The number at the head of a paragraph: its kind, and its range of the paragraph's text."""

    kind: str
    start: int
    end: int


_FIGURES, _LETTER, _ROMAN = "figures", "letter", "roman"
_DEPTH = {_FIGURES: 0, _LETTER: 1, _ROMAN: 2}


def count_paragraphs(document: Document) -> dict[str, Numbered]:
    """The paragraphs of a body of which the number follows in its count, by their ids.

    A count may begin anew at 1: in a list, in an annex, in each text that a report quotes.
    """
    found: dict[str, Numbered] = {}
    last: dict[str, int] = {}
    for paragraph in document.paragraphs():
        match = MARKER.match(paragraph.text) if paragraph.kind is Kind.BODY else None
        if match is None:
            continue
        group = "item" if match["item"] else "letter"
        values = _values(match[group])
        kind = next((k for k, n in values.items() if n == last.get(k, 0) + 1), None)
        kind = kind or next((k for k, n in values.items() if n == 1), None)
        if kind is not None:
            found[paragraph.id] = Numbered(kind, *match.span(group))
        else:
            kind = next(iter(values), None)
        if kind is not None:
            last = {k: n for k, n in last.items() if _DEPTH[k] < _DEPTH[kind]}
            last[kind] = values[kind]
    return found


def _values(number: str) -> dict[str, int]:
    """What a number can stand for: "i" is the ninth letter or the first Roman figure."""
    if number.isdigit():
        return {_FIGURES: int(number)}
    values = {_LETTER: ord(number) - ord("a") + 1} if len(number) == 1 else {}
    if (value := read_roman(number.upper())) is not None:
        values[_ROMAN] = value
    return values


def renumbers(edit: Edit, before: Numbered | None, after: Numbered | None) -> bool:
    """Whether an edit replaces the number of a row's first paragraph, and nothing else."""
    return (
        before is not None
        and after is not None
        and edit.op is Op.REPLACE
        and before.kind == after.kind
        and edit.before == (before.start, before.end)
        and edit.after == (after.start, after.end)
    )


_MARK = re.compile(f"[{SUPERSCRIPTS}]+")
_SIGN = "\ufffc"
_STAYED = frozenset({Status.EQUAL, Status.MODIFIED})


def count_notes(document: Document) -> dict[str, str]:
    """The footnotes of which the number follows in its count, by their ids, with their marks."""
    found: dict[str, str] = {}
    last = 0
    for paragraph in document.paragraphs():
        match = _MARK.match(paragraph.text) if paragraph.kind is Kind.NOTE else None
        if match is not None:
            number = int(unicodedata.normalize("NFKC", match[0]))
            if number in (1, last + 1):
                found[paragraph.id] = match[0]
            last = number
    return found


def pair_notes(
    rows: Iterable[Row],
    witnesses: tuple[int, int],
    counted: tuple[Mapping[str, str], Mapping[str, str]],
) -> dict[str, str]:
    """The marks of footnotes that correspond and kept their place, where that leaves no choice.

    Args:
        rows: all rows of a comparison.
        witnesses: the two that are compared.
        counted: the footnotes of each, from :func:`count_notes`.
    """
    pairs: set[tuple[str, str]] = set()
    for row in rows:
        cells = [row.cells[witness] for witness in witnesses]
        if row.kind is Kind.NOTE and row.status in _STAYED and all(len(c) == 1 for c in cells):
            marks = [_mark(cell, notes) for cell, notes in zip(cells, counted, strict=True)]
            if marks[0] and marks[1]:
                pairs.add((marks[0], marks[1]))
    olds, news = ([pair[side] for pair in pairs] for side in (0, 1))
    return {old: new for old, new in pairs if olds.count(old) == news.count(new) == 1}


def _mark(cell: Collection[Paragraph], notes: Mapping[str, str]) -> str | None:
    return next((notes.get(paragraph.id) for paragraph in cell), None)


def shifts_notes(old: str, new: str, pairs: Mapping[str, str]) -> bool:
    """Whether two passages differ in the marks of corresponding footnotes, and no letter else."""
    marks = _MARK.findall(old), _MARK.findall(new)
    return (
        marks[0] != marks[1]
        and [pairs.get(mark) for mark in marks[0]] == marks[1]
        and same_letters(_MARK.sub(_SIGN, old), _MARK.sub(_SIGN, new))
    )
