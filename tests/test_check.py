from __future__ import annotations

import json
import os
import re
from pathlib import Path
from typing import Any

import pytest

from ctocdiff.cli import run
from ctocdiff.facts import findings
from ctocdiff.facts.findings import SEVERITIES
from ctocdiff.language import Language, wording
from tests.complaints import UIS, complaint, pattern
from tests.facts.test_findings import DOCUMENTS

pytestmark = pytest.mark.usefixtures("apart")

LINE = re.compile(r"(?P<file>.+):(?P<line>\d+):(?P<column>\d+) (?P<code>[a-z-]+) (?P<message>\S.*)")


@pytest.fixture
def agenda(tmp_path: Path) -> str:
    """An agenda with one error, one warning and one note, by its name."""
    text = DOCUMENTS["en-agenda"]
    for before, after in (
        ("open on Monday, 15 October", "open on Tuesday, 15 October"),
        ("and UNODC paints", "and UN ODC paints"),
        ("Dorchester, Elmsford", "Dorchester, Annaville, Elmsford"),
    ):
        assert before in text
        text = text.replace(before, after)
    (tmp_path / "agenda.txt").write_text(text, "utf-8")
    return "agenda.txt"


@pytest.fixture
def clean(tmp_path: Path) -> str:
    """An agenda in which nothing is wrong, by its name."""
    (tmp_path / "clean.txt").write_text(DOCUMENTS["fr-agenda"], "utf-8")
    return "clean.txt"


CODES = ["weekday-mismatch", "acronym-variant", "repeated-in-list"]


def output(capfd: pytest.CaptureFixture[str], *arguments: str, status: int = 0) -> str:
    assert run(["check", *arguments], os.environ) == status
    out, err = capfd.readouterr()
    assert err == ""
    return out


@pytest.mark.parametrize("ui", UIS)
def test_a_line_a_finding_and_a_summary(
    capfd: pytest.CaptureFixture[str], agenda: str, ui: str
) -> None:
    *found, summary = output(capfd, agenda, "--ui", ui).splitlines()
    matches = [LINE.fullmatch(line) for line in found]
    assert [match and match["code"] for match in matches] == CODES
    source = Path(agenda).read_text("utf-8").splitlines()
    for match, words in zip(matches, ("Tuesday", "UN ODC", "Annaville"), strict=True):
        assert match
        assert match["file"] == agenda
        assert source[int(match["line"]) - 1][int(match["column"]) - 1 :].startswith(words)
    counted = wording(Language(ui))["findings"]["counted"]
    assert summary == counted.format(total=3, errors=1, warnings=1, notes=1)


@pytest.mark.parametrize("ui", UIS)
def test_nothing_found(capfd: pytest.CaptureFixture[str], clean: str, ui: str) -> None:
    none = wording(Language(ui))["findings"]["none"]
    assert output(capfd, clean, "--ui", ui, "--exit-code") == f"{none}\n"
    assert output(capfd, clean, "--ui", ui, "-q") == ""


def test_findings_may_be_told_by_the_exit_code(
    capfd: pytest.CaptureFixture[str], agenda: str
) -> None:
    output(capfd, agenda)
    output(capfd, agenda, "--exit-code", status=1)
    ignored = [part for code in CODES for part in ("--ignore", code)]
    output(capfd, agenda, "--exit-code", *ignored)


def test_codes_are_left_out(capfd: pytest.CaptureFixture[str], agenda: str) -> None:
    out = output(capfd, agenda, "-q", "--ignore", "weekday-mismatch")
    assert [line.split(" ")[1] for line in out.splitlines()] == CODES[1:]
    out = output(capfd, agenda, "-q", "--ignore", "weekday-mismatch, Acronym-Variant")
    assert [line.split(" ")[1] for line in out.splitlines()] == CODES[2:]


@pytest.mark.parametrize("ui", UIS)
@pytest.mark.parametrize("code", ["weekday", "", "weekday-mismatch,"])
def test_codes_that_are_not_known(
    capfd: pytest.CaptureFixture[str], agenda: str, ui: str, code: str
) -> None:
    assert run(["check", agenda, "--ignore", code, "--ui", ui], os.environ) == 2
    assert re.search(pattern(wording(Language(ui))["errors"]["code-unknown"]), complaint(capfd))


@pytest.mark.parametrize("ui", UIS)
def test_codes_are_listed(capfd: pytest.CaptureFixture[str], ui: str) -> None:
    rows = output(capfd, "--codes", "--ui", ui).splitlines()
    assert [row.split()[0] for row in rows] == list(SEVERITIES)
    words = wording(Language(ui))["findings"]
    for row, (code, severity) in zip(rows, SEVERITIES.items(), strict=True):
        assert row.split()[1] == words["severity"][severity]
        assert row.endswith(words["code"][code])


