"""The rows of the HTML report: marks, moves, categories, what is hidden."""

from __future__ import annotations

from dataclasses import replace

import pytest
from html_pages import page
from sample_comparisons import Builder, agenda, joined, of_rows, section

from ctocdiff.language import Language, wording
from ctocdiff.model import Category, Kind, Status, Style, Weight
from ctocdiff.render.html import write_html


def test_marks_carry_their_change() -> None:
    make = Builder()
    row = make.row("the ninth session", "the twelfth session", category=Category.ROLLOVER)
    root = page(of_rows(row))
    for mark, witness, word in (("del", 0, "ninth"), ("ins", 1, "twelfth")):
        (element,) = root.xpath(f"//div[@data-witness='{witness}']//{mark}")
        assert element.text == word
        assert dict(element.attrib) == {
            "data-change": "C-0001",
            "data-category": "rollover",
            "data-weight": "routine",
        }
    (change,) = root.xpath("//li[@id='C-0001']")
    assert (change.get("data-category"), change.get("data-weight")) == ("rollover", "routine")


def test_a_paragraph_without_counterpart_is_marked_as_a_whole() -> None:
    make = Builder()
    root = page(of_rows(make.row(None, "one\ntwo"), make.row("three", None)))
    assert root.xpath("//*[@id='r-1']//ins/text()") == ["one", "two"]
    assert root.xpath("//*[@id='r-2']//del/text()") == ["three"]


def test_splits_and_merges_show_the_paragraph_mark() -> None:
    make = Builder()
    root = page(of_rows(make.row("a. b.", "a.\nb."), make.row("c.\nd.", "c. d.")))
    inline = "//*[@id='{}']/div[contains(@class, 'inline')]"
    assert len(root.xpath(inline.format("r-1") + "/div/p")) == 2
    assert len(root.xpath(inline.format("r-2") + "/div/p")) == 1
    assert root.xpath(inline.format("r-2") + "//del//span[@class='pilcrow']")


def test_styles_and_invisible_spaces() -> None:
    make = Builder()
    italic = make.row("Title one", "Title two", style=Style.ITALIC, kind=Kind.DOCUMENTATION)
    spaces = make.row("a b", "a\u00a0b")
    root = page(of_rows(italic, spaces))
    assert root.xpath("//*[@id='r-1']/div[1]/div/p/i/text()") == ["Title "]
    assert root.xpath("//*[@id='r-1']/div[1]/div/p/del/i/text()") == ["one"]
    assert root.xpath("//*[@id='r-2']//ins/span[@class='nb']/text()")[0] == "\u00a0"


def test_table_rows_keep_their_cells() -> None:
    root = page(agenda())
    annex = root.xpath("//section[@id='annex']//div[@data-witness='1']//tr")
    assert [len(row) for row in annex] == [3, 3, 4]
    inline = root.xpath("//section[@id='annex']//div[contains(@class, 'inline')]//tr")
    assert [len(row) for row in inline] == [3]


def test_a_paragraph_that_was_moved_says_from_where_and_where_to() -> None:
    make = Builder()
    moved = make.row("It moved.", "It moved.", status=Status.MOVED)
    first = section("1(a)", "First", (make.row("stays", "stays"),))
    second = section("2", "Second", (moved,))
    comparison = joined((first, second))
    before, after = comparison.witnesses
    source, target = before.sections
    before = replace(
        before,
        sections=(
            replace(source, paragraphs=source.paragraphs + moved.cells[0]),
            replace(target, paragraphs=()),
        ),
    )
    root = page(replace(comparison, witnesses=(before, after)))
    assert "from Item 1 (a)" in root.xpath("string(//*[@id='r-2']/p)")
    (link,) = root.xpath("//section[@id='item-1a']/p[@class='departure']/a")
    assert link.get("href") == "#r-2"
    assert "Item 2" in link.text


def test_unchanged_paragraphs_are_folded_but_there() -> None:
    make = Builder()
    root = page(of_rows(make.row("a", "a"), make.row("b", "b"), make.row("c", "d")))
    (fold,) = root.xpath("//details[@class='same']")
    assert fold.get("open") is None
    assert len(fold.xpath("./div")) == 2


def test_review_only_is_the_state_the_page_opens_in() -> None:
    assert page(agenda()).xpath("//input[@checked and @name='show']/@id") == ["show-all"]
    root = page(agenda(), show=Weight.REVIEW)
    assert root.xpath("//input[@checked and @name='show']/@id") == ["show-review"]


