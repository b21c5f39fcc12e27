from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from ctocdiff.corpus.holdings import Corpus
from ctocdiff.corpus.places import bundled
from ctocdiff.facts.findings import SEVERITIES, find_findings
from ctocdiff.language import Language
from ctocdiff.model import Document, Finding
from ctocdiff.outline import outline
from ctocdiff.read import read_bytes

TABLE: dict[str, Any] = tomllib.loads(
    (Path(__file__).parent.parent / "cases" / "findings.toml").read_text("utf-8")
)
DOCUMENTS: dict[str, str] = TABLE["documents"]
CLEAN: dict[str, str] = tomllib.loads(
    (Path(__file__).parent.parent / "cases" / "clean.toml").read_text("utf-8")
)["documents"]
CASES = [
    pytest.param(code, case[code], id=f"{code}: {case['name']}")
    for case in TABLE["case"]
    for code in Language
]
CALENDAR = Corpus.open([bundled()]).calendar


def document(text: str) -> Document:
    return outline(read_bytes(text.encode(), "case.txt"))


def edited(text: str, edits: Iterable[tuple[str, str]]) -> str:
    for before, after in edits:
        assert text.count(before) == 1, f"{before!r} stands {text.count(before)} times"
        text = text.replace(before, after)
    return text


def shown(of: Document, findings: Iterable[Finding]) -> list[list[str]]:
    """Findings in the notation of the case file."""
    texts = {paragraph.id: paragraph.text for paragraph in of.paragraphs()}
    return [
        [finding.code, texts[finding.paragraph][finding.start : finding.end].strip()]
        for finding in findings
    ]


@pytest.mark.parametrize("name", sorted(DOCUMENTS))
def test_nothing_is_found_in_a_clean_document(name: str) -> None:
    assert find_findings([document(DOCUMENTS[name])], CALENDAR) == ((),)


@pytest.mark.parametrize("name", sorted(CLEAN))
def test_nothing_is_found_in_a_clean_document_of_any_body(name: str) -> None:
    clean = document(CLEAN[name])
    (found,) = find_findings([clean], CALENDAR)
    assert shown(clean, found) == []


@pytest.mark.parametrize("code", list(Language))
def test_clean_documents_of_many_bodies_agree(code: Language) -> None:
    clean = [document(text) for name, text in CLEAN.items() if name.startswith(code)]
    assert not any(find_findings(clean, CALENDAR))


@pytest.mark.parametrize("code", list(Language))
def test_clean_documents_agree_with_each_other(code: Language) -> None:
    texts = [text for name, text in DOCUMENTS.items() if name.startswith(code)]
    assert not any(find_findings([document(text) for text in texts], CALENDAR))


@pytest.mark.parametrize(("code", "case"), CASES)
def test_case(code: Language, case: dict[str, Any]) -> None:
    name = f"{code}-{case.get('document', 'agenda')}"
    changed = document(edited(DOCUMENTS[name], case["edits"]))
    others = [document(DOCUMENTS[f"{code}-{other}"]) for other in case.get("with", ())]
    if case.get("versions"):
        other = next(language for language in Language if language != code)
        others.append(document(DOCUMENTS[f"{other}-{case.get('document', 'agenda')}"]))
    # the others come first: of two statements made equally often, the first one is taken as right
    *beside, found = find_findings([*others, changed], CALENDAR)
    assert shown(changed, found) == [list(row) for row in case["found"]]
    shown_beside = [row for of, one in zip(others, beside, strict=True) for row in shown(of, one)]
    assert shown_beside == [list(row) for row in case.get("beside", ())]


def test_every_code_has_cases_in_both_languages() -> None:
    for code in Language:
        found = {row[0] for case in TABLE["case"] for row in case[code]["found"]}
        assert found == set(SEVERITIES)


def test_a_document_without_a_word_has_no_findings() -> None:
    whole = outline(read_bytes(b"One line.", "line.txt"), language=Language.EN)
    empty = replace(whole, front=(), sections=())
    assert list(find_findings((empty, whole), ())) == [(), ()]
