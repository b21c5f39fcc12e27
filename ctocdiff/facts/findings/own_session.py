"""Days that a document gives of its own session or meeting: its opening, its close, its work.

The head says when the session is held. A sentence counts only where the session itself is what
opens or closes ("The twelfth meeting of the Working Group will be opened by its Chair on …"): lists
of speakers and registers open and close too. Plenary meetings ("At its 3rd meeting, on 4 June") are
judged where most of them lie in the session, since the days of a resumed one stand in no head.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from ctocdiff.alternation import any_form, any_word
from ctocdiff.dates import DateKind, DateMention, find_dates
from ctocdiff.facts.findings.calendar import is_slip
from ctocdiff.facts.findings.groups import groups_in
from ctocdiff.facts.findings.reading import Passage, Reading
from ctocdiff.facts.sentences import sentence_at
from ctocdiff.language import Language, lexicon
from ctocdiff.model import DocumentKind, Finding, Kind
from ctocdiff.ordinals import ordinal_pattern, read_ordinal

_NEAR = dt.timedelta(days=31)  # a day farther away is that of another session, or of its resumption
_GAP = 120  # code points between an opening verb and its day
_MOST_OUTSIDE = 3  # plenary meetings in the session for one that is outside
_NUMBER = re.compile(r"^\s*(?:\d{1,3}\.\s+)?")
_ARTICLE = re.compile(r"^\s*(?:\d{1,3}\.\s+)?(?:[^\W\d_]{1,3}['’\s])?")
_READ = frozenset({Kind.BODY, Kind.MASTHEAD, Kind.HEADING})

_Dated = tuple[Passage, DateMention, dt.date]


def check_own_session(reading: Reading) -> Iterator[Finding]:
    """Every day that the head of the document contradicts."""
    opens, closes = reading.head.opens, reading.head.closes
    if opens is None or closes is None:
        return
    number = _own_number(reading)
    held: list[_Dated] = []
    for passage in reading.passages:
        dates = find_dates(passage.text, reading.language) if passage.kind in _READ else ()
        if not dates:
            continue
        if number is not None and passage.may_have(_numbered_so(number, reading.language)):
            yield from _days(passage, dates, number, reading)
        if passage.kind is not Kind.BODY or reading.document.kind is DocumentKind.RESOLUTION:
            continue
        yield from _opening_and_close(passage, dates, number, reading)
        yield from _adoption(passage, dates, reading)
        if reading.document.kind is DocumentKind.REPORT:
            held += _plenary_meetings(passage, dates, reading)
    outside = [one for one in held if not opens <= one[2] <= closes]
    if _MOST_OUTSIDE * len(outside) < len(held):
        for passage, mention, day in outside:
            yield _outside(passage, mention, day, reading)


def _own_number(reading: Reading) -> int | None:
    """The number of the session or meeting, from the head or the title in it."""
    if reading.head.session is not None:
        return reading.head.session
    for passage in reading.passages:
        if passage.kind is Kind.BODY:
            break
        if named := _numbered(reading.language).search(passage.text):
            return read_ordinal(named["number"], reading.language)
    return None


@cache
def _numbered_so(number: int, language: Language) -> tuple[str, ...]:
    """The ordinals of a number: "twelfth", "12th"; the last words of those of several."""
    table = lexicon(language)["ordinals"]
    forms = table["words"][number - 1] if number <= len(table["words"]) else ()
    figures = (f"{number}{suffix}" for suffix in table["suffixes"])
    return *(re.split(r"\W", form)[-1] for form in forms), *figures


@cache
def _nouns(language: Language) -> tuple[str, ...]:
    table = lexicon(language)["masthead"]
    return *table["session"], *table["meeting"]


@cache
def _verbs(language: Language) -> tuple[str, ...]:
    """The verbs themselves: "open" of "will open", "opening" where an opening is held."""
    table, held = lexicon(language)["own_session"], lexicon(language)["findings"]["held"]
    of_others = {word for form in held for word in form.split()}
    forms = [form.split() for form in (*table["opens"], *table["closes"])]
    return tuple(max(form, key=len) if form[-1] in of_others else form[-1] for form in forms)


@cache
def _numbered(language: Language) -> re.Pattern[str]:
    return re.compile(
        rf"(?<!\w)(?P<number>{ordinal_pattern(language)})\s{any_word(_nouns(language))}\b",
        re.IGNORECASE,
    )


def _days(
    passage: Passage, dates: Sequence[DateMention], number: int, reading: Reading
) -> Iterator[Finding]:
    """The days of the session or meeting itself: "held its fifteenth session in Vienna from …"."""
    opens, closes = reading.head.opens, reading.head.closes
    leads = any_form(reading.words["held"])
    for named in _numbered(reading.language).finditer(passage.text):
        mention = next((one for one in dates if one.start >= named.end()), None)
        if mention is None or read_ordinal(named["number"], reading.language) != number:
            continue
        first, last = mention.dates[0].date(), mention.dates[-1].date()
        if first is None or last is None or opens is None or closes is None:
            continue
        days, known = (first, last), (opens, closes)
        gap = leads.sub(" ", passage.text[named.end() : mention.start])
        is_place = re.fullmatch(r"[\s,(]*(?:[A-ZÀ-Ý][\w-]+[\s,(]+)*", gap)
        if not is_place or days == known or not _long(mention):
            continue
        # of two ends one is right: days quite unlike are those of another body
        if is_slip(days, known) or _can_only_be_own(passage.text, mention, reading):
            yield passage.find(
                "session-dates-differ", mention.start, mention.end,
                number=number, opens_date=known[0], closes_date=known[1],
            )  # fmt: skip


def _can_only_be_own(text: str, mention: DateMention, reading: Reading) -> bool:
    """Whether a working group's document says "the Working Group" and names no other body."""
    if reading.session is not None or reading.head.symbol is None:
        return False
    low, high = sentence_at(text, mention.start, reading.language)
    groups = list(groups_in(text, low, high, reading.language))
    others = any_form((*reading.words["meeting_bodies"], *reading.words["conference"]))
    return bool(groups) and not any(g.key for g in groups) and not others.search(text, low, high)


