"""``ctocdiff compare``: compare any documents, of whatever kind."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from ctocdiff.commands import comparing, options
from ctocdiff.language import Language
from ctocdiff.words import LocalCommand


def command(ui: Language) -> click.Command:
    """The command with its help in one language."""
    words = options.words(ui)

    def compare(documents: tuple[str, ...], **given: Any) -> int:
        return _compare(documents, ui=ui, **given)

    return LocalCommand(
        ui,
        name="compare",
        help=words["compare"]["help"],
        short_help=words["compare"]["short"],
        epilog=words["compare"]["epilog"],
        callback=compare,
        params=[
            click.Argument(
                ["documents"], nargs=-1, metavar=words["compare"]["documents"], required=True
            ),
            *comparing.parameters(ui),
        ],
    )


def _compare(
    asked: tuple[str, ...],
    *,
    ui: Language,
    language: str | None,
    revisions: str,
    corpus: Path | None,
    formats: tuple[str, ...],
    **given: Any,
) -> int:
    chosen = comparing.chosen_formats(formats, given["out"])
    comparing.check_request(asked, given["pair"], chosen)

    from ctocdiff.commands.corpora import calendar, open_corpus
    from ctocdiff.corpus.requests import Request, find_documents
    from ctocdiff.model import DocumentKind, Revisions

    requests = tuple(Request.parse(each) for each in asked)
    held = open_corpus(corpus)
    # a year or a session stands for the agenda, as everywhere
    witnesses = find_documents(
        requests,
        held,
        DocumentKind.AGENDA,
        Language(language) if language else None,
        ui,
        revisions=Revisions(revisions),
    )
    return comparing.write_comparison(
        asked, witnesses, command="compare", chosen=chosen, ui=ui, calendar=calendar(held), **given
    )
