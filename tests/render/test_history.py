"""Deadlines and cited texts over the sessions: the picture, the tables, and where they lead."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from itertools import combinations
from typing import TYPE_CHECKING

import pytest
from html_pages import page
from hypothesis import given
from hypothesis import strategies as st
from sample_comparisons import Builder, of_rows

from ctocdiff.compare import collate
from ctocdiff.language import Language, wording
from ctocdiff.model import (
    Comparison,
    Deadline,
    DeadlineChange,
    DeadlineKind,
    DeadlineStatus,
    Document,
)
from ctocdiff.render.history import history
from ctocdiff.render.phrases import Phrases
from ctocdiff.render.report import report
from ctocdiff.render.timeline import timeline

if TYPE_CHECKING:
    import lxml.html

OPENS = dt.date(2018, 10, 15)


@pytest.fixture(scope="module", params=[Language.EN, Language.FR], ids=str)
def three(request: pytest.FixtureRequest, digest: Callable[..., Document]) -> Comparison:
    return collate([digest(year, request.param) for year in (2012, 2018, 2024)])


def one(offset: int | None, window: int | None = None) -> Deadline:
    day = None if offset is None else OPENS + dt.timedelta(offset)
    opens = None if window is None or day is None else day - dt.timedelta(window)
    kind = DeadlineKind.WINDOW if window is not None else DeadlineKind.FIXED
    return Deadline("1", "p1", 0, 4, "then", day, opens, None, offset, kind, "who", 0, 3)


def with_deadlines(*cells: tuple[Deadline | None, ...]) -> Comparison:
    plain = of_rows(Builder().row("a", "a"))
    changes = tuple(DeadlineChange(DeadlineStatus.KEPT, "1", both) for both in cells)
    return replace(plain, deadline_changes=changes)


OFFSETS = st.integers(-400, 30)
CELLS = st.one_of(st.none(), st.builds(one, OFFSETS, st.one_of(st.none(), st.integers(1, 90))))


@given(st.lists(st.tuples(CELLS, CELLS).filter(any), max_size=12))
def test_marks_stand_in_their_lane_at_their_day_and_apart(
    cells: list[tuple[Deadline | None, Deadline | None]],
) -> None:
    picture = timeline(with_deadlines(*cells))
    if not cells:
        assert picture is None
        return
    assert picture is not None
    assert [lane.witness for lane in picture.lanes] == [0, 1]
    for lane in picture.lanes:
        stated = {n: both[lane.witness] for n, both in enumerate(cells, 1) if both[lane.witness]}
        assert {mark.number for mark in lane.marks} == set(stated)
        for mark in lane.marks:
            deadline = stated[mark.number]
            assert deadline is not None
            assert mark.offset == deadline.offset_days
            assert (mark.start is None) == (deadline.opens is None)
            assert 0 < mark.x < picture.width
            assert lane.y <= mark.y - 10
            assert mark.y + 10 <= lane.y + lane.height
            assert (mark.x - picture.opening) * mark.offset >= 0
        for first, second in combinations(lane.marks, 2):
            assert abs(first.x - second.x) >= 20 or first.y != second.y
            assert (first.x - second.x) * (first.offset - second.offset) >= 0
    assert 1 <= len(picture.ticks) <= 16
    assert picture.lanes[-1].y + picture.lanes[-1].height <= picture.axis < picture.height


def test_a_deadline_of_unknown_distance_is_in_the_table_but_not_in_the_picture() -> None:
    comparison = with_deadlines((one(None), one(None)), (one(-14), None))
    picture = timeline(comparison)
    assert picture is not None
    assert [[mark.number for mark in lane.marks] for lane in picture.lanes] == [[2], []]
    rows = page(comparison).xpath("//section[h2[@id='deadlines']]//tbody/tr")
    assert len(rows) == 2
    assert timeline(with_deadlines((one(None), one(None)))) is None


def test_nothing_is_shown_of_documents_without_deadlines_and_citations() -> None:
    root = page(of_rows(Builder().row("a", "b")))
    assert not root.xpath("//*[contains(@class, 'history')]")


def test_each_deadline_has_its_row_and_leads_to_its_paragraph(three: Comparison) -> None:
    ui = three.witnesses[0].language
    root = page(three, ui)
    rows = root.xpath("//section[h2[@id='deadlines']]//tbody/tr")
    assert len(rows) == len(three.deadline_changes) > 0
    for row, change in zip(rows, three.deadline_changes, strict=True):
        assert row.get("data-status") == change.status
        assert wording(ui)["tables"]["status"][change.status] in row.text_content()
        for cell, deadline in zip(row.xpath("./td")[3:], change.cells, strict=True):
            links = cell.xpath("./a/@href")
            if deadline is None:
                assert not links
                continue
            (paragraph,) = root.xpath(f"//*[@id='{links[0][1:]}']")
            assert deadline.text.split()[0] in paragraph.text_content()


def test_the_matrix_has_every_cited_text_with_its_items(three: Comparison) -> None:
    root = page(three, three.witnesses[0].language)
    phrases = Phrases(three.witnesses[0].language)
    rows = root.xpath("//section[h2[@id='citations']]//tbody/tr")
    assert len(rows) == len(three.citation_changes) > 0
    shown = {name_of(row): row for row in rows}
    for change in three.citation_changes:
        row = shown[phrases.text(change.target)]
        cells = row.xpath("./td")[1:]
        assert [len(cell.xpath("./a")) for cell in cells] == [len(cell) for cell in change.cells]
        for target in change.replaces:
            assert phrases.text(target) in row.xpath("string(./th)")
    ids = set(root.xpath("//@id"))
    assert {link[1:] for link in root.xpath("//section//table//a/@href")} <= ids


def name_of(row: lxml.html.HtmlElement) -> str:
    return str(row.xpath("string(./th/text())")).strip()


def test_texts_cited_every_time_are_folded_and_the_others_are_not(three: Comparison) -> None:
    for group in history(three, report(three)).cited:
        assert all(all(row.change.cells) for row in group.kept)
        assert not any(all(row.change.cells) for row in group.changed)


def test_hostile_subjects_are_text() -> None:
    hostile = replace(one(-14), subject="<script>x</script>\u202e", section='"><b>')
    root = page(with_deadlines((None, hostile)))
    (row,) = root.xpath("//section[h2[@id='deadlines']]//tbody/tr")
    assert "<script>x</script>[U+202E]" in row.text_content()
    assert not row.xpath(".//script | .//b")
