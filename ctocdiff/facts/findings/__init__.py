"""Findings: what in a document contradicts itself, its session, or a document given with it.

Contract: a finding is what the given documents and the calendar of sessions prove, with its span;
where a rule is not sure it is silent, since a false alarm costs more trust than a slip that is
missed. Findings come in text order. Each code can be switched off by those who show findings.

======================== ======= =================================================================
code                     weight  what is wrong, and by what source
======================== ======= =================================================================
weekday-mismatch         error   weekday and date disagree (Gregorian calendar)
date-outside-session     error   a day of the programme of work lies outside the session
opening-mismatch         error   the text opens the session on another day than the head
closing-mismatch         error   the text closes the session on another day than the head
session-dates-differ     error   a session is given other days than the head or the calendar has
adoption-outside-session warning a resolution is dated outside the session that its number names
date-incomplete          note    the day is missing where the other dates of a list have theirs
meeting-dates-differ     warning one meeting is given two dates, here or in another document
wrong-kind-of-text       error   a decision cited as a resolution or the reverse (the report)
text-not-adopted         warning a text that the report of its session does not record
text-not-yet-adopted     error   a text of a session that had not met when this was issued
announced-not-listed     note    an annotation announces a document that its item does not list
listed-not-announced     note    a documentation list has what no annotation announces
symbol-year              warning the year of a symbol is not that of the session, or still to come
symbol-session           warning the session in a symbol of the head is not that of the document
document-two-titles      note    lists give one document two unlike titles
title-two-symbols        warning one title has two symbols, in lists or where it is announced
agenda-item-unannotated  warning an item of the agenda list has no annotation
agenda-item-unlisted     warning an annotated item is not in the agenda list
agenda-title-differs     warning list and annotation give an item different titles
item-title-differs       note    a document words the title of its item otherwise than the agenda
programme-item-missing   warning the programme of work leaves an item out
programme-item-unknown   warning the programme of work has an item that the agenda has not
programme-label-malformed warning a label is not formed as the others of the programme
programme-title-differs  note    the programme words a title otherwise, not merely shorter
deadline-off-rule        warning a day is not where the rule cited beside it puts it (decision 6/3)
deadline-after-session   warning what must come before a session is due after it
foreign-word             warning a word of another language was left in the text
acronym-variant          warning a variant of a known acronym (scanning errors)
word-doubled             warning a word stands twice in a row
repeated-in-list         note    one name stands twice in an enumeration
numbering-broken         warning letters, numbers or footnotes skip or repeat a step
reference-missing        warning a paragraph, an annex or a table is referred to that is not there
note-without-mark        note    a footnote has no mark in the text
mark-without-note        note    a mark has no footnote
versions-differ          note    language versions do not cite the same texts or name the same days
======================== ======= =================================================================

How documents are cited, listed and numbered: United Nations Editorial Manual ("Document symbols",
"Footnotes and other references"); rule 8 of the rules of procedure of the Conference of the Parties
for the provisional agenda.

Not done here: grammar, style and spelling; whether two language versions say the same in other
respects than citations and days; what only somebody who was there can know.
"""

from __future__ import annotations

from collections.abc import Sequence

from ctocdiff.facts.citations import find_citations
from ctocdiff.facts.deadlines import find_deadlines
from ctocdiff.facts.findings.adopted import check_adopted
from ctocdiff.facts.findings.agenda import check_agenda, check_item_titles
from ctocdiff.facts.findings.calendar import check_calendar
from ctocdiff.facts.findings.codes import SEVERITIES
from ctocdiff.facts.findings.cross_references import check_cross_references
from ctocdiff.facts.findings.deadlines import check_budget_notes, check_deadlines
from ctocdiff.facts.findings.documents import check_documents
from ctocdiff.facts.findings.meetings import check_meetings
from ctocdiff.facts.findings.numbering import check_numbering
from ctocdiff.facts.findings.own_session import check_own_session
from ctocdiff.facts.findings.own_symbol import check_own_symbol
from ctocdiff.facts.findings.parts import check_parts
from ctocdiff.facts.findings.reading import Reading
from ctocdiff.facts.findings.versions import check_versions
from ctocdiff.facts.findings.wording import check_words
from ctocdiff.model import Citation, Deadline, Document, Finding, SessionFacts

__all__ = ["SEVERITIES", "find_findings"]

_ALONE = (
    check_calendar,
    check_documents,
    check_own_session,
    check_own_symbol,
    check_agenda,
    check_deadlines,
    check_words,
    check_numbering,
    check_parts,
    check_cross_references,
)
_TOGETHER = (check_meetings, check_adopted, check_item_titles, check_budget_notes, check_versions)


def find_findings(
    documents: Sequence[Document],
    sessions: Sequence[SessionFacts] = (),
    *,
    citations: Sequence[tuple[Citation, ...]] | None = None,
    deadlines: Sequence[tuple[Deadline, ...]] | None = None,
) -> tuple[tuple[Finding, ...], ...]:
    """The findings of each document, in text order.

    Args:
        documents: the documents, judged by themselves and by each other.
        sessions: the calendar of sessions, of any bodies.
        citations: those of each document, where they are known; else they are looked for.
        deadlines: likewise.
    """
    readings = [
        Reading.of(
            document,
            sessions,
            find_citations(document) if citations is None else citations[at],
            find_deadlines(document) if deadlines is None else deadlines[at],
        )
        for at, document in enumerate(documents)
    ]
    found: list[set[Finding]] = [
        {finding for check in _ALONE for finding in check(reading)} for reading in readings
    ]
    for check in _TOGETHER:
        for witness, finding in check(readings):
            found[witness].add(finding)
    return tuple(
        _in_order(reading, findings) for reading, findings in zip(readings, found, strict=True)
    )


def _in_order(reading: Reading, findings: set[Finding]) -> tuple[Finding, ...]:
    places = {passage.paragraph.id: at for at, passage in enumerate(reading.passages)}
    return tuple(
        sorted(findings, key=lambda one: (places[one.paragraph], one.start, one.code, one.details))
    )
