from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from ctocdiff.facts.adopted import adopted_texts
from ctocdiff.facts.mandates import mandates
from ctocdiff.language import Language
from ctocdiff.model import Document
from ctocdiff.outline import outline
from ctocdiff.read import read_bytes

TABLE: dict[str, list[dict[str, Any]]] = tomllib.loads(
    (Path(__file__).parent.parent / "cases" / "adopted.toml").read_text("utf-8")
)
CASES = [
    pytest.param(Language(code), case, id=f"{code}: {case['name']}")
    for code, cases in TABLE.items()
    for case in cases
]


def read_case(case: dict[str, Any], language: Language) -> Document:
    return outline(read_bytes(case["text"].encode(), "case.txt"), language=language)


@pytest.mark.parametrize(("language", "case"), CASES)
def test_what_is_adopted(language: Language, case: dict[str, Any]) -> None:
    document = read_case(case, language)
    found = adopted_texts(document)
    assert [f"{record.target}: {record.title}" for record in found] == case["adopted"]
    sections = {section.label: section.title for section in document.walk()}
    for record in found:
        assert sections[record.section] == record.title
        assert record.section == f"{record.kind} {record.number}"


@pytest.mark.parametrize(("language", "case"), CASES)
def test_what_is_asked_for(language: Language, case: dict[str, Any]) -> None:
    document = read_case(case, language)
    found = mandates(document)
    assert [f"{m.target}, {m.session}: {m.text}" for m in found] == case["mandates"]
    paragraphs = {p.id: (s.label, p) for s in document.walk() for p in s.paragraphs}
    for mandate in found:
        label, paragraph = paragraphs[mandate.paragraph]
        assert label == mandate.section
        assert paragraph.text[mandate.start : mandate.end] == mandate.text


def test_both_languages_have_as_many_cases() -> None:
    assert len(TABLE["en"]) == len(TABLE["fr"])
