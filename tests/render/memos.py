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
    return of_texts(
        heads["before"] + case["before"], heads["after"] + case["after"], header, annex=annex
    )


def of_texts(before: str, after: str, header: Header | None = None, *, annex: bool = False) -> Memo:
    one, other = (
        outline(read_bytes(text.encode(), name))
        for text, name in ((before, "before.txt"), (after, "after.txt"))
    )
    return memo(redline(one, other), header, annex=annex)


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
        "findings": ("Findings", "Constats"),
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


_ONE, _OTHER = (
    line.split()
    for line in (
        "harbour ferry lantern captain rope anchor tide pilot passenger crossing chart lamp",
        "boat customs dredging estuary fog gale haven island jetty keel lighthouse marina",
    )
)


def crowded() -> tuple[str, str]:
    """Two agendas with far more deadlines, texts and documents than a memorandum can tell."""
    return _agenda(2030, "Fifth", _ONE, 3), _agenda(2032, "Sixth", _OTHER, 4)


def _agenda(year: int, session: str, words: list[str], body: int) -> str:
    lines = [
        "Conference of the Parties to the United Nations",
        "Convention against Transnational Organized Crime",
        "",
        f"CTOC/COP/{year}/1",
        "",
        f"{session} session",
        f"Vienna, 3–7 June {year}",
        "",
        "Provisional agenda",
        "",
    ]
    titles = [f"{item}. The {words[item]} of the {words[-item]}" for item in range(1, 10)]
    lines += [f"{title}." for title in titles]
    lines += ["", "Annotations", ""]
    number = 0
    for item, title in enumerate(titles, 1):
        lines += [title, ""]
        for at in range(6):
            number += 1
            told = " ".join(words[(number * step + at) % len(words)] for step in range(1, 24))
            day = f"{1 + number % 28} May {year}"
            lines += [
                f"The {told}, in its resolution {body}/{number} and decision {body}/{number}."
            ]
            lines += ["", f"The {told} shall be submitted no later than {day}.", ""]
        lines += ["Documentation", ""]
        for at in range(5):
            told = " ".join(words[(item * step + at) % len(words)] for step in range(3, 30))
            lines += [f"Report on the {told} (CTOC/COP/{year}/{item * 10 + at})", ""]
    return "\n".join(lines)
