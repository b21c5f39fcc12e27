"""Where a text is cited, listed, announced and adopted, in every document of the corpus.

Contract: the result depends on the corpus alone, whatever the state of the index. Where a document
is at hand both in its official form and as a digest, in one language, only the official one counts.
Documents stand in time order, session by session: opening day, then day of issue, symbol, language.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache
from operator import attrgetter
from pathlib import Path

from ctocdiff.corpus.bulk import in_bulk, uncollected
from ctocdiff.corpus.holdings import Corpus, Holding
from ctocdiff.corpus.index import Index, Key, Progress, Wanted, with_index
from ctocdiff.corpus.index_queries import (
    Head,
    find_beside,
    find_dated,
    find_heads,
    find_mentions,
    find_similar,
)
from ctocdiff.corpus.roles import Role
from ctocdiff.corpus.stages import Held, StageKey, by_number, hold, openings, stages_of, times_of
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
    sessions = by_number(corpus.sessions)

    def work(index: Index) -> Trace:
        # all languages are kept up to date, so that asking for one does not forget the others
        hashes, faults = index.refresh(wanted, progress)
        held = [
            hold(one, sha256, sessions)
            for one in wanted
            if (sha256 := hashes.get(one)) and language in (None, one.holding.language)
        ]
        unreadable = [(one.path.name, fault) for one, fault in faults.items()]
        return ask(index, asked, targets, corpus, held, tuple(unreadable))

    return with_index(place, work, rebuild=rebuild)


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


def _texts_in(held: Sequence[Held], targets: Sequence[Target]) -> Iterator[Held]:
    """The documents that are one of the targets."""
    beginnings = {symbol.segments for target in targets for symbol in symbols_of(target)}
    names = {target.name for target in targets}
    lengths = {len(segments) for segments in beginnings}
    for one in held:
        if (symbol := one.holding.symbol) is None:
            continue
        for length in lengths:
            # to look at the segments first spares thousands of symbols the grammar
            if symbol.segments[:length] in beginnings and target_of(symbol).name in names:
                yield one
                break


@uncollected()
def ask(
    index: Index,
    asked: str,
    targets: Sequence[Target],
    corpus: Corpus,
    held: Sequence[Held],
    unreadable: tuple[tuple[str, UnreadableError], ...],
) -> Trace:
    """Answer from an index that holds the documents ``held``.

    Raises:
        NotInCorpusError: none of them has to do with the targets.
    """
    with index.reading(one.key for one in held) as (connection, numbers):
        searched = set(numbers)
        targets = (*targets, *find_dated(connection, targets))
        texts = {one.key for one in _texts_in(held, targets)}
        mentions = find_mentions(connection, targets, searched)
        wanted = mentions.keys() | {
            number for number, one in zip(numbers, held, strict=True) if one.key in texts
        }
        found = [pair for pair in zip(numbers, held, strict=True) if pair[0] in wanted]
        if not found:
            similar = find_similar(connection, targets, searched)
            raise _missing(asked, targets, len(held), similar)
        at_hand = Counter([one.stage for one in held])
        heads = find_heads(connection, wanted)
        read = [(one, heads[number]) for number, one in found]
        opened = openings(held, read)
        if unknown := {one.stage for one, _ in read} - opened.keys():
            near = [pair for pair in zip(numbers, held, strict=True) if pair[1].stage in unknown]
            others = find_heads(connection, {number for number, _ in near})
            opened |= openings((), ((one, others[number]) for number, one in near))
        when = times_of(held, at_hand, opened, read)
        found = _in_order(found, heads, when)
        documents = _documents(found, heads, opened, mentions, texts)
        beside = find_beside(connection, targets, [number for number, _ in found])
    stages = stages_of(corpus.sessions, at_hand, [one for _, one in found], opened, when)
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


def _in_order(
    found: Sequence[tuple[int, Held]], heads: Mapping[int, Head], when: Mapping[StageKey, dt.date]
) -> list[tuple[int, Held]]:
    """Session by session; then by day of issue, symbol or file, and language."""
    rows = sorted(
        (
            when[one.stage], one.stage[0] or "", heads[number].issued or dt.date.max,
            one.holding.name, one.holding.language, one.holding.path.name, at,
        )
        for at, (number, one) in enumerate(found)
    )  # fmt: skip
    return [found[row[-1]] for row in rows]


def _documents(
    found: Sequence[tuple[int, Held]],
    heads: Mapping[int, Head],
    opened: Mapping[StageKey, dt.date],
    mentions: Mapping[int, tuple[TracedMention, ...]],
    texts: Collection[Key],
) -> tuple[TracedDocument, ...]:
    holdings = [one.holding for _, one in found]
    mentioned = [mentions.get(number, ()) for number, _ in found]
    roles = [frozenset([mention.role for mention in each]) for each in mentioned]
    own = map(attrgetter("symbol", "kind", "language", "session", "year"), holdings)
    documents = in_bulk(
        TracedDocument,
        *zip(*own, strict=True),
        [opened.get(one.stage) or heads[number].opens for number, one in found],
        [heads[number].issued for number, _ in found],
        [heads[number].title for number, _ in found],
        [one.provenance for one in holdings],
        [one.path.name for one in holdings],
        [one.sha256 for _, one in found],
        map(_ordered, roles, [one.key in texts for _, one in found]),
        mentioned,
    )
    return tuple(documents)


@cache
def _ordered(mentions: frozenset[Role], is_text: bool) -> tuple[Role, ...]:
    return tuple(role for role in Role if role in mentions or (is_text and role is Role.IS))
