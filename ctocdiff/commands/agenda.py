"""``ctocdiff agenda``: compare the annotated agendas of sessions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctocdiff.commands import comparing, options
from ctocdiff.language import Language

if TYPE_CHECKING:
    import click


def command(ui: Language) -> click.Command:
    """The command with its help in one language."""
    return comparing.build(ui, "agenda", options.words(ui)["sessions"], items_required=True)
