"""``ctocdiff corpus list``: the documents at hand, as a table."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from ctocdiff.commands import options
from ctocdiff.commands.corpora import open_corpus
from ctocdiff.commands.corpus import parts
from ctocdiff.language import Language

_KINDS = ("agenda", "report", "note", "resolution", "other")  # those of the model
_PROVENANCES = ("official", "digest")
_KEYS = (
    *("symbol", "body", "kind", "session", "year", "opens", "closes", "issued", "language"),
    *("provenance", "title", "format", "path", "sha256", "name", "address", "fetched"),
)


def command(ui: Language) -> click.Command:
    """The command with its help in one language."""

    def listing(**given: Any) -> int:
        return _list(ui=ui, **given)

    words = options.words(ui)["corpus_list"]
    return parts.build(
        ui,
        "list",
        listing,
        click.Option(["--kind"], type=click.Choice(_KINDS), help=words["kind"]),
        options.lang_option(ui, words["lang"]),
        click.Option(["--session"], type=click.IntRange(min=1), metavar="N", help=words["session"]),
        click.Option(["--provenance"], type=click.Choice(_PROVENANCES), help=words["provenance"]),
        parts.format_choice(ui, "text", "json", "csv"),
    )


def _list(
    *,
    ui: Language,
    kind: str | None,
    language: str | None,
    session: int | None,
    provenance: str | None,
    corpus: Path | None,
    shape: str,
) -> int:
    from ctocdiff.corpus.selection import Filters, in_order
    from ctocdiff.model import DocumentKind, Provenance

    filters = Filters(
        DocumentKind(kind) if kind else None,
        Language(language) if language else None,
        session,
        Provenance(provenance) if provenance else None,
    )
    held = open_corpus(corpus)
    found = [
        parts.holding_facts(holding, held)
        for holding in in_order(filter(filters.let, held.holdings))
    ]
    if shape == "json":
        parts.write_json(found)
    elif shape == "csv":
        parts.write_csv(_KEYS, found)
    else:
        _show(found, ui)
    return 0


def _show(found: list[dict[str, Any]], ui: Language) -> None:
    say = parts.Describing(ui)
    if not found:
        click.echo(say.words["nothing"])
        return
    columns = ("document", "kind", "session", "days", "language", "provenance", "file")
    rows = [tuple(str(say.words["column"][name]) for name in columns)]
    rows += [
        (
            say.name(each),
            say.kind(each),
            say.session(each),
            say.days(each),
            say.language(each),
            say.provenance(each),
            Path(each["path"]).name,
        )
        for each in found
    ]
    parts.write_columns(rows)
