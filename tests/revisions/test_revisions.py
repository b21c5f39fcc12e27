"""Tracked changes accepted and rejected in place, in files written here and by hand."""

from __future__ import annotations

import io
import re
import tomllib
import zipfile
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from ctocdiff.errors import UnreadableError, UsageError
from ctocdiff.language import Language
from ctocdiff.render.docx import Remarks, write_docx
from ctocdiff.revisions import resolve_revisions
from tests.render import validators
from tests.render.conftest import office as office
from tests.render.office import Office
from tests.render.pairs import compared, texts
from tests.test_word_revisions import DOCUMENT, RULES, gone, new, p, package, r, tbl, tr
from tests.word_revisions import resolve

CASES: list[dict[str, Any]] = tomllib.loads(
    (Path(__file__).parents[1] / "cases" / "redlines.toml").read_text("utf-8")
)["case"]
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
each_case = pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
each_side = pytest.mark.parametrize("side", ["before", "after"])


def written(case: dict[str, Any], **options: Any) -> bytes:
    return write_docx(compared(case), ui=Language.EN, **options)


def named(name: str) -> dict[str, Any]:
    return next(case for case in CASES if case["name"] == name)


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as made:
        return {name: made.read(name) for name in made.namelist()}


def both(data: bytes) -> tuple[str, ...]:
    """The texts of a file in which nothing is left to accept or reject."""
    left = resolve(data, accept=True)
    assert left == resolve(data, accept=False)
    return left


# ------------------------------------------------------------------------------------ our redlines


@each_case
@each_side
@pytest.mark.parametrize("moves", [True, False], ids=["moves", "no-moves"])
def test_all_changes(case: dict[str, Any], side: str, moves: bool) -> None:
    data = written(case, moves=moves, remarks=Remarks.ALL)
    result = resolve_revisions(data, accept=side == "after")
    assert list(both(result.data)) == texts(case[side])
    assert result.left == 0
    again = resolve_revisions(result.data, accept=True)
    assert (again.resolved, again.data) == (0, result.data)


@pytest.mark.office
@each_case
@each_side
def test_libreoffice_resolves_alike(case: dict[str, Any], side: str, office: Office) -> None:
    data = written(case)
    accept = side == "after"
    ours = office.texts(resolve_revisions(data, accept=accept).data, accept=True)
    assert ours == office.texts(data, accept=accept)


def test_other_parts_stay_byte_for_byte() -> None:
    data = written(named("a paragraph moved, one word changed"))
    before, after = parts(data), parts(resolve_revisions(data, accept=True).data)
    assert list(before) == list(after)
    assert [name for name in before if before[name] != after[name]] == ["word/document.xml"]


def test_comments_and_change_numbers_stay() -> None:
    case = named("a word replaced")
    data = written(case)
    marks = re.compile(rb"<w:(?:comment\w+|bookmark\w+) [^>]*>")
    kept = [sorted(marks.findall(parts(data)["word/document.xml"]))]
    for accept in (True, False):
        result = resolve_revisions(data, accept=accept).data
        kept.append(sorted(marks.findall(parts(result)["word/document.xml"])))
    assert kept[0] == kept[1] == kept[2]
    assert any(b"commentReference" in mark for mark in kept[0])


def test_validators_find_no_error(tmp_path: Path) -> None:
    paths = []
    for number, case in enumerate(CASES):
        paths.append(tmp_path / f"{number}.docx")
        data = written(case, remarks=Remarks.ALL)
        paths[-1].write_bytes(resolve_revisions(data, accept=number % 2 == 0).data)
    assert [error for path in paths for error in validators.audit(path)] == []
    if executable := validators.sdk():
        assert validators.sdk_errors(executable, paths[::9]) == []


# --------------------------------------------------------------------------------- some of them


@each_case
@each_side
def test_change_after_change_gives_the_same(case: dict[str, Any], side: str) -> None:
    value = compared(case)
    accept = side == "after"
    data = write_docx(value, ui=Language.EN)
    moves = set(re.findall(r'w:name="(M-\d+)"', parts(data)["word/document.xml"].decode()))
    for number in (*(change.id for change in reversed(list(value.changes()))), *sorted(moves)):
        data = resolve_revisions(data, accept=accept, changes=[number]).data
    # What has no number (an empty paragraph, a table row that stands elsewhere) is left.
    data = resolve_revisions(data, accept=accept).data
    assert list(both(data)) == texts(case[side])


