"""The paragraphs of a text that a citation names: "article 32, paragraph 3", "paragraph 3 of …".

The span of a citation covers the text cited alone; a changed paragraph of it is a changed citation
all the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ctocdiff.alternation import any_word
from ctocdiff.language import Language, lexicon

_REACH = 60  # code points between the number of a paragraph and the text it belongs to


def cited_paragraphs(
    text: str, citation: tuple[int, int], language: Language
) -> Iterator[tuple[int, int]]:
    """The ranges of the numbers of paragraphs named just before or after a citation."""
    start, end = citation
    before, after = _patterns(language)
    if match := before.search(text, max(0, start - _REACH), max(0, start)):
        yield match.span("numbers")
    if match := after.match(text, end):
        yield match.span("numbers")


@cache
def _patterns(language: Language) -> tuple[re.Pattern[str], re.Pattern[str]]:
    table = lexicon(language)["citations"]
    nouns = any_word((*table["subdivisions"], *table["subdivision"]))
    number = r"(?:\d{1,3}(?:\s?\([a-z]{1,4}\))?|\(?[a-z]\))"
    joints = any_word((*table["and"], *table["to"]))
    numbers = rf"(?P<numbers>{number}(?:(?:,\s|,?\s{joints}\s|\s?[-–]\s?){number})*)"
    named = rf"(?<!\w){nouns}\s{numbers}"
    return (
        re.compile(rf"{named}(?:\s[^\W\d]+'?){{1,3}}['\s]?$"),
        re.compile(rf",?\s(?:\(?){named}"),
    )
