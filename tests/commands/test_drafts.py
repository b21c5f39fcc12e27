"""Two drafts of one document: told apart by their files wherever they are named."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import pytest

from ctocdiff.cli import run
from ctocdiff.language import Language, wording
from tests.complaints import BEFORE, UIS

pytestmark = pytest.mark.usefixtures("apart")
HEAD = "CTOC/COP/2030/1\n" + BEFORE


@pytest.fixture
def drafts() -> tuple[str, str]:
    Path("draft 1.txt").write_text(HEAD, "utf-8")
    Path("draft 2.txt").write_text(HEAD.replace("wait for no one", "wait for some"), "utf-8")
    return "draft 1.txt", "draft 2.txt"


def test_every_report_says_which_draft_is_which(drafts: tuple[str, str]) -> None:
    assert run(["agenda", *drafts, "--format", "html,docx,md,csv", "--quiet"], {}) == 0
    stem = "reports/agenda-draft-1-draft-2.en"
    told = "CTOC/COP/2030/1 (draft 1.txt) → CTOC/COP/2030/1 (draft 2.txt)"
    assert f"<title>{told}</title>" in Path(f"{stem}.html").read_text("utf-8")
    assert Path(f"{stem}.md").read_text("utf-8").startswith(f"# {told}\n")
    assert "draft 1.txt,draft 2.txt" in Path(f"{stem}.csv").read_text("utf-8")
    redline = docx.Document(io.BytesIO(Path(f"{stem}.docx").read_bytes()))
    assert told in redline.core_properties.title
    assert run(["memo", *drafts, "--format", "html", "--quiet"], {}) == 0
    page = Path("reports/memo-draft-1-draft-2.en.html").read_text("utf-8")
    assert all(f"({name})" in page for name in drafts)


@pytest.mark.parametrize("ui", UIS)
def test_that_nothing_changed_is_said_in_words(
    capfd: pytest.CaptureFixture[str], drafts: tuple[str, str], ui: str
) -> None:
    Path("same.txt").write_text(HEAD + "\n\n", "utf-8")
    sentence = wording(Language(ui))["report"]["no_changes"]
    for name, said in (("same.txt", True), (drafts[1], False)):
        arguments = ["agenda", drafts[0], name, "--ui", ui, "--format", "md"]
        assert run(arguments, {}) == 0
        assert (sentence in capfd.readouterr().out) is said
        assert run([*arguments, "--out", "-"], {}) == 0
        assert (sentence in capfd.readouterr().out) is said
