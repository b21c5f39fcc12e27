from __future__ import annotations

from itertools import pairwise

import pytest

from ctocdiff.language import Language
from ctocdiff.tokens import entities, tokenize

EN, FR = Language.EN, Language.FR


@pytest.mark.parametrize(
    ("language", "text", "tokens"),
    [
        (EN, "", []),
        (EN, "The ferry sails.", ["The", " ", "ferry", " ", "sails", "."]),
        (EN, "the ferry's bell", ["the", " ", "ferry's", " ", "bell"]),
        (FR, "l'article d’un", ["l'", "article", " ", "d’", "un"]),
        (FR, "vice-président", ["vice-président"]),
        (EN, "resolution 9/1, and", ["resolution", " ", "9/1", ",", " ", "and"]),
        (EN, "A/RES/55/25.", ["A/RES/55/25", "."]),
        (
            EN,
            "CTOC/COP/WG.2/2012/3-CTOC/COP/WG.3/2012/4",
            ["CTOC/COP/WG.2/2012/3", "-", "CTOC/COP/WG.3/2012/4"],
        ),
        (FR, "le 15 octobre 2018 à midi", ["le", " ", "15 octobre 2018", " ", "à", " ", "midi"]),
        (EN, "from 3 p.m., e.g.", ["from", " ", "3", " ", "p.m.", ",", " ", "e.g."]),
        (EN, "10 a.m. on 1 October", ["10 a.m.", " ", "on", " ", "1 October"]),
        (EN, "on Monday, 1 October 2018", ["on", " ", "Monday, 1 October 2018"]),
        (FR, "du 3 au 7 mai 2030.", ["du", " ", "3 au 7 mai 2030", "."]),
        (FR, "20 000 dollars", ["20 000", " ", "dollars"]),
        (FR, "20\u00a0000 dollars", ["20\u00a0000", " ", "dollars"]),
        (EN, "in 20 0005", ["in", " ", "20", " ", "0005"]),
        (EN, "resolution 2462 (2019).", ["resolution", " ", "2462 (2019)", "."]),
        (EN, "1,500.25 and 9th", ["1,500.25", " ", "and", " ", "9th"]),
        (EN, "see https://a.org/b-c_d?e=f.", ["see", " ", "https://a.org/b-c_d?e=f", "."]),
        (EN, "to a.b@unodc.org, now", ["to", " ", "a.b@unodc.org", ",", " ", "now"]),
        (EN, "one\ntwo", ["one", "\n", "two"]),
        (EN, "one  \t two", ["one", "  \t ", "two"]),
        (FR, "« ici »", ["«", " ", "ici", " ", "»"]),
    ],
)
def test_case(language: Language, text: str, tokens: list[str]) -> None:
    assert list(tokenize(text, language)) == tokens


def test_entities_are_in_order_and_do_not_overlap() -> None:
    text = "By 1 May 2030, see A/RES/55/25 and CAC/COSP/2030/1 of 2 and 3 June 2030."
    found = entities(text, EN)
    assert [text[start:end] for start, end in found] == [
        "1 May 2030",
        "A/RES/55/25",
        "CAC/COSP/2030/1",
        "2 and 3 June 2030",
    ]
    assert all(end <= start for (_, end), (start, _) in pairwise(found))


def test_the_language_decides_what_a_date_is() -> None:
    assert "1 May 2030" not in tokenize("on 1 May 2030", FR)
