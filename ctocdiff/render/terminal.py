"""The summary that the terminal shows: by item what happened, and by kind what changed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from rich import box
from rich.table import Table
from rich.text import Text

from ctocdiff.language import Language, wording
from ctocdiff.model import Comparison, Document, Status, Weight
from ctocdiff.render.phrases import Phrases, names
from ctocdiff.render.report import Counts, Report, ReportSection, report

if TYPE_CHECKING:
    from rich.console import RenderableType

_WIDEST_LABEL = 24
_STYLES = {
    Status.EQUAL: "dim",
    Status.MODIFIED: "yellow",
    Status.ADDED: "green",
    Status.REMOVED: "red",
    Status.MOVED: "blue",
}


def summaries(
    comparison: Comparison, *, ui: Language, show: Weight | None = None
) -> Iterator[RenderableType]:
    """The summary by item, that by kind of change, and what was hidden.

    Args:
        comparison: two or more witnesses.
        ui: the language of the interface.
        show: REVIEW to leave routine changes out of the tables; a line says how many they are.
    """
    counted = report(comparison)
    phrases = Phrases(ui)
    short = names(phrases, comparison.witnesses)
    if len(short) > 2:
        yield _columns(counted, phrases, short, show)
    else:
        yield _statuses(counted, phrases, show)
    if counted.tally.changes:
        yield _kinds(counted, phrases, short, show)
    if show is Weight.REVIEW:
        yield Text(phrases.hidden(counted.counts))


def _statuses(counted: Report, phrases: Phrases, show: Weight | None) -> Table:
    """A line for each item of a redline: its paragraphs by what happened to them."""
    words = wording(phrases.language)
    table = _table(counted, phrases)
    for status in counted.statuses:
        total = counted.tally.by_status.get(status, 0)
        _figures(table, words["terminal"]["columns"][status], total, _STYLES.get(status, "cyan"))
    if show is None:
        _figures(table, words["terminal"]["routine"], counted.counts.routine, "dim")
    _figures(table, _head(phrases, show), _changes(counted.counts, show))
    for section in counted.sections:
        figures = [section.tally.by_status.get(status, 0) for status in counted.statuses]
        if show is None:
            figures.append(section.counts.routine)
        table.add_row(*_named(section, phrases), *_shown(*figures, _changes(section.counts, show)))
    return table


def _columns(
    counted: Report, phrases: Phrases, short: tuple[str, ...], show: Weight | None
) -> Table:
    """A line for each item of a collation: the paragraphs of each witness, the changes between."""
    words = wording(phrases.language)["terminal"]
    table = _table(counted, phrases)
    table.title = words["columns_caption"]
    table.title_justify = "left"
    totals = _interleaved(counted.counts, show)
    heads = [short[0]]
    for between, name in zip(counted.counts.between, short[1:], strict=True):
        before, after = between.pair
        near = after - before == 1
        heads += [words["arrow"] if near else words["arrow_from"].format(name=short[before]), name]
    for number, (head, total) in enumerate(zip(heads, totals, strict=True)):
        _figures(table, head, total, "yellow" if number % 2 else "dim")
    _figures(table, _head(phrases, show), _changes(counted.counts, show))
    for section in counted.sections:
        figures = (*_interleaved(section.counts, show), _changes(section.counts, show))
        table.add_row(*_named(section, phrases), *_shown(*figures))
    return table


def _interleaved(counts: Counts, show: Weight | None) -> tuple[int, ...]:
    """The paragraphs of each witness, before each but the first the changes that led to it."""
    figures = [counts.paragraphs[0]]
    for between, paragraphs in zip(counts.between, counts.paragraphs[1:], strict=True):
        figures += [between.changes if show is None else between.review, paragraphs]
    return tuple(figures)


def _kinds(counted: Report, phrases: Phrases, short: tuple[str, ...], show: Weight | None) -> Table:
    """A line for each kind of change, those for review first."""
    words = phrases.words
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column(words["column_category"], no_wrap=True)
    table.add_column(words["column_weight"], no_wrap=True)
    pairs = counted.counts.between if len(short) > 2 else ()
    for between in pairs:
        _figures(table, phrases.pair(short, between.pair))
    _figures(table, words["column_changes"])
    for category in counted.categories:
        if show is None or category.weight is show:
            figures = [between.by_category.get(category, 0) for between in pairs]
            table.add_row(
                phrases.of("category", category),
                phrases.of("weight", category.weight),
                *_shown(*figures, counted.tally.by_category[category]),
                style="dim" if category.weight is Weight.ROUTINE else "",
            )
    return table


def _table(counted: Report, phrases: Phrases) -> Table:
    """A table with a line for each item, its first two columns made."""
    words = wording(phrases.language)
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_footer=True, expand=True)
    labels = [phrases.section(section.section) for section in counted.sections]
    table.add_column(
        words["report"]["column_item"],
        words["report"]["total"],
        no_wrap=True,
        min_width=min(max(map(len, labels), default=0), _WIDEST_LABEL),
    )
    table.add_column(words["terminal"]["title"], ratio=1, overflow="ellipsis", no_wrap=True)
    return table


def _figures(table: Table, head: str, total: int | None = None, style: str = "") -> None:
    footer = "" if total is None else str(total)
    table.add_column(head, footer, justify="right", no_wrap=True, min_width=len(head), style=style)


def _named(section: ReportSection, phrases: Phrases) -> tuple[Text, Text]:
    title = phrases.words["front"] if section.front else phrases.title(section.section)
    return Text(phrases.section(section.section)), Text(title)


def _shown(*figures: int) -> tuple[Text, ...]:
    return tuple(Text(str(figure) if figure else "·") for figure in figures)


def _head(phrases: Phrases, show: Weight | None) -> str:
    return str(phrases.words["column_changes" if show is None else "column_review"])


def _changes(counts: Counts, show: Weight | None) -> int:
    return counts.tally.changes if show is None else counts.review


def witness_line(document: Document, *, ui: Language) -> Text:
    """One line on a witness: symbol, session days, and whether its words are the official ones."""
    words = wording(ui)
    provenance = words["report"]["source"][document.provenance]
    tongue = words["report"]["tongue"][document.language]
    return Text(f"{document.name} ({tongue}; {provenance}; {document.source.name})")
