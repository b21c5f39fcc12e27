"""``ctocdiff agenda``: compare the annotated agendas of sessions."""

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

    def agenda(sessions: tuple[str, ...], **given: Any) -> int:
        return _compare_agendas(sessions, ui=ui, **given)

    return LocalCommand(
        ui,
        name="agenda",
        help=words["agenda"]["help"],
        short_help=words["agenda"]["short"],
        epilog=words["agenda"]["epilog"],
        callback=agenda,
        params=[
            click.Argument(["sessions"], nargs=-1, metavar=words["sessions"], required=True),
            *comparing.parameters(ui),
        ],
    )


def _compare_agendas(
    sessions: tuple[str, ...],
    *,
    ui: Language,
    language: str | None,
    revisions: str,
    corpus: Path | None,
    formats: tuple[str, ...],
    **given: Any,
) -> int:
    chosen = comparing.chosen_formats(formats, given["out"])
    comparing.check_request(sessions, given["pair"], chosen)

    from ctocdiff.commands.corpora import calendar, open_corpus
    from ctocdiff.corpus.requests import Request, find_documents, require_items
    from ctocdiff.model import DocumentKind, Revisions

    requests = tuple(Request.parse(session) for session in sessions)
    held = open_corpus(corpus)
    documents = find_documents(
        requests,
        held,
        DocumentKind.AGENDA,
        Language(language) if language else None,
        ui,
        revisions=Revisions(revisions),
    )
    witnesses = tuple(require_items(document) for document in documents)
    return comparing.write_comparison(
        sessions,
        witnesses,
        command="agenda",
        chosen=chosen,
        ui=ui,
        calendar=calendar(held),
        **given,
    )
