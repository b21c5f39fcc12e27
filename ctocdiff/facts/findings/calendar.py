"""Days that cannot be right: weekdays, days of the programme, days of sessions and of adoption."""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import replace

from ctocdiff.alternation import any_form
from ctocdiff.dates import DateKind, DateMention, PartialDate, find_dates
from ctocdiff.facts.citations.names import BODIES, names_in
from ctocdiff.facts.findings.reading import Passage, Reading
from ctocdiff.facts.sentences import sentence_at
from ctocdiff.language import lexicon
from ctocdiff.model import Citation, CitationKind, DocumentKind, Finding, Kind
from ctocdiff.ordinals import SessionMention, find_sessions

_TO_DATE = 60  # code points between a session and its days
_TO_OPENING = 300  # between a session and the day on which it opens
_TO_DAY = 8  # between "will open on" and its day
_BEFORE = 400  # before a session, for the body that it may be of
_PROGRAMME = "annex"
_ASIDE = re.compile(r"\([^()\d]{1,60}\)")
_BEGINS = re.compile(r"(?:^|[,;:])\s*(?:\d{1,3}\.\s+)?(?:[^\W\d_]{1,3}['’\s])?$")
_NOVEMBER, _FEBRUARY = 11, 2
_BESIDE = dt.timedelta(days=45)  # from a day that leaves out its year to one that has it
_STATED = re.compile(r"\d{1,4} \(([12]\d{3})\)")  # 2743 (2024), of the Security Council
_ASSEMBLY, _COUNCIL = "A", "E"
_NUMBERED_BY_SESSION = 31  # the session since which resolutions of the Assembly have its number
_FOUNDED = 1945  # the first session of the Assembly opened in the year after


def check_calendar(reading: Reading) -> Iterator[Finding]:
    """Every day that contradicts its weekday, its session or the calendar of sessions."""
    cited: dict[str, list[Citation]] = {}
    for citation in reading.citations:
        cited.setdefault(citation.paragraph, []).append(citation)
    for passage in reading.passages:
        dates = find_dates(passage.text, reading.language)
        for mention in dates:
            yield from _weekdays(passage, mention, _year_meant(mention, dates, reading))
        if passage.section.startswith(_PROGRAMME) and passage.kind in (Kind.TABLE, Kind.BODY):
            yield from _programme(passage, reading)
        if not dates:
            continue
        if passage.kind is Kind.MASTHEAD:
            yield from _head(passage, dates, reading)
        yield from _opening(passage, dates, reading)
        for session in find_sessions(passage.text, reading.language):
            yield from _session(passage, session, dates, reading)
        yield from _adoptions(passage, cited.get(passage.paragraph.id, ()), dates, reading)


def _weekdays(passage: Passage, mention: DateMention, year: int | None) -> Iterator[Finding]:
    """Weekday and date disagree (Gregorian calendar)."""
    for partial, weekday in zip(mention.dates, mention.weekdays, strict=True):
        day = (partial if partial.year else replace(partial, year=year)).date()
        if day is None or weekday is None or day.isoweekday() == weekday:
            continue
        if not (mention.inherited and _is_of_year_beside(day, weekday)):
            yield passage.find(
                "weekday-mismatch", mention.start, mention.end, date=day,
                weekday=day.isoweekday(), printed_weekday=weekday,
            )  # fmt: skip


def _is_of_year_beside(day: dt.date, weekday: int) -> bool:
    """Whether a day near the turn of the year is of the other one: "Monday, 18 December, to"."""
    apart = -1 if day.month >= _NOVEMBER else 1 if day.month <= _FEBRUARY else 0
    beside = PartialDate(day.year + apart, day.month, day.day).date()
    return apart != 0 and beside is not None and beside.isoweekday() == weekday


