"""The commands: the only place that prints, and that turns errors into exit codes.

Commands are built for an interface language, since help texts come from the lexicon; everything
heavier than click is imported when a command runs, so that ``--help`` answers at once.
"""

from __future__ import annotations

import contextlib
import errno
import os
import re
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ctocdiff import __version__
from ctocdiff.errors import CtocdiffError, UnreadableError, UsageError
from ctocdiff.language import Language, Table, wording
from ctocdiff.words import LocalCommand, LocalGroup, interface_language, sentence

if TYPE_CHECKING:
    from ctocdiff.model import Comparison, Document, Weight

FORMATS = ("html", "docx", "json", "md", "csv", "xlsx")  # those of ``render``
_DEFAULT_FORMATS = ("html", "docx")
_REPORTS = Path("reports")
_BASES = ("previous", "first")
_SHOWN = ("all", "review")


def run(arguments: Sequence[str], environment: Mapping[str, str] = os.environ) -> int:
    """Run the program; give its exit code. Errors become one line on standard error."""
    ui = interface_language(arguments, environment)
    try:
        result = build(ui).main(list(arguments), prog_name="ctocdiff", standalone_mode=False)
    except click.exceptions.Exit as stop:
        return stop.exit_code
    except click.Abort:
        _complain(ui, sentence(ui, "interrupted"))
        return 130
    except click.ClickException as error:
        _complain(ui, LocalCommand.explain(error, ui))
        return 2
    except CtocdiffError as error:
        _complain(ui, sentence(ui, error.code, **error.details))
        return error.exit_code
    except (BrokenPipeError, SystemExit):  # the latter is what click makes of the former
        _abandon_output()  # its reader has gone, as with `| head`; what was written stands
        return 0
    except OSError as error:
        if error.filename is not None:
            _complain(ui, sentence(ui, "file-refused", path=error.filename, reason=error))
            return UnreadableError.exit_code
        _abandon_output()
        _complain(ui, sentence(ui, "output-refused", path="-", reason=error))
        return UsageError.exit_code
    return result if isinstance(result, int) else 0


def _complain(ui: Language, text: str) -> None:
    line = re.sub(r"[ \t\r\n]+", " ", text)  # no-break spaces stay
    with contextlib.suppress(OSError):
        click.echo(f"{wording(ui)['cli']['error']} {line}", err=True)


