from __future__ import annotations

import datetime as dt
import tomllib
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from ctocdiff.dates import find_dates
from ctocdiff.facts.deadlines import find_deadlines, find_in_paragraph
from ctocdiff.facts.deadlines.rules import Meeting
from ctocdiff.language import Language, lexicon
from ctocdiff.model import Deadline, DeadlineKind, Document, Kind, Paragraph
from ctocdiff.outline import outline
from ctocdiff.read import read
from tests.growth import in_proportion

TESTS = Path(__file__).parent.parent
DIGESTS = TESTS.parent / "corpora" / "digests"
NINTH = Meeting(9, dt.date(2018, 10, 15), dt.date(2018, 10, 19))
TABLE: dict[str, list[dict[str, Any]]] = tomllib.loads(
    (TESTS / "cases" / "deadlines.toml").read_text("utf-8")
)
CASES = [
    pytest.param(Language(code), case, id=f"{code}: {case['text']}")
    for code, cases in TABLE.items()
    for case in cases
]


def deadlines(text: str, language: Language, meeting: Meeting = NINTH) -> tuple[Deadline, ...]:
    return find_in_paragraph("1(c)", Paragraph("p1", Kind.BODY, text), language, meeting)


def shown(found: Deadline) -> str:
    """A deadline in the notation of the case file."""
    words: list[str] = [found.kind.value]
    if found.date:
        words.append(f"{found.opens}..{found.date}" if found.opens else str(found.date))
    if found.time:
        words.append(f"{found.time:%H:%M}")
    words.append("?" if found.offset_days is None else str(found.offset_days))
    return " ".join(words)


@pytest.mark.parametrize(("language", "case"), CASES)
def test_case(language: Language, case: dict[str, Any]) -> None:
    found = deadlines(case["text"], language)
    assert [(d.text, shown(d)) for d in found] == list(case["found"].items())
    for deadline in found:
        assert case["text"][deadline.start : deadline.end] == deadline.text
    if "subjects" in case:
        assert [d.subject for d in found] == case["subjects"]


@pytest.mark.parametrize("code", ["en", "fr"])
def test_each_language_has_cases(code: str) -> None:
    assert len(TABLE[code]) >= 50


def test_both_languages_have_the_same_cases() -> None:
    sides = [[sorted(case["found"].values()) for case in TABLE[code]] for code in ("en", "fr")]
    missing = [facts for facts in sides[0] if facts not in sides[1]]
    assert missing == []


def test_both_lexicons_have_the_same_keys() -> None:
    english, french = (lexicon(language)["deadlines"] for language in Language)
    assert list(english) == list(french)


def test_without_a_session_there_are_dates_but_no_offsets() -> None:
    nowhere = Meeting(None, None, None)
    text = "Les textes arrivent deux semaines avant la session, le 1er octobre 2018 au plus tard."
    rule, fixed = deadlines(text, Language.FR, nowhere)
    assert (rule.offset_days, fixed.offset_days) == (None, None)
    assert fixed.date == dt.date(2018, 10, 1)
    (yearless,) = deadlines("à remettre au plus tard le 1er octobre", Language.FR, nowhere)
    assert yearless.date is None


def test_a_session_whose_end_is_unknown_has_an_opening_only() -> None:
    meeting = replace(NINTH, closes=None)
    for text, offset in (("end", None), ("opening", 0)):
        (found,) = deadlines(
            f"Votes must be cast before the {text} of the session.", Language.EN, meeting
        )
        assert found.offset_days == offset


def test_a_weekday_after_the_session_has_no_offset() -> None:
    (found,) = deadlines("Motions must arrive by noon on Sunday.", Language.EN)
    assert (found.kind, found.offset_days) == (DeadlineKind.RELATIVE, None)


def test_a_rule_for_another_session_has_no_offset() -> None:
    (found,) = deadlines("Texts must arrive two weeks before the next session.", Language.EN)
    assert found.offset_days is None


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("Mr. Smith must reply by 5 October 2018.", "Mr. Smith must reply"),
        ("All may speak; members must sign up by 5 October 2018.", "members must sign up"),
        (
            "Requests go to the desk. They must arrive by 5 October 2018.",
            "Requests go to the desk. They must arrive",
        ),
        (
            "The group decided that texts should arrive, in any case, by 5 October 2018.",
            "texts should arrive",
        ),
        ("By 5 October 2018: all replies.", "all replies"),
        ("By 5 October 2018.", "By 5 October 2018."),
    ],
)
def test_subject(text: str, subject: str) -> None:
    (found,) = deadlines(text, Language.EN)
    assert found.subject == subject
    assert text[found.subject_start : found.subject_end] == subject


def digest(year: int, code: str) -> Document:
    return outline(read(DIGESTS / f"agenda-{year}.{code}.txt"))


def facts(document: Document) -> list[tuple[object, ...]]:
    return [
        (d.section, d.kind, d.date, d.opens, d.time, d.offset_days)
        for d in find_deadlines(document)
    ]


@pytest.mark.parametrize(("year", "count"), [(2012, 2), (2018, 8), (2024, 9)])
def test_both_languages_of_a_digest_set_the_same_deadlines(year: int, count: int) -> None:
    english, french = (facts(digest(year, code)) for code in ("en", "fr"))
    assert english == french
    assert len(english) == count


def test_headings_and_documentation_set_none() -> None:
    body = "Texts must arrive by 5 October 2018."
    document = digest(2018, "en")
    for kind, count in ((Kind.HEADING, 0), (Kind.DOCUMENTATION, 0), (Kind.BODY, 1)):
        front = (Paragraph("x1", kind, body),)
        assert len(find_deadlines(replace(document, front=front, sections=()))) == count


@pytest.mark.parametrize(
    "scrap",
    [
        *("au plus tard le ", "60 jours ", "avant la session de ", "la liste ", "doit ; "),
        *("avant le 5 mai 2018, doit ", "deux semaines avant la session, ", "jeudi au plus tard "),
    ],
)
def test_a_long_paragraph_takes_time_in_proportion(scrap: str) -> None:
    def work(count: int) -> None:
        find_dates.cache_clear()
        deadlines(scrap * count, Language.FR)

    assert in_proportion(work, few=60, times=8)
