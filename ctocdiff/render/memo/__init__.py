"""A memo → bytes. Each format stands in its own module, imported when used."""

from __future__ import annotations

from ctocdiff.errors import UsageError
from ctocdiff.language import Language
from ctocdiff.memo import Memo

FORMATS = ("docx", "html")


def render_memo(memo: Memo, output: str, *, ui: Language) -> bytes:
    """A memo in one of ``FORMATS``, in the language of the interface.

    Raises:
        UsageError: the format is none of these.
    """
    if output == "docx":
        from ctocdiff.render.memo.docx import write_docx

        return write_docx(memo, ui=ui)
    if output == "html":
        from ctocdiff.render.memo.html import write_html

        return write_html(memo, ui=ui).encode()
    raise UsageError("output-format-unknown", format=output, known=", ".join(FORMATS))
