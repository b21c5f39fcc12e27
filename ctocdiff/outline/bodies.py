"""Names of the bodies that issue documents, as mastheads print them, on one line or on several.

The names stand in the table ``bodies`` of the lexicon; a body that it does not have is known by the
noun that its name begins with ("Committee on …").
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from ctocdiff.language import Language, lexicon
from ctocdiff.outline.captions import fold

_MOST_LINES = 5  # that a name takes in a narrow column
_LONGEST_NAME = 250  # code points


@cache
def _patterns(language: Language) -> tuple[tuple[str, re.Pattern[str]], ...]:
    names = lexicon(language)["bodies"]
    return tuple(
        (series, re.compile(re.escape(fold(name)).replace("…", ".{1,120}?") + r"\b"))
        for series, name in names.items()
    )


def read_body(folded: str, language: Language) -> tuple[str, str] | None:
    """The series of a body's symbols and its name as it stands, where a line begins with one."""
    found = [
        (series, match.group())
        for series, pattern in _patterns(language)
        if (match := pattern.match(folded))
    ]
    return max(found, key=lambda body: len(body[1]), default=None)


def is_called_body(text: str, language: Language) -> bool:
    """Whether a line can be the name of a body that the lexicon does not have."""
    nouns = lexicon(language)["masthead"]["body_nouns"]
    folded = fold(text)
    return (
        len(text) <= _LONGEST_NAME
        and text[:1].isupper()
        and folded.startswith(tuple(f"{noun} " for noun in nouns))
        and not folded.endswith((".", ",", ";", ":"))
    )


def lines_of_name(texts: Sequence[str], language: Language) -> int:
    """How many lines from the first on are the name of a body together; 1 where they are not."""
    first = fold(texts[0])
    begun = (fold(name).partition("…")[0].strip() for name in lexicon(language)["bodies"].values())
    if not first or not any(name.startswith(first) or first.startswith(name) for name in begun):
        return 1
    joined = first
    for count, text in enumerate(texts[1:_MOST_LINES], 2):
        joined = f"{joined} {fold(text)}"
        if len(joined) > _LONGEST_NAME:
            return 1
        if any(pattern.fullmatch(joined) for _, pattern in _patterns(language)):
            return count
    return 1
