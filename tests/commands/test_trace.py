from __future__ import annotations

import csv
import io
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from ctocdiff.cli import run
from ctocdiff.language import Language, wording
from tests.complaints import UIS, complaint, pattern
from tests.corpus.small import SECOND, make, put

pytestmark = pytest.mark.usefixtures("apart")
Capture = pytest.CaptureFixture[str]


@pytest.fixture
def corpus(tmp_path: Path) -> str:
    """A small corpus, named as a user names it; the digests lie beneath."""
    return str(make(tmp_path / "corpus"))


def refused(capfd: Capture, arguments: list[str], code: str, status: int, ui: str = "en") -> None:
    assert run(["trace", *arguments, "--ui", ui], os.environ) == status
    sentence = wording(Language(ui))["errors"][code]
    assert re.search(pattern(sentence), complaint(capfd)), code


def found(capfd: Capture, *arguments: str) -> dict[str, Any]:
    assert run(["trace", *arguments, "--format", "json", "--out", "-"]) == 0
    out, err = capfd.readouterr()
    assert err == ""
    value: dict[str, Any] = json.loads(out)
    return value


# ---------------------------------------------------------------------------------------- answers


def test_every_mention_stands_under_its_document_in_time_order(capfd: Capture, corpus: str) -> None:
    value = found(capfd, "resolution", "14/2", "--corpus", corpus)
    assert value["schema"] == "ctocdiff/trace/1"
    assert [one["target"] for one in value["targets"]] == ["CTOC/COP resolution 14/2"]
    mentions = [
        (document["symbol"], one["role"], one["section"], one["text"], one["anaphora"])
        for document in value["documents"]
        for one in document["mentions"]
    ]
    assert mentions == [
        ("CTOC/COP/2031/1", "cites", "1", "Resolution 14/2", False),
        ("CTOC/COP/2031/1", "cites", "1", "The same resolution", True),
        ("CTOC/COP/2031/9", "cites", "resolution 15/1", "resolution 14/2", False),
    ]


def test_spans_point_at_the_mention(capfd: Capture, corpus: str) -> None:
    for asked in ("14/2", "resolution 15/1", "CTOC/COP/2031/4", "rule 22"):
        for document in found(capfd, asked, "--corpus", corpus)["documents"]:
            for one in document["mentions"]:
                start, end = one["marked"]
                assert one["context"][start:end] == one["text"]
                assert one["span"][1] - one["span"][0] == end - start


def test_the_roles_of_documents(capfd: Capture, corpus: str) -> None:
    def roles(asked: str) -> dict[str, list[str]]:
        value = found(capfd, asked, "--corpus", corpus)
        return {document["symbol"]: document["roles"] for document in value["documents"]}

    assert roles("CTOC/COP/2031/4") == {"CTOC/COP/2031/1": ["announces", "lists"]}
    assert roles("resolution 15/1") == {
        "CTOC/COP/2031/9": ["adopts", "mandates", "cites"],
        "CTOC/COP/2033/1": ["cites"],
    }
    put(Path(corpus), "paper.txt", SECOND.replace("2033/1", "2031/4").replace("2033", "2031"))
    assert roles("CTOC/COP/2031/4")["CTOC/COP/2031/4"] == ["is"]


def test_a_mandate_is_followed_to_the_session_it_names(capfd: Capture, corpus: str) -> None:
    def mandate() -> dict[str, Any]:
        value = found(capfd, "resolution 15/1", "--corpus", corpus)
        (one,) = [m for d in value["documents"] for m in d["mentions"] if m["role"] == "mandates"]
        one["documents"] = [value["documents"][at]["symbol"] for at in one["documents"]]
        return one

    assert (mandate()["session"], mandate()["documents"]) == (16, ["CTOC/COP/2033/1"])
    put(Path(corpus), "second.txt", SECOND.replace("In resolution 15/1 the", "The"))
    assert (mandate()["session"], mandate()["documents"]) == (16, [])


