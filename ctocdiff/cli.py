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
    from ctocdiff.model import Comparison

FORMATS = ("html", "docx", "json", "md")
_DEFAULT_FORMATS = ("html", "docx")
_REPORTS = Path("reports")


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
            click.Argument(["sessions"], nargs=-1, metavar="SESSION SESSION", required=True),
            *_common_options(words),
        ],
    )


def _compare_agendas(
    sessions: tuple[str, ...],
    *,
    ui: Language,
    language: str | None,
    corpus: Path | None,
    out: str,
    formats: tuple[str, ...],
    exit_code: bool,
    quiet: bool,
    verbose: bool,
) -> int:
    chosen = _formats(formats, out)
    if len(sessions) != 2:
        raise UsageError("two-sessions", count=len(sessions))

    from ctocdiff.compare import redline
    from ctocdiff.corpus.holdings import Corpus
    from ctocdiff.corpus.places import bundled, find_corpus
    from ctocdiff.corpus.requests import Request, find_documents, require_items
    from ctocdiff.model import DocumentKind

    requests = tuple(Request.parse(session) for session in sessions)
    own = find_corpus(corpus, os.environ, Path.cwd())
    held = Corpus.open([folder for folder in (own, bundled()) if folder])
    documents = find_documents(
        requests, held, DocumentKind.AGENDA, Language(language) if language else None, ui
    )
    before, after = (require_items(document) for document in documents)
    if before.source.sha256 == after.source.sha256:
        raise UsageError("same-document", first=sessions[0], second=sessions[1])
    comparison = redline(before, after)
    written = _write(comparison, "agenda", chosen, out, ui)
    if not quiet and out != "-":
        _show(comparison, written, ui=ui, verbose=verbose)
    changed = any(True for _ in comparison.changes())
    return 1 if exit_code and changed else 0


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
    comparison: Comparison, command: str, formats: tuple[str, ...], out: str, ui: Language
) -> tuple[Path, ...]:
    from ctocdiff.output import file_name, write_reports
    from ctocdiff.render import render

    contents = {name: render(comparison, name, ui=ui) for name in formats}
    if out == "-":
        if sys.stdout is None:  # closed by the caller
            raise OSError(errno.EBADF, os.strerror(errno.EBADF))
        sys.stdout.buffer.write(contents[formats[0]])
        sys.stdout.buffer.flush()
        return ()
    stem = file_name(command, comparison.witnesses)
    return write_reports(Path(out), {f"{stem}.{name}": contents[name] for name in formats})


def _show(
    comparison: Comparison, written: tuple[Path, ...], *, ui: Language, verbose: bool
) -> None:
    from rich.console import Console

    from ctocdiff.render.phrases import Phrases
    from ctocdiff.render.terminal import summary, witness_line

    class Screen(Console):
        def on_broken_pipe(self) -> None:
            raise BrokenPipeError

    console = Screen(highlight=False)
    for document in comparison.witnesses:
        console.print(witness_line(document, ui=ui), soft_wrap=True)
        if verbose:
            for notice in document.notices:
                console.print("  ", Phrases(ui).notice(notice), markup=False, soft_wrap=True)
    console.print(summary(comparison, ui=ui))
    for path in written:
        console.print(str(path), markup=False, soft_wrap=True)
    console.file.flush()
