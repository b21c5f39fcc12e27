"""Where a text is cited, listed, announced and adopted, in every document of the corpus.

Contract: the result depends on the corpus alone, whatever the state of the index. Where a document
is at hand both in its official form and as a digest, in one language, only the official one counts.
Documents stand in time order: opening day of the session, day of issue, symbol, language; one that
belongs to no session stands at its day of issue or, where that is unknown, at the end of its year.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from ctocdiff.corpus.catalogue import Session
from ctocdiff.corpus.holdings import Corpus, Holding
from ctocdiff.corpus.index import Index, Key, Progress, Wanted, with_index
from ctocdiff.corpus.index_queries import (
    Head,
    find_beside,
    find_heads,
    find_mentions,
    find_similar,
)
from ctocdiff.corpus.mentions import Role
from ctocdiff.corpus.traced import Stage, Trace, TracedDocument, TracedMention
from ctocdiff.errors import NotInCorpusError, UnreadableError
from ctocdiff.facts.targets import Target, target_of
from ctocdiff.language import Language
from ctocdiff.model import CitationKind, Provenance
from ctocdiff.symbols import Symbol

_ADOPTED = re.compile("RES|DEC", re.IGNORECASE)  # how segments of symbols of adopted texts begin
_ROLES = tuple(Role)
_Stage = tuple[str | None, int | None, int | None]  # body, session, year


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


@dataclass(frozen=True, slots=True)
class Held:
    """A document that was searched: its hash, its session where known, and where it stands."""

    holding: Holding
    sha256: str
    session: Session | None
    stage: _Stage
    key: Key


def by_number(sessions: Sequence[Session]) -> Mapping[int, Sequence[Session]]:
    """The sessions of all bodies by their number."""
    found: defaultdict[int, list[Session]] = defaultdict(list)
    for session in sessions:
        found[session.number].append(session)
    return found


def hold(one: Wanted, sha256: str, sessions: Mapping[int, Sequence[Session]]) -> Held:
    """A document with its session; one of no known body is for the only session that fits."""
    holding = one.holding
    body = holding.body
    key = sha256, one.reading
    fitting = [
        session
        for session in sessions.get(holding.session or 0, ())
        if (session.body == body if body else holding.year in (None, session.opens.year))
    ]
    if len(fitting) != 1:
        return Held(holding, sha256, None, (body, holding.session, holding.year), key)
    (only,) = fitting
    return Held(holding, sha256, only, (only.body, only.number, only.opens.year), key)


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
        opened = _openings((one, heads[numbers[one.key]]) for one in found)
        unknown = {one.stage for one in found} - opened.keys()
        near = [one for one in held if one.stage in unknown]
        others = find_heads(connection, {numbers[one.key] for one in near})
        opened |= _openings((one, others[numbers[one.key]]) for one in near)
        ranked = []
        for one in found:
            number = numbers[one.key]
            roles = {mention.role for mention in mentions.get(number, ())}
            roles |= {Role.IS} if one.key in texts else set()
            opens = opened.get(one.stage)
            document = _document(one, heads[number], opens, roles, mentions.get(number, ()))
            ranked.append((document, one, number))
        ranked.sort(key=lambda row: _rank(row[0]))
        beside = find_beside(connection, targets, [number for _, _, number in ranked])
    documents = tuple(document for document, _, _ in ranked)
    stages = _stages(corpus, held, [one for _, one, _ in ranked], opened)
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


def _openings(near: Iterable[tuple[Held, Head]]) -> dict[_Stage, dt.date]:
    """The opening days of sessions: those of the catalogue, else what a document of one says."""
    opened: dict[_Stage, dt.date] = {}
    for one, head in near:
        if one.session:
            opened[one.stage] = one.session.opens
        elif head.opens and one.stage != (None, None, None):
            opened[one.stage] = min(head.opens, opened.get(one.stage, head.opens))
    return opened


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


def _rank(document: TracedDocument) -> tuple[dt.date, dt.date, str, str]:
    when = document.opens or document.issued or _year_end(document.year)
    return when, document.issued or dt.date.max, document.name, str(document.language)


def _year_end(year: int | None) -> dt.date:
    return dt.date(year, 12, 31) if year else dt.date.max


def _stages(
    corpus: Corpus,
    held: Sequence[Held],
    found: Sequence[Held],
    opened: Mapping[_Stage, dt.date],
) -> tuple[Stage, ...]:
    """The sessions of the corpus and of its documents, in time order, mentioned or not."""
    sessions: dict[_Stage, Session] = {
        (session.body, session.number, session.opens.year): session for session in corpus.sessions
    }
    at_hand = Counter(one.stage for one in held)
    places: dict[_Stage, list[int]] = {key: [] for key in (*sessions, *at_hand)}
    for position, one in enumerate(found):
        places[one.stage].append(position)
    stages = [
        Stage(
            *key,
            sessions[key].opens if key in sessions else opened.get(key),
            sessions[key].closes if key in sessions else None,
            at_hand[key],
            tuple(positions),
        )
        for key, positions in places.items()
    ]
    return tuple(
        sorted(
            stages,
            key=lambda one: (one.opens or _year_end(one.year), one.body or "", one.session or 0),
        )
    )
