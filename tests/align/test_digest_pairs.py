"""Alignment of the bundled digests, against the pairs made by hand for the agendas they abridge.

A digest has the paragraphs of the agenda, one for one, in other and fewer words: what corresponds
there should correspond here, on thinner evidence. The tables lie beside the tests on the official
agendas; no official document is needed. Sure pairs and others are told apart as in Och and Ney:
precision counts both as right, recall asks for the sure ones.
"""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from ctocdiff.compare import redline
from ctocdiff.corpus.places import bundled
from ctocdiff.model import Document, Kind
from ctocdiff.outline import outline
from ctocdiff.read import read

TABLES = Path(__file__).parents[1] / "official"
# The least precision and recall that are accepted; raise them when the alignment improves.
FLOORS = {
    ("fr", 2018, 2024): (0.99, 0.90),
    ("fr", 2012, 2018): (0.89, 0.91),
    ("fr", 2012, 2024): (0.99, 0.94),
    ("en", 2018, 2024): (0.99, 0.87),
    ("en", 2012, 2018): (0.92, 0.94),
    ("en", 2012, 2024): (0.99, 0.91),
}


@cache
def digest(language: str, year: int) -> Document:
    return outline(read(bundled() / "digests" / f"agenda-{year}.{language}.txt"))


def ordinals(document: Document) -> dict[str, int]:
    """The number of each paragraph and documentation entry, by its id."""
    counted = (
        paragraph.id
        for section in document.walk()
        for paragraph in section.paragraphs
        if paragraph.kind in (Kind.BODY, Kind.DOCUMENTATION)
    )
    return {identity: number for number, identity in enumerate(counted, 1)}


@pytest.mark.parametrize(("language", "before", "after"), FLOORS)
def test_pairs_of_digests(language: str, before: int, after: int) -> None:
    text = (TABLES / f"pairs-{before}-{after}.toml").read_text("utf-8")
    table: list[dict[str, Any]] = tomllib.loads(text)["pair"]
    every = {(b, a) for row in table for b in row["before"] for a in row["after"]}
    sure = {(b, a) for row in table if row["sure"] for b in row["before"] for a in row["after"]}
    documents = digest(language, before), digest(language, after)
    old, new = map(ordinals, documents)
    got = {
        (old[one.id], new[other.id])
        for row in redline(*documents).rows()
        for one in row.cells[0]
        for other in row.cells[1]
        if one.id in old and other.id in new
    }
    precision, recall = len(got & every) / len(got), len(got & sure) / len(sure)
    print(f"precision {precision:.3f}, recall of sure pairs {recall:.3f}")
    print(f"  missed {sorted(sure - got)}")
    print(f"  wrong {sorted(got - every)}")
    assert precision >= FLOORS[language, before, after][0]
    assert recall >= FLOORS[language, before, after][1]
