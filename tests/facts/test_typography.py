"""The cases of the tables hold whatever white space, apostrophe or hyphen a file has."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

from ctocdiff.dates import find_dates
from ctocdiff.facts.citations import citations_in
from ctocdiff.facts.deadlines import find_in_paragraph
from ctocdiff.language import Language
from ctocdiff.legible import legible
from ctocdiff.model import Deadline, Kind, Paragraph
from tests.facts.test_citations import unmark
from tests.facts.test_deadlines import NINTH

CASES = Path(__file__).parents[1] / "cases"
TYPOGRAPHIES: dict[str, Callable[[str], str]] = {
    "spaces that do not break": lambda text: text.replace(" ", "\N{NARROW NO-BREAK SPACE}"),
    "lines that end anywhere": lambda text: re.sub(r"(?<=\w) (?=\w)", "\n", text),
    "straight apostrophes": lambda text: text.replace("\N{RIGHT SINGLE QUOTATION MARK}", "'"),
    "curly apostrophes": lambda text: text.replace("'", "\N{RIGHT SINGLE QUOTATION MARK}"),
    # not in "2018-10-15"
    "hyphens that do not break": lambda text: re.sub(
        r"(?<!\d{4})(?<!-\d\d)-(?=\d)", "\N{NON-BREAKING HYPHEN}", text
    ),
}


def table(name: str) -> dict[str, Any]:
    return tomllib.loads((CASES / f"{name}.toml").read_text("utf-8"))


def texts(name: str) -> Iterator[tuple[Language, str]]:
    for code, cases in table(name).items():
        yield from ((Language(code), case["text"]) for case in cases)


def deadlines_in(text: str, language: Language) -> Iterable[Deadline]:
    return find_in_paragraph("1", Paragraph("p1", Kind.BODY, text), language, NINTH)


def citation_cases() -> Iterator[tuple[Language, str, str]]:
    for group in table("citations").values():
        for language in Language:
            yield from ((language, group["body"], marked) for marked in group[language])


@pytest.mark.parametrize("typography", TYPOGRAPHIES)
def test_citations(typography: str) -> None:
    change = TYPOGRAPHIES[typography]
    for language, body, marked in citation_cases():
        text, wanted = unmark(marked)
        found = citations_in(change(text), language, body=body)
        assert [(c.start, c.end, c.target, c.anaphora) for c in found] == wanted, text


@pytest.mark.parametrize("typography", TYPOGRAPHIES)
def test_dates(typography: str) -> None:
    change = TYPOGRAPHIES[typography]
    for language, text in texts("dates"):
        plain, changed = (find_dates(one, language) for one in (text, change(text)))
        assert plain == changed, text


@pytest.mark.parametrize("typography", TYPOGRAPHIES)
def test_deadlines(typography: str) -> None:
    change = TYPOGRAPHIES[typography]
    for language, text in texts("deadlines"):
        plain, changed = (
            [
                (d.start, d.end, d.kind, d.date, d.opens, d.time, d.offset_days)
                for d in deadlines_in(one, language)
            ]
            for one in (text, change(text))
        )
        assert plain == changed, text


UNSEEN = {
    "letters of two code points": lambda text: unicodedata.normalize("NFD", text),
    "soft hyphens": lambda text: re.sub(r"(?<=\w{3})(?=\w{3})", "\N{SOFT HYPHEN}", text),
    "spaces of no width after strokes": lambda text: text.replace("/", "/\N{ZERO WIDTH SPACE}"),
    "marks of direction": lambda text: re.sub(r"(?<= )(?=[0-9])", "\N{LEFT-TO-RIGHT MARK}", text),
}


@pytest.mark.parametrize("unseen", UNSEEN)
def test_citations_do_not_depend_on_what_nobody_sees(unseen: str) -> None:
    change = UNSEEN[unseen]
    for language, body, marked in citation_cases():
        text, wanted = unmark(marked)
        found = citations_in(change(text), language, body=body)
        assert [(legible(c.text).text, c.target, c.anaphora) for c in found] == [
            (legible(text[start:end]).text, target, again) for start, end, target, again in wanted
        ], text


@pytest.mark.parametrize("unseen", UNSEEN)
def test_deadlines_do_not_depend_on_what_nobody_sees(unseen: str) -> None:
    change = UNSEEN[unseen]
    for language, text in texts("deadlines"):
        plain, changed = (
            [
                (legible(d.text).text, d.date, d.opens, d.time, legible(d.subject).text)
                for d in deadlines_in(one, language)
            ]
            for one in (text, change(text))
        )
        assert plain == changed, text
