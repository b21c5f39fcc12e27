"""Redlines of whole documents: rejecting gives before, accepting gives after, to the letter.

The digests are compared in both languages, the official agendas where they are at hand; besides
our resolver LibreOffice judges, and the validators of the Open XML format.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from ctocdiff.compare import redline
from ctocdiff.language import Language
from ctocdiff.model import Document
from ctocdiff.read.docx_revisions import resolve
from ctocdiff.render.docx import write_docx
from tests.render import validators
from tests.render.office import Office

PAIRS = ((2012, 2018), (2018, 2024), (2012, 2024), (2024, 2012))
SOURCES = ("digest-en", "digest-fr", "official")


@dataclass(frozen=True)
class Made:
    """A redline as it is written, and the texts it must give back."""

    before: list[str]
    after: list[str]
    data: bytes


@pytest.fixture(
    scope="module",
    params=[(source, *years) for source in SOURCES for years in PAIRS],
    ids=lambda named: "-".join(map(str, named)),
)
def made(request: pytest.FixtureRequest) -> Made:
    source, *years = request.param
    kind, _, language = source.partition("-")
    if kind == "digest":
        digest: Callable[..., Document] = request.getfixturevalue("digest")
        before, after = (digest(year, language) for year in years)
    else:
        official: Callable[[int], Document] = request.getfixturevalue("official_agenda")
        before, after = map(official, years)
    data = write_docx(redline(before, after), ui=Language.FR)
    return Made(
        [paragraph.text for paragraph in before.paragraphs()],
        [paragraph.text for paragraph in after.paragraphs()],
        data,
    )


def test_rejecting_gives_before_and_accepting_after(made: Made) -> None:
    assert list(resolve(made.data, accept=False)) == made.before
    assert list(resolve(made.data, accept=True)) == made.after


@pytest.mark.office
@pytest.mark.parametrize("side", ["before", "after"])
def test_libreoffice_agrees(made: Made, side: str, office: Office) -> None:
    left = office.resolve(made.data, accept=side == "after")
    # Word wants a paragraph after a table that ends a document: that empty one is no text.
    assert left[-1][1] == ""
    assert [text for _, text in left[:-1]] == getattr(made, side)


def test_validators_find_no_error(made: Made, tmp_path: Path) -> None:
    path = tmp_path / "redline.docx"
    path.write_bytes(made.data)
    assert validators.audit(path) == []
    executable = validators.sdk()
    if executable:
        assert validators.sdk_errors(executable, [path]) == []


def test_two_runs_give_the_same_bytes(digest: Callable[..., Document]) -> None:
    one, other = (
        write_docx(redline(digest(2018, "en"), digest(2024, "en")), ui=Language.EN)
        for _ in range(2)
    )
    assert one == other
