"""The summary that the terminal shows."""

from __future__ import annotations

import io
import re

import pytest
from rich.console import Console
from sample_comparisons import Builder, agenda, of_rows

from ctocdiff.language import Language, wording
from ctocdiff.model import Category, Comparison, Weight
from ctocdiff.render.terminal import summaries


def shown(
    comparison: Comparison, ui: Language = Language.EN, show: Weight | None = None, width: int = 120
) -> str:
    stream = io.StringIO()
    console = Console(file=stream, width=width, highlight=False)
    for part in summaries(comparison, ui=ui, show=show):
        console.print(part)
    return stream.getvalue()


def line(text: str, start: str) -> list[str]:
    """The cells of the first line that starts with a word."""
    (found, *_) = [one for one in text.splitlines() if one.strip().startswith(start)]
    return re.split(r"\s{2,}", found.strip())


def test_three_witnesses_are_columns_with_the_changes_between_them() -> None:
    comparison = agenda(3)
    paragraphs = [sum(len(row.cells[at]) for row in comparison.rows()) for at in range(3)]
    changes = sum(1 for _ in comparison.changes())
    text = shown(comparison)
    assert line(text, "Item ")[2:] == ["2012", "→", "2018", "→", "2024", "Changes"]
    assert line(text, "Total")[1:] == [
        *(str(paragraphs[0]), "0"),
        *(str(paragraphs[1]), str(changes)),
        *(str(paragraphs[2]), str(changes)),
    ]


def test_what_was_compared_with_the_first_is_said() -> None:
    make = Builder(3)
    row = make.row("a", "b", "a")
    (first, _) = row.diffs
    other = make.diff("b", "a", (0, 2), row.cells)
    comparison = of_rows(type(row)(row.kind, row.cells, row.status, 1.0, "content", (first, other)))
    assert line(shown(comparison), "Item ")[2:] == [
        "2012",
        "→",
        "2018",
        "2012 →",
        "2024",
        "Changes",
    ]


@pytest.mark.parametrize("ui", Language)
@pytest.mark.parametrize("witnesses", [2, 3])
def test_kinds_of_change_are_counted_those_for_review_first(ui: Language, witnesses: int) -> None:
    comparison = agenda(witnesses)
    words = wording(ui)["report"]
    text = shown(comparison, ui)
    names = [words["category"][category] for category in Category]
    found = [one.split()[0] for one in text.splitlines() if one.strip().split("  ")[0] in names]
    weights = [
        category.weight
        for word in found
        for category in Category
        if words["category"][category].split()[0] == word
    ]
    assert weights == sorted(weights)
    for category in Category:
        number = sum(change.category is category for change in comparison.changes())
        if number:
            assert line(text, words["category"][category])[-1] == str(number)


@pytest.mark.parametrize("witnesses", [2, 3])
def test_for_review_the_routine_is_left_out_and_counted(witnesses: int) -> None:
    comparison = agenda(witnesses)
    changes = list(comparison.changes())
    routine = sum(change.weight is Weight.ROUTINE for change in changes)
    text = shown(comparison, show=Weight.REVIEW)
    assert f"Routine changes are hidden: {routine} changes;" in text
    assert line(text, "Total")[-1] == str(len(changes) - routine)
    assert "rollover" not in text
    assert "hidden" not in shown(comparison)


def test_the_titles_of_items_can_be_read_on_eighty_columns() -> None:
    assert "Élection du" in shown(agenda(3), Language.FR, width=80)
