"""A trace for programs: JSON (schema ``ctocdiff/trace/1``) and CSV, one row a mention.

Spans are half-open ranges of code points: ``span`` in the paragraph of the document, ``marked`` in
``context``, the sentence around the mention. ``documents`` of sessions, of texts cited beside and
of mandates are positions in the list of documents. CSV is RFC 4180 in UTF-8 with a byte order mark,
which spreadsheets need to recognise it; no cell can be taken for a formula.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from collections.abc import Iterator
from typing import Any

from ctocdiff.corpus.roles import Role
from ctocdiff.corpus.traced import Trace, TracedDocument, TracedMention
from ctocdiff.facts.targets import target_of
from ctocdiff.language import Language
from ctocdiff.render.tables import plain_cell
from ctocdiff.render.trace.wording import Wording, taken_up

SCHEMA = "ctocdiff/trace/1"
_COLUMNS = (
    *("opens", "issued", "session", "year", "symbol", "kind", "language", "provenance", "role"),
    *("target", "section", "title", "paragraph", "start", "end", "mention", "anaphora", "context"),
    *("follow_up", "file"),
)


def write_json(found: Trace) -> str:
    """The trace as JSON text, indented, ending in a line feed."""
    text = json.dumps(trace_value(found), ensure_ascii=False, indent=1)
    # the name of a file may hold bytes that are no text
    return text.encode("utf-8", "backslashreplace").decode() + "\n"


def trace_value(found: Trace) -> dict[str, Any]:
    """The trace as plain lists and dictionaries."""
    return {
        "schema": SCHEMA,
        "asked": found.asked,
        "targets": [
            {
                "kind": str(target.kind),
                "body": target.body,
                "number": target.number,
                "target": target.name,
            }
            for target in found.targets
        ],
        "searched": found.searched,
        "documents": [_document(found, document) for document in found.documents],
        "sessions": [
            {
                "body": stage.body,
                "session": stage.session,
                "year": stage.year,
                "opens": _day(stage.opens),
                "closes": _day(stage.closes),
                "at_hand": stage.at_hand,
                "documents": list(stage.documents),
            }
            for stage in found.stages
        ],
        "beside": [
            {
                "target": text.target,
                "kind": str(text.kind),
                "documents": [list(pair) for pair in text.documents],
            }
            for text in found.beside
        ],
        "unreadable": [
            {"file": name, "code": fault.code, "fault": str(fault)}
            for name, fault in found.unreadable
        ],
    }


def _document(found: Trace, document: TracedDocument) -> dict[str, Any]:
    return {
        "symbol": str(document.symbol) if document.symbol else None,
        "kind": str(document.kind),
        "language": str(document.language),
        "session": document.session,
        "year": document.year,
        "opens": _day(document.opens),
        "issued": _day(document.issued),
        "title": document.title,
        "provenance": str(document.provenance),
        "source": document.source,
        "sha256": document.sha256,
        "roles": [str(role) for role in document.roles],
        "mentions": [_mention(found, mention) for mention in document.mentions],
    }


def _mention(found: Trace, mention: TracedMention) -> dict[str, Any]:
    value: dict[str, Any] = {
        "target": mention.target,
        "role": str(mention.role),
        "section": mention.section,
        "heading": mention.title,
        "paragraph": mention.paragraph,
        "span": [mention.start, mention.end],
        "text": mention.text,
        "anaphora": mention.anaphora,
        "context": mention.context,
        "marked": list(mention.marked),
    }
    if mention.role is Role.MANDATES:
        taken = taken_up(found, mention)
        value["session"] = mention.session
        value["documents"] = [at for at, one in enumerate(found.documents) if one in taken]
    return value


def write_csv(found: Trace, *, ui: Language) -> bytes:
    """The mentions as a table; a document that is the text and has none gets a row of its own."""
    wording = Wording(ui)
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow([wording.words[f"column_{name}"] for name in _COLUMNS])
    writer.writerows(map(plain_cell, row) for row in _rows(found, wording))
    return b"\xef\xbb\xbf" + stream.getvalue().encode("utf-8", "backslashreplace")


def _rows(found: Trace, wording: Wording) -> Iterator[tuple[str, ...]]:
    for document in found.documents:
        head = (
            *(_day(document.opens) or "", _day(document.issued) or ""),
            *(str(document.session or ""), str(document.year or "")),
            *(str(document.symbol or ""), str(document.kind)),
            *(str(document.language), str(document.provenance)),
        )
        if Role.IS in document.roles and document.symbol:
            yield (*head, str(Role.IS), target_of(document.symbol).name, *[""] * 9, document.source)
        for mention in document.mentions:
            yield (
                *(*head, str(mention.role), mention.target, mention.section, mention.title),
                *(mention.paragraph, str(mention.start), str(mention.end), mention.text),
                wording.words["yes"] if mention.anaphora else "",
                *(mention.context, wording.follow_up(found, mention), document.source),
            )


def _day(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None
