"""Deadlines and cited texts over the sessions as tables: CSV for programs, XLSX for people.

One row a deadline or cited text, one column a witness. CSV (RFC 4180, UTF-8 with a byte order mark,
which spreadsheets need to recognise it) has both tables in one file, told apart by its first
column; XLSX has a sheet for each. CSV has texts and items by their targets and labels, as JSON
has them, XLSX by their names. A cell that a spreadsheet would take for a formula is written as
text.
"""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Sequence
from dataclasses import dataclass

from ctocdiff.language import Language, Table, wording
from ctocdiff.model import Comparison, Deadline
from ctocdiff.render.phrases import Phrases, names

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
_EPOCH = dt.datetime(2000, 1, 1)
_WIDEST = 60


@dataclass(frozen=True, slots=True)
class Grid:
    """A table of text: its name, its header and its rows."""

    name: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def grids(comparison: Comparison, *, ui: Language, named: bool = False) -> tuple[Grid, Grid]:
    """The tables of deadlines and of cited texts, in the words of the interface.

    Args:
        comparison: two or more witnesses.
        ui: the language of the interface.
        named: whether texts and items go by their names in that language; else by target and label.
    """
    phrases = Phrases(ui)
    name, item = (phrases.text, phrases.label) if named else (str, str)
    words: Table = wording(ui)["tables"]
    witnesses = names(phrases, comparison.witnesses)
    deadlines = tuple(
        (
            str(words["status"][change.status]),
            item(change.section),
            next(cell.subject for cell in reversed(change.cells) if cell),
            *(deadline_cell(cell, phrases) if cell else "" for cell in change.cells),
        )
        for change in comparison.deadline_changes
    )
    citations = tuple(
        (
            str(words["status"][change.status]),
            name(change.target),
            ", ".join(map(name, change.replaces)),
            *(", ".join(item(label) or words["front"] for label in cell) for cell in change.cells),
        )
        for change in comparison.citation_changes
    )
    return (
        Grid(
            words["deadlines"],
            (words["column_status"], words["column_item"], words["column_subject"], *witnesses),
            deadlines,
        ),
        Grid(
            words["citations"],
            (words["column_status"], words["column_target"], words["column_replaces"], *witnesses),
            citations,
        ),
    )


def deadline_cell(deadline: Deadline, phrases: Phrases) -> str:
    """A deadline in few words: its days, and its distance from the opening day."""
    words: Table = wording(phrases.language)["tables"]
    days = [phrases.date(day) for day in (deadline.opens, deadline.date) if day]
    parts = [" – ".join(days)] if days else [deadline.text]
    if deadline.time:
        parts.append(deadline.time.strftime("%H:%M"))
    if deadline.offset_days is not None:
        parts.append(words["offset"].format(days=phrases.offset(deadline.offset_days)))
    return ", ".join(parts)


def write_csv(comparison: Comparison, *, ui: Language) -> bytes:
    """Both tables as one CSV file."""
    import csv

    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\r\n")
    for grid in grids(comparison, ui=ui):
        writer.writerow([wording(ui)["tables"]["column_table"], *map(plain_cell, grid.header)])
        writer.writerows([grid.name, *map(plain_cell, row)] for row in grid.rows)
    return b"\xef\xbb\xbf" + stream.getvalue().encode()


def plain_cell(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula, by an apostrophe before it where needed."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def write_xlsx(comparison: Comparison, *, ui: Language) -> bytes:
    """Both tables as an Excel workbook, a sheet each."""
    import xlsxwriter

    stream = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(stream, options) as book:
        book.set_properties({"created": _EPOCH, "author": "ctocdiff"})
        heading = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        body = book.add_format({"text_wrap": True, "valign": "top"})
        for grid in grids(comparison, ui=ui, named=True):
            sheet = book.add_worksheet(grid.name)
            sheet.freeze_panes(1, 0)
            for at, width in enumerate(_widths(grid)):
                sheet.set_column(at, at, width)
            for row, cells in enumerate((grid.header, *grid.rows)):
                for at, cell in enumerate(cells):
                    sheet.write_string(row, at, cell, body if row else heading)
            if grid.rows:
                sheet.autofilter(0, 0, len(grid.rows), len(grid.header) - 1)
    return stream.getvalue()


def _widths(grid: Grid) -> Sequence[int]:
    columns = zip(grid.header, *grid.rows, strict=True)
    return [min(_WIDEST, max(len(cell) for cell in column) + 2) for column in columns]
