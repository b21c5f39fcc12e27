"""Where a text is cited, listed, announced and adopted, in every document of the corpus.

Contract: the result depends on the corpus alone, whatever the state of the index. Where a document
is at hand both in its official form and as a digest, in one language, only the official one counts.
Documents stand in time order, session by session: opening day, then day of issue, symbol, language.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from operator import attrgetter
from pathlib import Path

from ctocdiff.corpus.bulk import in_bulk, uncollected
from ctocdiff.corpus.holdings import Corpus, Holding
from ctocdiff.corpus.index import Index, Progress, Wanted, with_index
from ctocdiff.corpus.index_file import StaleIndexError
from ctocdiff.corpus.index_queries import (
    find_beside,
    find_dated,
    find_heads,
    find_mentions,
    find_similar,
)
from ctocdiff.corpus.roles import Role
from ctocdiff.corpus.stages import Held, Searched, StageKey, by_number, hold, stages_of
from ctocdiff.corpus.traced import Trace, TracedDocument, TracedMention
from ctocdiff.errors import NotInCorpusError, UnreadableError
from ctocdiff.facts.targets import Target, symbols_of, target_of
from ctocdiff.language import Language
from ctocdiff.model import Provenance


def trace(
    asked: str,
    targets: Sequence[Target],
    corpus: Corpus,
    *,
    place: Path | None = None,
    language: Language | None = None,
    rebuild: bool = False,
    progress: Progress | None = None,
) -> Trace:
    """Follow texts through a corpus.

    Args:
        asked: what the user typed.
        targets: what it means.
        corpus: the documents at hand.
        place: the file of the index; None to work without one.
        language: the language of the documents to search; by default all.
        rebuild: whether to make the index anew first.
        progress: told how many documents of how many have been read for the index.

    Raises:
        NotInCorpusError: no document has to do with any of the texts.
    """
    chosen = _chosen(corpus.holdings)
    wanted = [Wanted.of(holding) for holding in chosen]

    def work(index: Index) -> Trace:
        # all languages are kept up to date, so that asking for one does not forget the others
        hashes, faults = index.refresh(wanted, progress)
        searched = searchable(
            index,
            [
                (one, sha256)
                for one in wanted
                if (sha256 := hashes.get(one)) and language in (None, one.holding.language)
            ],
            corpus,
        )
        unreadable = [(one.path.name, fault) for one, fault in faults.items()]
        return ask(index, asked, targets, corpus, searched, tuple(unreadable))

    return with_index(place, work, rebuild=rebuild)


def searchable(index: Index, documents: Iterable[tuple[Wanted, str]], corpus: Corpus) -> Searched:
    """The documents to be searched, with their hashes, as an index that holds them knows them.

    Raises:
        StaleIndexError: one of them is no longer there.
    """
    sessions = by_number(corpus.sessions)
    with index.reading(()) as (connection, _):
        heads = find_heads(connection)
    try:
        return Searched.of(
            hold(one, sha256, heads[one.key(sha256)], sessions) for one, sha256 in documents
        )
    except KeyError:
        raise StaleIndexError from None


def _chosen(holdings: Sequence[Holding]) -> tuple[Holding, ...]:
    """One holding a document and language: the official one where there is one."""
    official = {_identity(held) for held in holdings if held.provenance is Provenance.OFFICIAL}
    chosen: dict[tuple[object, ...], Holding] = {}
    for holding in holdings:
        identity = _identity(holding)
        if holding.provenance is Provenance.OFFICIAL or identity not in official:
            # without a symbol, two files may be two documents
            chosen.setdefault(identity if holding.symbol else (holding.path,), holding)
    return tuple(chosen.values())


def _identity(holding: Holding) -> tuple[object, ...]:
    if holding.symbol:
        return holding.symbol, holding.language
    return holding.kind, holding.session, holding.year, holding.language


def _texts_in(held: Sequence[Held], targets: Sequence[Target]) -> Iterator[int]:
    """The places of the documents that are one of the targets."""
    beginnings = {symbol.segments for target in targets for symbol in symbols_of(target)}
    names = {target.name for target in targets}
    lengths = {len(segments) for segments in beginnings}
    for at, one in enumerate(held):
        if (symbol := one.holding.symbol) is None:
            continue
        for length in lengths:
            # to look at the segments first spares thousands of symbols the grammar
            if symbol.segments[:length] in beginnings and target_of(symbol).name in names:
                yield at
                break


@uncollected()
def ask(
    index: Index,
    asked: str,
    targets: Sequence[Target],
    corpus: Corpus,
    searched: Searched,
    unreadable: tuple[tuple[str, UnreadableError], ...],
) -> Trace:
    """Answer from an index that holds the documents searched.

    Raises:
        NotInCorpusError: none of them has to do with the targets.
    """
    held = searched.held
    with index.reading([one.key for one in held]) as (connection, numbers):
        known = frozenset(numbers)
        targets = (*targets, *find_dated(connection, targets))
        texts = frozenset(_texts_in(held, targets))
        mentions = find_mentions(connection, targets, known)
        found = [at for at, number in enumerate(numbers) if number in mentions or at in texts]
        if not found:
            similar = find_similar(connection, targets, known)
            raise _missing(asked, targets, len(held), similar)
        beside = find_beside(connection, targets, [numbers[at] for at in found])
    cited = [held[at] for at in found]
    mentioned = [mentions.get(numbers[at], ()) for at in found]
    documents = _documents(cited, mentioned, [at in texts for at in found], searched.opened)
    stages = stages_of(corpus.sessions, searched, cited)
    return Trace(asked, tuple(targets), documents, stages, beside, len(held), unreadable)


def _missing(
    asked: str, targets: Sequence[Target], searched: int, similar: Sequence[str]
) -> NotInCorpusError:
    names = ", ".join(target.name for target in targets)
    if similar:
        return NotInCorpusError(
            "target-missing-similar",
            asked=asked, count=searched, targets=names, similar=", ".join(similar),
        )  # fmt: skip
    return NotInCorpusError("target-missing", asked=asked, count=searched, targets=names)


def _documents(
    held: Sequence[Held],
    mentioned: Sequence[tuple[TracedMention, ...]],
    texts: Sequence[bool],
    opened: Mapping[StageKey, dt.date],
) -> tuple[TracedDocument, ...]:
    """Documents with their mentions; ``texts`` says which are themselves what is traced."""
    own = attrgetter("symbol", "kind", "language", "session", "year", "provenance")
    *known, provenances = zip(*map(own, [one.holding for one in held]), strict=True)
    roles = [frozenset([mention.role for mention in mentions]) for mentions in mentioned]
    documents = in_bulk(
        TracedDocument,
        *known,
        [opened.get(one.stage) or one.head.opens for one in held],
        [one.head.issued for one in held],
        [one.head.title for one in held],
        provenances,
        [one.file for one in held],
        [one.sha256 for one in held],
        map(_ordered, roles, texts),
        mentioned,
    )
    return tuple(documents)


@cache
def _ordered(mentions: frozenset[Role], is_text: bool) -> tuple[Role, ...]:
    return tuple(role for role in Role if role in mentions or (is_text and role is Role.IS))
