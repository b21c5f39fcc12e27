"""Memoranda for tests: made from the cases, and read back from their sheets."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

from ctocdiff.compare import redline
from ctocdiff.memo import Header, Memo, memo
from ctocdiff.outline import outline
from ctocdiff.read import read_bytes
from ctocdiff.render.memo.sheet import Cell, Extracts, Grid, Heading, Line, Sheet, Span, Text

_FILE = Path(__file__).parents[1] / "cases" / "memo.toml"
_TABLE = tomllib.loads(_FILE.read_text("utf-8"))
CASES: list[dict[str, Any]] = _TABLE["case"]


def case_named(name: str) -> dict[str, Any]:
    return next(case for case in CASES if case["name"] == name)


def of_case(case: dict[str, Any], header: Header | None = None, *, annex: bool = False) -> Memo:
    heads = _TABLE["heads"][case.get("language", "en")]
    before, after = (
        outline(read_bytes((heads[side] + case[side]).encode(), f"{side}.txt"))
        for side in ("before", "after")
    )
    return memo(redline(before, after), header, annex=annex)


def plain(text: str) -> str:
    """Text with its no-break spaces and hyphens as usual ones."""
    return re.sub("[\u00a0\u202f]", " ", text).replace("\u2011", "-")


def said(line: Line) -> str:
    return plain("".join(word.text for word in line))


def cell(lines: Cell) -> str:
    return " / ".join(map(said, lines))


def headings(sheet: Sheet) -> list[str]:
    return [plain(block.text) for block in sheet.blocks if isinstance(block, Heading)]


def paragraphs(sheet: Sheet) -> list[str]:
    return [said(block.words) for block in sheet.blocks if isinstance(block, Text)]


def table(sheet: Sheet, key: str) -> list[str]:
    """The rows of a table, found by its name in either language."""
    names = {
        "deadlines": ("Deadlines", "Délais"),
        "cited": ("Texts cited", "Textes cités"),
        "documents": ("Documentation",),
    }[key]
    found = [
        block for block in sheet.blocks if isinstance(block, Grid) and plain(block.name) in names
    ]
    return [
        said(row.words) if isinstance(row, Span) else " | ".join(map(cell, row))
        for grid in found
        for row in grid.rows
    ]


def extracts(sheet: Sheet) -> list[dict[str, str]]:
    """Item, both texts and what it is about, of every extract."""
    return [
        {
            "item": said(heading),
            "before": one.row.text(0),
            "after": one.row.text(1),
            "about": said(one.about[1]),
        }
        for block in sheet.blocks
        if isinstance(block, Extracts)
        for heading, members in block.groups
        for one in members
    ]
