"""Redlines of whole documents: rejecting gives before, accepting gives after, to the letter.

The digests are compared in both languages, the official agendas where they are at hand; besides
our resolver LibreOffice judges, and the validators of the Open XML format.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from ctocdiff.compare import redline
from ctocdiff.language import Language
from ctocdiff.model import Document, Kind, Op, Row, Weight
from ctocdiff.render.docx import write_docx
from tests.render import validators
from tests.render.office import Office
from tests.word_revisions import resolve

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


def settled(row: Row) -> list[str]:
    """The paragraphs of before, routine changes made."""
    if not all(row.cells):
        routine = bool(row.changes) and all(c.weight is Weight.ROUTINE for c in row.changes)
        return [p.text for p in row.cells[1 if routine else 0]]
    if not row.diffs:
        return [p.text for p in row.cells[0]]
    before, after = row.text(0), row.text(1)
    changes = iter(row.diffs[0].changes)
    pieces = []
    for edit in row.diffs[0].edits:
        pair = before[slice(*edit.before)], after[slice(*edit.after)]
        routine = edit.op is not Op.EQUAL and next(changes).weight is Weight.ROUTINE
        pieces.append(pair[routine])
    return "".join(pieces).split("\n")


@pytest.mark.office
@pytest.mark.parametrize("language", ["en", "fr"])
def test_routine_changes_can_be_made_beforehand(
    language: str, digest: Callable[..., Document], office: Office
) -> None:
    value = redline(digest(2018, language), digest(2024, language))
    data = write_docx(value, ui=Language.EN, show=Weight.REVIEW)
    after = [paragraph.text for paragraph in value.witnesses[1].paragraphs()]
    rejected = list(resolve(data, accept=False))
    assert list(resolve(data, accept=True)) == after
    assert office.texts(data, accept=True) == after
    assert office.texts(data, accept=False) == rejected
    # Not all table rows: some are replaced as a whole.
    wanted = [text for r in value.rows() if r.kind is not Kind.TABLE for text in settled(r)]
    assert not Counter(wanted) - Counter(rejected)
    assert len(wanted) > 0.8 * len(rejected)
    assert len(data) < len(write_docx(value, ui=Language.EN))


def test_two_runs_give_the_same_bytes(digest: Callable[..., Document]) -> None:
    one, other = (
        write_docx(redline(digest(2018, "en"), digest(2024, "en")), ui=Language.EN)
        for _ in range(2)
    )
    assert one == other
