"""``ctocdiff corpus path``: where the corpus is, or the files of documents."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from ctocdiff.commands import options
from ctocdiff.commands.corpora import folder_to_write, open_corpus
from ctocdiff.commands.corpus import parts
from ctocdiff.language import Language


def command(ui: Language) -> click.Command:
    """The command with its help in one language."""

    def path(asked: tuple[str, ...], **given: Any) -> int:
        return _path(asked, **given)

    words = options.words(ui)["corpus_path"]
    return parts.build(
        ui, "path", path, click.Argument(["asked"], nargs=-1, metavar=words["documents"])
    )


def _path(asked: tuple[str, ...], *, corpus: Path | None) -> int:
    from ctocdiff.corpus.selection import select

    if not asked:
        click.echo(str(folder_to_write(corpus)))
        return 0
    held = open_corpus(corpus)
    found = dict.fromkeys(h.path for each in asked for h in select(held, each))
    for file in found:
        click.echo(str(file))
    return 0
