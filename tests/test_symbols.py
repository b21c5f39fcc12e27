from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from ctocdiff.errors import CtocdiffError
from ctocdiff.symbols import SERIES, TREATY_BODIES, AdoptedText, Symbol, SymbolError, find_symbols

TABLE: dict[str, Any] = tomllib.loads(
    (Path(__file__).parent / "cases" / "symbols.toml").read_text("utf-8")
)


@pytest.mark.parametrize("case", TABLE["found"], ids=lambda case: str(case["text"]))
def test_symbols_in_a_text(case: dict[str, Any]) -> None:
    text = case["text"]
    mentions = find_symbols(text)
    assert [(text[m.start : m.end], str(m.symbol)) for m in mentions] == list(case["found"].items())


@pytest.mark.parametrize("text", TABLE["none"]["texts"])
def test_what_is_no_symbol(text: str) -> None:
    assert find_symbols(text) == ()


@pytest.mark.parametrize("text", TABLE["parts"])
def test_parts(text: str) -> None:
    parts = TABLE["parts"][text]
    symbol = Symbol.parse(text)
    assert str(symbol) == text
    assert symbol.body == parts["body"]
    assert (symbol.year or 0) == parts["year"]
    assert symbol.base == Symbol.parse(parts["base"])
    assert [mention.symbol for mention in find_symbols(f"({text}), sect. II")] == [symbol]


@pytest.mark.parametrize(("text", "proper"), TABLE["typed"].items())
def test_typed_symbols_get_their_proper_spelling(text: str, proper: str) -> None:
    assert str(Symbol.parse(text)) == proper


@pytest.mark.parametrize("text", TABLE["typed_in_error"]["texts"])
def test_what_cannot_be_parsed(text: str) -> None:
    with pytest.raises(SymbolError) as caught:
        Symbol.parse(text)
    assert caught.value.text == text
    assert caught.value.code == "symbol-unknown"
    assert isinstance(caught.value, CtocdiffError)
    assert isinstance(caught.value, ValueError)


def test_a_symbol_keeps_the_year_of_an_old_resolution_in_one_segment() -> None:
    assert Symbol.parse("S/RES/1373(2001)").segments == ("S", "RES", "1373 (2001)")


def test_symbols_sort_by_their_segments() -> None:
    texts = ["E/2024/30", "A/75/479", "CTOC/COP/2018/1", "CTOC/COP/2012/1"]
    assert [str(symbol) for symbol in sorted(map(Symbol.parse, texts))] == [
        "A/75/479",
        "CTOC/COP/2012/1",
        "CTOC/COP/2018/1",
        "E/2024/30",
    ]


def test_treaty_bodies_are_series() -> None:
    assert TREATY_BODIES < SERIES


@pytest.mark.parametrize("text", TABLE["adopted"])
def test_adopted_texts(text: str) -> None:
    parts = TABLE["adopted"][text]
    adopted = AdoptedText(parts["body"], parts["kind"], parts["number"])
    assert str(adopted) == text
    assert AdoptedText.parse(text) == adopted


@pytest.mark.parametrize("text", TABLE["adopted_in_error"]["texts"])
def test_what_names_no_adopted_text(text: str) -> None:
    with pytest.raises(SymbolError):
        AdoptedText.parse(text)


@pytest.mark.parametrize(
    ("symbol", "adopted"),
    [
        ("A/RES/55/25", AdoptedText("A", "resolution", "55/25")),
        ("A/RES/55/25/Corr.1", AdoptedText("A", "resolution", "55/25")),
        ("UNEP/EA.5/Res.14", AdoptedText("UNEP/EA", "resolution", "5/14")),
        ("A/55/383", None),
        ("CTOC/COP/2018/1", None),
    ],
)
def test_the_adopted_text_of_a_symbol(symbol: str, adopted: AdoptedText | None) -> None:
    assert AdoptedText.of(Symbol.parse(symbol)) == adopted
