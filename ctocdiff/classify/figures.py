"""Numbers and days that are written in two ways: in words, in figures, in Roman figures.

Two words are one number only where one of them is a figure: "un" and "une" are both 1, and are not
the same.
"""

from __future__ import annotations

import re
from functools import cache

from ctocdiff.alternation import any_word
from ctocdiff.dates import DateKind, find_dates
from ctocdiff.language import Language, lexicon
from ctocdiff.letters import bare
from ctocdiff.ordinals import ordinal_pattern, read_ordinal
from ctocdiff.roman import read_roman

_ROMAN = re.compile(r"(?P<figures>[IVXLC]+)(?P<suffix>[^\W\dA-Z]{1,3})")


@cache
def number_words(language: Language) -> dict[str, str]:
    """The figures that number words stand for, by the words in lower case without accents."""
    words = lexicon(language)["spelling"]["numbers"]
    return {bare(form): str(number) for number, forms in enumerate(words, 1) for form in forms}


def join_numbers(folded: str, language: Language) -> str:
    """A text in which each number word is one word, though it be written as several."""
    pattern = _compounds(language)
    return pattern.sub(lambda match: match[0].replace(" ", "-"), folded)


@cache
def _compounds(language: Language) -> re.Pattern[str]:
    forms = (form.replace("-", " ") for form in number_words(language))
    return re.compile(rf"\b{any_word(form for form in forms if ' ' in form)}\b")


def same_number(one: str, other: str, language: Language) -> bool:
    """Whether one of two words is a figure, and the other the same number in another form."""
    figure, word = (one, other) if one.isdigit() else (other, one)
    if not figure.isdigit() or word.isdigit():
        return False
    if (value := _joined_words(language).get(word)) is not None:
        return value == figure
    roman = read_roman(word.upper())
    return roman is not None and str(roman) == figure


@cache
def _joined_words(language: Language) -> dict[str, str]:
    return {word.replace(" ", "-"): value for word, value in number_words(language).items()}


def same_ordinal(old: str, new: str, language: Language) -> bool:
    """Whether two texts are one ordinal in two ways: in words, in figures, in Roman figures."""
    texts = _from_roman(old.strip()), _from_roman(new.strip())
    if not any(text[:1].isdigit() for text in texts):
        return False
    if not all(_ordinal(language).fullmatch(text) for text in texts):
        return False
    return read_ordinal(texts[0], language) == read_ordinal(texts[1], language)


def _from_roman(text: str) -> str:
    """An ordinal in Roman figures, "XXIe", in others; any other text as it is."""
    match = _ROMAN.fullmatch(text)
    value = read_roman(match["figures"]) if match else None
    if match is None or value is None:
        return text
    return f"{value}{match['suffix']}"


@cache
def _ordinal(language: Language) -> re.Pattern[str]:
    return re.compile(ordinal_pattern(language), re.IGNORECASE)


def same_day(old: str, new: str, language: Language) -> bool:
    """Whether two texts are one date, or set or interval of dates, and nothing else."""
    said = []
    for text in (old.strip(), new.strip()):
        mentions = find_dates(text, language)
        if len(mentions) != 1 or mentions[0].end != len(text):
            return False
        mention = mentions[0]
        if not _is_only_led_in(text[: mention.start], mention.kind, language):
            return False
        said.append((mention.kind, mention.dates, mention.weekdays, mention.time))
    return said[0] == said[1]


def _is_only_led_in(before: str, kind: DateKind, language: Language) -> bool:
    """Whether nothing stands before the days but what leads in an interval: "from 2 to 6 May"."""
    words = lexicon(language)["dates"]
    led_in = {*words["from"], *words["between"]} if kind is DateKind.INTERVAL else ()
    return not before or before.strip().lower() in led_in
