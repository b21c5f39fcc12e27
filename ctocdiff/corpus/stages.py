"""Where documents stand in time: the session of each, and the sessions in their order.

Contract: a session stands at its opening day, which the catalogue knows or a document of it states;
else at the first day of issue of its documents; else at the end of its year.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from ctocdiff.corpus.catalogue import Session
from ctocdiff.corpus.holdings import Holding
from ctocdiff.corpus.index import Key, Wanted
from ctocdiff.corpus.index_queries import Head
from ctocdiff.corpus.traced import Stage

StageKey = tuple[str | None, int | None, int | None]
"""A session or a year outside sessions: body, session, year."""

_NOWHERE = (None, None, None)


@dataclass(frozen=True, slots=True)
class Held:
    """A document that was searched: its hash, its session where known, and where it stands.

    ``opens`` and ``issued`` are the days that the catalogue knows.
    """

    holding: Holding
    sha256: str
    session: Session | None
    stage: StageKey
    key: Key
    opens: dt.date | None
    issued: dt.date | None


def by_number(sessions: Sequence[Session]) -> Mapping[int, Sequence[Session]]:
    """The sessions of all bodies by their number."""
    found: defaultdict[int, list[Session]] = defaultdict(list)
    for session in sessions:
        found[session.number].append(session)
    return found


def hold(one: Wanted, sha256: str, sessions: Mapping[int, Sequence[Session]]) -> Held:
    """A document with its session; one of no known body is for the only session that fits."""
    holding, key = one.holding, one.key(sha256)
    body, entry = holding.body, holding.entry
    opens, issued = (entry.opens, entry.issued) if entry else (None, None)
    fitting = [
        session
        for session in sessions.get(holding.session or 0, ())
        if (session.body == body if body else holding.year in (None, session.opens.year))
    ]
    if len(fitting) != 1:
        stage = body, holding.session, holding.year
        return Held(holding, sha256, None, stage, key, opens, issued)
    (only,) = fitting
    stage = only.body, only.number, only.opens.year
    return Held(holding, sha256, only, stage, key, only.opens, issued)


def openings(held: Sequence[Held], read: Iterable[tuple[Held, Head]]) -> dict[StageKey, dt.date]:
    """The opening days of sessions: those of the catalogue, else what a document of one says."""
    opened: dict[StageKey, dt.date] = {}
    for one in held:
        if (day := one.opens) and one.stage != _NOWHERE:
            opened[one.stage] = min(day, opened.get(one.stage, day))
    for one, head in read:
        if head.opens and one.session is None and one.stage != _NOWHERE:
            opened[one.stage] = min(head.opens, opened.get(one.stage, head.opens))
    return opened


def times_of(
    held: Sequence[Held],
    at_hand: Collection[StageKey],
    opened: Mapping[StageKey, dt.date],
    read: Iterable[tuple[Held, Head]],
) -> dict[StageKey, dt.date]:
    """When sessions were: the opening day, else the first day of issue, else the end of a year."""
    issued: dict[StageKey, dt.date] = {}
    for one, head in read:
        if head.issued:
            issued[one.stage] = min(head.issued, issued.get(one.stage, head.issued))
    for one in held:
        if (day := one.issued) and one.stage not in opened:
            issued[one.stage] = min(day, issued.get(one.stage, day))
    return {
        stage: opened.get(stage) or issued.get(stage) or _year_end(stage[2]) for stage in at_hand
    }


def _year_end(year: int | None) -> dt.date:
    return dt.date(year, 12, 31) if year else dt.date.max


def stages_of(
    sessions: Sequence[Session],
    at_hand: Mapping[StageKey, int],
    found: Sequence[Held],
    opened: Mapping[StageKey, dt.date],
    when: Mapping[StageKey, dt.date],
) -> tuple[Stage, ...]:
    """The sessions of the corpus and of its documents, in time order, mentioned or not."""
    known: dict[StageKey, Session] = {
        (session.body, session.number, session.opens.year): session for session in sessions
    }
    places: dict[StageKey, list[int]] = {key: [] for key in (*known, *at_hand)}
    for position, one in enumerate(found):
        places[one.stage].append(position)
    times = {key: session.opens for key, session in known.items()} | dict(when)
    stages = []
    for key in sorted(places, key=lambda key: (times[key], key[0] or "", key[1] or 0)):
        body, number, year = key
        listed = known.get(key)
        stages.append(
            Stage(
                *(body, number, year or _year(times[key])),
                listed.opens if listed else opened.get(key),
                listed.closes if listed else None,
                at_hand.get(key, 0),
                tuple(places[key]),
            )
        )
    return tuple(stages)


def _year(day: dt.date) -> int | None:
    return day.year if day != dt.date.max else None
