"""A Word document (DOCX) → its lines, under an explicit policy for tracked changes.

Contract: each paragraph and each row of a table is one line, numbered in the order of the document;
automatic numbers are text, as printed; the header of the first page is text where it differs from
those of the other pages, whose headers and footers are page furniture. Pages are those that the
program which saved the file last saw; where it left none, those that breaks begin. Not read:
comments, pictures, embedded objects.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctocdiff.errors import UnreadableError
from ctocdiff.model import Notice, Revisions
from ctocdiff.read.docx.blocks import BlockReader, Lines
from ctocdiff.read.docx.names import R, W, child, flag, number, value
from ctocdiff.read.docx.numbering import Numbers
from ctocdiff.read.docx.styles import Styles
from ctocdiff.read.docx.text import DELETING, INSERTING, NoteMark, TextReader
from ctocdiff.read.numerals import written
from ctocdiff.read.package import Package
from ctocdiff.read.reading import Reading, declared_symbol
from ctocdiff.read.segments import BREAK, Segment, furniture, make_line, spaced, text_of

if TYPE_CHECKING:
    from lxml import etree

__all__ = ["read_docx"]

_CHANGES = frozenset(f"{W}{n}" for n in (*INSERTING, *DELETING, "cellIns", "cellDel"))
_STORIES = ("footnote", "endnote")


def read_docx(data: bytes, name: str, revisions: Revisions = Revisions.ACCEPT) -> Reading:
    """Read a Word document called ``name``.

    Raises:
        UnreadableError: it is damaged, encrypted or too large; or it has tracked changes and they
            are to be refused.
    """
    package = Package(data, name)
    main = package.main_part()
    root = None if main is None else package.tree(main)
    body = child(root, "body")
    if main is None or root is None or body is None:
        raise UnreadableError("docx-damaged", path=name)
    return _Document(package, main, root, name, revisions).read(body)


class _Document:
    """One document while it is read."""

    def __init__(
        self, package: Package, main: str, root: etree._Element, name: str, revisions: Revisions
    ) -> None:
        self._package = package
        self._main = main
        self._name = name
        self._revisions = revisions
        self._styles = Styles.of(self._tree("/styles"))
        self._numbers = Numbers(self._tree("/numbering"), self._styles)
        self._settings = self._tree("/settings")
        self._sections = list(root.iter(f"{W}sectPr"))
        self._rendered = next(root.iter(f"{W}lastRenderedPageBreak"), None) is not None
        self._notes: dict[tuple[str, str], etree._Element] = {}
        self._marks = dict.fromkeys(_STORIES, 0)
        self._changes = self._count(root)
        for kind in _STORIES:
            part = self._tree(f"/{kind}s")
            self._changes += self._count(part)
            for note in () if part is None else part.iter(f"{W}{kind}"):
                self._notes[kind, note.get(f"{W}id", "")] = note

    def read(self, body: etree._Element) -> Reading:
        if self._changes and self._revisions is Revisions.REFUSE:
            raise UnreadableError("docx-revisions", path=self._name, count=self._changes)
        first, running = self._headers()
        lines = Lines()
        for text in running:
            lines.found.append(furniture(len(lines.found) + 1, 1, text))
        reader = self._reader(lines)
        if first is not None:
            reader.read(first, layout=True)
        reader.read(body)
        if not any(line.text.strip() for line in lines.found):
            raise UnreadableError("file-empty", path=self._name)
        return Reading(
            tuple(lines.found), declared=declared_symbol(running), notices=self._notices()
        )

    def _notices(self) -> tuple[Notice, ...]:
        if not self._changes:
            return ()
        count = (("count", str(self._changes)),)
        if self._revisions is Revisions.REJECT:
            return (Notice("revisions-rejected", None, count),)
        return (Notice("revisions-accepted", None, count),)

    def _tree(self, kind: str) -> etree._Element | None:
        part = next(iter(self._package.related(self._main, kind).values()), None)
        return None if part is None else self._package.tree(part)

    @staticmethod
    def _count(root: etree._Element | None) -> int:
        """The tracked changes of text below an element, those of formatting left out."""
        return 0 if root is None else sum(element.tag in _CHANGES for element in root.iter())

    def _reader(self, lines: Lines, own_mark: str | None = None) -> BlockReader:
        text = TextReader(
            self._styles,
            self._revisions,
            next_mark=self._next_mark,
            own_mark=own_mark,
            rendered_pages=self._rendered,
        )
        return BlockReader(
            lines,
            text,
            self._styles,
            self._numbers,
            self._revisions,
            notes=self._note,
            page_breaks_before=not self._rendered,
        )

    def _next_mark(self, kind: str) -> str:
        self._marks[kind] += 1
        properties = [child(self._settings, f"{kind}Pr")]
        properties += [child(section, f"{kind}Pr") for section in self._sections[:1]]
        start, how = 1, "decimal"
        for said in properties:
            start = number(said, "numStart") or start
            how = value(said, "numFmt") or how
        count = self._marks[kind] + start - 1
        # letters and Roman numerals would be taken for words once they stand beside one
        return written(count, how if how == "chicago" else "decimal")

    def _note(self, mark: NoteMark) -> list[Segment]:
        """A note as one line that begins with its mark."""
        note = self._notes.pop((mark.kind, mark.id), None)
        if note is None:
            return []
        lines = Lines()
        self._reader(lines, mark.mark).read(note, layout=True)
        segments: list[Segment] = []
        for line in lines.found:
            if segments:
                segments.append(Segment(BREAK))
            segments += spaced([Segment(run.text, run.style) for run in line.runs])
        while segments and not segments[0].text.strip():
            segments.pop(0)
        if not segments:
            return []
        shown = text_of(segments).lstrip()
        if mark.mark and not shown.startswith(mark.mark):
            segments.insert(0, Segment(f"{mark.mark} "))
        elif mark.mark and shown[len(mark.mark) :][:1].strip():
            return self._apart(segments, len(mark.mark))
        return segments

    @staticmethod
    def _apart(segments: list[Segment], length: int) -> list[Segment]:
        """The segments with a space after the first ``length`` characters."""
        line = make_line(1, 1, segments)
        text = line.text.lstrip()
        return [Segment(f"{text[:length]} "), Segment(text[length:])]

    def _headers(self) -> tuple[etree._Element | None, list[str]]:
        """The header of the first page, where it is one of its own, and all running texts."""
        parts = {
            **self._package.related(self._main, "/header"),
            **self._package.related(self._main, "/footer"),
        }
        first: etree._Element | None = None
        running: list[str] = []
        for at, section in enumerate(self._sections):
            own_first = flag(section, "titlePg")
            for reference in section:
                target = parts.get(reference.get(f"{R}id", ""))
                if target is None:
                    continue
                kind = reference.get(f"{W}type", "default")
                header = reference.tag == f"{W}headerReference"
                root = self._package.tree(target)
                if at == 0 and header and own_first and kind == "first":
                    first = root
                elif kind != "first" or own_first:
                    running.append(self._plain(root))
        running = list(dict.fromkeys(text for text in running if text))
        if first is not None and self._plain(first) in running:
            first = None
        return first, running

    def _plain(self, root: etree._Element) -> str:
        lines = Lines()
        self._reader(lines).read(root, layout=True)
        texts = (line.text.strip() for line in lines.found)
        return BREAK.join(text for text in texts if text)
