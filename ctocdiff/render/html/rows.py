"""The rows of a report: what each witness has, both texts in one stream, the list of changes.

Most of a page is rows, and they are written for speed: values of closed sets, numbers and markup
stand in them as they are, everything else goes through ``escape`` or ``shown``.
"""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup, escape

from ctocdiff.model import Diff, Row
from ctocdiff.render import html_text, segments
from ctocdiff.render.html.context import Context
from ctocdiff.render.html_text import shown
from ctocdiff.render.report import Entry


def row(page: Context, entry: Entry) -> Markup:
    """A row with its number and all that stands in it."""
    return Markup("".join(_lines(page, entry)))  # noqa: S704 - escaped piece by piece below


def _lines(page: Context, entry: Entry) -> Iterator[str]:
    own, phrases = entry.row, page.phrases
    number = escape(phrases.say("row", number=entry.number))
    status = escape(phrases.of("status", own.status))
    weight = f' data-weight="{entry.weight}"' if entry.weight else ""
    yield (
        f'<div class="row" id="{entry.anchor}" role="group" aria-label="{number}, {status}"'
        f' data-status="{own.status}" data-kind="{own.kind}"{weight}>\n'
    )
    yield (
        f'<p class="gutter"><a href="#{entry.anchor}"><span class="quiet">{number}</span>'
        f'<span aria-hidden="true">{entry.number}</span></a>'
    )
    if entry.weight:
        yield f' <span class="status">{status}</span>'
        if entry.origin:
            origin = phrases.say("moved_from", section=phrases.section_label(entry.origin))
            yield f' <span class="why">{shown(origin)}</span>'
    yield f' <span class="why">{shown(phrases.why(own))}</span></p>\n'
    for witness in range(len(own.cells)):
        yield _cell(page, own, witness)
    for diff in own.diffs:
        yield _inline(page, own, diff)
    if own.changes:
        yield from _changes(page, entry)
    yield "</div>\n"


def _cell(page: Context, own: Row, witness: int) -> str:
    """What one witness has; the last that has something is alone if nothing else shows the row."""
    name = page.names[witness]
    if not own.cells[witness]:
        absent = shown(page.phrases.say("absent", name=name))
        return (
            f'<div class="cell empty" data-witness="{witness}"><p class="who">{absent}</p></div>\n'
        )
    last = max(at for at, cell in enumerate(own.cells) if cell)
    alone = " alone" if not own.diffs and witness == last else ""
    return (
        f'<div class="cell{alone}" data-witness="{witness}"><p class="who">{shown(name)}</p>'
        f'<div class="text" lang="{page.comparison.witnesses[witness].language}">'
        f"{html_text.paragraphs(segments.column(own, witness), f'w{witness}-')}</div></div>\n"
    )


def _inline(page: Context, own: Row, diff: Diff) -> str:
    """Both texts of a diff in one stream."""
    before, after = diff.between
    pair = f'<p class="pair">{_pair(page, diff)}</p>' if page.several else ""
    return (
        f'<div class="cell inline" data-between="{before} {after}">{pair}'
        f'<div class="text" lang="{page.comparison.witnesses[after].language}">'
        f"{html_text.paragraphs(segments.merged(own, diff))}</div></div>\n"
    )


def _changes(page: Context, entry: Entry) -> Iterator[str]:
    """The list of the changes of a row."""
    label = escape(page.phrases.say("changes_here", number=entry.number))
    yield f'<ol class="changes" aria-label="{label}">\n'
    for diff in entry.row.diffs:
        pair = f' <span class="pair">{_pair(page, diff)}</span>' if page.several else ""
        for change in diff.changes:
            name = escape(change.id)
            yield (
                f'<li class="change" id="{name}" data-category="{change.category}"'
                f' data-weight="{change.weight}">{page.signs[change.weight]}'
                f' <a href="#{name}">{name}</a>'
                f' <span class="kind">{escape(page.phrases.kind(change))}</span>{pair}</li>\n'
            )
    yield "</ol>\n"


def _pair(page: Context, diff: Diff) -> str:
    return shown(page.phrases.pair(page.names, diff.between))
