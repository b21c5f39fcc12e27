"""``ctocdiff memo``: a memorandum on what changed between two documents."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ctocdiff.commands import documents, options
from ctocdiff.commands.screen import console, put, show_paths, show_witnesses
from ctocdiff.errors import UsageError
from ctocdiff.language import Language
from ctocdiff.words import LocalCommand

if TYPE_CHECKING:
    from ctocdiff.memo import Memo

FORMATS = ("docx", "html")  # those of ``render_memo``
_DEFAULT_FORMATS = ("docx",)
_TODAY = "today"
_ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def command(ui: Language) -> click.Command:
    """The command with its help in one language."""
    words = options.words(ui)
    own = words["memo"]

    def memo(sessions: tuple[str, ...], **given: Any) -> int:
        return _write_memo(sessions, ui=ui, **given)

    return LocalCommand(
        ui,
        name="memo",
        **options.help_texts(own),
        callback=memo,
        params=[
            click.Argument(["sessions"], nargs=-1, metavar=own["sessions"], required=True),
            click.Option(["--to"], default="", metavar=own["text"], help=own["to"]),
            click.Option(["--from", "sender"], default="", metavar=own["text"], help=own["from"]),
            click.Option(["--subject"], default="", metavar=own["text"], help=own["subject"]),
            click.Option(["--date"], metavar=own["day"], help=own["date"]),
            click.Option(["--reference"], default="", metavar=own["text"], help=own["reference"]),
            click.Option(
                ["--classification"], default="", metavar=own["text"], help=own["classification"]
            ),
            click.Option(["--annex"], is_flag=True, help=own["annex"]),
            *documents.parameters(ui),
            options.out_option(ui),
            options.format_option(ui, FORMATS, own["format"]),
            options.quiet_option(ui),
            options.verbose_option(ui),
        ],
    )


def _write_memo(
    asked: tuple[str, ...],
    *,
    ui: Language,
    date: str | None,
    annex: bool,
    language: str | None,
    revisions: str,
    corpus: Path | None,
    out: str,
    formats: tuple[str, ...],
    quiet: bool,
    verbose: bool,
    **header: str,
) -> int:
    chosen = options.chosen_formats(formats, out, FORMATS, _DEFAULT_FORMATS)
    if len(asked) != 2:
        raise UsageError("memo-two", count=len(asked))

    from ctocdiff.compare import collate
    from ctocdiff.memo import memo, read_header
    from ctocdiff.output import file_name
    from ctocdiff.render.memo import render_memo

    lines = read_header(date=_day(date), **header)
    found = documents.find(asked, ui=ui, language=language, revisions=revisions, corpus=corpus)
    found.refuse_same()
    told = memo(collate(found.documents, calendar=found.calendar), lines, annex=annex)
    base = file_name("memo", found.documents)
    written = put({f"{base}.{name}": render_memo(told, name, ui=ui) for name in chosen}, out)
    if not quiet:
        found.tell_order(ui)
    if not quiet and out != "-":
        _show(told, written, ui=ui, verbose=verbose)
    return 0


def _day(asked: str | None) -> dt.date | None:
    """The date of the memo: a day, today where that is asked for, none to leave a blank.

    Raises:
        UsageError: it is no day.
    """
    if asked is None or not asked.strip():
        return None
    text = asked.strip()
    if text.lower() == _TODAY:
        return dt.datetime.now().astimezone().date()
    try:
        if not _ISO.fullmatch(text):
            raise ValueError(text)
        return dt.date.fromisoformat(text)
    except ValueError:
        raise UsageError("date-unknown", asked=text) from None


def _show(told: Memo, written: tuple[Path, ...], *, ui: Language, verbose: bool) -> None:
    from ctocdiff.render.memo.parts import in_short

    screen = console()
    show_witnesses(screen, told.comparison.witnesses, ui=ui, verbose=verbose)
    screen.print(in_short(told, ui=ui), markup=False)
    show_paths(screen, written)
    screen.file.flush()
