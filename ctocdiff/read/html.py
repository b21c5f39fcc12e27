"""A web page → its lines.

Contract: what a browser shows without running scripts, in the order of the page; each block and
each row of a table is a line, items of lists with their numbers. Marks of notes are superscript
figures, and so is the number of a note that one of them links to. Navigation is page furniture.
Not read: styles beyond hidden elements and list markers, frames, pictures.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lxml import etree
from lxml.etree import iterwalk

from ctocdiff.errors import UnreadableError
from ctocdiff.model import Style
from ctocdiff.read.flow import Flow
from ctocdiff.read.lists import ListNumbers
from ctocdiff.read.reading import Reading
from ctocdiff.read.segments import raised
from ctocdiff.read.xml_parsing import local_name
from ctocdiff.symbols import is_symbol

if TYPE_CHECKING:
    from collections.abc import Iterator

# fmt: off
_SKIPPED = frozenset((
    "audio", "button", "canvas", "datalist", "del", "embed", "frame", "frameset", "head", "iframe",
    "map", "noframes", "noscript", "object", "script", "select", "style", "svg", "template",
    "textarea", "title", "video",
))
# fmt: on
# fmt: off
_BLOCKS = frozenset((
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details",
    "dialog", "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form",
    "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr", "html", "legend", "li",
    "main", "menu", "ol", "p", "pre", "search", "section", "summary", "table", "tbody",
    "tfoot", "thead", "ul",
))
# fmt: on
_BOLD = frozenset({"b", "strong", "h1", "h2", "h3", "h4", "h5", "h6", "th"})
_ITALIC = frozenset({"i", "em", "cite", "dfn"})
_LISTS = frozenset({"ol", "ul", "menu", "dir"})
_CELLS = frozenset({"td", "th"})
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_BACK = re.compile(r"[\s\u21a9\u21b5\u2191^\ufe0e\ufe0f]+")  # a link from a note to its mark
_BRACKETED = re.compile(r"\[(?P<number>\d{1,4})\]")  # the mark of a note, as Word saves pages
_BANNERS = frozenset({"banner", "contentinfo", "navigation"})  # roles of what belongs to a site
_LONGEST_CELL = 6  # blocks; a cell that holds more is a column of a page
_DEEPEST = 2000  # elements inside one another; a page that needs more was made to break readers


def read_html(text: str, encoding: str, name: str) -> Reading:
    """Read a web page called ``name``, decoded from ``encoding``.

    Raises:
        UnreadableError: it holds no text, or cannot be made sense of.
    """
    parser = etree.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=False
    )
    try:
        # no zero byte is a character of HTML; the parser would end the page there
        root = etree.fromstring(text.replace("\0", "").encode(), parser)
    except (etree.XMLSyntaxError, ValueError):
        root = None
    if root is None:
        raise UnreadableError("html-damaged", path=name)
    lines = _Walker(root, name).walk().lines
    if not any(line.text.strip() for line in lines):
        raise UnreadableError("file-empty", path=name)
    return Reading(tuple(lines), encoding)


def _is_hidden(element: etree._Element) -> bool:
    return element.get("hidden") is not None or bool(_HIDDEN.search(element.get("style", "")))


class _Walker:
    """Walks the elements once, with the styles and lists that are open."""

    def __init__(self, root: etree._Element, name: str) -> None:
        self._root = root
        self._name = name
        self._flow = Flow()
        self._styles: list[tuple[Style, bool]] = [(Style.PLAIN, False)]
        self._lists = ListNumbers()
        self._tables: list[bool] = []  # of each open table, whether its rows are rows
        self._kept = 0  # open elements whose white space counts
        self._notes = dict(self._note_marks())
        self._begun = False

    def walk(self) -> Flow:
        walker = iterwalk(self._root, events=("start", "end"))
        skipped: set[etree._Element] = set()
        depth = 0
        for event, element in walker:
            name = local_name(element)
            if event == "start":
                depth += 1
                if depth > _DEEPEST:
                    raise UnreadableError("html-damaged", path=self._name)
                if self._skips(element, name):
                    skipped.add(element)
                    walker.skip_subtree()
                    continue
                self._start(element, name)
                self._text(element.text)
                continue
            depth -= 1
            if element in skipped:
                skipped.discard(element)
            else:
                self._end(element, name)
            if element is not self._root:
                self._text(element.tail)
        self._flow.end_block()
        return self._flow

    def _skips(self, element: etree._Element, name: str) -> bool:
        """Whether an element is no text; navigation is kept as page furniture."""
        if name in _SKIPPED or _is_hidden(element):
            return True
        if _is_of_site(element, name):
            self._flow.end_block()
            self._flow.furniture(" ".join(_texts(element)))
            return True
        if name != "a" or not element.get("href", "").startswith("#"):
            return False
        if mark := _BRACKETED.fullmatch("".join(_texts(element)).strip()):
            style, _ = self._styles[-1]
            self._flow.text(raised(mark["number"]), style | Style.LINK | Style.SUPERSCRIPT)
            return True
        return _is_back(element)

    def _text(self, text: str | None) -> None:
        if text:
            style, is_raised = self._styles[-1]
            self._flow.text(text, style, raised=is_raised, kept=bool(self._kept))
            self._begun = self._begun or not text.isspace()

    def _start(self, element: etree._Element, name: str) -> None:
        style, is_raised = self._styles[-1]
        style |= Style.BOLD if name in _BOLD else Style.PLAIN
        style |= Style.ITALIC if name in _ITALIC else Style.PLAIN
        style |= Style.LINK if name == "a" and element.get("href") else Style.PLAIN
        self._styles.append((style, is_raised or name == "sup"))
        rows = bool(self._tables) and self._tables[-1]
        if name == "br":
            self._flow.line_break()
        elif name == "table":
            self._flow.begin_table() if not self._flow.in_row else self._flow.end_block()
            self._tables.append(not self._flow.in_row and not self._lays_out(element))
        elif name == "tr" and rows:
            self._flow.begin_row()
        elif name in _CELLS and rows:
            self._flow.begin_cell()
        elif name in _BLOCKS or name in _CELLS or name == "tr":
            self._flow.end_block()
        self._kept += name == "pre"
        if name in _LISTS:
            self._lists.begin(element)
        elif name == "li":
            self._flow.number(self._lists.next(element))
        note = self._notes.get(element.get("id") or element.get("name") or "")
        if note and name in ("li", "p", "div", "dd", "aside") and not _begins_with(element, note):
            self._flow.number(note)

    def _end(self, element: etree._Element, name: str) -> None:
        self._styles.pop()
        self._kept -= name == "pre"
        rows = bool(self._tables) and self._tables[-1]
        if name == "table":
            if self._tables.pop():
                self._flow.end_table()
            self._flow.end_block()
        elif name == "tr" and rows:
            self._flow.end_row()
        elif name in _CELLS and rows:
            self._flow.end_cell(*_spans(element))
        elif name in _BLOCKS or name in _CELLS or name == "tr":
            self._flow.end_block()
        if name in _LISTS:
            self._lists.end()
        elif name == "li":
            self._flow.number("")

    def _lays_out(self, table: etree._Element) -> bool:
        """Whether a table lays out a page: one column, the masthead, columns of blocks."""
        if table.get("role") in ("presentation", "none"):
            return True
        cells = list(table.iter("td", "th"))
        if all(len(row.findall("td")) + len(row.findall("th")) < 2 for row in table.iter("tr")):
            return True
        if any(sum(1 for _ in cell.iter("p", "h1", "h2", "h3", "li")) > _LONGEST_CELL
               for cell in cells):  # fmt: skip
            return True
        if self._begun:
            return False
        texts = (text.strip() for cell in cells for text in ("".join(_texts(cell)), *_texts(cell)))
        return any(map(is_symbol, texts))

    def _note_marks(self) -> Iterator[tuple[str, str]]:
        """The identifiers that raised links point to, with the mark that stands at the link."""
        for link in self._root.iter("a"):
            target = link.get("href", "")
            text = "".join(_texts(link)).strip()
            if not target.startswith("#") or not re.fullmatch(r"\[?(?:\d{1,4}|\*{1,5})\]?", text):
                continue
            around = {local_name(parent) for parent in link.iterancestors()}
            inside = {local_name(child) for child in link.iter()}
            if "sup" in around | inside or link.get("role") == "doc-noteref":
                yield target[1:], raised(text.strip("[]"))


def _is_of_site(element: etree._Element, name: str) -> bool:
    """Whether an element belongs to the site, not to the document: navigation, banner, imprint."""
    if name == "nav" or element.get("role") in _BANNERS:
        return True
    parent = element.getparent()
    if name not in ("header", "footer") or parent is None or local_name(parent) != "body":
        return False
    links = [link for link in element.iter("a") if not link.get("href", "#").startswith("#")]
    titled = next(element.iter("h1"), None) is not None
    imprint = "\N{COPYRIGHT SIGN}" in "".join(_texts(element))
    return not titled and (bool(links) or imprint)


def _begins_with(element: etree._Element, mark: str) -> bool:
    """Whether the text of a note has its own mark, raised."""
    text = "".join(_texts(element)).strip()
    own = next(element.iter("sup"), None)
    if own is not None and raised("".join(_texts(own)).strip(" []\n")) == mark:
        return raised(text[: len(mark)]) == mark
    return text.startswith(mark)


def _spans(cell: etree._Element) -> tuple[int, int]:
    found = (cell.get("colspan", "1"), cell.get("rowspan", "1"))
    columns, rows = (int(s) if s.isdecimal() and len(s) < 4 else 1 for s in found)
    return columns, rows


def _texts(element: etree._Element) -> Iterator[str]:
    for text in element.itertext():
        yield text if isinstance(text, str) else text.decode()


def _is_back(link: etree._Element) -> bool:
    return _BACK.fullmatch("".join(_texts(link))) is not None
