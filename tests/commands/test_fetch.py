from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from ctocdiff.cli import run
from ctocdiff.corpus.places import OFFICIAL
from ctocdiff.language import Language, wording
from tests.complaints import UIS, complaint, pattern
from tests.corpus.documents import agenda
from tests.corpus.fake_system import Reply, System, as_docx, fake_system

pytestmark = pytest.mark.usefixtures("apart")

ONE, TWO = "CAC/COSP/2031/1", "CAC/COSP/2031/2"
OPTIONS = ["--corpus", "corpus", "--lang", "en", "--type", "doc", "--pause", "0"]


@pytest.fixture
def system(monkeypatch: pytest.MonkeyPatch) -> Iterator[System]:
    with fake_system() as found:
        monkeypatch.setenv("CTOCDIFF_FETCH_BASE", found.base)
        found.answer(f"{ONE} en doc", Reply(as_docx(agenda(1).decode())))
        yield found


@pytest.mark.parametrize("ui", UIS)
def test_documents_are_fetched(capfd: pytest.CaptureFixture[str], system: System, ui: str) -> None:
    words = wording(Language(ui))["corpus"]
    assert run(["corpus", "fetch", ONE, TWO, *OPTIONS, "--ui", ui]) == 5
    out, err = capfd.readouterr()
    assert err.count("\n") == 1
    sentence = wording(Language(ui))["errors"]["fetch-incomplete"]
    assert sentence.format(count=1, total=2) in err
    assert (
        out.splitlines()[0] == f"{words['outcome']['taken']}  {ONE} (en): CAC-COSP-2031-1.en.docx"
    )
    assert out.splitlines()[1].startswith(f"{words['failed']}  {TWO} (en): ")
    assert run(["corpus", "fetch", ONE, *OPTIONS, "--ui", ui]) == 0
    assert words["outcome"]["known"] in capfd.readouterr().out
    assert system.asked == [f"{ONE} en doc", f"{TWO} en doc"]


def test_what_was_fetched_is_told_as_json(
    capfd: pytest.CaptureFixture[str], system: System
) -> None:
    assert run(["corpus", "fetch", ONE, TWO, *OPTIONS, "--format", "json"]) == 5
    one, two = json.loads(capfd.readouterr().out)
    assert (one["status"], one["symbol"], one["file"]) == ("taken", ONE, "CAC-COSP-2031-1.en.docx")
    assert one["address"] == f"{system.base}/api/symbol/access?s={ONE}&l=en&t=doc"
    assert re.fullmatch(r"20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00", one["fetched"])
    assert (two["status"], two["code"]) == ("failed", "fetch-missing")
    assert run(["corpus", "show", ONE, "--corpus", "corpus"]) == 0
    assert one["address"] in capfd.readouterr().out


def test_what_was_fetched_can_be_compared(system: System) -> None:
    system.answer(f"{TWO} en doc", Reply(as_docx(agenda(2, oil=9).decode())))
    assert run(["corpus", "fetch", ONE, TWO, *OPTIONS, "--quiet"]) == 0
    arguments = ["compare", ONE, TWO, "--corpus", "corpus", "--format", "md", "--quiet"]
    assert run(arguments) == 0
    assert Path("reports/compare-CAC-COSP-2031-1-CAC-COSP-2031-2.en.md").is_file()


@pytest.mark.parametrize("ui", UIS)
@pytest.mark.parametrize(
    ("base", "arguments", "code", "status"),
    [
        ("http://127.0.0.1:1", [ONE], "fetch-offline", 5),
        ("https://example.org", [ONE], "fetch-base", 2),
        ("", [ONE, "--pause", "0"], "fetch-pause", 2),
        ("http://127.0.0.1:1", ["2013"], "session-unknown", 4),
        ("http://127.0.0.1:1", ["nonsense"], "symbol-unknown", 2),
    ],
)
def test_what_cannot_be_fetched(
    capfd: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    ui: str,
    base: str,
    arguments: list[str],
    code: str,
    status: int,
) -> None:
    monkeypatch.setenv("CTOCDIFF_FETCH_BASE", base)
    assert run(["corpus", "fetch", *arguments, "--corpus", "corpus", "--ui", ui]) == status
    sentence = wording(Language(ui))["errors"][code]
    assert re.search(pattern(sentence), complaint(capfd))
    assert not list(Path("corpus", OFFICIAL).glob("[!.]*"))


@pytest.mark.parametrize("ui", UIS)
def test_help_has_examples(capfd: pytest.CaptureFixture[str], ui: str) -> None:
    assert run(["corpus", "fetch", "--help", "--ui", ui]) == 0
    out = " ".join(capfd.readouterr().out.split())
    assert " ".join(wording(Language(ui))["cli"]["corpus_fetch"]["epilog"].split()) in out