def test_one_change_of_several() -> None:
    case = named("first and last word of the paper replaced")
    result = resolve_revisions(written(case), accept=True, changes=["C-0002"])
    assert (result.resolved, result.left) == (2, 2)
    half = [case["before"][0], case["after"][1]]
    assert list(resolve(result.data, accept=False)) == half
    assert list(resolve(result.data, accept=True)) == case["after"]


def test_a_change_inside_a_move_goes_with_the_move() -> None:
    case = named("a paragraph moved, one word changed")
    data = resolve_revisions(written(case), accept=True, changes=["C-0001"]).data
    assert list(resolve(data, accept=True)) == case["after"]
    # The move is still open; rejecting it takes all of the moved paragraph away.
    assert "must" not in " ".join(resolve(data, accept=False))
    assert len(resolve(data, accept=False)) == len(case["before"])


def test_one_move() -> None:
    case = named("moves that cross")
    data = resolve_revisions(written(case), accept=False, changes=["M-0001"]).data
    body = etree.fromstring(parts(data)["word/document.xml"])
    names = {each.get(f"{W}name") for each in body.iter(f"{W}moveToRangeStart")}
    assert names == {"M-0002", "M-0003"}
    assert list(resolve(data, accept=False)) == case["before"]


def revised(content: str, author: str) -> str:
    return re.sub(r"<w:(ins|del)>", rf'<w:\1 w:id="1" w:author="{author}">', content)


def test_one_author() -> None:
    data = package(p(r("x") + revised(new("a"), "A") + revised(gone("b"), "B &amp; C")))
    only = resolve_revisions(data, accept=True, authors=["B & C"])
    assert resolve(only.data, accept=False) == ("x",)
    assert resolve(only.data, accept=True) == ("xa",)
    assert (only.resolved, only.left) == (1, 1)


@pytest.mark.parametrize(
    ("asked", "code"),
    [({"authors": ["nobody"]}, "author-unknown"), ({"changes": ["C-9999"]}, "change-unknown")],
)
def test_what_is_not_there_is_an_error(asked: dict[str, list[str]], code: str) -> None:
    with pytest.raises(UsageError) as caught:
        resolve_revisions(written(named("a word replaced")), accept=True, **asked)
    assert caught.value.code == code
    assert str(caught.value.details["known"]) in ("ctocdiff", "C-0001")


# ----------------------------------------------------------------------------------- by hand


@pytest.mark.parametrize(
    ("body", "rejected", "accepted"), [case[1:] for case in RULES], ids=[case[0] for case in RULES]
)
def test_rules(body: str, rejected: list[str], accepted: list[str]) -> None:
    for accept, expected in ((False, rejected), (True, accepted)):
        assert list(both(resolve_revisions(package(body), accept=accept).data)) == expected


def change(name: str, former: str) -> str:
    return f"<w:{name}Change><w:{name}>{former}</w:{name}></w:{name}Change>"


def test_formatting() -> None:
    bold = f"<w:rPr><w:b/>{change('rPr', '<w:i/>')}</w:rPr>"
    mark = f"<w:rPr><w:ins/>{change('rPr', '<w:u/>')}</w:rPr>"
    style = f'<w:pStyle w:val="New"/>{mark}{change("pPr", "<w:keepNext/>")}'
    body = f"<w:p><w:pPr>{style}</w:pPr><w:r>{bold}<w:t>a</w:t></w:r></w:p>{p()}"
    accepted, rejected = (
        parts(resolve_revisions(package(body), accept=accept).data)["word/document.xml"]
        for accept in (True, False)
    )
    assert b'<w:p><w:pPr><w:pStyle w:val="New"/></w:pPr><w:r><w:rPr><w:b/></w:rPr>' in accepted
    assert b"<w:r><w:rPr><w:i/></w:rPr><w:t>a</w:t></w:r>" in rejected
    assert b"Change" not in accepted + rejected


def test_numbering_that_came() -> None:
    body = "<w:p><w:pPr><w:numPr><w:numId/><w:ins/></w:numPr></w:pPr></w:p>"
    for accept in (True, False):
        data = parts(resolve_revisions(package(body), accept=accept).data)["word/document.xml"]
        assert (b"numId" in data) is accept
        assert b"w:ins" not in data