def _long(mention: DateMention) -> bool:
    return mention.kind is DateKind.INTERVAL or len(mention.dates) > 1


def _opening_and_close(
    passage: Passage, dates: Sequence[DateMention], number: int | None, reading: Reading
) -> Iterator[Finding]:
    if not passage.may_have(_verbs(reading.language)):
        return
    text, words = passage.text, lexicon(reading.language)["own_session"]
    for subject, code, known in (
        ("opens", "opening-mismatch", reading.head.opens),
        ("closes", "closing-mismatch", reading.head.closes),
    ):
        verbs = any_form(words[subject])
        for verb in verbs.finditer(text):
            mention = next((one for one in dates if one.start >= verb.end()), None)
            day = _day(mention, reading) if mention else None
            if mention is None or day is None or known is None or not _is_near(day, reading):
                continue
            low, high = sentence_at(text, verb.start(), reading.language)
            gap = text[verb.end() : mention.start]
            goes_on = any_form(lexicon(reading.language)["dates"]["and"]).search(gap)
            if mention.start >= high or len(gap) > _GAP or goes_on or day == known:
                continue
            before = text[low : verb.start()]
            if low and before.strip().lower() in words["pronouns"]:
                # "The nineteenth session will be held in New York. It will open on …"
                before = text[sentence_at(text, low - 1, reading.language)[0] : low]
            if _is_of_session(before, gap, number, reading):
                told: dict[str, object] = {"date": day, f"{subject}_date": known}
                yield passage.find(code, mention.start, mention.end, **told)


def _is_of_session(before: str, after: str, number: int | None, reading: Reading) -> bool:
    """Whether it is the session that opens: the subject of the verb, or its object."""
    numbered, words = _numbered(reading.language), lexicon(reading.language)["own_session"]
    subject = _ARTICLE.sub("", before)
    for named in (numbered.match(subject), numbered.match(_ARTICLE.sub("", after))):
        if named and read_ordinal(named["number"], reading.language) == number:
            return True
    own = any_form((*reading.words["this_session"], *words["meeting"]))
    return own.fullmatch(_NUMBER.sub("", before).strip()) is not None


def _adoption(
    passage: Passage, dates: Sequence[DateMention], reading: Reading
) -> Iterator[Finding]:
    """A report is adopted while the body meets."""
    if not passage.may_have(lexicon(reading.language)["own_session"]["adoption"]):
        return
    past = reading.document.kind is DocumentKind.REPORT
    adopts = any_form(lexicon(reading.language)["own_session"]["adopted" if past else "will_adopt"])
    for verb in adopts.finditer(passage.text):
        low, high = sentence_at(passage.text, verb.start(), reading.language)
        inside = [one for one in dates if low <= one.start < high]
        day = _day(inside[0], reading) if len(inside) == 1 else None
        if day is not None and _is_near(day, reading) and not _is_inside(day, reading):
            yield _outside(passage, inside[0], day, reading)


def _plenary_meetings(
    passage: Passage, dates: Sequence[DateMention], reading: Reading
) -> Iterator[_Dated]:
    leads = _leads(reading.language)
    for mention in dates:
        day = _day(mention, reading)
        if day is not None and leads.search(passage.text[: mention.start][-60:]):
            yield passage, mention, day


@cache
def _leads(language: Language) -> re.Pattern[str]:
    table = lexicon(language)
    suffixes = any_word(table["ordinals"]["suffixes"])
    nouns, article = any_word(table["own_session"]["sitting"]), any_word(table["dates"]["article"])
    # "At its 1st and 2nd meetings, on "
    return re.compile(rf"\d{suffixes}\s{nouns},\s(?:{article}\s)?$", re.IGNORECASE)


def _day(mention: DateMention, reading: Reading) -> dt.date | None:
    """One day, in the year of the session where a sentence leaves the year out."""
    if mention.kind is not DateKind.DAY or reading.head.opens is None:
        return None
    date = mention.dates[0]
    return (date if date.year else replace(date, year=reading.head.opens.year)).date()


def _is_near(day: dt.date, reading: Reading) -> bool:
    opens, closes = reading.head.opens, reading.head.closes
    return opens is not None and closes is not None and opens - _NEAR <= day <= closes + _NEAR


def _is_inside(day: dt.date, reading: Reading) -> bool:
    opens, closes = reading.head.opens, reading.head.closes
    return opens is not None and closes is not None and opens <= day <= closes


def _outside(passage: Passage, mention: DateMention, day: dt.date, reading: Reading) -> Finding:
    return passage.find(
        "date-outside-session", mention.start, mention.end,
        date=day, opens_date=reading.head.opens, closes_date=reading.head.closes,
    )  # fmt: skip
