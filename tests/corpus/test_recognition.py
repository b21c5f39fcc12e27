from __future__ import annotations

import tomllib
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from ctocdiff.corpus.catalogue import Knowledge, read_catalogue
from ctocdiff.corpus.places import bundled
from ctocdiff.corpus.recognition import recognise
from ctocdiff.errors import UnreadableError
from ctocdiff.language import Language
from ctocdiff.model import DocumentKind, Provenance
from ctocdiff.read import read, read_bytes
from ctocdiff.symbols import Symbol

CASES = tomllib.loads(
    (Path(__file__).parent.parent / "cases" / "recognition.toml").read_text("utf-8")
)["case"]
NOTHING = Knowledge((), ())


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return Knowledge.of([read_catalogue(bundled())])


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_case(case: dict[str, Any], knowledge: Knowledge) -> None:
    data = case["text"].encode()
    if "refused" in case:
        with pytest.raises(UnreadableError) as caught:
            recognise(read_bytes(data, "x.dat"), knowledge)
        assert caught.value.code == case["refused"]
        return
    entry, _ = recognise(read_bytes(data, "x.dat"), knowledge)
    symbol = Symbol.parse(case["symbol"]) if "symbol" in case else None
    assert entry.symbol == symbol
    assert entry.body == case.get("body", symbol.body if symbol else None)
    assert (entry.kind, entry.session) == (DocumentKind(case["kind"]), case.get("session"))
    assert (entry.language, entry.provenance) == (Language(case["language"]), Provenance.OFFICIAL)
    assert entry.opens == case.get("opens", entry.opens)
    assert entry.closes == case.get("closes", entry.closes)


def test_what_a_catalogue_knows_of_a_file_goes_before_what_it_says(knowledge: Knowledge) -> None:
    source = read_bytes(CASES[0]["text"].encode(), "x.txt")
    entry, _ = recognise(source, NOTHING)
    known = replace(entry, symbol=Symbol.parse("CAC/COSP/2031/2"), kind=DocumentKind.NOTE)
    again, _ = recognise(source, Knowledge((), (known,)))
    assert (str(again.symbol), again.kind) == ("CAC/COSP/2031/2", DocumentKind.NOTE)


def test_a_session_that_disagrees_with_the_catalogue_is_not_taken_from_it(
    knowledge: Knowledge,
) -> None:
    case = next(case for case in CASES if case["name"].startswith("an agenda without"))
    text = case["text"].replace("lundi 15 octobre 2012", "lundi 14 octobre 2013")
    with pytest.raises(UnreadableError) as caught:
        recognise(read_bytes(text.encode(), "x.txt"), knowledge)
    assert caught.value.code == "document-unrecognised"


@pytest.mark.parametrize("name", [f"agenda-{y}" for y in (2012, 2018, 2024)])
@pytest.mark.parametrize("language", ["en", "fr"])
def test_digests_say_that_they_are(digests_folder: Path, name: str, language: str) -> None:
    entry, _ = recognise(read(digests_folder / f"{name}.{language}.txt"), NOTHING)
    assert entry.provenance is Provenance.DIGEST
    assert (entry.year, entry.language) == (int(name[-4:]), language)


def test_the_official_documents_say_what_the_catalogue_says_of_them(
    official_folder: Path, knowledge: Knowledge
) -> None:
    blind = Knowledge(
        knowledge.sessions,
        tuple(e for e in knowledge.entries if e.provenance is Provenance.DIGEST),
    )
    files = [path for path in official_folder.iterdir() if path.suffix == ".txt"]
    for path in files:
        known = knowledge.by_hash(read(path).sha256)
        assert known is not None
        entry, _ = recognise(read(path), blind)
        assert (entry.kind, entry.session, entry.year) == (known.kind, known.session, known.year)
        assert (entry.language, entry.body) == (known.language, known.body)
        assert entry.symbol in (known.symbol, None)
        assert entry.symbol or known.kind in (DocumentKind.NOTE, DocumentKind.REPORT)
