"""Small papers compared by the whole pipeline: moves, marks, and what comes back."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from ctocdiff.language import Language
from ctocdiff.render.docx import write_docx
from tests.render import validators
from tests.render.office import Office
from tests.render.pairs import compared, texts
from tests.render.validators import part
from tests.word_revisions import resolve

CASES: list[dict[str, Any]] = tomllib.loads(
    (Path(__file__).parents[1] / "cases" / "redlines.toml").read_text("utf-8")
)["case"]
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

each_case = pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
each_way = pytest.mark.parametrize("moves", [True, False], ids=["moves", "no-moves"])


def written(case: dict[str, Any], *, moves: bool = True) -> bytes:
    return write_docx(compared(case), ui=Language.EN, moves=moves)


def test_there_are_many_cases_of_different_names() -> None:
    assert len({case["name"] for case in CASES}) == len(CASES) >= 40


@each_way
@each_case
def test_rejecting_gives_before_and_accepting_after(case: dict[str, Any], moves: bool) -> None:
    data = written(case, moves=moves)
    assert list(resolve(data, accept=False)) == texts(case["before"])
    assert list(resolve(data, accept=True)) == texts(case["after"])


@pytest.mark.office
@each_case
@pytest.mark.parametrize("side", ["before", "after"])
def test_libreoffice_agrees(case: dict[str, Any], side: str, office: Office) -> None:
    assert office.texts(written(case), accept=side == "after") == texts(case[side])


def marked(data: bytes, name: str) -> list[str]:
    """Each stretch of text, and each mark, that is deleted (inserted) and not moved."""
    found = []
    for each in part(data).iter(f"{W}{name}"):
        parent = etree.QName(each.getparent()).localname
        if parent == "rPr":
            found.append("¶")
        elif parent == "p" and each.find(f".//{W}commentReference") is None:
            found.append("".join(each.itertext()))
    return found


@each_case
def test_only_what_changed_is_marked(case: dict[str, Any]) -> None:
    data = written(case)
    for kind, name in (("deleted", "del"), ("inserted", "ins")):
        if kind in case:
            assert marked(data, name) == case[kind], kind
    if "moves" in case:
        assert len(list(part(data).iter(f"{W}moveToRangeStart"))) == case["moves"]


@each_case
def test_moves_come_in_pairs_and_ranges_end(case: dict[str, Any]) -> None:
    body = part(written(case))
    names = [
        [start.get(f"{W}name") for start in body.iter(f"{W}move{side}RangeStart")]
        for side in ("From", "To")
    ]
    assert sorted(names[0]) == sorted(names[1]) == sorted(set(names[0]))
    for kind in ("moveFromRange", "moveToRange", "bookmark", "commentRange"):
        ids = [[each.get(f"{W}id") for each in body.iter(f"{W}{kind}{end}")] for end in ENDS]
        assert sorted(ids[0]) == sorted(ids[1]) == sorted(set(ids[0])), kind
    for moved in body.iter(f"{W}moveFrom", f"{W}moveTo"):
        assert moved.find(f".//{W}p") is None
        assert moved.find(f".//{W}delText") is None


ENDS = ("Start", "End")


@each_case
def test_nothing_moves_where_moves_are_not_wanted(case: dict[str, Any]) -> None:
    data = written(case, moves=False)
    assert not any("move" in etree.QName(each).localname for each in part(data).iter())


def test_a_word_changed_in_a_moved_paragraph_is_marked_inside_the_move() -> None:
    (case,) = (case for case in CASES if case["name"] == "a paragraph moved, one word changed")
    body = part(written(case))
    for range_, run, change, word in (
        ("moveTo", "moveTo", "ins", "must"),
        ("moveFrom", "moveFrom", "del", "may"),
    ):
        start = body.find(f".//{W}{range_}RangeStart")
        paragraph = start.getparent()
        (end,) = body.iter(f"{W}{range_}RangeEnd")
        assert paragraph.getnext() is end
        assert paragraph.find(f"{W}pPr/{W}rPr/{W}{run}") is not None
        changed, *commented = paragraph.findall(f"{W}{change}")
        assert all(each.find(f".//{W}commentReference") is not None for each in commented)
        assert paragraph.index(start) < paragraph.index(changed)
        assert "".join(changed.itertext()) == word
        moved = "".join("".join(each.itertext()) for each in paragraph.findall(f"{W}{run}"))
        assert moved == "Observers  sit at the back of the great hall."


# ---------------------------------------------------------------------------- the change numbers


@each_case
def test_every_change_is_a_bookmark(case: dict[str, Any]) -> None:
    value = compared(case)
    body = part(write_docx(value, ui=Language.EN))
    names = [each.get(f"{W}name") for each in body.iter(f"{W}bookmarkStart")]
    assert len(names) == len(set(names))
    firsts = {name for name in names if name.count("-") == 1}
    assert firsts == {change.id for change in value.changes()}


# ------------------------------------------------------------------------------------------- form


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder = tmp_path_factory.mktemp("redlines")
    paths = []
    for number, case in enumerate(CASES):
        for moves in (True, False):
            paths.append(folder / f"{number:02}-{moves}.docx")
            paths[-1].write_bytes(written(case, moves=moves))
    return paths


def test_openxml_audit_finds_no_error(files: list[Path]) -> None:
    assert [error for path in files for error in validators.audit(path)] == []


def test_the_open_xml_sdk_finds_no_error(files: list[Path]) -> None:
    assert validators.sdk_errors(validators.needed_sdk(), files[::4]) == []