@pytest.mark.parametrize("ui", UIS)
def test_json(capfd: pytest.CaptureFixture[str], agenda: str, clean: str, ui: str) -> None:
    value = json.loads(output(capfd, agenda, clean, "--format", "json", "--ui", ui))
    assert value["schema"] == "ctocdiff/findings/1"
    first, second = value["documents"]
    assert (first["symbol"], first["kind"], first["session"]) == ("CTOC/COP/2018/1", "agenda", 9)
    assert second["findings"] == []
    assert [one["code"] for one in first["findings"]] == CODES
    weekday, _, name = first["findings"]
    assert weekday["severity"] == "error"
    assert weekday["section"] == "1(a)"
    assert weekday["span"][1] - weekday["span"][0] == len(weekday["text"])
    assert weekday["details"]["date"] == "2018-10-15"
    assert name["text"] == "Annaville"
    assert name["end_column"] - name["column"] == len("Annaville")
    assert value["summary"]["by_severity"] == {"error": 1, "warning": 1, "note": 1}
    assert value["summary"]["by_code"] == dict.fromkeys(CODES, 1)


def check_sarif(log: dict[str, Any]) -> None:
    """What the standard wants of a log, as far as this one has it."""
    assert log["version"] == "2.1.0"
    assert log["$schema"].endswith("sarif-2.1.0.json")
    (run_,) = log["runs"]
    driver = run_["tool"]["driver"]
    assert driver["name"] == "ctocdiff"
    assert driver["version"]
    rules = [rule["id"] for rule in driver["rules"]]
    assert len(set(rules)) == len(rules)
    assert all(rule["shortDescription"]["text"] for rule in driver["rules"])
    assert run_["columnKind"] in {"utf16CodeUnits", "unicodeCodePoints"}
    uris = [artifact["location"]["uri"] for artifact in run_["artifacts"]]
    assert all(re.fullmatch(r"[A-Za-z0-9._~%/:-]+", uri) for uri in uris)
    for result in run_["results"]:
        assert rules[result["ruleIndex"]] == result["ruleId"]
        assert result["level"] in {"none", "note", "warning", "error"}
        assert result["message"]["text"]
        (location,) = result["locations"]
        place = location["physicalLocation"]
        assert uris[place["artifactLocation"]["index"]] == place["artifactLocation"]["uri"]
        region = place["region"]
        assert all(region[key] >= 1 for key in region if key != "snippet")
        first = (region["startLine"], region["startColumn"])
        assert first < (region["endLine"], region["endColumn"])


@pytest.mark.parametrize("ui", UIS)
def test_sarif(capfd: pytest.CaptureFixture[str], agenda: str, clean: str, ui: str) -> None:
    log = json.loads(output(capfd, agenda, clean, "--format", "sarif", "--ui", ui))
    check_sarif(log)
    results = log["runs"][0]["results"]
    assert [result["ruleId"] for result in results] == CODES
    assert [result["level"] for result in results] == ["error", "warning", "note"]
    assert log["runs"][0]["tool"]["driver"]["language"] == ui


def test_the_address_of_a_file_with_a_strange_name(
    capfd: pytest.CaptureFixture[str], agenda: str, tmp_path: Path
) -> None:
    strange = tmp_path / "ordre du jour n° 1 #?.txt"
    strange.write_bytes(Path(agenda).read_bytes())
    check_sarif(json.loads(output(capfd, strange.name, "--format", "sarif")))
    log = json.loads(output(capfd, str(strange), "--format", "sarif"))
    check_sarif(log)
    assert log["runs"][0]["artifacts"][0]["location"]["uri"].startswith("file:///")


def test_a_name_that_is_no_utf8(
    capfdbinary: pytest.CaptureFixture[bytes], agenda: str, tmp_path: Path
) -> None:
    try:
        Path(agenda).rename(tmp_path / os.fsdecode(b"\xff.txt"))
    except (OSError, UnicodeError):
        pytest.skip("this system has no such names")
    name = os.fsdecode(b"\xff.txt")
    for output_format in ("text", "json", "sarif"):
        assert run(["check", name, "--format", output_format], os.environ) == 0
        assert capfdbinary.readouterr().out.decode("utf-8").count("weekday-mismatch") >= 1


def test_the_result_in_a_file(capfd: pytest.CaptureFixture[str], agenda: str) -> None:
    shown = output(capfd, agenda, "--format", "json")
    summary = output(capfd, agenda, "--format", "json", "--out", "below/found.json")
    assert summary.startswith(wording(Language.EN)["findings"]["counted"].split("{")[0])
    assert Path("below/found.json").read_text("utf-8") == shown
    assert output(capfd, agenda, "-q", "--out", "below/found.txt") == ""
    assert len(Path("below/found.txt").read_text("utf-8").splitlines()) == 3
    assert sorted(path.name for path in Path("below").iterdir()) == ["found.json", "found.txt"]


def test_a_file_that_cannot_be_written(capfd: pytest.CaptureFixture[str], agenda: str) -> None:
    assert run(["check", agenda, "--out", f"{agenda}/found.txt"], os.environ) == 2
    complaint(capfd)
    Path("folder").mkdir()
    assert run(["check", agenda, "--out", "folder"], os.environ) == 2
    complaint(capfd)
    assert sorted(path.name for path in Path.cwd().iterdir()) == [agenda, "folder"]


