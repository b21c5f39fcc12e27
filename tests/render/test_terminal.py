"""The summary that the terminal shows."""

from __future__ import annotations

import io
import re

import pytest
from rich.console import Console
from sample_comparisons import Builder, agenda, of_rows

from ctocdiff.language import Language, wording
from ctocdiff.model import Category, Comparison, Status, Weight
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
    assert line(text, "Item ")[1:] == ["2012", "→", "2018", "→", "2024", "Changes"]
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
    assert line(shown(comparison), "Item ")[1:] == [
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


@pytest.mark.parametrize("ui", Language)
def test_paragraphs_are_counted_by_what_happened_to_them(ui: Language) -> None:
    comparison = agenda(2)
    text = shown(comparison, ui)
    found = [row.status for row in comparison.rows()]
    usual = (Status.EQUAL, Status.MODIFIED, Status.ADDED, Status.REMOVED)
    counts = [found.count(status) for status in usual]
    others = len(found) - sum(counts)
    columns = wording(ui)["terminal"]["columns"]
    heads = line(text, wording(ui)["report"]["column_item"])
    assert heads[1:5] == [columns[status] for status in usual]
    assert (columns["other"] in heads) == bool(others)
    figures = [int(figure) for figure in line(text, "Total")[1:]]
    assert figures[:-1] == counts + ([others] if others else [])


@pytest.mark.parametrize("ui", Language)
@pytest.mark.parametrize("witnesses", [2, 3])
def test_eighty_columns_hold_all_figures_and_the_beginning_of_titles(
    ui: Language, witnesses: int
) -> None:
    narrow = shown(agenda(witnesses), ui, width=80).splitlines()
    wide = shown(agenda(witnesses), ui, width=160).splitlines()
    assert max(map(len, narrow)) <= 80

    def figures(lines: list[str]) -> list[list[str]]:
        return [re.findall(r"(?<=\s)(?:\d+|·)(?=\s|$)", one.rstrip()[-48:]) for one in lines]

    assert [row for row in figures(narrow) if row] == [row for row in figures(wide) if row]
    assert any("…" in one for one in narrow) or narrow == wide or witnesses == 2
    assert wording(ui)["report"]["front"][:5] in "\n".join(narrow)


@pytest.mark.parametrize("ui", Language)
@pytest.mark.parametrize("show", [None, Weight.REVIEW])
@pytest.mark.parametrize("witnesses", [2, 3])
@pytest.mark.parametrize("width", [40, 50, 60, 72])
def test_a_narrow_terminal_is_spared_columns_never_their_ends(
    ui: Language, witnesses: int, width: int, show: Weight | None
) -> None:
    comparison = agenda(witnesses)
    text = shown(comparison, ui, show, width=width)
    assert max(map(len, text.splitlines()[:-1] if show else text.splitlines())) <= width
    changes = [c for c in comparison.changes() if show is None or c.weight is show]
    words = wording(ui)["report"]
    assert line(text, words["total"])[-1] == str(len(changes))
    assert words["label"]["annex"] in text or "1 (a)" in text or "1 a)" in text
    for category in {change.category for change in changes}:
        number = sum(change.category is category for change in changes)
        assert line(text, words["category"][category])[-1] == str(number)


def test_labels_stand_under_their_heading_without_repeating_it() -> None:
    rows = shown(agenda(2)).splitlines()
    assert sum("Item" in row for row in rows) == 1
