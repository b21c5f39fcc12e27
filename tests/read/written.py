"""The same document written in every format that is read, by other means than the readers.

A document is given as a list of parts: paragraphs, rows of a table, notes. Nothing here imports a
reader; the Word files are made with python-docx and XML of their own.
"""

from __future__ import annotations

import html
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

import docx
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from ctocdiff.model import Document, Kind

NOTE_MARK = re.compile(r"(\*{1,5}|[¹²³⁴-⁹⁰]+)\s+")
ITEM = re.compile(r"(\d+)\.\s+")
LETTER = re.compile(r"(\()?([a-z])\)\s+")
NOTES = (
    '<w:footnotes {ns}><w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r>'
    '</w:p></w:footnote><w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r>'
    "<w:continuationSeparator/></w:r></w:p></w:footnote>{notes}</w:footnotes>"
)
NOTE = (
    '<w:footnote w:id="{id}"><w:p><w:r>{mark}<w:t xml:space="preserve">{text}</w:t></w:r></w:p>'
    "</w:footnote>"
)
OWN_MARK = '<w:footnoteRef/></w:r><w:r><w:t xml:space="preserve"> </w:t>'
CUSTOM = ' w:customMarkFollows="1"'


@dataclass(frozen=True)
class Written:
    """A part of a document: its kind, its text, and the cells of a row."""

    kind: Kind
    text: str

    @property
    def cells(self) -> list[str]:
        return self.text.split("\t")


def parts_of(document: Document) -> list[Written]:
    return [Written(paragraph.kind, paragraph.text) for paragraph in document.paragraphs()]


def tables(parts: Iterable[Written]) -> Iterator[tuple[bool, list[Written]]]:
    """Stretches of rows, and of what is none."""
    for rows, stretch in groupby(parts, lambda part: part.kind is Kind.TABLE):
        yield rows, list(stretch)


def as_text(parts: Sequence[Written]) -> bytes:
    """One paragraph a line, blank lines between; the rows of a table follow each other."""
    blocks = []
    for rows, stretch in tables(parts):
        glue = "\n" if rows else "\n\n"
        # the tab tells a row of one cell from a paragraph
        texts = (
            part.text if not rows or "\t" in part.text else f"{part.text}\t" for part in stretch
        )
        blocks.append(glue.join(texts))
    return ("\n\n".join(blocks) + "\n").encode()


def as_html(parts: Sequence[Written]) -> bytes:
    """Headings, paragraphs and tables, as a web page with a style sheet and a script."""
    body = []
    for rows, stretch in tables(parts):
        if rows:
            cells = (
                "".join(f"<td>{html.escape(cell)}</td>" for cell in part.cells) for part in stretch
            )
            body.append(f"<table>{''.join(f'<tr>{row}</tr>' for row in cells)}</table>")
            continue
        for part in stretch:
            name = "h2" if part.kind is Kind.HEADING else "p"
            body.append(f"<{name}>{html.escape(part.text)}</{name}>")
    page = (
        "<!DOCTYPE html><html><head><meta charset='utf-8'><title>No part of it</title>"
        "<style>p {{ margin: 0 }}</style><script>var none = '<p>no part</p>';</script></head>"
        "<body>\n{}\n</body></html>"
    )
    return page.format("\n".join(body)).encode()


