"""The redline as a Word document with true tracked changes.

The body holds nothing but the two witnesses: rejecting all changes gives the paragraphs of
``before``, accepting all those of ``after``. What the program says itself stands in the header
of the first page. Nothing here decides what a change is: that was done before.
"""

from __future__ import annotations

import datetime as dt
import io
from collections import Counter

import docx
import docx.document
from docx.oxml.ns import qn

from ctocdiff.language import Language, wording
from ctocdiff.model import Comparison, Document, Status
from ctocdiff.render.docx.body import LOCALES, BodyWriter, write_line
from ctocdiff.render.docx.flow import flow
from ctocdiff.render.docx.package import repack, template
from ctocdiff.render.docx.passages import AFTER, BEFORE

__all__ = ["write_docx"]

_NO_YEAR = 2000  # for documents that name neither a session nor a symbol


def write_docx(
    comparison: Comparison,
    *,
    ui: Language,
    author: str = "ctocdiff",
    date: dt.datetime | None = None,
) -> bytes:
    """The redline of the first two witnesses.

    Args:
        comparison: the aligned witnesses, ``before`` first.
        ui: the language of the header.
        author: who is said to have made the changes.
        date: when; without a time zone it is taken for UTC. The default is the first moment of
            the year of the last witness' session: a revision must carry a date, the clock would
            make every run another file, and that year is the one the changes were made for.
    """
    stamp = date or dt.datetime(comparison.witnesses[-1].year or _NO_YEAR, 1, 1, tzinfo=dt.UTC)
    stamp = stamp.astimezone(dt.UTC) if stamp.tzinfo else stamp.replace(tzinfo=dt.UTC)
    languages = [comparison.witnesses[witness].language for witness in (BEFORE, AFTER)]
    word = docx.Document(io.BytesIO(template()))
    own = languages[AFTER]
    word.styles.element.find(f".//{qn('w:rPrDefault')}//{qn('w:lang')}").set(
        qn("w:val"), LOCALES[own]
    )
    writer = BodyWriter(
        author=author,
        date=stamp,
        locales=tuple(None if language is own else LOCALES[language] for language in languages),
    )
    writer.write(flow(comparison), word.element.body)
    _write_headers(word, comparison, ui)
    _write_properties(word, comparison, ui, author, stamp)
    stream = io.BytesIO()
    word.save(stream)
    return repack(stream.getvalue())


def _pair(comparison: Comparison) -> str:
    return " → ".join(comparison.witnesses[witness].name for witness in (BEFORE, AFTER))


def _write_properties(
    word: docx.document.Document,
    comparison: Comparison,
    ui: Language,
    author: str,
    stamp: dt.datetime,
) -> None:
    core = word.core_properties
    core.title = f"{wording(ui)['docx']['title']}: {_pair(comparison)}"
    core.author = core.last_modified_by = author
    core.created = core.modified = stamp
    core.language = LOCALES[comparison.witnesses[AFTER].language]
    core.revision = 1


def _write_headers(word: docx.document.Document, comparison: Comparison, ui: Language) -> None:
    words = wording(ui)["docx"]
    locale = LOCALES[ui]
    statuses = Counter(row.status for row in comparison.rows())
    facts = [
        (words[label], _described(comparison.witnesses[witness], ui))
        for label, witness in (("before", BEFORE), ("after", AFTER))
    ]
    facts += [
        (words["changes"], str(sum(1 for _ in comparison.changes()))),
        (words["removed"], str(statuses[Status.REMOVED])),
        (words["added"], str(statuses[Status.ADDED])),
    ]
    section = word.sections[0]
    first = section.first_page_header._element  # noqa: SLF001 (no public way to set a language)
    write_line(first, "RedlineTitle", words["title"], locale)
    for label, value in facts:
        write_line(first, "RedlineFact", f"{label}\t{value}", locale)
    write_line(first, "RedlineAdvice", words["advice"], locale)
    write_line(section.header._element, "Header", _pair(comparison), locale)  # noqa: SLF001


def _described(document: Document, ui: Language) -> str:
    words = wording(ui)["docx"]
    pattern: str = words["witness"]
    return pattern.format(
        name=document.name,
        language=words["languages"][document.language],
        provenance=words["provenances"][document.provenance],
    )
