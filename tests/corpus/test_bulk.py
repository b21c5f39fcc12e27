"""Values made one by one and all at once."""

from __future__ import annotations

import gc

import pytest

from ctocdiff.corpus.bulk import in_bulk, uncollected
from ctocdiff.corpus.traced import Stage

ROWS = [("CTOC/COP", 1, 2030, None, None, 3, (0, 1)), ("A", None, 2031, None, None, 0, ())]


def test_values_made_at_once_are_those_made_one_by_one() -> None:
    made = in_bulk(Stage, *zip(*ROWS, strict=True))
    assert made == [Stage(*row) for row in ROWS]  # type: ignore[arg-type]
    assert {hash(one) for one in made} == {hash(Stage(*row)) for row in ROWS}  # type: ignore[arg-type]
    assert in_bulk(Stage, *[()] * 7) == []


def test_no_value_is_left_half_made() -> None:
    columns = list(zip(*ROWS, strict=True))
    with pytest.raises(ValueError, match="shorter"):
        in_bulk(Stage, *columns[:-1])
    with pytest.raises(ValueError, match="session"):
        in_bulk(Stage, columns[0], columns[1][:1], *columns[2:])


@pytest.mark.parametrize("enabled", [True, False])
def test_the_search_for_garbage_is_left_as_it_was_found(enabled: bool) -> None:
    before = gc.isenabled()
    try:
        (gc.enable if enabled else gc.disable)()
        with uncollected():
            assert not gc.isenabled()
        with pytest.raises(ValueError, match="literal"), uncollected():
            int("no number")
        assert gc.isenabled() is enabled
    finally:
        (gc.enable if before else gc.disable)()
