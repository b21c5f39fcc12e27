from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ctocdiff.errors import UsageError
from ctocdiff.facts.citations import citations_in
from ctocdiff.facts.targets import read_target, symbols_of, target_of
from ctocdiff.language import Language
from ctocdiff.model import CitationKind
from ctocdiff.symbols import Symbol

TABLE: dict[str, dict[str, list[str]]] = tomllib.loads(
    (Path(__file__).parents[1] / "cases" / "targets.toml").read_text("utf-8")
)
CASES = [(asked, names) for group in TABLE.values() for asked, names in group.items() if names]
UNKNOWN = [asked for asked, names in TABLE["unknown"].items() if not names]


@pytest.mark.parametrize(("asked", "names"), CASES)
def test_what_is_typed_means_texts(asked: str, names: list[str]) -> None:
    assert [target.name for target in read_target(asked)] == names


@pytest.mark.parametrize("asked", [*UNKNOWN, "x" * 5000, "resolution 6/3 " * 100, "\0", "\ud800"])
def test_what_names_no_text_is_refused(asked: str) -> None:
    with pytest.raises(UsageError) as caught:
        read_target(asked)
    assert caught.value.code == "target-unknown"


@pytest.mark.parametrize(("asked", "names"), CASES)
def test_the_name_of_a_target_means_that_target(asked: str, names: list[str]) -> None:
    for target in read_target(asked):
        assert read_target(target.name) == (target,)


@pytest.mark.parametrize("language", list(Language))
def test_a_target_has_the_name_that_citations_of_it_have(language: Language) -> None:
    text = {
        Language.EN: "In resolution 6/3, decision 4/4, General Assembly resolution 55/25 and "
        "document CTOC/COP/2024/5, under rule 22 of the rules of procedure, ferries wait.",
        Language.FR: "Dans la résolution 6/3, la décision 4/4, la résolution 55/25 de l’Assemblée "
        "générale et le document CTOC/COP/2024/5, en vertu de l’article 22 du Règlement "
        "intérieur, les bacs attendent.",
    }[language]
    found = {(one.kind, one.body, one.number, one.target) for one in citations_in(text, language)}
    assert len(found) == 5
    for asked in ("6/3", "décision 4/4", "resolution 55/25", "CTOC/COP/2024/5", "rule 22"):
        targets = {(t.kind, t.body, t.number, t.name) for t in read_target(asked)}
        assert targets & found, asked


@given(st.integers(1, 30), st.integers(1, 99), st.sampled_from(["resolution", "decision"]))
def test_every_number_of_the_conference_is_read_alike_in_both_languages(
    session: int, number: int, kind: str
) -> None:
    french = kind.replace("e", "é", 1)
    asked = [
        f"{noun} {session}/{number}" for noun in (kind, french, kind.upper(), f"CTOC/COP {kind}")
    ]
    assert len({read_target(one) for one in asked}) == 1
    assert read_target(asked[0])[0].name == f"CTOC/COP {kind} {session}/{number}"


@given(st.text(max_size=60))
def test_any_text_is_understood_or_refused(asked: str) -> None:
    try:
        targets = read_target(asked)
    except UsageError:
        return
    assert targets
    assert len(set(targets)) == len(targets)


@pytest.mark.parametrize(
    ("symbol", "kind", "name"),
    [
        ("A/RES/75/196", CitationKind.RESOLUTION, "A/RES/75/196"),
        ("A/RES/75/196/Corr.1", CitationKind.RESOLUTION, "A/RES/75/196"),
        ("CTOC/COP/2024/5", CitationKind.DOCUMENT, "CTOC/COP/2024/5"),
    ],
)
def test_a_document_is_the_text_that_its_symbol_names(
    symbol: str, kind: CitationKind, name: str
) -> None:
    target = target_of(Symbol.parse(symbol))
    assert (target.kind, target.name) == (kind, name)


@pytest.mark.parametrize(
    "symbol",
    [
        *("A/RES/55/25", "S/RES/1373 (2001)", "A/HRC/DEC/46/115", "UNEP/EA.5/Res.14"),
        *("CTOC/COP/RES/9/1", "CTOC/COP/2024/5", "CTOC/COP/2024/5/Rev.1"),
    ],
)
def test_the_symbols_of_a_target_lead_back_to_it(symbol: str) -> None:
    parsed = Symbol.parse(symbol)
    assert parsed in symbols_of(target_of(parsed))
