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
        records = [
            record for param in self.get_params(ctx) if (record := param.get_help_record(ctx))
        ]
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
        match error:
            case click.exceptions.NoSuchOption():
                return str(words["option"]).format(name=error.option_name)
            case click.exceptions.MissingParameter():
                name = error.param.make_metavar(error.ctx) if error.param and error.ctx else "?"
                return str(words["missing"]).format(name=name)
            case click.exceptions.BadOptionUsage():
                return str(words["value"]).format(name=error.option_name)
            case click.BadParameter():
                name = error.param.opts[0] if error.param and error.param.opts else "?"
                choices = getattr(getattr(error.param, "type", None), "choices", ())
                known = ", ".join(str(choice) for choice in choices)
                pattern = words["choice"] if known else words["parameter"]
                return str(pattern).format(name=name, known=known)
            case _:
                return str(words["other"]).format(text=error.format_message())


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
            known = ", ".join(self.list_commands(ctx))
            words: Table = self._words["complaints"]
            raise click.ClickException(str(words["command"]).format(name=args[0], known=known))
        return super().resolve_command(ctx, args)


def _help_if_alone() -> None:
    """Nothing asked: tell what can be asked."""
    context = click.get_current_context()
    if context.invoked_subcommand is None:
        click.echo(context.get_help())
