"""Stretches of characters in one style → a line, for the readers of formats with structure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from ctocdiff.letters import SUPERSCRIPTS
from ctocdiff.model import Line, Run, Start, Style

#: A line break inside a paragraph; the outline folds it to a space or splits the paragraph there.
BREAK: Final = "\v"

_RAISED = str.maketrans("0123456789", SUPERSCRIPTS)
_ENDS = str.maketrans({"\r": BREAK, "\n": BREAK, "\x85": BREAK, "\u2028": BREAK, "\u2029": BREAK})
# "1.", "(a)", "75/196.", "Rule 3": what stands before the first tab of a numbered paragraph
_MARKER = re.compile(r"\S{1,10}(?:[ \u00a0]\S{1,4})?")
_FIGURES = re.compile(r"[0-9]{1,60}")  # marks of several notes may stand together


@dataclass(frozen=True, slots=True)
class Segment:
    """Characters in one style; ``shown`` is false for those that are kept but are no text."""

    text: str
    style: Style = Style.PLAIN
    shown: bool = True


def raised(text: str) -> str:
    """Figures as superscripts, so that the mark of a note never merges with a number before it."""
    return text.translate(_RAISED)


def superscript(text: str, style: Style) -> Segment:
    """Raised characters: figures alone become superscript figures, others keep their letters."""
    figures = _FIGURES.fullmatch(text.strip()) is not None
    return Segment(raised(text) if figures else text, style | Style.SUPERSCRIPT)


def make_line(
    number: int, page: int, segments: Iterable[Segment], start: Start = Start.PARAGRAPH
) -> Line:
    """A line of these segments; ``raw`` is what they hold together."""
    runs: list[Run] = []
    raw: list[str] = []
    column = 0
    for segment in segments:
        text = segment.text.translate(_ENDS)
        if not text:
            continue
        raw.append(text)
        if segment.shown:
            last = runs[-1] if runs else None
            if last and last.style == segment.style and last.column + len(last.text) == column:
                runs[-1] = Run(last.text + text, last.column, last.style)
            else:
                runs.append(Run(text, column, segment.style))
        column += len(text)
    return Line(number, page, "".join(raw), tuple(runs), start)


def furniture(number: int, page: int, text: str) -> Line:
    """A line that is kept and is no text: a running header, a page number."""
    return Line(number, page, text.translate(_ENDS), (), Start.PARAGRAPH)


def text_of(segments: Iterable[Segment]) -> str:
    """The characters of the segments that are text."""
    return "".join(segment.text for segment in segments if segment.shown)


def untabbed(segments: Sequence[Segment]) -> list[Segment]:
    """A paragraph whose tabs that merely indent it, or follow its number, are spaces.

    What tabs remain set columns, as in a table of contents.
    """
    text = text_of(segments)
    lead = len(text) - len(text.lstrip(" \t\u00a0" + BREAK))
    marker = _MARKER.match(text, lead)
    until = lead
    if marker and text[marker.end() : marker.end() + 1] == "\t":
        rest = text[marker.end() :]
        until = marker.end() + len(rest) - len(rest.lstrip(" \t"))
    result: list[Segment] = []
    seen = 0
    for segment in segments:
        if not segment.shown:
            result.append(segment)
            continue
        inside = max(0, min(len(segment.text), until - seen))
        head = segment.text[:inside].replace("\t", " ")
        result.append(replace(segment, text=head + segment.text[inside:]))
        seen += len(segment.text)
    return result


def spaced(segments: Iterable[Segment]) -> list[Segment]:
    """The segments with every tab a space: in a cell, or where tabs only indent."""
    return [replace(segment, text=segment.text.replace("\t", " ")) for segment in segments]
