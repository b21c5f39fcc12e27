"""The Markdown of a comparison, rendered by a CommonMark parser and read back."""

from __future__ import annotations

import re

import lxml.html
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from sample_comparisons import Builder, agenda, of_rows

from ctocdiff.language import Language, wording
from ctocdiff.model import Category, Comparison, Kind, Status, Weight
from ctocdiff.render.markdown import write_markdown


def rendered(
    comparison: Comparison, ui: Language = Language.EN, show: Weight | None = None
) -> lxml.html.HtmlElement:
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    return lxml.html.fragment_fromstring(
        parser.render(write_markdown(comparison, ui=ui, show=show)), create_parent="div"
    )


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def text_of(quote: lxml.html.HtmlElement, drop: str) -> str:
    for element in quote.xpath(f".//{drop}"):
        for child in list(element):
            element.remove(child)
        element.text = ""
    return squeezed(quote.text_content().replace("␣", " ").replace("¶", "\n"))


def assert_both_texts(comparison: Comparison) -> None:
    changed = [row for row in comparison.rows() if row.status is not Status.EQUAL]
    diffs = [(row, diff) for row in changed for diff in row.diffs or (None,)]
    for drop, side in (("strong", 0), ("s", 1)):
        quotes = rendered(comparison).xpath("//blockquote")
        assert len(quotes) == len(diffs)
        for quote, (row, diff) in zip(quotes, diffs, strict=True):
            witness = diff.between[side] if diff else side
            assert text_of(quote, drop) == squeezed(row.text(witness))


def test_cells_of_a_table_are_told_apart() -> None:
    make = Builder()
    row = make.row(None, "\t1 (d)\tParticipation", kind=Kind.TABLE, status=Status.ADDED)
    (quote,) = rendered(of_rows(row)).xpath("//blockquote")
    assert quote.text_content().strip() == "| 1 (d) | Participation"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("The ninth session.", "The twelfth session."),
        ("See (a)b", "See (c)b"),
        ("a*b*c _d_ `e`", "a*x*c _y_ `z`"),
        ("1. First", "2. First"),
        ("- item", "+ item"),
        ("# not a heading", "# not the heading"),
        ("<b>bold</b> & [link](x)", "<i>bold</i> & [text](x)"),
        ("a|b", "a|c"),
        ("one. two.", "one.\ntwo."),
        ("one.\ntwo.", "one. two."),
        ("~~struck~~ 5", "~~struck~~ 6"),
        ("x", "y"),
        ("«a»b", "«c»b"),
    ],
)
def test_both_texts_can_be_read_back(before: str, after: str) -> None:
    assert_both_texts(of_rows(Builder().row(before, after)))


TEXT = st.lists(
    st.sampled_from(["a", "bc", " ", "(", ")", "«", "*", "~", "_", ".", "1", "€", "<", "\\", "-"]),
    min_size=1,
    max_size=12,
).map("".join)


@given(TEXT, TEXT)
@settings(max_examples=200, deadline=None)
def test_marks_open_and_close_wherever_they_stand(before: str, after: str) -> None:
    if before.strip() and after.strip() and before.strip() != after.strip():
        assert_both_texts(of_rows(Builder().row(before.strip(), after.strip())))


def test_equal_paragraphs_are_left_out_and_others_say_what_they_are() -> None:
    make = Builder()
    written = write_markdown(
        of_rows(
            make.row("equal text", "equal text"),
            make.row(None, "new text"),
            make.row("old text", None),
            make.row("moved text", "moved text", status=Status.MOVED),
        ),
        ui=Language.EN,
    )
    assert "equal text" not in written
    assert "2 · added · content\n\n> **new text**\n" in written
    assert "3 · removed · content\n\n> ~~old text~~\n" in written
    assert "4 · moved · 81% · content\n\n> moved text\n" in written


@pytest.mark.parametrize("ui", Language)
def test_the_summary_is_a_table_with_a_line_for_each_item(ui: Language) -> None:
    table = rendered(agenda(), ui).xpath("//table")[0]
    rows = [[cell.text_content() for cell in row.xpath("./td")] for row in table.xpath(".//tr")][1:]
    assert len(rows) == 7
    totals = [sum(int(row[at]) for row in rows[:-1]) for at in range(1, len(rows[0]))]
    assert totals == [int(figure) for figure in rows[-1][1:]]


