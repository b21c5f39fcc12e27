"""Headings of reports and resolutions: "IV. Ferries", "A. Resolutions", "Resolution 12/1".

What a line looks like is decided here, alone; whether its number follows, in ``chapters``. The
words stand in the table ``report`` of the lexicon. Source of the shapes: United Nations Editorial
Manual, "Reports" and "Resolutions and decisions".
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from ctocdiff.alternation import any_word
from ctocdiff.language import Language, lexicon
from ctocdiff.model import Style
from ctocdiff.outline.block import MARKER, NOTE_MARKS, Block
from ctocdiff.outline.captions import fold
from ctocdiff.roman import read_roman

LONGEST_HEADING = 600  # code points; the longest official one has 541
_OPEN_ENDS = (".", ";", ":", ",", "!", "?", "…")
# "A. Resolutions"
_LETTER = re.compile(r"(?P<letter>[A-Z])\.\s+(?P<title>\S.*)")
# "12/1", "71/243 A", "4/CP.28", and the older "1373 (2001)", "2625 (XXV)"
_ADOPTED = (
    r"\d{1,4}/\d{1,3}(?: ?[A-Z])?|\d{1,3}/[A-Z]{2,4}\.\d{1,3}"
    r"|\d{1,4} \((?:\d{4}|[IVXL]+(?:-[IVXL]+)?)\)"
)
# "75/196. Strengthening the lighthouses", as in the texts of the General Assembly
_NUMBERED = re.compile(r"(?P<number>\d{1,4}/\d{1,3}(?: ?[A-Z])?)\.\s+(?P<title>\S.*)")


@dataclass(frozen=True, slots=True)
class Adopted:
    """The heading of a resolution or decision; ``title`` is empty where it stands below."""

    label: str
    title: str


def looks_like_title(text: str) -> bool:
    """Whether a text can be a title: not too long, a capital first, no open end."""
    bare = text.rstrip(NOTE_MARKS)
    first = bare.lstrip("«“\"' \u00a0\u202f")[:1]
    return (
        0 < len(bare) <= LONGEST_HEADING
        and (first.isupper() or first.isdigit())
        and not bare.endswith(_OPEN_ENDS)
    )


def bare_title(text: str) -> str:
    """A title without the marks of footnotes and the full stop at its end."""
    return text.rstrip(NOTE_MARKS).rstrip(" .")


def read_chapter(text: str, language: Language) -> tuple[int, str] | None:
    """Number and title of a chapter; the title is empty where it stands on the next line."""
    match = _chapter_pattern(language).fullmatch(text)
    if match is None:
        return None
    named = match["named"] or match["number"]
    number = read_roman(named) or (1 if fold(named) in _first(language) else None)
    title = match["below"] or match["title"] or ""
    return None if number is None else (number, title)


def _first(language: Language) -> list[str]:
    forms: list[str] = lexicon(language)["citations"]["first"]
    return forms


@cache
def _chapter_pattern(language: Language) -> re.Pattern[str]:
    names = any_word(lexicon(language)["report"]["chapter"])
    numbers = f"[IVXLC]{{1,7}}|{any_word(_first(language))}"
    # "XI. Adoption of the report", "Chapter II", "Chapter II. Organization of the session",
    # "Chapitre premier"
    return re.compile(
        rf"(?i:{names})\s+(?P<named>{numbers})(?:\s*[.:–—-]\s*(?P<below>\S.*)|\s*)"
        r"|(?P<number>[IVXLC]{1,7})\.\s+(?P<title>\S.*)"
    )


def read_part(text: str, language: Language) -> str | None:
    """The title of a part of a report that counts its own chapters; "" where it stands below.

    None where a text is no heading of a part: "Part one", "Part two: Summary of proceedings".
    """
    match = _part_pattern(language).fullmatch(text)
    if match is None or not text[:1].isupper():
        return None
    title = match["title"] or ""
    return title if not title or looks_like_title(title) else None


@cache
def _part_pattern(language: Language) -> re.Pattern[str]:
    names = any_word(lexicon(language)["report"]["part"])
    return re.compile(rf"(?i:{names})(?:\s*[.:–—-]\s*(?P<title>\S.*)|[.\s*]*)")


def read_letter(text: str) -> tuple[str, str] | None:
    """Letter and title of a part of a chapter."""
    match = _LETTER.fullmatch(text)
    return None if match is None else (match["letter"], match["title"])


def read_adopted(text: str, language: Language) -> Adopted | None:
    """The heading of an adopted text: "Resolution 12/1", "Decision 12/2. Order of business".

    A draft for another body to adopt is labelled as printed, "draft resolution II".
    """
    if not text[:1].isupper():
        return None
    match = _adopted_pattern(language).fullmatch(text)
    if match is None:
        return _read_draft(text, language)
    title = match["title"] or ""
    if title and not looks_like_title(title):
        return None
    kind = next(kind for kind in _kinds(language) if match[kind])
    return Adopted(f"{kind} {_number(match['number'])}", title)


def _read_draft(text: str, language: Language) -> Adopted | None:
    match = _draft_pattern(language).fullmatch(text)
    if match is None or (match["title"] and not looks_like_title(match["title"])):
        return None
    kind = next(kind for kind in _kinds(language, "draft") if match[kind])
    number = match["number"] or ""
    if number and not number.isdigit() and read_roman(number) is None:
        return None
    return Adopted(f"draft {kind} {number}".rstrip(), match["title"] or "")


@cache
def _draft_pattern(language: Language) -> re.Pattern[str]:
    # "Draft resolution II", "Draft decision", "Draft resolution I. Strengthening the lighthouses"
    return re.compile(
        rf"(?i:{_alternatives(_kinds(language, 'draft'))})"
        rf"(?:\s+(?P<number>[IVXL]{{1,6}}|\d{{1,2}})(?:\s*[.:–—-]\s*(?P<title>\S.*))?)?"
        rf"[{NOTE_MARKS}]*"
    )


@cache
def _adopted_pattern(language: Language) -> re.Pattern[str]:
    return re.compile(
        rf"(?i:{_alternatives(_kinds(language))})\s+(?P<number>{_ADOPTED})"
        rf"(?:\s*[.:–—-]\s*(?P<title>[^\s{NOTE_MARKS}].*)|[.\s{NOTE_MARKS}]*)"
    )


def _kinds(language: Language, table: str = "adopted") -> Mapping[str, list[str]]:
    kinds: Mapping[str, list[str]] = lexicon(language)["report"][table]
    return kinds


def _alternatives(kinds: Mapping[str, list[str]]) -> str:
    return "|".join(f"(?P<{kind}>{any_word(forms)})" for kind, forms in kinds.items())


def read_numbered(text: str) -> tuple[str, str] | None:
    """Number and title of an adopted text whose heading does not say of what kind it is."""
    match = _NUMBERED.fullmatch(text)
    return None if match is None else (_number(match["number"]), match["title"])


def _number(number: str) -> str:
    return number if "(" in number else number.replace(" ", "")


def lists(title: str, language: Language) -> str | None:
    """The kind of adopted texts that a heading announces, if one only: "B. Decisions"."""
    words = set(re.findall(r"[^\W\d_]+", fold(title)))
    named = [
        kind
        for kind, forms in lexicon(language)["report"]["adopted_list"].items()
        if words & set(forms)
    ]
    return named[0] if len(named) == 1 else None


def is_bold(block: Block) -> bool:
    """Whether every letter of a block is bold."""
    written = [p for p in block.pieces if block.text[p.offset : p.offset + p.length].strip()]
    return bool(written) and all(Style.BOLD in piece.style for piece in written)


def is_plain_title(block: Block) -> bool:
    """Whether a block can be a heading without number."""
    return not (block.cells or block.aside or MARKER.match(block.text)) and looks_like_title(
        block.text
    )
