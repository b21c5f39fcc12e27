"""The file of the index: where it is kept, how it is opened, and what it was made by.

A file is only ever trusted if the program and the lexicon that made it are those that ask; a
damaged one is taken away.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
import time
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import NamedTuple

from ctocdiff import __version__
from ctocdiff.corpus.places import bundled

SCHEMA = 2
FOLDER = ".index"
FILE = "trace.sqlite3"

_CACHE = 64 * 1024  # kibibytes of pages kept in memory
_PATIENCE = 30.0  # seconds to wait for another process to finish its transaction
_UNSURE = 2_000_000_000  # nanoseconds: the coarsest clock of a file system in use (FAT)
# What decides what a document is found to cite.
SOURCES = (
    *("corpus", "dates", "facts", "lexicon", "model", "outline", "read"),
    *("alternation.py", "errors.py", "language.py", "legible.py", "letters.py"),
    *("ordinals.py", "roman.py", "symbols.py"),
)
# Result codes that say something of the machine and nothing of the file (sqlite.org/rescode.html):
# PERM, BUSY, LOCKED, NOMEM, READONLY, INTERRUPT, IOERR, FULL, CANTOPEN, PROTOCOL.
_NOT_THE_FILE = frozenset({3, 5, 6, 7, 8, 9, 10, 13, 14, 15})
_SHORT_READ = 522  # a kind of IOERR that a file cut short gives


class StaleIndexError(Exception):
    """Another process changed the index in between: what was found there no longer counts."""


class UnusableIndexError(Exception):
    """No index can be kept in this place."""


class DamagedIndexError(sqlite3.DatabaseError):
    """The index holds what this program never writes."""


def index_path(own: Path | None, environment: Mapping[str, str]) -> Path:
    """Where the index of a corpus is kept: in the user's corpus, else in their cache folder.

    Args:
        own: the user's corpus, if there is one.
        environment: where the cache folder is looked for.
    """
    if own is not None and own.resolve() != bundled().resolve() and os.access(own, os.W_OK):
        return own / FOLDER / FILE
    corpus = hashlib.sha256(os.fsencode(str(own.resolve() if own else ""))).hexdigest()[:16]
    return _cache_folder(environment) / f"trace-{corpus}.sqlite3"


def _cache_folder(environment: Mapping[str, str]) -> Path:
    """The user's cache folder, by the conventions of the system."""
    if os.name == "nt" and environment.get("LOCALAPPDATA"):
        return Path(environment["LOCALAPPDATA"]) / "ctocdiff" / "cache"
    named = environment.get("XDG_CACHE_HOME", "")
    # a relative path there is to be ignored (XDG Base Directory Specification)
    return (Path(named) if Path(named).is_absolute() else Path.home() / ".cache") / "ctocdiff"


def connect(place: Path | None) -> sqlite3.Connection:
    """Open the index in a file, which is made where it is missing, or one in memory.

    Raises:
        UnusableIndexError: its folder cannot be made.
        sqlite3.Error: the file is damaged, or cannot be opened.
    """
    if place is None:
        return sqlite3.connect(":memory:", isolation_level=None)
    try:
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        if place.parent.name == FOLDER and not (note := place.parent / ".gitignore").exists():
            note.write_text("*\n", "ascii")
    except OSError as error:
        raise UnusableIndexError from error
    connection = sqlite3.connect(place, timeout=_PATIENCE, isolation_level=None)
    try:
        connection.execute("PRAGMA trusted_schema = OFF")
        if connection.execute("PRAGMA journal_mode").fetchone() != ("wal",):
            connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute(f"PRAGMA cache_size = -{_CACHE}")
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def is_damage(error: sqlite3.Error) -> bool:
    """Whether an error says that the file is not what it should be."""
    code = getattr(error, "sqlite_errorcode", None)
    return code is None or code == _SHORT_READ or (code & 0xFF) not in _NOT_THE_FILE


def discard(place: Path) -> bool:
    """Take a damaged index away; False where it cannot be."""
    try:
        for ending in ("", "-wal", "-shm", "-journal"):
            place.with_name(place.name + ending).unlink(missing_ok=True)
    except OSError:
        return False
    return True


@cache
def fingerprint() -> str:
    """A hash of everything that decides what the index holds: schema, version, lexicon, code."""
    digest = hashlib.sha256(f"{SCHEMA} {__version__}".encode())
    root = resources.files("ctocdiff")
    for name in SOURCES:
        for part in _parts(root.joinpath(name)):
            digest.update(part.name.encode() + b"\0" + part.read_bytes())
    return digest.hexdigest()


def _parts(part: Traversable) -> Iterator[Traversable]:
    if part.is_dir():
        for inner in sorted(part.iterdir(), key=lambda each: each.name):
            yield from _parts(inner)
    elif part.name.endswith((".py", ".toml")) and not part.name.endswith(".ui.toml"):
        yield part


class FileState(NamedTuple):
    """A file as it was when it was read; times are nanoseconds since 1970."""

    size: int
    modified: int
    changed: int
    seen: int

    @classmethod
    def of(cls, path: Path) -> FileState | None:
        """The state of a file now, None where there is none or it may not be looked at."""
        try:
            found = path.stat()
        except (OSError, ValueError):  # a name with a zero byte is the name of no file
            return None
        return cls(found.st_size, found.st_mtime_ns, found.st_ctime_ns, time.time_ns())

    def is_still(self, now: FileState | None) -> bool:
        """Whether the bytes are certainly the same as then."""
        if now is None or self.seen - max(self.modified, self.changed) < _UNSURE:
            return False
        return self[:3] == now[:3]
