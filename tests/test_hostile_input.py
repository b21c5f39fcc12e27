from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from ctocdiff.cli import run
from ctocdiff.commands.comparing import FORMATS
from ctocdiff.language import Language, wording
from tests.complaints import BEFORE, UIS, check, complaint, pattern

pytestmark = pytest.mark.usefixtures("apart")


# ------------------------------------------------------------------------------- hostile requests


@pytest.mark.parametrize("ui", UIS)
@pytest.mark.parametrize(
    ("arguments", "code", "status"),
    [
        (["2013", "2018"], "agenda-unknown", 4),
        (["99", "2018"], "agenda-session-unknown", 4),
        (["CTOC/COP/2013/1", "2018"], "symbol-missing", 4),
        (["gibberish", "2018"], "request-unknown", 4),
        (["", "2018"], "request-unknown", 4),
        (["9" * 5000, "2018"], "request-unknown", 4),
        (["2018:es", "2024"], "language-unknown", 2),
        (["2018:fr", "2018:en"], "language-versions", 2),
        (["2018:fr", "2024:en"], "languages-differ", 2),
        (["2018", "2018"], "same-document", 2),
        (["2018", "CTOC/COP/2018/1"], "same-document", 2),
        (["2018"], "too-few-documents", 2),
        (["2012", "2018", "2012"], "same-document", 2),
        (["2012", "2018", "2024", "CTOC/COP/2018/1"], "same-document", 2),
        (["2012", "2018", "2024:es"], "language-unknown", 2),
        (["2012", "2018", "2024", "--redline", "1,4"], "redline-unknown", 2),
        (["2012", "2018", "2024", "--redline", "1,2021"], "redline-unknown", 2),
        (["2012", "2018", "2024", "--redline", "3"], "redline-pair", 2),
        (["2012", "2018", "2024", "--redline", "1,2,3"], "redline-pair", 2),
        (["2012", "2018", "2024", "--redline", "2018,2"], "redline-pair", 2),
        (["2012", "2018", "2024", "--redline", "1,2", "--format", "md"], "redline-docx", 2),
        (["2018", "2024", "--format", "odt"], "output-format-unknown", 2),
        (["2018", "2024", "--format", "html,odt"], "output-format-unknown", 2),
        (["2018", "2024", "--out", "-"], "one-format", 2),
        (["2018", "2024", "--out", "-", "--format", "html,json"], "one-format", 2),
        (["2018", "2024", "--corpus", "nowhere"], "corpus-missing", 2),
        (["none.txt", "2018"], "file-missing", 3),
        (["./none", "2018"], "file-missing", 3),
        ([".", "2018"], "file-is-directory", 3),
        (["./" + "x" * 5000, "2018"], "file-refused", 3),
    ],
)
def test_a_request_that_cannot_be_met(
    capfd: pytest.CaptureFixture[str], ui: str, arguments: list[str], code: str, status: int
) -> None:
    check(capfd, ui, arguments, code, status)
    assert not Path("reports").exists()


@pytest.mark.parametrize("ui", UIS)
@pytest.mark.parametrize(
    ("arguments", "complained"),
    [
        (["agenda"], "missing"),
        (["agenda", "2018", "2024", "--nope"], "option"),
        (["agenda", "-5", "2024"], "option"),
        (["agenda", "2018", "2024", "--out"], "value"),
        (["agenda", "2018", "2024", "--lang", "de"], "choice"),
        (["agenda", "2018", "2024", "--ui=xx"], "choice"),
        (["agenda", "2018", "2024", "--base", "last"], "choice"),
        (["agenda", "2018", "2024", "--show", "none"], "choice"),
        (["agend", "2018"], "command"),
    ],
)
def test_wrong_usage(
    capfd: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    ui: str,
    arguments: list[str],
    complained: str,
) -> None:
    monkeypatch.setenv("CTOCDIFF_UI", ui)
    assert run(arguments) == 2
    sentence = wording(Language(ui))["cli"]["complaints"][complained]
    assert re.search(pattern(sentence), complaint(capfd))


# ------------------------------------------------------------------------------ hostile documents

LONG = "The ferries of the great river wait for no one, and least of all for the late. "
SPANISH = "La Conferencia examinará las cuestiones de organización y los demás asuntos pendientes. "
RUSSIAN = "Конференция рассмотрит вопросы организации работы и другие вопросы. "
REFUSED = {
    "empty": (b"", "file-empty"),
    "white space": (b" \n\t\r\n\x0c \xc2\xa0\n", "file-empty"),
    "PNG": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "format-unsupported"),
    "PDF": (b"%PDF-1.7\n1 0 obj\n<< >>\n", "pdf-damaged"),
    "Word": (b"PK\x03\x04" + bytes(100), "docx-damaged"),
    "every byte": (bytes(range(256)) * 40, "file-binary"),
    "zeros": (bytes(10_000), "file-binary"),
    "UTF-16 cut in a character": (b"\xff\xfe" + BEFORE.encode("utf-16-le")[:-1], "file-binary"),
    "UTF-32": (BEFORE.encode("utf-32"), "file-binary"),
    "no items": (LONG.encode() * 20, "no-items"),
    "one line of 5 MB": (LONG.encode() * 65_000, "no-items"),
    "5 MB without a space": (LONG.encode() * 300 + b"a" * 5_000_000, "no-items"),
    "(a)(a)(a)": (b"Annotations\n\n" + LONG.encode() * 300 + b"(a)" * 9000, "no-items"),
    "marks never closed": (LONG.encode() * 300 + b"[<i>^{**" * 4000, "no-items"),
    "Spanish": (f"1. Apertura\n\n{SPANISH * 5}".encode(), "language-unsupported"),
    "Russian": (f"1. Открытие\n\n{RUSSIAN * 5}".encode(), "language-unsupported"),
    "numbers alone": (b"1. 2. 3.\n4.\n", "language-undetected"),
}  # fmt: skip


