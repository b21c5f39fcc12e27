from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ctocdiff.legible import legible


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("plain", "plain"),
        ("une résolution", "une résolution"),
        ("une re\u0301solution", "une résolution"),
        ("reso\u00adlu\u00adtion", "resolution"),
        ("CTOC/COP/\u200b2018/3", "CTOC/COP/2018/3"),
        ("\u200f2018\u200e.", "2018."),
        ("e\u00ad\u0301", "é"),
        ("\u00ad", ""),
        ("\u0301e", "\u0301e"),
    ],
)
def test_what_is_read(text: str, seen: str) -> None:
    assert legible(text).text == seen


def test_a_range_is_placed_in_the_text_as_it_stands() -> None:
    text = "La re\u0301\u00adsolution\u00ad 9/1"
    seen = legible(text)
    assert seen.text == "La résolution 9/1"
    start, end = seen.range(3, 13)
    assert text[start:end] == "re\u0301\u00adsolution"
    assert seen.range(13, 13) == (16, 16)
    assert seen.range(len(seen.text), len(seen.text)) == (len(text), len(text))


@given(st.text(alphabet="aeé\u0301\u0302\u00ad\u200b\ufeff 1/", max_size=40))
def test_every_range_reads_as_the_legible_text_does(text: str) -> None:
    seen = legible(text)
    for start in range(len(seen.text)):
        for end in range(start + 1, len(seen.text) + 1):
            low, high = seen.range(start, end)
            assert 0 <= low < high <= len(text)
            whole = not any(map(unicodedata.combining, seen.text[start] + seen.text[end : end + 1]))
            if whole:
                assert legible(text[low:high]).text == seen.text[start:end]
