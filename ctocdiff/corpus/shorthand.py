"""The short names of documents: "2018" or "9" for those of a session, ":fr" for a language."""

from __future__ import annotations

import re

from ctocdiff.errors import UsageError
from ctocdiff.language import Language

_FIRST_YEAR = 1945  # no session has a number as high, no document a year as low


def split_language(asked: str) -> tuple[str, Language | None]:
    """What was asked for, and in which language: "2018:fr" is 2018 in French.

    Raises:
        UsageError: the language after the colon is not one the program knows.
    """
    wanted, colon, code = asked.rpartition(":")
    if not colon:
        return asked, None
    if code.lower() not in set(Language):
        raise UsageError("language-unknown", language=code or '""', known=", ".join(Language))
    return wanted, Language(code.lower())


def read_number(wanted: str) -> int | None:
    """The year or the number of a session that was asked for; None where it is neither."""
    return int(wanted) if re.fullmatch("[0-9]{1,9}", wanted) else None


def is_year(number: int) -> bool:
    """Whether a number is a year and not that of a session."""
    return number >= _FIRST_YEAR
