"""Deadlines and cited texts as CSV and XLSX, read back with the tools that people use."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable

import openpyxl
import pytest

from ctocdiff.compare import collate, redline
from ctocdiff.language import Language
from ctocdiff.model import Comparison, Document
from ctocdiff.render.tables import grids, write_csv, write_xlsx


@pytest.fixture(scope="module", params=[Language.EN, Language.FR], ids=str)
def comparison(request: pytest.FixtureRequest, digest: Callable[..., Document]) -> Comparison:
    return redline(digest(2018, request.param), digest(2024, request.param))


def test_csv_holds_every_row_of_both_tables(comparison: Comparison) -> None:
    text = write_csv(comparison, ui=Language.FR).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text, newline="")))
    wanted = grids(comparison, ui=Language.FR)
    assert len(rows) == sum(len(grid.rows) + 1 for grid in wanted)
    deadlines = [row for row in rows if row[0] == wanted[0].name]
    assert [tuple(row[1:]) for row in deadlines] == list(wanted[0].rows)
    assert text.count("\r\n") == len(rows)


def test_a_rule_that_did_not_change_is_kept_though_its_date_did(comparison: Comparison) -> None:
    """Draft resolutions: 1 October 2018 and 30 September 2024 are both day -14."""
    deadlines = grids(comparison, ui=Language.EN)[0]
    kept = [row for row in deadlines.rows if row[0] == "kept" and "30 September 2024" in row[4]]
    assert len(kept) == 1
    assert kept[0][3].endswith("day\u00a0−14")
    assert kept[0][4].endswith("day\u00a0−14")


def test_a_text_that_took_the_place_of_another_names_it(digest: Callable[..., Document]) -> None:
    value = redline(digest(2018, "en"), digest(2024, "en"))
    cited = {row[1]: row for row in grids(value, ui=Language.EN)[1].rows}
    assert cited["CTOC/COP resolution 10/1"][2] == "CTOC/COP resolution 8/2"
    assert cited["CTOC/COP resolution 7/1"][0] == "kept"


@pytest.mark.parametrize("ui", Language)
def test_the_workbook_has_a_sheet_for_each_table(comparison: Comparison, ui: Language) -> None:
    book = openpyxl.load_workbook(io.BytesIO(write_xlsx(comparison, ui=ui)))
    for sheet, grid in zip(book.worksheets, grids(comparison, ui=ui, named=True), strict=True):
        read = [tuple(cell or "" for cell in row) for row in sheet.iter_rows(values_only=True)]
        assert sheet.title == grid.name
        assert read == [grid.header, *grid.rows]


def test_a_workbook_names_texts_in_its_language_and_csv_as_json_does(
    digest: Callable[..., Document],
) -> None:
    value = redline(digest(2018, "fr"), digest(2024, "fr"))
    by_name, by_target = (
        {row[1]: row for row in grids(value, ui=Language.FR, named=named)[1].rows}
        for named in (True, False)
    )
    assert by_name["CTOC/COP, résolution 10/1"][2] == "CTOC/COP, résolution 8/2"
    assert by_name["CTOC/COP, article 22 du Règlement intérieur"][3:] == ("1 b)", "1 b)")
    assert by_target["CTOC/COP rule 22"][3:] == ("1(b)", "1(b)")
    assert set(by_target) == {change.target for change in value.citation_changes}
    assert "A/RES/55/25" in set(by_name) & set(by_target)


def test_formulas_are_text(comparison: Comparison) -> None:
    from ctocdiff.render.tables import plain_cell

    assert plain_cell("=1+1") == "'=1+1"
    assert plain_cell("1 October") == "1 October"


def test_two_runs_give_the_same_bytes(comparison: Comparison) -> None:
    assert write_csv(comparison, ui=Language.EN) == write_csv(comparison, ui=Language.EN)
    assert write_xlsx(comparison, ui=Language.EN) == write_xlsx(comparison, ui=Language.EN)


def test_three_witnesses_have_a_column_each(digest: Callable[..., Document]) -> None:
    value = collate([digest(year, Language.FR) for year in (2012, 2018, 2024)])
    for grid in grids(value, ui=Language.FR):
        assert grid.header[-3:] == ("2012", "2018", "2024")
        assert all(len(row) == len(grid.header) for row in grid.rows)
