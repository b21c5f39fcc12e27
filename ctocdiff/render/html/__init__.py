"""Comparison → one self-contained HTML file.

Contract: a pure function; the same bytes on each run. Everything in the file can be reached
without JavaScript: the two views and the choice of weight are CSS, what folds is ``<details>``.
The script adds filters, search, stepping through changes and keys. The content security policy
names the style and the script by their hashes and allows nothing else.

The frame of the page is ``templates/html/page.html``; what repeats is written by the modules
beside this one. No template engine: to compile the templates took longer than to write a page.
"""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup, escape

from ctocdiff.language import Language
from ctocdiff.model import Comparison, Weight
from ctocdiff.render import html_text
from ctocdiff.render.html.context import Context, joined
from ctocdiff.render.html.findings import write_findings
from ctocdiff.render.html.history import write_history
from ctocdiff.render.html.rows import row
from ctocdiff.render.html.summary import by_item, by_kind, cards, legend
from ctocdiff.render.page import asset, mark_words, policy, shown
from ctocdiff.render.report import Entry, Fold, ReportSection

_NAME = Markup('<span class="name">{}</span>')
_ARROW = Markup(' <span class="arrow" aria-hidden="true">→</span> ')
_HEAD = Markup('<span class="head"><b>{}</b> {}</span>\n')
_CONTENT = Markup("""\
<li class="level-{part.section.level}">\
<a href="#{part.anchor}" data-status="{part.section.status}">\
<span class="number">{heading}</span>{title}{pill}</a></li>
""")
_PILL = Markup("""\
<span class="pill{review}"><span class="quiet">{changed}</span>\
<span aria-hidden="true">{part.changed}</span></span>""")
_CHOICE = Markup("""\
<label><input type="checkbox" name="{name}" value="{value}" checked> {label} \
<span class="number">{number}</span></label>
""")
_HELD = Markup('<p class="held">{}</p>')

_SECTION = Markup("""\
<section class="item level-{part.section.level}" id="{part.anchor}" \
data-status="{part.section.status}" aria-labelledby="h-{part.anchor}">
<header>
<h{level} id="h-{part.anchor}"><a href="#{part.anchor}">{heading}</a>{title}</h{level}>
<p class="tally">{tally}</p>
</header>
{folds}{departures}</section>
""")
_SAME = Markup("""\
<details class="same">
<summary>{}</summary>
{}</details>
""")
_DEPARTURE = Markup('<p class="departure"><a href="#{}">{}</a></p>\n')
_CHECKED = Markup(" checked")


def write_html(comparison: Comparison, *, ui: Language, show: Weight | None = None) -> str:
    """The report of a comparison.

    Args:
        comparison: two or more witnesses.
        ui: the language of the interface; each side keeps the language of its witness.
        show: REVIEW to open the page with routine changes hidden; the reader can switch.

    Returns:
        The whole file as text, to be written as UTF-8.
    """
    page = Context.of(comparison, ui)
    style, script = mark_words(page.phrases) + asset("report.css"), asset("report.js")
    names = " → ".join(document.name for document in comparison.witnesses)
    only_review = show is Weight.REVIEW
    frame = Markup(asset("page.html"))  # noqa: S704 - our own file
    return frame.format(
        w=page.words,
        language=ui,
        policy=policy(style, script),
        title=html_text.plain(page.phrases.say("title", names=names)),
        style=Markup(style),  # noqa: S704 - our own file and words
        script=Markup(script),  # noqa: S704 - our own file
        count=len(page.names),
        heading=_ARROW.join(_NAME.format(shown(one.name)) for one in comparison.witnesses),
        gist=_gist(page),
        summary=_summary(page),
        contents=joined(_content(page, part) for part in page.sections),
        all_checked="" if only_review else _CHECKED,
        review_checked=_CHECKED if only_review else "",
        statuses=_statuses(page),
        categories=_categories(page),
        changes=page.report.tally.changes,
        held=_HELD.format(page.phrases.hidden(page.report.counts))
        if page.report.counts.hidden
        else "",
        heads=joined(_heads(page)),
        sections=joined(_section(page, part) for part in page.sections),
    )


