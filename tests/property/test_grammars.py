"""What holds for every symbol and every date."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ctocdiff.dates import DateKind, find_dates, format_date, read_date
from ctocdiff.language import Language
from ctocdiff.symbols import AdoptedText, Symbol, find_symbols

# Compiled before the first example, which must not pay for it.
for language in Language:
    find_dates("1", language)

BODIES = ("CTOC/COP", "CTOC/COP/WG.2", "CAC/COSP", "E/CN.15", "A", "A/C.3", "S", "UNEP/EA.5")
TO = {Language.EN: ("from", "to"), Language.FR: ("du", "au")}

years = st.integers(1946, 2199).map(str)
numbers = st.one_of(
    st.integers(1, 9999).map(str),
    st.builds("{}.{}".format, st.sampled_from(["CRP", "INF", "L"]), st.integers(1, 99)),
)
suffixes = st.builds(
    "{}.{}".format, st.sampled_from(["Add", "Amend", "Corr", "Rev"]), st.integers(1, 99)
)
symbols = st.builds(
    lambda body, year, number, ends: Symbol((*body.split("/"), year, number, *ends)),
    st.sampled_from(BODIES),
    years,
    numbers,
    st.lists(suffixes, max_size=2),
)
texts_adopted = st.builds(
    AdoptedText,
    st.sampled_from([*BODIES, "UNEP/EA", "A/HRC"]),
    st.sampled_from(["resolution", "decision"]),
    st.one_of(
        st.builds("{}/{}".format, st.integers(1, 2199), st.integers(1, 999)),
        st.builds("{} ({})".format, st.integers(1, 2999), st.integers(1946, 2199)),
    ),
)
days = st.dates(dt.date(1900, 1, 1), dt.date(2199, 12, 31))
languages = st.sampled_from(Language)
# Texts that are full of what the grammars look for.
scraps = st.sampled_from(
    [
        *(
            "A/75/479",
            "CTOC/COP/",
            "WG.2",
            "2012/3",
            "-",
            "/",
            "S/RES/1373 (2001)",
            "Rev.1",
            "Add.",
        ),
        *(
            "lundi",
            "Monday",
            "1er",
            "31",
            "3rd",
            "14",
            "30 février",
            "May",
            "may",
            "octobre",
            "2024",
        ),
        *("et", "and", "au", "to", "le", "the", "entre", "between", "jusqu'au", "until", ","),
        *("à midi", "at noon", "10 heures", "3 p.m.", "2018-10-15", "1999", ".", "\n", "\t", "¹"),
    ]
)
texts = st.one_of(
    st.text(max_size=60),
    st.lists(scraps, max_size=14).map(" ".join),
    st.lists(scraps, max_size=14).map("".join),
)


@given(symbols)
def test_a_symbol_is_what_its_text_says(symbol: Symbol) -> None:
    assert Symbol.parse(str(symbol)) == symbol
    assert Symbol.parse(str(symbol).lower()) == symbol


@given(symbols)
def test_the_base_of_a_symbol_has_its_body_and_year_and_no_suffix(symbol: Symbol) -> None:
    assert symbol.base == symbol.base.base
    assert symbol.base.body == symbol.body
    assert symbol.base.year == symbol.year
    assert str(symbol).startswith(str(symbol.base))


@given(symbols, symbols, st.sampled_from(["-", "–", ", ", " et ", ") (", ";\n"]))
def test_two_symbols_are_found_where_they_stand(first: Symbol, last: Symbol, link: str) -> None:
    text = f"({first}{link}{last})."
    found = find_symbols(text)
    assert [mention.symbol for mention in found] == [first, last]
    assert [text[m.start : m.end] for m in found] == [str(first), str(last)]


@given(symbols, st.data())
def test_a_symbol_may_be_cut_at_a_line_end(symbol: Symbol, data: st.DataObject) -> None:
    # before a segment with a figure; capitals alone could as well be the next word
    cuts = [at for at, part in enumerate(symbol.segments) if at and any(map(str.isdigit, part))]
    at = data.draw(st.sampled_from(cuts))
    text = "/".join(symbol.segments[:at]) + "/ \n" + "/".join(symbol.segments[at:])
    (mention,) = find_symbols(text)
    assert mention.symbol == symbol
    assert (mention.start, mention.end) == (0, len(text))


@given(texts)
def test_found_symbols_are_in_order_and_parse_alone(text: str) -> None:
    end = 0
    for mention in find_symbols(text):
        assert end <= mention.start < mention.end <= len(text)
        assert Symbol.parse(text[mention.start : mention.end]) == mention.symbol
        assert Symbol.parse(str(mention.symbol)) == mention.symbol
        end = mention.end


@given(texts_adopted)
def test_an_adopted_text_is_what_its_name_says(adopted: AdoptedText) -> None:
    assert AdoptedText.parse(str(adopted)) == adopted


@given(days, languages, st.booleans())
def test_reading_inverts_writing(day: dt.date, language: Language, weekday: bool) -> None:
    text = format_date(day, language, weekday=weekday)
    assert read_date(text, language) == day
    (mention,) = find_dates(text, language)
    assert mention.weekdays == ((day.isoweekday() if weekday else None),)


@given(days, days, languages, st.booleans())
def test_two_days_make_an_interval(
    one: dt.date, other: dt.date, language: Language, weekday: bool
) -> None:
    first, last = sorted((one, other))
    if first == last:
        last = first + dt.timedelta(days=1) if first.year < 2199 else last
        first = last - dt.timedelta(days=1)
    from_, to = TO[language]
    written = [format_date(day, language, weekday=weekday) for day in (first, last)]
    text = f"{from_} {written[0]} {to} {written[1]}"
    (mention,) = find_dates(text, language)
    assert mention.kind is DateKind.INTERVAL
    assert [date.date() for date in mention.dates] == [first, last]
    assert text[mention.start : mention.end] == text.removeprefix(f"{from_} ")


@given(texts, languages)
def test_found_dates_are_in_order_and_exist(text: str, language: Language) -> None:
    end = 0
    for mention in find_dates(text, language):
        assert end <= mention.start < mention.end <= len(text)
        assert text[mention.start : mention.end].strip() == text[mention.start : mention.end]
        assert len(mention.dates) == len(mention.weekdays)
        assert all(date.exists for date in mention.dates)
        if mention.kind is DateKind.INTERVAL:
            assert len(mention.dates) == 2
        elif mention.kind is DateKind.SET:
            assert len(mention.dates) >= 2
        else:
            assert len(mention.dates) == 1
            assert (mention.dates[0].day is None) == (mention.kind is DateKind.MONTH)
        end = mention.end


@pytest.mark.parametrize("language", Language)
def test_every_day_of_a_leap_year_can_be_read(language: Language) -> None:
    day = dt.date(2024, 1, 1)
    while day.year == 2024:
        assert read_date(format_date(day, language, weekday=True), language) == day
        day += dt.timedelta(days=1)
