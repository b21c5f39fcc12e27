"""What the commands that compare documents share: their options, reports and summary."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ctocdiff.commands import options
from ctocdiff.commands.screen import console, write_out
from ctocdiff.errors import UsageError
from ctocdiff.language import Language

if TYPE_CHECKING:
    from ctocdiff.model import Comparison, Document, SessionFacts, Weight

FORMATS = ("html", "docx", "json", "md", "csv", "xlsx")  # those of ``render``
_DEFAULT_FORMATS = ("html", "docx")
_BASES = ("previous", "first")
_COMMENTS = ("none", "review", "all")


def parameters(ui: Language) -> list[click.Parameter]:
    """The options of every command that compares; :func:`write_comparison` has their meaning."""
    words = options.words(ui)
    return [
        click.Option(["--base"], type=click.Choice(_BASES), default="previous", help=words["base"]),
        click.Option(["--redline", "pair"], metavar="A,B", help=words["redline"]),
        click.Option(["--moves/--no-moves"], default=True, help=words["moves"], show_default=False),
        click.Option(
            ["--comments"], type=click.Choice(_COMMENTS), default="review", help=words["comments"]
        ),
        options.lang_option(ui),
        options.revisions_option(ui),
        options.ui_option(ui),
        options.corpus_option(ui),
        options.out_option(ui),
        options.format_option(ui, FORMATS),
        options.show_option(ui),
        options.exit_code_option(ui),
        options.quiet_option(ui),
        options.verbose_option(ui),
    ]


def check_request(asked: tuple[str, ...], pair: str | None, chosen: tuple[str, ...]) -> None:
    """Refuse what cannot be compared or written before any document is read.

    Raises:
        UsageError: fewer than two documents, or a redline of two without a Word file.
    """
    if len(asked) < 2:
        raise UsageError("too-few-documents", count=len(asked))
    if pair is not None and "docx" not in chosen:
        raise UsageError("redline-docx")


def write_comparison(
    asked: tuple[str, ...],
    witnesses: tuple[Document, ...],
    *,
    command: str,
    chosen: tuple[str, ...],
    ui: Language,
    base: str,
    pair: str | None,
    show: str,
    moves: bool,
    comments: str,
    out: str,
    exit_code: bool,
    quiet: bool,
    verbose: bool,
    calendar: tuple[SessionFacts, ...] = (),
) -> int:
    """Compare documents, write the reports, show the summary; give the exit code.

    Args:
        asked: what the documents were called on the command line.
        witnesses: the documents, in the same order.
        command: the name that files begin with.
        chosen: the formats, from :func:`chosen_formats`.
        ui: the language of reports and summary.
        base: what each of three or more documents is compared with.
        pair: the two documents that the Word file shows, of three or more.
        show: ``"review"`` hides routine changes.
        moves: whether Word tracks moves as such.
        comments: what is commented in the Word file.
        out: folder of the reports, ``"-"`` for standard output.
        exit_code: whether differences give 1.
        quiet: show no summary.
        verbose: show what was noticed while reading.
        calendar: the sessions known, on which some findings rest.

    Raises:
        UsageError: a document is asked for twice or in two languages, ``pair`` names none of the
            documents, or the reports cannot be written.
    """
    from ctocdiff.compare import Base, collate
    from ctocdiff.model import Weight
    from ctocdiff.render import render

    refuse_same(asked, witnesses)
    two = None if pair is None else _two(pair, asked, witnesses)
    comparison = collate(witnesses, base=Base(base), calendar=calendar)
    redline = (
        comparison if two is None else collate([witnesses[at] for at in two], calendar=calendar)
    )
    shown = Weight.REVIEW if show == "review" else None
    rendered = {
        name: render(
            redline if name == "docx" else comparison,
            name,
            ui=ui,
            show=shown,
            moves=moves,
            comments=comments,
        )
        for name in chosen
    }
    written = _write(comparison, redline, command, rendered, out)
    if not quiet and out != "-":
        _show(comparison, written, ui=ui, shown=shown, verbose=verbose)
    changed = any(True for _ in comparison.changes())
    return 1 if exit_code and changed else 0


def chosen_formats(
    asked: tuple[str, ...],
    out: str,
    known: tuple[str, ...] = FORMATS,
    default: tuple[str, ...] = _DEFAULT_FORMATS,
) -> tuple[str, ...]:
    """The formats of the reports: ``--format`` may be repeated and may hold a list.

    Raises:
        UsageError: one is not known, or several are to go to standard output.
    """
    names = [name.strip().lower() for part in asked for name in part.split(",") if name.strip()]
    for name in names:
        if name not in known:
            raise UsageError("output-format-unknown", format=name, known=", ".join(known))
    chosen = tuple(dict.fromkeys(names)) or default
    if out == "-" and len(chosen) != 1:
        raise UsageError("one-format", formats=", ".join(chosen))
    return chosen


def refuse_same(asked: tuple[str, ...], witnesses: tuple[Document, ...]) -> None:
    """Let no document be compared with itself.

    Raises:
        UsageError: a document is asked for twice, or in two languages.
    """
    _refuse_twice(asked, witnesses)
    _refuse_versions(asked, witnesses)


def _refuse_twice(asked: tuple[str, ...], witnesses: tuple[Document, ...]) -> None:
    """Let no document be compared with itself, whatever it was called."""
    held: dict[str, str] = {}
    for name, document in zip(asked, witnesses, strict=True):
        first = held.get(document.source.sha256)
        if first is not None:
            raise UsageError("same-document", first=first, second=name)
        held[document.source.sha256] = name


def _refuse_versions(asked: tuple[str, ...], witnesses: tuple[Document, ...]) -> None:
    """Let no document be compared with itself in another language."""
    for at, document in enumerate(witnesses):
        for before, other in enumerate(witnesses[:at]):
            symbol = document.masthead.symbol
            if symbol == other.masthead.symbol and document.language is not other.language:
                if symbol is None:
                    continue
                raise UsageError(
                    "language-versions", first=asked[before], second=asked[at], symbol=symbol
                )


def _two(pair: str, asked: tuple[str, ...], witnesses: tuple[Document, ...]) -> tuple[int, int]:
    """The two witnesses that ``--redline`` names: as given, by year or symbol, or by position."""
    known = [
        {name, str(document.year), document.name, str(position)}
        for position, (name, document) in enumerate(zip(asked, witnesses, strict=True), 1)
    ]
    parts = [part.strip() for part in pair.split(",")]
    found = []
    for part in parts:
        # A name as it was given goes before anything else that it may mean.
        at = [n for n, name in enumerate(asked) if name == part] or [
            n for n, names in enumerate(known) if part in names
        ]
        if len(at) != 1:
            listed = ", ".join(f"{n} ({name})" for n, name in enumerate(asked, 1))
            raise UsageError("redline-unknown", asked=part, known=listed)
        found += at
    if len(set(found)) != 2 or len(found) != 2:
        raise UsageError("redline-pair", asked=pair)
    return found[0], found[1]


def _write(
    comparison: Comparison,
    redline: Comparison,
    command: str,
    rendered: Mapping[str, bytes],
    out: str,
) -> tuple[Path, ...]:
    """Write the reports, by format; ``redline`` is what the Word file shows."""
    from ctocdiff.output import file_name, write_reports

    if out == "-":
        for content in rendered.values():
            write_out(content)
        return ()
    named = {}
    for name, content in rendered.items():
        shown = redline if name == "docx" else comparison
        named[f"{file_name(command, shown.witnesses)}.{name}"] = content
    return write_reports(Path(out), named)


def _show(
    comparison: Comparison,
    written: tuple[Path, ...],
    *,
    ui: Language,
    shown: Weight | None,
    verbose: bool,
) -> None:
    from ctocdiff.render.phrases import Phrases
    from ctocdiff.render.terminal import summaries, witness_line

    screen = console()
    for document in comparison.witnesses:
        screen.print(witness_line(document, ui=ui), soft_wrap=True)
        if verbose:
            for notice in document.notices:
                screen.print("  ", Phrases(ui).notice(notice), markup=False, soft_wrap=True)
    for part in summaries(comparison, ui=ui, show=shown):
        screen.print(part)
    for path in written:
        screen.print(str(path), markup=False, soft_wrap=True)
    screen.file.flush()