def _gist(page: Context) -> str:
    """The comparison in a line."""
    tally, phrases = page.report.tally, page.phrases
    changed = sum(part.changed for part in page.report.sections)
    if not (tally.changes or changed):
        return str(page.words["no_changes"])
    counted = (
        phrases.count("changes", tally.changes),
        phrases.count("review", page.report.review),
        phrases.count("changed", changed),
    )
    return f"{' · '.join(counted)} / {tally.rows}"


def _summary(page: Context) -> Markup:
    """All that stands above the text."""
    kinds = by_kind(page) if page.report.tally.changes else Markup("")
    parts = (cards(page), by_item(page), kinds, write_history(page), write_findings(page))
    return joined((*parts, legend(page)))


def _content(page: Context, part: ReportSection) -> Markup:
    """A section in the table of contents."""
    pill: str | Markup = ""
    if part.changed:
        pill = _PILL.format(
            review=" review" if part.review or not part.tally.changes else "",
            changed=page.phrases.count("changed", part.changed),
            part=part,
        )
    title = "" if part.front else page.title(part, quiet=True)
    return _CONTENT.format(part=part, heading=page.heading(part), title=title, pill=pill)


def _statuses(page: Context) -> Markup:
    """The filter by what happened to a row."""
    return joined(
        _CHOICE.format(
            name="status",
            value=status,
            label=page.phrases.of("status", status),
            number=page.report.tally.by_status.get(status, 0),
        )
        for status in page.report.statuses
    )


def _categories(page: Context) -> Markup:
    """The filter by kind of change."""
    return joined(
        _CHOICE.format(
            name="category",
            value=category,
            label=Markup("{} {}").format(
                page.signs[category.weight], page.phrases.of("category", category)
            ),
            number=page.report.tally.by_category[category],
        )
        for category in page.report.categories
    )


def _heads(page: Context) -> Iterator[Markup]:
    """The heads of the columns: each witness by its short name, and its own where that differs."""
    for name, document in zip(page.names, page.comparison.witnesses, strict=True):
        yield _HEAD.format(shown(name), shown(document.name) if name != document.name else "")


def _section(page: Context, part: ReportSection) -> Markup:
    """A section with its rows."""
    phrases = page.phrases
    titled = not part.front and phrases.title(part.section)
    tally = [escape(phrases.of("status", part.section.status))]
    if part.tally.changes:
        tally.append(escape(phrases.count("changes", part.tally.changes)))
        if part.review:
            tally.append(Markup("<b>{}</b>").format(phrases.count("review", part.review)))
    return _SECTION.format(
        part=part,
        level=3 if part.section.level < 2 else 4,
        heading=page.heading(part),
        title=Markup(" ") + page.title(part, quiet=False) if titled else "",
        tally=Markup(" · ").join(tally),
        folds=joined(_fold(page, fold) for fold in part.folds),
        departures=joined(_departure(page, entry) for entry in part.departures),
    )


def _fold(page: Context, fold: Fold) -> Markup:
    rows = joined(row(page, entry) for entry in fold.entries)
    if not fold.same:
        return rows
    return _SAME.format(page.phrases.count("same", len(fold.entries)), rows)


def _departure(page: Context, entry: Entry) -> Markup:
    """Where a row went that an earlier witness had here."""
    label = page.phrases.section_label(_home(page.report.sections, entry))
    return _DEPARTURE.format(entry.anchor, shown(page.phrases.say("moved_to", section=label)))


def _home(sections: tuple[ReportSection, ...], entry: Entry) -> str:
    """The label of the section that shows an entry."""
    for part in sections:
        if any(entry in fold.entries for fold in part.folds):
            return next((label for label in reversed(part.section.labels) if label), "")
    raise LookupError(entry.anchor)
