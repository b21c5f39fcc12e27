"""``--revisions`` on the commands that read files."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from ctocdiff.cli import run
from ctocdiff.commands import options
from ctocdiff.model import Revisions
from tests.read.test_docx import p, package

pytestmark = pytest.mark.usefixtures("apart")
SENTENCE = "The ferries of the great river wait for no one, and least of all for the late."
CHANGED = f"<w:p>{{r:1. {SENTENCE} }}<w:ins>{{r:They leave at dawn.}}</w:ins></w:p>"


@pytest.fixture
def files(tmp_path: Path) -> list[str]:
    (tmp_path / "before.pdf").write_bytes(package(p(f"1. {SENTENCE} The oars are new.")))
    (tmp_path / "after.txt").write_bytes(package(CHANGED))
    return ["before.pdf", "after.txt"]


def compared(capsys: pytest.CaptureFixture[str], files: list[str], *more: str) -> Any:
    code = run(["compare", *files, "--format", "json", "--out", "-", *more], os.environ)
    return json.loads(capsys.readouterr().out) if code == 0 else code


def test_every_policy(capfd: pytest.CaptureFixture[str], files: list[str]) -> None:
    def after(found: Any) -> str:
        return json.dumps(found["documents"][1], ensure_ascii=False)

    assert "They leave at dawn." in after(compared(capfd, files))
    assert "They leave at dawn." not in after(compared(capfd, files, "--revisions", "reject"))
    assert compared(capfd, files, "--revisions", "refuse") == 3
    assert "after.txt" in capfd.readouterr().err


def test_the_option_knows_all_policies() -> None:
    assert tuple(str(policy) for policy in Revisions) == options._REVISIONS
