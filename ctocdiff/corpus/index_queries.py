"""What the index is asked: mentions of texts, what is cited beside them, texts that are alike.

Contract: each question concerns given documents, by their numbers; what the index holds of others
changes no answer. A row that this program cannot have written is damage.
"""

from __future__ import annotations

import datetime as dt
import json
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from operator import sub
from types import NoneType
from typing import Any

from ctocdiff.corpus.bulk import in_bulk
from ctocdiff.corpus.index import Key
from ctocdiff.corpus.index_file import DamagedIndexError
from ctocdiff.corpus.roles import Role
from ctocdiff.corpus.traced import Beside, TracedMention
from ctocdiff.facts.targets import Target
from ctocdiff.model import CitationKind
from ctocdiff.symbols import AdoptedText

_MOST_SIMILAR = 5
_ROLES = {str(role): role for role in Role}


@dataclass(frozen=True, slots=True)
class Head:
    """What a document says of itself."""

    title: str
    opens: dt.date | None
    issued: dt.date | None


def find_mentions(
    connection: sqlite3.Connection, targets: Sequence[Target], documents: Collection[int]
) -> Mapping[int, tuple[TracedMention, ...]]:
    """The mentions of the targets by the number of the document, in text order."""
    rows = connection.execute(
        # SQLite takes longer to cut a sentence out of a paragraph than to hand over all of it
        "SELECT m.document, t.name, m.role, p.label, p.title, p.name, m.start, m.end,"  # noqa: S608
        " m.anaphora, p.text, m.begins, m.ends, m.session"
        " FROM targets t CROSS JOIN mentions m ON m.target = t.id"
        " JOIN paragraphs p ON p.id = m.paragraph"
        f" WHERE t.name IN ({_marks(targets)}) ORDER BY m.document, m.position",
        [target.name for target in targets],
    )
    numbers, names, roles, *places, starts, stops, anaphora, texts, begins, ends, sessions = (
        _columns(rows, int, str, str, str, str, str, int, int, int, str, int, int, (int, NoneType))
    )
    try:
        mentions = in_bulk(
            TracedMention,
            *(names, map(_ROLES.__getitem__, roles), *places, starts, stops),
            map(bool, anaphora),
            [text[first:last] for text, first, last in zip(texts, begins, ends, strict=True)],
            zip(map(sub, starts, begins), map(sub, stops, begins), strict=True),
            sessions,
        )
    except KeyError as error:
        raise DamagedIndexError(str(error)) from error
    rest = iter(mentions)
    return {
        number: here
        for number, count in Counter(numbers).items()
        if (here := tuple(islice(rest, count))) and number in documents
    }


def find_dated(connection: sqlite3.Connection, targets: Sequence[Target]) -> tuple[Target, ...]:
    """The cited texts that targets without a year mean: S/RES/1373 (2001) for S/RES/1373."""
    found: list[Target] = []
    for target in targets:
        if target.body == "S" and target.number.isdecimal():
            rows = connection.execute(
                "SELECT name FROM targets WHERE name > ? AND name < ? ORDER BY name",
                (f"{target.name} (", f"{target.name} )"),
            )
            for (name,) in rows:
                number = str(name).rpartition("/")[2]
                found.append(Target(target.kind, target.body, number, str(name)))
    return tuple(found)


def find_heads(connection: sqlite3.Connection) -> Mapping[Key, Head]:
    """What all documents in the index say of themselves."""
    rows = connection.execute(
        "SELECT sha256 || ' ' || reading, title, opens, issued FROM documents"
    )
    keys, titles, opens, issued = _columns(rows, str, str, str, str)
    try:
        heads = in_bulk(Head, titles, map(_day, opens), map(_day, issued))
    except ValueError as error:
        raise DamagedIndexError(str(error)) from error
    return dict(zip(keys, heads, strict=True))


def _columns(rows: sqlite3.Cursor, *kinds: type | tuple[type, ...]) -> list[tuple[Any, ...]]:
    """Rows as columns, whose types are made sure of: at once, since rows are many.

    Raises:
        DamagedIndexError: a column holds something else.
    """
    columns = list(zip(*rows.fetchall(), strict=True)) or [()] * len(kinds)
    for column, kind in zip(columns, kinds, strict=True):
        if not all(issubclass(found, kind) for found in set(map(type, column))):
            raise DamagedIndexError
    return columns


@lru_cache(maxsize=4096)  # documents of a session share their days
def _day(iso: str) -> dt.date | None:
    return dt.date.fromisoformat(iso) if iso else None


def find_beside(
    connection: sqlite3.Connection, targets: Sequence[Target], documents: Sequence[int]
) -> tuple[Beside, ...]:
    """The texts cited in the paragraphs that cite the targets, those of most documents first.

    Args:
        connection: the index.
        targets: the texts that are followed.
        documents: numbers of documents, in the order in which the answer counts them.
    """
    names = [target.name for target in targets]
    rows = connection.execute(
        "WITH these AS (SELECT id FROM targets WHERE name IN"  # noqa: S608
        f" ({_marks(targets)})), here AS (SELECT DISTINCT m.paragraph FROM these"
        " CROSS JOIN mentions m ON m.target = these.id)"
        " SELECT m.target, m.document, count(*) FROM here"
        " CROSS JOIN mentions m ON m.paragraph = here.paragraph"
        " WHERE m.target NOT IN these GROUP BY m.target, m.document",
        names,
    )
    places: defaultdict[int, list[int]] = defaultdict(list)
    for position, number in enumerate(documents):
        places[number].append(position)
    found: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
    for target, number, count in rows:
        found[target].extend((position, count) for position in places.get(number, ()))
    known = connection.execute(
        "SELECT id, name, kind FROM targets WHERE id IN (SELECT value FROM json_each(?))",
        (json.dumps(sorted(found)),),
    )
    try:
        texts = [
            Beside(str(name), CitationKind(kind), tuple(sorted(found[number])))
            for number, name, kind in known
        ]
    except ValueError as error:
        raise DamagedIndexError(str(error)) from error
    return tuple(sorted(texts, key=lambda one: (-len(one.documents), one.target)))


def find_similar(
    connection: sqlite3.Connection, targets: Sequence[Target], documents: Collection[int]
) -> tuple[str, ...]:
    """Cited texts that may have been meant: 4/4 as a decision, another version of a document."""
    similar: dict[str, None] = {}
    for target in targets:
        if target.kind is CitationKind.DOCUMENT:
            versions = target.name.rstrip("/") + "/"  # "0" is the letter after the slash
            condition, values = "t.name > ? AND t.name < ?", (versions, f"{versions[:-1]}0")
        else:
            condition, values = "t.name IN (?, ?)", _both_kinds(target)
        rows = connection.execute(
            "SELECT t.name, m.document FROM targets t JOIN mentions m ON m.target = t.id"  # noqa: S608
            f" WHERE {condition} ORDER BY t.name",
            values,
        )
        similar.update((str(name), None) for name, number in rows if number in documents)
    known = {target.name for target in targets}
    return tuple(name for name in similar if name not in known)[:_MOST_SIMILAR]


def _both_kinds(target: Target) -> tuple[str, str]:
    """The resolution and the decision of a number."""
    one, other = (
        str(AdoptedText(target.body, kind, target.number)) for kind in ("resolution", "decision")
    )
    return one, other


def _marks(targets: Sequence[Target]) -> str:
    return ",".join("?" * len(targets))
