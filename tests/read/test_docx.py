"""The reader of Word documents on small bodies written by hand; the cases stand in a data file."""

from __future__ import annotations

import html
import io
import re
import tomllib
import zipfile
from pathlib import Path
from typing import Any

import pytest

from ctocdiff.errors import UnreadableError
from ctocdiff.model import Format, Line, Revisions, Style
from ctocdiff.outline import outline
from ctocdiff.read import read_bytes
from tests.word_revisions import resolve

CASES: list[dict[str, Any]] = tomllib.loads(
    (Path(__file__).parent.parent / "cases" / "docx_reading.toml").read_text("utf-8")
)["case"]
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAMES = (
    f'xmlns:w="{W}" xmlns:r="{R}" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
)
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-'
    'officedocument.wordprocessingml.document.main+xml"/></Types>'
)
ROOTS = {"header": "hdr", "footer": "ftr"}
SHORT = re.compile(r"\{(?P<kind>[rns]):(?P<rest>[^{}]*)\}")


def expand(text: str) -> str:
    """The XML of a case without its abbreviations."""

    def one(match: re.Match[str]) -> str:
        rest = match["rest"].split(":")
        text = match["rest"] if match["kind"] == "r" else rest[-1]
        run = f'<w:r><w:t xml:space="preserve">{html.escape(text)}</w:t></w:r>'
        if match["kind"] == "n":
            number = f'<w:ilvl w:val="{rest[1]}"/><w:numId w:val="{rest[0]}"/>'
            return f"<w:p><w:pPr><w:numPr>{number}</w:numPr></w:pPr>{run}</w:p>"
        if match["kind"] == "s":
            return f'<w:p><w:pPr><w:pStyle w:val="{rest[0]}"/></w:pPr>{run}</w:p>'
        return run

    return SHORT.sub(one, text)


