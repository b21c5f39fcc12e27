"""Alignment of whole documents as bodies issue them: tests/cases/alignment_documents.toml."""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any

import pytest

from ctocdiff.compare import collate
from ctocdiff.language import Language
from ctocdiff.model import Comparison, Document
from ctocdiff.outline import outline
from ctocdiff.read import read_bytes

FILE = Path(__file__).parents[1] / "cases" / "alignment_documents.toml"
CASES: list[dict[str, Any]] = tomllib.loads(FILE.read_text("utf-8"))["case"]
EVERY = pytest.mark.parametrize(
    "number", [pytest.param(number, id=case["name"]) for number, case in enumerate(CASES)]
)
MARK = re.compile(r"\{(?P<keys>[^}]*)\} (?P<text>.+)")


@dataclass(frozen=True)
class Marked:
    """A document, and the keys of its paragraphs by their ids."""

    document: Document
    keys: dict[str, tuple[str, ...]]


def letters(text: str) -> str:
    return re.sub(r"\W", "", text).lower()


def marked(text: str, language: Language) -> Marked:
    """Read a document whose paragraphs are marked with keys."""
    lines: list[str] = []
    keys: dict[str, list[tuple[str, ...]]] = defaultdict(list)  # the same words may stand twice
    for line in text.strip().splitlines():
        match = MARK.fullmatch(line)
        lines.append(match["text"] if match else line)
        if match:
            keys[letters(match["text"])].append(tuple(match["keys"].split()))
    document = outline(read_bytes("\n".join(lines).encode(), "sample.txt"), language=language)
    found = {
        paragraph.id: keys[letters(paragraph.text)].pop(0)
        for paragraph in document.paragraphs()
        if keys.get(letters(paragraph.text))
    }
    assert not any(keys.values()), f"read otherwise than marked: {keys}"
    return Marked(document, found)


@cache
def compared(number: int) -> tuple[tuple[Marked, ...], Comparison]:
    case = CASES[number]
    witnesses = tuple(marked(text, Language(case["language"])) for text in case["documents"])
    return witnesses, collate([each.document for each in witnesses])


@EVERY
def test_paragraphs_that_stand_in_one_row(number: int) -> None:
    """Those that share a key; neighbours cut anew share keys with each other."""
    witnesses, comparison = compared(number)
    homes: dict[str, set[str]] = {}
    for keys in {keys for each in witnesses for keys in each.keys.values()} - {("+",)}:
        together = set(keys).union(*(homes.get(key, ()) for key in keys))
        homes.update(dict.fromkeys(together, together))
    wanted = {frozenset(keys) for keys in homes.values()}
    found = set()
    for row in comparison.rows():
        keys = [
            witnesses[witness].keys.get(paragraph.id, ())
            for witness, cell in enumerate(row.cells)
            for paragraph in cell
        ]
        assert ("+",) not in keys or len(keys) == 1
        found.add(frozenset(chain.from_iterable(keys)))
    assert found - {frozenset(), frozenset("+")} == wanted


@EVERY
def test_pairs_share_a_key(number: int) -> None:
    witnesses, comparison = compared(number)
    for row in comparison.rows():
        for pair in row.pairs:
            before, after = (witnesses[witness].keys for witness in pair.between)
            if pair.before in before and pair.after in after:
                assert {*before[pair.before]} & {*after[pair.after]}, (pair.before, pair.after)


@EVERY
def test_what_happened_to_them(number: int) -> None:
    witnesses, comparison = compared(number)
    statuses = {
        key: str(row.status)
        for row in comparison.rows()
        for witness, cell in enumerate(row.cells)
        for paragraph in cell
        for key in witnesses[witness].keys.get(paragraph.id, ())
    }
    wanted = CASES[number].get("statuses", {})
    assert {key: statuses[key] for key in wanted} == wanted


@EVERY
def test_sections_that_correspond(number: int) -> None:
    _, comparison = compared(number)
    found = {
        f"{section.labels[0]}={section.labels[-1]}": str(section.status)
        for section in comparison.sections
        if section.labels[0] and section.labels[-1]
    }
    case = CASES[number]
    assert "sections" not in case or set(found) == set(case["sections"])
    assert "moved" not in case or {p for p, s in found.items() if s == "moved"} == set(
        case["moved"]
    )
