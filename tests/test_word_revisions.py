"""Accepting and rejecting by Word's rules, on bodies written by hand."""

from __future__ import annotations

import io
import zipfile

import pytest

from tests.word_revisions import END_MARK, resolve

RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r" Target="{target}" Type="http://schemas.openxmlformats.org/'
    'officeDocument/2006/relationships/officeDocument"/></Relationships>'
)
DOCUMENT = (
    '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    "<w:body>{body}<w:sectPr/></w:body></w:document>"
)


def package(body: str, target: str = "word/document.xml") -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as made:
        made.writestr("_rels/.rels", RELATIONS.format(target=target))
        made.writestr(target.lstrip("/"), DOCUMENT.format(body=body))
    return stream.getvalue()


def p(content: str = "", mark: str = "") -> str:
    return f"<w:p><w:pPr><w:rPr>{mark}</w:rPr></w:pPr>{content}</w:p>"


def r(text: str) -> str:
    return f"<w:r><w:t>{text}</w:t></w:r>"


def gone(text: str) -> str:
    return f"<w:del><w:r><w:delText>{text}</w:delText></w:r></w:del>"


def new(text: str) -> str:
    return f"<w:ins>{r(text)}</w:ins>"


def tbl(*rows: str) -> str:
    return f"<w:tbl>{''.join(rows)}</w:tbl>"


def tr(*cells: str, mark: str = "") -> str:
    held = "".join(cell if cell.startswith("<w:tc>") else f"<w:tc>{cell}</w:tc>" for cell in cells)
    return f"<w:tr><w:trPr>{mark}</w:trPr>{held}</w:tr>"


INS, DEL = "<w:ins/>", "<w:del/>"

RULES = [
    ("runs", p(r("a") + gone("b") + new("c")), ["ab"], ["ac"]),
    (
        "a deletion inside an insertion",
        p(r("x") + f"<w:ins>{r('a')}{gone('b')}</w:ins>"),
        ["x"],
        ["xa"],
    ),
    ("an inserted mark", p(r("a"), INS) + p(r("b")), ["ab"], ["a", "b"]),
    ("a deleted mark", p(r("a"), DEL) + p(r("b")), ["a", "b"], ["ab"]),
    ("a mark inserted, then deleted", p(r("a"), INS + DEL) + p(r("b")), ["ab"], ["ab"]),
    ("several deleted marks", p(r("a"), DEL) + p("", DEL) + p(r("b")), ["a", "", "b"], ["ab"]),
    (
        "a moved paragraph",
        p(f"<w:moveTo>{r('m')}</w:moveTo>", "<w:moveTo/>")
        + p(r("a"))
        + p(f"<w:moveFrom>{r('m')}</w:moveFrom>", "<w:moveFrom/>")
        + p(r("b")),
        ["a", "m", "b"],
        ["m", "a", "b"],
    ),
    ("the last mark stays", p(r("a")) + p(gone("b"), DEL), ["a", "b"], ["a", ""]),
    (
        "a paragraph with text does not merge into a table",
        p(r("a"), DEL) + tbl(tr(p(r("b")))) + p(r("c")),
        ["a", "b", "c"],
        ["a", "b", "c"],
    ),
    (
        "a paragraph that is all gone before a table goes",
        p(gone("a"), DEL) + tbl(tr(p(r("b")))) + p(r("c")),
        ["a", "b", "c"],
        ["b", "c"],
    ),
    (
        "table rows",
        tbl(tr(p(gone("a")), p(gone("b")), mark=DEL), tr(p(new("c")), p(new("d")), mark=INS)),
        ["a\tb"],
        ["c\td"],
    ),
    (
        "table cells",
        tbl(
            tr(
                p(r("a")),
                f"<w:tc><w:tcPr><w:cellIns/></w:tcPr>{p(new('b'))}</w:tc>",
                f"<w:tc><w:tcPr><w:cellDel/></w:tcPr>{p(gone('c'))}</w:tc>",
            )
        ),
        ["a\tc"],
        ["a\tb"],
    ),
    ("paragraphs of a cell", tbl(tr(p(r("a"), INS) + p(r("b")))), ["ab"], ["a\nb"]),
    ("a table in a cell", tbl(tr(p(r("a")) + tbl(tr(p(r("b")))) + p(r("c")))), *[["a\nb\nc"]] * 2),
    ("what Word demands after a table", tbl(tr(p(r("a")))) + p(), ["a"], ["a"]),
    ("an empty paragraph before the last", p() + p(r("a")) + p(), *[["", "a", ""]] * 2),
    (
        "characters that are elements",
        p("<w:r><w:t>a</w:t><w:tab/><w:br/><w:noBreakHyphen/><w:softHyphen/></w:r>"),
        *[["a\t\n\u2011\u00ad"]] * 2,
    ),
    (
        "fields and links are read, their codes are not",
        p(
            f"<w:hyperlink>{r('a')}</w:hyperlink><w:r><w:instrText>X</w:instrText></w:r>"
            f"<w:fldSimple>{r('b')}</w:fldSimple>"
        ),
        *[["ab"]] * 2,
    ),
    ("content controls", f"<w:sdt><w:sdtContent>{p(r('a'))}</w:sdtContent></w:sdt>", ["a"], ["a"]),
]


@pytest.mark.parametrize(
    ("body", "rejected", "accepted"), [case[1:] for case in RULES], ids=[case[0] for case in RULES]
)
def test_rules(body: str, rejected: list[str], accepted: list[str]) -> None:
    assert list(resolve(package(body), accept=False)) == rejected
    assert list(resolve(package(body), accept=True)) == accepted


def test_the_end_mark_of_a_redline_is_no_text() -> None:
    end = f'<w:p><w:pPr><w:pStyle w:val="{END_MARK}"/></w:pPr></w:p>'
    assert resolve(package(p(r("a")) + p() + end), accept=True) == ("a", "")


def test_the_document_is_where_the_package_says() -> None:
    assert resolve(package(p(r("a")), "/other/main.xml"), accept=True) == ("a",)


@pytest.mark.parametrize(
    "data", [b"", b"text", package(p()).replace(b"word/document", b"word/elsewhere", 1)]
)
def test_what_is_no_word_document_is_an_error(data: bytes) -> None:
    with pytest.raises(ValueError, match="no Word document"):
        resolve(data, accept=True)


def test_entities_are_not_resolved() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as made:
        made.writestr("_rels/.rels", RELATIONS.format(target="d.xml"))
        bomb = '<!DOCTYPE w:document [<!ENTITY x "boom">]>' + DOCUMENT.format(body=p(r("a&x;")))
        made.writestr("d.xml", bomb)
    assert resolve(stream.getvalue(), accept=True) == ("a",)
