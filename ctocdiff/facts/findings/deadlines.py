"""Days that break the rule which the same document cites.

Three rules name their days so that they can be checked: draft resolutions are submitted two weeks
before the session, the informal consultations are held on the working day before its first day
(decision 6/3 of the Conference of the Parties to the Convention against Transnational Organized
Crime), and the budget goes to States at least 60 days before the opening (rule 72 of its rules of
procedure), which the day of issue of a budget note given with the agenda can break.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from ctocdiff.alternation import any_form
from ctocdiff.dates import DateKind, find_dates
from ctocdiff.facts.findings.reading import Reading
from ctocdiff.facts.sentences import sentence_at, sentences
from ctocdiff.language import lexicon
from ctocdiff.model import Deadline, DeadlineKind, DocumentKind, Finding, Kind
from ctocdiff.ordinals import find_sessions
from ctocdiff.symbols import Symbol, find_symbols

_BEFORE_SESSION = frozenset({DocumentKind.AGENDA, DocumentKind.NOTE, DocumentKind.OTHER})
_FRIDAY = 5
_BESIDE = 2  # days from a Saturday or Sunday to a working day
_SOON = 60  # days after the session; what is due later is a follow-up to it
_NEAR = 12  # code points between "will be held on" and its day


def check_deadlines(reading: Reading) -> Iterator[Finding]:
    """Every day that is not where the rule cited in its section puts it."""
    yield from _fixed(reading, "draft_resolutions", at_least=False)
    yield from _fixed(reading, "budgets", at_least=True)
    yield from _consultations(reading)
    yield from _late(reading)


def _fixed(reading: Reading, subject: str, *, at_least: bool) -> Iterator[Finding]:
    """Days that are set for a thing for which the section cites a rule."""
    about = _about(reading, subject)
    for deadline in about:
        offset, passage = deadline.offset_days, reading.passage(deadline.paragraph)
        rule = _rule(about, deadline.section)
        if deadline.kind is not DeadlineKind.FIXED or rule is None:
            continue
        if passage is None or offset is None or _falls_on_weekend(rule, offset, reading):
            continue
        if offset > rule or (offset < rule and not at_least):
            yield passage.find(
                "deadline-off-rule", deadline.start, deadline.end,
                printed=deadline.text, offset=offset, rule_offset=rule,
            )  # fmt: skip


def _falls_on_weekend(rule: int, offset: int, reading: Reading) -> bool:
    """Whether a rule gives a Saturday or Sunday, and the day is the working day beside it."""
    opens = reading.head.opens
    if opens is None:
        return False
    ruled, day = (opens + dt.timedelta(days=one) for one in (rule, offset))
    weekend = ruled.isoweekday() > _FRIDAY
    return weekend and day.isoweekday() <= _FRIDAY and abs(offset - rule) <= _BESIDE


def _late(reading: Reading) -> Iterator[Finding]:
    """What must come before a session closes is not due after it."""
    opens, closes = reading.head.opens, reading.head.closes
    if reading.document.kind not in _BEFORE_SESSION or opens is None or closes is None:
        return
    last = (closes - opens).days
    subjects = any_form(lexicon(reading.language)["late_deadlines"]["subjects"])
    for deadline in reading.deadlines:
        passage, offset = reading.passage(deadline.paragraph), deadline.offset_days
        fixed = deadline.kind is DeadlineKind.FIXED and offset is not None
        if passage is None or offset is None or not fixed or not last < offset <= last + _SOON:
            continue
        low, high = sentence_at(passage.text, deadline.start, reading.language)
        other = any(
            one.number != reading.head.session and low <= one.start < high
            for one in find_sessions(passage.text, reading.language)
        )
        if subjects.search(passage.text, low, high) and not other:
            yield passage.find(
                "deadline-after-session", deadline.start, deadline.end,
                printed=deadline.text, closes_date=closes,
            )  # fmt: skip


def _about(reading: Reading, subject: str) -> tuple[Deadline, ...]:
    """The deadlines of which the sentence names a thing."""
    named = any_form(reading.words[subject])
    found = []
    for deadline in reading.deadlines:
        passage = reading.passage(deadline.paragraph)
        if passage is None or deadline.offset_days is None:
            continue
        low, high = sentence_at(passage.text, deadline.start, reading.language)
        # a long sentence may set several days: what it says of each stands before it
        if named.search(deadline.subject) or named.search(
            passage.text, low, max(low, min(high, deadline.start))
        ):
            found.append(deadline)
    return tuple(found)


def _rule(about: Sequence[Deadline], section: str) -> int | None:
    """The day that the rule cited in a section gives; None where it cites none, or several."""
    rules = {
        rule.offset_days
        for rule in about
        if rule.kind is DeadlineKind.RELATIVE and rule.section == section
        if rule.offset_days is not None and rule.offset_days < 0
    }
    return next(iter(rules)) if len(rules) == 1 else None


def _consultations(reading: Reading) -> Iterator[Finding]:
    opens, words = reading.head.opens, reading.words
    if opens is None:
        return
    eve = opens - dt.timedelta(days=1)
    while eve.isoweekday() > _FRIDAY:
        eve -= dt.timedelta(days=1)
    consultations, rule = any_form(words["consultations"]), any_form(words["day_before"])
    will = any_form(words["will_be_held"])
    named = (p for p in reading.passages if p.may_have(words["day_before"]))
    ruled = {p.section for p in named if rule.search(p.text)}
    if not ruled:
        return
    for passage in reading.passages:
        if passage.kind is not Kind.BODY or passage.section not in ruled:
            continue
        for low, high in sentences(passage.text, reading.language):
            held = will.search(passage.text, low, high)
            if not held or not consultations.search(passage.text, low, held.start()):
                continue
            for mention in find_dates(passage.text, reading.language):
                day = mention.dates[0].date() if mention.kind is DateKind.DAY else None
                if 0 <= mention.start - held.end() <= _NEAR and day and day != eve:
                    yield passage.find(
                        "deadline-off-rule", mention.start, mention.end,
                        printed=passage.text[mention.start : mention.end],
                        offset=(day - opens).days, rule_offset=(eve - opens).days,
                    )  # fmt: skip


def check_budget_notes(readings: Sequence[Reading]) -> Iterator[tuple[int, Finding]]:
    """Budget notes issued later than the rule allows that the agenda listing them cites."""
    issued: dict[Symbol, dt.date] = {
        reading.head.symbol.base: reading.head.issued
        for reading in readings
        if reading.head.symbol and reading.head.issued
    }
    for witness, reading in enumerate(readings):
        opens = reading.head.opens
        if reading.document.kind is not DocumentKind.AGENDA or opens is None:
            continue
        about, named = _about(reading, "budgets"), any_form(reading.words["budgets"])
        for passage in reading.passages:
            rule = _rule(about, passage.section)
            listed = passage.kind is Kind.DOCUMENTATION and named.search(passage.text)
            if rule is None or not listed:
                continue
            for mention in find_symbols(passage.text):
                day = issued.get(mention.symbol.base)
                if day is not None and (day - opens).days > rule:
                    yield witness, passage.find(
                        "deadline-off-rule", mention.start, mention.end,
                        printed=str(mention.symbol), offset=(day - opens).days, rule_offset=rule,
                    )  # fmt: skip
