"""``catalogue.toml``: the facts of sessions, and the documents that are known.

A document is listed once for each language version and provenance. An official document may be
listed by its hash alone: a file with that hash in ``official/`` is then recognised at once,
whatever it is called.
"""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ctocdiff.errors import UnreadableError
from ctocdiff.language import Language
from ctocdiff.model import DocumentKind, Provenance
from ctocdiff.symbols import Symbol

FILE = "catalogue.toml"


@dataclass(frozen=True, slots=True)
class Session:
    """A session of a body: its number, opening and closing day, and place in each language."""

    body: str
    number: int
    opens: dt.date
    closes: dt.date
    venue: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Entry:
    """A document that the catalogue lists; ``file`` is relative to the catalogue's folder."""

    symbol: Symbol
    kind: DocumentKind
    session: int | None
    year: int | None
    language: Language
    provenance: Provenance
    sha256: str
    file: str | None


@dataclass(frozen=True, slots=True)
class Catalogue:
    """What one ``catalogue.toml`` says."""

    sessions: tuple[Session, ...] = ()
    entries: tuple[Entry, ...] = ()


def read_catalogue(folder: Path) -> Catalogue:
    """Read the catalogue of a corpus folder; a folder without one has an empty catalogue.

    Raises:
        UnreadableError: the file is there but is no catalogue; the message names it and the fault.
    """
    path = folder / FILE
    try:
        table = tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        return Catalogue()
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise UnreadableError("catalogue-broken", path=path, reason=error) from None
    try:
        sessions = tuple(_session(row) for row in table.get("session", ()))
        years = {(session.body, session.number): session.opens.year for session in sessions}
        return Catalogue(sessions, tuple(_entry(row, years) for row in table.get("document", ())))
    except (KeyError, TypeError, ValueError) as error:
        raise UnreadableError("catalogue-broken", path=path, reason=error) from None


def _session(row: Mapping[str, Any]) -> Session:
    return Session(
        str(row["body"]), int(row["number"]), row["opens"], row["closes"], dict(row["venue"])
    )


def _entry(row: Mapping[str, Any], years: Mapping[tuple[str, int], int]) -> Entry:
    symbol = Symbol.parse(row["symbol"])
    session = row.get("session")
    return Entry(
        symbol,
        DocumentKind(row["kind"]),
        session,
        years.get((symbol.body, session)) if session else symbol.year,
        Language(row["language"]),
        Provenance(row["provenance"]),
        str(row["sha256"]),
        row.get("file"),
    )
