"""What every Word file of a comparison shares: the template, its headers, its properties.

The first page's header holds what the program says itself, so that the body is left to the
documents; every later page is headed by their names.
"""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterable, Mapping, Sequence

import docx
import docx.document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.ns import nsmap, qn
from lxml import etree

from ctocdiff.language import Language, wording
from ctocdiff.model import Comparison, Document
from ctocdiff.render.docx.elements import LOCALES, element, sound, write_line
from ctocdiff.render.docx.package import repack, template
from ctocdiff.render.phrases import titles

_LONGEST = 255  # code points of a property, by the rules of the package
_NO_YEAR = 2000  # for documents that name neither a session nor a symbol
_MOST_INITIALS = 3


def moment(comparison: Comparison, date: dt.datetime | None = None) -> dt.datetime:
    """When the file says that it was made, in UTC: the given moment or one that never varies.

    The default is the first moment of the year of the last witness' session: the clock would make
    every run another file, and that year is the one the changes were made for.
    """
    stamp = date or dt.datetime(comparison.witnesses[-1].year or _NO_YEAR, 1, 1, tzinfo=dt.UTC)
    return stamp.astimezone(dt.UTC) if stamp.tzinfo else stamp.replace(tzinfo=dt.UTC)


def begin(language: Language) -> docx.document.Document:
    """An empty document from the template, in the language of its text."""
    word = docx.Document(io.BytesIO(template()))
    default = word.styles.element.find(f".//{qn('w:rPrDefault')}//{qn('w:lang')}")
    default.set(qn("w:val"), LOCALES[language])
    return word


def finish(word: docx.document.Document) -> bytes:
    """The document as bytes, the same on every run."""
    stream = io.BytesIO()
    word.save(stream)
    return repack(stream.getvalue())


def write_headers(
    word: docx.document.Document,
    ui: Language,
    *,
    title: str,
    facts: Iterable[tuple[str, str]],
    advice: Iterable[str],
    running: str,
) -> None:
    """The header of the first page (title, facts, advice) and that of the others."""
    locale = LOCALES[ui]
    section = word.sections[0]
    first = section.first_page_header._element  # noqa: SLF001 (no public way to set a language)
    write_line(first, "RedlineTitle", title, locale)
    for label, value in facts:
        write_line(first, "RedlineFact", f"{label}\t{value}", locale)
    write_line(first, "RedlineAdvice", " ".join(advice), locale)
    write_line(section.header._element, "Header", running, locale)  # noqa: SLF001


def write_comments(
    word: docx.document.Document,
    remarks: Mapping[str, Sequence[str]],
    ui: Language,
    author: str,
    stamp: dt.datetime,
) -> None:
    """Add the part that holds the comments, by the identifiers that the text refers to."""
    if not remarks:
        return
    root = etree.Element(qn("w:comments"), nsmap={"w": nsmap["w"]})
    about = {"author": author, "date": f"{stamp:%Y-%m-%dT%H:%M:%SZ}", "initials": _initials(author)}
    for number, lines in remarks.items():
        comment = element(root, "comment", id=number, **about)
        for line in lines:
            paragraph = write_line(comment, "CommentText", line, LOCALES[ui])
            if len(comment) == 1:
                mark = etree.Element(qn("w:r"))
                element(element(mark, "rPr"), "rStyle", val="CommentReference")
                element(mark, "annotationRef")
                paragraph.insert(1, mark)
    data = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    part = Part(PackURI("/word/comments.xml"), CONTENT_TYPE.WML_COMMENTS, data, word.part.package)
    word.part.relate_to(part, RELATIONSHIP_TYPE.COMMENTS)


def _initials(author: str) -> str:
    words = author.split()
    letters = "".join(word[0] for word in words) if len(words) > 1 else author.strip()[:2]
    return letters[:_MOST_INITIALS].upper()


def write_properties(
    word: docx.document.Document,
    title: str,
    author: str,
    stamp: dt.datetime,
    language: Language,
    *,
    subject: str = "",
    keywords: Iterable[str] = (),
) -> None:
    """Title, author, moment, language and subject in the properties of the file."""
    core = word.core_properties
    core.title = _fitting(title)
    core.author = core.last_modified_by = _fitting(author)
    if subject:
        core.subject = _fitting(subject)
    if words := ", ".join(keywords):
        core.keywords = _fitting(words)
    core.created = core.modified = stamp
    core.language = LOCALES[language]
    core.revision = 1


def _fitting(text: str) -> str:
    """A text as the properties of a file can hold it."""
    text = sound(text)
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def joined(witnesses: Sequence[Document]) -> str:
    """The names of the witnesses in their order."""
    return " → ".join(titles(witnesses))


def described(name: str, document: Document, ui: Language) -> str:
    """A witness in a line: its name, language, and whether its words are the official ones."""
    words = wording(ui)["docx"]
    pattern: str = words["witness"]
    return pattern.format(
        name=name,
        language=words["languages"][document.language],
        provenance=words["provenances"][document.provenance],
    )
