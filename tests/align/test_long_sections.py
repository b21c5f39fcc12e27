"""In a section too long to ask all its paragraphs, what the index gave still has its rivals."""

from __future__ import annotations

from ctocdiff.align.leftovers import alike_in_section
from ctocdiff.align.reader import Reader
from ctocdiff.align.section_words import SectionWords
from ctocdiff.align.units import Unit
from ctocdiff.language import Language
from ctocdiff.model import Kind

MANY = [f"Pier {number} was painted by crew {number} in shade {number}." for number in range(250)]
BEFORE = "The harbour master reports on lighthouses, buoys and foghorns."
LIKE_IT = "The harbour master speaks of lighthouses, buoys and foghorns."
AS_LIKE_IT = "The harbour master tells of lighthouses, buoys and foghorns."


def units(texts: list[str]) -> list[Unit]:
    reader = Reader(Language.EN)
    profiles = reader.weighed(texts)
    return [
        Unit(0, Kind.BODY, at / len(texts), reader.read(text), profiles[text])
        for at, text in enumerate(texts)
    ]


def standing_out(found: list[tuple[int, int]]) -> list[tuple[int, int]]:
    sides = units([BEFORE, *MANY]), units([LIKE_IT, AS_LIKE_IT, *MANY])
    free = range(len(sides[0])), range(len(sides[1]))
    return list(alike_in_section(sides, found, free, SectionWords(sides)))


def test_a_pair_without_rivals_stands_out() -> None:
    assert standing_out([(0, 0)]) == [(0, 0)]


def test_of_two_that_are_as_likely_none_stands_out() -> None:
    assert standing_out([(0, 0), (0, 1)]) == []
