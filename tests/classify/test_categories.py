"""Categories of changes in invented sentences: tests/cases/categories.toml."""

from __future__ import annotations

import datetime as dt
import tomllib
from pathlib import Path
from typing import Any

import pytest

from ctocdiff.classify import Side, classify
from ctocdiff.compare import edits_between
from ctocdiff.facts.citations import find_citations
from ctocdiff.facts.deadlines import find_deadlines
from ctocdiff.language import Language
from ctocdiff.model import Category, Kind, Masthead, Op, Paragraph, Section
from ctocdiff.symbols import Symbol
from tests.classify.marked import marks, sides
from tests.samples import made

GROUPS: list[dict[str, Any]] = tomllib.loads(
    (Path(__file__).parents[1] / "cases" / "categories.toml").read_text("utf-8")
)["group"]
CASES = [
    pytest.param(language, marked, id=f"{language}: {group['name']} {number}")
    for group in GROUPS
    for language in Language
    for number, marked in enumerate(group[language], 1)
]
ROUTINE = {Category.TYPOGRAPHIC, Category.SPELLING, Category.ROLLOVER, Category.INCLUSIVE}
SESSIONS = {
    4: (dt.date(2030, 3, 4), dt.date(2030, 3, 8)),
    5: (dt.date(2032, 3, 1), dt.date(2032, 3, 5)),
}


def side(text: str, language: Language, session: int) -> Side:
    """A sentence as the only paragraph of an agenda of a session."""
    opens, closes = SESSIONS[session]
    paragraph = Paragraph("p1", Kind.BODY, text)
    symbol = Symbol.parse(f"CTOC/COP/{opens.year}/1")
    head = Masthead(body="CTOC/COP", symbol=symbol, session=session, opens=opens, closes=closes)
    document = made([Section("1", 1, "", (), (paragraph,))], head=head, language=language)
    return Side(document, (paragraph,), find_citations(document), find_deadlines(document))


def found(language: Language, before: str, after: str) -> list[tuple[str, str, Category]]:
    one, other = side(before, language, 4), side(after, language, 5)
    edits = edits_between(before, after, (one.document, other.document))
    changed = [edit for edit in edits if edit.op is not Op.EQUAL]
    return [
        (before[slice(*edit.before)], after[slice(*edit.after)], category)
        for edit, category in zip(changed, classify(edits, one, other), strict=True)
    ]


@pytest.mark.parametrize(("language", "marked"), CASES)
def test_categories(language: Language, marked: str) -> None:
    changes = found(language, *sides(marked))
    wanted = [category for _, _, category in marks(marked)]
    assert [str(category) for _, _, category in changes] == wanted, changes


def test_there_are_enough_cases_of_every_category_in_each_language() -> None:
    for language in Language:
        sentences = [marked for group in GROUPS for marked in group[language]]
        named = [category for marked in sentences for _, _, category in marks(marked)]
        assert len(sentences) >= 60
        assert all(named.count(category) >= 4 for category in Category)
