"""``ctocdiff corpus show``: what is known of documents, and what they contain."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ctocdiff.commands import options
from ctocdiff.commands.corpora import open_corpus
from ctocdiff.commands.corpus import parts
from ctocdiff.language import Language

if TYPE_CHECKING:
    from ctocdiff.corpus.holdings import Holding
    from ctocdiff.model import Document

_FIELDS = ("title", "issued", "path", "name", "sha256", "address", "fetched")


def command(ui: Language) -> click.Command:
    """The command with its help in one language."""

    def show(asked: tuple[str, ...], **given: Any) -> int:
        return _show(asked, ui=ui, **given)

    words = options.words(ui)["corpus_show"]
    return parts.build(
        ui,
        "show",
        show,
        click.Argument(["asked"], nargs=-1, required=True, metavar=words["documents"]),
        parts.format_choice(ui, "text", "json"),
    )


def _show(asked: tuple[str, ...], *, ui: Language, corpus: Path | None, shape: str) -> int:
    from ctocdiff.corpus.holdings import load
    from ctocdiff.corpus.selection import select

    held = open_corpus(corpus)
    found: dict[Path, Holding] = {}
    for each in asked:
        found.update({holding.path: holding for holding in select(held, each)})
    shown = [
        parts.holding_facts(holding, held) | _contents(load(holding)) for holding in found.values()
    ]
    if shape == "json":
        parts.write_json(shown)
        return 0
    say = parts.Describing(ui)
    for number, one in enumerate(shown):
        if number:
            click.echo()
        click.echo(say.short(one))
        rows = [("provenance", say.provenance(one))]
        rows += [(name, str(one[name])) for name in _FIELDS if one[name]]
        rows += [("paragraphs", str(one["paragraphs"]))]
        parts.write_columns([("", str(say.words["field"][name]), text) for name, text in rows])
        for section in one["sections"]:
            click.echo(f"    {'  ' * section['level']}{section['label']}  {section['title']}")
    return 0


def _contents(document: Document) -> dict[str, Any]:
    return {
        "paragraphs": sum(1 for _ in document.paragraphs()),
        "sections": [
            {"label": section.label, "level": section.level, "title": section.title}
            for section in document.walk()
        ],
    }
