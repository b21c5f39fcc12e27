"""Small comparisons made by hand: rows of texts before and after, words diffed by difflib."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Any

from ctocdiff.language import Language
from ctocdiff.model import (
    AlignedSection,
    Category,
    Change,
    Comparison,
    Diff,
    Document,
    Kind,
    Masthead,
    Op,
    Paragraph,
    Provenance,
    Row,
    Section,
    Status,
)
from tests.render.texts import paragraph, word_edits
from tests.samples import made


def row(number: int, kind: Kind, before: list[str], after: list[str]) -> Row:
    cells = tuple(
        tuple(paragraph(f"{side}{number}.{at}", kind, text) for at, text in enumerate(texts))
        for side, texts in (("b", before), ("a", after))
    )
    if not before or not after:
        return Row(kind, cells, Status.ADDED if after else Status.REMOVED, 0.0, "none")
    old, new = "\n".join(before), "\n".join(after)
    edits = word_edits(old, new)
    changes = tuple(
        Change(
            "C-0001",
            edit.op,
            old[slice(*edit.before)],
            new[slice(*edit.after)],
            None,
            None,
            Category.WORDING,
        )
        for edit in edits
        if edit.op is not Op.EQUAL
    )
    status = Status.MODIFIED if changes else Status.EQUAL
    return Row(kind, cells, status, 1.0, "text", (Diff((0, 1), edits, changes),))


def document(
    rows: tuple[Row, ...], witness: int, language: Language = Language.EN, year: int = 2018
) -> Document:
    paragraphs = [text for each in rows for text in each.cells[witness]]
    return made(
        sections(paragraphs),
        head=Masthead(opens=dt.date(year, 10, 15)),
        language=language,
        provenance=Provenance.DIGEST,
        name=f"agenda-{year}.txt",
    )


def sections(paragraphs: Sequence[Paragraph]) -> Iterator[Section]:
    """A section for each run of heading lines, with what follows them."""
    runs = [
        (kind, tuple(run)) for kind, run in groupby(paragraphs, lambda p: p.kind is Kind.HEADING)
    ]
    if not runs or not runs[0][0]:
        runs.insert(0, (True, ()))
    if len(runs) % 2:
        runs.append((False, ()))
    for (_, heading), (_, body) in zip(runs[::2], runs[1::2], strict=True):
        yield Section("1", 1, "", heading, body)


def renumbered(rows: Sequence[Row]) -> Iterator[Row]:
    """Rows whose paragraphs have identifiers of their own, as those of real documents have."""
    for number, each in enumerate(rows):
        cells = tuple(
            tuple(replace(text, id=f"{side}{number}.{at}") for at, text in enumerate(cell))
            for side, cell in zip("ba", each.cells, strict=True)
        )
        yield replace(each, cells=cells)


def comparison(
    rows: tuple[Row, ...], languages: tuple[Language, Language] | None = None
) -> Comparison:
    first, second = languages or (Language.EN, Language.EN)
    rows = tuple(renumbered(rows))
    section = AlignedSection(("1", "1"), ("", ""), 1, Status.MODIFIED, rows)
    front = AlignedSection((None, None), (None, None), 0, Status.EQUAL, ())
    witnesses = (document(rows, 0, first, 2018), document(rows, 1, second, 2024))
    return Comparison(witnesses, front, (section,))


def from_case(case: dict[str, Any]) -> Comparison:
    return comparison(
        tuple(
            row(
                number,
                Kind(entry.get("kind", "body")),
                entry.get("before", []),
                entry.get("after", []),
            )
            for number, entry in enumerate(case["rows"])
        )
    )
