"""What became of cited texts from session to session, on small invented agendas."""

from __future__ import annotations

import pytest

from ctocdiff.compare import redline
from ctocdiff.model import CitationChange, CitationStatus, Document
from ctocdiff.outline import outline
from ctocdiff.read import read_bytes

HEAD = """Conference of the Parties to the United Nations
Convention against Transnational Organized Crime

English
Original: English

{session} session

Vienna, {days}

Annotated provisional agenda

Provisional agenda

1. Boats.
2. Oars.

Annotations

1. Boats

{boats}

2. Oars

{oars}
"""


def agenda(session: str, days: str, boats: str, oars: str) -> Document:
    text = HEAD.format(session=session, days=days, boats=boats, oars=oars)
    return outline(read_bytes(text.encode(), "agenda.txt"))


def changes(before: tuple[str, str], after: tuple[str, str]) -> dict[str, CitationChange]:
    value = redline(
        agenda("Ninth", "15-19 October 2018", *before),
        agenda("Twelfth", "14-18 October 2024", *after),
    )
    return {change.target: change for change in value.citation_changes}


SAME = "In its decision 6/3, the Conference asked every boat to carry a lamp and two spare oars."


def test_a_text_cited_by_both_is_kept_with_its_items() -> None:
    found = changes((SAME, SAME), (SAME, "The oars are dealt with elsewhere in this list."))
    change = found["CTOC/COP decision 6/3"]
    assert change.status is CitationStatus.KEPT
    assert change.cells == (("1", "2"), ("1",))


@pytest.mark.parametrize(
    ("old", "new", "replaces"),
    [
        ("resolution 8/2", "resolution 10/1", ("CTOC/COP resolution 8/2",)),
        ("resolution 8/2", "decision 10/1", ()),  # not of one kind
        ("resolutions 8/2 and 8/3", "resolution 10/1", ()),  # which of the two?
    ],
)
def test_a_text_in_the_place_of_another(old: str, new: str, replaces: tuple[str, ...]) -> None:
    sentence = "In its {}, the Conference asked every boat to carry a lamp and two spare oars."
    other = "Nothing is said about oars here."
    found = changes((sentence.format(old), other), (sentence.format(new), other))
    target = f"CTOC/COP {new}"
    assert found[target].status is CitationStatus.ADDED
    assert found[target].replaces == replaces
    assert found[f"CTOC/COP {'resolution 8/2'}"].status is CitationStatus.REMOVED
