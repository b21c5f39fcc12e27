"""The user's own part of a corpus: ``official/``, with a catalogue of what was put there.

Contract: one process writes at a time (a lock that the system takes back when a process dies);
files and catalogue are written under temporary names and moved; a file is there before the
catalogue lists it, and delisted before it goes. So whoever reads meanwhile sees a whole corpus,
and what a process that was killed left behind is cleared away by the next that writes. No file of
another document is ever overwritten. The catalogue that comes with the program is never touched.
"""

from __future__ import annotations

import contextlib
import errno
import os
import re
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import Any

import filelock
import tomli
import tomli_w

from ctocdiff.corpus.catalogue import FILE, Entry, read_catalogue
from ctocdiff.corpus.places import OFFICIAL
from ctocdiff.errors import UsageError
from ctocdiff.model import Format

LOCK = ".lock"
_PATIENCE = 60.0  # seconds to wait for another process
_PART, _GOING = ".part", ".going"
_HEADER = "# Written by ctocdiff corpus; the files lie beside it.\n\n"
_LONGEST_NAME = 150  # bytes of a file name without its endings


_ENDINGS = {Format.TEXT: "txt", Format.AKN: "xml"}


def ending_of(form: Format) -> str:
    """The usual ending of a file in a format, without the dot."""
    return _ENDINGS.get(form, str(form))


class Outcome(StrEnum):
    """What became of a document that was to be put into the corpus."""

    TAKEN = "taken"
    KNOWN = "known"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Stored:
    """The outcome, and the entry now listed; of a document refused, the one in its place."""

    outcome: Outcome
    entry: Entry


