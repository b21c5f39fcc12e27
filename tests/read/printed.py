"""Documents printed as PDF by reportlab, which shares no code with the reader."""

from __future__ import annotations

import html
import io
import re
from collections.abc import Callable, Sequence
from typing import Any

from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer, Table

from ctocdiff.model import Kind
from tests.read.written import Written, tables

WIDTH, HEIGHT = A4
RAISED = re.compile("[⁰¹²³⁴-⁹]+")
LOWERED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
BODY = ParagraphStyle("body", fontName="Times-Roman", fontSize=10, leading=12, spaceAfter=6)
JUSTIFIED = ParagraphStyle("justified", BODY, alignment=4)
HEADING = ParagraphStyle("heading", BODY, fontName="Times-Bold", fontSize=12, leading=14)


def as_pdf(
    parts: Sequence[Written], *, justified: bool, head: str = "", indent: float = 0.0
) -> bytes:
    """Paragraphs in Times, tables with lines drawn, a running head and page numbers.

    Args:
        parts: what is printed.
        justified: whether the lines of the text end at the right margin.
        head: the running head, from the second page on.
        indent: of the first line of a paragraph, in points; then no space parts paragraphs.
    """
    body = ParagraphStyle(
        "text",
        JUSTIFIED if justified else BODY,
        firstLineIndent=indent,
        spaceAfter=0 if indent else 6,
    )
    story: list[Any] = []
    for rows, stretch in tables(parts):
        if rows:
            story += [_table(stretch), Spacer(1, 6)]
            continue
        for part in stretch:
            style = HEADING if part.kind is Kind.HEADING else body
            story.append(Paragraph(marked(part.text), style))
    stream = io.BytesIO()

    def furniture(canvas: Canvas, template: Any) -> None:
        number = canvas.getPageNumber()
        canvas.setFont("Times-Roman", 9)
        if number > 1 and head:
            canvas.drawString(72, HEIGHT - 50, head)
        canvas.drawString(72, 40, "V.34-00001")
        canvas.drawRightString(WIDTH - 72, 40, f"{number}/17")

    template = SimpleDocTemplate(stream, pagesize=A4, leftMargin=72, rightMargin=72, invariant=1)
    template.build(story, onFirstPage=furniture, onLaterPages=furniture)
    return stream.getvalue()


def marked(held: str) -> str:
    """The markup of a text; its superscript figures are raised ones, the fonts have no others."""
    return RAISED.sub(
        lambda match: f"<super>{match[0].translate(LOWERED)}</super>", html.escape(held)
    )


def _table(rows: Sequence[Written]) -> Table:
    width = max(len(row.cells) for row in rows)
    cells = [
        [
            Paragraph(html.escape(text), BODY)
            for text in (*row.cells, *[""] * (width - len(row.cells)))
        ]
        for row in rows
    ]
    return Table(
        cells, colWidths=(WIDTH - 150) / width, style=[("GRID", (0, 0), (-1, -1), 0.5, "black")]
    )


def drawn(*pages: Callable[[Canvas], None], **options: Any) -> bytes:
    """A PDF whose pages are drawn by hand."""
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=A4, invariant=1, **options)
    for page in pages:
        page(canvas)
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


def text(
    canvas: Canvas, x: float, y: float, lines: Sequence[str], *, size: float = 10, lead: float = 12,
    font: str = "Times-Roman",
) -> float:  # fmt: skip
    """Lines below each other, from a point measured from the top; gives where the next stands."""
    canvas.setFont(font, size)
    for line in lines:
        canvas.drawString(x, HEIGHT - y, line)
        y += lead
    return y
