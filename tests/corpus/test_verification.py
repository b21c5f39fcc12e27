from __future__ import annotations

from pathlib import Path

import pytest

from ctocdiff.corpus.catalogue import FILE
from ctocdiff.corpus.places import OFFICIAL, bundled
from ctocdiff.corpus.store import writing
from ctocdiff.corpus.verification import Problem, verify
from ctocdiff.model import Format
from tests.corpus.documents import agenda, entry


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    with writing(tmp_path) as store:
        store.put(agenda(), entry(agenda()), Format.TEXT)
    return tmp_path


def found(corpus: Path) -> list[Problem]:
    return [problem for each in verify([corpus]) for problem in each.problems]


def test_the_bundled_documents_are_in_order() -> None:
    checked = list(verify([bundled()]))
    assert len(checked) >= 6
    assert [problem for each in checked for problem in each.problems] == []


def test_a_file_that_changed(corpus: Path) -> None:
    (corpus / OFFICIAL / "CAC-COSP-2031-1.en.txt").write_bytes(agenda(oil=5))
    (problem,) = found(corpus)
    assert (problem.code, problem.damaged) == ("changed", True)


def test_a_file_that_is_missing(corpus: Path) -> None:
    (corpus / OFFICIAL / "CAC-COSP-2031-1.en.txt").unlink()
    (problem,) = found(corpus)
    assert (problem.code, problem.damaged) == ("missing", True)


@pytest.mark.parametrize(
    ("old", "new", "field"),
    [
        ("CAC/COSP/2031/1", "CAC/COSP/2031/2", "symbol"),
        ("session = 9", "session = 8", "session"),
        ('language = "en"', 'language = "fr"', "language"),
        ("opens = 2031-05-05", "opens = 2031-05-06", "opens"),
    ],
)
def test_a_catalogue_that_was_changed(corpus: Path, old: str, new: str, field: str) -> None:
    path = corpus / OFFICIAL / FILE
    assert old in path.read_text("utf-8")
    path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")
    (problem,) = found(corpus)
    assert (problem.code, problem.damaged) == ("disagrees", False)
    assert dict(problem.details)["field"] == field


def test_what_lies_beside_and_what_was_left(corpus: Path) -> None:
    (corpus / OFFICIAL / "mine.txt").write_bytes(agenda(2))
    (corpus / OFFICIAL / ".x.txt.abc.part").write_bytes(b"half")
    assert [problem.code for problem in found(corpus)] == ["unlisted", "leftover"]


def test_what_is_listed_twice(corpus: Path) -> None:
    path = corpus / OFFICIAL / FILE
    text = path.read_text("utf-8")
    path.write_text(text + text.partition("\n\n")[2], "utf-8")
    assert [problem.code for problem in found(corpus)] == ["twice"]
