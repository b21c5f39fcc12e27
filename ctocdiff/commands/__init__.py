"""The commands, one file each: what they take, and the steps they put together.

A command's file has ``command(ui)``, which builds it for an interface language. What is heavier
than click is imported when a command runs, so that ``--help`` answers at once.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from ctocdiff.commands import agenda, check, compare, corpus, memo, revisions, trace
from ctocdiff.language import Language

if TYPE_CHECKING:
    import click

# One builder a command; the help sorts them by name.
COMMANDS: tuple[Callable[[Language], click.Command], ...] = (
    agenda.command,
    check.command,
    compare.command,
    corpus.command,
    memo.command,
    *revisions.COMMANDS,
    trace.command,
)
