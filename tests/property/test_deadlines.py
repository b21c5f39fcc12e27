"""What holds for every deadline."""

from __future__ import annotations

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from ctocdiff.dates import format_date
from ctocdiff.facts.deadlines import find_in_paragraph
from ctocdiff.facts.deadlines.rules import Meeting
from ctocdiff.language import Language
from ctocdiff.model import Deadline, DeadlineKind, Kind, Paragraph

OPENS = dt.date(2018, 10, 15)
NINTH = Meeting(9, OPENS, OPENS + dt.timedelta(days=4))

# By language: a sentence with a day, with a window, and with a rule.
FIXED = {
    Language.EN: "Texts must arrive no later than {}.",
    Language.FR: "Les textes doivent arriver au plus tard le {}.",
}
WINDOW = {
    Language.EN: "The list is open from {} until {}.",
    Language.FR: "La liste est ouverte du {} jusqu'au {}.",
}
RULE = {
    Language.EN: "Texts must arrive {} {} before the opening of the session.",
    Language.FR: "Les textes doivent arriver {} {} avant l'ouverture de la session.",
}
UNITS = {
    Language.EN: {"days": 1, "weeks": 7},
    Language.FR: {"jours": 1, "semaines": 7},
}

languages = st.sampled_from(Language)
days = st.dates(dt.date(2000, 1, 1), dt.date(2099, 12, 31))
scraps = st.sampled_from(
    [
        *("au plus tard", "le", "avant", "jusqu'au", "d'ici", "du", "et", "la liste", "ouverte"),
        *("no later than", "by", "before", "until", "from", "on", "the list", "open", "and", "due"),
        *("doit", "devront", "a été", "se tiendra", "must", "will", "was", "will be held"),
        *("deux semaines", "60 jours", "24 heures", "two weeks", "at least", "5 working days"),
        *("l'ouverture", "la session", "de la session", "the opening", "of the session", "ends"),
        *("lundi", "jeudi à midi", "noon on Thursday", "1er octobre 2018", "5 October 2018"),
        *("3 mai", "du 3 au 5 mai 2018", "octobre 2018", "date limite", "deadline", "est", "is"),
        *(".", ";", ",", ":", "«", "1.", "a)", "\n", "\t", "²", "M.", "Elle"),
    ]
)
texts = st.one_of(st.text(max_size=60), st.lists(scraps, max_size=16).map(" ".join))


def deadlines(text: str, language: Language, meeting: Meeting = NINTH) -> tuple[Deadline, ...]:
    return find_in_paragraph("1", Paragraph("p1", Kind.BODY, text), language, meeting)


@given(days, languages, st.booleans())
def test_a_day_is_found_with_its_distance(day: dt.date, language: Language, weekday: bool) -> None:
    (found,) = deadlines(
        FIXED[language].format(format_date(day, language, weekday=weekday)), language
    )
    assert found.kind is DeadlineKind.FIXED
    assert (found.date, found.opens) == (day, None)
    assert OPENS + dt.timedelta(days=found.offset_days or 0) == day


@given(days, st.integers(1, 300), languages)
def test_a_window_has_its_first_and_last_day(
    first: dt.date, length: int, language: Language
) -> None:
    last = first + dt.timedelta(days=length)
    written = [format_date(day, language) for day in (first, last)]
    (found,) = deadlines(WINDOW[language].format(*written), language)
    assert found.kind is DeadlineKind.WINDOW
    assert (found.opens, found.date) == (first, last)


@given(st.integers(1, 99), st.integers(0, 1), languages)
def test_a_rule_counts_back_from_the_opening(number: int, unit: int, language: Language) -> None:
    name, length = list(UNITS[language].items())[unit]
    (found,) = deadlines(RULE[language].format(number, name), language)
    assert (found.kind, found.date) == (DeadlineKind.RELATIVE, None)
    assert found.offset_days == -number * length


@given(days, languages)
def test_a_shifted_session_keeps_its_rules_and_shifts_its_dates(
    opens: dt.date, language: Language
) -> None:
    rule, fixed = (
        deadlines(text, language, Meeting(9, opens, None))[0].offset_days
        for text in (
            RULE[language].format(2, list(UNITS[language])[1]),
            FIXED[language].format(format_date(OPENS, language)),
        )
    )
    assert rule == -14
    assert fixed == (OPENS - opens).days


@given(texts, languages)
def test_found_deadlines_are_in_order_and_within_the_text(text: str, language: Language) -> None:
    end = 0
    for found in deadlines(text, language):
        assert end <= found.start < found.end <= len(text)
        assert found.text == text[found.start : found.end] == found.text.strip()
        assert 0 <= found.subject_start < found.subject_end <= len(text)
        assert found.subject == text[found.subject_start : found.subject_end]
        if found.kind is DeadlineKind.RELATIVE:
            assert (found.date, found.opens) == (None, None)
        elif found.date is not None:
            assert found.offset_days == (found.date - OPENS).days
        end = found.end
