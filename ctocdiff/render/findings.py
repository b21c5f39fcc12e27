"""Findings of documents → lines for a terminal, JSON (``ctocdiff/findings/1``), SARIF 2.1.0.

Contract: decides nothing and is the same on every run. Lines and columns count from 1, columns in
code points; a document whose format has no lines counts its paragraphs. Sentences come from
``messages``; codes, keys and severities are the same in every interface language.

SARIF: Static Analysis Results Interchange Format Version 2.1.0, OASIS Standard, 27 March 2020.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from ctocdiff.facts.findings import SEVERITIES
from ctocdiff.language import Language
from ctocdiff.model import Document, Finding, Paragraph, Severity
from ctocdiff.render.json_format import finding_value
from ctocdiff.render.messages import Messages

FORMATS = ("text", "json", "sarif")
SCHEMA = "ctocdiff/findings/1"
_SARIF_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


@dataclass(frozen=True, slots=True)
class Checked:
    """A document that was checked: what it is called, and what was found in it, in text order."""

    name: str
    document: Document
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a finding stands in its source; ``end_column`` is that after its last character."""

    page: int
    line: int
    column: int
    end_line: int
    end_column: int


@dataclass(frozen=True, slots=True)
class Located:
    """A finding with the words it points at and its place."""

    finding: Finding
    text: str
    spot: Spot


def located(checked: Checked) -> tuple[Located, ...]:
    """The findings of a document with their places."""
    paragraphs = {paragraph.id: paragraph for paragraph in checked.document.paragraphs()}
    return tuple(
        Located(
            finding,
            paragraphs[finding.paragraph].text[finding.start : finding.end],
            _spot(paragraphs[finding.paragraph], finding.start, finding.end),
        )
        for finding in checked.findings
    )


def _spot(paragraph: Paragraph, start: int, end: int) -> Spot:
    try:
        first = paragraph.place(start)
        last = paragraph.place(max(start, end - 1))
    except IndexError:  # a paragraph that was made up has no source
        return Spot(1, 1, 1, 1, 1)
    return Spot(first.page, first.line, first.column + 1, last.line, last.column + 2)


def render_findings(checked: Sequence[Checked], output: str, *, ui: Language) -> bytes:
    """The findings of documents in one of ``FORMATS``, as UTF-8.

    Args:
        checked: the documents, in the order in which they were asked for.
        output: the format; the command line has refused others.
        ui: the language of sentences.
    """
    if output == "sarif":
        return _dumped(sarif_value(checked, ui=ui))
    if output == "json":
        return _dumped(findings_value(checked, ui=ui))
    return "".join(f"{line}\n" for line in lines(checked, ui=ui)).encode()


def _dumped(value: dict[str, Any]) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()


def lines(checked: Iterable[Checked], *, ui: Language) -> Iterable[str]:
    """A line a finding: "agenda.txt:31:12 weekday-mismatch 15 October 2018 is a Monday …"."""
    messages = Messages(ui)
    for one in checked:
        for found in located(one):
            spot, finding = found.spot, found.finding
            yield (
                f"{_printable(one.name)}:{spot.line}:{spot.column} {finding.code} "
                f"{_printable(messages.sentence(finding))}"
            )


def _printable(text: str) -> str:
    """A text on one line, without control characters that a terminal would obey."""
    return "".join(
        char if char.isprintable() or char == "\N{NO-BREAK SPACE}" else " " for char in text
    )


def summary(checked: Iterable[Checked], *, ui: Language) -> str:
    """How much was found, in one line."""
    words = Messages(ui).words
    counts = Counter(finding.severity for one in checked for finding in one.findings)
    if not counts:
        return str(words["none"])
    return str(words["counted"]).format(
        total=counts.total(),
        errors=counts[Severity.ERROR],
        warnings=counts[Severity.WARNING],
        notes=counts[Severity.NOTE],
    )


def findings_value(checked: Sequence[Checked], *, ui: Language) -> dict[str, Any]:
    """The findings as plain lists and dictionaries."""
    every = [finding for one in checked for finding in one.findings]
    severities = Counter(finding.severity for finding in every)
    codes = Counter(finding.code for finding in every)
    return {
        "schema": SCHEMA,
        "ui": str(ui),
        "documents": [_document(one, ui) for one in checked],
        "summary": {
            "findings": len(every),
            "by_severity": {str(severity): severities[severity] for severity in Severity},
            "by_code": {code: codes[code] for code in SEVERITIES if codes[code]},
        },
    }


def _document(one: Checked, ui: Language) -> dict[str, Any]:
    document = one.document
    head = document.masthead
    return {
        "file": one.name,
        "symbol": str(head.symbol) if head.symbol else None,
        "kind": str(document.kind),
        "language": str(document.language),
        "session": head.session,
        "year": document.year,
        "provenance": str(document.provenance),
        "source": document.source.name,
        "sha256": document.source.sha256,
        "findings": [
            {
                **finding_value(found.finding, ui),
                "text": found.text,
                "page": found.spot.page,
                "line": found.spot.line,
                "column": found.spot.column,
                "end_line": found.spot.end_line,
                "end_column": found.spot.end_column,
            }
            for found in located(one)
        ],
    }


def sarif_value(checked: Sequence[Checked], *, ui: Language) -> dict[str, Any]:
    """The findings as a SARIF log of one run."""
    from ctocdiff import __version__

    messages = Messages(ui)
    rules = {code: at for at, code in enumerate(SEVERITIES)}
    return {
        "$schema": _SARIF_SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "ctocdiff",
                        "version": __version__,
                        "language": str(ui),
                        "rules": [
                            {
                                "id": code,
                                "shortDescription": {"text": messages.about(code)},
                                "defaultConfiguration": {"level": str(severity)},
                            }
                            for code, severity in SEVERITIES.items()
                        ],
                    }
                },
                "columnKind": "unicodeCodePoints",
                "artifacts": [
                    {
                        "location": {"uri": _uri(one.name)},
                        "sourceLanguage": str(one.document.language),
                        "hashes": {"sha-256": one.document.source.sha256},
                    }
                    for one in checked
                ],
                "results": [
                    _result(one, at, found, rules, messages)
                    for at, one in enumerate(checked)
                    for found in located(one)
                ],
            }
        ],
    }


def _result(
    one: Checked, at: int, found: Located, rules: dict[str, int], messages: Messages
) -> dict[str, Any]:
    finding, spot = found.finding, found.spot
    return {
        "ruleId": finding.code,
        "ruleIndex": rules[finding.code],
        "level": str(finding.severity),
        "message": {"text": messages.sentence(finding)},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": _uri(one.name), "index": at},
                    "region": {
                        "startLine": spot.line,
                        "startColumn": spot.column,
                        "endLine": spot.end_line,
                        "endColumn": spot.end_column,
                        "snippet": {"text": found.text},
                    },
                },
                "logicalLocations": [
                    {"fullyQualifiedName": finding.section, "name": messages.section(finding)}
                ],
            }
        ],
        "properties": {"paragraph": finding.paragraph, "span": [finding.start, finding.end]},
    }


def _uri(name: str) -> str:
    """A path as a relative reference or, where it is absolute, as a file URI (RFC 3986)."""
    path = PurePath(name)
    return path.as_uri() if path.is_absolute() else quote(path.as_posix(), safe="/")
