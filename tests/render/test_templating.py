"""Compiled templates are kept between runs, and nothing depends on their being there."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from jinja2 import DictLoader, Environment

from ctocdiff.render import templating
from ctocdiff.render.templating import CompiledTemplates, environment

SOURCE = "{{ name }} & {{ place }}"
FILLED = "Ada & Port &lt;North&gt;"


@pytest.fixture(autouse=True)
def may_write_bytecode(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)


def filled(folder: Path, source: str = SOURCE) -> str:
    made = Environment(
        loader=DictLoader({"page": source}),
        autoescape=True,
        bytecode_cache=CompiledTemplates(folder),
    )
    return made.get_template("page").render(name="Ada", place="Port <North>")


def kept(folder: Path) -> list[Path]:
    return sorted(folder.iterdir()) if folder.exists() else []


def test_a_template_is_compiled_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "kept"
    assert filled(folder) == FILLED
    assert len(kept(folder)) == 1

    def compile_again(*_: object) -> None:
        raise AssertionError("compiled again")

    monkeypatch.setattr(Environment, "compile", compile_again)
    assert filled(folder) == FILLED


def test_a_template_that_changed_is_compiled_anew(tmp_path: Path) -> None:
    assert filled(tmp_path) == FILLED
    assert filled(tmp_path, "{{ place }}") == "Port &lt;North&gt;"
    assert len(kept(tmp_path)) == 1


@pytest.mark.parametrize("data", [b"", b"x", b"\x80" * 500])
def test_a_damaged_file_counts_as_none(tmp_path: Path, data: bytes) -> None:
    filled(tmp_path)
    (file,) = kept(tmp_path)
    whole = file.read_bytes()
    for damaged in (data, whole[:-1], whole[:40] + data + whole[40:]):
        if damaged != whole:
            file.write_bytes(damaged)
            assert filled(tmp_path) == FILLED
            assert file.read_bytes() == whole


def test_nothing_is_kept_where_no_bytecode_is_wanted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert filled(tmp_path) == FILLED
    assert kept(tmp_path) == []


def test_a_folder_that_cannot_be_written_does_no_harm(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", "utf-8")
    assert filled(tmp_path / "file") == FILLED


@pytest.mark.parametrize(
    ("folder", "name"),
    [("html", "page.html.j2"), ("html", "trace.html.j2"), ("memo", "memo.html.j2")],
)
def test_the_templates_of_the_package_are_kept_beside_them(
    folder: str, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = templating.read_part(folder, name)
    (tmp_path / folder).mkdir()
    (tmp_path / folder / name).write_text(source, "utf-8")
    monkeypatch.setattr(templating, "_folder", tmp_path.joinpath)
    made = environment(folder, [name])
    assert made.get_template(name) is not None
    assert [file.suffix for file in kept(tmp_path / folder / "__pycache__")] == [".jinja"]
