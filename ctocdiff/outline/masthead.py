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
from functools import cache

from ctocdiff.dates import DateKind, DateMention, find_dates
from ctocdiff.language import Language, Table, lexicon
from ctocdiff.model import DocumentKind, Masthead, Paragraph, Section
from ctocdiff.ordinals import find_sessions
from ctocdiff.symbols import find_symbols

_DOCUMENT_KINDS = (
    DocumentKind.AGENDA,
    DocumentKind.REPORT,
    DocumentKind.NOTE,
    DocumentKind.RESOLUTION,
)

_LONGEST_ALONE = 100  # code points; such lines are short


def fold(text: str) -> str:
    """A text as the lexicon writes words: lower case, straight apostrophes, single spaces."""
    return " ".join(text.replace("’", "'").replace("*", " ").lower().split())


@cache
def _original_pattern(language: Language) -> re.Pattern[str]:
    words = "|".join(map(re.escape, lexicon(language)["masthead"]["original"]))
    return re.compile(rf"(?:{words})\s*:\s*(?P<language>[^\W\d_]+)\s*$", re.IGNORECASE)


def is_masthead_field(text: str, language: Language) -> bool:
    """Whether a line is a field of the masthead that never runs on: "Distr. générale"."""
    words = lexicon(language)
    folded = fold(text)
    return (
        folded.startswith(words["masthead"]["distribution"])
        or folded in words["name"]["masthead"]
        or bool(_original_pattern(language).match(text))
    )


def stands_alone(text: str, language: Language) -> bool:
    """Whether a line never goes on in the next, nor the one before in it, however full they are.

    Such are captions ("Annotations"), the fields of a masthead, and its lines with the session or
    with the venue and days.
    """
    words = lexicon(language)
    folded = fold(text).rstrip(" .:")
    if not 0 < len(folded) <= _LONGEST_ALONE or not text[:1].isupper():
        return False
    if folded in words["outline"]["headings"] or folded in words["titles"][DocumentKind.AGENDA]:
        return True
    if is_masthead_field(text, language):
        return True
    bare = text.rstrip(" *")
    if any((s.start, s.end) == (0, len(bare)) for s in find_sessions(text, language)):
        return True
    if any((s.start, s.end) == (0, len(bare)) for s in find_symbols(text)):
        return True
    return _held(text, find_dates(text, language)) is not None


def read_masthead(front: Sequence[Paragraph], language: Language) -> Masthead:
    """Read the fields of the masthead from the front matter."""
    words = lexicon(language)
    head = Masthead(language=language)
    distributed = False
    for paragraph in front:
        text, folded = paragraph.text, fold(paragraph.text)
        distributed = distributed or folded.startswith(words["masthead"]["distribution"])
        mentions = find_dates(text, language)
        if head.body is None and (body := _body(folded, words)):
            head = replace(head, body=text[: len(body)])
        if head.symbol is None and (symbols := find_symbols(text)):
            if symbols[0].start == 0 and len(text) - symbols[0].end <= 1:
                head = replace(head, symbol=symbols[0].symbol)
        if original := _original_pattern(language).match(text):
            head = replace(head, original=fold(original["language"]))
        if head.issued is None and distributed and _is_whole(text, mentions):
            head = replace(head, issued=mentions[0].dates[0].date())
        if head.session is None and (session := find_sessions(text, language)):
            head = replace(head, session=session[0].number)
        if head.opens is None and (held := _held(text, mentions)):
            head = replace(head, venue=held[0], opens=held[1], closes=held[2])
        if head.title is None and _kind(folded, words) is not None:
            head = replace(head, title=text.rstrip("*"))
        if folded.startswith(words["masthead"]["reissue"]):
            days = [day for mention in mentions for day in mention.dates]
            head = replace(head, reissued=days[0].date() if days else None)
    return head


def document_kind(head: Masthead, words: Table) -> DocumentKind:
    """What a document is, by its title; an agenda where the title is missing."""
    if head.title is None:
        return DocumentKind.AGENDA
    return _kind(fold(head.title), words) or DocumentKind.OTHER


def complete(head: Masthead, sections: Iterable[Section], language: Language) -> Masthead:
    """Fill what the head does not say from the body."""
    words = lexicon(language)
    for section in sections:
        if head.session is None and (named := find_sessions(section.title, language)):
            head = replace(head, session=named[0].number)
        for paragraph in section.paragraphs:
            if head.symbol is None and _names_itself(paragraph.text, words):
                head = replace(head, symbol=find_symbols(paragraph.text)[-1].symbol)
            if head.opens is None:
                head = replace(head, opens=_opening(paragraph.text, words, language))
            if head.closes is None and head.opens and section.label.startswith("annex"):
                last = _last_day(section, head.opens, language)
                head = replace(head, closes=last)
    return head


def is_digest(front: Iterable[Paragraph], words: Table) -> bool:
    """Whether a document says that it is a digest of an official one."""
    cues = words["masthead"]["digest"]
    return any(fold(paragraph.text).lstrip("[").startswith(cues) for paragraph in front)


def _body(folded: str, words: Table) -> str | None:
    for name in words["bodies"].values():
        pattern = re.escape(fold(name)).replace("…", ".{1,120}?")
        if match := re.match(rf"{pattern}\b", folded):
            return match.group()
    return None


def _kind(folded: str, words: Table) -> DocumentKind | None:
    for kind in _DOCUMENT_KINDS:
        for title in words["titles"][kind]:
            if re.match(rf"{re.escape(title)}\b", folded):
                return kind
    return None


def _is_whole(text: str, mentions: Sequence[DateMention]) -> bool:
    return (
        len(mentions) == 1
        and mentions[0].kind is DateKind.DAY
        and (mentions[0].start, mentions[0].end) == (0, len(text))
    )


def _held(
    text: str, mentions: Sequence[DateMention]
) -> tuple[str, dt.date | None, dt.date | None] | None:
    """Venue and days of "Vienne, 15-19 octobre 2018": a place, then nothing but an interval."""
    if len(mentions) != 1 or not text[mentions[0].end :].strip(" *") == "":
        return None
    mention = mentions[0]
    venue, comma, rest = text[: mention.start].rpartition(",")
    if not comma or rest.strip() or not 0 < len(venue) <= 60 or mention.kind is DateKind.MONTH:
        return None
    return venue.strip(), mention.dates[0].date(), mention.dates[-1].date()


def _names_itself(text: str, words: Table) -> bool:
    return fold(text).startswith(words["masthead"]["own_agenda"]) and bool(find_symbols(text))


def _opening(text: str, words: Table, language: Language) -> dt.date | None:
    folded = text.replace("’", "'").lower()
    for cue in words["masthead"]["opening"]:
        at = folded.find(cue)
        if at < 0 or not find_sessions(text[:at], language):
            continue
        for mention in find_dates(text, language):
            if mention.start > at and mention.kind is DateKind.DAY:
                return mention.dates[0].date()
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
