"""The collation in Word: read back column by column, sound, and the same on every run."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import docx.table
import pytest
from lxml import etree
from sample_comparisons import Builder, agenda, of_rows

from ctocdiff.language import Language, wording
from ctocdiff.model import Category, Comparison, Weight
from ctocdiff.render import render
from ctocdiff.render.docx.collation import BORDER, write_collation
from tests.render import validators
from tests.render.office import Office
from tests.render.validators import part

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def table(data: bytes) -> docx.table.Table:
    (found,) = docx.Document(io.BytesIO(data)).tables
    return found


def rows(data: bytes) -> list[list[docx.table._Cell]]:
    """The rows of the comparison: without the head and the lines of sections."""
    return [list(row.cells) for row in table(data).rows[1:] if len(row._tr.tc_lst) > 1]


def text(cell: docx.table._Cell) -> str:
    return "\n".join(p.text for p in cell.paragraphs).replace(BORDER, "\t").replace("¶", "")


def formats(cell: docx.table._Cell) -> list[tuple[str, str | None, bool]]:
    """Text, underline and strike of each run that has either."""
    found = []
    for run in cell._tc.iter(f"{W}r"):
        line, strike = run.find(f"{W}rPr/{W}u"), run.find(f"{W}rPr/{W}strike")
        if line is not None or strike is not None:
            kind = None if line is None else line.get(f"{W}val")
            words = "".join(each.text or "" for each in run.iter(f"{W}t"))
            found.append((words, kind, strike is not None))
    return found


def assert_whole(comparison: Comparison, data: bytes) -> None:
    shown = rows(data)
    expected = list(comparison.rows())
    assert len(shown) == len(expected)
    for cells, row in zip(shown, expected, strict=True):
        for witness, own in enumerate(row.cells):
            assert text(cells[witness + 1]) == (row.text(witness) if own else "–")


@pytest.mark.parametrize("ui", Language)
@pytest.mark.parametrize("show", [None, Weight.REVIEW])
def test_each_column_holds_the_whole_text_of_its_witness(ui: Language, show: Weight | None) -> None:
    comparison = agenda(3)
    assert_whole(comparison, write_collation(comparison, ui=ui, show=show))


def test_what_came_is_underlined_and_what_goes_is_struck() -> None:
    make = Builder(3)
    comparison = of_rows(make.row("the old ferry", "the new ferry", "the last ferry"))
    ((_, *cells),) = rows(write_collation(comparison, ui=Language.EN))
    assert [formats(cell) for cell in cells] == [
        [("old", None, True)],
        [("new", "single", True)],
        [("last", "single", False)],
    ]


def test_nothing_is_tracked() -> None:
    names = {
        etree.QName(each).localname
        for each in part(write_collation(agenda(3), ui=Language.EN)).iter(etree.Element)
    }
    assert not names & {"ins", "del", "delText", "moveFrom", "moveTo", "rPrChange", "pPrChange"}


def test_routine_changes_are_quieter_and_can_be_left_unmarked() -> None:
    make = Builder(3)
    routine = make.row("session 9", "session 9", "session 12", category=Category.ROLLOVER)
    review = make.row("may", "may", "shall", category=Category.MODALITY)
    comparison = of_rows(routine, review)
    every, some = (
        [formats(cells[3]) for cells in rows(write_collation(comparison, ui=Language.EN, show=s))]
        for s in (None, Weight.REVIEW)
    )
    assert every == [[("12", "dotted", False)], [("shall", "single", False)]]
    assert some == [[], [("shall", "single", False)]]


@pytest.mark.parametrize("ui", Language)
def test_the_header_names_the_witnesses_and_counts_what_is_routine(ui: Language) -> None:
    comparison = agenda(3)
    changes = list(comparison.changes())
    routine = sum(change.weight is Weight.ROUTINE for change in changes)
    words = wording(ui)["docx"]

    def header(show: Weight | None) -> str:
        word = docx.Document(io.BytesIO(write_collation(comparison, ui=ui, show=show)))
        return "\n".join(p.text for p in word.sections[0].first_page_header.paragraphs)

    counted = words["changes_between"].format(changes=len(changes), routine=routine)
    assert f"2018 → 2024\t{counted}" in header(None)
    assert all(document.name in header(None) for document in comparison.witnesses)
    hidden = words["hidden"].partition("{")[0]
    assert hidden not in header(None)
    assert hidden in header(Weight.REVIEW)


def test_a_row_says_its_status_its_kinds_of_change_and_why_it_was_paired() -> None:
    make = Builder(3)
    comparison = of_rows(
        make.row("a 1", "a 1", "b 2", category=Category.DEADLINE), make.row(None, None, "c")
    )
    first, second = (text(cells[0]) for cells in rows(write_collation(comparison, ui=Language.EN)))
    assert first == "1 · modified\n81% · content · deadline"
    assert second.startswith("2 · added\n")


def test_the_page_is_landscape_and_the_head_of_the_table_is_repeated() -> None:
    data = write_collation(agenda(3), ui=Language.EN)
    size = part(data).find(f".//{W}sectPr/{W}pgSz")
    assert size is not None
    assert size.get(f"{W}orient") == "landscape"
    assert int(size.get(f"{W}w", "")) > int(size.get(f"{W}h", ""))
    (mark,) = part(data).iter(f"{W}tblHeader")
    head = mark.getparent().getparent()
    assert ["".join(cell.itertext()) for cell in head.iter(f"{W}tc")] == [
        "No.",
        "2012",
        "2018",
        "2024",
    ]


def test_sections_are_lines_across_the_table() -> None:
    data = write_collation(agenda(3), ui=Language.FR)
    lines = [row for row in table(data).rows if len(row._tr.tc_lst) == 1]
    spans = {row._tr.tc_lst[0].grid_span for row in lines}
    assert spans == {4}
    assert lines[2].cells[0].text.startswith("Point 1 a) – Ouverture de la session · ")


def test_word_shows_two_witnesses_tracked_and_three_as_columns() -> None:
    assert part(render(agenda(2), "docx", ui=Language.EN)).findall(f".//{W}ins")
    three = render(agenda(3), "docx", ui=Language.EN, show=Weight.REVIEW)
    assert three == write_collation(agenda(3), ui=Language.EN, show=Weight.REVIEW)


def test_the_same_bytes_on_each_run() -> None:
    first, second = (write_collation(agenda(3), ui=Language.FR) for _ in range(2))
    assert first == second


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder = tmp_path_factory.mktemp("collations")
    paths = []
    for ui in Language:
        for show in (None, Weight.REVIEW):
            paths.append(folder / f"{ui}.{show}.docx")
            paths[-1].write_bytes(write_collation(agenda(3), ui=ui, show=show))
    return paths


def test_openxml_audit_finds_no_error(written: list[Path]) -> None:
    assert [error for path in written for error in validators.audit(path)] == []


def test_the_open_xml_sdk_finds_no_error(written: list[Path]) -> None:
    assert validators.sdk_errors(validators.needed_sdk(), written) == []


@pytest.mark.office
def test_libreoffice_reads_the_same_columns(office: Office) -> None:
    make = Builder(3)
    comparison = of_rows(make.row("one", "two", "two"), make.row(None, "three", None))
    read = office.resolve(write_collation(comparison, ui=Language.EN), accept=True)
    lines = [line.split("\t") for kind, line in read if kind == "table"]
    assert [line[1:] for line in lines if len(line) == 4] == [
        ["2012", "2018", "2024"],
        ["one", "two", "two"],
        ["–", "three", "–"],
    ]
