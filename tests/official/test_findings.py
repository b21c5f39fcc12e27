"""Findings in the official documents, against a table made by reading them."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ctocdiff.corpus.holdings import Corpus
from ctocdiff.corpus.places import bundled
from ctocdiff.facts.findings import SEVERITIES, find_findings
from ctocdiff.model import Document, Finding
from ctocdiff.outline import outline
from ctocdiff.read import read
from tests.official.tables import paragraph_hash

pytestmark = pytest.mark.official

TABLE: list[dict[str, Any]] = tomllib.loads(
    Path(__file__).with_name("findings.toml").read_text("utf-8")
)["document"]
CALENDAR = Corpus.open([bundled()]).calendar
Fact = tuple[str, str, str, tuple[int, int]]


@pytest.fixture(scope="module")
def documents(official_folder: Path) -> dict[str, Document]:
    """The official documents of the table by their names in it."""
    files = {
        hashlib.sha256(path.read_bytes()).hexdigest(): path
        for path in sorted(official_folder.iterdir())
        if path.is_file()
    }
    missing = [row["name"] for row in TABLE if row["sha256"] not in files]
    if missing:
        pytest.skip(f"not in CTOCDIFF_OFFICIAL: {', '.join(missing)}")
    return {row["name"]: outline(read(files[row["sha256"]])) for row in TABLE}


def facts(document: Document, findings: tuple[Finding, ...]) -> list[Fact]:
    hashes = {paragraph.id: paragraph_hash(paragraph.text) for paragraph in document.paragraphs()}
    return [
        (one.code, one.section, hashes[one.paragraph], (one.start, one.end)) for one in findings
    ]


def listed(row: dict[str, Any], *, alone: bool) -> list[Fact]:
    return [
        (one["code"], one["section"], one["hash"], (one["span"][0], one["span"][1]))
        for one in row["found"]
        if not (alone and "with" in one)
    ]


def test_the_table_has_all_five_documents_and_known_codes_only() -> None:
    assert len(TABLE) == 5
    assert {one["code"] for row in TABLE for one in row["found"]} <= set(SEVERITIES)


def test_the_documents_checked_together(documents: dict[str, Document]) -> None:
    found = find_findings(tuple(documents.values()), CALENDAR)
    for row, document, findings in zip(TABLE, documents.values(), found, strict=True):
        assert facts(document, findings) == listed(row, alone=False), row["name"]


@pytest.mark.parametrize("row", TABLE, ids=lambda row: row["name"])
def test_a_document_checked_by_itself(row: dict[str, Any], documents: dict[str, Document]) -> None:
    document = documents[row["name"]]
    (findings,) = find_findings([document], CALENDAR)
    assert facts(document, findings) == listed(row, alone=True)


def test_the_order_of_documents_changes_nothing(documents: dict[str, Document]) -> None:
    turned = list(documents.values())[::-1]
    for row, findings in zip(TABLE[::-1], find_findings(turned, CALENDAR), strict=True):
        assert facts(documents[row["name"]], findings) == listed(row, alone=False), row["name"]


@pytest.mark.parametrize("year", [2012, 2018, 2024])
@pytest.mark.parametrize("language", ["en", "fr"])
def test_no_more_than_notes_are_found_in_a_digest(
    digest: Callable[[int, str], Document], year: int, language: str
) -> None:
    (found,) = find_findings([digest(year, language)], CALENDAR)
    assert {one.severity.value for one in found} <= {"note"}
