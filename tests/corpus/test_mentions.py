from __future__ import annotations

from pathlib import Path

import pytest

from ctocdiff.corpus.mentions import Extract, extract
from ctocdiff.corpus.roles import Role
from ctocdiff.model import CitationKind
from ctocdiff.outline import outline
from ctocdiff.read import read
from tests.corpus.small import FIRST, REPORT

FRENCH_REPORT = """
CTOC/COP/2031/9

Conférence des Parties

Rapport de la Conférence des Parties sur les travaux de sa quinzième session, tenue du 5 au 9 mai 2031

Table des matières

I. Résolutions adoptées par la Conférence

A. Résolutions

Résolution 15/1

Les bacs la nuit

La Conférence des Parties,

Rappelant la résolution 14/2,

1. Décide que les bacs portent des lanternes ;

2. Prie le Secrétariat de lui faire rapport à sa seizième session sur les lanternes.

II. Débat

1. Au titre du point 1 (résolution 15/1), des orateurs ont loué les lanternes.
"""  # noqa: E501 - a title stands on one line

Row = tuple[str, str, str, str]


def of(folder: Path, text: str) -> Extract:
    path = folder / "document.txt"
    path.write_text(text, "utf-8")
    return extract(outline(read(path)))


def rows(found: Extract) -> list[Row]:
    """Role, target, label of the section and the words of each mention."""
    return [
        (
            str(one.role),
            one.target,
            found.sections[one.section][0],
            found.paragraphs[one.paragraph][1][one.start : one.end],
        )
        for one in found.mentions
    ]


def test_an_agenda_announces_lists_and_cites(tmp_path: Path) -> None:
    found = of(tmp_path, FIRST)
    assert rows(found) == [
        ("cites", "CTOC/COP resolution 14/2", "1", "Resolution 14/2"),
        ("cites", "CTOC/COP resolution 14/2", "1", "The same resolution"),
        ("announces", "CTOC/COP/2031/4", "1", "CTOC/COP/2031/4"),
        ("lists", "CTOC/COP/2031/4", "1", "CTOC/COP/2031/4"),
        ("cites", "CTOC/COP decision 14/2", "2", "Decision 14/2"),
        ("cites", "CTOC/COP rule 22", "2", "rule 22"),
    ]
    assert [one.anaphora for one in found.mentions] == [False, True, *[False] * 4]
    assert (found.opens, found.issued) == ("2031-05-05", "")


@pytest.mark.parametrize(
    ("text", "requested", "heading"),
    [
        (REPORT, "report to the Conference at its sixteenth session", "Resolution 15/1"),
        (FRENCH_REPORT, "faire rapport à sa seizième session", "Résolution 15/1"),
    ],
    ids=["en", "fr"],
)
def test_a_report_adopts_and_its_texts_ask_for_reports(
    tmp_path: Path, text: str, requested: str, heading: str
) -> None:
    found = of(tmp_path, text)
    own = [
        (one, row)
        for one, row in zip(found.mentions, rows(found), strict=True)
        if one.target == "CTOC/COP resolution 15/1"
    ]
    assert [row[0] for _, row in own] == ["adopts", "mandates", "cites"]
    assert own[0][1][2:] == ("resolution 15/1", heading)
    assert own[1][1][3] == requested
    assert [one.session for one, _ in own] == [None, 16, None]
    assert all(one.kind is CitationKind.RESOLUTION for one, _ in own)
    others = [row for row in rows(found) if row[1] != "CTOC/COP resolution 15/1"]
    assert [row[:3] for row in others] == [("cites", "CTOC/COP resolution 14/2", "resolution 15/1")]


def test_the_context_is_the_sentence_of_the_mention(tmp_path: Path) -> None:
    found = of(tmp_path, FIRST)
    contexts = [
        found.paragraphs[one.paragraph][1][one.begins : one.ends] for one in found.mentions[:2]
    ]
    assert contexts == [
        "Resolution 14/2 sets the hours of ferries.",
        "The same resolution closes them on Sundays.",
    ]
    for one in found.mentions:
        assert one.begins <= one.start < one.end <= one.ends


def test_only_paragraphs_that_cite_are_kept_each_once(tmp_path: Path) -> None:
    found = of(tmp_path, FIRST)
    names = [name for name, _ in found.paragraphs]
    assert len(names) == len(set(names)) == 4
    assert {one.paragraph for one in found.mentions} == set(range(4))


def test_an_adopted_text_cited_elsewhere_is_no_adoption(tmp_path: Path) -> None:
    text = FIRST.replace("Decision 14/2 named the piers", "Resolution 15/1\n\nThat named piers")
    assert Role.ADOPTS not in {one.role for one in of(tmp_path, text).mentions}


def test_nothing_cited_gives_nothing(tmp_path: Path) -> None:
    found = of(tmp_path, "Ferries wait for no one, and least of all for the late.\n")
    assert (found.mentions, found.paragraphs) == ((), ())
