"""Fresh documents of many bodies, and single slips put into them.

Nothing may be found in a document as it stands; each slip gives just the codes that it is listed
with, in the document that has it.
"""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from ctocdiff.corpus.holdings import Corpus
from ctocdiff.corpus.places import bundled
from ctocdiff.facts.findings import SEVERITIES, find_findings
from ctocdiff.model import Document
from ctocdiff.outline import outline
from ctocdiff.read import read_bytes

TABLE: dict[str, Any] = tomllib.loads(
    (Path(__file__).parent.parent / "cases" / "slips.toml").read_text("utf-8")
)
DOCUMENTS: dict[str, str] = TABLE["documents"]
CALENDAR = Corpus.open([bundled()]).calendar
SLIPS = [
    pytest.param(slip, id=f"{slip['document']}: {slip['edit'][1].strip()[:50]}")
    for slip in TABLE["slip"]
]


@cache
def document(name: str) -> Document:
    return read(DOCUMENTS[name])


def read(text: str) -> Document:
    return outline(read_bytes(text.encode(), "case.txt"))


@pytest.mark.parametrize("name", sorted(DOCUMENTS))
def test_nothing_is_found_in_a_fresh_document(name: str) -> None:
    (found,) = find_findings([document(name)], CALENDAR)
    assert [(one.code, one.section, one.details) for one in found] == []


@pytest.mark.parametrize("language", ["en", "fr"])
def test_fresh_documents_agree(language: str) -> None:
    fresh = [document(name) for name in DOCUMENTS if name.startswith(language)]
    assert not any(find_findings(fresh, CALENDAR))


@pytest.mark.parametrize("slip", SLIPS)
def test_a_slip_is_found(slip: dict[str, Any]) -> None:
    text, (before, after) = DOCUMENTS[slip["document"]], slip["edit"]
    assert text.count(before) == 1
    others = [document(name) for name in slip.get("with", ())]
    *_, found = find_findings([*others, read(text.replace(before, after))], CALENDAR)
    assert sorted({one.code for one in found}) == sorted(slip["found"])
    assert set(slip["found"]) <= set(SEVERITIES)
