"""A change → its category, by ordered rules; the first that holds decides.

The list is for a reviewer, so a wrong "routine" is worse than a wrong "review": every routine
category is given only where the rule proves it, everything else is "wording".
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from ctocdiff.dates import find_dates
from ctocdiff.language import Language
from ctocdiff.model import Category, Document, Edit
from ctocdiff.ordinals import find_sessions
from ctocdiff.symbols import SymbolMention, find_symbols

_ADOPTED = re.compile(r"(?<![\w/])\d{1,3}/\d{1,3}(?:\s?\([IVXLC\d]+\))?(?![\w/])")
_QUOTES = str.maketrans(
    {
        **dict.fromkeys("’‘ʼ′`´", "'"),
        **dict.fromkeys("“”„«»‟″", '"'),
        **dict.fromkeys("–—‑‐−", "-"),
        "…": "...",
    }
)
_IGNORED_PUNCTUATION = re.compile(r'[\s"\u00ad\u200b\u200c\u200d\u2060\ufeff]+')


@dataclass(frozen=True, slots=True)
class Context:
    """The two row texts a change stands in, and the documents they belong to."""

    before: str
    after: str
    documents: tuple[Document, Document]


def classify(edit: Edit, context: Context) -> Category:
    """The category of one edit that is not EQUAL."""
    old = context.before[slice(*edit.before)]
    new = context.after[slice(*edit.after)]
    if _typographic(old) == _typographic(new):
        return Category.TYPOGRAPHIC
    if old and new and _spelling(old) == _spelling(new):
        return Category.SPELLING
    if rolls_over(old, new, context):
        return Category.ROLLOVER
    languages = (context.documents[0].language, context.documents[1].language)
    if _cites(old) or _cites(new):
        return Category.CITATION
    if _dates(old, languages[0]) or _dates(new, languages[1]):
        return Category.DEADLINE
    return Category.WORDING


def _typographic(text: str) -> str:
    """What is left when quotation marks, spaces and the like are set aside."""
    folded = unicodedata.normalize("NFKC", text).translate(_QUOTES)
    return _IGNORED_PUNCTUATION.sub("", folded)


def _spelling(text: str) -> str:
    """What is left when case and accents are set aside as well."""
    decomposed = unicodedata.normalize("NFD", _typographic(text).casefold())
    return "".join(char for char in decomposed if not unicodedata.combining(char))


def _cites(text: str) -> bool:
    return bool(_ADOPTED.search(text) or find_symbols(text))


def _dates(text: str, language: Language) -> bool:
    return bool(find_dates(text, language))


def rolls_over(old: str, new: str, context: Context) -> bool:
    """Whether a change only carries a text from one session to the other.

    That is so where the ordinal of a session moves by as much as the sessions do, the year in a
    symbol is that of each session, or a date keeps its distance from the opening day; and where
    nothing else changes.
    """
    before, after = context.documents
    if not old or not new:
        return False
    masked_old, facts_old = _rolling(old, before)
    masked_new, facts_new = _rolling(new, after)
    if not facts_old or masked_old != masked_new:
        return False
    return facts_old == facts_new


def _rolling(text: str, document: Document) -> tuple[str, tuple[object, ...]]:
    """A text with its rolling parts masked, and these parts relative to the session."""
    head = document.masthead
    found: list[tuple[int, int, object]] = []
    for date in find_dates(text, document.language):
        days = [day.date() for day in date.dates]
        if head.opens is None or None in days:
            return text, ()
        offsets = tuple((day - head.opens).days for day in days if day)
        found.append((date.start, date.end, ("date", offsets, date.weekdays, date.time)))
    for session in find_sessions(text, document.language):
        if head.session is None:
            return text, ()
        found.append((session.start, session.end, ("session", session.number - head.session)))
    for mention in find_symbols(text):
        relative = _relative_symbol(mention, document)
        if relative is None:
            return text, ()
        found.append((mention.start, mention.end, relative))
    masked = text
    for start, end, _ in sorted(found, reverse=True, key=lambda item: item[:2]):
        masked = f"{masked[:start]}\ufffc{masked[end:]}"
    return _spelling(masked), tuple(fact for _, _, fact in sorted(found, key=lambda item: item[:2]))


def _relative_symbol(mention: SymbolMention, document: Document) -> tuple[object, ...] | None:
    """A symbol with its year relative to the session: CTOC/COP/2018/2 → CTOC/COP/+0/2."""
    if mention.symbol.year is None or document.year is None:
        return None
    shift = mention.symbol.year - document.year
    segments = tuple(
        f"{shift:+d}" if segment == str(mention.symbol.year) else segment
        for segment in mention.symbol.segments
    )
    return ("symbol", *segments)
