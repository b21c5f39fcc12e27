"""What a user asks for → documents: "2018", "9", "CTOC/COP/2018/1", "2018:fr", a path."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from ctocdiff.corpus.holdings import Corpus, Holding, load
from ctocdiff.corpus.selection import not_at_hand
from ctocdiff.corpus.shorthand import is_year, read_number, split_language
from ctocdiff.errors import NotInCorpusError, UnreadableError
from ctocdiff.language import Language
from ctocdiff.model import Document, DocumentKind, Provenance, Revisions
from ctocdiff.outline import outline
from ctocdiff.read import read
from ctocdiff.symbols import Symbol, SymbolError


@dataclass(frozen=True, slots=True)
class Request:
    """What was asked for, as written; ``path`` is set where it is a file."""

    asked: str
    wanted: str
    language: Language | None
    path: Path | None = None

    @classmethod
    def parse(cls, asked: str) -> Request:
        """Read a request. A file that exists under the very name comes first.

        Raises:
            UsageError: the language after the colon is not one the program knows.
        """
        if _is_path(asked):
            return cls(asked, asked, None, Path(asked))
        return cls(asked, *split_language(asked))


_LONGEST_NAME = 4096  # of a path, on the usual systems
_SUFFIXES = frozenset({".txt", ".md", ".docx", ".doc", ".pdf", ".html", ".htm", ".xml", ".odt"})


def _is_path(asked: str) -> bool:
    """Whether a request is the path of a file: one that exists, or that is written like one."""
    if asked.startswith((".", "/", "~")) or "\\" in asked:
        return True
    if not asked or len(asked) > _LONGEST_NAME:
        return False
    return Path(asked).suffix.lower() in _SUFFIXES or os.path.lexists(asked)


def find_documents(
    requests: Sequence[Request],
    corpus: Corpus,
    kind: DocumentKind,
    language: Language | None,
    preferred: Language,
    *,
    revisions: Revisions = Revisions.ACCEPT,
) -> tuple[Document, ...]:
    """The documents asked for, in the order asked, all in one language where that is possible.

    Args:
        requests: what was asked for.
        corpus: the documents at hand.
        kind: the kind of document that years and session numbers stand for.
        language: the language asked for, if any.
        preferred: the language to take where several would do: that of the interface.
        revisions: what is done with tracked changes in the files asked for by their paths.

    Raises:
        NotInCorpusError: nothing at hand answers to a request, or not in the language asked for.
        UnreadableError: a file cannot be read.
    """
    opened = {
        at: outline(read(request.path, revisions=revisions), language=language)
        for at, request in enumerate(requests)
        if request.path is not None
    }
    answers = {
        at: _answers(request, corpus, kind)
        for at, request in enumerate(requests)
        if request.path is None
    }
    chosen = language or _common_language(requests, opened.values(), answers.values(), preferred)
    documents = []
    for at, request in enumerate(requests):
        if at in opened:
            documents.append(opened[at])
            continue
        wanted = request.language or chosen
        held = [holding for holding in answers[at] if holding.language is wanted]
        if not held:
            known = ", ".join(sorted({str(holding.language) for holding in answers[at]}))
            raise NotInCorpusError(
                "language-missing", asked=request.wanted, language=wanted, known=known
            )
        documents.append(load(held[0]))
    return tuple(documents)


def _answers(request: Request, corpus: Corpus, kind: DocumentKind) -> tuple[Holding, ...]:
    held = corpus.of_kind(kind)
    number = read_number(request.wanted)
    if number is not None:
        by_year = is_year(number)
        found = tuple(h for h in held if number == (h.year if by_year else h.session))
        if not found:
            known = _known(held, by_year=by_year)
            code = f"{kind}-unknown" if by_year else f"{kind}-session-unknown"
            raise NotInCorpusError(code, asked=request.wanted, known=known)
        return found
    try:
        symbol = Symbol.parse(request.wanted)
    except SymbolError:
        raise NotInCorpusError(
            "request-unknown", asked=request.asked or '""', known=_known(held, by_year=True)
        ) from None
    found = tuple(holding for holding in corpus.holdings if holding.symbol == symbol)
    if not found:
        raise not_at_hand(symbol, corpus.holdings)
    return found


def _known(held: Iterable[Holding], *, by_year: bool) -> str:
    numbers = {holding.year if by_year else holding.session for holding in held}
    return ", ".join(str(number) for number in sorted(n for n in numbers if n)) or "–"


def _common_language(
    requests: Sequence[Request],
    opened: Iterable[Document],
    answers: Iterable[Sequence[Holding]],
    preferred: Language,
) -> Language:
    """A language that every witness has; the files' and the requests' own settle it first.

    Of several, the one in which most witnesses are official: facts can be compared in a digest, but
    words only in the document itself. Where that is equal, the preferred one.
    """
    settled = [document.language for document in opened]
    settled += [request.language for request in requests if request.language]
    if settled:
        return settled[0]
    held = list(answers)
    offered = [{holding.language for holding in some} for some in held]
    common = set.intersection(*offered) if offered else set()

    def official(language: Language) -> int:
        return sum(
            any(h.language is language and h.provenance is Provenance.OFFICIAL for h in some)
            for some in held
        )

    order = [language for language in (preferred, *Language) if language in common]
    return max(order, key=official, default=preferred)


def require_items(document: Document) -> None:
    """Let no document pass that has not the items of an agenda.

    Raises:
        UnreadableError: it has none.
    """
    if not any(section.label[:1].isdigit() for section in document.walk()):
        raise UnreadableError("no-items", path=document.source.name)
