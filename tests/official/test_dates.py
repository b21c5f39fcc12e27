"""Dates in the official documents: all that are there, and the days they name."""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from ctocdiff.dates import DateMention, PartialDate, find_dates
from ctocdiff.language import lexicon
from ctocdiff.model import Document
from ctocdiff.outline import outline
from ctocdiff.read import read

pytestmark = pytest.mark.official

TABLES = tomllib.loads(Path(__file__).with_name("dates.toml").read_text("utf-8"))["document"]
NEEDED = 0.995  # share of the mentions, 0-1, that must be found and right


def document_of(table: dict[str, Any], folder: Path) -> Document:
    for file in sorted(folder.iterdir()):
        if hashlib.sha256(file.read_bytes()).hexdigest().startswith(table["sha256"]):
            return outline(read(file))
    pytest.skip("a document of dates.toml is not in CTOCDIFF_OFFICIAL")


def mentions(document: Document) -> list[tuple[str, DateMention]]:
    return [
        (paragraph.text, mention)
        for paragraph in document.paragraphs()
        for mention in find_dates(paragraph.text, document.language)
    ]


def written(date: PartialDate) -> str:
    """As the table writes it: 2024-10-14, --10-14 without a year, 2024-12 for a month."""
    year = "-" if date.year is None else str(date.year)
    day = "" if date.day is None else f"-{date.day:02d}"
    return f"{year}-{date.month:02d}{day}"


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table["sha256"])
def test_every_date_is_found_and_right(table: dict[str, Any], official_folder: Path) -> None:
    document = document_of(table, official_folder)
    wanted = Counter({tuple(row[:-1]): row[-1] for row in table["mentions"]})
    found = Counter(
        (mention.kind.value, *map(written, mention.dates)) for _, mention in mentions(document)
    )
    right = (found & wanted).total()
    assert right >= NEEDED * wanted.total(), wanted - found
    assert right >= NEEDED * found.total(), found - wanted


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table["sha256"])
def test_every_name_of_a_month_lies_in_a_mention(
    table: dict[str, Any], official_folder: Path
) -> None:
    document = document_of(table, official_folder)
    names = "|".join(
        re.escape(form) for forms in lexicon(document.language)["dates"]["months"] for form in forms
    )
    for paragraph in document.paragraphs():
        spans = [(m.start, m.end) for m in find_dates(paragraph.text, document.language)]
        for name in re.finditer(rf"\b(?:{names})\b", paragraph.text, re.IGNORECASE):
            assert any(start <= name.start() < name.end() <= end for start, end in spans)


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table["sha256"])
def test_weekdays_agree_with_their_dates(table: dict[str, Any], official_folder: Path) -> None:
    """Measured on the five documents: all agree, so a mismatch would be an error of reading."""
    for text, mention in mentions(document_of(table, official_folder)):
        for date, weekday in zip(mention.dates, mention.weekdays, strict=True):
            day = date.date()
            if weekday is not None and day is not None:
                assert day.isoweekday() == weekday, text[mention.start : mention.end]
