"""Text of documents → HTML: the one way by which it enters a page.

Contract: everything is escaped; control characters that could disguise or reorder the text around
them are printed as a visible code; marks become ``<ins>`` and ``<del>`` that carry their change.
"""

from __future__ import annotations

import re
from html import escape
from itertools import groupby

from ctocdiff.model import Op, Style
from ctocdiff.render.segments import Block, Mark, Segment

# C0 and C1 controls, line separators, bidi marks, embeddings, overrides and isolates (UAX #9),
# zero-width and invisible operators, the byte order mark, lone surrogates and tags: none has a
# look of its own, some reorder what stands around them, some cannot stand in HTML at all.
_DISGUISE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff"
    "\ud800-\udfff\ufff9-\ufffb\U000e0000-\U000e007f]"
)
# Spaces and hyphens that look like the usual ones: told apart where they are what changed.
_NO_BREAK = re.compile("[\u00a0\u2007\u202f\u00ad\u2011]")
_STYLES = ((Style.ITALIC, "i"), (Style.BOLD, "b"), (Style.SUPERSCRIPT, "sup"))


def shown(text: str) -> str:
    """Escaped text in which no control character can hide."""
    return _DISGUISE.sub(lambda found: f'<span class="control">{_code(found)}</span>', escape(text))


def plain(text: str) -> str:
    """The same without markup, not escaped: for the title of the page."""
    return _DISGUISE.sub(_code, text)


def _code(found: re.Match[str]) -> str:
    return f"[U+{ord(found[0]):04X}]"


def paragraphs(blocks: tuple[Block, ...], anchor: str = "") -> str:
    """Displayed paragraphs; a table row is a table of one row.

    Args:
        blocks: what ``segments`` gave for a cell.
        anchor: prefix of the anchors of paragraphs; none where they have no identity.
    """
    written = []
    for block in blocks:
        name = escape(f"{anchor}{block.paragraph.id}") if anchor and block.paragraph else ""
        about = f' id="{name}"' if name else ""
        cells = [_marked(cell) for cell in block.cells]
        if any(mark.change for mark in block.end):
            cells[-1] += _enclosed(block.end, '<span class="pilcrow end">¶</span>')
        if len(cells) > 1:
            row = "".join(f'<td dir="auto">{cell}</td>' for cell in cells)
            written.append(f'<table class="line"{about}><tbody><tr>{row}</tr></tbody></table>')
        else:
            written.append(f'<p class="{block.kind}" dir="auto"{about}>{cells[0]}</p>')
    return "".join(written)


def _marked(segments: tuple[Segment, ...]) -> str:
    """Segments as inline markup, one element a mark."""
    return "".join(
        _enclosed(marks, "".join(_styled(segment) for segment in group))
        for marks, group in groupby(segments, key=lambda segment: segment.marks)
    )


def _styled(segment: Segment) -> str:
    if segment.text == "\n":
        return '<span class="pilcrow">¶</span>'
    inner = shown(segment.text)
    if segment.marks:
        inner = inner.replace("\t", '<span class="tab">\t</span>')
        inner = _NO_BREAK.sub(lambda found: f'<span class="nb">{found[0]}</span>', inner)
    if segment.style is not Style.PLAIN:
        for style, name in _STYLES:
            if segment.style & style:
                inner = f"<{name}>{inner}</{name}>"
    return inner


def _enclosed(marks: tuple[Mark, ...], inner: str) -> str:
    """Markup within its marks, the first outermost."""
    for mark in reversed(marks):
        name = "ins" if mark.op is Op.INSERT else "del"
        if mark.change is None:
            about = 'class="whole"'
        else:
            about = (
                f'data-change="{escape(mark.change.id)}" data-category="{mark.change.category}"'
                f' data-weight="{mark.change.weight}"'
            )
        inner = f"<{name} {about}>{inner}</{name}>"
    return inner
