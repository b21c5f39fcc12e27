from __future__ import annotations

import pytest

from ctocdiff.roman import read_roman, write_roman


@pytest.mark.parametrize(
    ("number", "figures"),
    [
        (1, "I"),
        (4, "IV"),
        (9, "IX"),
        (14, "XIV"),
        (40, "XL"),
        (399, "CCCXCIX"),
        (3999, "MMMCMXCIX"),
    ],
)
def test_numbers_are_written_by_the_rules(number: int, figures: str) -> None:
    assert write_roman(number) == figures


def test_what_is_written_is_read() -> None:
    assert [read_roman(write_roman(number)) for number in range(1, 400)] == list(range(1, 400))


@pytest.mark.parametrize("figures", ["", "IIX", "VV", "IC", "iv", "XIa", "D", "M", "CD", " I"])
def test_what_no_chapter_is_numbered_by_is_not_read(figures: str) -> None:
    assert read_roman(figures) is None
