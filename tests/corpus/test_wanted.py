from __future__ import annotations

import pytest

from ctocdiff.corpus.catalogue import Knowledge, read_catalogue
from ctocdiff.corpus.fetching import find_wanted
from ctocdiff.corpus.places import bundled
from ctocdiff.errors import CtocdiffError
from ctocdiff.language import Language


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return Knowledge.of([read_catalogue(bundled())])


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        (["CTOC/COP/2024/5"], ["CTOC/COP/2024/5 en", "CTOC/COP/2024/5 fr"]),
        (["ctoc/cop/2024/5:FR"], ["CTOC/COP/2024/5 fr"]),
        (["2018:fr"], ["CTOC/COP/2018/1 fr"]),
        (["9:fr", "2018:fr"], ["CTOC/COP/2018/1 fr"]),
        (["2014:en"], ["CTOC/COP/2014/1 en"]),
        (["13:en"], ["CTOC/COP/2026/1 en"]),
        (["A/RES/S-30/1:en"], ["A/RES/S-30/1 en"]),
    ],
)
def test_requests_are_understood(knowledge: Knowledge, asked: list[str], found: list[str]) -> None:
    wanted = find_wanted(asked, list(Language), knowledge)
    assert [f"{each.symbol} {each.language}" for each in wanted] == found


@pytest.mark.parametrize(
    ("asked", "code", "status"),
    [
        ("2013", "session-unknown", 4),
        ("99", "session-unknown", 4),
        ("2018:es", "language-unknown", 2),
        ("nonsense", "symbol-unknown", 2),
        ("", "symbol-unknown", 2),
    ],
)
def test_requests_that_make_no_sense(
    knowledge: Knowledge, asked: str, code: str, status: int
) -> None:
    with pytest.raises(CtocdiffError) as caught:
        find_wanted([asked], list(Language), knowledge)
    assert (caught.value.code, caught.value.exit_code) == (code, status)
