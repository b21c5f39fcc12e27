"""The summary that the terminal shows: by item what happened, and by kind what changed.

Each table has narrower forms, which leave out the columns that can be spared; the widest that the
terminal has room for is shown.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich import box
from rich.measure import Measurement
from rich.table import Table
from rich.text import Text

from ctocdiff.language import Language, wording
from ctocdiff.model import Comparison, Document, Status, Weight
from ctocdiff.render.phrases import Phrases, names
from ctocdiff.render.report import Between, Counts, Report, ReportSection, report

if TYPE_CHECKING:
    from rich.console import Console, ConsoleOptions, RenderableType

_WIDEST_LABEL = 18
_LEAST_TITLE = 4  # letters of a title worth a place beside its label
_USUAL = (Status.EQUAL, Status.MODIFIED, Status.ADDED, Status.REMOVED)
_OTHER = "other"  # moved, merged, split: rare, and a terminal is narrow
_STYLES = {
    Status.EQUAL: "dim",
    Status.MODIFIED: "yellow",
    Status.ADDED: "green",
    Status.REMOVED: "red",
    _OTHER: "blue",
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
    if not any(part.changed for part in counted.sections):
        yield Text(str(phrases.words["no_changes"]))
    if counted.tally.changes:
        yield _kinds(counted, phrases, short, show)
    if show is Weight.REVIEW:
        yield Text(phrases.hidden(counted.counts))


@dataclass(frozen=True, slots=True)
class _Fitting:
    """Forms of one table, from the widest to the narrowest."""

    forms: tuple[Table, ...]

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[Table]:
        room = options.max_width
        fitting = (
            form
            for form in self.forms
            if Measurement.get(console, options.update(width=10_000), form).minimum <= room
        )
        yield next(fitting, self.forms[-1])


def _statuses(counted: Report, phrases: Phrases, show: Weight | None) -> _Fitting:
    """A line for each item of a redline: its paragraphs by what happened to them."""
    used = range(len(_USUAL) + bool(_by_status(counted.counts)[-1]))
    changed = [at for at in used if at and at < len(_USUAL)]
    return _Fitting(tuple(_by_item(counted, phrases, show, at) for at in ([*used], changed, [])))


def _by_item(counted: Report, phrases: Phrases, show: Weight | None, shown: list[int]) -> Table:
    """The table of a redline with some of the columns of statuses, by their position."""
    words = wording(phrases.language)
    table = _table(counted, phrases)
    totals = _by_status(counted.counts)
    for at in shown:
        head = (*_USUAL, _OTHER)[at]
        _figures(table, words["terminal"]["columns"][head], totals[at], _STYLES[head])
    _figures(table, _head(phrases, show), _changes(counted.counts, show))
    width = _label_width(counted, phrases)
    for section in counted.sections:
        figures = _by_status(section.counts)
        table.add_row(
            _named(section, phrases, width),
            *_shown(*(figures[at] for at in shown), _changes(section.counts, show)),
        )
    return table


def _by_status(counts: Counts) -> tuple[int, ...]:
    """The paragraphs of each usual status, and those of all others together."""
    found = counts.tally.by_status
    usual = tuple(found.get(status, 0) for status in _USUAL)
    return (*usual, counts.tally.rows - sum(usual))


def _columns(
    counted: Report, phrases: Phrases, short: tuple[str, ...], show: Weight | None
) -> _Fitting:
    """A line for each item of a collation: the paragraphs of each witness, the changes between."""
    wide = _by_witness(counted, phrases, short, show)
    return _Fitting((wide, _by_item(counted, phrases, show, [])))


def _by_witness(
    counted: Report, phrases: Phrases, short: tuple[str, ...], show: Weight | None
) -> Table:
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
    width = _label_width(counted, phrases)
    for section in counted.sections:
        figures = (*_interleaved(section.counts, show), _changes(section.counts, show))
        table.add_row(_named(section, phrases, width), *_shown(*figures))
    return table


def _interleaved(counts: Counts, show: Weight | None) -> tuple[int, ...]:
    """The paragraphs of each witness, before each but the first the changes that led to it."""
    figures = [counts.paragraphs[0]]
    for between, paragraphs in zip(counts.between, counts.paragraphs[1:], strict=True):
        figures += [between.changes if show is None else between.review, paragraphs]
    return tuple(figures)


def _kinds(
    counted: Report, phrases: Phrases, short: tuple[str, ...], show: Weight | None
) -> _Fitting:
    """A line for each kind of change, those for review first."""
    pairs = counted.counts.between if len(short) > 2 else ()
    forms = [(some, weighed) for some in (pairs, ()) for weighed in (True, False)]
    return _Fitting(tuple(_by_kind(counted, phrases, short, show, *form) for form in forms))


def _by_kind(
    counted: Report,
    phrases: Phrases,
    short: tuple[str, ...],
    show: Weight | None,
    pairs: tuple[Between, ...],
    weighed: bool,
) -> Table:
    """The table of kinds, with a column for each of some pairs, with or without the weight."""
    words = phrases.words
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    kinds = max(len(phrases.of("category", category)) for category in counted.categories)
    table.add_column(words["column_category"], no_wrap=True, min_width=kinds)
    if weighed:
        weights = max(len(phrases.of("weight", weight)) for weight in Weight)
        table.add_column(words["column_weight"], no_wrap=True, min_width=weights)
    for between in pairs:
        _figures(table, phrases.pair(short, between.pair))
    _figures(table, words["column_changes"])
    for category in counted.categories:
        if show is None or category.weight is show:
            figures = [between.by_category.get(category, 0) for between in pairs]
            table.add_row(
                phrases.of("category", category),
                *([phrases.of("weight", category.weight)] if weighed else []),
                *_shown(*figures, counted.tally.by_category[category]),
                style="dim" if category.weight is Weight.ROUTINE else "",
            )
    return table


def _table(counted: Report, phrases: Phrases) -> Table:
    """A table with a line for each item, its first two columns made."""
    words = wording(phrases.language)
    table = Table(
        box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0), pad_edge=False, show_footer=True, expand=True
    )
    table.add_column(
        words["report"]["column_item"],
        words["report"]["total"],
        no_wrap=True,
        overflow="ellipsis",
        ratio=1,
        min_width=_label_width(counted, phrases) + _LEAST_TITLE,
    )
    return table


def _label_width(counted: Report, phrases: Phrases) -> int:
    labels = [phrases.bare_section(section.section) for section in counted.sections]
    return min(max(map(len, labels), default=0), _WIDEST_LABEL)


def _figures(table: Table, head: str, total: int | None = None, style: str = "") -> None:
    footer = "" if total is None else str(total)
    table.add_column(head, footer, justify="right", no_wrap=True, min_width=len(head), style=style)


def _named(section: ReportSection, phrases: Phrases, width: int) -> Text:
    """Label and title in one cell: where the screen is narrow, titles give way and figures do not.

    ``width`` is that of the labels, so that titles stand below one another.
    """
    if section.front:
        return Text(phrases.words["front"])
    label = phrases.bare_section(section.section)
    return Text(f"{label:<{width}}  {phrases.title(section.section)}")


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
    pattern: str = words["terminal"]["witness"]
    return Text(
        pattern.format(
            name=document.name, tongue=tongue, provenance=provenance, file=document.source.name
        )
    )
