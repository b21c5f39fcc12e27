from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest

from ctocdiff.errors import UsageError
from ctocdiff.language import Language
from ctocdiff.model import Document
from ctocdiff.outline import outline
from ctocdiff.output import file_name, write_reports
from ctocdiff.read import read_bytes


def document(name: str, head: str = "") -> Document:
    text = f"{head}\n\nAnnotations\n\n1. Ferries\n\nFerries wait for no one.\n"
    return outline(read_bytes(text.encode(), name), language=Language.EN)


def test_a_report_is_named_after_the_command_the_years_and_the_language() -> None:
    pair = [document("a.txt", "Vienna, 3–7 June 2030"), document("b.txt", "E/CN.15/2036/1")]
    assert file_name("agenda", pair) == "agenda-2030-2036.en"


def test_two_drafts_of_one_symbol_are_told_apart_by_their_files() -> None:
    pair = [document(name, "E/CN.15/2036/1") for name in ("draft 1.txt", "draft 2.txt")]
    assert file_name("agenda", pair) == "agenda-draft-1-draft-2.en"
    three = [*pair, document("z.txt", "E/CN.15/2038/1")]
    assert file_name("agenda", three) == "agenda-draft-1-draft-2-2038.en"


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("before.txt", "before"),
        ("../été 2.txt", "été-2"),
        ("a:b|c?.md", "a-b-c"),
        ("???", "document"),
    ],
)
def test_without_a_year_the_file_gives_its_name(name: str, slug: str) -> None:
    assert file_name("agenda", [document(name), document("z.txt")]) == f"agenda-{slug}-z.en"


def test_reports_are_written_and_folders_made(tmp_path: Path) -> None:
    folder = tmp_path / "a" / "b"
    paths = write_reports(folder, {"x.html": b"one", "x.json": b"two"})
    assert paths == (folder / "x.html", folder / "x.json")
    assert [path.read_bytes() for path in paths] == [b"one", b"two"]
    assert sorted(folder.iterdir()) == sorted(paths)


def test_a_report_replaces_the_one_before(tmp_path: Path) -> None:
    write_reports(tmp_path, {"x.html": b"one"})
    (path,) = write_reports(tmp_path, {"x.html": b"two"})
    assert path.read_bytes() == b"two"


@pytest.mark.skipif(os.name == "nt", reason="permissions are another matter there")
def test_a_report_has_the_permissions_of_a_new_file(tmp_path: Path) -> None:
    (path,) = write_reports(tmp_path, {"x.html": b"one"})
    plain = tmp_path / "plain"
    plain.write_text("one")
    assert path.stat().st_mode == plain.stat().st_mode


def test_a_run_that_fails_leaves_the_reports_before_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_reports(tmp_path, {"x.html": b"whole", "x.json": b"whole"})
    whole = Path.replace

    def full(self: Path, target: Path) -> Path:
        if target.name == "x.html":
            raise OSError(28, "No space left on device", str(target))
        return whole(self, target)

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(UsageError) as caught:
        write_reports(tmp_path, {"x.html": b"half", "x.json": b"half"})
    assert caught.value.code == "output-refused"
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {
        "x.html": b"whole",
        "x.json": b"whole",
    }


def test_an_interrupted_run_leaves_nothing_half_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_reports(tmp_path, {"x.html": b"whole"})

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("ctocdiff.output._umask", interrupt)
    with pytest.raises(KeyboardInterrupt):
        write_reports(tmp_path, {"x.html": b"half", "y.html": b"half"})
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("x.html", b"whole")]


def test_a_folder_where_a_report_should_be(tmp_path: Path) -> None:
    (tmp_path / "x.html").mkdir()
    with pytest.raises(UsageError) as caught:
        write_reports(tmp_path, {"x.html": b"one"})
    assert caught.value.code == "output-refused"
    assert [path.name for path in tmp_path.iterdir()] == ["x.html"]


def test_names_come_from_the_last_witness_s_language() -> None:
    pair = [document("a.txt"), replace(document("b.txt"), language=Language.FR)]
    assert file_name("agenda", pair).endswith(".fr")
