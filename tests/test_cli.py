from __future__ import annotations

import json
import os
import shlex
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import ctocdiff
from ctocdiff.cli import run
from ctocdiff.commands.comparing import FORMATS
from ctocdiff.errors import CtocdiffError
from ctocdiff.language import Language, wording
from tests.complaints import AFTER, BEFORE, UIS, check, complaint
from tests.word_revisions import resolve

pytestmark = pytest.mark.usefixtures("apart")


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


@pytest.mark.parametrize("command", ["agenda", "compare", "memo"])
def test_a_later_document_given_first_is_remarked_on(
    capfd: pytest.CaptureFixture[str], pair: tuple[str, str], command: str
) -> None:
    first, second = pair
    told = wording(Language.EN)["cli"]["order"]
    for given, said in (
        ([first, second], ""),
        ([second, first], told.format(first=second, second=first) + "\n"),
        ([second, first, "--quiet"], ""),
    ):
        assert run([command, *given, "--format", "html"]) == 0
        assert capfd.readouterr().err == said


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


# ------------------------------------------------------------------------- three documents or more

LATER = AFTER.replace("Sixth", "Seventh").replace("2\u20136 June 2031", "1\u20135 June 2032")


@pytest.fixture
def three(tmp_path: Path, pair: tuple[str, str]) -> tuple[str, ...]:
    (tmp_path / "later.txt").write_text(LATER, "utf-8")
    return (*pair, "later.txt")


def compared(capfd: pytest.CaptureFixture[str], *arguments: str) -> set[tuple[int, int]]:
    """Which documents a collation compares, by its JSON."""
    assert run(["agenda", *arguments, "--format", "json", "--out", "-"]) == 0
    found = json.loads(capfd.readouterr().out)
    rows = [*found["front"]["rows"], *(row for one in found["sections"] for row in one["rows"])]
    return {tuple(change["between"]) for row in rows for change in row["changes"]}


def test_three_documents_are_compared_with_the_one_before_or_the_first(
    capfd: pytest.CaptureFixture[str], three: tuple[str, ...]
) -> None:
    assert compared(capfd, *three) == {(0, 1), (1, 2)}
    assert compared(capfd, *three, "--base", "previous") == {(0, 1), (1, 2)}
    assert compared(capfd, *three, "--base", "first") == {(0, 1), (0, 2)}


def test_the_reports_of_three_documents_name_them_all(
    capfd: pytest.CaptureFixture[str], three: tuple[str, ...]
) -> None:
    assert run(["agenda", *three, "--format", ",".join(FORMATS)]) == 0
    out = capfd.readouterr().out
    assert all(name in out for name in three)
    assert {path.name for path in Path("reports").iterdir()} == {
        f"agenda-2030-2031-2032.en.{name}" for name in FORMATS
    }


@pytest.mark.parametrize("asked", ["1,3", "before.txt,later.txt", "2030, 3", "1,2032"])
def test_a_redline_of_two_of_three(three: tuple[str, ...], asked: str) -> None:
    assert run(["agenda", three[0], three[2], "--format", "docx", "--quiet"]) == 0
    path = Path("reports/agenda-2030-2032.en.docx")
    expected = path.read_bytes()
    path.unlink()
    assert run(["agenda", *three, "--redline", asked, "--format", "docx,md", "--quiet"]) == 0
    assert path.read_bytes() == expected
    assert sorted(each.name for each in Path("reports").iterdir()) == [
        "agenda-2030-2031-2032.en.md",
        "agenda-2030-2032.en.docx",
    ]


def test_a_name_as_given_goes_before_a_position(capfd: pytest.CaptureFixture[str]) -> None:
    arguments = ["agenda", "6", "9", "12", "--format", "docx", "--quiet", "--redline"]
    assert run([*arguments, "12,6"]) == 0
    assert [path.name for path in Path("reports").iterdir()] == ["agenda-2024-2012.en.docx"]


@pytest.mark.parametrize("ui", UIS)
def test_what_is_hidden_is_counted_everywhere(
    capfd: pytest.CaptureFixture[str], three: tuple[str, ...], ui: str
) -> None:
    for documents in (three[:2], three):
        arguments = ["agenda", *documents, "--ui", ui, "--format", "md,html,json"]
        start = wording(Language(ui))["report"]["hidden_routine"].partition("{")[0]
        assert run(arguments) == 0
        assert start not in capfd.readouterr().out
        stem = "reports/agenda-2030-2031" + ("-2032" if len(documents) > 2 else "") + ".en"
        whole = Path(f"{stem}.json").read_bytes()
        assert start not in Path(f"{stem}.md").read_text("utf-8")
        assert run([*arguments, "--show", "review"]) == 0
        assert start in " ".join(capfd.readouterr().out.split("\n"))
        assert start in Path(f"{stem}.md").read_text("utf-8")
        assert 'id="show-review" checked' in Path(f"{stem}.html").read_text("utf-8")
        assert Path(f"{stem}.json").read_bytes() == whole