def _abandon_output() -> None:
    """Let nothing that is still to be written to standard output fail once more."""
    with contextlib.suppress(OSError, ValueError, AttributeError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def build(ui: Language) -> click.Group:
    """The commands, with their help in one language."""
    words: Table = wording(ui)["cli"]
    group = LocalGroup(ui, name="ctocdiff", help=words["help"], epilog=words["epilog"])
    group.params.append(_version(words))
    group.params.append(_ui_option(words))
    group.add_command(_agenda(ui, words))
    return group


def _version(words: Table) -> click.Option:
    def show(context: click.Context, _: click.Parameter, value: bool) -> None:
        if value:
            click.echo(f"ctocdiff {__version__}")
            context.exit()

    return click.Option(
        ["--version"], is_flag=True, is_eager=True, expose_value=False, callback=show,
        help=words["version"],
    )  # fmt: skip


def _ui_option(words: Table) -> click.Option:
    # read before the commands are built; here so that it is accepted and documented
    return click.Option(
        ["--ui"],
        type=click.Choice([str(known) for known in Language]),
        expose_value=False,
        help=words["ui"],
    )


def _common_options(words: Table) -> list[click.Parameter]:
    return [
        click.Option(
            ["--lang", "language"],
            type=click.Choice([str(known) for known in Language]),
            help=words["lang"],
        ),
        _ui_option(words),
        click.Option(
            ["--corpus"], type=click.Path(path_type=Path), metavar="DIR", help=words["corpus"]
        ),
        click.Option(["--out"], default=str(_REPORTS), metavar="DIR", help=words["out"]),
        click.Option(
            ["--format", "formats"],
            multiple=True,
            metavar="|".join(FORMATS),
            help=words["format"],
        ),
        click.Option(["--show"], type=click.Choice(_SHOWN), default="all", help=words["show"]),
        click.Option(["--exit-code", "exit_code"], is_flag=True, help=words["exit_code"]),
        click.Option(["-q", "--quiet"], is_flag=True, help=words["quiet"]),
        click.Option(["-v", "--verbose"], is_flag=True, help=words["verbose"]),
    ]


def _agenda(ui: Language, words: Table) -> click.Command:
    def agenda(sessions: tuple[str, ...], **options: Any) -> int:
        return _compare_agendas(sessions, ui=ui, **options)

    return LocalCommand(
        ui,
        name="agenda",
        help=words["agenda"]["help"],
        short_help=words["agenda"]["short"],
        epilog=words["agenda"]["epilog"],
        callback=agenda,
        params=[
            click.Argument(["sessions"], nargs=-1, metavar=words["sessions"], required=True),
            click.Option(
                ["--base"], type=click.Choice(_BASES), default="previous", help=words["base"]
            ),
            click.Option(["--redline", "pair"], metavar="A,B", help=words["redline"]),
            *_common_options(words),
        ],
    )


def _compare_agendas(
    sessions: tuple[str, ...],
    *,
    ui: Language,
    base: str,
    pair: str | None,
    show: str,
    language: str | None,
    corpus: Path | None,
    out: str,
    formats: tuple[str, ...],
    exit_code: bool,
    quiet: bool,
    verbose: bool,
) -> int:
    chosen = _formats(formats, out)
    if len(sessions) < 2:
        raise UsageError("too-few-documents", count=len(sessions))
    if pair is not None and "docx" not in chosen:
        raise UsageError("redline-docx")

    from ctocdiff.compare import Base, collate
    from ctocdiff.corpus.holdings import Corpus
    from ctocdiff.corpus.places import bundled, find_corpus
    from ctocdiff.corpus.requests import Request, find_documents, require_items
    from ctocdiff.model import DocumentKind, Weight

    requests = tuple(Request.parse(session) for session in sessions)
    own = find_corpus(corpus, os.environ, Path.cwd())
    held = Corpus.open([folder for folder in (own, bundled()) if folder])
    documents = find_documents(
        requests, held, DocumentKind.AGENDA, Language(language) if language else None, ui
    )
    witnesses = tuple(require_items(document) for document in documents)
    _refuse_twice(sessions, witnesses)
    two = None if pair is None else _two(pair, sessions, witnesses)
    comparison = collate(witnesses, base=Base(base))
    redline = comparison if two is None else collate([witnesses[at] for at in two])
    shown = Weight.REVIEW if show == "review" else None
    written = _write(comparison, redline, "agenda", chosen, out, ui, shown)
    if not quiet and out != "-":
        _show(comparison, written, ui=ui, shown=shown, verbose=verbose)
    changed = any(True for _ in comparison.changes())
    return 1 if exit_code and changed else 0


def _refuse_twice(sessions: tuple[str, ...], witnesses: tuple[Document, ...]) -> None:
    """Let no document be compared with itself, whatever it was called."""
    held: dict[str, str] = {}
    for session, document in zip(sessions, witnesses, strict=True):
        first = held.get(document.source.sha256)
        if first is not None:
            raise UsageError("same-document", first=first, second=session)
        held[document.source.sha256] = session


def _two(asked: str, sessions: tuple[str, ...], witnesses: tuple[Document, ...]) -> tuple[int, int]:
    """The two witnesses that ``--redline`` names: as given, by year or symbol, or by position."""
    known = [
        {session, str(document.year), document.name, str(position)}
        for position, (session, document) in enumerate(zip(sessions, witnesses, strict=True), 1)
    ]
    parts = [part.strip() for part in asked.split(",")]
    found = []
    for part in parts:
        # A name as it was given goes before anything else that it may mean.
        at = [n for n, session in enumerate(sessions) if session == part] or [
            n for n, names in enumerate(known) if part in names
        ]
        if len(at) != 1:
            listed = ", ".join(f"{n} ({session})" for n, session in enumerate(sessions, 1))
            raise UsageError("redline-unknown", asked=part, known=listed)
        found += at
    if len(set(found)) != 2 or len(found) != 2:
        raise UsageError("redline-pair", asked=asked)
    return found[0], found[1]


def _formats(asked: tuple[str, ...], out: str) -> tuple[str, ...]:
    names = [name.strip().lower() for part in asked for name in part.split(",") if name.strip()]
    for name in names:
        if name not in FORMATS:
            raise UsageError("output-format-unknown", format=name, known=", ".join(FORMATS))
    chosen = tuple(dict.fromkeys(names)) or _DEFAULT_FORMATS
    if out == "-" and len(chosen) != 1:
        raise UsageError("one-format", formats=", ".join(chosen))
    return chosen


def _write(
    comparison: Comparison,
    redline: Comparison,
    command: str,
    formats: tuple[str, ...],
    out: str,
    ui: Language,
    shown: Weight | None,
) -> tuple[Path, ...]:
    """Write the reports; ``redline`` is what the Word file shows."""
    from ctocdiff.output import file_name, write_reports
    from ctocdiff.render import render

    values = {name: redline if name == "docx" else comparison for name in formats}
    contents = {name: render(value, name, ui=ui, show=shown) for name, value in values.items()}
    if out == "-":
        if sys.stdout is None:  # closed by the caller
            raise OSError(errno.EBADF, os.strerror(errno.EBADF))
        sys.stdout.buffer.write(contents[formats[0]])
        sys.stdout.buffer.flush()
        return ()
    named = {
        f"{file_name(command, values[name].witnesses)}.{name}": contents[name] for name in formats
    }
    return write_reports(Path(out), named)


def _show(
    comparison: Comparison,
    written: tuple[Path, ...],
    *,
    ui: Language,
    shown: Weight | None,
    verbose: bool,
) -> None:
    from rich.console import Console

    from ctocdiff.render.phrases import Phrases
    from ctocdiff.render.terminal import summaries, witness_line

    class Screen(Console):
        def on_broken_pipe(self) -> None:
            raise BrokenPipeError

    console = Screen(highlight=False)
    for document in comparison.witnesses:
        console.print(witness_line(document, ui=ui), soft_wrap=True)
        if verbose:
            for notice in document.notices:
                console.print("  ", Phrases(ui).notice(notice), markup=False, soft_wrap=True)
    for part in summaries(comparison, ui=ui, show=shown):
        console.print(part)
    for path in written:
        console.print(str(path), markup=False, soft_wrap=True)
    console.file.flush()