def _year_meant(
    mention: DateMention, dates: tuple[DateMention, ...], reading: Reading
) -> int | None:
    """The year of days that leave it out, where the days beside them or the session show it."""
    if mention.dates[0].year or not any(mention.weekdays):
        return None
    beside = [day for other in dates for date in other.dates if (day := date.date())]
    if reading.document.kind is not DocumentKind.REPORT:
        beside += [day for day in (reading.head.opens, reading.head.closes) if day is not None]
    years = {
        other.year
        for other in beside
        for date in mention.dates
        if (day := replace(date, year=other.year).date()) and abs(day - other) <= _BESIDE
    }
    return years.pop() if len(years) == 1 else None


def _programme(passage: Passage, reading: Reading) -> Iterator[Finding]:
    """A day of the programme of work is a day of the session."""
    opens, closes = reading.head.opens, _last_day(reading)
    if opens is None or closes is None or len(passage.paragraph.cells) > 1:
        return
    # "Lundi 15 octobre": the grammar of dates wants a year; the programme has that of its session
    text = f"{passage.text.rstrip()} {opens.year}"
    mentions = find_dates(text, reading.language)
    if len(mentions) != 1 or mentions[0].kind is not DateKind.DAY:
        return
    mention = mentions[0]
    # a row of one cell may have been read as a paragraph: then only its weekday shows what it is
    named = mention.weekdays[0] is not None
    if mention.start != 0 or mention.end != len(text) or not (named or passage.paragraph.cells):
        return
    mention = replace(mention, end=len(passage.text.rstrip()))
    already = find_dates(passage.text, reading.language)
    if not (already and already[0].dates[0].year):
        yield from _weekdays(passage, mention, opens.year)
    day = mention.dates[0].date()
    if day is not None and not opens <= day <= closes:
        yield passage.find(
            "date-outside-session", mention.start, mention.end,
            date=day, opens_date=opens, closes_date=closes,
        )  # fmt: skip


def _last_day(reading: Reading) -> dt.date | None:
    """The last day of the session; a head that is missing may have it from the programme itself."""
    facts = reading.sessions.get(reading.session or 0)
    agree = facts is not None and facts.opens == reading.head.opens
    return facts.closes if facts is not None and agree else reading.head.closes


def _session(
    passage: Passage, session: SessionMention, dates: tuple[DateMention, ...], reading: Reading
) -> Iterator[Finding]:
    """The days that a text gives of a session are those of its head and of the calendar."""
    low, high = sentence_at(passage.text, session.start, reading.language)
    at = bisect_left(dates, session.end, key=_start)
    yield from _days_first(passage, session, dates[at - 1] if at else None, reading)
    mention = dates[at] if at < len(dates) else None
    if mention is None or not mention.start < min(high, session.end + _TO_OPENING):
        return
    low, high = max(low, session.start - _BEFORE), min(high, mention.end + _BEFORE)
    between = passage.text[session.end : mention.start]
    words = lexicon(reading.language)
    opening = any_form(words["masthead"]["opening"])
    own = session.number == reading.session
    begins = _BEGINS.search(passage.text[low : session.start])
    if own and begins and _opens_on(between, opening) and mention.kind is DateKind.DAY:
        day, opens = mention.dates[0].date(), reading.head.opens
        if day and opens and day != opens:
            yield passage.find(
                "opening-mismatch", mention.start, mention.end, date=day, opens_date=opens
            )
        return
    days = _interval(mention)
    if days is None or not _says_when(between, reading) or len(between) > _TO_DATE:
        return
    before = passage.text[low : session.start]
    if any_form(reading.words["other_bodies"]).search(passage.text[low : mention.start]):
        return
    known = _known_days(session.number, reading)
    after = passage.text[mention.end : high]
    if not known or days == known:
        return
    slip = is_slip(days, known) and not _names_another(passage.text, reading)
    if slip or _named(between, reading) or _speaks(before, after, reading):
        yield passage.find(
            "session-dates-differ", mention.start, mention.end,
            number=session.number, opens_date=known[0], closes_date=known[1],
        )  # fmt: skip


