from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from ctocdiff.language import Language
from ctocdiff.model import Document, Paragraph
from ctocdiff.outline import outline
from ctocdiff.read import read_bytes

FOLDER = Path(__file__).parent.parent / "cases" / "outline"
FILES = sorted(FOLDER.glob("*.toml"))
CASES = [
    pytest.param(case, Language(path.stem.rpartition(".")[2]), id=f"{path.stem}: {case['name']}")
    for path in FILES
    for case in tomllib.loads(path.read_text("utf-8"))["case"]
]


def shown(document: Document) -> Iterator[str]:
    """The outline in the notation of the case files."""
    yield from map(_paragraph, document.front)
    for section in document.walk():
        yield f"{section.label} = {section.title}"
        yield from map(_paragraph, section.paragraphs)


def _paragraph(paragraph: Paragraph) -> str:
    text = " | ".join(paragraph.text[start:end] for start, end in paragraph.cells)
    return f"{paragraph.kind}: {text or paragraph.text}"


def fits(line: str, pattern: str) -> bool:
    parts = map(re.escape, pattern.split("…"))
    return re.fullmatch(".*".join(parts), line) is not None


@pytest.mark.parametrize(("case", "language"), CASES)
def test_case(case: dict[str, Any], language: Language) -> None:
    document = outline(read_bytes(case["text"].encode(), "case.txt"), language=language)
    assert document.kind == case.get("kind", document.kind)
    if "labels" in case:
        assert [section.label for section in document.walk()] == case["labels"]
    if "outline" in case:
        lines, patterns = list(shown(document)), case["outline"].strip().splitlines()
        fitting = [
            pattern if fits(line, pattern) else line
            for line, pattern in zip(lines, patterns, strict=False)
        ]
        assert [*fitting, *lines[len(patterns) :]] == patterns
    assert [notice.code for notice in document.notices] == case.get("notices", [])
    for field, expected in case.get("masthead", {}).items():
        found = getattr(document.masthead, field)
        assert (str(found) if field == "symbol" else found) == expected, field


def test_every_case_says_what_must_come() -> None:
    for path in FILES:
        for case in tomllib.loads(path.read_text("utf-8"))["case"]:
            assert {"labels", "outline"} & set(case), case["name"]