@pytest.mark.parametrize("ui", UIS)
def test_what_became_of_a_mandate_is_said(capfd: Capture, corpus: str, ui: str) -> None:
    words = wording(Language(ui))["trace"]

    def shown() -> str:
        assert run(["trace", "resolution 15/1", "--corpus", corpus, "--ui", ui]) == 0
        return " ".join(capfd.readouterr().out.split())

    taken = words["mandate_taken"].format(session=16, documents="CTOC/COP/2033/1")
    assert " ".join(taken.split()) in shown()
    put(Path(corpus), "second.txt", SECOND.replace("In resolution 15/1 the", "The"))
    assert " ".join(words["mandate_missing"].format(session=16).split()) in shown()
    (Path(corpus) / "official" / "second.txt").unlink()
    assert " ".join(words["mandate_open"].format(session=16).split()) in shown()


def test_sessions_stand_in_order_whether_mentioned_or_not(capfd: Capture, corpus: str) -> None:
    value = found(capfd, "resolution 15/1", "--corpus", corpus)
    opened = [one["opens"] for one in value["sessions"]]
    assert opened == sorted(opened)
    by_year = {one["year"]: one for one in value["sessions"] if one["body"] == "CTOC/COP"}
    assert by_year[2031]["documents"] == [0]
    assert by_year[2031]["opens"] == "2031-05-05"  # as the agenda says, which is not in the trace
    assert by_year[2033]["documents"] == [1]
    assert (by_year[2018]["documents"], by_year[2018]["at_hand"]) == ([], 2)
    assert (by_year[2014]["documents"], by_year[2014]["at_hand"]) == ([], 0)


def test_texts_cited_in_the_same_paragraphs_are_named(capfd: Capture, corpus: str) -> None:
    value = found(capfd, "decision 14/2", "--corpus", corpus)
    assert value["beside"] == [
        {"target": "CTOC/COP rule 22", "kind": "rule", "documents": [[0, 1]]}
    ]


@pytest.mark.parametrize("asked", ["UNSCR 1373", "SC resolution 1373", "S/RES/1373"])
def test_a_resolution_of_the_security_council_needs_no_year(
    capfd: Capture, corpus: str, asked: str
) -> None:
    told = "Under Security Council resolutions 1373 (2001) and 1374 (2001) the"
    put(Path(corpus), "second.txt", SECOND.replace("In resolution 15/1 the", told))
    value = found(capfd, asked, "--corpus", corpus)
    assert [one["target"] for one in value["targets"]] == ["S/RES/1373", "S/RES/1373 (2001)"]
    mentions = [one["target"] for document in value["documents"] for one in document["mentions"]]
    assert set(mentions) == {"S/RES/1373 (2001)"}


def test_the_digests_answer_without_a_corpus(capfd: Capture, tmp_path: Path) -> None:
    value = found(capfd, "décision", "4/4")
    assert [(d["year"], d["language"]) for d in value["documents"] if d["kind"] == "agenda"] == [
        (year, language) for year in (2012, 2018, 2024) for language in ("en", "fr")
    ]
    others = [(d["symbol"], d["language"]) for d in value["documents"] if d["kind"] != "agenda"]
    assert others == [("CTOC/COP/2024/5", "en"), ("CTOC/COP/2024/5", "fr")]
    assert {d["provenance"] for d in value["documents"]} == {"digest"}
    assert list((tmp_path / "cache").rglob("*.sqlite3"))


def test_one_language_only(capfd: Capture) -> None:
    value = found(capfd, "rule 22", "--lang", "fr")
    assert {document["language"] for document in value["documents"]} == {"fr"}
    assert {one["text"] for d in value["documents"] for one in d["mentions"]} == {"article 22"}
    everything = found(capfd, "rule 22")
    assert len(everything["documents"]) == 2 * len(value["documents"])


