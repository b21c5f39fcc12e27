"""Where documents stand in time: the session of each, and the sessions in their order.

Contract: a session stands at its opening day, which the catalogue knows or a document of it states;
else at the first day of issue of its documents; else at the end of its year.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
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
    """A document that is searched: its hash, its session where known, and where it stands.

    ``head`` is what it says of itself, ``opens`` and ``issued`` are the days that the catalogue
    knows; ``file`` is the name of its file.
    """

    holding: Holding
    sha256: str
    session: Session | None
    stage: StageKey
    key: Key
    head: Head
    opens: dt.date | None
    issued: dt.date | None
    file: str


def by_number(sessions: Sequence[Session]) -> Mapping[int, Sequence[Session]]:
    """The sessions of all bodies by their number."""
    found: defaultdict[int, list[Session]] = defaultdict(list)
    for session in sessions:
        found[session.number].append(session)
    return found


def hold(one: Wanted, sha256: str, head: Head, sessions: Mapping[int, Sequence[Session]]) -> Held:
    """A document with its session; one of no known body is for the only session that fits."""
    holding, key = one.holding, one.key(sha256)
    body, entry, file = holding.body, holding.entry, holding.path.name
    opens, issued = (entry.opens, entry.issued) if entry else (None, None)
    fitting = [
        session
        for session in sessions.get(holding.session or 0, ())
        if (session.body == body if body else holding.year in (None, session.opens.year))
    ]
    if len(fitting) != 1:
        stage = body, holding.session, holding.year
        return Held(holding, sha256, None, stage, key, head, opens, issued, file)
    (only,) = fitting
    stage = only.body, only.number, only.opens.year
    return Held(holding, sha256, only, stage, key, head, only.opens, issued, file)


@dataclass(frozen=True, slots=True)
class Searched:
    """The documents that are searched, in time order: the same whatever is asked.

    ``at_hand`` counts those of each session; ``opened`` has the opening days that are known,
    ``times`` the day at which each session stands.
    """

    held: tuple[Held, ...]
    at_hand: Mapping[StageKey, int]
    opened: Mapping[StageKey, dt.date]
    times: Mapping[StageKey, dt.date]

    @classmethod
    def of(cls, documents: Iterable[Held]) -> Searched:
        held = tuple(documents)
        at_hand = Counter([one.stage for one in held])
        opened = _earliest((one.stage, day) for one in held for day in _openings(one))
        issued = _earliest(
            (one.stage, day) for one in held for day in (one.issued, one.head.issued)
        )
        times = {
            stage: opened.get(stage) or issued.get(stage) or _year_end(stage[2])
            for stage in at_hand
        }
        ordered = sorted(
            (
                times[one.stage], one.stage[0] or "", one.head.issued or dt.date.max,
                one.holding.name, one.holding.language, one.file, at,
            )
            for at, one in enumerate(held)
        )  # fmt: skip
        return cls(tuple(held[at] for *_, at in ordered), at_hand, opened, times)


def _openings(one: Held) -> Iterator[dt.date | None]:
    """The opening day of the session: by the catalogue, and by a document of no known session."""
    if one.stage != _NOWHERE:
        yield one.opens
        if one.session is None:
            yield one.head.opens


def _earliest(found: Iterable[tuple[StageKey, dt.date | None]]) -> dict[StageKey, dt.date]:
    days: dict[StageKey, dt.date] = {}
    for stage, day in found:
        if day and day <= days.get(stage, day):
            days[stage] = day
    return days


def _year_end(year: int | None) -> dt.date:
    return dt.date(year, 12, 31) if year else dt.date.max


def stages_of(
    sessions: Sequence[Session], searched: Searched, found: Sequence[Held]
) -> tuple[Stage, ...]:
    """The sessions of the corpus and of its documents, in time order, mentioned or not."""
    known: dict[StageKey, Session] = {
        (session.body, session.number, session.opens.year): session for session in sessions
    }
    places: dict[StageKey, list[int]] = {key: [] for key in (*known, *searched.at_hand)}
    for position, one in enumerate(found):
        places[one.stage].append(position)
    times = {key: session.opens for key, session in known.items()} | dict(searched.times)
    stages = []
    for key in sorted(places, key=lambda key: (times[key], key[0] or "", key[1] or 0)):
        body, number, year = key
        listed = known.get(key)
        stages.append(
            Stage(
                *(body, number, year or _year(times[key])),
                listed.opens if listed else searched.opened.get(key),
                listed.closes if listed else None,
                searched.at_hand.get(key, 0),
                tuple(places[key]),
            )
        )
    return tuple(stages)


def _year(day: dt.date) -> int | None:
    return day.year if day != dt.date.max else None
