"""A document in AKN4UN, the Akoma Ntoso of the United Nations → its lines.

Contract: cover, preface, preamble, body, conclusions and attachments in their order; each block is
a line, a numbered paragraph with its number before its text. Notes follow their paragraph, marked
by superscript figures. The metadata give language, symbol, day of issue and session where the text
does not. Source: Akoma Ntoso 1.0 (OASIS LegalDocML), UN Semantic Interoperability Framework.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from lxml.etree import iterwalk

from ctocdiff.errors import UnreadableError
from ctocdiff.model import Declared, Style
from ctocdiff.read.flow import Flow
from ctocdiff.read.reading import Reading
from ctocdiff.read.segments import Segment, raised
from ctocdiff.read.xml_parsing import local_name, parse_xml

if TYPE_CHECKING:
    from lxml import etree

# Elements inside a line; any other begins one. (Akoma Ntoso, group "inlineElements" and kin)
# fmt: off
_INLINE = frozenset((
    "a", "abbr", "affectedDocument", "argument", "b", "concept", "date", "def",
    "docAuthority", "docCommittee", "docDate", "docIntroducer", "docJurisdiction",
    "docNumber", "docProponent", "docPurpose", "docStage", "docStatus", "docTitle", "docType",
    "docketNumber", "embeddedText", "entity", "event", "fillIn", "i", "inline", "ins",
    "judge", "lawyer", "legislature", "location", "mref", "neutralCitation", "noteRef",
    "object", "omissis", "opinion", "organization", "outcome", "party", "person",
    "placeholder", "process", "quantity", "quotedText", "ref", "relatedDocument", "remark",
    "role", "rref", "session", "shortTitle", "signature", "span", "sub", "sup", "term",
    "time", "u", "vote", "witness",
))
# fmt: on
_SKIPPED = frozenset({"meta", "del", "img", "marker", "componentRef", "documentRef"})
_BOLD = frozenset({"bold", "b", "heading"})
_ITALIC = frozenset({"italic", "i"})
_CELLS = frozenset({"td", "th"})
# ISO 639-2 codes of the official languages, as their metadata have them
_LANGUAGES = {"eng": "en", "fra": "fr", "fre": "fr", "spa": "es", "rus": "ru", "ara": "ar"} | {
    "zho": "zh",
    "chi": "zh",
}


def read_akn(data: bytes, name: str) -> Reading:
    """Read an Akoma Ntoso document called ``name``.

    Raises:
        UnreadableError: it is not well-formed, declares entities or holds no text.
    """
    root = parse_xml(data, name)
    lines = _Walker().walk(root).lines
    if not any(line.text.strip() for line in lines):
        raise UnreadableError("file-empty", path=name)
    encoding = (root.getroottree().docinfo.encoding or "utf-8").lower()
    return Reading(tuple(lines), encoding, _declared(root))


def _declared(root: etree._Element) -> Declared:
    code = _first(root, "FRBRlanguage", "language")
    symbol = next(
        (
            "".join(map(str, element.itertext())).strip()
            for element in root.iter("{*}docNumber")
            if element.get("refersTo") == "#symbol"
        ),
        None,
    )
    session = _first(root, "session", "value")
    return Declared(
        symbol,
        _day(root),
        int(session) if session and session.isdecimal() and len(session) < 4 else None,
        _LANGUAGES.get(code, code[:2]) if code else None,
    )


def _first(root: etree._Element, name: str, attribute: str) -> str | None:
    found = (element.get(attribute) for element in root.iter(f"{{*}}{name}"))
    return next((value for value in found if value), None)


def _day(root: etree._Element) -> dt.date | None:
    """The day on which this language version was issued."""
    for date in root.iterfind(".//{*}FRBRExpression/{*}FRBRdate"):
        try:
            return dt.date.fromisoformat(date.get("date", ""))
        except ValueError:
            continue
    return None


class _Walker:
    """Walks the elements once, with the styles that are open."""

    def __init__(self, flow: Flow | None = None) -> None:
        self._flow = flow or Flow()
        self._styles: list[tuple[Style, bool]] = [(Style.PLAIN, False)]
        self._number: list[str] | None = None  # the text of a number while it is read

    def walk(self, root: etree._Element) -> Flow:
        walker = iterwalk(root, events=("start", "end", "comment", "pi"))
        for event, element in walker:
            name = local_name(element)
            if event == "start" and (name in _SKIPPED or name == "authorialNote"):
                if name == "authorialNote":
                    self._note(element)
                walker.skip_subtree()
            elif event == "start":
                self._start(element, name)
                self._text(element.text)
                continue
            elif event == "end" and name not in _SKIPPED and name != "authorialNote":
                self._end(element, name)
            if event != "start" and element is not root:
                self._text(element.tail)
        self._flow.end_block()
        return self._flow

    def _text(self, text: str | None) -> None:
        if not text:
            return
        if self._number is not None:
            self._number.append(text)
        else:
            style, is_raised = self._styles[-1]
            self._flow.text(text, style, raised=is_raised)

    def _start(self, element: etree._Element, name: str) -> None:
        style, is_raised = self._styles[-1]
        classes = frozenset(element.get("class", "").split()) | {name}
        style |= Style.BOLD if classes & _BOLD else Style.PLAIN
        style |= Style.ITALIC if classes & _ITALIC else Style.PLAIN
        style |= Style.LINK if name in ("a", "ref") else Style.PLAIN
        self._styles.append((style, is_raised or name == "sup"))
        if name == "num":
            self._number = []
        elif name == "eol":
            self._flow.line_break()
        elif name == "table":
            self._flow.begin_table()
        elif name == "tr":
            self._flow.begin_row()
        elif name in _CELLS:
            self._flow.begin_cell()
        elif name == "noteRef":
            self._mark(element.get("marker", ""))
        elif name not in _INLINE:
            self._flow.end_block()

    def _end(self, element: etree._Element, name: str) -> None:
        self._styles.pop()
        if name == "num":
            self._flow.end_block()
            self._flow.number(" ".join("".join(self._number or ()).split()))
            self._number = None
        elif name == "table":
            self._flow.end_table()
        elif name == "tr":
            self._flow.end_row()
        elif name in _CELLS:
            spans = (element.get("colspan", "1"), element.get("rowspan", "1"))
            self._flow.end_cell(*(int(s) if s.isdecimal() and len(s) < 4 else 1 for s in spans))
        elif name not in _INLINE and name != "eol":
            self._flow.end_block()

    def _mark(self, mark: str) -> None:
        if mark:
            style, _ = self._styles[-1]
            self._flow.text(raised(mark), style | Style.SUPERSCRIPT)

    def _note(self, element: etree._Element) -> None:
        mark = element.get("marker", "")
        self._mark(mark)
        inner = _Walker(self._flow.aside())
        body = list(element)
        inner._text(element.text)
        for part in body:
            inner.walk(part)
            inner._text(part.tail)
        segments = inner._flow.joined()
        self._flow.note([Segment(f"{raised(mark)} "), *segments] if mark else segments)
