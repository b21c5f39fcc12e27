"""Numbers of paragraphs that only shifted, since others were inserted or left out before them.

Given only where it is consistent: in both documents the number is the one that follows in its
count, it stands at the head of the paragraph and is of one kind (figures, letters, Roman figures),
and the paragraph kept its place. Numbers of items and headings are no mere counts: they are what
the document is cited by, and stay for review.
"""

from __future__ import annotations

from dataclasses import dataclass

from ctocdiff.model import Document, Edit, Kind, Op
from ctocdiff.outline.blocks import MARKER
from ctocdiff.outline.headings import read_roman


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
