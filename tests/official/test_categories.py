"""Categories of the changes between the official agendas, against labels made by hand.

The tables hold spans and hashes only; a hash is the beginning of the SHA-256 of the letters and
digits of one paragraph, in lower case. A label speaks of the change that has just its spans.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from ctocdiff.compare import redline
from ctocdiff.model import Category, Comparison, Document, Span
from tests.official.tables import paragraph_hash

pytestmark = pytest.mark.official

PAIRS = [(2018, 2024), (2012, 2018)]
EVERY = pytest.mark.parametrize(("before", "after"), PAIRS)
ROUTINE = {Category.TYPOGRAPHIC, Category.SPELLING, Category.ROLLOVER, Category.INCLUSIVE}

Agenda = Callable[[int], Document]
Place = tuple[str, int, int] | None  # hash of a paragraph, and a range of its text
Places = tuple[Place, Place]


@cache
def labels(before: int, after: int) -> dict[Places, Category]:
    text = (Path(__file__).parent / f"changes-{before}-{after}.toml").read_text("utf-8")
    rows: list[dict[str, Any]] = tomllib.loads(text)["change"]
    return {
        (_place(row, "before"), _place(row, "after")): Category(row["category"]) for row in rows
    }


def _place(row: dict[str, Any], side: str) -> Place:
    if not row.get(side):
        return None
    paragraph, start, end = row[side]
    return paragraph, start, end


def given(comparison: Comparison) -> dict[Places, Category]:
    hashes = [
        {paragraph.id: paragraph_hash(paragraph.text) for paragraph in document.paragraphs()}
        for document in comparison.witnesses
    ]

    def place(witness: int, span: Span | None) -> Place:
        return (hashes[witness][span.paragraph], span.start, span.end) if span else None

    return {
        (place(0, change.before_span), place(1, change.after_span)): change.category
        for row in comparison.rows()
        for change in row.changes
    }


def confusion(agenda: Agenda, before: int, after: int) -> Counter[tuple[Category, Category]]:
    """How often a change of one category (first) was given another (second)."""
    found = given(redline(agenda(before), agenda(after)))
    wanted = labels(before, after)
    return Counter((wanted[places], found[places]) for places in wanted if places in found)


@EVERY
def test_labels_speak_of_changes_that_are_found(
    official_agenda: Agenda, before: int, after: int
) -> None:
    found = confusion(official_agenda, before, after).total()
    assert len(labels(before, after)) >= 250
    assert found >= 0.97 * len(labels(before, after))


@EVERY
def test_categories(official_agenda: Agenda, before: int, after: int) -> None:
    counts = confusion(official_agenda, before, after)
    print(f"{before}→{after}: rows are labels, columns what was given")
    print(f"{'':12}" + "".join(f"{given:>12}" for given in Category))
    for label in Category:
        print(f"{label:12}" + "".join(f"{counts[label, given] or '·':>12}" for given in Category))
    right = sum(n for (label, given), n in counts.items() if label is given)
    given_routine = sum(n for (_, given), n in counts.items() if given in ROUTINE)
    truly_routine = sum(n for (label, _), n in counts.items() if label in ROUTINE)
    both = sum(n for pair, n in counts.items() if ROUTINE.issuperset(pair))
    assert right >= 0.95 * counts.total()
    assert both >= 0.98 * given_routine
    assert both >= 0.90 * truly_routine
