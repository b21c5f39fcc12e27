"""``ctocdiff corpus remove``: take documents out of the corpus again."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from ctocdiff.commands import options
from ctocdiff.commands.corpora import folder_to_write, open_corpus
from ctocdiff.commands.corpus import parts
from ctocdiff.errors import NotInCorpusError, UsageError
from ctocdiff.language import Language


def command(ui: Language) -> click.Command:
    """The command with its help in one language."""

    def remove(asked: tuple[str, ...], **given: Any) -> int:
        return _remove(asked, ui=ui, **given)

    words = options.words(ui)["corpus_remove"]
    return parts.build(
        ui,
        "remove",
        remove,
        click.Argument(["asked"], nargs=-1, required=True, metavar=words["documents"]),
        click.Option(["--all", "everything"], is_flag=True, help=words["all"]),
        options.quiet_option(ui),
    )


def _remove(
    asked: tuple[str, ...], *, ui: Language, corpus: Path | None, everything: bool, quiet: bool
) -> int:
    from dataclasses import replace

    from ctocdiff.corpus.places import OFFICIAL
    from ctocdiff.corpus.selection import select
    from ctocdiff.corpus.store import writing

    held = open_corpus(corpus)
    folder = folder_to_write(corpus)
    own = (folder / OFFICIAL).resolve()
    going = {}
    for each in asked:
        found = [h for h in select(held, each) if h.path.parent == own]
        if not found:
            raise NotInCorpusError("remove-not-own", asked=each, path=folder)
        if len(found) > 1 and not everything:
            names = ", ".join(holding.path.name for holding in found)
            raise UsageError("remove-several", asked=each, known=names)
        going.update({holding.path: holding for holding in found})
    say = parts.Describing(ui)
    with writing(folder) as store:
        for path, holding in going.items():
            if holding.entry is not None:
                store.remove(replace(holding.entry, file=path.name))
            if not quiet:
                click.echo(f"{say.words['removed']} {path.name}")
    return 0
