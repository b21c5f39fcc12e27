"""Lines of a masthead, and others that stand by themselves however the lines around them run.

"Distr.: General", "Original: English", "Vienna, 15–19 October 2018", "Agenda item 107", "Annex".
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Sequence
from functools import cache

from ctocdiff.alternation import any_word
from ctocdiff.dates import DateKind, DateMention, find_dates
from ctocdiff.language import Language, Table, lexicon
from ctocdiff.model import DocumentKind
from ctocdiff.ordinals import find_sessions, ordinal_pattern, read_ordinal
from ctocdiff.outline.captions import annex_title, fold
from ctocdiff.outline.contents import ends_row
from ctocdiff.outline.headings import read_adopted
from ctocdiff.symbols import is_symbol

_LONGEST_ALONE = 100  # code points; such lines are short
_LONGEST_ANNEX = 3  # words: "Pièce jointe II"


@cache
def original_pattern(language: Language) -> re.Pattern[str]:
    """A line with the language in which a document was written: "Original : anglais"."""
    words = any_word(lexicon(language)["masthead"]["original"])
    return re.compile(rf"{words}\s*:\s*(?P<language>[^\W\d_]+)\s*$", re.IGNORECASE)


def is_masthead_field(text: str, language: Language) -> bool:
    """Whether a line is a field of the masthead that never runs on: "Distr. générale"."""
    words = lexicon(language)
    folded = fold(text)
    return (
        folded.startswith(words["masthead"]["distribution"])
        or folded in words["name"]["masthead"]
        or folded in words["masthead"]["organization"]
        or _names_languages(folded, words)
        or bool(original_pattern(language).match(text))
    )


@cache
def _item_pattern(language: Language) -> re.Pattern[str]:
    words = lexicon(language)
    nouns = any_word(words["outline"]["item"])
    agendas = any_word((*words["outline"]["agenda_list"], *words["masthead"]["lists"]))
    joins = any_word(words["dates"]["and"])
    label = r"\d{1,3}(?: ?\(?[a-z]{1,4}\))*"
    # "Item 3 of the provisional agenda*", "Agenda items 107 and 108", "Agenda item 19 (c)"
    return re.compile(rf"{nouns} {label}(?:,? (?:{joins} )?{label})*(?: [^\d]{{0,12}}{agendas})?")


def _names_item(text: str, language: Language) -> bool:
    """Whether a line says which item a document is for, and no more."""
    return _item_pattern(language).fullmatch(fold(text).rstrip(" *")) is not None


def _names_languages(folded: str, words: Table) -> bool:
    """Whether a line says in which languages alone a document is issued: "English only"."""
    names = (words["name"]["own"], *words["name"]["others"])
    return folded.startswith(names) and folded.endswith(tuple(words["masthead"]["only"]))


def _names_session(text: str, language: Language) -> bool:
    """Whether a line is nothing but a session: "Ninth session", "Resumed ninth session"."""
    before = lexicon(language)["masthead"]["resumed"]
    return any(
        (found.start == 0 or fold(text[: found.start]) in before)
        and (found.end == len(text) or text[found.end :].lstrip()[:1] in "(,")
        for found in find_sessions(text, language)
    )


def read_meeting(text: str, language: Language) -> int | None:
    """The number of a line that is nothing but "Fifth meeting", of bodies that have no sessions."""
    ordinal, _, noun = fold(text).rpartition(" ")
    if noun not in lexicon(language)["masthead"]["meeting"]:
        return None
    whole = re.fullmatch(ordinal_pattern(language), ordinal)
    return read_ordinal(ordinal, language) if whole else None


def stands_alone(text: str, language: Language) -> bool:
    """Whether a line never goes on in the next, nor the one before in it, however full they are.

    Such are captions ("Annotations"), the fields of a masthead, its lines with the session or with
    the venue and days, the heading of a resolution, the rows of a table of contents.
    """
    words = lexicon(language)
    text = composed(text)
    folded = fold(text).rstrip(" .:")
    adopted = read_adopted(text, language)
    signed = folded.startswith(tuple(words["masthead"]["signed"]))
    if ends_row(text) or signed or (adopted is not None and not adopted.title):
        return True
    if not 0 < len(folded) <= _LONGEST_ALONE:
        return False
    if text[:1].isdigit():  # "8 January 2034", "27 February–31 March 2034"; no "12 May, at noon"
        mentions = () if "," in text else find_dates(text, language)
        return is_whole_day(text, mentions) or read_held(text, mentions) is not None
    if not text[:1].isupper():
        return False
    if folded in words["outline"]["headings"] or folded in words["titles"][DocumentKind.AGENDA]:
        return True
    annex = annex_title(text, language) == "" and len(text.split()) <= _LONGEST_ANNEX
    if annex or is_masthead_field(text, language):
        return True
    if _names_item(text, language):
        return True
    bare = text.rstrip(" *")
    if _names_session(bare, language) or read_meeting(bare, language) is not None:
        return True
    if is_symbol(bare):
        return True
    return read_held(text, find_dates(text, language)) is not None


def read_held(
    text: str, mentions: Sequence[DateMention]
) -> tuple[str | None, dt.date | None, dt.date | None] | None:
    """Venue and days of "Vienne, 15-19 octobre 2018": a place, then nothing but an interval.

    The place may be left out: "27 February–31 March 2034".
    """
    if len(mentions) != 1 or text[mentions[0].end :].strip(" *"):
        return None
    mention = mentions[0]
    if mention.kind is DateKind.MONTH:
        return None
    days = mention.dates[0].date(), mention.dates[-1].date()
    if mention.start == 0:
        return None if mention.kind is DateKind.DAY else (None, *days)
    venue, comma, rest = text[: mention.start].rpartition(",")
    if not comma or rest.strip() or not 0 < len(venue) <= 60:
        return None
    if venue.count("(") != venue.count(")"):
        return None  # "(Vienna, 5 and 6 October" begins a remark that goes on
    return venue.strip(), *days


def is_whole_day(text: str, mentions: Sequence[DateMention]) -> bool:
    """Whether a line is nothing but one day."""
    return (
        len(mentions) == 1
        and mentions[0].kind is DateKind.DAY
        and (mentions[0].start, mentions[0].end) == (0, len(text))
    )


def composed(text: str) -> str:
    """The text with accents in the letters they stand on, as the lexicon has them."""
    return unicodedata.normalize("NFC", text)
