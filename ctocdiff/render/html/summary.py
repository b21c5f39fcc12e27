"""The head of a report: the facts of each witness, the figures by item and by kind of change."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup, escape

from ctocdiff.model import Document
from ctocdiff.render import html_text
from ctocdiff.render.html.context import Context, column, figure, joined
from ctocdiff.render.page import shown
from ctocdiff.render.report import Counts, ReportSection

_CARDS = Markup("""\
<section class="witnesses" aria-labelledby="h-witnesses">
<h2 id="h-witnesses">{title}</h2>
<div class="cards">
{cards}</div>
</section>
""")
_CARD = Markup("""\
<article class="card" aria-labelledby="h-w{number}">
<h3 id="h-w{number}">{name}{side}</h3>
{title}<dl>
{facts}<div><dt>{w[language]}</dt><dd>{language}</dd></div>
<div><dt>{w[provenance]}</dt><dd>\
<b class="provenance" data-provenance="{document.provenance}">{source}</b>. {note}</dd></div>
<div><dt>{w[file]}</dt><dd><span class="file">{file}</span></dd></div>
<div><dt>{w[hash]}</dt><dd>\
<abbr class="hash" title="{document.source.sha256}">{hash}…</abbr></dd></div>
</dl>
{notices}</article>
""")
_SIDE = Markup(' <span class="side">{}</span>')
_TITLE = Markup('<p class="title" lang="{}" dir="auto">{}</p>')
_FACT = Markup("<div><dt>{}</dt><dd>{}{}</dd></div>")
_BODY = Markup(' <span lang="{}">({})</span>')
_VENUE = Markup(', <span lang="{}">{}</span>')
_NOTICES = Markup("""\
<details class="notices"><summary>{title} ({count})</summary>
<ul>{notices}</ul>
</details>
""")
_NOTICE = Markup('<li data-code="{}">{}</li>')

_TABLE = Markup("""\
<section class="summary{kind}" aria-labelledby="h-{name}">
<h2 id="h-{name}">{title}</h2>
<div class="scroll" tabindex="0" role="region" aria-labelledby="h-{name}">
<table>
<thead><tr>{columns}</tr></thead>
<tbody>
{rows}</tbody>
<tfoot><tr><th scope="row">{total}</th>{totals}</tr></tfoot>
</table>
</div>
</section>
""")
_ITEM = Markup("""\
<tr class="level-{part.section.level}" data-status="{part.section.status}">\
<th scope="row"><a href="#{part.anchor}">{heading}</a>{title}</th>{figures}</tr>
""")
_KIND = Markup("""\
<tr data-category="{category}" data-weight="{category.weight}"><th scope="row">{name}</th>\
<td>{sign} <span aria-hidden="true">{weight}</span></td>{figures}</tr>
""")
_LEGEND = Markup("""\
<details class="legend"><summary>{}</summary>
{}</details>
""")


def cards(page: Context) -> Markup:
    """What is known of each witness."""
    witnesses = enumerate(page.comparison.witnesses)
    return _CARDS.format(
        title=page.words["witnesses"],
        cards=joined(_card(page, number, document) for number, document in witnesses),
    )


def _card(page: Context, number: int, document: Document) -> Markup:
    words, phrases = page.words, page.phrases
    title = document.masthead.title
    return _CARD.format(
        number=number,
        name=shown(document.name),
        side="" if page.several else _SIDE.format(words["after" if number else "before"]),
        title=_TITLE.format(document.language, shown(title)) if title else "",
        facts=joined(_facts(page, document)),
        w=words,
        language=phrases.of("tongue", document.language),
        document=document,
        source=phrases.of("source", document.provenance),
        note=phrases.of("provenance_note", document.provenance),
        file=shown(document.source.name),
        hash=phrases.hash(document.source.sha256),
        notices=_notices(page, document) if document.notices else "",
    )


def _facts(page: Context, document: Document) -> Iterator[Markup]:
    """What the masthead says of session and days, as far as it does."""
    head, words = document.masthead, page.words
    if head.session:
        body = _BODY.format(document.language, shown(head.body)) if head.body else ""
        yield _FACT.format(words["session"], head.session, body)
    if head.opens:
        venue = _VENUE.format(document.language, shown(head.venue)) if head.venue else ""
        yield _FACT.format(words["opens_closes"], page.phrases.days(head.opens, head.closes), venue)
    if head.issued:
        yield _FACT.format(words["issued"], page.phrases.date(head.issued), "")


def _notices(page: Context, document: Document) -> Markup:
    return _NOTICES.format(
        title=page.words["notices"],
        count=len(document.notices),
        notices=joined(
            _NOTICE.format(html_text.plain(notice.code), shown(page.phrases.notice(notice)))
            for notice in document.notices
        ),
    )


def by_item(page: Context) -> Markup:
    """The figures of each section."""
    words, phrases = page.words, page.phrases
    pairs = (shown(phrases.pair(page.names, between.pair)) for between in page.pairs)
    columns = (
        column(words["column_item"]),
        *(column(phrases.of("status", status), "figure") for status in page.report.statuses),
        column(words["column_routine"], "figure"),
        *(column(pair, "figure pairs") for pair in pairs),
        column(words["column_changes"], "figure"),
        column(words["column_review"], "figure"),
    )
    return _TABLE.format(
        kind="",
        name="summary",
        title=words["summary"],
        columns=joined(columns),
        rows=joined(_item(page, part) for part in page.sections),
        total=words["total"],
        totals=_figures(page, page.report.counts),
    )


def _item(page: Context, part: ReportSection) -> Markup:
    return _ITEM.format(
        part=part,
        heading=page.heading(part),
        title="" if part.front else Markup(" ") + page.title(part, quiet=True),
        figures=_figures(page, part.counts),
    )


def _figures(page: Context, counts: Counts) -> Markup:
    found = counts.tally.by_status
    return joined(
        (
            *(figure(found.get(status, 0), status) for status in page.report.statuses),
            figure(counts.routine),
            *(figure(between.changes) for between in (counts.between if page.several else ())),
            figure(counts.tally.changes),
            figure(counts.review),
        )
    )


def by_kind(page: Context) -> Markup:
    """The figures of each kind of change."""
    words, phrases, tally = page.words, page.phrases, page.report.tally
    pairs = (shown(phrases.pair(page.names, between.pair)) for between in page.pairs)
    columns = (
        column(words["column_category"]),
        column(words["column_weight"]),
        *(column(pair, "figure") for pair in pairs),
        column(words["column_changes"], "figure"),
    )
    rows = (
        _KIND.format(
            category=category,
            name=phrases.of("category", category),
            sign=page.signs[category.weight],
            weight=phrases.of("weight", category.weight),
            figures=joined(
                (
                    *(figure(between.by_category.get(category, 0)) for between in page.pairs),
                    figure(tally.by_category[category]),
                )
            ),
        )
        for category in page.report.categories
    )
    totals = (*(between.changes for between in page.pairs), tally.changes)
    return _TABLE.format(
        kind=" kinds",
        name="kinds",
        title=words["by_category"],
        columns=joined(columns),
        rows=joined(rows),
        total=words["total"],
        totals=joined((Markup("<td></td>"), *map(figure, totals))),
    )


def legend(page: Context) -> Markup:
    """What marks, signs and columns mean."""
    words = page.words
    inserted = Markup("<ins>{}</ins>").format(words["legend_inserted"])
    deleted = Markup("<del>{}</del>").format(words["legend_deleted"])
    sentences = [
        escape(words["legend_marks"]).format(inserted=inserted, deleted=deleted),
        escape(words["legend_weights"]).format(**page.signs),
    ]
    if page.several:
        sentences.append(escape(words["legend_columns"]))
    lines = joined(Markup("<p>{}</p>\n").format(sentence) for sentence in sentences)
    return _LEGEND.format(words["legend"], lines)
