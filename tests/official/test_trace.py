"""Traces through the official documents: facts only."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from ctocdiff.corpus.holdings import Corpus
from ctocdiff.corpus.places import bundled
from ctocdiff.corpus.roles import Role
from ctocdiff.corpus.trace import trace
from ctocdiff.corpus.traced import Trace, TracedDocument
from ctocdiff.errors import NotInCorpusError
from ctocdiff.facts.targets import read_target
from ctocdiff.model import DocumentKind, Provenance

Places = Callable[[str], dict[tuple[str, int], list[tuple[str, str]]]]

pytestmark = pytest.mark.official


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("index") / "trace.sqlite3"


@pytest.fixture(scope="module")
def corpus(official_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    folder = tmp_path_factory.mktemp("corpus")
    (folder / "official").symlink_to(official_folder, target_is_directory=True)
    held = Corpus.open([folder, bundled()])  # its catalogue knows the note and the sessions
    official = [one for one in held.holdings if one.provenance is Provenance.OFFICIAL]
    return replace(held, holdings=tuple(official))


@pytest.fixture(scope="module")
def places(corpus: Corpus, place: Path) -> Places:
    """Gives, for a text, the items that mention it, by kind and year of the document."""

    @cache
    def find(asked: str) -> dict[tuple[str, int], list[tuple[str, str]]]:
        found = trace(asked, read_target(asked), corpus, place=place)
        return {
            (str(document.kind), document.year or 0): [
                (str(one.role), one.section) for one in document.mentions
            ]
            for document in found.documents
        }

    return find


def test_the_five_documents_are_searched(corpus: Corpus, place: Path) -> None:
    found = trace("rule 22", read_target("rule 22"), corpus, place=place)
    assert found.searched == 5
    assert found.unreadable == ()
    opened = [document.opens for document in found.documents if document.opens]
    assert len(opened) == len(found.documents)
    assert opened == sorted(opened)


def test_a_resolution_cited_in_two_agendas_of_three(places: Places) -> None:
    found = places("resolution 5/3")
    assert {year for kind, year in found if kind == "agenda"} == {2012, 2024}
    assert {section for _, section in found["agenda", 2012]} == {"2(c)"}
    assert {section for _, section in found["agenda", 2024]} == {"2(c)"}


def test_a_decision_cited_in_every_agenda(places: Places) -> None:
    found = places("décision 4/4")
    for year in (2012, 2018, 2024):
        assert {section for _, section in found["agenda", year]} == {"2(b)"}


def test_a_note_is_announced_listed_and_itself(corpus: Corpus, place: Path, places: Places) -> None:
    items = ["2(b)", "2(c)", "2(d)", "4", "5"]
    agenda = places("CTOC/COP/2024/5")["agenda", 2024]
    assert [section for role, section in agenda if role == "lists"] == items
    assert [section for role, section in agenda if role == "announces"] == items
    found = trace("CTOC/COP/2024/5", read_target("CTOC/COP/2024/5"), corpus, place=place)
    (note,) = [d for d in found.documents if Role.IS in d.roles]
    assert note.kind is DocumentKind.NOTE


@pytest.mark.parametrize("number", ["12/1", "12/2", "12/3", "12/4"])
def test_the_report_adopts_its_resolutions(corpus: Corpus, place: Path, number: str) -> None:
    asked = f"résolution {number}"
    found = trace(asked, read_target(asked), corpus, place=place)
    adopting = [d for d in found.documents if Role.ADOPTS in d.roles]
    assert [document.kind for document in adopting] == [DocumentKind.REPORT]
    (one,) = [m for m in adopting[0].mentions if m.role is Role.ADOPTS]
    assert one.section == f"resolution {number}"


def test_the_mandates_of_a_resolution_are_followed(corpus: Corpus, place: Path) -> None:
    found: Trace = trace("résolution 12/4", read_target("résolution 12/4"), corpus, place=place)
    report: TracedDocument = found.documents[0]
    mandates = [one for one in report.mentions if one.role is Role.MANDATES]
    assert [one.session for one in mandates] == [13, 13]


def test_what_was_not_adopted_is_mentioned_nowhere(corpus: Corpus, place: Path) -> None:
    with pytest.raises(NotInCorpusError):
        trace("resolution 12/5", read_target("resolution 12/5"), corpus, place=place)
