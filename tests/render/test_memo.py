"""What a memorandum says, and the Word and HTML files that say it."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import lxml.html
import pytest
from lxml import etree

from ctocdiff.compare import redline
from ctocdiff.language import Language, wording
from ctocdiff.memo import Memo, memo, read_header
from ctocdiff.memo.header import LIMITS
from ctocdiff.model import Document, DocumentKind
from ctocdiff.render.memo import FORMATS, render_memo
from ctocdiff.render.memo.parts import sheet
from tests.render import validators
from tests.render.memos import (
    CASES,
    case_named,
    crowded,
    extracts,
    headings,
    of_case,
    of_texts,
    paragraphs,
    plain,
    table,
)
from tests.render.office import Office
from tests.word_revisions import resolve

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
each_case = pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])


# ------------------------------------------------------------------------------------- what it says


@each_case
def test_what_a_memo_says(case: dict[str, Any]) -> None:
    worded = sheet(of_case(case), ui=Language(case["ui"]))
    summary = paragraphs(worded)[1]
    for sentence in case.get("summary", []):
        assert sentence in summary
    for key in ("deadlines", "cited", "documents", "findings"):
        if key in case:
            assert table(worded, key) == case[key], key
    if "parts" in case:
        assert headings(worded) == [f"{at}. {name}" for at, name in enumerate(case["parts"], 1)]
    if "extracts" in case:
        assert extracts(worded) == case["extracts"]
    for sentence in case.get("says", []):
        assert any(sentence in paragraph for paragraph in paragraphs(worded)), sentence


@pytest.mark.parametrize("ui", list(Language))
def test_identical_documents(ui: Language) -> None:
    case = dict(CASES[0], after=CASES[0]["before"])
    before = of_case(case).comparison.witnesses[0]
    told = memo(redline(before, replace(before, source=replace(before.source, sha256="0" * 64))))
    worded = sheet(told, ui=ui)
    assert plain(wording(ui)["memo"]["identical"]) in paragraphs(worded)[1]
    assert paragraphs(worded)[-1] == plain(wording(ui)["memo"]["review_none"])


def test_every_word_of_the_lexicon_is_used_with_the_right_values() -> None:
    # A sentence whose values are missing raises: all cases in both languages say all they can.
    for case in CASES:
        for ui in Language:
            assert headings(sheet(of_case(case), ui=ui))


def test_french_keeps_its_narrow_spaces_and_its_first_day() -> None:
    told = of_case(case_named("one of each, in French"), read_header(to="x"))
    text = "\n".join(
        "".join(word.text for word in block.words)
        for block in sheet(told, ui=Language.FR).blocks
        if hasattr(block, "words")
    )
    assert not re.search(r"[^\u202f][:;!?»](?!//)", text)
    assert not re.search(r"«[^\u202f]", text)


def test_the_first_of_a_month_is_raised_in_french_only() -> None:
    told = of_case(case_named("one of each, in French"))
    for ui, raised in ((Language.FR, ["er"]), (Language.EN, [])):
        page = lxml.html.document_fromstring(render_memo(told, "html", ui=ui).decode())
        assert [sup.text for sup in page.iter("sup")] == raised
        with zipfile.ZipFile(io.BytesIO(render_memo(told, "docx", ui=ui))) as package:
            body = etree.fromstring(package.read("word/document.xml"))
        runs = [high.getparent().getparent() for high in body.iter(f"{W}vertAlign")]
        assert ["".join(run.itertext()) for run in runs] == raised


def test_only_agendas_are_called_agendas() -> None:
    told = of_case(CASES[0])
    reports = tuple(
        replace(witness, kind=DocumentKind.REPORT) for witness in told.comparison.witnesses
    )
    told = replace(told, comparison=replace(told.comparison, witnesses=reports))
    worded = sheet(told, ui=Language.EN)
    assert worded.fields[-1].value == "CTOC/COP/2032/1: what changed since CTOC/COP/2030/1"


def test_items_are_named_only_where_there_are_items() -> None:
    told = of_case(case_named("one of each"))
    told = replace(told, counts=replace(told.counts, items=0))
    worded = sheet(told, ui=Language.EN)
    assert table(worded, "cited") == [
        "New | decision 5/1",
        "Replaced | resolution 5/2 in place of 4/1",
    ]
    assert not any("square brackets" in text for text in paragraphs(worded))


# ----------------------------------------------------------------------------------------- the head


@pytest.mark.parametrize("output", FORMATS)
def test_the_head_holds_whatever_was_given(output: str) -> None:
    hostile = "A & B <b>bold</b> \u202eevil\x00\x07\r\n\tend ]]> é 🕊 {n} %s"
    header = read_header(
        to=hostile, sender=hostile, subject=hostile, reference=hostile, classification=hostile
    )
    shown = "A & B <b>bold</b> evil end ]]> é 🕊 {n} %s"
    assert header.to == shown
    data = render_memo(of_case(CASES[2], header), output, ui=Language.EN)
    if output == "html":
        page = lxml.html.document_fromstring(data.decode())
        assert [dd.text_content() for dd in page.iter("dd")] == [shown, shown, "", shown, shown]
        assert page.find_class("classification")[0].text_content() == shown
    else:
        cells = [row.split("\t") for row in resolve(data, accept=True) if "\t" in row]
        assert [value for _, value in cells[:5]] == [shown, shown, "", shown, shown]
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            headers = [
                "".join(etree.fromstring(package.read(name)).itertext())
                for name in package.namelist()
                if "header" in name and name.endswith(".xml")
            ]
        assert all(shown in header for header in headers)


def test_blanks_are_left_to_fill_in() -> None:
    fields = sheet(of_case(CASES[0]), ui=Language.EN).fields
    assert [(field.label, field.value) for field in fields] == [
        ("To", ""),
        ("From", ""),
        ("Date", ""),
        ("Subject", "Provisional agenda of the sixth session: what changed since the fifth"),
    ]


def test_documents_without_a_session_are_called_by_their_names() -> None:
    case = CASES[0]
    told = of_case(case)
    nameless = [
        replace(witness, masthead=replace(witness.masthead, session=None, symbol=None))
        for witness in told.comparison.witnesses
    ]
    told = replace(told, comparison=replace(told.comparison, witnesses=tuple(nameless)))
    worded = sheet(told, ui=Language.EN)
    assert worded.fields[-1].value == "after.txt: what changed since before.txt"
    assert "from before.txt to after.txt" in paragraphs(worded)[0]


# ---------------------------------------------------------------------------------------- Word file


def tracked(data: bytes) -> list[tuple[str, str]]:
    """Both texts of every cell that holds an extract, paragraphs joined by a line feed."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        body = etree.fromstring(package.read("word/document.xml"))
    found = []
    for cell in body.iter(f"{W}tc"):
        styles = {style.get(f"{W}val") for style in cell.iter(f"{W}pStyle")}
        if styles == {"MemoExtract"}:
            found.append(cell)
    return [(_text(cell, "ins"), _text(cell, "del")) for cell in found]


