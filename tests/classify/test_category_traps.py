"""Categories in the documents of many bodies, compared as a user does.

The cases stand in category_traps.toml and category_bodies.toml.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from ctocdiff.compare import redline
from ctocdiff.language import Language
from ctocdiff.model import Category, Change, Document, Kind, Masthead, Paragraph, Section
from ctocdiff.symbols import Symbol
from tests.classify.marked import marks, sides
from tests.samples import made

TABLES: list[dict[str, Any]] = [
    tomllib.loads((Path(__file__).parents[1] / "cases" / f"{name}.toml").read_text("utf-8"))
    for name in ("category_traps", "category_bodies")
]
DOCUMENTS: dict[str, Any] = {**TABLES[0]["documents"], **TABLES[1]["documents"]}
GROUPS: list[dict[str, Any]] = [*TABLES[0]["group"], *TABLES[1]["group"]]
CASES = [
    pytest.param(
        group["document"], language, marked, id=f"{language}: {group['document']}, {marked}"
    )
    for group in GROUPS
    for language in Language
    for marked in group.get(language, ())
]


def document(text: str, language: Language, body: str | None, head: dict[str, Any]) -> Document:
    """A sentence as the only paragraph under an item of an agenda."""
    symbol = Symbol.parse(head["symbol"]) if "symbol" in head else None
    heading = Paragraph("p1", Kind.HEADING, "1. Other matters")
    section = Section("1", 1, "Other matters", (heading,), (Paragraph("p2", Kind.BODY, text),))
    known = {key: head[key] for key in ("session", "opens") if key in head}
    return made([section], head=Masthead(body=body, symbol=symbol, **known), language=language)


def changes(before: str, after: str, name: str, language: Language) -> list[Change]:
    table = DOCUMENTS[name]
    witnesses = (
        document(text, language, table.get("body"), table[side])
        for text, side in ((before, "before"), (after, "after"))
    )
    rows = redline(*witnesses).rows()
    return [change for row in rows for change in row.changes]


@pytest.mark.parametrize(("name", "language", "marked"), CASES)
def test_category_traps(name: str, language: Language, marked: str) -> None:
    found = [
        (change.before, change.after, str(change.category))
        for change in changes(*sides(marked), name, language)
    ]
    assert found == marks(marked)


def test_there_are_enough_traps_in_each_language() -> None:
    for language in Language:
        sentences = [text for group in GROUPS for text in group.get(language, ())]
        named = {category for text in sentences for _, _, category in marks(text)}
        assert len(sentences) >= 250
        assert named == set(Category)