def package(body: str, parts: dict[str, str] | None = None, names: str = NAMES) -> bytes:
    """A Word file of a body and other parts, each related by its own name."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("[Content_Types].xml", TYPES)
        made.writestr("_rels/.rels", relations({"d": ("officeDocument", "word/document.xml")}))
        document = f"<w:document {names}><w:body>{expand(body)}</w:body></w:document>"
        made.writestr("word/document.xml", document)
        related = {}
        for name, content in (parts or {}).items():
            kind = name.rstrip("0123456789")
            root = ROOTS.get(kind, kind)
            xml = f"<w:{root} {names}>{expand(content)}</w:{root}>"
            made.writestr(f"word/{name}.xml", xml)
            related[name] = (kind, f"{name}.xml")
        made.writestr("word/_rels/document.xml.rels", relations(related))
    return stream.getvalue()


def relations(held: dict[str, tuple[str, str]]) -> str:
    items = "".join(
        f'<Relationship Id="{name}" Target="{target}" Type="{R}/{kind}"/>'
        for name, (kind, target) in held.items()
    )
    return f'<Relationships xmlns="{RELATIONS}">{items}</Relationships>'


def shown(lines: tuple[Line, ...]) -> list[str]:
    return [line.text.replace("\v", "|") for line in lines if line.text.strip()]


def p(text: str) -> str:
    return f"<w:p>{{r:{text}}}</w:p>"


@pytest.mark.parametrize("case", CASES, ids=[case["why"] for case in CASES])
def test_what_is_printed_is_read(case: dict[str, Any]) -> None:
    data = package(case["body"], case.get("parts"))
    accepted = read_bytes(data, "a.docx")
    assert shown(accepted.lines) == case["lines"]
    rejected = read_bytes(data, "a.docx", revisions=Revisions.REJECT)
    assert shown(rejected.lines) == case.get("rejected", case["lines"])
    codes = [notice.code for notice in (*accepted.notices, *rejected.notices)]
    assert codes == (["revisions-accepted", "revisions-rejected"] if "rejected" in case else [])
    assert accepted.format is Format.DOCX


@pytest.mark.parametrize("case", CASES, ids=[case["why"] for case in CASES])
def test_every_character_stands_where_its_line_says(case: dict[str, Any]) -> None:
    source = read_bytes(package(case["body"], case.get("parts")), "a.docx")
    assert [line.number for line in source.lines] == list(range(1, len(source.lines) + 1))
    for line in source.lines:
        for run in line.runs:
            assert line.raw[run.column : run.column + len(run.text)] == run.text


def test_tracked_changes_may_be_refused() -> None:
    changed = package("<w:p>{r:a}<w:ins>{r:b}</w:ins></w:p>")
    with pytest.raises(UnreadableError) as caught:
        read_bytes(changed, "a.docx", revisions=Revisions.REFUSE)
    assert caught.value.code == "docx-revisions"
    assert caught.value.details == {"path": "a.docx", "count": 1}
    formatted = package('<w:p><w:pPr><w:pPrChange w:id="1"/></w:pPr>{r:a}</w:p>')
    assert shown(read_bytes(formatted, "a.docx", revisions=Revisions.REFUSE).lines) == ["a"]


@pytest.mark.parametrize("case", [c for c in CASES if "rejected" in c], ids=lambda c: c["why"])
def test_accepting_agrees_with_the_judge_of_redlines(case: dict[str, Any]) -> None:
    if case.get("parts"):
        pytest.skip("numbers and notes are no text to the judge")
    data = package(case["body"])
    for accept, lines in ((True, case["lines"]), (False, case["rejected"])):
        assert list(resolve(data, accept=accept)) == lines


def test_the_strict_form_of_the_standard_is_read() -> None:
    strict = NAMES.replace(W, "http://purl.oclc.org/ooxml/wordprocessingml/main")
    assert shown(read_bytes(package(p("one"), names=strict), "a.docx").lines) == ["one"]


def test_styles_make_runs_bold_and_character_styles_invert_them() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="H"><w:rPr><w:b/></w:rPr></w:style>'
        '<w:style w:type="character" w:styleId="S"><w:rPr><w:b/><w:i/></w:rPr></w:style>'
    )
    body = (
        '<w:p><w:pPr><w:pStyle w:val="H"/></w:pPr>{r:a}'
        '<w:r><w:rPr><w:rStyle w:val="S"/></w:rPr><w:t>b</w:t></w:r>'
        '<w:r><w:rPr><w:b w:val="0"/></w:rPr><w:t>c</w:t></w:r></w:p>'
    )
    (line,) = read_bytes(package(body, {"styles": styles}), "a.docx").lines
    found = [(run.text, run.style) for run in line.runs]
    assert found == [("a", Style.BOLD), ("b", Style.ITALIC), ("c", Style.PLAIN)]


def test_pages_are_those_that_the_file_was_last_seen_with() -> None:
    rendered = "<w:r><w:lastRenderedPageBreak/></w:r>"
    broken = '<w:r><w:br w:type="page"/></w:r>'
    body = p("one") + f"<w:p>{broken}{rendered}{{r:two}}</w:p><w:p>{{r:3}}{rendered}{{r:b}}</w:p>"
    source = read_bytes(package(body + p("four")), "a.docx")
    assert [line.page for line in source.lines] == [1, 2, 2, 3]
    without = read_bytes(package(body.replace(rendered, "") + p("four")), "a.docx")
    assert [line.page for line in without.lines] == [1, 2, 2, 2]


def test_running_headers_are_kept_and_name_the_symbol() -> None:
    parts = {"header1": p("CTOC/COP/2034/7")}
    section = '<w:sectPr><w:headerReference w:type="default" r:id="header1"/></w:sectPr>'
    sentence = "The ferries of the great river wait for no one, and least of all for the late."
    source = read_bytes(package(p(sentence) + section, parts), "a.docx")
    assert [line.raw for line in source.lines if line.is_furniture] == ["CTOC/COP/2034/7"]
    assert str(outline(source).masthead.symbol) == "CTOC/COP/2034/7"


def test_fields_of_a_masthead_in_one_cell_are_paragraphs_of_their_own() -> None:
    cell = "<w:tc><w:p><w:r>{}</w:r></w:p></w:tc>"
    fields = ("Distr.: General", "30 May 2034", "English", "Original: French")
    texts = "<w:br/>".join(f"<w:t>{text}</w:t>" for text in fields)
    row = cell.format("<w:t>CTOC/COP/2034/7</w:t>") + cell.format(texts)
    sentence = "The ferries of the great river wait for no one."
    source = read_bytes(package(f"<w:tbl><w:tr>{row}</w:tr></w:tbl>{p(sentence)}"), "a.docx")
    document = outline(source)
    assert [paragraph.text for paragraph in document.front[:5]] == ["CTOC/COP/2034/7", *fields]
    assert document.masthead.original == "french"
    assert document.front[3].place(0).column == len("|".join(fields[:2])) + 1


def rewritten(document: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("_rels/.rels", relations({"d": ("officeDocument", "word/document.xml")}))
        made.writestr("word/document.xml", document)
    return stream.getvalue()


HOSTILE = {
    "no body": (rewritten(f"<w:document {NAMES}/>".encode()), "docx-damaged"),
    "cut": (package(p("one"))[:-30], "docx-damaged"),
    "cut in half": (package(p("one") * 500)[:600], "docx-damaged"),
    "no text": (package("<w:p/>"), "file-empty"),
    "empty zip": (b"PK\x05\x06" + bytes(18), "format-unsupported"),
    "broken XML": (package("<w:p>"), "xml-damaged"),
    "deep": (package("<w:sdt>" * 5000 + "</w:sdt>" * 5000), "xml-damaged"),
}


@pytest.mark.parametrize(("data", "code"), HOSTILE.values(), ids=HOSTILE)
def test_a_damaged_file_is_refused(data: bytes, code: str) -> None:
    with pytest.raises(UnreadableError) as caught:
        read_bytes(data, "a.docx")
    assert caught.value.code == code


def test_entities_are_refused_and_never_expanded() -> None:
    entities = b'<!ENTITY a "ha">' + b"".join(
        b'<!ENTITY %c "%s">' % (97 + n, b"&%c;" % (96 + n) * 10) for n in range(1, 12)
    )
    inside = f"<w:document {NAMES}><w:body><w:p><w:r><w:t>&l;</w:t></w:r></w:p></w:body>"
    bomb = b"<!DOCTYPE d [%s]>%s</w:document>" % (entities, inside.encode())
    outside = bomb.replace(entities, b'<!ENTITY l SYSTEM "file:///etc/hostname">')
    for document in (bomb, outside):
        with pytest.raises(UnreadableError) as caught:
            read_bytes(rewritten(document), "a.docx")
        assert caught.value.code in ("xml-entities", "xml-damaged")


def test_a_part_that_unpacks_to_more_than_can_be_held_is_refused() -> None:
    bomb = rewritten(b"<w:document>" + b" " * 70_000_000 + b"</w:document>")
    assert len(bomb) < 200_000
    with pytest.raises(UnreadableError) as caught:
        read_bytes(bomb, "a.docx")
    assert caught.value.code == "document-too-large"


def test_pictures_are_never_unpacked() -> None:
    stream = io.BytesIO(package(p("one")))
    with zipfile.ZipFile(stream, "a", zipfile.ZIP_STORED) as made:
        made.writestr("word/media/image1.png", bytes(50_000_000))
    assert shown(read_bytes(stream.getvalue(), "a.docx").lines) == ["one"]
