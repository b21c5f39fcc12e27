"""Deadlines in the official documents, against tables made by reading them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from ctocdiff.compare import redline
from ctocdiff.facts.deadlines import find_deadlines
from ctocdiff.facts.timeline import deadline_changes
from ctocdiff.model import Document
from ctocdiff.outline import outline
from ctocdiff.read import read
from tests.official.tables import paragraph_hash, table_and_document

pytestmark = pytest.mark.official

TABLES = sorted(Path(__file__).parent.glob("deadlines-*.toml"))
DIGESTS = Path(__file__).parent.parent.parent / "corpora" / "digests"
# The agendas and the note have to be right to the last deadline.
NEEDED = {"deadlines-report": 0.99}
BYTES_A_SECOND = 2_000_000
Fact = tuple[object, ...]


def listed(path: Path, folder: Path) -> tuple[list[Fact], Document]:
    """The facts of a table, and the document that it is about."""
    table, document = table_and_document(path, folder)
    keys = ("section", "hash", "kind", "date", "opens", "time", "offset")
    facts = [tuple(row.get(key) for key in keys) for row in table["deadline"]]
    return facts, document


def found(document: Document) -> list[Fact]:
    hashes = {paragraph.id: paragraph_hash(paragraph.text) for paragraph in document.paragraphs()}
    return [
        (d.section, hashes[d.paragraph], d.kind.value, d.date, d.opens, d.time, d.offset_days)
        for d in find_deadlines(document)
    ]


def test_there_is_a_table_for_each_document() -> None:
    assert len(TABLES) == 5


@pytest.mark.parametrize("path", TABLES, ids=lambda path: path.stem)
def test_deadlines_are_those_of_the_table(path: Path, official_folder: Path) -> None:
    expected, document = listed(path, official_folder)
    given = found(document)
    right = (Counter(expected) & Counter(given)).total()
    needed = NEEDED.get(path.stem, 1.0)
    # A table may be empty: then whatever is found is wrong.
    assert right >= needed * len(expected), Counter(expected) - Counter(given)
    assert right >= needed * len(given), Counter(given) - Counter(expected)


@pytest.mark.parametrize("year", [2012, 2018, 2024])
@pytest.mark.parametrize("code", ["en", "fr"])
def test_a_digest_sets_the_deadlines_of_its_document(
    year: int, code: str, official_agenda: Callable[[int], Document]
) -> None:
    digest = outline(read(DIGESTS / f"agenda-{year}.{code}.txt"))
    sides = [
        [(section, *facts) for section, _, *facts in found(document)]
        for document in (digest, official_agenda(year))
    ]
    assert sides[0] == sides[1]


@pytest.mark.parametrize(
    ("years", "statuses"),
    [
        ((2018, 2024), {"kept": 7, "removed": 1, "added": 2}),
        ((2012, 2018), {"kept": 2, "added": 6}),
        ((2012, 2024), {"kept": 2, "added": 7}),
    ],
)
def test_no_rule_that_two_sessions_share_was_rescheduled(
    years: tuple[int, int],
    statuses: dict[str, int],
    official_agenda: Callable[[int], Document],
) -> None:
    witnesses = [official_agenda(year) for year in years]
    deadlines = [find_deadlines(witness) for witness in witnesses]
    changes = deadline_changes(redline(*witnesses), deadlines)
    assert Counter(change.status.value for change in changes) == statuses
    for change in changes:
        assert len({cell.section for cell in change.cells if cell}) == 1
