"""Sessions that a text names with one noun: "the tenth and eleventh regular sessions".

Their words stand in the table ``sessions`` of the lexicon. A single session with its noun, as
mastheads have it, is found by :func:`ctocdiff.ordinals.find_sessions`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from ctocdiff.alternation import any_word
from ctocdiff.language import Language, lexicon
from ctocdiff.ordinals import SessionMention, ordinal_pattern, read_ordinal

_MOST = 20  # numbers of one list; bounds the time for endless ones


@dataclass(frozen=True, slots=True)
class SessionList:
    """One session or several, from the first number to the noun, in code points.

    ``mentions`` are those whose numbers are written, each from its number to the noun;
    ``numbers`` are all, those in between included: "the tenth to twelfth sessions" are three.
    """

    start: int
    end: int
    mentions: tuple[SessionMention, ...]
    numbers: tuple[int, ...]


def session_lists(text: str, language: Language) -> Iterator[SessionList]:
    """Every list of numbered sessions in a text, in order."""
    whole, ordinal, to = _patterns(language)
    for match in whole.finditer(text):
        mentions: list[SessionMention] = []
        numbers: list[int] = []
        for found in ordinal.finditer(text, *match.span("numbers")):
            number = read_ordinal(found[0], language)
            if number is None:
                continue
            if mentions and to.fullmatch(text, mentions[-1].number_end, found.start()):
                numbers += range(numbers[-1] + 1, number)
            numbers.append(number)
            mentions.append(SessionMention(number, found.start(), match.end(), found.end()))
        if mentions:
            yield SessionList(match.start(), match.end(), tuple(mentions), tuple(numbers))


@cache
def _patterns(language: Language) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """A list with its noun, one of its numbers, and what joins the ends of a range of them."""
    words = lexicon(language)["sessions"]
    ordinal = ordinal_pattern(language)
    and_, to, nouns = (any_word(words[key]) for key in ("and", "to", "nouns"))
    to = rf"(?:\s*[-–]\s*|\s+{to}\s+)"
    joint = rf"(?:,?\s+{and_}\s+|\s*,\s+|{to})"
    kind = rf"(?:{any_word(words['kinds'])}\s+)?"
    patterns = (
        rf"(?<!\w)(?P<numbers>{ordinal}(?:{joint}{ordinal}){{0,{_MOST}}})\s+{kind}{nouns}(?!\w)",
        rf"(?<!\w){ordinal}(?!\w)",
        to,
    )
    whole, one, range_ = (
        re.compile(pattern.replace("'", "['’ʼ]").replace(r"\ ", r"\s+"), re.IGNORECASE)
        for pattern in patterns
    )
    return whole, one, range_
