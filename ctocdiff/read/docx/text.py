"""The runs of a Word paragraph → segments of text, under one policy for tracked changes.

What is printed is text: results of fields, symbols, text of equations, content controls. What is
not printed is left out: field codes, hidden text, comments, placeholders. Marks of notes become
superscript figures; the notes they point to and the text boxes found are given beside the text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from ctocdiff.model import Revisions, Style
from ctocdiff.read.docx.names import W, child
from ctocdiff.read.docx.styles import Styles
from ctocdiff.read.docx.symbols import symbol, symbol_of_code
from ctocdiff.read.segments import BREAK, Segment, raised, superscript, text_of
from ctocdiff.read.xml_parsing import local_name

if TYPE_CHECKING:
    from lxml import etree

INSERTING: Final = ("ins", "moveTo")
DELETING: Final = ("del", "moveFrom")
_XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_CHARACTERS = {
    "tab": "\t",
    "ptab": "\t",
    "cr": BREAK,
    "noBreakHyphen": "\N{NON-BREAKING HYPHEN}",
}
_SILENT = frozenset(
    {"pPr", "rPr", "instrText", "delInstrText", "sdtPr", "sdtEndPr", "rt", "annotationRef", "pgNum"}
)
_HOLDERS = frozenset({"drawing", "pict", "object"})
_FOLDED = str.maketrans("\t\r\n", "   ")


@dataclass(frozen=True, slots=True)
class NoteMark:
    """A mark in the text: ``kind`` is ``footnote`` or ``endnote``, ``mark`` what is printed."""

    kind: str
    id: str
    mark: str


@dataclass
class Content:
    """What a paragraph holds; ``leading`` of its page ``breaks`` stand before all text."""

    segments: list[Segment] = field(default_factory=list)
    notes: list[NoteMark] = field(default_factory=list)
    boxes: list[etree._Element] = field(default_factory=list)
    breaks: int = 0
    leading: int = 0

    @property
    def has_text(self) -> bool:
        return bool(text_of(self.segments).strip())

    def extend(self, other: Content) -> None:
        """Add the content of a paragraph that goes on with this one."""
        self.leading += 0 if self.has_text else other.leading
        self.segments += other.segments
        self.notes += other.notes
        self.boxes += other.boxes
        self.breaks += other.breaks


class TextReader:
    """Reads the paragraphs of one story (body, header, note) in their order.

    The state is the stack of open fields, which may span paragraphs, and the number of notes.
    """

    def __init__(
        self,
        styles: Styles,
        revisions: Revisions,
        *,
        next_mark: Callable[[str], str],
        own_mark: str | None = None,
        rendered_pages: bool = False,
    ) -> None:
        self._styles = styles
        self._gone = INSERTING if revisions is Revisions.REJECT else DELETING
        self._next_mark = next_mark
        self._own_mark = own_mark
        self._page_break = "lastRenderedPageBreak" if rendered_pages else "br"
        self._fields: list[bool] = []  # of each open field, whether its result has begun

    def content(self, paragraph: etree._Element) -> Content:
        """What a paragraph holds."""
        found = Content()
        self._children(paragraph, child(paragraph, "pPr"), found)
        return found

    def _children(
        self, element: etree._Element, properties: etree._Element | None, found: Content
    ) -> None:
        for part in self._parts(element):
            name = local_name(part)
            if name == "r":
                self._run(part, properties, found)
            elif name == "t" and self._printed():  # of an equation
                found.segments.append(Segment((part.text or "").translate(_FOLDED)))
            else:
                self._children(part, properties, found)

    def _parts(self, element: etree._Element) -> Iterator[etree._Element]:
        """The children that are read, those of one alternative where there are several."""
        name = local_name(element)
        if name == "AlternateContent":
            chosen = next((part for part in element if local_name(part) == "Choice"), None)
            for part in element if chosen is None else chosen:
                yield from self._parts(part) if local_name(part) == "Fallback" else (part,)
            return
        if name == "sdt" and child(element, "sdtPr/showingPlcHdr") is not None:
            return
        for part in element:
            below = local_name(part)
            if below and below not in _SILENT and below not in self._gone:
                yield part

    def _printed(self) -> bool:
        return all(self._fields)

    def _run(self, run: etree._Element, properties: etree._Element | None, found: Content) -> None:
        style, is_raised, hidden = self._styles.run_style(properties, child(run, "rPr"))
        texts: list[str] = []

        def flush() -> None:
            text = "".join(texts)
            texts.clear()
            if not text or hidden or not self._printed():
                return
            found.segments.append(superscript(text, style) if is_raised else Segment(text, style))

        for part in self._run_parts(run):
            name = local_name(part)
            if name in ("t", "delText"):
                texts.append(_text(part))
            elif name in _CHARACTERS:
                texts.append(_CHARACTERS[name])
            elif name == "sym":
                texts.append(symbol_of_code(part.get(f"{W}char", ""), part.get(f"{W}font", "")))
            elif name == "fldChar":
                flush()
                self._field(part.get(f"{W}fldCharType"))
            elif not hidden:
                flush()
                self._other(part, name, style, found)
        flush()

    def _run_parts(self, run: etree._Element) -> Iterator[etree._Element]:
        for part in self._parts(run):
            if local_name(part) == "AlternateContent":
                yield from self._parts(part)
            else:
                yield part

    def _field(self, kind: str | None) -> None:
        if kind == "begin":
            self._fields.append(False)
        elif self._fields and kind == "separate":
            self._fields[-1] = True
        elif self._fields and kind == "end":
            self._fields.pop()

    def _other(self, part: etree._Element, name: str, style: Style, found: Content) -> None:
        """An element of a run that is no text: a break, a mark, a drawing."""
        if name in ("br", "lastRenderedPageBreak"):
            page = name == "lastRenderedPageBreak" or part.get(f"{W}type") == "page"
            if page and name == self._page_break:
                found.leading += not found.has_text
                found.breaks += 1
            if name == "br":
                found.segments.append(Segment(BREAK))
        elif name == "softHyphen":
            found.segments.append(Segment("\N{SOFT HYPHEN}", shown=False))
        elif name in ("footnoteReference", "endnoteReference"):
            self._note(part, name.removesuffix("Reference"), style, found)
        elif name in ("footnoteRef", "endnoteRef"):
            if self._own_mark is not None:
                found.segments.append(Segment(self._own_mark, style | Style.SUPERSCRIPT))
        elif name in _HOLDERS:
            found.boxes += _boxes(part)
        elif name in ("ruby", "rubyBase"):
            self._children(part, None, found)

    def _note(self, part: etree._Element, kind: str, style: Style, found: Content) -> None:
        if not self._printed():
            return
        note = part.get(f"{W}id", "")
        if part.get(f"{W}customMarkFollows", "0") in ("1", "true", "on"):
            typed = "".join(map(_text, part.itersiblings(f"{W}t")))
            found.notes.append(NoteMark(kind, note, typed.strip()))
            return
        mark = raised(self._next_mark(kind))
        found.segments.append(Segment(mark, style | Style.SUPERSCRIPT))
        found.notes.append(NoteMark(kind, note, mark))


def _text(element: etree._Element) -> str:
    text = (element.text or "").translate(_FOLDED)
    if element.get(_XML_SPACE) != "preserve":
        text = text.strip(" ")
    return "".join(map(symbol, text)) if any("\uf000" <= c <= "\uf0ff" for c in text) else text


def _boxes(holder: etree._Element) -> list[etree._Element]:
    """The text boxes of a drawing, none of those inside them, nor the same in an older form."""
    found: list[etree._Element] = []
    waiting = list(holder)[::-1]
    while waiting:
        element = waiting.pop()
        name = local_name(element)
        if name == "txbxContent":
            found.append(element)
        elif name == "AlternateContent":
            chosen = [part for part in element if local_name(part) == "Choice"][:1]
            waiting += list(chosen[0] if chosen else element)[::-1]
        elif name:
            waiting += list(element)[::-1]
    return found
