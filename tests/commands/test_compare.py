from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from ctocdiff.cli import run
from ctocdiff.compare import redline
from ctocdiff.language import Language, wording
from ctocdiff.model import Category, Comparison, Status, Weight
from ctocdiff.outline import outline
from ctocdiff.read import read_bytes
from tests.complaints import UIS, complaint, pattern

pytestmark = pytest.mark.usefixtures("apart")

CASES = tomllib.loads(
    (Path(__file__).parent.parent / "cases" / "renumbering.toml").read_text("utf-8")
)["case"]
HEADS = {
    "en": """United Nations

A/RES/{number}

General Assembly

Distr.: General

{year}

Resolution adopted by the General Assembly on 3 December 2030

{number}. Strengthening the ferries of the lower harbour

The General Assembly,

Recalling that no ferry waits for those who are late at the pier,

""",
    "fr": """Nations Unies

A/RES/{number}

Assemblée générale

Distr. générale

Résolution adoptée par l'Assemblée générale le 3 décembre {year}

{number}. Renforcement des bacs du port de la ville basse

L'Assemblée générale,

Rappelant qu'aucun bac n'attend ceux qui arrivent en retard à l'embarcadère,

""",
}


def resolution(language: str, number: str, body: str) -> str:
    year = 1945 + int(number.partition("/")[0])
    head = HEADS[language].format(number=number, year=year)
    return head + "\n\n".join(line for line in body.splitlines() if line)


def compared(before: str, after: str) -> Comparison:
    documents = [
        outline(read_bytes(text.encode(), f"{name}.txt"))
        for name, text in (("before", before), ("after", after))
    ]
    return redline(*documents)


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_numbers_that_shift(case: dict[str, Any]) -> None:
    texts = [
        resolution(case["language"], number, case[side])
        for number, side in (("85/11", "before"), ("86/12", "after"))
    ]
    changes = list(compared(*texts).changes())
    shifted = [f"{c.before}→{c.after}" for c in changes if c.renumbering]
    assert shifted == case["shifted"]
    assert {c.category for c in changes if c.renumbering} <= {Category.ROLLOVER}
    others = {
        f"{c.before}→{c.after}" for c in changes if not c.renumbering and c.weight is Weight.REVIEW
    }
    assert set(case.get("review", ())) <= others
    assert not set(case["shifted"]) & others


@pytest.mark.parametrize("language", ["en", "fr"])
def test_two_resolutions_are_one_section(language: str) -> None:
    case = next(case for case in CASES if case["language"] == language)
    comparison = compared(
        resolution(language, "85/11", case["before"]), resolution(language, "86/12", case["after"])
    )
    (section,) = comparison.sections
    assert section.labels == ("resolution 85/11", "resolution 86/12")
    assert not {Status.MOVED} & {row.status for row in section.rows}


def test_a_paragraph_that_moved_is_not_merely_renumbered() -> None:
    lines = [
        "1. Decides that ferries shall sail by day and by night, whatever the weather;",
        "2. Requests the keeper of the lamp to report on the oil that was burnt in winter;",
        "3. Invites the ropemakers to send three of their number to the pier;",
        "4. Welcomes the new bell of the harbour, cast by the founders of the lower town;",
    ]
    moved = [lines[0], lines[3].replace("4.", "2."), lines[1].replace("2.", "3.")]
    moved.append(lines[2].replace("3.", "4."))
    comparison = compared(
        resolution("en", "85/11", "\n".join(lines)), resolution("en", "86/12", "\n".join(moved))
    )
    found = {
        f"{change.before}→{change.after}": (row.status, change.renumbering)
        for row in comparison.rows()
        for change in row.changes
    }
    assert found["4→2"] == (Status.MOVED, False)
    assert found["2→3"] == found["3→4"] == (Status.MODIFIED, True)


@pytest.fixture
def resolutions(tmp_path: Path) -> tuple[str, str]:
    case = CASES[0]
    (tmp_path / "old.txt").write_text(resolution("en", "85/11", case["before"]), "utf-8")
    (tmp_path / "new.txt").write_text(resolution("en", "86/12", case["after"]), "utf-8")
    return "old.txt", "new.txt"


def test_two_files(capfd: pytest.CaptureFixture[str], resolutions: tuple[str, str]) -> None:
    assert run(["compare", *resolutions, "--format", "json,md,html"]) == 0
    out, err = capfd.readouterr()
    assert err == ""
    stem = "reports/compare-A-RES-85-11-A-RES-86-12.en"
    assert [line for line in out.splitlines() if line.startswith("reports")] == [
        str(Path(f"{stem}.{name}")) for name in ("json", "md", "html")
    ]
    found = json.loads(Path(f"{stem}.json").read_text("utf-8"))
    (section,) = found["sections"]
    shifted = [c for row in section["rows"] for c in row["changes"] if c.get("renumbering")]
    assert [(c["before"], c["after"]) for c in shifted] == [("2", "3"), ("3", "4")]
    assert {(c["category"], c["weight"]) for c in shifted} == {("rollover", "routine")}
    assert {document["kind"] for document in found["documents"]} == {"resolution"}
    word = wording(Language.EN)["report"]["category"]["renumbering"]
    for name in ("md", "html"):
        assert word in Path(f"{stem}.{name}").read_text("utf-8")


