"""``catalogue.toml``: the facts of sessions, and the documents that are known.

A document is listed once for each language version and provenance. Where its symbol is not known,
``body`` and ``session`` say what it belongs to. An official document may be
listed by its hash alone: a file with that hash in ``official/`` is then recognised at once,
whatever it is called.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

import tomli

from ctocdiff.errors import UnreadableError
from ctocdiff.language import Language
from ctocdiff.model import DocumentKind, Provenance
from ctocdiff.symbols import Symbol

FILE = "catalogue.toml"

_Row = TypeVar("_Row")
_Value = TypeVar("_Value")


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
    """A document that the catalogue lists; ``file`` is relative to the catalogue's folder.

    ``name`` is what the file was called before it came into the corpus; ``address`` and
    ``fetched`` (UTC) say where and when it was fetched.
    """

    symbol: Symbol | None
    kind: DocumentKind
    session: int | None
    year: int | None
    language: Language
    provenance: Provenance
    sha256: str
    file: str | None
    body: str | None = None
    title: str | None = None
    opens: dt.date | None = None
    closes: dt.date | None = None
    issued: dt.date | None = None
    name: str | None = None
    address: str | None = None
    fetched: dt.datetime | None = None


@dataclass(frozen=True, slots=True)
class Catalogue:
    """What one ``catalogue.toml`` says."""

    sessions: tuple[Session, ...] = ()
    entries: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What the catalogues at hand know of sessions and documents."""

    sessions: tuple[Session, ...]
    entries: tuple[Entry, ...]

    @classmethod
    def of(cls, catalogues: Iterable[Catalogue]) -> Knowledge:
        held = tuple(catalogues)
        sessions = {(s.body, s.number): s for each in reversed(held) for s in each.sessions}
        return cls(tuple(sessions.values()), tuple(e for each in held for e in each.entries))

    def by_hash(self, sha256: str) -> Entry | None:
        """The entry of a file with this hash."""
        return next((entry for entry in self.entries if entry.sha256 == sha256), None)


def read_catalogue(folder: Path) -> Catalogue:
    """Read the catalogue of a corpus folder; a folder without one has an empty catalogue.

    Raises:
        UnreadableError: the file is there but is no catalogue; the message names it and the fault.
    """
    path = folder / FILE
    try:
        table = tomli.loads(path.read_text("utf-8"))
    except (FileNotFoundError, NotADirectoryError):
        return Catalogue()
    except (OSError, UnicodeDecodeError, tomli.TOMLDecodeError) as error:
        raise UnreadableError("catalogue-broken", path=path, reason=error) from None
    sessions = _rows(path, table, "session", _session)
    years = {(session.body, session.number): session.opens.year for session in sessions}
    return Catalogue(sessions, _rows(path, table, "document", lambda row: _entry(row, years)))


class _WrongFieldError(Exception):
    """A field of an entry is missing or has no valid value; its argument is the key."""


def _rows(
    path: Path, table: Mapping[str, Any], name: str, make: Callable[[Mapping[str, Any]], _Row]
) -> tuple[_Row, ...]:
    found: list[_Row] = []
    rows = table.get(name, [])
    for number, row in enumerate(rows if isinstance(rows, list) else [rows], 1):
        try:
            if not isinstance(row, Mapping):
                raise _WrongFieldError(name)
            found.append(make(row))
        except _WrongFieldError as wrong:
            raise UnreadableError(
                "catalogue-entry", path=path, table=name, number=number, key=wrong
            ) from None
    return tuple(found)


def _field(row: Mapping[str, Any], key: str, kind: type[_Value]) -> _Value:
    """A field that must be there, of one type."""
    value = row.get(key)
    if type(value) is not kind:
        raise _WrongFieldError(key)
    return value


def _optional(row: Mapping[str, Any], key: str, kind: type[_Value]) -> _Value | None:
    return _field(row, key, kind) if key in row else None


def _read(row: Mapping[str, Any], key: str, read: Callable[[str], _Value]) -> _Value:
    """A field whose text is one of the names, or the symbol, that ``read`` knows."""
    try:
        return read(_field(row, key, str))
    except ValueError:  # SymbolError is one
        raise _WrongFieldError(key) from None


def _session(row: Mapping[str, Any]) -> Session:
    return Session(
        _field(row, "body", str),
        _field(row, "number", int),
        _field(row, "opens", dt.date),
        _field(row, "closes", dt.date),
        MappingProxyType(_field(row, "venue", dict)),
    )


def _entry(row: Mapping[str, Any], years: Mapping[tuple[str, int], int]) -> Entry:
    symbol = _read(row, "symbol", Symbol.parse) if "symbol" in row else None
    body = symbol.body if symbol else _field(row, "body", str)
    session = _optional(row, "session", int) if symbol else _field(row, "session", int)
    year = _optional(row, "year", int)
    if year is None:
        year = years.get((body, session)) if session else symbol.year if symbol else None
    return Entry(
        symbol,
        _read(row, "kind", DocumentKind),
        session,
        year,
        _read(row, "language", Language),
        _read(row, "provenance", Provenance),
        _field(row, "sha256", str),
        _optional(row, "file", str),
        body,
        _optional(row, "title", str),
        _optional(row, "opens", dt.date),
        _optional(row, "closes", dt.date),
        _optional(row, "issued", dt.date),
        _optional(row, "name", str),
        _optional(row, "address", str),
        _optional(row, "fetched", dt.datetime),
    )
