"""``ctocdiff accept`` and ``ctocdiff reject`` from the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from ctocdiff.cli import run
from tests.word_revisions import resolve

pytestmark = pytest.mark.usefixtures("apart")


@pytest.fixture
def redline(pair: tuple[str, str]) -> Path:
    assert run(["agenda", *pair, "--format", "docx", "--out", ".", "--quiet"]) == 0
    (path,) = Path().glob("*.docx")
    return path.rename("redline.docx")


def test_the_file_stays_and_another_stands_beside_it(
    redline: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = redline.read_bytes()
    assert run(["accept", "redline.docx", "--ui", "en"]) == 0
    assert run(["reject", "redline.docx", "--ui", "fr"]) == 0
    out = capsys.readouterr().out
    assert "tracked changes accepted\nredline.accepted.docx\n" in out
    assert "modifications refusées\nredline.rejected.docx\n" in out
    assert redline.read_bytes() == data
    for name, accept in (("accepted", True), ("rejected", False)):
        made = Path(f"redline.{name}.docx").read_bytes()
        assert resolve(made, accept=True) == resolve(data, accept=accept)


def test_one_change_and_what_is_left(redline: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["accept", str(redline), "--change", "c-0001", "--ui", "en"]) == 0
    assert " left\n" in capsys.readouterr().out


def test_out_is_a_file_a_folder_or_standard_output(
    redline: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    Path("there").mkdir()
    assert run(["accept", str(redline), "--out", "there", "--quiet"]) == 0
    assert run(["accept", str(redline), "--out", "there/other.docx", "-q"]) == 0
    assert capfdbinary.readouterr().out == b""
    assert run(["accept", str(redline), "--out", "-"]) == 0
    written = capfdbinary.readouterr().out
    names = ("there/redline.accepted.docx", "there/other.docx")
    assert [Path(name).read_bytes() for name in names] == [written] * 2


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["accept", "missing.docx"], 3, "missing.docx does not exist"),
        (["reject", "before.txt"], 3, "before.txt"),
        (["reject", "."], 3, "folder"),
        (["accept"], 2, "FILE"),
        (["accept", "redline.docx", "--change", "C-9999"], 2, "no change C-9999"),
        (["accept", "redline.docx", "--author", "Nobody"], 2, "known: ctocdiff"),
        (["accept", "redline.docx", "--out", "before.txt/x.docx"], 2, "before.txt"),
    ],
)
def test_errors_are_one_line(
    redline: Path,
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
    code: int,
    said: str,
) -> None:
    assert run([*arguments, "--ui", "en"]) == code
    captured = capsys.readouterr()
    assert captured.out == ""
    assert said in captured.err
    assert captured.err.count("\n") == 1
    assert not list(Path().glob("*.accepted.docx"))
