"""The commands that compare documents: their options, reports and summary."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ctocdiff.commands import documents, options
from ctocdiff.commands.screen import console, put, show_paths, show_witnesses
from ctocdiff.errors import UsageError
from ctocdiff.language import Language
from ctocdiff.words import LocalCommand

if TYPE_CHECKING:
    from ctocdiff.model import Comparison, Weight

FORMATS = ("html", "docx", "json", "md", "csv", "xlsx")  # those of ``render``
_DEFAULT_FORMATS = ("html", "docx")
_BASES = ("previous", "first")
_COMMENTS = ("none", "review", "all")


def build(ui: Language, name: str, metavar: str, *, items_required: bool = False) -> click.Command:
    """A command that compares, with its words from ``cli.<name>``.

    Args:
        ui: the language of its help.
        name: what it is called; its files begin so.
        metavar: what its help calls a document.
        items_required: whether each document must have the items of an agenda.
    """
    words = options.words(ui)

    def compare(asked: tuple[str, ...], **given: Any) -> int:
        return _compare(asked, ui=ui, command=name, items_required=items_required, **given)

    return LocalCommand(
        ui,
        name=name,
        **options.help_texts(words[name]),
        callback=compare,
        params=[
            click.Argument(["asked"], nargs=-1, metavar=metavar, required=True),
            *_parameters(ui),
        ],
    )


def _parameters(ui: Language) -> list[click.Parameter]:
    """The options of every command that compares; :func:`_compare` has their meaning."""
    words = options.words(ui)
    return [
        click.Option(["--base"], type=click.Choice(_BASES), default="previous", help=words["base"]),
        click.Option(["--redline", "pair"], metavar="A,B", help=words["redline"]),
        click.Option(["--moves/--no-moves"], default=True, help=words["moves"], show_default=False),
        click.Option(
            ["--comments"], type=click.Choice(_COMMENTS), default="review", help=words["comments"]
        ),
        *documents.parameters(ui),
        options.out_option(ui),
        options.format_option(ui, FORMATS),
        options.show_option(ui),
        options.exit_code_option(ui),
        options.quiet_option(ui),
        options.verbose_option(ui),
    ]


def _compare(
    asked: tuple[str, ...],
    *,
    ui: Language,
    command: str,
    items_required: bool,
    base: str,
    pair: str | None,
    moves: bool,
    comments: str,
    language: str | None,
    revisions: str,
    corpus: Path | None,
    out: str,
    formats: tuple[str, ...],
    show: str,
    exit_code: bool,
    quiet: bool,
    verbose: bool,
) -> int:
    """Find documents, compare them, write the reports, show the summary; give the exit code.

    Args:
        asked: what the documents were called on the command line.
        ui: the language of reports and summary.
        command: the name that files begin with.
        items_required: whether each document must have the items of an agenda.
        base: what each of three or more documents is compared with.
        pair: the two documents that the Word file shows, of three or more.
        moves: whether Word tracks moves as such.
        comments: what is commented in the Word file.
        language: the language of the documents.
        revisions: the policy for tracked changes in files.
        corpus: the folder of the user's corpus.
        out: folder of the reports, ``"-"`` for standard output.
        formats: the formats of the reports.
        show: ``"review"`` hides routine changes.
        exit_code: whether differences give 1.
        quiet: show no summary.
        verbose: show what was noticed while reading.

    Raises:
        UsageError: fewer than two documents, one asked for twice or in two languages, a redline of
            two without a Word file or of others, or the reports cannot be written.
        NotInCorpusError: nothing at hand answers to a name.
        UnreadableError: a document cannot be read, or has no items where they are required.
    """
    chosen = options.chosen_formats(formats, out, FORMATS, _DEFAULT_FORMATS)
    if len(asked) < 2:
        raise UsageError("too-few-documents", count=len(asked))
    if pair is not None and "docx" not in chosen:
        raise UsageError("redline-docx")

    from ctocdiff.compare import Base, collate
    from ctocdiff.corpus.requests import require_items
    from ctocdiff.model import Weight
    from ctocdiff.output import file_name
    from ctocdiff.render import render

    found = documents.find(asked, ui=ui, language=language, revisions=revisions, corpus=corpus)
    witnesses, calendar = found.documents, found.calendar
    if items_required:
        for document in witnesses:
            require_items(document)
    found.refuse_same()
    two = None if pair is None else _two(pair, found)
    comparison = collate(witnesses, base=Base(base), calendar=calendar)
    redline = (
        comparison if two is None else collate([witnesses[at] for at in two], calendar=calendar)
    )
    shown = Weight.REVIEW if show == "review" else None
    contents = {}
    for name in chosen:
        told = redline if name == "docx" else comparison
        contents[f"{file_name(command, told.witnesses)}.{name}"] = render(
            told, name, ui=ui, show=shown, moves=moves, comments=comments
        )
    written = put(contents, out)
    if not quiet:
        found.tell_order(ui)
    if not quiet and out != "-":
        _show(comparison, written, ui=ui, shown=shown, verbose=verbose)
    changed = any(True for _ in comparison.changes())
    return 1 if exit_code and changed else 0


def _two(pair: str, found: documents.Found) -> tuple[int, int]:
    """The two witnesses that ``--redline`` names: as given, by year or symbol, or by position.

    Raises:
        UsageError: it names no two of them.
    """
    asked = [request.asked for request in found.requests]
    known = [
        {name, str(document.year), document.name, str(position)}
        for position, (name, document) in enumerate(zip(asked, found.documents, strict=True), 1)
    ]
    parts = [part.strip() for part in pair.split(",")]
    chosen = []
    for part in parts:
        # A name as it was given goes before anything else that it may mean.
        at = [n for n, name in enumerate(asked) if name == part] or [
            n for n, names in enumerate(known) if part in names
        ]
        if len(at) != 1:
            listed = ", ".join(f"{n} ({name})" for n, name in enumerate(asked, 1))
            raise UsageError("redline-unknown", asked=part, known=listed)
        chosen += at
    if len(set(chosen)) != 2 or len(chosen) != 2:
        raise UsageError("redline-pair", asked=pair)
    return chosen[0], chosen[1]


def _show(
    comparison: Comparison,
    written: tuple[Path, ...],
    *,
    ui: Language,
    shown: Weight | None,
    verbose: bool,
) -> None:
    from ctocdiff.render.terminal import summaries

    screen = console()
    show_witnesses(screen, comparison.witnesses, ui=ui, verbose=verbose)
    for part in summaries(comparison, ui=ui, show=shown):
        screen.print(part)
    show_paths(screen, written)
    screen.file.flush()