def test_documents_are_held_against_each_other(
    capfd: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    cited = DOCUMENTS["en-agenda"].replace("In resolution 8/3", "In decision 8/3")
    (tmp_path / "agenda.txt").write_text(cited, "utf-8")
    (tmp_path / "report.txt").write_text(DOCUMENTS["en-report"], "utf-8")
    assert "wrong-kind-of-text" not in output(capfd, "agenda.txt")
    out = output(capfd, "agenda.txt", "report.txt", "-q")
    assert [line.split(" ")[1] for line in out.splitlines()] == ["wrong-kind-of-text"]


def test_a_session_stands_for_its_agenda(capfd: pytest.CaptureFixture[str]) -> None:
    value = json.loads(output(capfd, "2018:en", "12:fr", "--format", "json"))
    named = [(one["year"], one["language"], one["kind"]) for one in value["documents"]]
    assert named == [(2018, "en", "agenda"), (2024, "fr", "agenda")]


def test_the_same_document_twice_is_checked_once(
    capfd: pytest.CaptureFixture[str], agenda: str
) -> None:
    assert len(output(capfd, agenda, agenda, "-q").splitlines()) == 3


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        ([], 2),
        (["missing.txt"], 3),
        (["1066"], 4),
        (["agenda.txt", "--format", "xml"], 2),
        (["agenda.txt", "--lang", "de"], 2),
        (["agenda.txt", "--format"], 2),
        (["."], 3),
    ],
)
@pytest.mark.parametrize("ui", UIS)
def test_what_cannot_be_done_is_told_in_one_line(
    capfd: pytest.CaptureFixture[str], agenda: str, ui: str, arguments: list[str], status: int
) -> None:
    assert agenda == "agenda.txt"
    assert run(["check", "--ui", ui, *arguments], os.environ) == status
    complaint(capfd)


@pytest.mark.parametrize(
    "content",
    [
        "word " * 5000,
        "1. \n" * 3000,
        '« “ ( " ¹ * 2 b) \t Lundi 31 février 2018, résolution 9999/99 CTOC/COP/20188/1\n' * 300,
        "Point 2 b.)\tGroupe de travail sur sa cinquième réunion, tenue les 2 et 3 mai 2018\n"
        * 300,
        "Ordre du jour provisoire\n\n1. \u202eRouge.\n\nAnnotations\n\n1. Vert\u202e pomme\n",
        "\ufeff\n\n\u2028\u202e1. Item\n",
    ],
    ids=["words", "numbers", "signs", "rows", "directions", "marks"],
)
@pytest.mark.parametrize("output_format", ["text", "json", "sarif"])
def test_hostile_documents(
    capfd: pytest.CaptureFixture[str], tmp_path: Path, content: str, output_format: str
) -> None:
    (tmp_path / "hostile.txt").write_text(content, "utf-8")
    out = output(capfd, "hostile.txt", "--lang", "fr", "--format", output_format)
    if output_format == "text":
        assert "\u202e" not in out
        assert all(LINE.fullmatch(line) for line in out.splitlines()[:-1])
    else:
        json.loads(out)


def test_two_runs_give_the_same_bytes(capfd: pytest.CaptureFixture[str], agenda: str) -> None:
    for output_format in ("text", "json", "sarif"):
        runs = [output(capfd, agenda, "--format", output_format) for _ in range(2)]
        assert runs[0] == runs[1]


def test_findings_stand_in_the_reports_of_a_comparison(
    capfd: pytest.CaptureFixture[str], agenda: str, tmp_path: Path
) -> None:
    later = DOCUMENTS["en-agenda"].replace("Light is free", "Light is dear")
    (tmp_path / "later.txt").write_text(later, "utf-8")
    assert run(["agenda", agenda, "later.txt", "--format", "json", "--out", "-"], os.environ) == 0
    first, second = json.loads(capfd.readouterr().out)["documents"]
    assert [one["code"] for one in first["findings"]] == CODES
    assert all(one["message"] for one in first["findings"])
    assert second["findings"] == []
    assert run(["agenda", agenda, "later.txt", "--format", "html", "--out", "-"], os.environ) == 0
    page = capfd.readouterr().out
    section = page[page.index('aria-labelledby="findings"') :].partition("</section>")[0]
    assert [code for code in CODES if code in section] == CODES
    for target in re.findall(r'href="#([^"]+)"', section):
        assert f'id="{target}"' in page


@pytest.mark.parametrize("code", list(SEVERITIES))
def test_every_code_is_documented(code: str) -> None:
    about = wording(Language.EN)["findings"]["code"][code]
    readme = (Path(__file__).parent.parent / "README.md").read_text("utf-8")
    assert f"| `{code}` | {SEVERITIES[code]} | {about} |" in readme
    assert re.search(rf"^{code} +{SEVERITIES[code]} ", findings.__doc__ or "", re.MULTILINE)