def test_sessions_symbols_and_files_may_be_mixed(
    capfd: pytest.CaptureFixture[str], resolutions: tuple[str, str]
) -> None:
    arguments = ["compare", "2018", "CTOC/COP/2024/1", resolutions[1], "--lang", "en"]
    assert run([*arguments, "--format", "json", "--out", "-"]) == 0
    found = json.loads(capfd.readouterr().out)
    assert [document["symbol"] for document in found["documents"]] == [
        "CTOC/COP/2018/1",
        "CTOC/COP/2024/1",
        "A/RES/86/12",
    ]


def test_agendas_compare_as_with_their_own_command(
    capfd: pytest.CaptureFixture[str],
) -> None:
    shown = []
    for command in ("agenda", "compare"):
        assert run([command, "2018", "2024", "--format", "json", "--out", "-"]) == 0
        shown.append(capfd.readouterr().out)
    assert shown[0] == shown[1]


@pytest.mark.parametrize("ui", UIS)
@pytest.mark.parametrize(
    ("arguments", "code", "status"),
    [
        (["2018:en", "2018:fr"], "language-versions", 2),
        (["CTOC/COP/2018/1:fr", "2024", "9:en"], "language-versions", 2),
        (["2018:en", "2024:fr"], "languages-differ", 2),
        (["2018", "9"], "same-document", 2),
        (["2018"], "too-few-documents", 2),
        (["A/RES/1/1", "2018"], "symbol-missing", 4),
        (["nothing", "2018"], "request-unknown", 4),
        (["no.txt", "2018"], "file-missing", 3),
        (["2018", "2024", "--format", "pdf"], "output-format-unknown", 2),
    ],
)
def test_what_cannot_be_compared(
    capfd: pytest.CaptureFixture[str], ui: str, arguments: list[str], code: str, status: int
) -> None:
    assert run(["compare", *arguments, "--ui", ui]) == status
    sentence = wording(Language(ui))["errors"][code]
    assert re.search(pattern(sentence), complaint(capfd))
    assert not Path("reports").exists()


@pytest.mark.parametrize("ui", UIS)
def test_help_has_examples(capfd: pytest.CaptureFixture[str], ui: str) -> None:
    assert run(["compare", "--help", "--ui", ui]) == 0
    out = " ".join(capfd.readouterr().out.split())
    words = wording(Language(ui))["cli"]["compare"]
    assert " ".join(words["epilog"].split()) in out


def test_two_documents_of_one_year_have_names_of_their_own(tmp_path: Path) -> None:
    texts = ("85/11", "85/12")
    for number in texts:
        name = f"{number[3:]}.txt"
        (tmp_path / name).write_text(resolution("en", number, CASES[0]["before"]), "utf-8")
    assert run(["compare", "11.txt", "12.txt", "--format", "md", "--quiet"]) == 0
    assert Path("reports/compare-A-RES-85-11-A-RES-85-12.en.md").is_file()


def test_many_documents_with_long_names(tmp_path: Path) -> None:
    text = resolution("en", "85/11", CASES[0]["before"]).replace("A/RES/85/11", "")
    names = [f"{'é' * 100}{letter}.txt" for letter in "abcd"]
    for at, name in enumerate(names):
        (tmp_path / name).write_text(f"{text}\n\n9. Notes {at} bells;", "utf-8")
    assert run(["compare", *names, "--format", "md", "--quiet"]) == 0
    (path,) = Path("reports").iterdir()
    assert len(path.name.encode()) < 200


@pytest.mark.parametrize(("code", "language"), [("E", "en"), ("F", "fr")])
def test_the_resolutions_of_two_sessions(
    capfd: pytest.CaptureFixture[str], unxml_folder: Path, code: str, language: str
) -> None:
    assert run(["corpus", "add", str(unxml_folder), "--corpus", "corpus", "--quiet"]) == 0
    arguments = ["compare", "A/RES/75/196", "A/RES/76/187", "--lang", language]
    assert run([*arguments, "--corpus", "corpus", "--format", "json", "--out", "-"]) == 0
    found = json.loads(capfd.readouterr().out)
    assert [d["symbol"] for d in found["documents"]] == ["A/RES/75/196", "A/RES/76/187"]
    assert {d["language"] for d in found["documents"]} == {language}
    (section,) = found["sections"]
    shifted = [c for row in section["rows"] for c in row["changes"] if c.get("renumbering")]
    assert {change["weight"] for change in shifted} == {"routine"}
    # the second has eleven operative paragraphs more: 66 and 77
    numbers = [(c["before"], c["after"]) for c in shifted if c["before"].isdecimal()]
    assert ("66", "77") in numbers
    assert len(numbers) >= 58
    assert len(shifted) - len(numbers) >= 50  # marks of footnotes
    paired = [row for row in section["rows"] if all(row["cells"])]
    assert len(paired) >= 165
