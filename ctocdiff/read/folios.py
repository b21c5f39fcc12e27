"""What stands by itself at the head or foot of each page: page number, job number, symbol.

"3/18", "– 3 –", "V.12-55555 (F)", "GE.24-01234 (E)", "24-12345", "*2412345*", "A/88/131".
"""

from __future__ import annotations

import re

from ctocdiff.symbols import is_symbol

_PAGE = r"(?:[-–—] ?)?[0-9]{1,4}(?: ?[-–—])?"
_OF_PAGES = r"(?P<page>[0-9]{1,4})/(?P<pages>[0-9]{1,4})"
_JOB = r"(?:[A-Z]{1,3}\.)?[0-9]{2}-[0-9]{4,6}(?: ?\([A-Z]\))?"
_BARS = r"\*[0-9A-Z.-]{6,12}\*"
FOLIO = re.compile(rf"{_PAGE}|{_OF_PAGES}|[ivxlc]{{1,7}}|{_JOB}|{_BARS}")
_STRONG = re.compile(rf"(?:{_OF_PAGES}|[-–—] ?[0-9]{{1,4}} ?[-–—]|{_JOB}|{_BARS})(?=\s|$)")
_NUMBER = re.compile(r"[0-9]{1,4}(?=\s|$)")


def folio_parts(text: str, symbol: str | None) -> list[str] | None:
    """The parts of a line that is made of such things and of nothing else; None of another.

    A number by itself ("3") is one of them too; it alone does not tell a page from anything else.
    """
    rest = text.strip()
    parts: list[str] = []
    while rest:
        if symbol is not None and re.match(rf"{re.escape(symbol)}(?=\s|$)", rest):
            part = symbol
        elif (match := _STRONG.match(rest) or _NUMBER.match(rest)) is not None:
            part = match.group()
        else:
            return None
        parts.append(part)
        rest = rest[len(part) :].lstrip()
    return parts or None


def page_of(parts: list[str]) -> tuple[int, int] | None:
    """Page and number of pages that the parts of a line say: "3/18"."""
    for part in parts:
        if match := re.fullmatch(_OF_PAGES, part):
            return int(match["page"]), int(match["pages"])
    return None


def is_lone_number(parts: list[str]) -> bool:
    """Whether a line is nothing but a number."""
    return len(parts) == 1 and parts[0].isdigit()


def own_symbol(texts: list[str]) -> tuple[int, str] | None:
    """Where the head of a document has its symbol by itself, and the symbol."""
    return next(((at, text) for at, text in enumerate(texts) if is_symbol(text)), None)
