"""Alignment of small invented agendas: tests/cases/alignment.toml."""

from __future__ import annotations

import tomllib
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from ctocdiff.compare import collate
from ctocdiff.language import Language
from tests.align.small import Small, small

CASES: list[dict[str, Any]] = tomllib.loads(
    (Path(__file__).parents[1] / "cases" / "alignment.toml").read_text("utf-8")
)["case"]
EVERY = pytest.mark.parametrize("case", [pytest.param(case, id=case["name"]) for case in CASES])

Place = tuple[int, str]  # witness and id of a paragraph


def read(case: dict[str, Any]) -> list[Small]:
    return [small(notation, Language(case["language"])) for notation in case["documents"]]


def wanted(witnesses: list[Small]) -> set[tuple[Place, Place]]:
    """The pairs of paragraphs of two witnesses that share a key."""
    placed = [
        (witness, paragraph, key)
        for witness, each in enumerate(witnesses)
        for paragraph, keys in each.keys.items()
        for key in keys
        if key != "+"
    ]
    return {
        ((i, p), (j, q))
        for (i, p, one), (j, q, other) in combinations(placed, 2)
        if i != j and one == other
    }


@EVERY
def test_paragraphs_that_correspond(case: dict[str, Any]) -> None:
    witnesses = read(case)
    found = set()
    for row in collate([each.document for each in witnesses]).rows():
        for i, j in combinations(range(len(witnesses)), 2):
            found |= {
                ((i, one.id), (j, other.id))
                for one in row.cells[i]
                for other in row.cells[j]
                if one.id in witnesses[i].keys and other.id in witnesses[j].keys
            }
    assert found == wanted(witnesses)


@EVERY
def test_sections_that_correspond(case: dict[str, Any]) -> None:
    collation = collate([each.document for each in read(case)])
    labels = {
        f"{section.labels[0]}={section.labels[-1]}"
        for section in collation.sections
        if section.labels[0] and section.labels[-1]
    }
    assert labels >= set(case.get("sections", ()))
    assert "sections" not in case or len(labels) == len(case["sections"])


@EVERY
def test_what_happened_to_them(case: dict[str, Any]) -> None:
    witnesses = read(case)
    statuses = {
        key: str(row.status)
        for row in collate([each.document for each in witnesses]).rows()
        for witness, cell in enumerate(row.cells)
        for paragraph in cell
        for key in witnesses[witness].keys.get(paragraph.id, ())
    }
    assert {key: statuses[key] for key in case.get("statuses", {})} == case.get("statuses", {})


@EVERY
def test_sections_that_moved(case: dict[str, Any]) -> None:
    collation = collate([each.document for each in read(case)])
    moved = [section.labels[-1] for section in collation.sections if section.status == "moved"]
    assert "moved" not in case or moved == case["moved"]
