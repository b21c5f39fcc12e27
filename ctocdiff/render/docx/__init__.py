"""The redline as a Word document with true tracked changes.

The body holds nothing but the two witnesses: rejecting all changes gives the paragraphs of
``before``, accepting all those of ``after``. What the program says itself stands in the header
of the first page. Nothing here decides what a change is: that was done before.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter

from ctocdiff.language import Language, Table, wording
from ctocdiff.model import Comparison, Status, Weight
from ctocdiff.render.docx.body import BodyWriter
from ctocdiff.render.docx.comments import Remarks, attach, comments
from ctocdiff.render.docx.elements import LOCALES
from ctocdiff.render.docx.flow import flow
from ctocdiff.render.docx.frame import (
    begin,
    described,
    finish,
    joined,
    moment,
    write_comments,
    write_headers,
    write_properties,
)
from ctocdiff.render.docx.passages import AFTER, BEFORE
from ctocdiff.render.phrases import Phrases, titles

__all__ = ["Remarks", "write_docx"]


def write_docx(
    comparison: Comparison,
    *,
    ui: Language,
    author: str = "ctocdiff",
    date: dt.datetime | None = None,
    show: Weight | None = None,
    moves: bool = True,
    remarks: Remarks = Remarks.REVIEW,
) -> bytes:
    """The redline of two witnesses; of more, that of the first two.

    Args:
        comparison: the aligned witnesses, ``before`` first.
        ui: the language of the header.
        author: who is said to have made the changes.
        date: when; without a time zone it is taken for UTC. The default never varies: see
            ``frame.moment``.
        show: REVIEW to take routine changes for made: the text is then that of ``after`` there,
            unmarked, and rejecting all gives ``before`` with these changes in it. The header says
            so. Without it rejecting gives the exact text of ``before``. Table rows that are
            replaced as a whole, since their cells differ in number, keep what is routine in them.
        moves: whether what stands elsewhere is moved, or deleted here and inserted there.
        remarks: what is commented, in the language ``ui``.

    Accepting all gives the exact text of ``after``.
    """
    witnesses = (comparison.witnesses[BEFORE], comparison.witnesses[AFTER])
    stamp = moment(comparison, date)
    own = witnesses[AFTER].language
    word = begin(own)
    writer = BodyWriter(
        author=author,
        date=stamp,
        locales=[LOCALES[document.language] for document in witnesses],
    )
    settle = Weight.ROUTINE if show is Weight.REVIEW else None
    said = comments(comparison, ui, remarks)
    blocks = attach(flow(comparison, moves=moves, settle=settle), said)
    writer.write(blocks, word.element.body)
    spoken = {number: said[at].lines for at, number in writer.comments.items()}
    write_comments(word, spoken, ui, author, stamp)
    words = wording(ui)["docx"]
    write_headers(
        word,
        ui,
        title=words["title"],
        facts=_facts(comparison, ui),
        advice=[_advice(comparison, words, settled=settle is not None)],
        running=joined(witnesses),
    )
    write_properties(
        word,
        Phrases(ui).told(words["title"], joined(witnesses)),
        author,
        stamp,
        own,
        subject=str(words["subject"]).format(names=joined(witnesses)),
        keywords=(document.name for document in witnesses),
    )
    return finish(word)


def _counted(pattern: str, comparison: Comparison) -> str:
    weights = Counter(change.weight for change in comparison.changes())
    return pattern.format(changes=weights.total(), routine=weights[Weight.ROUTINE])


def _advice(comparison: Comparison, words: Table, *, settled: bool) -> str:
    """What accepting and rejecting give, and which changes cannot be rejected any more."""
    return _counted(words["settled"], comparison) if settled else str(words["advice"])


def _facts(comparison: Comparison, ui: Language) -> list[tuple[str, str]]:
    words = wording(ui)["docx"]
    statuses = Counter(row.status for row in comparison.rows())
    titled = titles(comparison.witnesses)
    facts = [
        *(
            (words[side], described(titled[at], comparison.witnesses[at], ui))
            for side, at in (("before", BEFORE), ("after", AFTER))
        ),
        (words["changes"], _counted(words["changes_counted"], comparison)),
        (words["removed"], str(statuses[Status.REMOVED])),
        (words["added"], str(statuses[Status.ADDED])),
    ]
    if statuses[Status.MOVED]:
        facts.append((words["moved"], str(statuses[Status.MOVED])))
    return facts
