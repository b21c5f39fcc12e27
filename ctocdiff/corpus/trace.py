"""Where a text is cited, listed, announced and adopted, in every document of the corpus.

Contract: the result depends on the corpus alone, whatever the state of the index. Where a document
is at hand both in its official form and as a digest, in one language, only the official one counts.
Documents stand in time order, session by session: opening day, then day of issue, symbol, language.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

from ctocdiff.corpus.holdings import Corpus, Holding
from ctocdiff.corpus.index import Index, Progress, Wanted, with_index
from ctocdiff.corpus.index_queries import (
    Head,
    find_beside,
    find_heads,
    find_mentions,
    find_similar,
)
from ctocdiff.corpus.mentions import Role
from ctocdiff.corpus.stages import Held, by_number, hold, openings, stages_of, times_of
from ctocdiff.corpus.traced import Trace, TracedDocument, TracedMention
from ctocdiff.errors import NotInCorpusError, UnreadableError
from ctocdiff.facts.targets import Target, target_of
from ctocdiff.language import Language
from ctocdiff.model import CitationKind, Provenance
from ctocdiff.symbols import Symbol

_ADOPTED = re.compile("RES|DEC", re.IGNORECASE)  # how segments of symbols of adopted texts begin
_ROLES = tuple(Role)


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
            hold(one, hashes[one], sessions)
            for one in wanted
            if one in hashes and language in (None, one.holding.language)
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
    wanted = set(targets)
    symbols = {Symbol.parse(one.name) for one in targets if one.kind is CitationKind.DOCUMENT}
    adopted = any(one.kind in (CitationKind.RESOLUTION, CitationKind.DECISION) for one in targets)
    for one in held:
        symbol = one.holding.symbol
        # to look at the segments first spares thousands of symbols the grammar of adopted texts
        if symbol is not None and (
            (symbols and symbol in symbols)
            or (
                adopted
                and any(map(_ADOPTED.match, symbol.segments))
                and target_of(symbol) in wanted
            )
        ):
            yield one


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
    texts = {one.key for one in _texts_in(held, targets)}
    with index.reading(one.key for one in held) as (connection, numbers):
        searched = set(numbers.values())
        mentions = find_mentions(connection, targets, searched)
        found = [one for one in held if numbers[one.key] in mentions or one.key in texts]
        if not found:
            similar = find_similar(connection, targets, searched)
            raise _missing(asked, targets, len(held), similar)
        heads = find_heads(connection, {numbers[one.key] for one in found})
        opened = openings(held, ((one, heads[numbers[one.key]]) for one in found))
        unknown = {one.stage for one in found} - opened.keys()
        near = [one for one in held if one.stage in unknown]
        others = find_heads(connection, {numbers[one.key] for one in near})
        opened |= openings((), ((one, others[numbers[one.key]]) for one in near))
        when = times_of(held, opened, ((one, heads[numbers[one.key]]) for one in found))
        ranked = []
        for one in found:
            number = numbers[one.key]
            roles = {mention.role for mention in mentions.get(number, ())}
            roles |= {Role.IS} if one.key in texts else set()
            opens = opened.get(one.stage)
            document = _document(one, heads[number], opens, roles, mentions.get(number, ()))
            ranked.append((document, one, number))
        ranked.sort(key=lambda row: _rank(row[0], row[1], when[row[1].stage]))
        beside = find_beside(connection, targets, [number for _, _, number in ranked])
    documents = tuple(document for document, _, _ in ranked)
    stages = stages_of(corpus.sessions, held, [one for _, one, _ in ranked], opened, when)
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


def _document(
    one: Held,
    head: Head,
    opens: dt.date | None,
    roles: Collection[Role],
    mentions: Sequence[TracedMention],
) -> TracedDocument:
    holding = one.holding
    return TracedDocument(
        holding.symbol,
        holding.kind,
        holding.language,
        holding.session,
        holding.year,
        opens or head.opens,
        head.issued,
        head.title,
        holding.provenance,
        holding.path.name,
        one.sha256,
        tuple(role for role in _ROLES if role in roles),
        tuple(mentions),
    )


def _rank(
    document: TracedDocument, one: Held, when: dt.date
) -> tuple[dt.date, str, dt.date, str, str, str]:
    body = one.stage[0] or ""
    issued = document.issued or dt.date.max
    return when, body, issued, document.name, str(document.language), document.source
