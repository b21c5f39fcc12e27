"""The redline as a Word document with true tracked changes.

The body holds nothing but the two witnesses: rejecting all changes gives the paragraphs of
``before``, accepting all those of ``after``. What the program says itself stands in the header
of the first page. Nothing here decides what a change is: that was done before.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter

from ctocdiff.language import Language, wording
from ctocdiff.model import Comparison, Status, Weight
from ctocdiff.render.docx.body import LOCALES, BodyWriter
from ctocdiff.render.docx.flow import flow
from ctocdiff.render.docx.frame import (
    begin,
    described,
    finish,
    joined,
    moment,
    write_headers,
    write_properties,
)
from ctocdiff.render.docx.passages import AFTER, BEFORE

__all__ = ["write_docx"]


def write_docx(
    comparison: Comparison,
    *,
    ui: Language,
    author: str = "ctocdiff",
    date: dt.datetime | None = None,
) -> bytes:
    """The redline of two witnesses; of more, that of the first two.

    Args:
        comparison: the aligned witnesses, ``before`` first.
        ui: the language of the header.
        author: who is said to have made the changes.
        date: when; without a time zone it is taken for UTC. The default never varies: see
            ``frame.moment``.

    Routine changes are tracked like any other, whatever a reader wants to see: else accepting and
    rejecting would not give the exact texts. The header says how many they are.
    """
    witnesses = (comparison.witnesses[BEFORE], comparison.witnesses[AFTER])
    stamp = moment(comparison, date)
    own = witnesses[AFTER].language
    word = begin(own)
    writer = BodyWriter(
        author=author,
        date=stamp,
        locales=tuple(
            None if document.language is own else LOCALES[document.language]
            for document in witnesses
        ),
    )
    writer.write(flow(comparison), word.element.body)
    words = wording(ui)["docx"]
    write_headers(
        word,
        ui,
        title=words["title"],
        facts=_facts(comparison, ui),
        advice=[words["advice"]],
        running=joined(witnesses),
    )
    write_properties(word, f"{words['title']}: {joined(witnesses)}", author, stamp, own)
    return finish(word)


def _facts(comparison: Comparison, ui: Language) -> list[tuple[str, str]]:
    words = wording(ui)["docx"]
    statuses = Counter(row.status for row in comparison.rows())
    weights = Counter(change.weight for change in comparison.changes())
    counted = str(words["changes_counted"]).format(
        changes=weights.total(), routine=weights[Weight.ROUTINE]
    )
    return [
        (words["before"], described(comparison.witnesses[BEFORE], ui)),
        (words["after"], described(comparison.witnesses[AFTER], ui)),
        (words["changes"], counted),
        (words["removed"], str(statuses[Status.REMOVED])),
        (words["added"], str(statuses[Status.ADDED])),
    ]