def test_a_table_that_goes_leaves_a_cell_its_paragraph() -> None:
    inner = tbl(tr(p(gone("b")), mark="<w:del/>"))
    result = resolve_revisions(package(tbl(tr(inner)) + p()), accept=True)
    assert b"<w:tc><w:p/></w:tc>" in parts(result.data)["word/document.xml"]


def test_nested_changes_of_two_authors() -> None:
    inner = '<w:del w:author="B"><w:r><w:delText>b</w:delText></w:r></w:del>'
    body = p(f'<w:ins w:author="A">{r("a")}{inner}</w:ins>')
    data = resolve_revisions(package(body), accept=False, authors=["B"]).data
    assert resolve(data, accept=True) == ("ab",)
    data = resolve_revisions(package(body), accept=True, authors=["A"]).data
    assert resolve(data, accept=True) == ("a",)
    assert resolve(data, accept=False) == ("ab",)


# --------------------------------------------------------------------------- the whole package


def whole(stories: dict[str, str]) -> bytes:
    """A document with stories: the name of each part and its XML."""
    kinds = {name: re.sub(r"\d", "", Path(name).stem) for name in stories}
    relations = "".join(
        f'<Relationship Id="r{number}" Target="{name}" Type="http://x/{kinds[name]}"/>'
        for number, name in enumerate(stories)
    )
    stream = io.BytesIO(
        package(p(r("x") + note("2") + new("y").replace("</w:ins>", f"{note('3')}</w:ins>")))
    )
    with zipfile.ZipFile(stream, "a") as made:
        made.writestr(
            "word/_rels/document.xml.rels",
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            f"{relations}</Relationships>",
        )
        for name, xml in stories.items():
            made.writestr(f"word/{name}", xml)
    return stream.getvalue()


def note(number: str) -> str:
    return f'<w:r><w:footnoteReference w:id="{number}"/></w:r>'


def story(name: str, content: str) -> str:
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    return f'<w:{name} xmlns:w="{space}">{content}</w:{name}>'


def test_headers_footers_and_notes() -> None:
    changed = p(r("k") + gone("d") + new("i"))
    notes = "".join(f'<w:footnote w:id="{n}">{changed}</w:footnote>' for n in (2, 3))
    data = whole(
        {
            "header1.xml": story("hdr", changed),
            "footer1.xml": story("ftr", changed),
            "footnotes.xml": story("footnotes", notes),
            "other.xml": story("hdr", changed),
        }
    )
    for accept, expected in ((True, "ki"), (False, "kd")):
        made = parts(resolve_revisions(data, accept=accept).data)
        for name in ("header1.xml", "footer1.xml"):
            root = etree.fromstring(made[f"word/{name}"])
            assert "".join(root.itertext()) == expected
        found = etree.fromstring(made["word/footnotes.xml"]).findall(f"{W}footnote")
        # A note goes with the only mark it has.
        assert [each.get(f"{W}id") for each in found] == (["2", "3"] if accept else ["2"])
        assert {"".join(each.itertext()) for each in found} == {expected}
        assert made["word/other.xml"] == parts(data)["word/other.xml"]


def test_the_strict_form_stays_strict() -> None:
    body = DOCUMENT.format(body=p(r("x") + new("y")))
    strict = body.replace(
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
    )
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package(""))) as old, zipfile.ZipFile(stream, "w") as made:
        made.writestr("_rels/.rels", old.read("_rels/.rels"))
        made.writestr("word/document.xml", strict)
    data = parts(resolve_revisions(stream.getvalue(), accept=False).data)["word/document.xml"]
    assert b"purl.oclc.org" in data
    assert b"schemas.openxmlformats.org/wordprocessingml" not in data
    assert b">y<" not in data


@pytest.mark.parametrize("data", [b"", b"text", b"PK\x03\x04"])
def test_what_is_no_word_file_is_an_error(data: bytes) -> None:
    with pytest.raises(UnreadableError):
        resolve_revisions(data, accept=True, name="x.docx")


def test_a_part_that_is_damaged_is_an_error() -> None:
    stream = io.BytesIO(package(p(new("a"))))
    with zipfile.ZipFile(stream, "a") as made:
        made.writestr("word/media/picture.png", b"picture" * 9)
    data = stream.getvalue().replace(b"picturepicture", b"PICTUREpicture", 1)
    with pytest.raises(UnreadableError) as caught:
        resolve_revisions(data, accept=True, name="x.docx")
    assert caught.value.code == "docx-damaged"
