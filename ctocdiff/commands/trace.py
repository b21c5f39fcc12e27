"""``ctocdiff trace``: where a text is cited, announced, listed and adopted in the whole corpus."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ctocdiff.commands import options
from ctocdiff.commands.corpora import open_corpus, own_folder
from ctocdiff.commands.progress import bar
from ctocdiff.commands.screen import console, put, show_paths
from ctocdiff.errors import CtocdiffError, NotInCorpusError
from ctocdiff.language import Language, Table, wording
from ctocdiff.words import LocalCommand, sentence

if TYPE_CHECKING:
    from ctocdiff.corpus.traced import Trace

FORMATS = ("html", "json", "csv")  # those of ``render.trace``
_WORTH_A_BAR = 20  # documents to be read
_MOST_FAULTS = 10  # lines on documents that could not be read


def command(ui: Language) -> click.Command:
    """The command with its help in one language."""
    words: Table = wording(ui)["trace"]["command"]

    def trace(target: tuple[str, ...], **given: Any) -> int:
        return _trace(" ".join(target), ui=ui, **given)

    return LocalCommand(
        ui,
        name="trace",
        **options.help_texts(words),
        callback=trace,
        params=[
            click.Argument(["target"], nargs=-1, metavar=words["argument"], required=True),
            options.lang_option(ui, words["lang"]),
            options.ui_option(ui),
            options.corpus_option(ui),
            options.out_option(ui, words["out"]),
            options.format_option(ui, FORMATS, words["format"]),
            click.Option(["--rebuild"], is_flag=True, help=words["rebuild"]),
            options.quiet_option(ui, words["quiet"]),
            options.verbose_option(ui, words["verbose"]),
        ],
    )


def _trace(
    asked: str,
    *,
    ui: Language,
    language: str | None,
    corpus: Path | None,
    out: str,
    formats: tuple[str, ...],
    rebuild: bool,
    quiet: bool,
    verbose: bool,
) -> int:
    chosen = options.chosen_formats(formats, out, FORMATS)

    from ctocdiff.corpus.index_file import index_path
    from ctocdiff.corpus.trace import trace
    from ctocdiff.facts.targets import read_target

    targets = read_target(asked)
    held = open_corpus(corpus)
    place = index_path(own_folder(corpus), os.environ)
    with bar(str(wording(ui)["trace"]["reading"]), worth=_WORTH_A_BAR, shown=not quiet) as progress:
        try:
            found = trace(
                asked,
                targets,
                held,
                place=place,
                language=Language(language) if language else None,
                rebuild=rebuild,
                progress=progress,
            )
        except NotInCorpusError as missing:
            raise _named(missing, ui) from None
    written = _write(found, chosen, out, language, ui)
    if not quiet:
        _tell_unread(found, ui)
        if out != "-" or not chosen:
            _show(found, written, ui)
    if verbose:
        click.echo(wording(ui)["trace"]["index_at"].format(path=place), err=True)
    return 0


def _named(missing: NotInCorpusError, ui: Language) -> NotInCorpusError:
    """That no document mentions a text, with the texts by their names in the interface language."""
    from ctocdiff.render.phrases import Phrases

    details = dict(missing.details)
    for key in details.keys() & {"targets", "similar"}:
        names = str(details[key]).split(", ")
        details[key] = ", ".join(map(Phrases(ui).text, names))
    return NotInCorpusError(missing.code, **details)


def _write(
    found: Trace, chosen: tuple[str, ...], out: str, language: str | None, ui: Language
) -> tuple[Path, ...]:
    if not chosen:
        return ()

    from ctocdiff.output import report_name
    from ctocdiff.render.trace import render_trace

    def explain(error: CtocdiffError) -> str:
        return sentence(ui, error.code, **error.details)

    names = [target.name for target in found.targets]
    stem = report_name("trace", names[0] if len(names) == 1 else found.asked, language)
    contents = {
        f"{stem}.{name}": render_trace(found, name, ui=ui, explain=explain) for name in chosen
    }
    return put(contents, out)


def _tell_unread(found: Trace, ui: Language) -> None:
    """A line on standard error for each document that was not searched."""
    words: Table = wording(ui)["trace"]
    for name, fault in found.unreadable[:_MOST_FAULTS]:
        reason = sentence(ui, fault.code, **fault.details)
        click.echo(words["unreadable_one"].format(name=name, reason=reason), err=True)
    more = len(found.unreadable) - _MOST_FAULTS
    if more > 0:
        click.echo(words["unreadable_more"].format(count=more), err=True)


def _show(found: Trace, written: tuple[Path, ...], ui: Language) -> None:
    from ctocdiff.render.trace.screen import overview

    screen = console()
    for part in overview(found, ui=ui):
        screen.print(part)
    if written:
        screen.print()
    show_paths(screen, written)
    screen.file.flush()
