"""Two documents → a redline, three or more → a collation: aligned, diffed, classified, numbered."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from enum import StrEnum
from itertools import count
from typing import TypeVar

from ctocdiff.align.witnesses import align
from ctocdiff.classify import Side, classify
from ctocdiff.classify.numbering import (
    count_notes,
    count_paragraphs,
    pair_notes,
    renumbers,
    shifts_notes,
)
from ctocdiff.diff import diff_texts
from ctocdiff.errors import UsageError
from ctocdiff.facts.citations import find_citations
from ctocdiff.facts.deadlines import find_deadlines
from ctocdiff.facts.findings import find_findings
from ctocdiff.facts.references import citation_changes
from ctocdiff.facts.timeline import deadline_changes
from ctocdiff.model import (
    AlignedSection,
    Change,
    Citation,
    Comparison,
    Deadline,
    Diff,
    Document,
    Edit,
    Op,
    Paragraph,
    Row,
    SessionFacts,
    Span,
    Status,
)

_Fact = TypeVar("_Fact", Citation, Deadline)
_IN_PLACE = frozenset({Status.MODIFIED, Status.MERGED, Status.SPLIT})


class Base(StrEnum):
    """What each witness of a collation is compared with."""

    PREVIOUS = "previous"
    FIRST = "first"


def redline(before: Document, after: Document) -> Comparison:
    """Compare two documents in the same language.

    Raises:
        UsageError: the documents are in different languages.
    """
    return collate((before, after))


def collate(
    witnesses: Sequence[Document],
    *,
    base: Base = Base.PREVIOUS,
    calendar: Sequence[SessionFacts] = (),
) -> Comparison:
    """Compare two or more documents in the same language, in the order given.

    Args:
        witnesses: the documents.
        base: what each of three or more is compared with.
        calendar: the sessions known, of any bodies; some findings rest on them.

    Raises:
        UsageError: there are fewer than two, or they are in different languages.
    """
    documents = tuple(witnesses)
    if len(documents) < 2:
        raise UsageError("too-few-documents", count=len(documents))
    for document in documents[1:]:
        if document.language is not documents[0].language:
            raise UsageError(
                "languages-differ",
                before=f"{documents[0].name} ({documents[0].language})",
                after=f"{document.name} ({document.language})",
            )
    front, sections = align(documents)
    citations = tuple(find_citations(document) for document in documents)
    deadlines = tuple(find_deadlines(document) for document in documents)
    rows = tuple(row for section in (front, *sections) for row in section.rows)
    differ = _Differ(documents, rows, base, citations, deadlines)
    comparison = Comparison(
        documents,
        differ.section(front),
        tuple(differ.section(section) for section in sections),
        citations,
        deadlines,
    )
    return replace(
        comparison,
        citation_changes=citation_changes(comparison, citations),
        deadline_changes=deadline_changes(comparison, deadlines),
        findings=find_findings(documents, calendar, citations=citations, deadlines=deadlines),
    )


class _Differ:
    """Diffs rows and numbers their changes in reading order."""

    def __init__(
        self,
        documents: tuple[Document, ...],
        rows: tuple[Row, ...],
        base: Base,
        citations: tuple[tuple[Citation, ...], ...],
        deadlines: tuple[tuple[Deadline, ...], ...],
    ) -> None:
        self._documents = documents
        self._base = base
        self._citations = [_by_paragraph(found) for found in citations]
        self._deadlines = [_by_paragraph(found) for found in deadlines]
        self._counts = [count_paragraphs(document) for document in documents]
        notes = [count_notes(document) for document in documents]
        self._notes = {
            (before, after): pair_notes(rows, (before, after), (notes[before], notes[after]))
            for before, after in _pairs(len(documents), base)
        }
        self._numbers = count(1)

    def section(self, section: AlignedSection) -> AlignedSection:
        return replace(section, rows=tuple(self._row(row) for row in section.rows))

    def _row(self, row: Row) -> Row:
        diffs = []
        for before, after in _pairs(len(self._documents), self._base):
            diff = self._diff(row, before, after)
            if diff is not None:
                diffs.append(diff)
        return replace(row, diffs=tuple(diffs))

    def _diff(self, row: Row, before: int, after: int) -> Diff | None:
        old, new = row.text(before), row.text(after)
        if old == new and len(row.cells[before]) == len(row.cells[after]):
            return None
        documents = (self._documents[before], self._documents[after])
        edits = edits_between(old, new, documents)
        sides = self._side(row, before), self._side(row, after)
        notes = self._notes[before, after]
        categories = classify(edits, *sides, notes)
        changes = tuple(
            Change(
                id=f"C-{next(self._numbers):04d}",
                op=edit.op,
                before=old[slice(*edit.before)],
                after=new[slice(*edit.after)],
                before_span=_span(row.cells[before], edit.before),
                after_span=_span(row.cells[after], edit.after),
                category=category,
                renumbering=renumbers(edit, sides[0].number, sides[1].number)
                or shifts_notes(old[slice(*edit.before)], new[slice(*edit.after)], notes),
            )
            for edit, category in zip(
                (edit for edit in edits if edit.op is not Op.EQUAL), categories, strict=True
            )
        )
        return Diff((before, after), edits, changes)

    def _side(self, row: Row, witness: int) -> Side:
        cell = row.cells[witness]
        return Side(
            self._documents[witness],
            cell,
            [fact for p in cell for fact in self._citations[witness].get(p.id, ())],
            [fact for p in cell for fact in self._deadlines[witness].get(p.id, ())],
            self._counts[witness].get(cell[0].id) if cell and row.status in _IN_PLACE else None,
        )


def _pairs(count_of: int, base: Base) -> tuple[tuple[int, int], ...]:
    """Which witnesses are compared, each with its base."""
    return tuple((0 if base is Base.FIRST else at - 1, at) for at in range(1, count_of))


def _by_paragraph(facts: Iterable[_Fact]) -> dict[str, list[_Fact]]:
    found: dict[str, list[_Fact]] = {}
    for fact in facts:
        found.setdefault(fact.paragraph, []).append(fact)
    return found


def edits_between(
    before: str, after: str, documents: tuple[Document, Document]
) -> tuple[Edit, ...]:
    """The edits from one row text to the other; what has no counterpart is one edit."""
    if not before or not after:
        op = Op.INSERT if after else Op.DELETE
        return (Edit(op, (0, len(before)), (0, len(after))),) if before or after else ()
    return diff_texts(before, after, (documents[0].language, documents[1].language))


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
