"""The Word redline: what rejecting and accepting give, by Word's rules and in LibreOffice."""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import os
import subprocess
import sys
import tomllib
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from ctocdiff.language import Language
from ctocdiff.model import (
    Category,
    Diff,
    Edit,
    Kind,
    Op,
    Piece,
    Row,
    Section,
    Status,
    Style,
    Weight,
)
from ctocdiff.render.docx import write_docx
from tests.render import validators
from tests.render.comparisons import comparison, from_case, row
from tests.render.office import Office
from tests.render.validators import part
from tests.word_revisions import resolve

CASES = tomllib.loads((Path(__file__).parents[1] / "cases" / "docx_traps.toml").read_text("utf-8"))[
    "case"
]
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

each_case = pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])


def expected(case: dict[str, Any], side: str) -> list[str]:
    return [text for entry in case["rows"] for text in entry.get(side, [])]


def body_row(before: str | None, after: str | None, kind: Kind = Kind.BODY, number: int = 0) -> Row:
    sides = [[] if text is None else [text] for text in (before, after)]
    return row(number, kind, sides[0], sides[1])


def both(rows: tuple[Row, ...]) -> tuple[list[str], list[str]]:
    data = write_docx(comparison(rows), ui=Language.EN)
    return list(resolve(data, accept=False)), list(resolve(data, accept=True))


# -------------------------------------------------------------------------------- what comes back


@each_case
def test_rejecting_gives_before_and_accepting_after(case: dict[str, Any]) -> None:
    data = write_docx(from_case(case), ui=Language.EN)
    assert list(resolve(data, accept=False)) == expected(case, "before")
    assert list(resolve(data, accept=True)) == expected(case, "after")


@pytest.mark.office
@each_case
@pytest.mark.parametrize("side", ["before", "after"])
def test_libreoffice_agrees(case: dict[str, Any], side: str, office: Office) -> None:
    texts = office.texts(write_docx(from_case(case), ui=Language.EN), accept=side == "after")
    if case.get("libreoffice_keeps") == side:
        assert "" in texts
        texts.remove("")
    assert texts == expected(case, side)


TEXTS = st.text(st.sampled_from("ab  \t<&é’\u00a0\U0001f54a\u200f"), max_size=12)
SIDES = st.lists(TEXTS, max_size=3)
KINDS = st.sampled_from([Kind.BODY, Kind.HEADING, Kind.NOTE, Kind.TABLE])


@given(st.lists(st.tuples(KINDS, SIDES, SIDES), max_size=6))
@settings(deadline=None)
def test_any_rows_come_back(entries: list[tuple[Kind, list[str], list[str]]]) -> None:
    rows = tuple(row(number, *entry) for number, entry in enumerate(entries))
    rejected, accepted = both(rows)
    assert rejected == [text for _, before, _ in entries for text in before]
    assert accepted == [text for _, _, after in entries for text in after]


def test_a_moved_row_that_nobody_diffed_is_replaced_where_after_has_it() -> None:
    moved = replace(body_row("Old words.", "New words."), status=Status.MOVED, diffs=())
    assert both((moved,)) == (["Old words."], ["New words."])


def test_what_an_edit_wrongly_calls_equal_is_replaced() -> None:
    alike = replace(
        body_row("l'eau", "l’eau"), diffs=(Diff((0, 1), (Edit(Op.EQUAL, (0, 5), (0, 5)),), ()),)
    )
    assert both((alike,)) == (["l'eau"], ["l’eau"])


def test_what_xml_cannot_hold_becomes_the_replacement_character() -> None:
    assert both((body_row("a\x00b\x0bc\ufffed", "a\x1fb\rc\x7f\u2028"),)) == (
        ["a\ufffdb\ufffdc\ufffdd"],
        ["a\ufffdb\ufffdc\x7f\u2028"],
    )


# ------------------------------------------------------------------------------------ as it is made


def marked(data: bytes) -> list[tuple[str, str]]:
    """The fate and text of every run of the body that is tracked."""
    return [
        (etree.QName(run.getparent()).localname, "".join(run.itertext()))
        for run in part(data).iter(f"{W}r")
        if run.getparent().tag in (f"{W}ins", f"{W}del")
    ]


def test_only_what_changed_is_marked() -> None:
    rows = (body_row("Parties may act now.", "Parties shall act now."),)
    assert marked(write_docx(comparison(rows), ui=Language.EN)) == [
        ("del", "may"),
        ("ins", "shall"),
    ]


def test_a_split_is_one_inserted_mark() -> None:
    data = write_docx(
        comparison((row(0, Kind.BODY, ["One. Two."], ["One.", "Two."]),)), ui=Language.EN
    )
    assert marked(data) == [("del", " ")]
    assert len(part(data).findall(f".//{W}pPr/{W}rPr/{W}ins")) == 1


