"""Options that several commands share, and the commands' words in the lexicon.

``told`` is a command's own word on an option, where it has one.
"""

from __future__ import annotations

from pathlib import Path

import click

from ctocdiff.errors import UsageError
from ctocdiff.language import Language, Table, wording

REPORTS = "reports"
_SHOWN = ("all", "review")
_REVISIONS = ("accept", "reject", "refuse")  # those of ``model.Revisions``


def words(ui: Language) -> Table:
    """The words of the command line."""
    table: Table = wording(ui)["cli"]
    return table


def help_texts(own: Table) -> dict[str, str]:
    """What a command says of itself, from its own words: at length, in a line, by examples."""
    return {"help": own["help"], "short_help": own["short"], "epilog": own["epilog"]}


def ui_option(ui: Language) -> click.Option:
    """``--ui``: read before commands are built; here so that it is accepted and documented."""
    return click.Option(
        ["--ui"],
        type=click.Choice([str(known) for known in Language]),
        expose_value=False,
        help=words(ui)["ui"],
    )


def lang_option(ui: Language, told: str | None = None) -> click.Option:
    """``--lang``: the parameter is called ``language``."""
    return click.Option(
        ["--lang", "language"],
        type=click.Choice([str(known) for known in Language]),
        help=told or words(ui)["lang"],
    )


def revisions_option(ui: Language) -> click.Option:
    """``--revisions``: the parameter is the name of a policy."""
    return click.Option(
        ["--revisions"],
        type=click.Choice(_REVISIONS),
        default=_REVISIONS[0],
        help=words(ui)["revision_policy"],
    )


def corpus_option(ui: Language) -> click.Option:
    """``--corpus``: the parameter is a path."""
    return click.Option(
        ["--corpus"], type=click.Path(path_type=Path), metavar="DIR", help=words(ui)["corpus"]
    )


def out_option(ui: Language, told: str | None = None) -> click.Option:
    """``--out``: the parameter is a text, since it may be ``-``."""
    return click.Option(["--out"], default=REPORTS, metavar="DIR", help=told or words(ui)["out"])


def format_option(ui: Language, known: tuple[str, ...], told: str | None = None) -> click.Option:
    """``--format``, which may be repeated: the parameter is called ``formats``."""
    return click.Option(
        ["--format", "formats"],
        multiple=True,
        metavar="|".join(known),
        help=told or words(ui)["format"],
    )


def chosen_formats(
    asked: tuple[str, ...], out: str, known: tuple[str, ...], default: tuple[str, ...] = ()
) -> tuple[str, ...]:
    """The formats of files to write: ``--format`` may be repeated and may hold a list.

    Args:
        asked: the values of ``--format``.
        out: the value of ``--out``; ``"-"`` has room for one format.
        known: the formats there are.
        default: those to write where none is asked for.

    Raises:
        UsageError: one is not known, or several are to go to standard output.
    """
    names = [name.strip().lower() for part in asked for name in part.split(",") if name.strip()]
    for name in names:
        if name not in known:
            raise UsageError("output-format-unknown", format=name, known=", ".join(known))
    chosen = tuple(dict.fromkeys(names)) or default
    if out == "-" and len(chosen) > 1:
        raise UsageError("one-format", formats=", ".join(chosen))
    return chosen


def show_option(ui: Language) -> click.Option:
    """``--show``: the parameter is ``all`` or ``review``."""
    return click.Option(
        ["--show"], type=click.Choice(_SHOWN), default=_SHOWN[0], help=words(ui)["show"]
    )


def exit_code_option(ui: Language, told: str | None = None) -> click.Option:
    """``--exit-code``."""
    return click.Option(
        ["--exit-code", "exit_code"], is_flag=True, help=told or words(ui)["exit_code"]
    )


def quiet_option(ui: Language, told: str | None = None) -> click.Option:
    """``--quiet``."""
    return click.Option(["-q", "--quiet"], is_flag=True, help=told or words(ui)["quiet"])


def verbose_option(ui: Language, told: str | None = None) -> click.Option:
    """``--verbose``."""
    return click.Option(["-v", "--verbose"], is_flag=True, help=told or words(ui)["verbose"])
