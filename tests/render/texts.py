"""Paragraphs and word diffs (difflib) made by hand: the pipeline is not needed."""

from __future__ import annotations

import difflib
import re
from itertools import accumulate

from ctocdiff.model import Edit, Kind, Op, Paragraph, Piece, Style

_OPS = {"equal": Op.EQUAL, "replace": Op.REPLACE, "insert": Op.INSERT, "delete": Op.DELETE}


def paragraph(name: str, kind: Kind, text: str, style: Style = Style.PLAIN) -> Paragraph:
    """A paragraph in one style; tabs part the cells of a row of a table."""
    cells = []
    if kind is Kind.TABLE:
        start = 0
        for cell in text.split("\t"):
            cells.append((start, start + len(cell)))
            start += len(cell) + 1
    pieces = (Piece(0, len(text), 1, 1, 0, style),) if text else ()
    return Paragraph(name, kind, text, pieces, tuple(cells))


def word_edits(before: str, after: str) -> tuple[Edit, ...]:
    """The edits from one text to the other, in whole words, spaces and signs."""
    a, b = (re.findall(r"\w+|\s|[^\w\s]", text) for text in (before, after))
    starts_a, starts_b = (list(accumulate(map(len, words), initial=0)) for words in (a, b))
    return tuple(
        Edit(_OPS[tag], (starts_a[i], starts_a[j]), (starts_b[k], starts_b[m]))
        for tag, i, j, k, m in difflib.SequenceMatcher(None, a, b, autojunk=False).get_opcodes()
    )