def test_an_added_table_row_is_marked_as_a_row_and_in_its_cells() -> None:
    rows = (
        body_row("a\tb", "a\tb", Kind.TABLE),
        body_row(None, "c\td", Kind.TABLE, 1),
        body_row("end", "end"),
    )
    added = part(write_docx(comparison(rows), ui=Language.EN)).findall(f".//{W}tr")[1]
    assert added.find(f"{W}trPr/{W}ins") is not None
    assert len(added.findall(f"{W}tc/{W}p/{W}pPr/{W}rPr/{W}ins")) == 2
    assert len(added.findall(f"{W}tc/{W}p/{W}ins/{W}r")) == 2


def test_revisions_have_their_own_numbers_one_author_and_date() -> None:
    every = tuple(
        changed for number, case in enumerate(CASES) for changed in from_case(case).sections[0].rows
    )
    moment = dt.datetime(2024, 5, 6, 9, 30, tzinfo=dt.timezone(dt.timedelta(hours=2)))
    data = write_docx(comparison(every), ui=Language.EN, author="A & B", date=moment)
    numbered = [each for each in part(data).iter() if each.get(f"{W}id")]
    revisions = [each for each in numbered if each.get(f"{W}author")]
    begun = [each for each in numbered if not each.tag.endswith("End")]
    assert len({each.get(f"{W}id") for each in begun}) == len(begun) > len(revisions) > 100
    assert {each.get(f"{W}author") for each in revisions} == {"A & B"}
    # The later one parts insertions that LibreOffice would join: see BodyWriter.
    dates = {each.get(f"{W}date") for each in revisions}
    assert dates == {"2024-05-06T07:30:00Z", "2024-05-06T07:32:00Z"}


def test_the_date_is_the_given_one_unless_insertions_meet_at_a_mark() -> None:
    rows = (body_row("a", "a b"), body_row(None, "c"), body_row(None, "d"), body_row("e", "e f"))
    revisions = part(write_docx(comparison(rows), ui=Language.EN)).iter(f"{W}ins")
    assert [each.get(f"{W}date")[11:16] for each in revisions] == [
        "00:00",
        "00:02",
        "00:02",
        "00:00",
        "00:00",
        "00:00",
    ]


def test_the_default_date_is_the_year_of_the_last_session() -> None:
    data = write_docx(comparison((body_row("a", "b"),)), ui=Language.EN)
    assert part(data).find(f".//{W}ins").get(f"{W}date") == "2024-01-01T00:00:00Z"


def test_styles_follow_the_kinds_of_after() -> None:
    rows = (
        body_row("1. Opening", "1. Opening", Kind.HEADING),
        body_row("It opens.", "It closes.", number=1),
        body_row(None, "A paper", Kind.DOCUMENTATION, 2),
        body_row("Note", "Note", Kind.NOTE, 3),
    )
    word = docx.Document(io.BytesIO(write_docx(comparison(rows), ui=Language.EN)))
    assert [each.style.name for each in word.paragraphs] == [
        "Heading 1",
        "Body Text",
        "Documentation",
        "Note",
    ]


def test_a_heading_line_takes_the_level_of_its_section_and_a_caption_none() -> None:
    rows = [
        body_row(text, text, Kind.HEADING, number)
        for number, text in enumerate(("Annotations", "(a) Sub-item", "Documentation"))
    ]
    value = comparison(())
    witnesses = tuple(
        replace(
            document,
            front=rows[0].cells[side],
            sections=(Section("1", 2, "", rows[1].cells[side], rows[2].cells[side]),),
        )
        for side, document in enumerate(value.witnesses)
    )
    section = replace(value.sections[0], level=2, rows=tuple(rows[1:]))
    front = replace(value.front, rows=(rows[0],))
    value = replace(value, witnesses=witnesses, sections=(section,), front=front)
    word = docx.Document(io.BytesIO(write_docx(value, ui=Language.EN)))
    names = [each.style.name for each in word.paragraphs]
    assert names == ["Part Title", "Heading 2", "Section Caption"]


def test_character_styles_are_those_of_the_source() -> None:
    plain = body_row("See the 1er note", "See the 1er note")
    (text,) = plain.cells[1]
    pieces = (Piece(0, 9, 1, 1, 0), Piece(9, 2, 1, 1, 9, Style.SUPERSCRIPT), Piece(11, 5, 1, 1, 11))
    styled = replace(plain, cells=(plain.cells[0], (replace(text, pieces=pieces),)))
    runs = part(write_docx(comparison((styled,)), ui=Language.EN)).findall(f".//{W}p/{W}r")
    assert [
        ("".join(run.itertext()), run.find(f".//{W}vertAlign") is not None) for run in runs
    ] == [
        ("See the 1", False),
        ("er", True),
        (" note", False),
    ]