class WordFile:
    """A Word document made from parts; with numbers that Word counts, or with typed ones."""

    def __init__(self, *, automatic: bool, ruled: bool = False, counted: bool = False) -> None:
        self.document: Any = docx.Document()
        self._automatic = automatic
        self._ruled = ruled
        self._marks_counted = counted
        self._notes: list[str] = []
        self._lists: list[tuple[int, int]] = []  # number of the list and count of its items
        if automatic:
            self._define_numbers()

    def write(self, parts: Sequence[Written]) -> bytes:
        for rows, stretch in tables(parts):
            if rows:
                self._table(stretch)
            else:
                for part in stretch:
                    self._part(part)
        self._add_notes()
        stream = io.BytesIO()
        self.document.save(stream)
        return stream.getvalue()

    def _part(self, part: Written) -> None:
        if part.kind is Kind.NOTE and NOTE_MARK.match(part.text):
            self._note(part.text)
            return
        style = "Heading 2" if part.kind is Kind.HEADING else None
        number = self._number(part.text) if self._automatic else None
        if number is None:
            self.document.add_paragraph(part.text, style=style)
            return
        list_id, level, rest = number
        paragraph = self.document.add_paragraph(rest, style=style)
        properties = paragraph._p.get_or_add_pPr()
        properties.append(
            parse_xml(
                f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/>'
                f'<w:numId w:val="{list_id}"/></w:numPr>'
            )
        )

    def _note(self, text: str) -> None:
        """A note whose mark is typed, referred to from the paragraph above."""
        if self._marks_counted:
            text = text[NOTE_MARK.match(text).end() :]  # type: ignore[union-attr]
        self._notes.append(text)
        paragraph = self.document.paragraphs[-1] if self.document.paragraphs else None
        paragraph = paragraph or self.document.add_paragraph()
        run = paragraph.add_run()
        run._r.append(
            parse_xml(
                f'<w:footnoteReference {nsdecls("w")} w:id="{len(self._notes)}"'
                f"{'' if self._marks_counted else CUSTOM}/>"
            )
        )
        run.font.superscript = self._marks_counted or None

    def _table(self, rows: Sequence[Written]) -> None:
        width = max(len(row.cells) for row in rows)
        table = self.document.add_table(rows=0, cols=width)
        table.style = "Table Grid" if self._ruled else None
        for row in rows:
            cells = table.add_row().cells
            for cell, text in zip(cells, row.cells, strict=False):
                cell.text = text
        self.document.add_paragraph()  # Word demands one after a table

    def _number(self, text: str) -> tuple[int, int, str] | None:
        """List, level and rest of a paragraph whose number the list would count itself."""
        item, letter = ITEM.match(text), LETTER.match(text)
        if item:
            return self._counted(0, int(item[1]), text[item.end() :], bracket=False)
        if letter:
            count = ord(letter[2]) - ord("a") + 1
            return self._counted(1, count, text[letter.end() :], bracket=bool(letter[1]))
        return None

    def _counted(self, level: int, count: int, rest: str, *, bracket: bool) -> tuple[int, int, str]:
        """The list that goes on with this number, or a new one where none does."""
        kind = level if level == 0 else 1 + bracket
        for at in range(len(self._lists) - 1, max(-1, len(self._lists) - 3), -1):
            if self._lists[at] == (kind, count - 1):
                self._lists[at] = (kind, count)
                return at + 1, 0, rest
        self._lists.append((kind, count))
        self._define_list(kind, count)
        return len(self._lists), 0, rest

    def _define_numbers(self) -> None:
        self._numbering = self.document.part.numbering_part.element
        for held in list(self._numbering):
            self._numbering.remove(held)

    def _define_list(self, kind: int, start: int) -> None:
        at = len(self._lists)
        form, text = (("decimal", "%1."), ("lowerLetter", "%1)"), ("lowerLetter", "(%1)"))[kind]
        self._numbering.insert(
            at - 1,
            parse_xml(
                f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{at}">'
                f'<w:lvl w:ilvl="0"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>'
                f'<w:lvlText w:val="{text}"/></w:lvl></w:abstractNum>'
            ),
        )
        self._numbering.append(
            parse_xml(
                f'<w:num {nsdecls("w")} w:numId="{at}"><w:abstractNumId w:val="{at}"/></w:num>'
            )
        )

    def _add_notes(self) -> None:
        if not self._notes:
            return
        mark = OWN_MARK if self._marks_counted else ""
        notes = "".join(
            NOTE.format(id=at, mark=mark, text=html.escape(text))
            for at, text in enumerate(self._notes, 1)
        )
        xml = NOTES.format(ns=nsdecls("w"), notes=notes).encode()
        part = Part(
            PackURI("/word/footnotes.xml"),
            CONTENT_TYPE.WML_FOOTNOTES,
            xml,
            self.document.part.package,
        )
        self.document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)


def as_docx(
    parts: Sequence[Written], *, automatic: bool, ruled: bool = False, counted: bool = False
) -> bytes:
    """A Word file: numbers that Word counts, lines around tables, notes that Word numbers."""
    return WordFile(automatic=automatic, ruled=ruled, counted=counted).write(parts)