def test_a_redline_for_review_takes_routine_changes_for_made(pair: tuple[str, str]) -> None:
    path = Path("reports/agenda-2030-2031.en.docx")
    assert run(["agenda", *pair, "--format", "docx", "--quiet"]) == 0
    every = resolve(path.read_bytes(), accept=False), resolve(path.read_bytes(), accept=True)
    assert run(["agenda", *pair, "--format", "docx", "--quiet", "--show", "review"]) == 0
    assert resolve(path.read_bytes(), accept=True) == every[1]
    assert resolve(path.read_bytes(), accept=False) != every[0]


def test_word_does_without_moves_and_comments_on_request(pair: tuple[str, str]) -> None:
    lines = [
        f"The {word} of the hall opens when the bell rings, as resolution 9/1 says."
        for word in ("door", "gate")
    ]
    texts = Path("before.txt").read_text("utf-8"), Path("after.txt").read_text("utf-8")
    for name, text, order in zip(pair, texts, ((0, 1), (1, 0)), strict=True):
        Path(name).write_text(text + "".join(f"\n{lines[at]}\n" for at in order), "utf-8")
    parts = {}
    for options in ("", "--no-moves", "--comments none", "--comments all"):
        given = ["agenda", *pair, "--format", "docx", "--out", ".", "--quiet", *options.split()]
        assert run(given) == 0
        (path,) = Path().glob("agenda*.docx")
        with zipfile.ZipFile(path) as made:
            parts[options] = made.read("word/document.xml"), made.namelist()
    assert b"<w:moveTo " in parts[""][0]
    assert b"<w:move" not in parts["--no-moves"][0]
    assert "word/comments.xml" not in parts["--comments none"][1]
    assert "word/comments.xml" in parts["--comments all"][1]


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
    sentence = wording(Language.FR if french else Language.EN)["errors"]["too-few-documents"]
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
    shown = done.stdout.decode("ascii")
    assert "Tete du document" in shown
    assert "?" not in shown
    latin = {"PYTHONIOENCODING": "cp1252", "PYTHONUTF8": "0"}
    done = process("agenda", "2013", "2018", "--ui", "fr", env=latin)
    assert done.stderr.decode("cp1252").startswith("ctocdiff : aucun ordre du jour pour 2013 ; ")


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
    def refuse(*_: object, **__: object) -> None:
        raise CtocdiffError("file-empty", path="a\nb\u202f:\tc")

    monkeypatch.setattr("ctocdiff.compare.collate", refuse)
    assert run(["agenda", *pair]) == CtocdiffError.exit_code
    assert "a b\u202f: c" in complaint(capfd)


def test_an_interruption_is_said_and_no_more(
    capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, pair: tuple[str, str]
) -> None:
    def interrupt(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("ctocdiff.compare.collate", interrupt)
    assert run(["agenda", *pair, "--ui", "fr"]) == 130
    assert wording(Language.FR)["errors"]["interrupted"] in capfd.readouterr().err
    assert not Path("reports").exists()


@pytest.mark.parametrize("ui", list(Language))
def test_a_fault_of_the_program_is_one_line_and_no_traceback(
    ui: Language, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RecursionError("too\ndeep")

    monkeypatch.setattr("ctocdiff.compare.collate", broken)
    arguments = ["agenda", "2018", "2024", "--ui", str(ui), "--out", "-", "--format", "md"]
    assert run(arguments, {}) == 70
    shown = capfd.readouterr()
    assert shown.out == ""
    assert shown.err.count("\n") == 1
    assert "RecursionError" in shown.err
    with pytest.raises(RecursionError):
        run(arguments, {"CTOCDIFF_DEBUG": "1"})


@pytest.mark.skipif(sys.platform == "win32", reason="a shell closes the streams")
def test_streams_that_are_closed_do_no_harm(tmp_path: Path) -> None:
    command = f"exec {shlex.quote(sys.executable)} -m ctocdiff agenda 2018 2024 --out . >&- 2>&-"
    root = Path(__file__).parent.parent
    run = subprocess.run(
        ["sh", "-c", command], cwd=tmp_path, env=os.environ | {"PYTHONPATH": str(root)}
    )
    assert run.returncode == 0
    assert {path.suffix for path in tmp_path.iterdir()} == {".html", ".docx"}
