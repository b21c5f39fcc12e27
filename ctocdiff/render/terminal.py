"""The summary that the terminal shows: paragraphs by item and by what happened to them."""

from __future__ import annotations

from rich import box
from rich.table import Table
from rich.text import Text

from ctocdiff.language import Language, wording
from ctocdiff.model import Comparison, Document, Status
from ctocdiff.render.phrases import Phrases
from ctocdiff.render.report import Report, ReportSection, report

_WIDEST_LABEL = 24
_STYLES = {
    Status.EQUAL: "dim",
    Status.MODIFIED: "yellow",
    Status.ADDED: "green",
    Status.REMOVED: "red",
    Status.MOVED: "blue",
}


def summary(comparison: Comparison, *, ui: Language) -> Table:
    """A table with a row for each item: how many paragraphs are equal, modified, added, removed."""
    counted = report(comparison)
    words = wording(ui)
    columns = counted.statuses
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_footer=True, expand=True)
    names = [Phrases(ui).section(section.section) for section in counted.sections]
    table.add_column(
        words["report"]["column_item"],
        words["report"]["total"],
        no_wrap=True,
        min_width=min(max(map(len, names), default=0), _WIDEST_LABEL),
    )
    table.add_column(words["terminal"]["title"], ratio=1, overflow="ellipsis", no_wrap=True)
    for status in columns:
        total = counted.tally.by_status.get(status, 0)
        table.add_column(
            words["terminal"]["columns"][status],
            str(total),
            justify="right",
            no_wrap=True,
            min_width=len(words["terminal"]["columns"][status]),
            style=_STYLES.get(status, "cyan"),
        )
    changes = words["report"]["column_changes"]
    table.add_column(
        changes, str(counted.tally.changes), justify="right", no_wrap=True, min_width=len(changes)
    )
    for section in counted.sections:
        table.add_row(*_cells(section, counted, Phrases(ui)))
    return table


def _cells(section: ReportSection, counted: Report, phrases: Phrases) -> list[Text]:
    label = phrases.section(section.section)
    title = next((t for t in reversed(section.section.titles) if t), "")
    counts = [section.tally.by_status.get(status, 0) for status in counted.statuses]
    numbers = [*counts, section.tally.changes]
    return [Text(label), Text(title), *(Text(str(n) if n else "·") for n in numbers)]


def witness_line(document: Document, *, ui: Language) -> Text:
    """One line on a witness: symbol, session days, and whether its words are the official ones."""
    words = wording(ui)
    provenance = words["report"]["source"][document.provenance]
    tongue = words["report"]["tongue"][document.language]
    return Text(f"{document.name} ({tongue}; {provenance}; {document.source.name})")
