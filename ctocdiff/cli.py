"""The program as a whole: its commands in one group, and errors turned into exit codes.

Commands are built for an interface language, since help texts come from the lexicon.
"""

from __future__ import annotations

import contextlib
import os
import re
import sys
from collections.abc import Mapping, Sequence

import click

from ctocdiff import __version__
from ctocdiff.commands import COMMANDS
from ctocdiff.commands.options import ui_option
from ctocdiff.errors import CtocdiffError, UnreadableError, UsageError
from ctocdiff.language import Language, Table, wording
from ctocdiff.words import LocalCommand, LocalGroup, interface_language, sentence

_DEBUG = "CTOCDIFF_DEBUG"  # set, it lets a fault of the program show where it is
_FAULT = 70  # an internal error, as in sysexits.h


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
    except Exception as fault:
        if environment.get(_DEBUG):
            raise
        name = type(fault).__name__
        _complain(ui, sentence(ui, "fault", name=name, reason=fault, variable=_DEBUG))
        return _FAULT
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
    group.params.append(ui_option(ui))
    for command in COMMANDS:
        group.add_command(command(ui))
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
