"""Values → bytes, without decisions. Each format stands in its own module, imported when used."""

from __future__ import annotations

from ctocdiff.errors import UsageError
from ctocdiff.language import Language
from ctocdiff.model import Comparison


def render(comparison: Comparison, output: str, *, ui: Language) -> bytes:
    """A comparison in one format: ``html``, ``docx``, ``json`` or ``md``; text is UTF-8.

    Raises:
        UsageError: the format is none of these.
    """
    if output == "html":
        from ctocdiff.render.html import write_html

        return write_html(comparison, ui=ui).encode()
    if output == "docx":
        from ctocdiff.render.docx import write_docx

        return write_docx(comparison, ui=ui)
    if output == "json":
        from ctocdiff.render.json_format import write_json

        return write_json(comparison).encode()
    if output == "md":
        from ctocdiff.render.markdown import write_markdown

        return write_markdown(comparison, ui=ui).encode()
    raise UsageError("output-format-unknown", format=output, known="html, docx, json, md")
