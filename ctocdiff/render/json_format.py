"""The JSON of a comparison: schema ``ctocdiff/comparison/1``, with stable keys and key order.

``sections`` of a document and of the comparison hold paragraphs, documentation entries, tables
and notes; heading lines and captions stand beside them under ``headings``, masthead and agenda
list under ``front``, so that a reader who counts paragraphs meets paragraphs only. Spans are
half-open ranges of code points into the ``text`` of the paragraph they name.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable
from typing import Any

from ctocdiff.language import Language
from ctocdiff.model import (
    AlignedSection,
    Category,
    Change,
    Citation,
    Comparison,
    Correspondence,
    Deadline,
    Finding,
    Kind,
    Paragraph,
    Row,
    Section,
    Span,
    Weight,
)
from ctocdiff.render.messages import Messages
from ctocdiff.render.report import weight_of

SCHEMA = "ctocdiff/comparison/1"
_PARAGRAPHS = frozenset({Kind.BODY, Kind.DOCUMENTATION, Kind.TABLE, Kind.NOTE})


def write_json(comparison: Comparison, *, ui: Language = Language.EN) -> str:
    """The comparison as JSON text, indented, ending in a line feed; findings speak as ``ui``."""
    return json.dumps(comparison_value(comparison, ui=ui), ensure_ascii=False, indent=1) + "\n"


def comparison_value(comparison: Comparison, *, ui: Language = Language.EN) -> dict[str, Any]:
    """The comparison as plain lists and dictionaries."""
    changes = tuple(comparison.changes())
    sections = [_aligned(section) for section in comparison.sections]
    return {
        "schema": SCHEMA,
        "documents": [
            _document(comparison, witness, ui) for witness in range(len(comparison.witnesses))
        ],
        "front": {"rows": [_row(row) for row in comparison.front.rows]},
        "sections": sections,
        "deadline_changes": [
            {
                "status": str(change.status),
                "section": change.section,
                "cells": [_deadline(cell) if cell else None for cell in change.cells],
            }
            for change in comparison.deadline_changes
        ],
        "citation_changes": [
            {
                "target": change.target,
                "status": str(change.status),
                "cells": [list(cell) for cell in change.cells],
                "replaces": list(change.replaces),
            }
            for change in comparison.citation_changes
        ],
        "summary": {
            "rows": sum(len(section["rows"]) for section in sections),
            "changes": len(changes),
            "by_category": {
                str(category): sum(change.category is category for change in changes)
                for category in Category
            },
            "by_weight": {
                str(weight): sum(change.weight is weight for change in changes) for weight in Weight
            },
        },
    }


def _document(comparison: Comparison, witness: int, ui: Language) -> dict[str, Any]:
    document = comparison.witnesses[witness]
    head = document.masthead
    citations = comparison.citations[witness] if comparison.citations else ()
    deadlines = comparison.deadlines[witness] if comparison.deadlines else ()
    findings = comparison.findings[witness] if comparison.findings else ()
    return {
        "symbol": str(head.symbol) if head.symbol else None,
        "kind": str(document.kind),
        "language": str(document.language),
        "session": head.session,
        "year": document.year,
        "opens": _day(head.opens),
        "closes": _day(head.closes),
        "issued": _day(head.issued),
        "reissued": _day(head.reissued),
        "body": head.body,
        "venue": head.venue,
        "original": head.original,
        "provenance": str(document.provenance),
        "source": document.source.name,
        "sha256": document.source.sha256,
        "front": [_paragraph(paragraph) for paragraph in document.front],
        "agenda": [
            {"label": item.label, "title": item.title, "paragraph": item.paragraph}
            for item in document.agenda
        ],
        "sections": [_section(section) for section in document.walk()],
        "notices": [
            {"code": notice.code, "paragraph": notice.paragraph, **dict(notice.details)}
            for notice in document.notices
        ],
        "citations": [_citation(citation) for citation in citations],
        "deadlines": [_deadline(deadline) for deadline in deadlines],
        "findings": [finding_value(finding, ui) for finding in findings],
    }


def _citation(citation: Citation) -> dict[str, Any]:
    return {
        "kind": str(citation.kind),
        "body": citation.body,
        "number": citation.number,
        "target": citation.target,
        "section": citation.section,
        "paragraph": citation.paragraph,
        "span": [citation.start, citation.end],
        "text": citation.text,
        "anaphora": citation.anaphora,
    }


def _deadline(deadline: Deadline) -> dict[str, Any]:
    return {
        "section": deadline.section,
        "paragraph": deadline.paragraph,
        "span": [deadline.start, deadline.end],
        "text": deadline.text,
        "date": _day(deadline.date),
        "opens": _day(deadline.opens),
        "time": deadline.time.strftime("%H:%M") if deadline.time else None,
        "offset_days": deadline.offset_days,
        "kind": str(deadline.kind),
        "subject": deadline.subject,
        "subject_span": [deadline.subject_start, deadline.subject_end],
    }


def finding_value(finding: Finding, ui: Language) -> dict[str, Any]:
    """A finding as a plain dictionary, with its sentence in the interface language."""
    return {
        "code": finding.code,
        "severity": str(finding.severity),
        "section": finding.section,
        "paragraph": finding.paragraph,
        "span": [finding.start, finding.end],
        "message": Messages(ui).sentence(finding),
        "details": dict(finding.details),
    }


def _section(section: Section) -> dict[str, Any]:
    captions = [p for p in section.paragraphs if p.kind not in _PARAGRAPHS]
    return {
        "label": section.label,
        "heading": section.title,
        "level": section.level,
        "headings": [_paragraph(paragraph) for paragraph in (*section.heading, *captions)],
        "paragraphs": [_paragraph(p) for p in section.paragraphs if p.kind in _PARAGRAPHS],
    }


def _paragraph(paragraph: Paragraph) -> dict[str, Any]:
    value: dict[str, Any] = {
        "id": paragraph.id,
        "text": paragraph.text,
        "kind": str(paragraph.kind),
    }
    if paragraph.pieces:
        value["page"] = paragraph.pieces[0].page
        value["line"] = paragraph.pieces[0].line
    if paragraph.cells:
        value["cells"] = [list(cell) for cell in paragraph.cells]
    return value


def _aligned(section: AlignedSection) -> dict[str, Any]:
    return {
        "labels": list(section.labels),
        "status": str(section.status),
        "headings": _rows(row for row in section.rows if row.kind not in _PARAGRAPHS),
        "rows": _rows(row for row in section.rows if row.kind in _PARAGRAPHS),
    }


def _rows(rows: Iterable[Row]) -> list[dict[str, Any]]:
    return [_row(row) for row in rows]


def _row(row: Row) -> dict[str, Any]:
    return {
        "cells": [[paragraph.id for paragraph in cell] for cell in row.cells],
        "status": str(row.status),
        "similarity": row.similarity,
        "basis": row.basis,
        "pairs": [_correspondence(pair) for pair in row.pairs],
        "weight": str(weight) if (weight := weight_of(row)) else None,
        "changes": [_change(change, diff.between) for diff in row.diffs for change in diff.changes],
    }


def _correspondence(pair: Correspondence) -> dict[str, Any]:
    return {
        "between": list(pair.between),
        "before": pair.before,
        "after": pair.after,
        "similarity": pair.similarity,
        "basis": pair.basis,
    }


def _change(change: Change, between: tuple[int, int]) -> dict[str, Any]:
    return {
        "id": change.id,
        "between": list(between),
        "op": str(change.op),
        "before": change.before,
        "after": change.after,
        "before_span": _span(change.before_span),
        "after_span": _span(change.after_span),
        "category": str(change.category),
        "weight": str(change.weight),
        **({"renumbering": True} if change.renumbering else {}),
    }


def _span(span: Span | None) -> list[str | int] | None:
    return [span.paragraph, span.start, span.end] if span else None


def _day(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None
