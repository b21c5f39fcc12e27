"""The outlines of the official report and note, against tables made by reading them."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from pathlib import Path

import pytest

from ctocdiff.language import Language
from ctocdiff.model import Document, DocumentKind, Kind, Paragraph, Provenance
from tests.official.tables import letters, paragraph_hash, table_and_document

pytestmark = pytest.mark.official

TABLES = sorted(Path(__file__).parent.glob("outline-*.toml"))
Row = tuple[str, int, str, dict[str, int], str, str]


def named(name: str, folder: Path) -> Document:
    path = next(path for path in TABLES if path.stem == f"outline-{name}")
    return table_and_document(path, folder)[1]


def hash_of(*paragraphs: Paragraph) -> str:
    text = "".join(paragraph.text for paragraph in paragraphs)
    return paragraph_hash(text) if paragraphs else ""


def row(
    label: str, level: int, heading: tuple[Paragraph, ...], paragraphs: tuple[Paragraph, ...]
) -> Row:
    counts = Counter(str(paragraph.kind) for paragraph in paragraphs)
    first, last = hash_of(*paragraphs[:1]), hash_of(*paragraphs[-1:])
    return label, level, hash_of(*heading), dict(counts), first, last


@pytest.mark.parametrize("path", TABLES, ids=lambda path: path.stem)
def test_the_outline_is_that_made_by_hand(path: Path, official_folder: Path) -> None:
    table, document = table_and_document(path, official_folder)
    found = [row("", 0, (), document.front)]
    found += [row(s.label, s.level, s.heading, s.paragraphs) for s in document.walk()]
    assert found == [tuple(wanted) for wanted in table["sections"]]


@pytest.mark.parametrize("path", TABLES, ids=lambda path: path.stem)
def test_every_letter_stands_in_one_paragraph(path: Path, official_folder: Path) -> None:
    document = table_and_document(path, official_folder)[1]
    source = "".join(letters(line.text) for line in document.source.lines)
    model = "".join(letters(paragraph.text) for paragraph in document.paragraphs())
    assert Counter(source) == Counter(model)
    notes = [letters(p.text) for p in document.paragraphs() if p.kind is Kind.NOTE]
    for note in notes:  # all but the notes stands in the order of the source
        source = source.replace(note, "", 1)
    body = "".join(letters(p.text) for p in document.paragraphs() if p.kind is not Kind.NOTE)
    assert body == source


@pytest.mark.parametrize("path", TABLES, ids=lambda path: path.stem)
def test_no_paragraph_is_cut(path: Path, official_folder: Path) -> None:
    document = table_and_document(path, official_folder)[1]
    for section in document.walk():
        for paragraph in section.paragraphs:
            # a list of persons has no final punctuation
            if paragraph.kind is Kind.BODY and section.label != "II.B":
                assert re.search(r"[.;:,][¹²³⁰⁴-⁹]*\)?$", paragraph.text), paragraph.id
                assert not paragraph.text[0].islower() or re.match(r"[a-z]\)", paragraph.text)


@pytest.mark.parametrize("path", TABLES, ids=lambda path: path.stem)
def test_every_character_can_be_found_in_the_source(path: Path, official_folder: Path) -> None:
    document = table_and_document(path, official_folder)[1]
    lines = {line.number: line for line in document.source.lines}
    for paragraph in document.paragraphs():
        for offset, char in enumerate(paragraph.text):
            place = paragraph.place(offset)
            if char.isalnum():
                assert lines[place.line].raw[place.column] == char


def test_ids_are_unique_and_in_reading_order(official_folder: Path) -> None:
    ids = [paragraph.id for paragraph in named("report", official_folder).paragraphs()]
    assert ids == [f"p{number}" for number in range(1, len(ids) + 1)]


def test_what_the_report_is(official_folder: Path) -> None:
    document = named("report", official_folder)
    head = document.masthead
    assert (document.kind, document.language) == (DocumentKind.REPORT, Language.FR)
    assert document.provenance is Provenance.OFFICIAL
    assert (head.session, head.venue, head.issued) == (12, "Vienne", dt.date(2024, 11, 11))
    assert (head.opens, head.closes) == (dt.date(2024, 10, 14), dt.date(2024, 10, 18))
    assert head.body is not None
    assert document.agenda == ()
    assert document.notices == ()


def test_what_the_note_is(official_folder: Path) -> None:
    document = named("note", official_folder)
    head = document.masthead
    assert (document.kind, head.title) == (DocumentKind.NOTE, "Note du Secrétariat")
    assert (head.session, head.venue, head.issued) == (12, "Vienne", dt.date(2024, 7, 4))
    assert (head.opens, head.closes) == (dt.date(2024, 10, 14), dt.date(2024, 10, 18))
    assert document.notices == ()


def test_the_paragraphs_of_the_chapters_are_numbered_through(official_folder: Path) -> None:
    document = named("report", official_folder)
    found = [
        int(match[1])
        for section in document.walk()
        if re.fullmatch(r"[IVX]+(\.[A-Z])?", section.label)
        for paragraph in section.paragraphs
        if (match := re.match(r"(\d+)\.\s", paragraph.text))
    ]
    assert found == list(range(1, 83))


@pytest.mark.parametrize(
    ("label", "last"), [("resolution 12/1", 2), ("resolution 12/3", 23), ("resolution 12/4", 9)]
)
def test_the_operative_paragraphs_follow_the_preamble(
    official_folder: Path, label: str, last: int
) -> None:
    document = named("report", official_folder)
    section = next(section for section in document.walk() if section.label == label)
    texts = [p.text for p in section.paragraphs if p.kind is Kind.BODY]
    numbers = [int(m[1]) for text in texts if (m := re.match(r"(\d+)\.\s", text))]
    assert numbers == list(range(1, last + 1))
    preamble = texts[: next(at for at, text in enumerate(texts) if text.startswith("1. "))]
    assert all(re.search(r",[¹²³⁰⁴-⁹]*$", text) for text in preamble)
