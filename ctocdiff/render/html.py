"""Comparison → one self-contained HTML file.

Contract: a pure function; the same bytes on each run. Everything in the file can be reached
without JavaScript: the two views and the choice of weight are CSS, what folds is ``<details>``.
The script adds filters, search, stepping through changes and keys. The content security policy
names the style and the script by their hashes and allows nothing else.

Text of documents enters the page only through ``html_text``.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from ctocdiff.language import Language, wording
from ctocdiff.model import AlignedSection, Comparison, Diff, Row, Status, Weight
from ctocdiff.render import html_text, segments
from ctocdiff.render.history import history
from ctocdiff.render.messages import Messages
from ctocdiff.render.page import mark_words, policy, shown
from ctocdiff.render.phrases import Phrases, names, titles
from ctocdiff.render.report import Entry, ReportSection, report
from ctocdiff.render.tables import deadline_cell
from ctocdiff.render.templating import environment, read_part

if TYPE_CHECKING:
    from jinja2 import Environment

_FOLDER = "html"
_TEMPLATES = (
    "page.html.j2",
    "header.html.j2",
    "history.html.j2",
    "findings.html.j2",
    "rows.html.j2",
)


def write_html(comparison: Comparison, *, ui: Language, show: Weight | None = None) -> str:
    """The report of a comparison.

    Args:
        comparison: two or more witnesses.
        ui: the language of the interface; each side keeps the language of its witness.
        show: REVIEW to open the page with routine changes hidden; the reader can switch.

    Returns:
        The whole file as text, to be written as UTF-8.
    """
    phrases = Phrases(ui)
    short = names(phrases, comparison.witnesses)
    titled = titles(comparison.witnesses)
    counted = report(comparison)
    columns = f":root{{--witnesses:{len(short)}}}\n"
    style = mark_words(phrases) + columns + read_part(_FOLDER, "report.css")
    script = read_part(_FOLDER, "report.js")
    page = _environment().get_template("page.html.j2")
    return page.render(
        p=phrases,
        w=phrases.words,
        report=counted,
        h=wording(ui)["history"],
        history=history(comparison, counted),
        messages=Messages(ui),
        findings=[(at, found) for at, found in enumerate(comparison.findings) if found],
        statuses=wording(ui)["tables"]["status"],
        deadline=lambda deadline: deadline_cell(deadline, phrases),
        changed=sum(part.changed for part in counted.sections),
        witnesses=comparison.witnesses,
        names=short,
        titles=titled,
        title=phrases.say("title", names=" → ".join(titled)),
        only_review=show is Weight.REVIEW,
        legend=_legend(phrases, len(short)),
        style=Markup(style),  # noqa: S704 - our own file and words
        script=Markup(script),  # noqa: S704 - our own file
        policy=policy(style, script),
        categories=counted.categories,
        pairs=tuple(
            (phrases.pair(short, between.pair), between)
            for between in (counted.counts.between if len(short) > 2 else ())
        ),
        heading=lambda part: _heading(phrases, part),
        home=lambda entry: _home(counted.sections, entry),
        tongue=lambda section: _tongue(comparison, section),
        sign=lambda weight: _sign(phrases, weight),
    )


def _heading(phrases: Phrases, part: ReportSection) -> str:
    if part.front:
        return str(phrases.words["front"])
    return phrases.section(part.section) or phrases.title(part.section)


def _home(sections: tuple[ReportSection, ...], entry: Entry) -> str:
    """The label of the section that shows an entry."""
    for part in sections:
        if any(entry in fold.entries for fold in part.folds):
            return next((label for label in reversed(part.section.labels) if label), "")
    raise LookupError(entry.anchor)


def _tongue(comparison: Comparison, section: AlignedSection) -> Language:
    """The language of the title that a section shows."""
    pairs = zip(comparison.witnesses, section.titles, strict=True)
    titled = [document.language for document, title in pairs if title]
    return titled[-1] if titled else comparison.witnesses[-1].language


def _legend(phrases: Phrases, witnesses: int) -> tuple[Markup, ...]:
    inserted = Markup("<ins>{}</ins>").format(phrases.words["legend_inserted"])
    deleted = Markup("<del>{}</del>").format(phrases.words["legend_deleted"])
    signs = {weight: _sign(phrases, weight) for weight in Weight}
    sentences = (
        escape(phrases.words["legend_marks"]).format(inserted=inserted, deleted=deleted),
        escape(phrases.words["legend_weights"]).format(**signs),
    )
    return (*sentences, escape(phrases.words["legend_columns"]))[: 3 if witnesses > 2 else 2]


def _sign(phrases: Phrases, weight: Weight) -> Markup:
    """The sign of a weight; its word is there for who cannot see it and on pointing."""
    word = phrases.of("weight", weight)
    return Markup(
        '<span class="weight" data-weight="{}" title="{}"><span class="quiet">{}</span></span>'
    ).format(weight, word, word)


# ------------------------------------------------------------------------------- what templates use


def _column(row: Row, witness: int) -> Markup:
    """The paragraphs of one witness, with anchors."""
    blocks = segments.column(row, witness)
    return Markup(html_text.paragraphs(blocks, f"w{witness}-"))  # noqa: S704 - as above


def _merged(row: Row, diff: Diff) -> Markup:
    """Both texts of a diff in one stream."""
    return Markup(html_text.paragraphs(segments.merged(row, diff)))  # noqa: S704 - as above


def _last(row: Row) -> int:
    """The last witness that has this row: the one the inline view shows if nothing changed."""
    return max(witness for witness, cell in enumerate(row.cells) if cell)


def _figure(number: int, status: Status | None = None) -> Markup:
    """A cell of the summary; a zero is kept quiet."""
    name = "figure none" if number == 0 else "figure"
    about = f' data-status="{status}"' if status else ""
    return Markup(f'<td class="{name}"{about}>{number}</td>')  # noqa: S704 - numbers and a status


# -------------------------------------------------------------------------------- parts of the page


@cache
def _environment() -> Environment:
    made = environment(_FOLDER, _TEMPLATES)
    made.globals.update(
        text=shown,
        plain=html_text.plain,
        column=_column,
        merged=_merged,
        last=_last,
        figure=_figure,
    )
    return made
