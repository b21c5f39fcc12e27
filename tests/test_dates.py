from __future__ import annotations

import datetime as dt
import tomllib
from pathlib import Path
from typing import Any

import pytest

from ctocdiff.dates import (
    DateKind,
    DateMention,
    PartialDate,
    find_dates,
    format_date,
    read_date,
)
from ctocdiff.language import Language
from tests.growth import in_proportion

TABLE: dict[str, list[dict[str, Any]]] = tomllib.loads(
    (Path(__file__).parent / "cases" / "dates.toml").read_text("utf-8")
)
CASES = [
    pytest.param(Language(code), case["text"], case["found"], id=f"{code}: {case['text']}")
    for code, cases in TABLE.items()
    for case in cases
]
WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def shown(mention: DateMention) -> str:
    """The mention in the notation of the case file."""
    words = [mention.kind.value]
    for date, weekday in zip(mention.dates, mention.weekdays, strict=True):
        if weekday is not None:
            words.append(WEEKDAYS[weekday - 1])
        day = "" if date.day is None else f"-{date.day:02}"
        words.append(f"{date.year or '????'}-{date.month:02}{day}")
    if mention.time is not None:
        words.append(f"at {mention.time:%H:%M}")
    if mention.inherited:
        words.append("inherited")
    return " ".join(words)


@pytest.mark.parametrize(("language", "text", "found"), CASES)
def test_case(language: Language, text: str, found: dict[str, str]) -> None:
    mentions = find_dates(text, language)
    assert [(text[m.start : m.end], shown(m)) for m in mentions] == list(found.items())


@pytest.mark.parametrize("code", ["en", "fr"])
def test_each_language_has_cases(code: str) -> None:
    assert len(TABLE[code]) >= 60


def test_accents_may_be_combining_characters() -> None:
    text = "le 5 fe\u0301vrier et le 7 aou\u0302t 2012"
    assert [mention.dates[0] for mention in find_dates(text, Language.FR)] == [
        PartialDate(2012, 2, 5),
        PartialDate(2012, 8, 7),
    ]


def test_a_hard_wrapped_line_may_cut_a_date() -> None:
    text = "du lundi\n3 au vendredi\n7 septembre \n2018 à \n10 heures"
    (mention,) = find_dates(text, Language.FR)
    assert mention.kind is DateKind.INTERVAL
    assert text[mention.start : mention.end] == text.removeprefix("du ")
    assert mention.time == dt.time(10)


def test_a_blank_line_keeps_the_year_of_the_next_paragraph_away() -> None:
    first, _ = find_dates("le 5 mai\n\nle 7 juin 2012", Language.FR)
    assert first.dates == (PartialDate(None, 5, 5),)
    assert not first.inherited


def test_the_language_of_the_text_decides() -> None:
    assert find_dates("le 12 juin 2024", Language.EN) == ()
    assert find_dates("on 12 June 2024", Language.FR) == ()


def test_a_partial_date_without_day_or_year_is_no_calendar_day() -> None:
    assert PartialDate(2024, 2, 29).date() == dt.date(2024, 2, 29)
    assert PartialDate(2024, 2, None).date() is None
    assert PartialDate(None, 2, 29).date() is None


@pytest.mark.parametrize(
    ("language", "plain", "with_weekday"),
    [
        (Language.FR, "1er octobre 2018", "lundi 1er octobre 2018"),
        (Language.EN, "1 October 2018", "Monday, 1 October 2018"),
    ],
)
def test_format_date(language: Language, plain: str, with_weekday: str) -> None:
    date = dt.date(2018, 10, 1)
    assert format_date(date, language) == plain
    assert format_date(date, language, weekday=True) == with_weekday


@pytest.mark.parametrize(
    ("text", "date"),
    [
        (" 4 octobre 2024 ", dt.date(2024, 10, 4)),
        ("2024-10-04", dt.date(2024, 10, 4)),
        ("le 4 octobre 2024", None),
        ("4 octobre", None),
        ("octobre 2024", None),
        ("4 et 5 octobre 2024", None),
        ("4 octobre 2024 à midi", None),
        ("4 octobre 2024, 5 octobre 2024", None),
        ("31 avril 2024", None),
        ("", None),
    ],
)
def test_read_date(text: str, date: dt.date | None) -> None:
    assert read_date(text, Language.FR) == date


@pytest.mark.parametrize(
    "scrap", ["1, ", "1 et 2 et ", "lundi 1, ", "mai, juin et ", "3 mai et 4 juin, "]
)
def test_the_days_of_a_long_list_are_bounded(scrap: str) -> None:
    """A list of days that never ends in a month costs time in proportion to its length."""
    find_dates("1 mai", Language.FR)  # the patterns are compiled once

    def work(count: int) -> None:
        find_dates.cache_clear()
        find_dates("mai " + scrap * count, Language.FR)

    assert in_proportion(work, few=500, times=8)
