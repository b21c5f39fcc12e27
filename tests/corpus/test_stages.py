"""Time: which session a document belongs to, and where sessions and documents stand."""

from __future__ import annotations

from pathlib import Path

from ctocdiff.corpus.trace import trace
from ctocdiff.corpus.traced import Trace
from ctocdiff.facts.targets import read_target
from tests.corpus.small import FIRST, REPORT, SECOND, make, opened, put

OTHER = """
A/RES/86/7

General Assembly

Eighty-sixth session

Distr.: General
3 January 2032

Resolution adopted by the General Assembly

86/7. Ferries

The General Assembly,

Recalling resolution 15/1 of the Conference of the Parties to the United Nations Convention against
Transnational Organized Crime,

1. Welcomes lamps.
"""


def find(folder: Path, asked: str = "CTOC/COP resolution 15/1") -> Trace:
    return trace(asked, read_target(asked), opened(folder))


def test_a_session_of_unknown_days_stands_where_its_documents_were_issued(tmp_path: Path) -> None:
    put(make(tmp_path), "other.txt", OTHER)
    found = find(tmp_path)
    assert [document.name for document in found.documents] == [
        "CTOC/COP/2031/9",
        "A/RES/86/7",
        "CTOC/COP/2033/1",
    ]
    assert [(one.body, one.year, one.documents) for one in found.stages] == [
        ("CTOC/COP", 2031, (0,)),
        ("A", 2032, (1,)),
        ("CTOC/COP", 2033, (2,)),
    ]


def test_a_document_that_states_no_days_stands_with_its_session(tmp_path: Path) -> None:
    text = REPORT.replace(", held from 5 to 9 May 2031", "")
    found = find(make(tmp_path, {"first.txt": FIRST, "report.txt": text, "second.txt": SECOND}))
    first, second = found.stages
    assert (first.opens, first.at_hand, first.documents) == (found.documents[0].opens, 2, (0,))
    assert str(first.opens) == "2031-05-05"
    assert second.documents == (1,)


def test_what_was_not_mentioned_still_has_its_place(tmp_path: Path) -> None:
    third = SECOND.replace("2033", "2035").replace("Sixteenth", "Seventeenth")
    put(make(tmp_path), "third.txt", third.replace("In resolution 15/1 the", "The"))
    found = find(tmp_path)
    assert [(one.session, one.at_hand, len(one.documents)) for one in found.stages] == [
        (15, 2, 1),
        (16, 1, 1),
        (17, 1, 0),
    ]


def test_the_catalogue_knows_the_days_of_a_session_better(tmp_path: Path) -> None:
    make(tmp_path)
    (tmp_path / "catalogue.toml").write_text(
        '[[session]]\nbody = "CTOC/COP"\nnumber = 15\nopens = 2031-05-06\ncloses = 2031-05-10\n'
        'venue = { en = "Vienna", fr = "Vienne" }\n'
    )
    stage = find(tmp_path).stages[0]
    assert (str(stage.opens), str(stage.closes)) == ("2031-05-06", "2031-05-10")