def test_three_witnesses_name_the_pair_of_each_change() -> None:
    comparison = agenda(3)
    root = page(comparison)
    pairs = root.xpath("//li[@class='change']/span[@class='pair']/text()")
    assert len(pairs) == sum(1 for _ in comparison.changes())
    assert set(pairs) == {"2018 → 2024"}
    assert root.find("body").get("data-witnesses") == "3"


@pytest.mark.parametrize("ui", Language)
def test_each_change_says_its_category_and_its_weight(ui: Language) -> None:
    words = wording(ui)["report"]
    comparison = agenda()
    items = page(comparison, ui).xpath("//li[@class='change']")
    changes = list(comparison.changes())
    assert len(items) == len(changes)
    for item, change in zip(items, changes, strict=True):
        assert item.xpath("string(span[@class='kind'])") == words["category"][change.category]
        assert item.xpath("string(span[@class='weight'])") == words["weight"][change.weight]


@pytest.mark.parametrize("witnesses", [2, 3])
def test_changes_are_counted_by_category_and_pair(witnesses: int) -> None:
    comparison = agenda(witnesses)
    (table,) = page(comparison).xpath("//section[@aria-labelledby='h-kinds']//table")
    found = {
        row.get("data-category"): [int(cell.text) for cell in row.xpath("./td")[1:]]
        for row in table.xpath("./tbody/tr")
    }
    for category, figures in found.items():
        number = sum(change.category == category for change in comparison.changes())
        # With three, the changes of the sample all lie between the last two.
        assert figures == ([number] if witnesses == 2 else [0, number, number])
    assert set(found) == {str(change.category) for change in comparison.changes()}
    weights = [row.get("data-weight") for row in table.xpath("./tbody/tr")]
    assert weights == sorted(weights)  # those for review stand first
    assert set(page(comparison).xpath("//input[@name='category']/@value")) == set(found)


@pytest.mark.parametrize(
    ("basis", "words"),
    [
        ("content", "81% · content"),
        ("moved", "81% · content, elsewhere"),
        ("sentence", "81% · sentence"),
        ("heading", "81% · heading"),
    ],
)
def test_each_row_says_why_its_paragraphs_were_paired(basis: str, words: str) -> None:
    make = Builder()
    root = page(of_rows(replace(make.row("a b", "a c"), basis=basis)))
    assert root.xpath("string(//*[@id='r-1']//span[@class='why'])") == words


def test_equal_rows_say_so_too_and_one_without_counterpart_has_no_likeness() -> None:
    make = Builder()
    alone = replace(make.row(None, "b"), basis="none", similarity=0.0)
    root = page(of_rows(make.row("a", "a"), alone))
    whys = root.xpath("//span[@class='why']/text()")
    assert whys == ["100% · content", "no counterpart"]


def test_what_is_hidden_is_counted_without_script_too() -> None:
    comparison = agenda()
    (held,) = page(comparison).xpath("//p[@class='held']")
    routine = sum(change.weight is Weight.ROUTINE for change in comparison.changes())
    assert f"{routine} changes" in held.text
    make = Builder()
    assert not page(of_rows(make.row("may", "shall"))).xpath("//p[@class='held']")


def test_a_move_is_for_review_however_little_its_words_changed() -> None:
    make = Builder()
    moved = make.row("day 1", "day 2", status=Status.MOVED, category=Category.ROLLOVER)
    there = make.row("day 1", "day 2", category=Category.ROLLOVER)
    weights = page(of_rows(moved, there)).xpath("//div[@role='group']/@data-weight")
    assert weights == ["review", "routine"]


def test_compared_with_the_first_a_column_shows_only_what_it_was_compared_with() -> None:
    make = Builder(3)
    lone = make.row(None, "only here", None)
    cells = lone.cells
    diff = make.diff("", "only here", (0, 1), (cells[1], cells[1], cells[2]))
    comparison = of_rows(replace(lone, diffs=(diff,)), make.row("a", "a", "a"))
    root = page(comparison)
    assert root.xpath("//*[@id='r-1']//div[@data-witness='1']//ins")
    assert not root.xpath("//*[@id='r-1']//div[@data-witness='1']//del")


def test_the_same_bytes_on_each_run() -> None:
    assert write_html(agenda(), ui=Language.FR) == write_html(agenda(), ui=Language.FR)


def test_documents_that_are_the_same_say_so() -> None:
    make = Builder()
    root = page(of_rows(make.row("a", "a")), Language.FR)
    assert "identiques" in root.xpath("string(//p[@class='gist'])")
    assert not root.xpath("//main//ins | //main//del")