def test_each_run_is_spelt_in_the_language_of_its_witness() -> None:
    value = comparison((body_row("the note", "la note"),), (Language.EN, Language.FR))
    data = write_docx(value, ui=Language.EN)
    default = part(data, "word/styles.xml").find(f".//{W}rPrDefault//{W}lang")
    assert default.get(f"{W}val") == "fr-FR"
    spelt = {
        "".join(run.itertext()): run.find(f"{W}rPr/{W}lang") for run in part(data).iter(f"{W}r")
    }
    assert spelt["the"].get(f"{W}val") == "en-GB"
    assert spelt["la"].get(f"{W}val") == "fr-FR"
    assert None not in spelt.values()


@pytest.mark.parametrize(
    ("ui", "words"),
    [
        (
            Language.EN,
            ["Redline", "agenda-2018.txt, English, digest", "Changes\t2, of which 0 routine"],
        ),
        (Language.FR, ["Version comparée", "agenda-2024.txt, anglais, résumé", "ajoutés\t1"]),
    ],
)
def test_the_program_speaks_in_the_header_only(ui: Language, words: list[str]) -> None:
    rows = (body_row("a b c", "x b z"), body_row(None, "new"))
    word = docx.Document(io.BytesIO(write_docx(comparison(rows), ui=ui)))
    header = "\n".join(each.text for each in word.sections[0].first_page_header.paragraphs)
    assert [each for each in words if each not in header] == []
    assert word.sections[0].header.paragraphs[0].text == "agenda-2018.txt → agenda-2024.txt"
    assert word.core_properties.title.endswith("agenda-2018.txt → agenda-2024.txt")


def test_the_first_page_says_that_routine_changes_are_made() -> None:
    rows = (body_row("a b c", "x b z"),)
    value = comparison(rows)
    data = write_docx(value, ui=Language.EN, show=Weight.REVIEW)
    word = docx.Document(io.BytesIO(data))
    header = "\n".join(each.text for each in word.sections[0].first_page_header.paragraphs)
    assert "Routine changes are already made in this text, without a mark: 0 of 2" in header


def test_routine_changes_are_made_without_a_mark() -> None:
    changed = body_row("l'eau coule", "l’eau dort")
    (diff,) = changed.diffs
    routine = replace(diff.changes[0], category=Category.TYPOGRAPHIC)
    changed = replace(changed, diffs=(replace(diff, changes=(routine, *diff.changes[1:])),))
    data = write_docx(comparison((changed,)), ui=Language.EN, show=Weight.REVIEW)
    assert marked(data) == [("del", "coule"), ("ins", "dort")]
    assert resolve(data, accept=False) == ("l’eau coule",)


# -------------------------------------------------------------------------- the same file, sound


_HASH = """
import hashlib, tomllib, sys
from ctocdiff.language import Language
from ctocdiff.render.docx import write_docx
from tests.render.comparisons import from_case
cases = tomllib.load(open(sys.argv[1], "rb"))["case"]
made = (write_docx(from_case(case), ui=Language.FR) for case in cases)
print(hashlib.sha256(b"".join(made)).hexdigest())
"""


def test_another_process_time_zone_and_hash_seed_give_the_same_bytes() -> None:
    here = hashlib.sha256(b"".join(write_docx(from_case(case), ui=Language.FR) for case in CASES))
    root = Path(__file__).parents[2]
    run = subprocess.run(
        [sys.executable, "-c", _HASH, str(root / "tests" / "cases" / "docx_traps.toml")],
        capture_output=True,
        text=True,
        check=True,
        cwd=root,
        env=os.environ
        | {"PYTHONHASHSEED": "7", "TZ": "Pacific/Kiritimati", "PYTHONPATH": str(root)},
    )
    assert run.stdout.strip() == here.hexdigest()


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder = tmp_path_factory.mktemp("written")
    paths = []
    for number, case in enumerate(CASES):
        for ui in Language:
            paths.append(folder / f"{number:02}.{ui}.docx")
            paths[-1].write_bytes(write_docx(from_case(case), ui=ui))
    return paths


def test_openxml_audit_finds_no_error(written: list[Path]) -> None:
    assert [error for path in written for error in validators.audit(path)] == []


def test_the_open_xml_sdk_finds_no_error(written: list[Path]) -> None:
    assert validators.sdk_errors(validators.needed_sdk(), written[::2]) == []


def test_both_validators_do_find_errors(tmp_path: Path) -> None:
    """The judges are awake: text straight in the body is an error to both."""
    data = write_docx(comparison((body_row("a", "b"),)), ui=Language.EN)
    path = tmp_path / "broken.docx"
    with zipfile.ZipFile(io.BytesIO(data)) as good, zipfile.ZipFile(path, "w") as bad:
        for name in good.namelist():
            bad.writestr(name, good.read(name).replace(b"<w:body>", b"<w:body><w:t>x</w:t>"))
    assert validators.audit(path) != []
    if executable := validators.sdk():
        assert validators.sdk_errors(executable, [path]) != []
