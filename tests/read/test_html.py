"""The reader of web pages; the cases stand in a data file."""

from __future__ import annotations

import time
import tomllib
from pathlib import Path
from typing import Any

import pytest

from ctocdiff.errors import UnreadableError
from ctocdiff.model import Format, Style
from ctocdiff.read import read_bytes

CASES: list[dict[str, Any]] = tomllib.loads(
    (Path(__file__).parent.parent / "cases" / "html_reading.toml").read_text("utf-8")
)["case"]


def page(case: dict[str, Any]) -> bytes:
    text: str = case["page"]
    whole = text if text.startswith("<html") else f"<!DOCTYPE html><body>{text}</body>"
    return whole.encode()


@pytest.mark.parametrize("case", CASES, ids=[case["why"] for case in CASES])
def test_what_is_shown_is_read(case: dict[str, Any]) -> None:
    source = read_bytes(page(case), "a.txt")
    lines = [line.text.replace("\v", "|") for line in source.lines if line.text.strip()]
    assert lines == case["lines"]
    assert source.format is Format.HTML
    assert [line.number for line in source.lines] == list(range(1, len(source.lines) + 1))
    for line in source.lines:
        for run in line.runs:
            assert line.raw[run.column : run.column + len(run.text)] == run.text


def test_styles_and_furniture() -> None:
    source = read_bytes(b"<html><nav>Home</nav><p>a<b>b<i>c</i></b><a href='/x'>d</a>", "a")
    assert [line.raw for line in source.lines if line.is_furniture] == ["Home"]
    assert [(run.text, run.style) for run in source.lines[-1].runs] == [
        ("a", Style.PLAIN),
        ("b", Style.BOLD),
        ("c", Style.BOLD | Style.ITALIC),
        ("d", Style.LINK),
    ]


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("<html><p>é–’</p>".encode(), "é–’"),
        ("<html><p>é – ’</p>".encode("cp1252"), "é – ’"),
        ("\ufeff<html><p>é</p>".encode("utf-16-le"), "é"),
        ("<html><meta charset='iso-8859-15'><p>œ</p>".encode("iso8859-15"), "œ"),
        ("<html><meta charset='iso-8859-1'><p>’</p>".encode("cp1252"), "’"),
        (b"<html><meta charset='utf-7'><p>\xe9</p>", "é"),
        (b"<html><p>a\0b</p>" + b"<p>long enough to be text</p>" * 10, "ab"),
    ],
)
def test_encodings(data: bytes, text: str) -> None:
    assert read_bytes(data, "a.html").lines[0].text == text


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (b"<!doctype html>\n<p>a", Format.HTML),
        (b"\n <!-- c --> <HTML><p>a</HTML>", Format.HTML),
        (b'<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><p>a</p></html>',
         Format.HTML),
        (b"<p>a fragment</p>", Format.HTML),
        (b"<i>Page</i> of a text\n\n<b>b</b>", Format.TEXT),
        (b"<https://example.org> opens a text", Format.TEXT),
        (b"a < b, <html> later", Format.TEXT),
        (b"<p starts a text", Format.TEXT),
    ],
)  # fmt: skip
def test_the_bytes_decide(data: bytes, found: Format) -> None:
    assert read_bytes(data, "agenda.docx").format is found


@pytest.mark.parametrize(
    "data",
    [
        b"<html>" + b"<div>" * 100_000 + b"deep",
        b"<html>" + b"<b><i>" * 50_000 + b"deep",
        b"<html>" + b"<table><tr><td>" * 3_000 + b"deep",
        b"<html><table><tr>" + b"<td colspan=999 rowspan=999>x" * 2_000,
        b"<html><!DOCTYPE a [<!ENTITY b 'c'>]><p>&b;" + b"<a href='#x'>" * 20_000,
    ],
    ids=["blocks", "inline", "tables", "spans", "links"],
)
def test_pages_made_to_break_readers(data: bytes) -> None:
    begun = time.perf_counter()
    try:
        size = sum(len(line.raw) for line in read_bytes(data, "a.html").lines)
    except UnreadableError:
        size = 0
    assert size < 10_000_000
    assert time.perf_counter() - begun < 10


def test_a_page_without_text_is_empty() -> None:
    with pytest.raises(UnreadableError) as caught:
        read_bytes(b"<!doctype html><script>document.write('text')</script>", "a.html")
    assert caught.value.code == "file-empty"


@pytest.mark.parametrize(
    "data", [b'<?xml version="1.0"?><rss><item>a</item></rss>', b"<!DOCTYPE svg><svg>a</svg>"]
)
def test_other_xml_is_named(data: bytes) -> None:
    with pytest.raises(UnreadableError) as caught:
        read_bytes(data, "a.html")
    assert caught.value.code == "xml-unknown"
    assert caught.value.details["root"] in ("rss", "svg")