def test_every_change_is_numbered_and_the_pair_is_named_with_three_witnesses() -> None:
    for witnesses in (2, 3):
        comparison = agenda(witnesses)
        written = write_markdown(comparison, ui=Language.FR)
        assert all(change.id in written for change in comparison.changes())
        assert ("2018 → 2024 · C-0001" in written) == (witnesses == 3)


def columns(comparison: Comparison, show: Weight | None = None) -> list[list[str]]:
    """The tables of items: for each row, the text of each witness as it is read back."""
    tables = rendered(comparison, show=show).xpath("//table[thead//th[1][.='No.']]")
    return [
        [squeezed(text_of(cell, "none")) for cell in row.xpath("./td")[1:-1]]
        for table in tables
        for row in table.xpath("./tbody/tr")
    ]


def test_three_witnesses_are_columns_that_can_be_read_back() -> None:
    comparison = agenda(3)
    expected = [
        [squeezed(row.text(witness)) for witness in range(3)]
        for row in comparison.rows()
        if row.status is not Status.EQUAL
    ]
    found = [[cell.replace("|", "") for cell in row] for row in columns(comparison)]
    assert found == expected


@given(TEXT, TEXT, TEXT)
@settings(max_examples=200, deadline=None)
def test_columns_can_be_read_back_whatever_came_and_went(one: str, two: str, three: str) -> None:
    texts = [re.sub(r"\s+", " ", text).strip() for text in (one, two, three)]
    if all(texts) and len(set(texts)) == 3:
        comparison = of_rows(Builder(3).row(*texts))
        assert columns(comparison) == [[squeezed(text) for text in texts]]


def test_what_came_and_went_again_has_both_signs() -> None:
    comparison = of_rows(Builder(3).row("old ferry", "new ferry", "last ferry"))
    assert "| ~~old~~ ferry | **~~new~~** ferry | **last** ferry |" in write_markdown(
        comparison, ui=Language.EN
    )


def test_only_what_is_for_review_and_how_much_was_hidden() -> None:
    make = Builder()
    comparison = of_rows(
        make.row("day 1", "day 2", category=Category.ROLLOVER),
        make.row("ships may sail", "ships shall sail", category=Category.MODALITY),
    )
    written = write_markdown(comparison, ui=Language.EN, show=Weight.REVIEW)
    assert "> ships ~~may~~**shall** sail" in written
    assert "day" not in written
    assert "C-0001" not in written
    assert "Routine changes are hidden: 1 change; 1 paragraph with no other change." in written
    assert "hidden" not in write_markdown(comparison, ui=Language.EN)


def test_a_routine_change_beside_one_for_review_shows_the_later_text() -> None:
    make = Builder()
    row = make.row("day 1 may sail", "day 2 shall sail")
    (diff,) = row.diffs
    routine, review = diff.changes
    assert (routine.category, review.category) == (Category.ROLLOVER, Category.WORDING)
    written = write_markdown(of_rows(row), ui=Language.EN, show=Weight.REVIEW)
    assert "> day 2 ~~may~~**shall** sail" in written


def test_changes_are_counted_by_category() -> None:
    comparison = agenda(3)
    (table,) = rendered(comparison).xpath("//table[thead//th[1][.='Kind of change']]")
    counted = {
        row.xpath("string(./td[1])"): [int(cell.text) for cell in row.xpath("./td")[2:]]
        for row in table.xpath("./tbody/tr")
    }
    for category in Category:
        number = sum(change.category is category for change in comparison.changes())
        name = wording(Language.EN)["report"]["category"][category]
        assert counted.get(name, [0, 0, 0]) == [0, number, number]
    assert len(counted) > 2


def test_the_same_text_on_each_run() -> None:
    assert write_markdown(agenda(), ui=Language.EN) == write_markdown(agenda(), ui=Language.EN)