def _head(passage: Passage, dates: tuple[DateMention, ...], reading: Reading) -> Iterator[Finding]:
    """The days in the head are those that the calendar gives the session."""
    head = reading.head
    facts = reading.sessions.get(reading.session or 0)
    days = (head.opens, head.closes)
    if facts is None or days == (facts.opens, facts.closes):
        return
    others = {(one.opens, one.closes) for one in reading.sessions.values()}
    for mention in dates:
        shown = _interval(mention)
        # what was planned for quite other days has been put off
        if shown == days and (shown in others or is_slip(shown, (facts.opens, facts.closes))):
            yield passage.find(
                "session-dates-differ", mention.start, mention.end,
                number=facts.number, opens_date=facts.opens, closes_date=facts.closes,
            )  # fmt: skip


def _opening(
    passage: Passage, dates: tuple[DateMention, ...], reading: Reading
) -> Iterator[Finding]:
    """A sentence that opens "the session" without its number."""
    opens = reading.head.opens
    if opens is None or reading.document.kind is not DocumentKind.AGENDA:
        return
    named = any_form(reading.words["this_session"])
    opening = any_form(lexicon(reading.language)["masthead"]["opening"])
    for mention in dates:
        low, _ = sentence_at(passage.text, mention.start, reading.language)
        begun = named.match(passage.text, low)
        verb = opening.match(passage.text, begun.end() + 1) if begun else None
        day = mention.dates[0].date() if mention.kind is DateKind.DAY else None
        if verb and 0 <= mention.start - verb.end() <= _TO_DAY and day and day != opens:
            yield passage.find(
                "opening-mismatch", mention.start, mention.end, date=day, opens_date=opens
            )


def _named(between: str, reading: Reading) -> bool:
    """Whether a session is said to be one of the body: "the eighth session of the Conference"."""
    names = names_in(between, BODIES, reading.language)
    return bool(names) and all(reading.body in name.codes for name in names)


def _days_first(
    passage: Passage, session: SessionMention, mention: DateMention | None, reading: Reading
) -> Iterator[Finding]:
    """Days before a session: "In Vienna, from 14 to 18 October 2024, at its twelfth session"."""
    days = _interval(mention) if mention is not None else None
    known = _known_days(session.number, reading)
    if mention is None or days is None or known is None or days == known:
        return
    between = passage.text[mention.end : session.start].strip(" ,")
    joined = any_form(reading.words["for_its"]).fullmatch(between)
    if joined and is_slip(days, known) and not _names_another(passage.text, reading):
        yield passage.find(
            "session-dates-differ", mention.start, mention.end,
            number=session.number, opens_date=known[0], closes_date=known[1],
        )  # fmt: skip


def is_slip(days: tuple[dt.date, dt.date], known: tuple[dt.date, dt.date]) -> bool:
    """Whether days are those that are known but for one of them, the month or the year."""
    same = [day == other for day, other in zip(days, known, strict=True)]
    first, last = ((day.month, day.day) for day in days)
    year = (first, last) == tuple((day.month, day.day) for day in known)
    month = [(day.year, day.day) for day in days] == [(day.year, day.day) for day in known]
    return any(same) or year or month


def _names_another(text: str, reading: Reading) -> bool:
    """Whether a paragraph names a body of which a session without a name may be."""
    return any_form(reading.words["other_bodies"]).search(text) is not None


def _speaks(before: str, after: str, reading: Reading) -> bool:
    """Whether a session is one of the body itself: "At its eighth session, the Conference …"."""
    conference = any_form(reading.words["conference"])
    named = conference.search(after)
    other = any_form(reading.words["other_bodies"]).search(after)
    if other and not (named and named.start() < other.start()):
        return False
    return bool(named or conference.search(before))


def _start(mention: DateMention) -> int:
    return mention.start


def _opens_on(between: str, opening: re.Pattern[str]) -> bool:
    ends = [match.end() for match in opening.finditer(between)]
    return bool(ends) and len(between) - ends[-1] <= _TO_DAY


def _interval(mention: DateMention) -> tuple[dt.date, dt.date] | None:
    if mention.kind is not DateKind.INTERVAL:
        return None
    first, last = mention.dates[0].date(), mention.dates[-1].date()
    return (first, last) if first and last else None