def test_an_official_document_stands_for_its_digest(
    capfd: Capture, digests_folder: Path, tmp_path: Path
) -> None:
    text = (digests_folder / "agenda-2018.en.txt").read_text("utf-8")
    own = put(tmp_path / "own", "a.txt", text.replace("decision 4/4", "decision 4/40"))
    lines = [line for line in text.splitlines() if "digest" not in line.lower()]
    own.write_text("\n".join(lines), "utf-8")
    corpus = str(tmp_path / "own")
    documents = found(capfd, "decision 4/4", "--corpus", corpus, "--lang", "en")["documents"]
    of_2018 = [(one["source"], one["provenance"]) for one in documents if one["year"] == 2018]
    assert of_2018 == [("a.txt", "official")]


# ---------------------------------------------------------------------------------------- writing


def test_files_are_named_after_what_was_traced(capfd: Capture, corpus: str) -> None:
    arguments = ["trace", "resolution 14/2", "--corpus", corpus, "--quiet"]
    assert run([*arguments, "--format", "html,json", "--format", "csv"]) == 0
    assert run([*arguments, "--lang", "en", "--format", "csv"]) == 0
    assert run(["trace", "14/2", "--corpus", corpus, "--quiet", "--format", "csv"]) == 0
    assert capfd.readouterr() == ("", "")
    assert {path.name for path in Path("reports").iterdir()} == {
        "trace-14-2.csv",
        "trace-CTOC-COP-resolution-14-2.csv",
        "trace-CTOC-COP-resolution-14-2.en.csv",
        "trace-CTOC-COP-resolution-14-2.html",
        "trace-CTOC-COP-resolution-14-2.json",
    }


def test_without_a_format_nothing_is_written(capfd: Capture, corpus: str) -> None:
    assert run(["trace", "resolution 14/2", "--corpus", corpus]) == 0
    out, err = capfd.readouterr()
    assert err == ""
    assert "CTOC/COP/2031/1" in out
    assert "The same resolution closes them on Sundays." in out
    assert not Path("reports").exists()


@pytest.mark.parametrize("output", ["html", "json", "csv"])
def test_two_runs_give_the_same_bytes(
    capfdbinary: pytest.CaptureFixture[bytes], corpus: str, output: str
) -> None:
    arguments = ["trace", "rule 22", "--corpus", corpus, "--format", output, "--out", "-"]
    written = []
    for more in ([], [], ["--rebuild"]):
        assert run([*arguments, *more]) == 0
        written.append(capfdbinary.readouterr())
    assert written[0].err == b""
    assert written[0] == written[1] == written[2]


@pytest.mark.parametrize("ui", UIS)
def test_csv_has_a_row_for_each_mention(
    capfdbinary: pytest.CaptureFixture[bytes], corpus: str, ui: str
) -> None:
    arguments = ["trace", "resolution 15/1", "--corpus", corpus, "--ui", ui]
    assert run([*arguments, "--format", "csv", "--out", "-"]) == 0
    content = capfdbinary.readouterr().out
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.count(b"\r\n") == content.count(b"\n") == 5
    header, *rows = csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""))
    words = wording(Language(ui))["trace"]
    assert len(set(header)) == len(header)
    assert {len(row) for row in rows} == {len(header)}
    role = header.index(words["column_role"])
    assert [row[role] for row in rows] == ["adopts", "mandates", "cites", "cites"]


# ---------------------------------------------------------------------------------- what goes wrong


@pytest.mark.parametrize("ui", UIS)
@pytest.mark.parametrize("asked", ["foo", "2018", "résolution", "", "article"])
def test_a_target_that_is_not_understood(capfd: Capture, corpus: str, ui: str, asked: str) -> None:
    refused(capfd, [asked, "--corpus", corpus], "target-unknown", 2, ui)


@pytest.mark.parametrize("ui", UIS)
def test_a_text_that_no_document_mentions(capfd: Capture, corpus: str, ui: str) -> None:
    refused(capfd, ["resolution 29/9", "--corpus", corpus], "target-missing", 4, ui)


