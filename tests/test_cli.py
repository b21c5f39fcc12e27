from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import ctocdiff
from ctocdiff.cli import FORMATS, run
from ctocdiff.errors import CtocdiffError
from ctocdiff.language import Language, wording

UIS = [str(language) for language in Language]
BEFORE = """
Fifth session
Vienna, 3–7 June 2030

Provisional agenda

1. Opening of the session.
2. Ferries.

Annotations

1. Opening of the session

The hall opens at 10 a.m. on Monday, 3 June 2030, when the bell has rung twice.

2. Ferries

Ferries wait for no one, and least of all for the late.
"""
AFTER = (
    BEFORE.replace("Fifth", "Sixth")
    .replace("3–7 June 2030", "2–6 June 2031")
    .replace("3 June 2030", "2 June 2031")
    .replace("least of all for the late", "none waits for a ferry")
)


@pytest.fixture(autouse=True)
def _apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each test in a folder of its own, away from the corpus of whoever runs it."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "home"))
    for name in ("CTOCDIFF_CORPUS", "CTOCDIFF_UI", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def pair(tmp_path: Path) -> tuple[str, str]:
    (tmp_path / "before.txt").write_text(BEFORE, "utf-8")
    (tmp_path / "after.txt").write_text(AFTER, "utf-8")
    return "before.txt", "after.txt"


def complaint(capfd: pytest.CaptureFixture[str]) -> str:
    """The one line that was written, on standard error and nowhere else."""
    out, err = capfd.readouterr()
    assert out == ""
    assert "Traceback" not in err
    assert re.fullmatch(r"ctocdiff\s?: [^\n]+\n", err), err
    return err


def pattern(sentence: str) -> str:
    """A sentence of the lexicon as a pattern: any words for the details."""
    return re.sub(r"\\\{\w+\\\}", ".*", re.escape(sentence))


def check(
    capfd: pytest.CaptureFixture[str], ui: str, arguments: list[str], code: str, status: int
) -> None:
    assert run(["agenda", *arguments, "--ui", ui], os.environ) == status
    sentence = wording(Language(ui))["errors"][code]
    assert re.search(pattern(sentence), complaint(capfd)), code


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
        (["2018:fr", "2018:en"], "languages-differ", 2),
        (["2018", "2018"], "same-document", 2),
        (["2018", "CTOC/COP/2018/1"], "same-document", 2),
        (["2018"], "two-sessions", 2),
        (["2012", "2018", "2024"], "two-sessions", 2),
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
    "PDF": (b"%PDF-1.7\n1 0 obj\n<< >>\n", "format-unsupported"),
    "Word": (b"PK\x03\x04" + bytes(100), "format-unsupported"),
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
    "numbers alone": (b"1. 2. 3.\n4.\n", "language-unsupported"),
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


# ----------------------------------------------------------------------------------------- output


@pytest.mark.parametrize("ui", UIS)
@pytest.mark.parametrize("out", ["file", "file/below", "/proc/none"])
def test_a_place_that_cannot_be_written(
    capfd: pytest.CaptureFixture[str], pair: tuple[str, str], ui: str, out: str
) -> None:
    if out == "/proc/none" and not Path("/proc").is_dir():
        pytest.skip("no file system here that cannot be written")
    Path("file").write_text("whole")
    check(capfd, ui, [*pair, "--out", out, "--format", "md"], "output-refused", 2)
    assert Path("file").read_text() == "whole"


def test_a_run_that_fails_leaves_the_reports_before_whole(
    capfd: pytest.CaptureFixture[str], pair: tuple[str, str]
) -> None:
    assert run(["agenda", *pair, "--quiet"]) == 0
    before = {path.name: path.read_bytes() for path in Path("reports").iterdir()}
    assert set(before) == {"agenda-2030-2031.en.html", "agenda-2030-2031.en.docx"}
    Path("reports/agenda-2030-2031.en.html").unlink()
    Path("reports/agenda-2030-2031.en.html").mkdir()
    assert run(["agenda", *pair, "--quiet"]) == 2
    assert "agenda-2030-2031.en.html" in complaint(capfd)
    assert sorted(path.name for path in Path("reports").iterdir()) == sorted(before)


@pytest.mark.parametrize("output", FORMATS)
def test_two_runs_give_the_same_bytes(
    capfdbinary: pytest.CaptureFixture[bytes], pair: tuple[str, str], output: str
) -> None:
    arguments = ["agenda", *pair, "--format", output]
    assert run([*arguments, "--out", "-"]) == 0
    shown = capfdbinary.readouterr()
    assert shown.err == b""
    assert run([*arguments, "--quiet"]) == 0
    assert capfdbinary.readouterr() == (b"", b"")
    (path,) = Path("reports").iterdir()
    assert path.read_bytes() == shown.out


def test_the_summary_names_documents_and_files(
    capfd: pytest.CaptureFixture[str], pair: tuple[str, str]
) -> None:
    assert run(["agenda", *pair, "--format", "json,md", "--format", "html"]) == 0
    out, err = capfd.readouterr()
    assert err == ""
    assert all(name in out for name in pair)
    written = [line for line in out.splitlines() if line.startswith("reports")]
    assert [Path(line).suffix for line in written] == [".json", ".md", ".html"]
    assert all(Path(line).is_file() for line in written)


def test_what_was_noticed_is_shown_where_asked_for(
    capfd: pytest.CaptureFixture[str], pair: tuple[str, str]
) -> None:
    Path(pair[0]).write_text(BEFORE.replace("2. Ferries.\n", "2. Ferries.\n3. Oars.\n"), "utf-8")
    sentence = wording(Language.FR)["notices"]["agenda-item-unannotated"].format(label="3")
    arguments = ["agenda", *pair, "--format", "md", "--ui", "fr"]
    assert run(arguments) == 0
    assert sentence not in capfd.readouterr().out
    assert run([*arguments, "--verbose"]) == 0
    assert sentence in capfd.readouterr().out


def test_differences_may_be_told_by_the_exit_code(pair: tuple[str, str]) -> None:
    quietly = ["--quiet", "--format", "md"]
    assert run(["agenda", *pair, *quietly]) == 0
    assert run(["agenda", *pair, *quietly, "--exit-code"]) == 1
    Path("same.txt").write_text(BEFORE + "\n\n", "utf-8")
    assert run(["agenda", pair[0], "same.txt", *quietly, "--exit-code"]) == 0


def test_a_bare_run_compares_the_digests(capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["agenda", "2018", "2024", "--format", "json", "--out", "-"]) == 0
    found = json.loads(capfd.readouterr().out)
    assert [d["provenance"] for d in found["documents"]] == ["digest", "digest"]
    assert [d["symbol"] for d in found["documents"]] == ["CTOC/COP/2018/1", "CTOC/COP/2024/1"]
    assert {d["language"] for d in found["documents"]} == {"en"}


# ------------------------------------------------------------------------------------------- help


@pytest.mark.parametrize("ui", UIS)
def test_help_is_in_the_language_of_the_interface(
    capfd: pytest.CaptureFixture[str], ui: str
) -> None:
    words = wording(Language(ui))["cli"]
    assert run(["--ui", ui, "--help"]) == 0
    out = " ".join(capfd.readouterr().out.split())
    for text in (words["usage"], words["version"], words["agenda"]["short"]):
        assert " ".join(text.split()) in out
    assert run(["agenda", "--help", "--ui", ui]) == 0
    out = " ".join(capfd.readouterr().out.split())
    for text in (words["help_option"], words["format"], words["agenda"]["epilog"]):
        assert " ".join(text.split()) in out


def test_without_arguments_the_program_tells_what_it_can_do(
    capfd: pytest.CaptureFixture[str],
) -> None:
    assert run([]) == 0
    out, err = capfd.readouterr()
    assert wording(Language.EN)["cli"]["agenda"]["short"] in out
    assert err == ""


def test_the_version(capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["--version"]) == 0
    assert capfd.readouterr().out == f"ctocdiff {ctocdiff.__version__}\n"


@pytest.mark.parametrize(
    ("environment", "french"),
    [
        ({"CTOCDIFF_UI": "fr", "LC_ALL": "en_US.UTF-8"}, True),
        ({"LC_ALL": "fr_CH.UTF-8", "LANG": "en_GB.UTF-8"}, True),
        ({"LANG": "fr_FR.UTF-8"}, True),
        ({"LANG": "de_AT.UTF-8"}, False),
        ({"LANG": "C"}, False),
        ({"LC_ALL": "", "LANG": "fr_FR"}, True),
        ({}, False),
    ],
)
def test_the_environment_gives_the_language(
    capfd: pytest.CaptureFixture[str], environment: dict[str, str], french: bool
) -> None:
    assert run(["agenda", "2018"], environment) == 2
    sentence = wording(Language.FR if french else Language.EN)["errors"]["two-sessions"]
    assert sentence.format(count=1) in complaint(capfd)


# --------------------------------------------------------------------------------- as a process


def process(*arguments: str, **options: object) -> subprocess.CompletedProcess[bytes]:
    environment = {**os.environ, **options.pop("env", {})}  # type: ignore[dict-item]
    environment["PYTHONPATH"] = str(Path(__file__).parent.parent)
    return subprocess.run(  # type: ignore[call-overload,no-any-return]
        [sys.executable, "-m", "ctocdiff", *arguments],
        env=environment, check=False, stderr=subprocess.PIPE, timeout=60, **options,
    )  # fmt: skip


def test_the_exit_code_of_the_process() -> None:
    done = process("agenda", "2013", "2018", stdout=subprocess.PIPE)
    assert (done.returncode, done.stdout) == (4, b"")
    assert done.stderr.startswith(b"ctocdiff: ")
    assert done.stderr.count(b"\n") == 1


def test_a_terminal_without_accents(pair: tuple[str, str]) -> None:
    ascii_only = {"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0", "LC_ALL": "C"}
    done = process(
        "agenda", *pair, "--ui", "fr", "--format", "md", env=ascii_only, stdout=subprocess.PIPE
    )
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
@pytest.mark.parametrize("extra", [["--out", "-", "--format", "json"], ["--format", "md"]])
def test_a_full_disk_behind_standard_output(pair: tuple[str, str], extra: list[str]) -> None:
    with Path("/dev/full").open("wb") as full:
        done = process("agenda", *pair, *extra, stdout=full)
    assert done.returncode == 2
    assert done.stderr.count(b"\n") == 1
    assert b"Traceback" not in done.stderr


@pytest.mark.skipif(os.name == "nt", reason="pipes break in another way there")
@pytest.mark.parametrize("extra", [["--out", "-", "--format", "json"], ["--format", "md"]])
def test_a_reader_that_goes_away(pair: tuple[str, str], extra: list[str]) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    done = process("agenda", *pair, *extra, stdout=writing)
    os.close(writing)
    assert (done.returncode, done.stderr) == (0, b"")


def test_every_error_of_the_library_becomes_one_line(
    capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, pair: tuple[str, str]
) -> None:
    def refuse(*_: object) -> None:
        raise CtocdiffError("file-empty", path="a\nb\u202f:\tc")

    monkeypatch.setattr("ctocdiff.compare.redline", refuse)
    assert run(["agenda", *pair]) == CtocdiffError.exit_code
    assert "a b\u202f: c" in complaint(capfd)


def test_an_interruption_is_said_and_no_more(
    capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, pair: tuple[str, str]
) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("ctocdiff.compare.redline", interrupt)
    assert run(["agenda", *pair, "--ui", "fr"]) == 130
    assert wording(Language.FR)["errors"]["interrupted"] in capfd.readouterr().err
    assert not Path("reports").exists()
