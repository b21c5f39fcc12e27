from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from ctocdiff.language import Language
from ctocdiff.model import Document, DocumentKind, Kind, Masthead, Provenance
from ctocdiff.outline import outline
from ctocdiff.read import read
from tests.official.tables import letters

pytestmark = pytest.mark.official

LABELS = [
    "1", "1(a)", "1(b)", "1(c)", "1(d)", "1(e)", "1(f)",
    "2", "2(a)", "2(b)", "2(c)", "2(d)", "3", "4", "5", "6", "7", "8", "9", "annex",
]  # fmt: skip
SESSIONS = {
    2012: (6, dt.date(2012, 10, 15), dt.date(2012, 10, 19)),
    2018: (9, dt.date(2018, 10, 15), dt.date(2018, 10, 19)),
    2024: (12, dt.date(2024, 10, 14), dt.date(2024, 10, 18)),
}
# Paragraphs of annotations and entries of documentation lists, counted by hand.
COUNTS = {2012: 70, 2018: 82, 2024: 109}
YEARS = sorted(SESSIONS)

Agenda = Callable[[int], Document]


@pytest.mark.parametrize("year", YEARS)
def test_each_item_once_and_none_other(official_agenda: Agenda, year: int) -> None:
    assert [section.label for section in official_agenda(year).walk()] == LABELS


@pytest.mark.parametrize("year", YEARS)
def test_what_the_document_is(official_agenda: Agenda, year: int) -> None:
    document = official_agenda(year)
    head = document.masthead
    assert str(head.symbol) == f"CTOC/COP/{year}/1"
    assert (head.session, head.opens, head.closes) == SESSIONS[year]
    assert (document.kind, document.language) == (DocumentKind.AGENDA, Language.FR)
    assert (document.provenance, document.year) == (Provenance.OFFICIAL, year)


def test_the_whole_masthead(official_agenda: Agenda) -> None:
    for year, issued, reissued in (
        (2018, dt.date(2018, 5, 30), dt.date(2018, 7, 26)),
        (2024, dt.date(2024, 7, 16), dt.date(2024, 7, 25)),
    ):
        head = official_agenda(year).masthead
        assert isinstance(head, Masthead)
        assert (head.issued, head.reissued) == (issued, reissued)
        assert (head.original, head.venue) == ("anglais", "Vienne")
        assert head.title == "Ordre du jour provisoire annoté"
        assert head.body is not None


def test_what_is_noticed(official_agenda: Agenda) -> None:
    noticed = {year: [notice.code for notice in official_agenda(year).notices] for year in YEARS}
    assert noticed == {2012: ["masthead-missing", "agenda-list-cut"], 2018: [], 2024: []}


@pytest.mark.parametrize("year", YEARS)
def test_the_paragraphs_are_those_counted_by_hand(official_agenda: Agenda, year: int) -> None:
    kinds = Counter(
        paragraph.kind
        for section in official_agenda(year).walk()
        if not section.label.startswith("annex")
        for paragraph in section.paragraphs
    )
    assert kinds[Kind.BODY] + kinds[Kind.DOCUMENTATION] == COUNTS[year]


@pytest.mark.parametrize("year", YEARS)
def test_no_letter_is_lost_or_added(official_agenda: Agenda, year: int) -> None:
    document = official_agenda(year)
    source = "".join(letters(line.text) for line in document.source.lines)
    model = "".join(letters(paragraph.text) for paragraph in document.paragraphs())
    assert Counter(source) == Counter(model)
    asides = [p for p in document.paragraphs() if p.kind is Kind.NOTE]
    assert asides or source == model


@pytest.mark.parametrize("year", YEARS)
def test_every_character_can_be_found_in_the_source(official_agenda: Agenda, year: int) -> None:
    document = official_agenda(year)
    lines = {line.number: line for line in document.source.lines}
    for paragraph in document.paragraphs():
        for offset, char in enumerate(paragraph.text):
            place = paragraph.place(offset)
            line = lines[place.line]
            assert line.page == place.page
            if char.isalnum():
                assert line.raw[place.column] == char


@pytest.mark.parametrize("year", YEARS)
def test_no_paragraph_is_cut(official_agenda: Agenda, year: int) -> None:
    for section in official_agenda(year).walk():
        for paragraph in section.paragraphs:
            if paragraph.kind is not Kind.BODY or section.label.startswith("annex"):
                continue
            assert re.search(r"[.;:!?][»”\"]?$|\s»$", paragraph.text), paragraph.id
            assert not paragraph.text[0].islower() or re.match(r"[a-z]\)", paragraph.text)


@pytest.mark.parametrize("year", YEARS)
def test_an_entry_of_a_documentation_list_ends_with_its_symbol(
    official_agenda: Agenda, year: int
) -> None:
    for section in official_agenda(year).walk():
        for paragraph in section.paragraphs:
            if paragraph.kind is Kind.DOCUMENTATION:
                assert re.search(r"/\w+(?:\.\d+)?\)?\.?$", paragraph.text), paragraph.id


@pytest.mark.parametrize("year", YEARS)
def test_the_annex_is_a_table(official_agenda: Agenda, year: int) -> None:
    annex = next(s for s in official_agenda(year).walk() if s.label == "annex")
    assert [heading.kind for heading in annex.heading] == [Kind.HEADING, Kind.HEADING]
    rows = [paragraph for paragraph in annex.paragraphs if paragraph.kind is Kind.TABLE]
    assert sum(len(row.cells) >= 2 for row in rows) >= 9


@pytest.mark.parametrize("year", YEARS)
def test_a_second_reading_gives_the_same(
    official_agenda: Agenda, official_file: Callable[[int], Path], year: int
) -> None:
    assert outline(read(official_file(year))) == official_agenda(year)
