from __future__ import annotations

import os
from pathlib import Path

import pytest

from ctocdiff.errors import UnreadableError
from ctocdiff.model import Style
from ctocdiff.read import read
from ctocdiff.read.text import read_lines


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\u2028", "\u2029", "\x85"])
def test_every_line_end_ends_a_line(end: str) -> None:
    lines = read_lines(f"one{end}two{end}{end}three")
    assert [line.raw for line in lines] == ["one", "two", "", "three"]
    assert [line.number for line in lines] == [1, 2, 3, 4]


def test_form_feeds_begin_pages() -> None:
    lines = read_lines("one\n\ftwo\n\n\n\n\nstill two\n\fthree")
    assert [(line.page, line.raw.strip()) for line in lines if line.raw.strip()] == [
        (1, "one"),
        (2, "two"),
        (2, "still two"),
        (3, "three"),
    ]


def test_a_form_feed_in_a_line_ends_it() -> None:
    assert [(line.page, line.raw) for line in read_lines("one\ftwo")] == [(1, "one"), (2, "\ftwo")]


def test_a_form_feed_before_all_text_begins_no_second_page() -> None:
    assert [line.page for line in read_lines("\fone\n\ftwo")] == [1, 2]


def test_blank_lines_begin_pages_where_there_are_no_form_feeds() -> None:
    lines = read_lines("\n\n\n\none\n\n\ntwo\n\n\n\nthree")
    assert [(line.page, line.raw) for line in lines if line.raw] == [
        (1, "one"),
        (1, "two"),
        (2, "three"),
    ]


@pytest.mark.parametrize(
    ("raw", "text", "styles"),
    [
        ("le 1^{er} mai", "le 1er mai", {"er": Style.SUPERSCRIPT}),
        ("la cote [CTOC/COP/2034/7](#), ici", "la cote CTOC/COP/2034/7, ici", {"COP": Style.LINK}),
        ("voir [là](https://example.org/a_b)", "voir là", {"là": Style.LINK}),
        ("<i>Page</i> 3", "Page 3", {"Page": Style.ITALIC}),
        ("**gras** et *penché*", "gras et penché", {"gras": Style.BOLD, "penché": Style.ITALIC}),
        ("***les deux***", "les deux", {"les deux": Style.BOLD | Style.ITALIC}),
        ("## Annotations", "Annotations", {}),
        ("note<sup>1</sup>.", "note1.", {"1": Style.SUPERSCRIPT}),
        ("Agenda*", "Agenda*", {}),
        ("* Nouveau tirage.", "* Nouveau tirage.", {}),
        ("2 * 3 * 4", "2 * 3 * 4", {}),
        ("[sic] et [a](b)", "[sic] et [a](b)", {}),
        ("n° #3", "n° #3", {}),
        ("a < b > c <i> d", "a < b > c <i> d", {}),
        ("x^{n", "x^{n", {}),
    ],
)
def test_residue_becomes_style_and_leaves_the_text(
    raw: str, text: str, styles: dict[str, Style]
) -> None:
    (line,) = read_lines(raw)
    assert line.text == text
    for part, style in styles.items():
        assert any(part in run.text and style in run.style for run in line.runs)
    if not styles:
        assert {run.style for run in line.runs} == {Style.PLAIN}


def test_bold_may_span_the_lines_of_a_heading_but_no_blank_line() -> None:
    assert [line.text for line in read_lines("**one\ntwo**")] == ["one", "two"]
    assert [line.text for line in read_lines("**one\n\ntwo**")] == ["**one", "", "two**"]


def test_each_run_knows_where_it_stands_in_the_raw_line() -> None:
    (line,) = read_lines("le 1^{er} mai, [A/75/1](#) et **gras**")
    for run in line.runs:
        assert line.raw[run.column : run.column + len(run.text)] == run.text


def test_marks_that_are_never_closed_do_not_slow_a_reader_down() -> None:
    text = "<i>" * 3000 + "[" * 3000 + "^{" * 3000 + "**b " * 3000
    assert read_lines(text)[0].text == text


def test_a_missing_file_a_folder_and_a_name_that_cannot_be(tmp_path: Path) -> None:
    for path, code in (
        (tmp_path / "none.txt", "file-missing"),
        (tmp_path, "file-is-directory"),
        (tmp_path / ("x" * 5000), "file-refused"),
        (Path("a\0b"), "file-missing"),
    ):
        with pytest.raises(UnreadableError) as caught:
            read(path)
        assert caught.value.code == code
        assert caught.value.details["path"] == path


@pytest.mark.skipif(os.name == "nt" or not hasattr(os, "fsencode"), reason="names are Unicode here")
def test_a_file_name_that_is_no_unicode_is_made_printable(tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode(b"a\xff.txt")
    try:
        path.write_text("one")
    except OSError:
        pytest.skip("this file system takes no such name")
    assert read(path).name == "a?.txt"