def test_another_text_of_the_same_number_is_named(capfd: Capture, corpus: str) -> None:
    refused(capfd, ["decision 15/1", "--corpus", corpus], "target-missing-similar", 4)
    refused(capfd, ["rule 22", "--corpus", corpus, "--format", "odt"], "output-format-unknown", 2)
    refused(capfd, ["rule 22", "--out", "-", "--format", "csv,json"], "one-format", 2)
    refused(capfd, ["rule 22", "--corpus", "nowhere"], "corpus-missing", 2)
    Path(corpus, "catalogue.toml").write_text("[[session]\n")
    refused(capfd, ["rule 22", "--corpus", corpus], "catalogue-broken", 3)


def test_no_target(capfd: Capture) -> None:
    assert run(["trace"]) == 2
    assert "TARGET" in complaint(capfd)


def test_a_document_that_cannot_be_read_is_told_of(capfd: Capture, corpus: str) -> None:
    Path(corpus, "official", "broken.txt").write_bytes(b"\x00\x01\x02")
    Path(corpus, "catalogue.toml").write_text(
        '[[document]]\nsymbol = "CTOC/COP/2031/7"\nkind = "note"\nlanguage = "en"\n'
        'provenance = "official"\nfile = "official/broken.txt"\nsha256 = ""\n'
    )
    assert run(["trace", "resolution 14/2", "--corpus", corpus]) == 0
    out, err = capfd.readouterr()
    assert "CTOC/COP/2031/1" in out
    assert err.count("\n") == 1
    assert "broken.txt" in err
    assert run(["trace", "resolution 14/2", "--corpus", corpus, "--quiet"]) == 0
    assert capfd.readouterr() == ("", "")
    assert run(
        ["trace", "14/2", "--corpus", corpus, "--quiet", "--format", "html,csv,json"]
    ) == 0  # fmt: skip
    assert "broken.txt" in Path("reports/trace-14-2.html").read_text("utf-8")


def test_the_place_of_the_index_is_told_if_asked_for(capfd: Capture, corpus: str) -> None:
    assert run(["trace", "rule 22", "--corpus", corpus, "-q", "-v", "--ui", "en"]) == 0
    assert capfd.readouterr() == ("", f"index: {Path(corpus) / '.index' / 'trace.sqlite3'}\n")


def test_words_that_a_terminal_would_obey_are_shown(capfd: Capture, corpus: str) -> None:
    text = SECOND.replace("In resolution 15/1", "In\x1b[31m [bold]resolution 14/2[/bold]\u202e")
    put(Path(corpus), "hostile.txt", text.replace("2033/1", "2033/3"))
    assert run(["trace", "resolution 14/2", "--corpus", corpus]) == 0
    out = capfd.readouterr().out
    assert "\x1b" not in out
    assert "\u202e" not in out
    assert "[bold]" in out


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device here that is always full")
def test_a_full_disk_is_one_line(corpus: str) -> None:
    with Path("/dev/full").open("wb") as full:
        result = subprocess.run(
            [sys.executable, "-m", "ctocdiff", "trace", "rule 22", "--corpus", corpus,
             "--ui", "en", "--format", "json", "--out", "-"],
            stdout=full, stderr=subprocess.PIPE, text=True, check=False,
            env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
        )  # fmt: skip
    assert result.returncode == 2
    assert re.fullmatch(r"ctocdiff: [^\n]+\n", result.stderr)


@pytest.mark.parametrize("ui", UIS)
def test_help_has_examples_that_work(capfd: Capture, ui: str) -> None:
    assert run(["trace", "--help", "--ui", ui]) == 0
    shown = capfd.readouterr().out
    examples = re.findall(r"^  ctocdiff (trace .+)$", shown, re.MULTILINE)
    assert len(examples) >= 3
    for example in examples:
        arguments = [part.strip('"') for part in re.findall(r'"[^"]+"|\S+', example)]
        assert run(arguments) == 0, example


def test_a_text_that_nobody_mentions_is_named_in_the_language_of_the_interface(
    capfd: pytest.CaptureFixture[str],
) -> None:
    for ui, name in (("en", "CTOC/COP resolution 6/33"), ("fr", "CTOC/COP, résolution 6/33")):
        assert run(["trace", "resolution 6/33", "--ui", ui]) == 4
        assert name in complaint(capfd)
