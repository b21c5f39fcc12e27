"""What every Word file of a comparison shares: the template, its headers, its properties.

The first page's header holds what the program says itself, so that the body is left to the
documents; every later page is headed by their names.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence

from lxml import etree

from ctocdiff.language import Language, wording
from ctocdiff.model import Comparison, Document
from ctocdiff.render.docx.elements import LOCALES, NAMESPACE, element, main, sound, write_line
from ctocdiff.render.docx.package import Package

_LONGEST = 255  # code points of a property, by the rules of the package
_NO_YEAR = 2000  # for documents that name neither a session nor a symbol
_MOST_INITIALS = 3
_HEADER, _FIRST_HEADER = "word/header.xml", "word/header-first.xml"
_COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_COMMENTS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"


def moment(comparison: Comparison, date: dt.datetime | None = None) -> dt.datetime:
    """When the file says that it was made, in UTC: the given moment or one that never varies.

    The default is the first moment of the year of the last witness' session: the clock would make
    every run another file, and that year is the one the changes were made for.
    """
    stamp = date or dt.datetime(comparison.witnesses[-1].year or _NO_YEAR, 1, 1, tzinfo=dt.UTC)
    return stamp.astimezone(dt.UTC) if stamp.tzinfo else stamp.replace(tzinfo=dt.UTC)


def begin(language: Language) -> Package:
    """An empty document from the template, in the language of its text."""
    word = Package()
    (defaults,) = word.part("word/styles.xml").iter(main("rPrDefault"))
    for default in defaults.iter(main("lang")):
        default.set(main("val"), LOCALES[language])
    return word


def headers(word: Package) -> tuple[etree._Element, etree._Element]:
    """What the header of the first page is written into, and that of the others."""
    return word.part(_FIRST_HEADER), word.part(_HEADER)


def write_headers(
    word: Package,
    ui: Language,
    *,
    title: str,
    facts: Iterable[tuple[str, str]],
    advice: Iterable[str],
    running: str,
) -> None:
    """The header of the first page (title, facts, advice) and that of the others."""
    locale = LOCALES[ui]
    first, later = headers(word)
    write_line(first, "RedlineTitle", title, locale)
    for label, value in facts:
        write_line(first, "RedlineFact", f"{label}\t{value}", locale)
    write_line(first, "RedlineAdvice", " ".join(advice), locale)
    write_line(later, "Header", running, locale)


def write_comments(
    word: Package,
    remarks: Mapping[str, Sequence[str]],
    ui: Language,
    author: str,
    stamp: dt.datetime,
) -> None:
    """Add the part that holds the comments, by the identifiers that the text refers to."""
    if not remarks:
        return
    root = etree.Element(main("comments"), nsmap={"w": NAMESPACE})
    about = {"author": author, "date": f"{stamp:%Y-%m-%dT%H:%M:%SZ}", "initials": _initials(author)}
    for number, lines in remarks.items():
        comment = element(root, "comment", id=number, **about)
        for line in lines:
            paragraph = write_line(comment, "CommentText", line, LOCALES[ui])
            if len(comment) == 1:
                mark = etree.Element(main("r"))
                element(element(mark, "rPr"), "rStyle", val="CommentReference")
                element(mark, "annotationRef")
                paragraph.insert(1, mark)
    word.add("comments.xml", root, _COMMENTS_TYPE, _COMMENTS)


def _initials(author: str) -> str:
    words = author.split()
    letters = "".join(word[0] for word in words) if len(words) > 1 else author.strip()[:2]
    return letters[:_MOST_INITIALS].upper()


def write_properties(
    word: Package,
    title: str,
    author: str,
    stamp: dt.datetime,
    language: Language,
    *,
    subject: str = "",
    keywords: Iterable[str] = (),
) -> None:
    """Title, author, moment, language and subject in the properties of the file."""
    core = word.part("docProps/core.xml")
    _property(core, "dc", "title", title)
    _property(core, "dc", "creator", author)
    _property(core, "cp", "lastModifiedBy", author)
    if subject:
        _property(core, "dc", "subject", subject)
    if words := ", ".join(keywords):
        _property(core, "cp", "keywords", words)
    for name in ("created", "modified"):
        moment_of = _property(core, "dcterms", name, f"{stamp:%Y-%m-%dT%H:%M:%SZ}")
        moment_of.set(f"{{{core.nsmap['xsi']}}}type", "dcterms:W3CDTF")
    _property(core, "dc", "language", LOCALES[language])
    _property(core, "cp", "revision", "1")


def _property(core: etree._Element, prefix: str, name: str, value: str) -> etree._Element:
    """Set a property of the file (ISO/IEC 29500-2, 11)."""
    own = etree.SubElement(core, f"{{{core.nsmap[prefix]}}}{name}")
    own.text = _fitting(value)
    return own


def _fitting(text: str) -> str:
    """A text as the properties of a file can hold it."""
    text = sound(text)
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def joined(witnesses: Sequence[Document]) -> str:
    """The names of the witnesses in their order."""
    return " → ".join(document.name for document in witnesses)


def described(document: Document, ui: Language) -> str:
    """A witness in a line: name, language, and whether its words are the official ones."""
    words = wording(ui)["docx"]
    pattern: str = words["witness"]
    return pattern.format(
        name=document.name,
        language=words["languages"][document.language],
        provenance=words["provenances"][document.provenance],
    )
