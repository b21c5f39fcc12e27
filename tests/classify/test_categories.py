"""Categories of changes in invented sentences: tests/cases/categories.toml."""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from ctocdiff.classify import Side, classify
from ctocdiff.compare import edits_between
from ctocdiff.facts.citations import find_citations
from ctocdiff.facts.deadlines import find_deadlines
from ctocdiff.language import Language
from ctocdiff.model import (
    Category,
    Document,
    DocumentKind,
    Kind,
    Masthead,
    Op,
    Paragraph,
    Provenance,
    Section,
    Source,
)
from ctocdiff.symbols import Symbol

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
MARK = re.compile(r"\{([^|{}]*)\|([^|{}]*)\|(\w+)\}")


def side(text: str, language: Language, session: int) -> Side:
    """A sentence as the only paragraph of an agenda of a session."""
    opens, closes = SESSIONS[session]
    paragraph = Paragraph("p1", Kind.BODY, text)
    document = Document(
        DocumentKind.AGENDA,
        language,
        Provenance.OFFICIAL,
        Masthead(
            body="CTOC/COP",
            symbol=Symbol.parse(f"CTOC/COP/{opens.year}/1"),
            session=session,
            opens=opens,
            closes=closes,
        ),
        (),
        (),
        (Section("1", 1, "", (), (paragraph,)),),
        (),
        Source("sample", "", "", ()),
    )
    return Side(document, (paragraph,), find_citations(document), find_deadlines(document))


def found(language: Language, before: str, after: str) -> list[tuple[str, str, Category]]:
    sides = side(before, language, 4), side(after, language, 5)
    edits = edits_between(before, after, (sides[0].document, sides[1].document))
    changed = [edit for edit in edits if edit.op is not Op.EQUAL]
    return [
        (before[slice(*edit.before)], after[slice(*edit.after)], category)
        for edit, category in zip(changed, classify(edits, *sides), strict=True)
    ]


@pytest.mark.parametrize(("language", "marked"), CASES)
def test_categories(language: Language, marked: str) -> None:
    before, after = MARK.sub(r"\1", marked), MARK.sub(r"\2", marked)
    changes = found(language, before, after)
    assert [str(change[2]) for change in changes] == [mark[3] for mark in MARK.finditer(marked)], (
        changes
    )


def test_there_are_enough_cases_of_every_category_in_each_language() -> None:
    for language in Language:
        sentences = [marked for group in GROUPS for marked in group[language]]
        named = [mark[3] for marked in sentences for mark in MARK.finditer(marked)]
        assert len(sentences) >= 60
        assert all(named.count(category) >= 4 for category in Category)
