"""A trace → bytes, one module a format, imported when used; ``picture`` and ``wording`` serve all.

JSON and CSV hold everything that was found; HTML shows every mention, and draws the sessions and
the documents with most of them.
"""

from __future__ import annotations

from ctocdiff.corpus.traced import Trace
from ctocdiff.errors import UsageError
from ctocdiff.language import Language
from ctocdiff.render.trace.wording import Explain

FORMATS = ("html", "json", "csv")


def render_trace(found: Trace, output: str, *, ui: Language, explain: Explain) -> bytes:
    """A trace in one format: one of ``FORMATS``; text is UTF-8.

    Args:
        found: the trace.
        output: the format.
        ui: the language of headings and words; JSON has none.
        explain: gives the sentence of an error.

    Raises:
        UsageError: the format is none of these.
    """
    if output == "html":
        from ctocdiff.render.trace.page import write_html

        return write_html(found, ui=ui, explain=explain).encode()
    if output == "json":
        from ctocdiff.render.trace.data import write_json

        return write_json(found).encode()
    if output == "csv":
        from ctocdiff.render.trace.data import write_csv

        return write_csv(found, ui=ui)
    raise UsageError("output-format-unknown", format=output, known=", ".join(FORMATS))
