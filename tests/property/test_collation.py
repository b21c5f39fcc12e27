"""Three and four sessions, each edited from the one before: what became of each is still known."""

from __future__ import annotations

import random
from dataclasses import replace
from functools import cache
from itertools import combinations

import pytest

from ctocdiff.align.witnesses import align
from ctocdiff.compare import Base, collate
from ctocdiff.corpus.places import bundled
from ctocdiff.language import Language
from ctocdiff.model import Document, Kind, Row, Section, Status
from ctocdiff.outline import outline
from ctocdiff.read import read
from tests.align.small import corresponding
from tests.edits import edited

COMPARED = (Kind.BODY, Kind.DOCUMENTATION)
YEARS = (2012, 2018, 2024)
LANGUAGES = pytest.mark.parametrize("language", Language)


@cache
def digest(year: int, language: Language) -> Document:
    return outline(read(bundled() / "digests" / f"agenda-{year}.{language}.txt"))


def rows_of(*witnesses: Document) -> list[Row]:
    front, sections = align(witnesses)
    return [row for section in (front, *sections) for row in section.rows]


@pytest.mark.parametrize(("sessions", "precision", "recall"), [(3, 0.98, 0.98), (4, 0.98, 0.98)])
@pytest.mark.parametrize("year", YEARS)
def test_known_edits_are_followed_through_sessions(
    year: int, sessions: int, precision: float, recall: float
) -> None:
    witnesses = [digest(year, Language.EN)]
    became: list[dict[str, list[str]]] = []
    for session in range(1, sessions):
        after, known = edited(witnesses[-1], random.Random(7 * year + session))
        witnesses.append(after)
        became.append({})
        for one, other in known:
            became[-1].setdefault(one, []).append(other)
    wanted, found = set(), set()
    rows = [row for row in rows_of(*witnesses) if row.kind in COMPARED]
    for i, j in combinations(range(sessions), 2):
        for paragraph in witnesses[i].paragraphs():
            ends = {paragraph.id} if paragraph.kind in COMPARED else set()
            for step in became[i:j]:
                ends = {other for end in ends for other in step.get(end, ())}
            wanted |= {(i, paragraph.id, j, end) for end in ends}
        found |= {(i, b, j, a) for row in rows for b, a in corresponding(row, i, j)}
    right = len(found & wanted)
    assert right >= precision * len(found)
    assert right >= recall * len(wanted)


@LANGUAGES
def test_the_other_way_round_gives_the_mirrored_rows(language: Language) -> None:
    witnesses = [digest(year, language) for year in YEARS]
    there, back = (
        {tuple(tuple(p.id for p in cell) for cell in row.cells) for row in rows_of(*order)}
        for order in (witnesses, reversed(witnesses))
    )
    assert there == {row[::-1] for row in back}


@LANGUAGES
def test_a_paragraph_left_out_of_the_middle_session_is_one_row_with_a_gap(
    language: Language,
) -> None:
    whole = digest(2024, language)
    ids = [p.id for p in whole.paragraphs() if p.kind is Kind.BODY and len(p.text) > 60]
    gone = set(ids[::7])
    without = _without(whole, gone)
    for row in rows_of(whole, without, whole):
        first, middle, last = ([p.id for p in cell] for cell in row.cells)
        assert first == last
        assert middle == [each for each in first if each not in gone]
        assert row.status is Status.EQUAL or set(first) & gone


def _without(document: Document, gone: set[str]) -> Document:
    """A document without some paragraphs."""

    def cut(section: Section) -> Section:
        kept = tuple(p for p in section.paragraphs if p.id not in gone)
        return replace(section, paragraphs=kept, sections=tuple(map(cut, section.sections)))

    return replace(document, sections=tuple(map(cut, document.sections)))


@LANGUAGES
@pytest.mark.parametrize("base", Base)
def test_what_is_compared_with_what(language: Language, base: Base) -> None:
    """The third is the first again: compared with that, it has no change."""
    old, new = digest(2018, language), digest(2024, language)
    comparison = collate((new, old, new), base=base)
    wanted = {Base.FIRST: {(0, 1)}, Base.PREVIOUS: {(0, 1), (1, 2)}}[base]
    assert {diff.between for row in comparison.rows() for diff in row.diffs} == wanted


@LANGUAGES
def test_pairs_tell_what_corresponds_in_a_row(language: Language) -> None:
    for row in rows_of(*(digest(year, language) for year in YEARS)):
        ids = [{paragraph.id for paragraph in cell} for cell in row.cells]
        for pair in row.pairs:
            assert pair.between[0] < pair.between[1]
            assert pair.before in ids[pair.between[0]]
            assert pair.after in ids[pair.between[1]]
            assert 0 < pair.similarity <= 1
        if row.pairs:
            assert row.basis == row.pairs[0].basis
            joined = {(p.between[0], p.before) for p in row.pairs}
            joined |= {(p.between[1], p.after) for p in row.pairs}
            assert joined == {(w, each) for w, cell in enumerate(ids) for each in cell}
