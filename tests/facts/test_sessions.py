from __future__ import annotations

import pytest

from ctocdiff.facts.sessions import session_lists
from ctocdiff.language import Language
from tests.growth import in_proportion

EN, FR = Language.EN, Language.FR


@pytest.mark.parametrize(
    ("language", "text", "written", "numbers"),
    [
        (EN, "at its ninth session", ["ninth"], [9]),
        (EN, "the tenth and eleventh regular sessions", ["tenth", "eleventh"], [10, 11]),
        (EN, "its 10th, 11th and 14th sessions", ["10th", "11th", "14th"], [10, 11, 14]),
        (EN, "the Tenth To Twelfth Sessions", ["Tenth", "Twelfth"], [10, 11, 12]),
        (EN, "the tenth–twelfth sessions", ["tenth", "twelfth"], [10, 11, 12]),
        (EN, "the third, fifth to seventh sessions", ["third", "fifth", "seventh"], [3, 5, 6, 7]),
        (EN, "at its tenth as well as at its eleventh session", ["tenth", "eleventh"], [10, 11]),
        (EN, "the tenth meeting and a session", [], []),
        (EN, "the tenth sessional paper", [], []),
        (FR, "à sa neuvième session", ["neuvième"], [9]),
        (FR, "les dixième et onzième sessions", ["dixième", "onzième"], [10, 11]),
        (FR, "de la dixième à la douzième session", ["douzième"], [12]),
        (FR, "ses dixième à douzième sessions", ["dixième", "douzième"], [10, 11, 12]),
        (FR, "à sa dixième ainsi qu’à sa onzième session", ["dixième", "onzième"], [10, 11]),
    ],
)
def test_sessions_that_share_a_noun(
    language: Language, text: str, written: list[str], numbers: list[int]
) -> None:
    found = list(session_lists(text, language))
    assert [number for one in found for number in one.numbers] == numbers
    assert [text[m.start : m.number_end] for one in found for m in one.mentions] == written
    for one in found:
        assert one.start == one.mentions[0].start
        assert {mention.end for mention in one.mentions} == {one.end}
        assert text[: one.end].lower().endswith(("session", "sessions"))


def test_an_endless_list_takes_time_in_proportion() -> None:
    assert in_proportion(lambda count: list(session_lists("tenth, " * count, EN)), 500, times=8)
