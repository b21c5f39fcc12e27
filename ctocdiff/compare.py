"""Two documents → a redline: aligned, diffed, classified, its changes numbered."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import count

from ctocdiff.align.witnesses import align
from ctocdiff.classify import Context, classify
from ctocdiff.diff import diff_texts
from ctocdiff.errors import UsageError
from ctocdiff.model import (
    AlignedSection,
    Change,
    Comparison,
    Diff,
    Document,
    Edit,
    Op,
    Paragraph,
    Row,
    Span,
)

_BETWEEN = (0, 1)


def redline(before: Document, after: Document) -> Comparison:
    """Compare two documents in the same language.

    Raises:
        UsageError: the documents are in different languages; ``concord`` compares those.
    """
    if before.language is not after.language:
        raise UsageError(
            "languages-differ",
            before=f"{before.name} ({before.language})",
            after=f"{after.name} ({after.language})",
        )
    front, sections = align(before, after)
    numbers = count(1)
    documents = (before, after)
    return Comparison(
        documents,
        _diffed(front, documents, numbers),
        tuple(_diffed(section, documents, numbers) for section in sections),
    )


def _diffed(
    section: AlignedSection, documents: tuple[Document, Document], numbers: Iterator[int]
) -> AlignedSection:
    rows = tuple(_diffed_row(row, documents, numbers) for row in section.rows)
    return replace(section, rows=rows)


def _diffed_row(row: Row, documents: tuple[Document, Document], numbers: Iterator[int]) -> Row:
    before, after = row.text(0), row.text(1)
    if before == after and len(row.cells[0]) == len(row.cells[1]):
        return row
    edits = edits_between(before, after, documents)
    context = Context(before, after, documents)
    changes = tuple(
        _change(next(numbers), edit, row, context) for edit in edits if edit.op is not Op.EQUAL
    )
    return replace(row, diffs=(Diff(_BETWEEN, edits, changes),))


def edits_between(
    before: str, after: str, documents: tuple[Document, Document]
) -> tuple[Edit, ...]:
    """The edits from one row text to the other; what has no counterpart is one edit."""
    if not before or not after:
        op = Op.INSERT if after else Op.DELETE
        return (Edit(op, (0, len(before)), (0, len(after))),) if before or after else ()
    return diff_texts(before, after, (documents[0].language, documents[1].language))


def _change(number: int, edit: Edit, row: Row, context: Context) -> Change:
    return Change(
        id=f"C-{number:04d}",
        op=edit.op,
        before=context.before[slice(*edit.before)],
        after=context.after[slice(*edit.after)],
        before_span=_span(row.cells[0], edit.before),
        after_span=_span(row.cells[1], edit.after),
        category=classify(edit, context),
    )


def _span(cell: Sequence[Paragraph], spanned: tuple[int, int]) -> Span | None:
    """The range of a row text as a range of the paragraph it begins in; None where it is empty."""
    start, end = spanned
    offset = 0
    for paragraph in cell:
        length = len(paragraph.text)
        if start <= offset + length:
            low, high = start - offset, min(end - offset, length)
            return Span(paragraph.id, low, high) if end > start else None
        offset += length + 1
    return None
