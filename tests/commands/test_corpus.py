from __future__ import annotations

import csv
import io
import json
import os
import re
import shutil
from pathlib import Path
from typing import Any

import pytest

from ctocdiff.cli import run
from ctocdiff.corpus.places import OFFICIAL
from ctocdiff.language import Language, wording
from tests.complaints import UIS, complaint, pattern
from tests.corpus.documents import agenda

pytestmark = pytest.mark.usefixtures("apart")

CORPUS = ["--corpus", "corpus"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with two documents, a letter and a picture."""
    path = tmp_path / "incoming"
    (path / "below").mkdir(parents=True)
    (path / "one").write_bytes(agenda(1))
    (path / "below" / "two.pdf").write_bytes(agenda(2))
    (path / "letter.txt").write_text("Dear keeper of the ferry, the river is high today.")
    (path / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n")
    (path / ".hidden").write_bytes(agenda(3))
    return path


def answer(capfd: pytest.CaptureFixture[str], *arguments: str, status: int = 0) -> Any:
    assert run(["corpus", *arguments, "--format", "json", *CORPUS]) == status
    out, err = capfd.readouterr()
    assert err.count("\n") == (1 if status else 0)
    return json.loads(out)


def test_a_folder_is_added(capfd: pytest.CaptureFixture[str], folder: Path) -> None:
    done = answer(capfd, "add", "incoming")
    assert [(Path(each["file"]).name, each["status"]) for each in done] == [
        ("two.pdf", "taken"),
        ("letter.txt", "refused"),
        ("one", "taken"),
        ("picture.txt", "refused"),
    ]
    assert [each.get("symbol") for each in done] == [
        "CAC/COSP/2031/2",
        None,
        "CAC/COSP/2031/1",
        None,
    ]
    assert [each.get("code") for each in done] == [
        None,
        "document-unrecognised",
        None,
        "format-unsupported",
    ]
    assert all(path.exists() for path in folder.iterdir())
    names = sorted(path.name for path in Path("corpus", OFFICIAL).glob("C*"))
    assert names == ["CAC-COSP-2031-1.en.txt", "CAC-COSP-2031-2.en.txt"]
    again = answer(capfd, "add", "incoming")
    assert {each["status"] for each in again} == {"known", "refused"}


@pytest.mark.parametrize("ui", UIS)
def test_what_was_done_is_said(capfd: pytest.CaptureFixture[str], folder: Path, ui: str) -> None:
    words = wording(Language(ui))["corpus"]
    assert run(["corpus", "add", "incoming", "--ui", ui, *CORPUS]) == 0
    out, err = capfd.readouterr()
    assert err == ""
    assert words["added"].format(taken=2, known=0, refused=2, path="corpus") in out
    assert "letter.txt" in out
    assert run(["corpus", "add", "incoming", "--quiet", *CORPUS]) == 0
    assert capfd.readouterr().out == ""


def test_the_exit_code_of_adding(capfd: pytest.CaptureFixture[str], folder: Path) -> None:
    assert run(["corpus", "add", "incoming/letter.txt", *CORPUS]) == 3  # named, and refused
    assert not Path("corpus").exists()
    assert run(["corpus", "add", "incoming/one", "incoming/letter.txt", *CORPUS]) == 3
    assert run(["corpus", "add", "incoming", *CORPUS]) == 0
    (folder / "three").write_bytes(agenda(1, oil=7))
    assert run(["corpus", "add", "incoming", *CORPUS]) == 3  # another file of a document
    capfd.readouterr()
    assert run(["corpus", "add", "nowhere", "", *CORPUS]) == 3
    assert capfd.readouterr().err.count("\n") == 1
    Path("empty").mkdir()
    assert run(["corpus", "add", "empty", *CORPUS]) == 3
    assert "Traceback" not in capfd.readouterr().err


@pytest.mark.skipif(os.name == "nt", reason="names are Unicode there")
def test_a_name_that_is_no_text(capfd: pytest.CaptureFixture[str]) -> None:
    Path("incoming").mkdir()
    try:
        Path(os.fsdecode(b"incoming/caf\xe9.txt")).write_bytes(agenda(1))
    except OSError:
        pytest.skip("this file system takes no such name")
    (done,) = answer(capfd, "add", "incoming")
    assert (done["status"], done["name"]) == ("taken", "caf?.txt")
    assert answer(capfd, "verify")["problems"] == []


def test_what_lies_in_the_corpus_is_listed_where_it_lies(
    capfd: pytest.CaptureFixture[str], folder: Path
) -> None:
    shutil.copytree(folder, Path("corpus", OFFICIAL))
    done = answer(capfd, "add", f"corpus/{OFFICIAL}/one")
    assert [(each["status"], each["symbol"]) for each in done] == [("taken", "CAC/COSP/2031/1")]
    assert not list(Path("corpus", OFFICIAL).glob("CAC*"))
    assert [Path(each["path"]).name for each in answer(capfd, "show", "CAC/COSP/2031/1")] == ["one"]
    assert answer(capfd, "add", f"corpus/{OFFICIAL}/one")[0]["status"] == "known"


def test_digests_need_not_be_added(capfd: pytest.CaptureFixture[str], digests_folder: Path) -> None:
    done = answer(capfd, "add", str(digests_folder))
    assert {each["status"] for each in done} == {"known"}


def test_the_list_and_its_filters(capfd: pytest.CaptureFixture[str], folder: Path) -> None:
    run(["corpus", "add", "incoming", "--quiet", *CORPUS])

    def listed(*filters: str) -> set[tuple[str, str]]:
        return {(each["symbol"], each["language"]) for each in answer(capfd, "list", *filters)}

    mine = {("CAC/COSP/2031/1", "en"), ("CAC/COSP/2031/2", "en")}
    assert mine < listed()
    assert listed("--provenance", "official") == mine
    assert listed("--session", "2031") == mine
    assert not mine & listed("--session", "12")
    assert listed("--session", "12", "--lang", "fr", "--kind", "agenda") == {
        ("CTOC/COP/2024/1", "fr")
    }
    assert not mine & listed("--provenance", "digest")
    assert not mine & listed("--lang", "fr")
    assert listed("--kind", "resolution") == set()


def test_the_list_in_three_forms(capfd: pytest.CaptureFixture[str], folder: Path) -> None:
    run(["corpus", "add", "incoming", "--quiet", *CORPUS])
    rows = answer(capfd, "list")
    assert run(["corpus", "list", "--format", "csv", *CORPUS]) == 0
    table = list(csv.DictReader(io.StringIO(capfd.readouterr().out)))
    assert [row["symbol"] for row in table] == [row["symbol"] or "" for row in rows]
    assert [row["sha256"] for row in table] == [row["sha256"] for row in rows]
    assert run(["corpus", "list", "--ui", "fr", *CORPUS]) == 0
    lines = capfd.readouterr().out.splitlines()
    assert len(lines) == len(rows) + 1
    assert wording(Language.FR)["corpus"]["column"]["kind"] in lines[0]
    assert all(
        (row["symbol"] or row["body"]) in line for row, line in zip(rows, lines[1:], strict=True)
    )
    assert run(["corpus", "list", "--kind", "resolution", *CORPUS]) == 0
    assert capfd.readouterr().out == f"{wording(Language.EN)['corpus']['nothing']}\n"


def test_a_document_is_shown(capfd: pytest.CaptureFixture[str], folder: Path) -> None:
    run(["corpus", "add", "incoming", "--quiet", *CORPUS])
    (shown,) = answer(capfd, "show", "cac/cosp/2031/2:en")
    assert (shown["kind"], shown["session"], shown["opens"]) == ("agenda", 9, "2031-05-05")
    assert (shown["name"], shown["format"]) == ("two.pdf", "txt")
    assert [section["label"] for section in shown["sections"]] == ["1"]
    assert run(["corpus", "show", "CAC-COSP-2031-1.en.txt", "2018:fr", *CORPUS]) == 0
    out = capfd.readouterr().out
    assert "CAC/COSP/2031/1" in out
    assert "CTOC/COP/2018/1" in out


def test_the_corpus_and_its_files_have_a_path(
    capfd: pytest.CaptureFixture[str], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run(["corpus", "path"]) == 0
    assert capfd.readouterr().out.strip().endswith(str(Path("home", "ctocdiff", "corpora")))
    monkeypatch.setenv("CTOCDIFF_CORPUS", "corpus")
    assert run(["corpus", "path"]) == 0
    assert capfd.readouterr().out == "corpus\n"
    assert run(["corpus", "add", "incoming", "--quiet"]) == 0
    assert run(["corpus", "path", "CAC/COSP/2031/1"]) == 0
    (path,) = capfd.readouterr().out.splitlines()
    assert Path(path).read_bytes() == agenda(1)


def test_a_corpus_is_made_in_the_data_folder(folder: Path) -> None:
    assert run(["corpus", "add", "incoming", "--quiet"]) == 0
    assert Path("home/ctocdiff/corpora", OFFICIAL, "CAC-COSP-2031-1.en.txt").is_file()
    Path("corpora").mkdir()
    assert run(["corpus", "add", "incoming", "--quiet"]) == 0
    assert Path("corpora", OFFICIAL, "CAC-COSP-2031-1.en.txt").is_file()


def test_documents_are_removed(capfd: pytest.CaptureFixture[str], folder: Path) -> None:
    run(["corpus", "add", "incoming", "--quiet", *CORPUS])
    assert run(["corpus", "remove", "CAC/COSP/2031/1", *CORPUS]) == 0
    assert run(["corpus", "remove", "2031:en", "--quiet", *CORPUS]) == 0
    assert not list(Path("corpus", OFFICIAL).glob("C*"))
    assert wording(Language.EN)["corpus"]["removed"] in capfd.readouterr().out
    assert answer(capfd, "list", "--provenance", "official") == []
    assert answer(capfd, "verify")["problems"] == []


def test_verify_tells_by_its_exit_code(capfd: pytest.CaptureFixture[str], folder: Path) -> None:
    run(["corpus", "add", "incoming", "--quiet", *CORPUS])
    assert answer(capfd, "verify")["problems"] == []
    assert run(["corpus", "verify", "--exit-code", *CORPUS]) == 0
    Path("corpus", OFFICIAL, "mine.txt").write_bytes(agenda(4))
    assert run(["corpus", "verify", *CORPUS]) == 0
    assert run(["corpus", "verify", "--exit-code", *CORPUS]) == 1
    capfd.readouterr()
    Path("corpus", OFFICIAL, "CAC-COSP-2031-1.en.txt").write_bytes(agenda(5))
    found = answer(capfd, "verify", status=3)["problems"]
    assert {problem["code"] for problem in found} == {"changed", "unlisted"}


@pytest.mark.parametrize("ui", UIS)
@pytest.mark.parametrize(
    ("arguments", "code", "status"),
    [
        (["list", "--corpus", "nowhere"], "corpus-missing", 2),
        (["add", "incoming", "--corpus", "incoming/one"], "corpus-no-folder", 2),
        (["show", "CAC/COSP/2040/1"], "symbol-missing", 4),
        (["show", "nonsense"], "request-unknown", 4),
        (["show", "2018:es"], "language-unknown", 2),
        (["path", "CAC/COSP/2031/1:fr"], "language-missing", 4),
        (["remove", "CTOC/COP/2018/1"], "remove-not-own", 4),
        (["remove", "2031"], "remove-several", 2),
    ],
)
def test_what_cannot_be_done(
    capfd: pytest.CaptureFixture[str],
    folder: Path,
    ui: str,
    arguments: list[str],
    code: str,
    status: int,
) -> None:
    run(["corpus", "add", "incoming", "--quiet", *CORPUS])
    place = [] if "--corpus" in arguments else CORPUS
    assert run(["corpus", *arguments, *place, "--ui", ui]) == status
    sentence = wording(Language(ui))["errors"][code]
    assert re.search(pattern(sentence), complaint(capfd))
    assert len(list(Path("corpus", OFFICIAL).glob("CAC*"))) == 2


@pytest.mark.parametrize("ui", UIS)
@pytest.mark.parametrize("name", ["add", "list", "path", "remove", "show", "verify"])
def test_help_has_examples(capfd: pytest.CaptureFixture[str], ui: str, name: str) -> None:
    words = wording(Language(ui))["cli"]
    assert run(["corpus", name, "--help", "--ui", ui]) == 0
    out = " ".join(capfd.readouterr().out.split())
    assert " ".join(words[f"corpus_{name}"]["epilog"].split()) in out
    assert run(["corpus", "--ui", ui]) == 0
    assert words[f"corpus_{name}"]["short"] in " ".join(capfd.readouterr().out.split())


def test_the_official_documents_are_recognised_and_used(
    capfd: pytest.CaptureFixture[str], official_folder: Path
) -> None:
    done = answer(capfd, "add", str(official_folder))
    known = {(each["kind"], each["session"], each["language"]) for each in done}
    assert {each["status"] for each in done} == {"taken"}
    assert known == {
        *(("agenda", number, "fr") for number in (6, 9, 12)),
        ("note", 12, "fr"),
        ("report", 12, "fr"),
    }
    arguments = ["agenda", "2012", "2018", "2024", "--format", "json", "--out", "-", *CORPUS]
    assert run(arguments) == 0
    documents = json.loads(capfd.readouterr().out)["documents"]
    assert [(d["provenance"], d["session"]) for d in documents] == [
        ("official", 6),
        ("official", 9),
        ("official", 12),
    ]
    assert answer(capfd, "verify")["problems"] == []
