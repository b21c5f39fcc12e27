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

from ctocdiff.corpus.index_file import DamagedIndexError
from ctocdiff.corpus.mentions import Role
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
) -> Mapping[int, list[TracedMention]]:
    """The mentions of the targets by the number of the document, in text order."""
    rows = connection.execute(
        "SELECT m.document, t.name, m.role, s.label, s.title, p.name, m.start, m.end,"  # noqa: S608
        " m.anaphora, m.session, substr(p.text, m.begins + 1, m.ends - m.begins), m.begins"
        " FROM targets t CROSS JOIN mentions m ON m.target = t.id"
        " JOIN sections s ON s.id = m.section JOIN paragraphs p ON p.id = m.paragraph"
        f" WHERE t.name IN ({_marks(targets)}) ORDER BY m.document, m.position",
        [target.name for target in targets],
    )
    found: defaultdict[int, list[TracedMention]] = defaultdict(list)
    try:
        for number, target, role, label, title, name, start, end, *told, text, begins in rows:
            if number in documents:
                anaphora, session = told
                found[number].append(
                    TracedMention(
                        *(str(target), _ROLES[role], str(label), str(title), str(name)),
                        *(int(start), int(end), bool(anaphora), str(text)),
                        (start - begins, end - begins),
                        int(session) if session is not None else None,
                    )
                )
    except (KeyError, TypeError, ValueError) as error:
        raise DamagedIndexError(str(error)) from error
    return found


def find_heads(connection: sqlite3.Connection, documents: Collection[int]) -> Mapping[int, Head]:
    """What documents say of themselves, by their numbers."""
    rows = connection.execute(
        "SELECT id, title, opens, issued FROM documents"
        " WHERE id IN (SELECT value FROM json_each(?))",
        (json.dumps(sorted(documents)),),
    )
    try:
        return {
            number: Head(str(title), _day(opens), _day(issued))
            for number, title, opens, issued in rows
        }
    except (TypeError, ValueError) as error:
        raise DamagedIndexError(str(error)) from error


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
        "WITH here AS (SELECT DISTINCT m.paragraph FROM targets t"  # noqa: S608
        f" CROSS JOIN mentions m ON m.target = t.id WHERE t.name IN ({_marks(targets)}))"
        " SELECT m.target, m.document, count(*) FROM here"
        " CROSS JOIN mentions m ON m.paragraph = here.paragraph GROUP BY m.target, m.document",
        names,
    )
    places: defaultdict[int, list[int]] = defaultdict(list)
    for position, number in enumerate(documents):
        places[number].append(position)
    found: defaultdict[int, Counter[int]] = defaultdict(Counter)
    for target, number, count in rows:
        for position in places.get(number, ()):
            found[target][position] += count
    known = connection.execute(
        "SELECT id, name, kind FROM targets WHERE id IN (SELECT value FROM json_each(?))",
        (json.dumps(sorted(found)),),
    )
    try:
        texts = [
            Beside(str(name), CitationKind(kind), tuple(sorted(found[number].items())))
            for number, name, kind in known
            if name not in names
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