def _says_when(between: str, reading: Reading) -> bool:
    """Whether only "held in Vienna from" and the like stand between a session and its days."""
    # "in Atlanta (United States of America) from"
    rest = any_form(reading.words["held"]).sub(" ", _ASIDE.sub(" ", between))
    open_bracket = "(" in rest and ")" not in rest  # "(Vienna, from 17 to 21 October 2016)"
    marks = r"[.;:]" if open_bracket else r"[.;:(]"
    return not re.search(r"(?<!\w)[a-zà-ÿ]", rest) and not re.search(marks, rest)


def _known_days(number: int, reading: Reading) -> tuple[dt.date, dt.date] | None:
    head = reading.head
    if number == reading.session and head.opens and head.closes:
        return head.opens, head.closes
    # what was planned may have been put off since
    if reading.session and number > reading.session:
        return None
    facts = reading.sessions.get(number)
    return (facts.opens, facts.closes) if facts else None


def _adoptions(
    passage: Passage,
    citations: list[Citation] | tuple[()],
    dates: tuple[DateMention, ...],
    reading: Reading,
) -> Iterator[Finding]:
    """A resolution of a session is adopted while it meets: "résolution 6/1 du 19 octobre 2012"."""
    table = lexicon(reading.language)["citations"]
    dated = any_form(tuple(table["dated"]))
    whole: list[PartialDate] = []
    partial: list[tuple[Citation, DateMention]] = []
    for citation in citations:
        if citation.kind not in (CitationKind.RESOLUTION, CitationKind.DECISION):
            continue
        at = bisect_right(dates, citation.end, key=_start)
        if at == len(dates):
            continue
        mention = dates[at]
        between = passage.text[citation.end : mention.start].strip(" ,")
        if len(between) > _TO_DATE or not _is_dated(between, dated, reading):
            continue
        if mention.kind is DateKind.MONTH:
            partial.append((citation, mention))
            continue
        whole.append(mention.dates[0])
        day, met = mention.dates[0].date(), _met(citation, reading)
        if met and day and not met[0] <= day <= met[1]:
            yield passage.find(
                "adoption-outside-session", mention.start, mention.end,
                text=citation.text, date=day, opens_date=met[0], closes_date=met[1],
            )  # fmt: skip
    # where the others of a list have their day, one that lacks it has lost it
    if len(whole) > 1 and len(partial) == 1:
        citation, mention = partial[0]
        yield passage.find("date-incomplete", mention.start, mention.end, text=citation.text)


def _is_dated(between: str, dated: re.Pattern[str], reading: Reading) -> bool:
    """Whether a date is that of a text: "71/209 de l'Assemblée générale, en date du 19 …"."""
    if dated.fullmatch(between):
        return True
    before, comma, last = between.rpartition(",")
    named = names_in(before, BODIES, reading.language) if comma else ()
    whole = len(named) == 1 and named[0].end == len(before)
    return whole and dated.fullmatch(last.strip()) is not None


def _met(citation: Citation, reading: Reading) -> tuple[dt.date, dt.date] | None:
    """The days between which a resolution or decision can have been adopted, by its number."""
    if stated := _STATED.fullmatch(citation.number):
        year = int(stated[1])
        return dt.date(year, 1, 1), dt.date(year, 12, 31)
    first, _, rest = citation.number.partition("/")
    if not first.isdigit() or not rest:
        return None
    number = int(first)
    if citation.body == reading.body and (facts := reading.sessions.get(number)):
        return facts.opens, facts.closes
    if citation.body == _ASSEMBLY and _NUMBERED_BY_SESSION <= number < 1000:
        # a session goes on until the next one opens; some texts were adopted some weeks later
        opened = _FOUNDED + number
        return dt.date(opened, 9, 1), dt.date(opened + 1, 10, 31)
    if citation.body == _COUNCIL and number > _FOUNDED:
        # since 2014 the session of a year opens in July of the year before
        return dt.date(number - 1, 7, 1), dt.date(number, 12, 31)
    return None