def _text(cell: etree._Element, gone: str) -> str:
    text = ""
    for paragraph in cell.iter(f"{W}p"):
        for run in paragraph.iter(f"{W}r"):
            if run.getparent().tag != f"{W}{gone}":
                text += "".join(
                    part.text or "" if part.tag in (f"{W}t", f"{W}delText") else "" for part in run
                )
        if paragraph.find(f"{W}pPr/{W}rPr/{W}{gone}") is None:
            text += "\n"
    return text.removesuffix("\n")


@each_case
def test_extracts_are_tracked_changes(case: dict[str, Any]) -> None:
    told = of_case(case)
    data = render_memo(told, "docx", ui=Language(case["ui"]))
    assert tracked(data) == [(one.row.text(0), one.row.text(1)) for one in told.extracts]


@pytest.fixture(
    scope="module",
    params=["digest-en", "digest-fr", "official"],
)
def pairs(request: pytest.FixtureRequest) -> list[Memo]:
    kind, _, language = request.param.partition("-")
    load: Callable[..., Document] = request.getfixturevalue(
        "digest" if kind == "digest" else "official_agenda"
    )
    rest = (language,) if language else ()
    header = read_header(
        to="T" * 60, sender="S" * 60, reference="2024/117", classification="Restricted"
    )
    return [
        memo(redline(load(one, *rest), load(other, *rest)), header)
        for one, other in ((2018, 2024), (2012, 2018), (2024, 2012))
    ]


def test_extracts_of_whole_documents_give_both_texts(pairs: list[Memo]) -> None:
    for told in pairs:
        data = render_memo(told, "docx", ui=Language.FR)
        shown = [(one.row.text(0), one.row.text(1)) for one in told.extracts]
        assert tracked(data) == shown
        assert len(shown) >= 3
        texts = ["\n".join(p.text for p in side.paragraphs()) for side in told.comparison.witnesses]
        for extract in shown:
            for text, whole in zip(extract, texts, strict=True):
                for piece in re.split(r" ?\[…\] ?| \| |\n", text):
                    assert piece in whole


@pytest.mark.office
def test_libreoffice_resolves_the_extracts_and_needs_three_pages(
    pairs: list[Memo], office: Office
) -> None:
    for told in pairs:
        assert pages(office.pdf(render_memo(told, "docx", ui=Language.FR))) in (2, 3)
    data = render_memo(pairs[0], "docx", ui=Language.EN)
    for accept in (False, True):
        rows = [text.split("\t")[-1] for _, text in office.resolve(data, accept=accept)]
        for one in pairs[0].extracts:
            assert one.row.text(int(accept)) in rows


