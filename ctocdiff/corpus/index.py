"""The index of everything that documents cite: an SQLite file that brings itself up to date.

Contract: what is kept is keyed on the bytes of a document and on what the catalogue adds to them,
so a result never depends on how old the index is. A file is read again when its size or times
changed, or when it was written so shortly before it was last read that they cannot tell. The whole
index is made anew when the schema, the program or the lexicon is another, or when the file is
damaged; where no file can be used, it is made in memory.

Several processes may use one file: each batch of documents is one immediate transaction, each
answer one read transaction, which first makes sure that all documents asked about are there.
"""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from ctocdiff.corpus.holdings import Holding, outlined
from ctocdiff.corpus.index_file import (
    FileState,
    StaleIndexError,
    UnusableIndexError,
    connect,
    discard,
    fingerprint,
    is_damage,
)
from ctocdiff.errors import UnreadableError

if TYPE_CHECKING:
    from ctocdiff.corpus.mentions import Extract

_ROOM = 1 << 24  # paragraphs of a document are numbered from its number times this
_BATCH = 50  # documents a transaction
_ATTEMPTS = 4

_TABLES = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE files (
  path BLOB PRIMARY KEY, size INTEGER NOT NULL, modified INTEGER NOT NULL,
  changed INTEGER NOT NULL, seen INTEGER NOT NULL, sha256 TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE documents (
  id INTEGER PRIMARY KEY, sha256 TEXT NOT NULL, reading TEXT NOT NULL, title TEXT NOT NULL,
  opens TEXT NOT NULL, issued TEXT NOT NULL, UNIQUE (sha256, reading));
CREATE TABLE paragraphs (
  id INTEGER PRIMARY KEY, label TEXT NOT NULL, title TEXT NOT NULL,
  name TEXT NOT NULL, text TEXT NOT NULL);
CREATE TABLE targets (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, kind TEXT NOT NULL);
CREATE TABLE mentions (
  target INTEGER NOT NULL, document INTEGER NOT NULL, position INTEGER NOT NULL,
  role TEXT NOT NULL, paragraph INTEGER NOT NULL,
  start INTEGER NOT NULL, end INTEGER NOT NULL, begins INTEGER NOT NULL, ends INTEGER NOT NULL,
  anaphora INTEGER NOT NULL, session INTEGER,
  PRIMARY KEY (target, document, position)) WITHOUT ROWID;
CREATE INDEX beside ON mentions (paragraph, target, document);
"""

Key = str
"""A document by the hash of its bytes and by how they are read: :meth:`Wanted.key`."""
Progress = Callable[[int, int], None]
"""Told how many documents of how many have been read."""
_Answer = TypeVar("_Answer")
_OWNED = (("mentions", "paragraph"), ("paragraphs", "id"))


@dataclass(frozen=True, slots=True)
class Wanted:
    """A file to be indexed; ``reading`` is its language and what the catalogue says of its head."""

    path: Path
    reading: str
    holding: Holding = field(compare=False)

    @classmethod
    def of(cls, holding: Holding) -> Wanted:
        entry = holding.entry
        said = (
            (entry.symbol, entry.session, entry.opens, entry.closes, entry.issued) if entry else ()
        )
        return cls(holding.path, " ".join(map(str, (holding.language, *said))), holding)

    def key(self, sha256: str) -> Key:
        """What the document is known by; one text, whose hash is found once for all look-ups."""
        return f"{sha256} {self.reading}"


@dataclass(frozen=True, slots=True)
class _Unkept:
    """A file that has been read and is not yet in the index; nothing was found where it is."""

    wanted: Wanted
    state: FileState | None
    sha256: str
    found: Extract | None


def with_index(
    place: Path | None, work: Callable[[Index], _Answer], *, rebuild: bool = False
) -> _Answer:
    """What ``work`` makes of an index that can be used; it may be called more than once.

    Args:
        place: the file of the index, which need not exist; None for one in memory.
        work: brings the index up to date and asks it.
        rebuild: whether to make the index anew first.
    """
    for attempt in range(_ATTEMPTS if place else 0):
        try:
            with closing(connect(place)) as connection:
                index = Index(connection)
                index.prepare(rebuild=rebuild and attempt == 0)
                return work(index)
        except StaleIndexError:
            continue
        except UnusableIndexError:
            break
        except sqlite3.Error as error:
            if not is_damage(error) or place is None or not discard(place):
                break
    with closing(connect(None)) as connection:
        index = Index(connection)
        index.prepare()
        return work(index)


class Index:
    """An open index."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._known: tuple[int, dict[Key, int]] | None = None

    def prepare(self, *, rebuild: bool = False) -> None:
        """Make the tables where they are missing, or are those of another program."""
        if not rebuild and self._is_current():
            return
        with self._writing(check=False):
            if rebuild or not self._is_current():  # another process may have been first
                self._make_anew()

    def _is_current(self) -> bool:
        try:
            row = self._connection.execute("SELECT value FROM meta WHERE key = 'made by'")
            return bool(row.fetchone() == (fingerprint(),))
        except sqlite3.OperationalError as error:
            if is_damage(error):  # no such table
                return False
            raise

    def _make_anew(self) -> None:
        run = self._connection.execute
        found = run("SELECT type, name FROM sqlite_master WHERE name NOT LIKE 'sqlite_%'")
        for kind, name in found.fetchall():
            if kind in ("table", "view"):
                run(f"DROP {kind} IF EXISTS {_quoted(name)}")
        for statement in _TABLES.split(";"):
            run(statement)
        # a generation that no index in this place had before, so that nobody takes one for another
        values = (fingerprint(), str(time.time_ns()))
        run("INSERT INTO meta VALUES ('made by', ?), ('generation', ?)", values)
        self._known = None

    @contextmanager
    def _writing(self, *, check: bool = True) -> Iterator[None]:
        """An immediate transaction; with ``check``, on an index that is still of this program."""
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            if check and not self._is_current():
                raise StaleIndexError
            yield
            self._connection.execute("UPDATE meta SET value = value + 1 WHERE key = 'generation'")
        except BaseException:
            with suppress(sqlite3.Error):
                self._connection.execute("ROLLBACK")
            raise
        self._connection.execute("COMMIT")

    @contextmanager
    def reading(self, keys: Iterable[Key]) -> Iterator[tuple[sqlite3.Connection, list[int]]]:
        """A read transaction, with the numbers of documents that must all be in the index.

        The numbers stand in the order of the keys.

        Raises:
            StaleIndexError: one of them is not, or no longer.
        """
        self._connection.execute("BEGIN")
        try:
            if not self._is_current():
                raise StaleIndexError
            try:
                numbers = list(map(self._held().__getitem__, keys))
            except KeyError:
                raise StaleIndexError from None
            yield self._connection, numbers
        finally:
            with suppress(sqlite3.Error):
                self._connection.execute("ROLLBACK")

    def _held(self) -> dict[Key, int]:
        """The documents in the index by their keys; read again when anything was written since."""
        row = self._connection.execute("SELECT value FROM meta WHERE key = 'generation'").fetchone()
        generation = int(row[0]) if row and str(row[0]).isdigit() else -1
        if self._known is None or self._known[0] != generation or generation < 0:
            rows = self._connection.execute("SELECT sha256 || ' ' || reading, id FROM documents")
            self._known = generation, dict(rows)
        return self._known[1]

    # --------------------------------------------------------------------------- keeping up to date

    def refresh(
        self, wanted: Sequence[Wanted], progress: Progress | None = None
    ) -> tuple[dict[Wanted, str], dict[Wanted, UnreadableError]]:
        """Read what is new or changed, forget what has gone.

        Args:
            wanted: the files that the index is to hold, and no others.
            progress: told before the first document is read and after each.

        Returns:
            The hashes of the files, and the faults of those that cannot be read.
        """
        known = self._files()
        held = set(self._held())
        hashes: dict[Wanted, str] = {}
        unread: list[Wanted] = []
        names = [os.fsencode(one.path) for one in wanted]
        for one, entry in zip(wanted, map(known.get, names), strict=True):
            if entry and entry[0].is_still(FileState.of(one.path)) and one.key(entry[1]) in held:
                hashes[one] = entry[1]
            else:
                unread.append(one)
        read_now, faults = self._read(unread, held, progress)
        hashes.update(read_now)
        self._forget(set(names), known, hashes)
        return hashes, faults

    def _files(self) -> dict[bytes, tuple[FileState, str]]:
        rows = self._connection.execute("SELECT * FROM files")
        return {row[0]: (FileState(*row[1:5]), row[5]) for row in rows}

    def _read(
        self, unread: Sequence[Wanted], held: set[Key], progress: Progress | None
    ) -> tuple[dict[Wanted, str], dict[Wanted, UnreadableError]]:
        hashes: dict[Wanted, str] = {}
        faults: dict[Wanted, UnreadableError] = {}
        if not unread:
            return hashes, faults

        # what reads documents takes longer to load than an answer
        from ctocdiff.corpus.mentions import extract
        from ctocdiff.read import read

        batch: list[_Unkept] = []
        for done, one in enumerate(unread):
            if progress:
                progress(done, len(unread))
            try:
                state = FileState.of(one.path)  # before the file is read: a later change shows
                source = read(one.path)
                key = one.key(source.sha256)
                new = key not in held
                found = extract(outlined(source, one.holding)) if new else None
            except UnreadableError as error:
                faults[one] = error
                continue
            held.add(key)
            hashes[one] = source.sha256
            batch.append(_Unkept(one, state, source.sha256, found))
            if len(batch) == _BATCH:
                self._keep(batch)
                batch.clear()
        self._keep(batch)
        if progress:
            progress(len(unread), len(unread))
        return hashes, faults

    def _keep(self, batch: Sequence[_Unkept]) -> None:
        if not batch:
            return
        with self._writing():
            held = dict(self._held())
            for one in batch:
                if one.state:
                    row = (os.fsencode(one.wanted.path), *one.state, one.sha256)
                    self._connection.execute("REPLACE INTO files VALUES (?,?,?,?,?,?)", row)
                key = one.wanted.key(one.sha256)
                if key not in held and one.found is not None:
                    held[key] = self._insert(one.sha256, one.wanted.reading, one.found)

    def _insert(self, sha256: str, reading: str, found: Extract) -> int:
        run, many = self._connection.execute, self._connection.executemany
        row = (sha256, reading, _storable(found.title), found.opens, found.issued)
        number = run("INSERT INTO documents VALUES (NULL,?,?,?,?,?)", row).lastrowid or 0
        base = number * _ROOM
        # the item of each paragraph stands with it: one look-up a mention when it is asked for
        items = {mention.paragraph: found.sections[mention.section] for mention in found.mentions}
        many(
            "INSERT INTO paragraphs VALUES (?,?,?,?,?)",
            (
                (base + at, *map(_storable, (*items[at], *paragraph)))
                for at, paragraph in enumerate(found.paragraphs)
            ),
        )
        targets = {mention.target: str(mention.kind) for mention in found.mentions}
        many("INSERT OR IGNORE INTO targets VALUES (NULL,?,?)", targets.items())
        numbers = {
            name: run("SELECT id FROM targets WHERE name = ?", (name,)).fetchone()[0]
            for name in targets
        }
        many(
            "INSERT INTO mentions VALUES (?,?,?,?,?,?,?,?,?,?,?)",
            (
                (
                    *(numbers[m.target], number, at, str(m.role)),
                    *(base + m.paragraph, m.start, m.end, m.begins, m.ends, m.anaphora, m.session),
                )
                for at, m in enumerate(found.mentions)
            ),
        )
        return number

    def _forget(
        self, paths: set[bytes], known: Iterable[bytes], hashes: Mapping[Wanted, str]
    ) -> None:
        """Drop the files that are not wanted, and the documents that no wanted file is."""
        gone = [(path,) for path in known if path not in paths]
        wanted = {one.key(sha256) for one, sha256 in hashes.items()}
        orphans = [number for key, number in self._held().items() if key not in wanted]
        if not gone and not orphans:
            return
        with self._writing():
            self._connection.executemany("DELETE FROM files WHERE path = ?", gone)
            for number in orphans:
                first, last = number * _ROOM, (number + 1) * _ROOM - 1
                for table, column in _OWNED:
                    self._connection.execute(
                        f"DELETE FROM {table} WHERE {column} BETWEEN ? AND ?",  # noqa: S608 - above
                        (first, last),
                    )
                self._connection.execute("DELETE FROM documents WHERE id = ?", (number,))


def _storable(text: str) -> str:
    """A text that SQLite takes; a lone half of a pair becomes a question mark."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
