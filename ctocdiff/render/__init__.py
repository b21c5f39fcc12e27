"""Values → bytes, without decisions. Each format stands in its own module, imported when used."""

from __future__ import annotations

from ctocdiff.errors import UsageError
from ctocdiff.language import Language
from ctocdiff.model import Comparison, Weight

FORMATS = ("html", "docx", "json", "md", "csv", "xlsx")


def render(
    comparison: Comparison,
    output: str,
    *,
    ui: Language,
    show: Weight | None = None,
    moves: bool = True,
    comments: str = "review",
) -> bytes:
    """A comparison in one format: one of ``FORMATS``; text is UTF-8.

    Args:
        comparison: two witnesses or more; Word shows two as tracked changes, more as a table.
        output: the format.
        ui: the language of the interface.
        show: REVIEW to hide routine changes where a person reads: a Word redline takes them for
            made. JSON always holds all of them.
        moves: whether Word tracks what stands elsewhere as moved, or as deleted and inserted.
        comments: what is commented in Word: "none", "review" (what changed) or "all".

    Raises:
        UsageError: the format is none of these.
        ValueError: ``comments`` is none of those.
    """
    if output == "html":
        from ctocdiff.render.html import write_html

        return write_html(comparison, ui=ui, show=show).encode()
    if output == "docx" and len(comparison.witnesses) > 2:
        from ctocdiff.render.docx.collation import write_collation

        return write_collation(comparison, ui=ui, show=show)
    if output == "docx":
        from ctocdiff.render.docx import Remarks, write_docx

        return write_docx(comparison, ui=ui, show=show, moves=moves, remarks=Remarks(comments))
    if output == "json":
        from ctocdiff.render.json_format import write_json

        return write_json(comparison, ui=ui).encode()
    if output == "md":
        from ctocdiff.render.markdown import write_markdown

        return write_markdown(comparison, ui=ui, show=show).encode()
    if output == "csv":
        from ctocdiff.render.tables import write_csv

        return write_csv(comparison, ui=ui)
    if output == "xlsx":
        from ctocdiff.render.tables import write_xlsx

        return write_xlsx(comparison, ui=ui)
    raise UsageError("output-format-unknown", format=output, known=", ".join(FORMATS))
