from __future__ import annotations

import datetime as dt
import re
import sys

import pytest

from ctocdiff.dates import find_dates
from ctocdiff.facts.citations import citations_in
from ctocdiff.facts.deadlines import find_in_paragraph
from ctocdiff.facts.deadlines.rules import Meeting
from ctocdiff.language import Language
from ctocdiff.letters import bare
from ctocdiff.model import Kind, Paragraph

LETTERS = "abcdefghijklmnopqrstuvwxyzàâçéèêëîïôöùûüœ"
ALIKE = {"s": "ſ", "i": "ı", "k": "\N{KELVIN SIGN}"}
MEETING = Meeting(9, dt.date(2018, 10, 15), dt.date(2018, 10, 19))

DATES = (
    (Language.EN, "Monday, 1 April 2019, or Friday, 6 September 2019"),
    (Language.FR, "lundi 6 mai 2019, ou vendredi 6 septembre 2019"),
)
CITED = (
    (Language.EN, "under resolution 6/3 and decision 7/1"),
    (Language.FR, "selon la résolution 6/3 et la décision 7/1"),
)
TIMED = (
    (Language.EN, "Drafts shall be submitted no later than six weeks before the session."),
    (Language.FR, "Les projets doivent parvenir au moins dix jours avant la session."),
)


def test_what_a_pattern_takes_for_a_letter_is_looked_up_as_that_letter() -> None:
    every = "".join(map(chr, range(sys.maxunicode + 1)))
    for letter in LETTERS:
        for form in (letter, bare(letter)):
            taken = re.findall(re.escape(form), every, re.IGNORECASE)
            assert {bare(other) for other in taken} == {bare(form)}


def with_letters_alike(text: str) -> list[str]:
    """The text with one of its letters as it is often misread, for each of them."""
    return [
        text[:at] + ALIKE[letter] + text[at + 1 :]
        for at, letter in enumerate(text)
        if letter in ALIKE
    ]


@pytest.mark.parametrize(("language", "text"), DATES)
def test_dates_are_found_all_the_same(language: Language, text: str) -> None:
    days = [(mention.dates, mention.weekdays) for mention in find_dates(text, language)]
    assert len(days) == 2
    for other in with_letters_alike(text):
        assert [(m.dates, m.weekdays) for m in find_dates(other, language)] == days


@pytest.mark.parametrize(("language", "text"), CITED)
def test_citations_are_found_all_the_same(language: Language, text: str) -> None:
    targets = [citation.target for citation in citations_in(text, language)]
    assert targets == ["CTOC/COP resolution 6/3", "CTOC/COP decision 7/1"]
    nouns = {citation.text.split()[0] for citation in citations_in(text, language)}
    for noun in nouns:
        for other in with_letters_alike(noun):
            read = citations_in(text.replace(noun, other), language)
            assert [citation.target for citation in read] == targets


@pytest.mark.parametrize(("language", "text"), TIMED)
def test_quantities_are_counted_all_the_same(language: Language, text: str) -> None:
    (known,) = find_in_paragraph("", Paragraph("p", Kind.BODY, text), language, MEETING)
    assert known.offset_days in (-42, -10)
    for other in with_letters_alike(text):
        found = find_in_paragraph("", Paragraph("p", Kind.BODY, other), language, MEETING)
        # another word than those of the quantity may be what tells of the deadline
        assert {deadline.offset_days for deadline in found} <= {known.offset_days}