@pytest.mark.parametrize("ui", UIS)
@pytest.mark.parametrize(("data", "code"), REFUSED.values(), ids=REFUSED)
def test_a_document_that_cannot_be_read(
    capfd: pytest.CaptureFixture[str], tmp_path: Path, ui: str, data: bytes, code: str
) -> None:
    (tmp_path / "given.txt").write_bytes(data)
    check(capfd, ui, ["given.txt", "2018"], code, 3)
    assert not Path("reports").exists()


ENCODED = {
    "UTF-8 with a mark": BEFORE.encode("utf-8-sig"),
    "UTF-16 with a mark": BEFORE.encode("utf-16"),
    "UTF-16 without a mark, little end first": BEFORE.encode("utf-16-le"),
    "UTF-16 without a mark, big end first": BEFORE.encode("utf-16-be"),
    "Windows-1252": BEFORE.encode("cp1252"),
    "CR LF": BEFORE.replace("\n", "\r\n").encode(),
    "CR": BEFORE.replace("\n", "\r").encode(),
    "form feeds": BEFORE.replace("\n2. Ferries\n", "\n\x0c2. Ferries\n").encode(),
}


def texts(comparison: dict[str, Any]) -> list[str]:
    sections = comparison["documents"][0]["sections"]
    return [paragraph["text"] for section in sections for paragraph in section["paragraphs"]]


@pytest.mark.parametrize("data", ENCODED.values(), ids=ENCODED)
def test_however_a_text_is_encoded_it_is_the_same(
    capfd: pytest.CaptureFixture[str], pair: tuple[str, str], data: bytes
) -> None:
    Path("encoded.txt").write_bytes(data)
    arguments = ["agenda", "encoded.txt", "after.txt", "--format", "json", "--out", "-"]
    assert run(arguments) == 0
    found = json.loads(capfd.readouterr().out)
    assert run([arguments[0], pair[0], *arguments[2:]]) == 0
    expected = json.loads(capfd.readouterr().out)
    assert found["sections"] == expected["sections"]
    assert texts(found) == texts(expected)


def test_a_zero_byte_in_a_text_is_read_and_reported(
    capfd: pytest.CaptureFixture[str], pair: tuple[str, str]
) -> None:
    Path("zero.txt").write_bytes(BEFORE.replace("bell has", "bell\0has").encode())
    assert run(["agenda", "zero.txt", pair[1], "--format", ",".join(FORMATS), "--quiet"]) == 0
    assert capfd.readouterr().err == ""


def test_two_hundred_thousand_lines(capfd: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    # wrapped lines of one paragraph: as many paragraphs would be a report of 100 MB
    line = "Oars of ash and bells of\n"
    (tmp_path / "long.txt").write_text(f"Annotations\n\n{line * 200_000}")
    assert run(["agenda", "long.txt", "2018"]) == 3
    assert "no" in complaint(capfd)


def test_the_same_document_under_two_names(
    capfd: pytest.CaptureFixture[str], pair: tuple[str, str]
) -> None:
    Path("copy.txt").write_text(BEFORE, "utf-8")
    check(capfd, "en", [pair[0], "copy.txt"], "same-document", 2)
    check(capfd, "fr", [pair[0], pair[0]], "same-document", 2)


# ---------------------------------------------------------------------------------------- corpora


@pytest.mark.parametrize("ui", UIS)
@pytest.mark.parametrize(
    ("text", "code"),
    [("[[session]\nx", "catalogue-broken"), ("[[session]]\nnumber = 1\n", "catalogue-entry")],
)
def test_a_broken_catalogue(
    capfd: pytest.CaptureFixture[str], tmp_path: Path, ui: str, text: str, code: str
) -> None:
    (tmp_path / "catalogue.toml").write_text(text)
    check(capfd, ui, ["2018", "2024", "--corpus", str(tmp_path)], code, 3)


def test_junk_in_the_folder_of_official_documents_is_passed_over(
    capfd: pytest.CaptureFixture[str], tmp_path: Path, pair: tuple[str, str]
) -> None:
    folder = tmp_path / "corpora" / "official"
    folder.mkdir(parents=True)
    (folder / "junk.bin").write_bytes(b"\0\1\2")
    (folder / "empty").write_bytes(b"")
    (folder / "gone").symlink_to(tmp_path / "nowhere")
    assert run(["agenda", *pair, "--quiet", "--format", "md"]) == 0
    assert capfd.readouterr() == ("", "")
