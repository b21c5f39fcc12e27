"""The words of the command line: sentences from the lexicon, and click taught to use them.

click speaks English only; its headings, its help option and its complaints are replaced here by
those of the interface language.
"""

from __future__ import annotations

import errno
from collections.abc import Mapping, Sequence
from typing import Any

import click

from ctocdiff.language import Language, Table, wording

_LONGEST_DETAIL = 300  # characters of one detail in a message
_VARIABLES = ("CTOCDIFF_UI", "LC_ALL", "LC_MESSAGES", "LANG")


def interface_language(arguments: Sequence[str], environment: Mapping[str, str]) -> Language:
    """The language of the interface: ``--ui``, else the environment, else English."""
    for at, argument in enumerate(arguments):
        if argument == "--":
            break
        value = argument.partition("=")[2] if argument.startswith("--ui=") else None
        if argument == "--ui" and at + 1 < len(arguments):
            value = arguments[at + 1]
        if value in set(Language):
            return Language(value)
    for name in _VARIABLES:
        if value := environment.get(name, ""):
            code = value[:2].lower()
            return Language(code) if code in set(Language) else Language.EN
    return Language.EN


def sentence(ui: Language, code: str, **details: object) -> str:
    """The sentence for an error's code, with its details put in."""
    pattern: str = wording(ui)["errors"][code]
    return pattern.format(**{key: _shown(ui, value) for key, value in details.items()})


def _shown(ui: Language, detail: object) -> str:
    """A detail of an error as a reader sees it; what the system says, in the interface language."""
    if isinstance(detail, OSError):
        name = errno.errorcode.get(detail.errno or 0, "")
        return str(wording(ui)["reasons"].get(name, detail.strerror or detail))
    text = str(detail)
    return text if len(text) <= _LONGEST_DETAIL else f"{text[: _LONGEST_DETAIL - 1]}…"


class _Local(click.Command):
    """A command whose help is written in the interface language."""

    def __init__(self, ui: Language, **attributes: Any) -> None:
        self.ui = ui
        super().__init__(**attributes)

    @property
    def _words(self) -> Table:
        words: Table = wording(self.ui)["cli"]
        return words

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """As click does; a complaint knows the command it is about."""
        try:
            return super().parse_args(ctx, args)
        except click.UsageError as error:
            error.ctx = error.ctx or ctx
            raise

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = self._words["help_option"]
        return option

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        pieces = [
            self._words["options_mark"] if piece == self.options_metavar else piece
            for piece in self.collect_usage_pieces(ctx)
        ]
        formatter.write_usage(ctx.command_path, " ".join(pieces), f"{self._words['usage']} ")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        options = [param for param in self.get_params(ctx) if isinstance(param, click.Option)]
        records = [record for option in options if (record := option.get_help_record(ctx))]
        if records:
            with formatter.section(self._words["options"]):
                formatter.write_dl(records)

    def format_epilog(
        self,
        ctx: click.Context,  # noqa: ARG002 - the signature is click's
        formatter: click.HelpFormatter,
    ) -> None:
        if self.epilog:
            with formatter.section(self._words["examples"]):
                for line in self.epilog.strip().splitlines():
                    formatter.write(f"  {line}\n")

    @staticmethod
    def explain(error: click.ClickException, ui: Language) -> str:
        """A complaint of click's as a sentence of the interface language."""
        words: Table = wording(ui)["cli"]["complaints"]
        context = error.ctx if isinstance(error, click.UsageError) else None
        command = context.command_path if context else "ctocdiff"
        match error:
            case click.exceptions.NoSuchOption():
                near = _near(words, error.option_name, error.possibilities or ())
                pattern, values = words["option"], {"name": error.option_name, "near": near}
            case click.exceptions.MissingParameter():
                name = error.param.make_metavar(error.ctx) if error.param and error.ctx else "?"
                pattern, values = words["missing"], {"name": name}
            case click.exceptions.BadOptionUsage():
                known = context.command.params if context else ()
                flag = any(error.option_name in p.opts and getattr(p, "is_flag", 0) for p in known)
                pattern, values = words["flag" if flag else "value"], {"name": error.option_name}
            case click.BadParameter():
                name = error.param.opts[0] if error.param and error.param.opts else "?"
                choices = getattr(getattr(error.param, "type", None), "choices", ())
                known_values = ", ".join(str(choice) for choice in choices)
                pattern = words["choice"] if known_values else words["parameter"]
                values = {"name": name, "known": known_values}
            case _:
                pattern, values = words["other"], {"text": error.format_message()}
        return str(pattern).format(command=command, **values)


def _near(words: Table, given: str, known: Sequence[str]) -> str:
    """The name that may have been meant; nothing where none is like the one that was given."""
    from difflib import get_close_matches

    meant = get_close_matches(given.lower(), known, n=1)
    return str(words["near"]).format(known=meant[0]) if meant else ""


class LocalCommand(_Local):
    """A command with arguments and options."""


class LocalGroup(_Local, click.Group):
    """A group of commands, such as the program itself; without a command it shows its help."""

    def __init__(self, ui: Language, **attributes: Any) -> None:
        super().__init__(ui, invoke_without_command=True, callback=_help_if_alone, **attributes)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        super().format_options(ctx, formatter)
        rows = [
            (name, command.get_short_help_str(limit=90))
            for name in self.list_commands(ctx)
            if (command := self.get_command(ctx, name)) and not command.hidden
        ]
        with formatter.section(self._words["commands"]):
            formatter.write_dl(rows)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and not args[0].startswith("-") and self.get_command(ctx, args[0]) is None:
            known = self.list_commands(ctx)
            words: Table = self._words["complaints"]
            near = _near(words, args[0], known)
            text = str(words["command"]).format(name=args[0], near=near, known=", ".join(known))
            raise click.ClickException(text)
        return super().resolve_command(ctx, args)


def _help_if_alone() -> None:
    """Nothing asked: tell what can be asked."""
    context = click.get_current_context()
    if context.invoked_subcommand is None:
        click.echo(context.get_help())
