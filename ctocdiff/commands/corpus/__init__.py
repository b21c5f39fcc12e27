"""``ctocdiff corpus``: the documents at hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctocdiff.commands import options
from ctocdiff.commands.corpus import add, fetch, listing, path, remove, show, verify
from ctocdiff.language import Language
from ctocdiff.words import LocalGroup

if TYPE_CHECKING:
    import click


def command(ui: Language) -> click.Command:
    """The group of commands with its help in one language."""
    words = options.words(ui)["corpus_group"]
    group = LocalGroup(
        ui,
        name="corpus",
        **options.help_texts(words),
    )
    group.params.append(options.ui_option(ui))
    for part in (add, fetch, listing, path, remove, show, verify):
        group.add_command(part.command(ui))
    return group
