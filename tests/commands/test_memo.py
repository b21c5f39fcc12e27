"""``ctocdiff memo`` from the command line: files, formats, head, complaints."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from pathlib import Path

import pytest

from ctocdiff.cli import run
from ctocdiff.language import Language, wording
from tests.complaints import AFTER, UIS, complaint, pattern
from tests.word_revisions import resolve

pytestmark = pytest.mark.usefixtures("apart", "pair")

PAIR = ("before.txt", "after.txt")


def value(data: bytes, label: str) -> str:
    """What the head of a memorandum has beside a label."""
    rows = dict(row.split("\t", 1) for row in resolve(data, accept=True) if row.count("\t") == 1)
    return rows[label]


def test_it_writes_a_word_file(capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["memo", *PAIR]) == 0
    out, err = capfd.readouterr()
    assert err == ""
    assert out.splitlines()[-1] == str(Path("reports/memo-2030-2031.en.docx"))
    assert [path.name for path in Path("reports").iterdir()] == ["memo-2030-2031.en.docx"]


def test_formats_can_be_combined_and_the_summary_hushed(capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["memo", *PAIR, "--format", "html,docx", "--out", "there", "--quiet"]) == 0
    assert capfd.readouterr() == ("", "")
    names = ["memo-2030-2031.en.docx", "memo-2030-2031.en.html"]
    assert sorted(path.name for path in Path("there").iterdir()) == names


@pytest.mark.parametrize("output", ["docx", "html"])
def test_standard_output_has_the_bytes_of_the_file(
    capfdbinary: pytest.CaptureFixture[bytes], output: str
) -> None:
    arguments = ["memo", *PAIR, "--format", output, "--to", "x"]
    assert run([*arguments, "--out", "-"]) == 0
    shown = capfdbinary.readouterr().out
    assert run([*arguments, "--quiet"]) == 0
    (path,) = Path("reports").iterdir()
    assert path.read_bytes() == shown


def test_the_head_is_what_was_given(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    given = ["--to", "The Chair", "--from", "A & B", "--subject", "Bells", "--date", "2031-05-01"]
    given += ["--reference", "R/1", "--classification", "For the file"]
    assert run(["memo", *PAIR, *given, "--ui", "fr", "--out", "-"]) == 0
    data = capfdbinary.readouterr().out
    words = wording(Language.FR)["memo"]
    for label, text in (
        ("to", "The Chair"),
        ("from", "A & B"),
        ("subject", "Bells"),
        ("date", "1er\u00a0mai 2031"),
        ("reference", "R/1"),
    ):
        assert value(data, words[label]) == text
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        heads = [package.read(name).decode() for name in package.namelist() if "header" in name]
    assert sum("For the file" in head for head in heads) == 2


def test_the_date_is_a_blank_unless_asked_for(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    label = wording(Language.EN)["memo"]["date"]
    assert run(["memo", *PAIR, "--out", "-"]) == 0
    assert value(capfdbinary.readouterr().out, label) == ""
    day = dt.datetime.now().astimezone()
    assert run(["memo", *PAIR, "--out", "-", "--date", "today"]) == 0
    shown = value(capfdbinary.readouterr().out, label)
    days = (day, dt.datetime.now().astimezone())  # midnight may pass in between
    assert shown in {f"{one.day}\u00a0{one:%B %Y}" for one in days}


def test_the_annex_appends_both_texts(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert run(["memo", *PAIR, "--out", "-", "--annex"]) == 0
    texts = resolve(capfdbinary.readouterr().out, accept=True)
    assert texts[-1] == AFTER.strip().splitlines()[-1]


@pytest.mark.parametrize("ui", UIS)
@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (PAIR[:1], "memo-two"),
        ((*PAIR, "2018"), "memo-two"),
        ((PAIR[0], PAIR[0]), "same-document"),
        ((*PAIR, "--date", "2031-02-30"), "date-unknown"),
        ((*PAIR, "--date", "tomorrow"), "date-unknown"),
        ((*PAIR, "--date", "20310230"), "date-unknown"),
        ((*PAIR, "--to", "x" * 301), "header-long"),
        ((*PAIR, "--classification", "x" * 61), "header-long"),
        ((*PAIR, "--format", "json"), "output-format-unknown"),
        ((*PAIR, "--format", "docx,html", "--out", "-"), "one-format"),
        ((PAIR[0], "nowhere.txt"), "file-missing"),
    ],
)
def test_complaints_are_one_line(
    capfd: pytest.CaptureFixture[str], arguments: tuple[str, ...], code: str, ui: str
) -> None:
    assert run(["memo", *arguments, "--ui", ui]) in (2, 3)
    sentence = wording(Language(ui))["errors"][code]
    assert re.search(pattern(sentence), complaint(capfd)), code
    assert not Path("reports").exists()


def test_digests_are_taken_where_nothing_else_is_at_hand(
    capfd: pytest.CaptureFixture[str],
) -> None:
    assert run(["memo", "2018", "2024", "--lang", "fr", "--ui", "fr"]) == 0
    out = capfd.readouterr().out
    assert "CTOC/COP/2018/1" in out
    assert Path("reports/memo-2018-2024.fr.docx").is_file()
