"""Deadlines and cited texts over the sessions: the picture of the deadlines and both tables."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from ctocdiff.language import Table, wording
from ctocdiff.model import CitationStatus, Deadline, DeadlineStatus
from ctocdiff.render.history import CitedRow, CitedTexts, DeadlineRow, History, history
from ctocdiff.render.html.context import Context, column, joined
from ctocdiff.render.page import shown
from ctocdiff.render.tables import deadline_cell
from ctocdiff.render.timeline import Lane, Mark, Timeline

_DEADLINES = Markup("""\
<section class="summary history" aria-labelledby="deadlines">
<h2 id="deadlines">{h[deadlines]}</h2>
<p class="about">{h[deadlines_about]}</p>
{timeline}{table}</section>
""")
_TABLE = Markup("""\
<div class="scroll" tabindex="0" role="region" aria-labelledby="{name}">
<table>
<thead><tr>{columns}</tr></thead>
<tbody>
{rows}</tbody>
</table>
</div>
""")
_DEADLINE = Markup("""\
<tr data-status="{row.change.status}"><th scope="row" class="number">{row.number}</th>\
<td class="status">{status}</td><td class="label">{place}</td>\
<td class="subject" lang="{language}" dir="auto">{subject}</td>{cells}</tr>
""")
_STATED = Markup('<td><a href="#{}">{}</a></td>')
_NONE = Markup(
    '<td class="none"><span aria-hidden="true">–</span><span class="quiet">{}</span></td>'
)
_CITATIONS = Markup("""\
<section class="summary history" aria-labelledby="citations">
<h2 id="citations">{h[citations]}</h2>
<p class="about">{h[citations_about]}</p>
<details>
<summary>{texts}</summary>
{groups}</details>
</section>
""")
_GROUP = Markup("""\
<h3 id="cited-{kind}">{title}</h3>
{changed}{kept}""")
_KEPT = Markup("""\
<details>
<summary>{}</summary>
{}</details>
""")
_CITED = Markup("""\
<tr data-status="{status}"><th scope="row">{target}{replaces}</th>\
<td class="status">{word}</td>{cells}</tr>
""")
_REPLACES = Markup(' <span class="words">{}</span>')
_PLACE = Markup('<a href="#{}">{}</a>')

_TIMELINE = Markup("""\
<div class="scroll" tabindex="0" role="region" aria-labelledby="timeline-title">
<svg class="timeline" role="img" aria-labelledby="timeline-title timeline-about" \
viewBox="0 0 {t.width} {t.height}" width="{t.width}" height="{t.height}">
<title id="timeline-title">{h[timeline_title]}</title>
<desc id="timeline-about">{h[timeline_about]}</desc>
{ticks}<line class="opening" x1="{t.opening}" x2="{t.opening}" y1="{t.top}" y2="{t.axis}"/>\
<text class="axis opening" x="{t.opening}" y="{above}">{h[opening]}</text>
{lanes}<text class="axis unit" x="{middle}" y="{below}">{h[axis]}</text>
</svg>
</div>
""")
_TICK = Markup("""\
<line class="tick" x1="{x}" x2="{x}" y1="{t.top}" y2="{t.axis}"/>\
<text class="axis" x="{x}" y="{y}">{days}</text>
""")
_LANE = Markup("""\
<line class="lane" x1="0" x2="{width}" y1="{below}" y2="{below}"/>\
<text class="name" x="4" y="{middle}">{name}</text>
{marks}""")
_MARK = Markup("""\
<g class="mark" data-status="{mark.status}">{window}<circle cx="{mark.x}" cy="{mark.y}" r="10"/>\
<text x="{mark.x}" y="{y}">{mark.number}</text></g>
""")
_WINDOW = Markup('<line class="window" x1="{0.start}" x2="{0.x}" y1="{0.y}" y2="{0.y}"/>')


def write_history(page: Context) -> Markup:
    """Both tables, each where there is something in it."""
    told = history(page.comparison, page.report)
    return joined(
        (
            *((_deadlines(page, told),) if told.deadlines else ()),
            *((_citations(page, told),) if told.cited else ()),
        )
    )


def _words(page: Context) -> Table:
    words: Table = wording(page.phrases.language)["history"]
    return words


def _status(page: Context, status: CitationStatus | DeadlineStatus) -> str:
    return str(wording(page.phrases.language)["tables"]["status"][status])


def _heads(page: Context) -> list[Markup]:
    return [column(shown(name)) for name in page.names]


def _place(page: Context, label: str, anchor: str) -> Markup:
    """A section by its label, as a link."""
    name = page.phrases.label(label) if label else page.words["front"]
    return _PLACE.format(anchor, shown(name))


# --------------------------------------------------------------------------------------- deadlines


def _deadlines(page: Context, told: History) -> Markup:
    words = _words(page)
    keys = ("column_number", "column_status", "column_item", "column_subject")
    return _DEADLINES.format(
        h=words,
        timeline=_timeline(page, told.timeline) if told.timeline else "",
        table=_TABLE.format(
            name="deadlines",
            columns=joined((*(column(words[key]) for key in keys), *_heads(page))),
            rows=joined(_deadline(page, row) for row in told.deadlines),
        ),
    )


def _deadline(page: Context, row: DeadlineRow) -> Markup:
    cells = zip(row.change.cells, row.anchors, strict=True)
    return _DEADLINE.format(
        row=row,
        status=_status(page, row.change.status),
        place=_place(page, row.change.section, row.section),
        language=page.comparison.witnesses[row.witness].language,
        subject=shown(row.subject),
        cells=joined(_stated(page, cell, anchor) for cell, anchor in cells),
    )


def _stated(page: Context, deadline: Deadline | None, anchor: str | None) -> Markup:
    if deadline is None:
        return _NONE.format(_words(page)["not_stated"])
    return _STATED.format(anchor, shown(deadline_cell(deadline, page.phrases)))


def _timeline(page: Context, picture: Timeline) -> Markup:
    ticks = (
        _TICK.format(
            x=tick.x, t=picture, y=picture.axis + 16, days=page.phrases.offset(tick.offset)
        )
        for tick in picture.ticks
    )
    return _TIMELINE.format(
        t=picture,
        h=_words(page),
        ticks=joined(ticks),
        lanes=joined(_lane(page, picture, lane) for lane in picture.lanes),
        above=picture.top - 5,
        middle=picture.width / 2,
        below=picture.height - 2,
    )


def _lane(page: Context, picture: Timeline, lane: Lane) -> Markup:
    return _LANE.format(
        width=picture.width,
        below=lane.y + lane.height,
        middle=lane.y + lane.height / 2 + 5,
        name=shown(page.names[lane.witness]),
        marks=joined(map(_mark, lane.marks)),
    )


def _mark(mark: Mark) -> Markup:
    window = "" if mark.start is None else _WINDOW.format(mark)
    return _MARK.format(mark=mark, window=window, y=mark.y + 4)


# ------------------------------------------------------------------------------------- cited texts


def _citations(page: Context, told: History) -> Markup:
    words = _words(page)
    return _CITATIONS.format(
        h=words,
        texts=page.phrases.counted(words["count"]["texts"], told.texts),
        groups=joined(_group(page, group) for group in told.cited),
    )


def _group(page: Context, group: CitedTexts) -> Markup:
    words = _words(page)
    kept: str | Markup = ""
    if group.kept:
        count = page.phrases.counted(words["count"]["kept"], len(group.kept))
        kept = _KEPT.format(count, _matrix(page, group, group.kept))
    return _GROUP.format(
        kind=group.kind,
        title=words["kind"][group.kind],
        changed=_matrix(page, group, group.changed) if group.changed else "",
        kept=kept,
    )


def _matrix(page: Context, group: CitedTexts, rows: Sequence[CitedRow]) -> Markup:
    """Texts down, witnesses across."""
    words = _words(page)
    columns = (column(words["column_target"]), column(words["column_status"]), *_heads(page))
    return _TABLE.format(
        name=f"cited-{group.kind}",
        columns=joined(columns),
        rows=joined(_cited(page, row) for row in rows),
    )


def _cited(page: Context, row: CitedRow) -> Markup:
    change = row.change
    replaces: str | Markup = ""
    if change.replaces:
        sentence = str(_words(page)["replaces"]).format(targets=", ".join(change.replaces))
        replaces = _REPLACES.format(shown(sentence))
    return _CITED.format(
        status=change.status,
        target=shown(change.target),
        replaces=replaces,
        word=_status(page, change.status),
        cells=joined(_places(page, cell) for cell in row.cells),
    )


def _places(page: Context, cell: Sequence[tuple[str, str]]) -> Markup:
    """Where a witness cites a text."""
    if not cell:
        return _NONE.format(_words(page)["not_cited"])
    return Markup("<td>{}</td>").format(
        Markup(", ").join(_place(page, label, anchor) for label, anchor in cell)
    )
