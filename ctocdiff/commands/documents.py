"""The documents that a command is asked for: the options that choose them, and the finding."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ctocdiff.commands import options
from ctocdiff.commands.corpora import open_corpus
from ctocdiff.errors import UsageError
from ctocdiff.language import Language

if TYPE_CHECKING:
    import click

    from ctocdiff.corpus.requests import Request
    from ctocdiff.model import Document, SessionFacts


class Found(NamedTuple):
    """What was asked for, the document that answers to each, and the sessions that are known."""

    requests: tuple[Request, ...]
    documents: tuple[Document, ...]
    calendar: tuple[SessionFacts, ...]

    def refuse_same(self) -> None:
        """Let no document be compared with itself, whatever it was called.

        Raises:
            UsageError: a document is asked for twice, or in two languages.
        """
        held: dict[str, str] = {}
        for request, document in zip(self.requests, self.documents, strict=True):
            first = held.get(document.source.sha256)
            if first is not None:
                raise UsageError("same-document", first=first, second=request.asked)
            held[document.source.sha256] = request.asked
        named = [
            (request.asked, document.masthead.symbol, document.language)
            for request, document in zip(self.requests, self.documents, strict=True)
            if document.masthead.symbol is not None
        ]
        for (first, symbol, language), (second, other, its) in combinations(named, 2):
            if symbol == other and language is not its:
                raise UsageError("language-versions", first=first, second=second, symbol=symbol)

    def tell_order(self, ui: Language) -> None:
        """Say on standard error where a document was given before an earlier one."""
        from itertools import pairwise

        import click

        dated = [
            (request.asked, document.masthead.opens or document.masthead.issued)
            for request, document in zip(self.requests, self.documents, strict=True)
        ]
        for (first, day), (second, other) in pairwise(dated):
            if day and other and other < day:
                told: str = options.words(ui)["order"]
                click.echo(told.format(first=first, second=second), err=True)
                return


def parameters(ui: Language) -> list[click.Parameter]:
    """The options that :func:`find` takes, and ``--ui``, in the order of the help."""
    return [
        options.lang_option(ui),
        options.revisions_option(ui),
        options.ui_option(ui),
        options.corpus_option(ui),
    ]


def find(
    asked: Iterable[str],
    *,
    ui: Language,
    language: str | None,
    revisions: str,
    corpus: Path | None,
) -> Found:
    """The documents asked for, in the order asked; a year or a session stands for its agenda.

    Args:
        asked: what the documents were called on the command line.
        ui: the language to take where several would do.
        language: the language that ``--lang`` asks for.
        revisions: the policy for tracked changes.
        corpus: the folder that ``--corpus`` names.

    Raises:
        UsageError: a language is not known, or the folder does not exist.
        NotInCorpusError: nothing at hand answers to a name.
        UnreadableError: a file or a catalogue cannot be read.
    """
    from ctocdiff.corpus.requests import Request, find_documents
    from ctocdiff.model import DocumentKind, Revisions

    requests = tuple(Request.parse(name) for name in asked)
    held = open_corpus(corpus)
    documents = find_documents(
        requests,
        held,
        DocumentKind.AGENDA,
        Language(language) if language else None,
        ui,
        revisions=Revisions(revisions),
    )
    return Found(requests, documents, held.calendar)