class Store:
    """The official documents of one corpus folder, open for writing; made by :func:`writing`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._rows: list[dict[str, Any]] = _raw_rows(folder)
        self._entries: list[Entry] = list(read_catalogue(folder).entries)
        self._unsaved = False

    @property
    def entries(self) -> tuple[Entry, ...]:
        return tuple(self._entries)

    def put(self, data: bytes, entry: Entry, form: Format) -> Stored:
        """Copy a document into the corpus and list it; :meth:`save` writes the catalogue.

        Nothing happens where these very bytes are listed already, nor where the same document in
        the same language and format is listed with other bytes: that one must be removed first.

        Raises:
            UsageError: the system refuses to write; nothing is left half-written.
        """
        for held in self._entries:
            there = held.file is not None and (self.folder / held.file).is_file()
            if held.sha256 == entry.sha256 and there:
                return Stored(Outcome.KNOWN, held)
            if there and _same_place(held, entry, ending_of(form)):
                return Stored(Outcome.REFUSED, held)
        name = self._place(data, entry, ending_of(form))
        entry = replace(entry, file=name)
        self._list(entry)
        return Stored(Outcome.TAKEN, entry)

    def _place(self, data: bytes, entry: Entry, ending: str) -> str:
        """Write the bytes under a name that nothing else has; give the name."""
        for stem in (_stem(entry), f"{_stem(entry)}-{entry.sha256[:8]}"):
            target = self.folder / f"{stem}.{entry.language}.{ending}"
            if target.is_file() and target.read_bytes() == data:
                return target.name  # left by a process that was killed before it listed it
            try:
                _write(target, data, over=False)
            except FileExistsError:
                continue
            except OSError as error:
                raise UsageError("output-refused", path=target, reason=error) from None
            return target.name
        reason = OSError(errno.EEXIST, os.strerror(errno.EEXIST))
        raise UsageError("output-refused", path=target, reason=reason)

    def adopt(self, name: str, entry: Entry) -> Stored:
        """List a file that lies in the folder already, where it lies."""
        for held in self._entries:
            if held.file == name and held.sha256 == entry.sha256:
                return Stored(Outcome.KNOWN, held)
        entry = replace(entry, file=name, name=None)
        self._list(entry)
        return Stored(Outcome.TAKEN, entry)

    def remove(self, entry: Entry) -> None:
        """Take a document out of the catalogue and delete its file. Saves at once.

        Raises:
            UsageError: the system refuses to write.
        """
        path = self.folder / str(entry.file)
        going = path.with_name(f".{path.name}{_GOING}")
        try:
            if path.is_file():
                path.replace(going)
            self._delist(lambda row: row.get("file") == entry.file)
            self.save()
            going.unlink(missing_ok=True)
        except OSError as error:
            raise UsageError("output-refused", path=path, reason=error) from None

    def save(self) -> None:
        """Write the catalogue, if anything changed.

        Raises:
            UsageError: the system refuses to write.
        """
        if not self._unsaved:
            return
        rows = sorted(self._rows, key=lambda row: str(row.get("file", "")))
        text = _HEADER + tomli_w.dumps({"document": rows})
        try:
            _write(self.folder / FILE, text.encode(), over=True)
        except OSError as error:
            raise UsageError("output-refused", path=self.folder / FILE, reason=error) from None
        self._unsaved = False

    def _list(self, entry: Entry) -> None:
        self._delist(lambda row: row.get("file") == entry.file)
        self._rows.append(_row(entry))
        self._entries.append(entry)
        self._unsaved = True

    def _delist(self, gone: Any) -> None:
        kept = [row for row in self._rows if not gone(row)]
        self._unsaved = self._unsaved or len(kept) < len(self._rows)
        files = {row.get("file") for row in kept}
        self._rows = kept
        self._entries = [entry for entry in self._entries if entry.file in files]

    def recover(self) -> None:
        """Clear away what a process that was killed left: unfinished files, removals half done."""
        for path in list(self.folder.glob(f".*{_PART}")):
            path.unlink(missing_ok=True)
        for path in list(self.folder.glob(f".*{_GOING}")):
            name = path.name.removeprefix(".").removesuffix(_GOING)
            if not (self.folder / name).exists():
                self._delist(lambda row, name=name: row.get("file") == name)
            self.save()
            path.unlink(missing_ok=True)


@contextlib.contextmanager
def writing(corpus: Path, patience: float = _PATIENCE) -> Iterator[Store]:
    """The user's part of a corpus, open for writing; what was put is listed when it closes.

    Args:
        corpus: the folder of the corpus; it is made where it is missing.
        patience: seconds to wait while another process writes.

    Raises:
        UsageError: the folder cannot be written to, or another process does not finish.
        UnreadableError: the catalogue is broken.
    """
    folder = corpus / OFFICIAL
    lock = filelock.FileLock(folder / LOCK, timeout=patience)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock.acquire()
    except filelock.Timeout:
        raise UsageError("corpus-busy", path=corpus) from None
    except OSError as error:
        raise UsageError("output-refused", path=error.filename or folder, reason=error) from None
    try:
        store = Store(folder)
        store.recover()
        try:
            yield store
        finally:
            store.save()
    finally:
        lock.release()


def leftovers(folder: Path) -> tuple[Path, ...]:
    """What a process that was killed left in the folder, in order of names."""
    return tuple(sorted(p for end in (_PART, _GOING) for p in folder.glob(f".*{end}")))


def _same_place(held: Entry, entry: Entry, ending: str) -> bool:
    """Whether two entries are one document in one language and format."""
    return (
        entry.symbol is not None
        and held.symbol == entry.symbol
        and held.language is entry.language
        and held.provenance is entry.provenance
        and str(held.file).endswith(f".{ending}")
    )


def _stem(entry: Entry) -> str:
    """The name of a file without its endings: ``CTOC-COP-2018-1``, ``CTOC-COP-report-12-1a2b…``."""
    if entry.symbol is not None:
        named = str(entry.symbol)
    else:
        named = f"{entry.body}-{entry.kind}-{entry.session}-{entry.sha256[:8]}"
    if entry.provenance != "official":
        named += f"-{entry.provenance}"
    return re.sub(r"[^\w.]+", "-", named).strip("-.")[:_LONGEST_NAME]


def _row(entry: Entry) -> dict[str, Any]:
    """An entry as a row of the catalogue; what is not known is left out."""
    values: dict[str, Any] = {
        "symbol": str(entry.symbol) if entry.symbol else None,
        "body": None if entry.symbol else entry.body,
        "kind": str(entry.kind),
        "session": entry.session,
        "year": entry.year,
        "opens": entry.opens,
        "closes": entry.closes,
        "issued": entry.issued,
        "language": str(entry.language),
        "provenance": str(entry.provenance),
        "title": entry.title,
        "file": entry.file,
        "sha256": entry.sha256,
        "name": entry.name,
        "address": entry.address,
        "fetched": entry.fetched,
    }
    return {key: value for key, value in values.items() if value is not None}


def _raw_rows(folder: Path) -> list[dict[str, Any]]:
    """The rows as they stand, so that what else somebody wrote into them is kept."""
    try:
        table = tomli.loads((folder / FILE).read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomli.TOMLDecodeError):
        return []  # read_catalogue says what is wrong with it
    rows = table.get("document", [])
    return [dict(row) for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []


def _write(target: Path, data: bytes, *, over: bool) -> None:
    """Write a file whole or not at all; ``over`` says whether it may replace one."""
    handle, name = tempfile.mkstemp(prefix=f".{target.name}.", suffix=_PART, dir=target.parent)
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        part.chmod(0o644)
        if over:
            part.replace(target)
        elif hasattr(os, "link"):
            try:
                os.link(part, target)
            except FileExistsError:
                raise
            except OSError:  # file systems without hard links; the lock keeps others away
                _move(part, target)
        else:
            _move(part, target)
    finally:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)


def _move(part: Path, target: Path) -> None:
    if target.exists():
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(target))
    part.replace(target)