@pytest.mark.office
def test_three_pages_are_enough_whatever_there_is_to_tell(office: Office) -> None:
    longest = {name: "W" * most for name, most in LIMITS.items() if name != "from"}
    told = of_texts(*crowded(), read_header(sender="word " * 60, **longest))
    worded = sheet(told, ui=Language.FR)
    assert told.deadlines.more > 50
    assert told.documents_added.more > 20
    assert any(text.endswith("autres délais.") for text in paragraphs(worded))
    assert len(told.extracts) >= 3
    assert pages(office.pdf(render_memo(told, "docx", ui=Language.FR))) == 3


def pages(pdf: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", pdf))


def test_validators_find_no_error(pairs: list[Memo], tmp_path: Path) -> None:
    paths = []
    for told in (pairs[1], replace(pairs[0], annex=True)):
        paths.append(tmp_path / f"memo-{len(paths)}.docx")
        paths[-1].write_bytes(render_memo(told, "docx", ui=Language.EN))
        assert validators.audit(paths[-1]) == []
    executable = validators.sdk()
    if executable:
        assert validators.sdk_errors(executable, paths) == []


@pytest.mark.parametrize("output", FORMATS)
def test_two_runs_give_the_same_bytes(output: str, digest: Callable[..., Document]) -> None:
    one, other = (
        render_memo(
            memo(redline(digest(2018, "en"), digest(2024, "en")), annex=True),
            output,
            ui=Language.EN,
        )
        for _ in range(2)
    )
    assert one == other


def test_the_annex_is_the_whole_redline(digest: Callable[..., Document]) -> None:
    before, after = digest(2018, "fr"), digest(2024, "fr")
    data = render_memo(memo(redline(before, after), annex=True), "docx", ui=Language.EN)
    for accept, document in ((False, before), (True, after)):
        texts = [paragraph.text for paragraph in document.paragraphs()]
        assert list(resolve(data, accept=accept))[-len(texts) :] == texts


def test_extracts_lead_to_the_annex(digest: Callable[..., Document]) -> None:
    told = memo(redline(digest(2018, "en"), digest(2024, "en")), annex=True)
    first = {one.changes[0] for one in told.extracts if one.changes}
    with zipfile.ZipFile(io.BytesIO(render_memo(told, "docx", ui=Language.EN))) as package:
        body = etree.fromstring(package.read("word/document.xml"))
    links = {link.get(f"{W}anchor") for link in body.iter(f"{W}hyperlink")}
    names = [mark.get(f"{W}name") for mark in body.iter(f"{W}bookmarkStart")]
    assert first <= links <= set(names)
    assert len(names) == len(set(names))
    page = lxml.html.document_fromstring(render_memo(told, "html", ui=Language.EN).decode())
    targets = page.xpath("//@id")
    assert {f"#{name}" for name in first} <= set(page.xpath("//a/@href"))
    assert {link.removeprefix("#") for link in page.xpath("//a/@href")} <= set(targets)
    assert len(targets) == len(set(targets))


def test_without_an_annex_the_extracts_have_the_bookmarks() -> None:
    told = of_case(case_named("one of each"))
    with zipfile.ZipFile(io.BytesIO(render_memo(told, "docx", ui=Language.EN))) as package:
        body = etree.fromstring(package.read("word/document.xml"))
    names = [mark.get(f"{W}name") for mark in body.iter(f"{W}bookmarkStart")]
    assert names == [change for one in told.extracts for change in one.changes]
    assert not list(body.iter(f"{W}hyperlink"))


# --------------------------------------------------------------------------------------- HTML file


@each_case
def test_html_marks_the_same_extracts(case: dict[str, Any]) -> None:
    told = of_case(case)
    page = lxml.html.document_fromstring(
        render_memo(told, "html", ui=Language(case["ui"])).decode()
    )
    assert page.get("lang") == case["ui"]
    for drop, witness in (("ins", 0), ("del", 1)):
        texts = []
        for cell in page.find_class("extract"):
            for mark in cell.xpath(f".//{drop}"):
                mark.drop_tree()
            texts.append("\n".join(p.text_content() for p in cell.iter("p")))
        assert texts == [one.row.text(witness) for one in told.extracts]
        page = lxml.html.document_fromstring(
            render_memo(told, "html", ui=Language(case["ui"])).decode()
        )


def test_html_is_one_file_that_asks_for_nothing(digest: Callable[..., Document]) -> None:
    told = memo(redline(digest(2018, "fr"), digest(2024, "fr")), annex=True)
    text = render_memo(told, "html", ui=Language.EN).decode()
    page = lxml.html.document_fromstring(text)
    assert not page.xpath("//script | //link | //img | //iframe | //*[@style] | //*[@onclick]")
    assert "default-src 'none'" in page.xpath("//meta[@http-equiv]/@content")[0]
    assert {cell.get("lang") for cell in page.find_class("extract")} == {"fr"}
    shown = [one.id for one in told.comparison.changes()]
    marked = set(page.xpath("//section[@class='annex']//@data-change"))
    assert marked == set(shown)
