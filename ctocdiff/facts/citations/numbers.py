"""Numbers of resolutions and decisions, and which body numbers its texts so.

General Assembly, session and number since the thirty-first session, before it the number
with the session in Roman figures; Economic and Social Council, year and number since 1978; Security
Council, number with the year in brackets (Dag Hammarskjöld Library, "UN resolutions and
decisions"). The conferences of the Rio conventions put a number before the name of the body and its
session: 1/CP.21, 18/CMA.1, 3/COP.14; the World Health Assembly begins with its name: resolution
WHA75.3, decision WHA74(9).
"""

from __future__ import annotations

import re

from ctocdiff.letters import GOES_ON
from ctocdiff.roman import read_roman

_LETTER = r"(?:\s?[A-HJ-Z](?=\s?[,;.)\]»”]|\s*$|\s[a-zà-ÿ0-9(«“]))?"
NUMBER = re.compile(
    # "S-30/1"; "55/25", "74/550 B", "2011/36"; "1373 (2001)", "217 A (III)", "3201 (S-VI)"
    r"(?:[0-9]{1,3}/(?:CMA|CMP|COP|CP)\.[0-9]{1,2}"
    r"|WHA[0-9]{1,3}(?:\.[0-9]{1,2}|\([0-9]{1,2}\))"
    rf"|E?S[-‑][0-9]{{1,2}}/[0-9]{{1,3}}|[0-9]{{1,4}}/[0-9]{{1,4}}{_LETTER}"
    r"|[0-9]{1,4}(?:\s?[A-Z])?\s?\((?:(?:19|20|21)[0-9]{2}|(?:E?S[-‑])?[IVXLC]{1,7})\))"
    rf"(?!{GOES_ON}|/|[.,][0-9])"
)
# First and last session that a number may state; the General Assembly counts so since its 31st.
_SESSIONS = {
    "CTOC/COP": (1, 30),
    "CAC/COSP": (1, 30),
    "E/CN.15": (1, 60),
    "E/CN.7": (1, 99),
    "A/HRC": (1, 99),
    "A": (31, 150),
    "UNEP/EA": (1, 30),
}


# The bodies that name themselves in the numbers of their texts: Framework Convention on Climate
# Change, its Kyoto Protocol and Paris Agreement; Convention to Combat Desertification; World Health
# Assembly.
_NAMED = {
    "CP": "FCCC/CP",
    "CMP": "FCCC/KP/CMP",
    "CMA": "FCCC/PA/CMA",
    "COP": "ICCD/COP",
    "WHA": "WHA",
}
# The last sessions that the Assembly and the Economic and Social Council wrote in Roman figures.
_ROMAN = {"A": 30, "E": 63}
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
_BRACKETS = re.compile(r"\(([IVXLC]+)\)$")


def named_in(number: str) -> str | None:
    """The body that a number itself names: 1/CP.21, WHA75.3."""
    return _NAMED.get(number.partition("/")[2].partition(".")[0] or number[:3])


def canonical(number: str) -> str:
    """Without inner spaces but that before a bracket: 74/550 B → 74/550B."""
    bare = re.sub(r"\s", "", number).replace("‑", "-")  # that of Word does not break
    return bare if bare.startswith("WHA") else bare.replace("(", " (")


def if_plausible(body: str | None, number: str) -> str | None:
    """The body if it numbers its texts like this."""
    session, _, rest = number.partition("/")
    if named := named_in(number):
        return body if body == named else None
    if body == "S":
        return body if "(" in number and number.rstrip(")")[-4:].isdigit() else None
    roman = _BRACKETS.search(number)
    if body in _ROMAN and roman:
        return body if (read_roman(roman[1]) or 0) <= _ROMAN[body] else None
    if body == "E":
        # "1503 (XLVIII)"; a year in brackets is the Security Council's
        return body if (year_of(number) is not None) != ("(" in number) else None
    if body == "A" and ("(" in number or session.startswith(("S-", "ES-"))):
        return body
    if body == "A/HRC" and session.startswith("S-"):
        return body
    first, top = _SESSIONS.get(body or "", (1, 0))
    if _YEAR.fullmatch(rest):  # "decision 7/2016" is of a body that numbers through each year
        return None
    return body if session.isdigit() and rest and first <= int(session) <= top else None


def impossible(body: str, number: str) -> bool:
    """Whether a number like 5/12 is of a session that the body did not number texts in."""
    session, _, rest = number.partition("/")
    if body in _NAMED.values():
        return body != named_in(number)
    return bool(rest) and session.isdigit() and if_plausible(body, number) is None


def year_of(number: str) -> int | None:
    """The year that a number states: 2011/36, 1373 (2001)."""
    session, _, rest = number.partition("/")
    if rest and len(session) == 4 and session.isdigit() and 1978 <= int(session) <= 2199:
        return int(session)
    year = number.rstrip(")").rpartition("(")[2]
    return int(year) if "(" in number and year.isdigit() and len(year) == 4 else None
