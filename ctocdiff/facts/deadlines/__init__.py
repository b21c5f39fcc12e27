"""Deadlines: the days, windows and rules by which somebody must or should act.

A deadline is a cue ("no later than", "until", "at least 60 days before"), a day or a rule, and who
must do what. Of each it is said how many days it lies from the opening of the session, so that the
same rule can be recognised in another year.

* FIXED: a day with its date, or one after which what arrives is refused. "Before 4 October" and "by
  4 October" both have the date written; the end of a month or of a year is its last day.
* WINDOW: a first and a last day in one expression, "from 2 September until 14 October". Where the
  list is opened in one clause and closed in another, the last day is FIXED and ``opens`` tells the
  first; an opening day alone is no deadline.
* RELATIVE: a rule, "two weeks before the session", "by noon on Thursday" (the first Thursday of the
  session), "before the session ends", "not later than 24 hours after the opening", "within three
  months of the adoption" where somebody must act by then. It has no date of its own. 24 hours are
  one day; what is anchored elsewhere, or in months or hours that make no whole days, has no offset
  or that of the calendar.

A rule and its date in one text are two deadlines. No deadlines are: days of meetings, speaking
times, "until the Bureau has reported", mere spans ("four more weeks from the closure"), bare years
("by 2030"), mandates ("report at its next session"), what is told of the past.
Source of the rules: rules of procedure 18 and 72 and decision 6/3 of the Conference of the Parties
to the Convention against Transnational Organized Crime, and how its agendas word them.
"""

from __future__ import annotations

from collections.abc import Iterator

from ctocdiff.facts.deadlines.clauses import Clauses
from ctocdiff.facts.deadlines.finder import Finder, Found, has_any
from ctocdiff.facts.deadlines.grammar import deadline_grammar
from ctocdiff.facts.deadlines.rules import Meeting
from ctocdiff.language import Language
from ctocdiff.legible import Legible, legible
from ctocdiff.model import Deadline, Document, Kind, Paragraph

__all__ = ["find_deadlines", "find_in_paragraph"]

_WITHOUT = frozenset({Kind.HEADING, Kind.AGENDA, Kind.DOCUMENTATION})


def find_deadlines(document: Document) -> tuple[Deadline, ...]:
    """Every deadline of a document, in text order."""
    head = document.masthead
    meeting = Meeting(head.session, head.opens, head.closes)
    found: list[Deadline] = []
    for section, paragraph in _paragraphs(document):
        found += find_in_paragraph(section, paragraph, document.language, meeting)
    return tuple(found)


def find_in_paragraph(
    section: str, paragraph: Paragraph, language: Language, meeting: Meeting
) -> tuple[Deadline, ...]:
    """The deadlines of one paragraph, in text order."""
    grammar = deadline_grammar(language)
    seen = legible(paragraph.text)
    # Skips the long stretches without any cue cheaply.
    if not has_any(seen.text, grammar.cues):
        return ()
    finder = Finder(seen.text, language, meeting, grammar, Clauses.of(seen.text, grammar))
    return tuple(
        _deadline(section, paragraph, found, finder.clauses, seen) for found in finder.find()
    )


def _paragraphs(document: Document) -> Iterator[tuple[str, Paragraph]]:
    sections = ((section.label, section.paragraphs) for section in document.walk())
    for label, paragraphs in (("", document.front), *sections):
        yield from ((label, found) for found in paragraphs if found.kind not in _WITHOUT)


def _deadline(
    section: str, paragraph: Paragraph, found: Found, clauses: Clauses, seen: Legible
) -> Deadline:
    low, high = seen.range(*clauses.subject(found.clause_end or found.start, found.end))
    start, end = seen.range(found.start, found.end)
    text = paragraph.text
    return Deadline(
        section=section,
        paragraph=paragraph.id,
        start=start,
        end=end,
        text=text[start:end],
        date=found.date,
        opens=found.opens,
        time=found.time,
        offset_days=found.offset,
        kind=found.kind,
        subject=text[low:high],
        subject_start=low,
        subject_end=high,
    )
