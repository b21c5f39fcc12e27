"""The head of a document: who issued it, under which symbol, when, for which session.

Where the head is missing (a text that begins in mid-document), session, symbol and dates come
from the body: the item on the opening of the session, the documentation entry that names the
agenda itself, the days of the programme of work.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from ctocdiff.dates import DateKind, DateMention, find_dates
from ctocdiff.language import Language, Table, lexicon
from ctocdiff.model import Declared, DocumentKind, Kind, Masthead, Paragraph, Section
from ctocdiff.ordinals import find_sessions
from ctocdiff.outline.bodies import is_called_body, read_body
from ctocdiff.outline.captions import fold
from ctocdiff.outline.fields import (
    composed,
    is_whole_day,
    original_pattern,
    read_held,
    read_meeting,
)
from ctocdiff.symbols import Symbol, find_symbols

_DOCUMENT_KINDS = (
    DocumentKind.AGENDA,
    DocumentKind.REPORT,
    DocumentKind.NOTE,
    DocumentKind.RESOLUTION,
    DocumentKind.OTHER,
)


def read_masthead(front: Sequence[Paragraph], language: Language) -> Masthead:
    """Read the fields of the masthead from the front matter."""
    words = lexicon(language)
    head = Masthead(language=language)
    distributed = False
    for paragraph in front:
        if paragraph.kind is Kind.AGENDA:
            continue  # an item may name the session before or the one to come
        text, folded = composed(paragraph.text), fold(paragraph.text)
        distributed = distributed or folded.startswith(words["masthead"]["distribution"])
        mentions = find_dates(text, language)
        head = _read_issuer(head, text, folded, language)
        head = _read_meeting(head, text, mentions, language)
        if original := original_pattern(language).match(text):
            head = replace(head, original=fold(original["language"]))
        if head.issued is None and distributed and is_whole_day(text, mentions):
            head = replace(head, issued=mentions[0].dates[0].date())
        if folded.startswith(words["masthead"]["reissue"]):
            days = [day for mention in mentions for day in mention.dates]
            head = replace(head, reissued=days[0].date() if days else None)
    if head.body is None:
        texts = (composed(p.text) for p in front if p.kind is Kind.MASTHEAD)
        head = replace(head, body=next((t for t in texts if is_called_body(t, language)), None))
    return head


def _read_issuer(head: Masthead, text: str, folded: str, language: Language) -> Masthead:
    """Body, symbol and title, where they are not known yet."""
    if body := read_body(folded, language):
        series, name = body
        known = read_body(fold(head.body or ""), language)
        below = known is not None and series.startswith(f"{known[0]}/")
        # "General Assembly", then "Human Rights Council": the second issued the document
        if head.body is None or (below and name == folded):
            head = replace(head, body=text[: len(name)])
    if head.symbol is None and (symbol := _whole_symbol(text)):
        head = replace(head, symbol=symbol)
    if head.title is None and kind_of_title(text, language) is not None:
        head = replace(head, title=text.rstrip("*"))
    return head


def _read_meeting(
    head: Masthead, text: str, mentions: Sequence[DateMention], language: Language
) -> Masthead:
    """Session, venue and days, where they are not known yet."""
    if head.session is None and (session := find_sessions(text, language)):
        head = replace(head, session=session[0].number)
    if head.session is None and (meeting := read_meeting(text, language)):
        head = replace(head, session=meeting)
    if head.opens is None and (held := read_held(text, mentions)):
        head = replace(head, venue=held[0], opens=held[1], closes=held[2])
    return head


def kind_of_title(text: str, language: Language) -> DocumentKind | None:
    """What a document with this title is; None where the text is no title that is known."""
    titles, folded = lexicon(language)["titles"], fold(text)
    for kind in _DOCUMENT_KINDS:
        for title in titles[kind]:
            if re.match(rf"{re.escape(title)}\b", folded):
                return kind
    return None


def names_agenda(text: str, language: Language) -> bool:
    """Whether a line says that the document is an agenda."""
    return fold(text).rstrip(" .:") in lexicon(language)["outline"]["agenda_list"] or (
        kind_of_title(text, language) is DocumentKind.AGENDA
    )


def declare(head: Masthead, declared: Declared) -> Masthead:
    """Fill what the head does not say from what the file says of itself."""
    symbol = head.symbol
    if symbol is None and declared.symbol is not None:
        symbol = next((found.symbol for found in find_symbols(declared.symbol)), None)
    return replace(
        head,
        symbol=symbol,
        issued=head.issued or declared.issued,
        session=head.session or declared.session,
    )


def complete(head: Masthead, sections: Sequence[Section], language: Language) -> Masthead:
    """Fill what the head does not say from the body."""
    words = lexicon(language)
    for section in sections:
        for paragraph in section.paragraphs:
            text = composed(paragraph.text)
            if head.symbol is None and _names_itself(text, words):
                head = replace(head, symbol=find_symbols(text)[-1].symbol)
            if head.opens is None and (opening := _opening(text, words, language)):
                session, day = opening
                head = replace(head, session=head.session or session, opens=day)
            if head.closes is None and head.opens and section.label.startswith("annex"):
                last = _last_day(section, head.opens, language)
                head = replace(head, closes=last)
    for section in sections:
        named = find_sessions(composed(section.title), language)
        coming = fold(section.title).startswith(words["outline"]["agenda_list"])
        if head.session is None and named and not coming:
            head = replace(head, session=named[0].number)
    return head


def is_digest(front: Iterable[Paragraph], words: Table) -> bool:
    """Whether a document says that it is a digest of an official one."""
    cues = words["masthead"]["digest"]
    return any(fold(paragraph.text).lstrip("[").startswith(cues) for paragraph in front)


def _whole_symbol(text: str) -> Symbol | None:
    """The symbol of a line that is nothing else, but for the mark of a footnote.

    "E/2030/30-E/CN.15/2030/15" is a document of two series: the first is its symbol.
    """
    symbols = find_symbols(text)
    length = sum(symbol.end - symbol.start for symbol in symbols)
    if not symbols or symbols[0].start > 0 or len(text) - length > len(symbols):
        return None
    return symbols[0].symbol


def _names_itself(text: str, words: Table) -> bool:
    return fold(text).startswith(words["masthead"]["own_agenda"]) and bool(find_symbols(text))


def _opening(text: str, words: Table, language: Language) -> tuple[int, dt.date] | None:
    """The session that a sentence opens, and its first day."""
    folded = text.replace("’", "'").lower()
    for cue in words["masthead"]["opening"]:
        at = folded.find(cue)
        named = find_sessions(text[:at], language) if at >= 0 else ()
        if not named:
            continue
        for mention in find_dates(text, language):
            day = mention.dates[0].date()
            if mention.start > at and mention.kind is DateKind.DAY and day:
                return named[-1].number, day
    return None


def _last_day(section: Section, opens: dt.date, language: Language) -> dt.date | None:
    """The last day of the programme of work; its days carry no year, the opening gives it."""
    last = None
    for paragraph in section.paragraphs:
        for mention in find_dates(paragraph.text, language):
            day = replace(mention.dates[-1], year=mention.dates[-1].year or opens.year).date()
            if day and opens <= day <= opens + dt.timedelta(days=31):
                last = max(last, day) if last else day
    return last
