"""Files and folders → the corpus: each file recognised, copied and listed, or refused.

Reading and recognising happens outside the lock, in batches; what was put is listed after each
batch, so that a process that is killed loses little and the next run goes on.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from ctocdiff.corpus.catalogue import FILE, Entry, Knowledge, read_catalogue
from ctocdiff.corpus.holdings import all_places
from ctocdiff.corpus.places import OFFICIAL
from ctocdiff.corpus.recognition import recognise
from ctocdiff.corpus.store import Outcome, writing
from ctocdiff.errors import CtocdiffError, UnreadableError
from ctocdiff.language import Language
from ctocdiff.model import Format
from ctocdiff.read import read_bytes

_BATCH_FILES, _BATCH_BYTES = 16, 32_000_000
_LARGEST = 200_000_000  # bytes; no document comes near


@dataclass(frozen=True, slots=True)
class Candidate:
    """A file to add; ``named`` says that it was named itself and not found in a folder."""

    path: Path
    named: bool


@dataclass(frozen=True, slots=True)
class Added:
    """What became of a file: its entry where it was recognised, a reason where it was refused."""

    path: Path
    named: bool
    outcome: Outcome
    entry: Entry | None = None
    reason: CtocdiffError | None = None


_Recognised = tuple[Added, bytes, Format]
"""A file that was read, its bytes, and their format; no bytes where it need not be written."""


def find_files(paths: Iterable[Path]) -> tuple[Candidate, ...]:
    """The files that are named, and those in folders and below; hidden ones are left out."""
    found: dict[Path, Candidate] = {}
    for path in paths:
        inside = sorted(_below(path)) if path.is_dir() else []
        for each in inside or [path]:
            found.setdefault(each, Candidate(each, not inside))
    return tuple(found.values())


def _below(folder: Path) -> Iterator[Path]:
    for here, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in names:
            path = Path(here) / name
            if not name.startswith(".") and (path.is_file() or path.is_symlink()):
                yield path


def add(
    candidates: Sequence[Candidate],
    corpus: Path,
    beneath: Sequence[Path],
    *,
    language: Language | None = None,
) -> Iterator[Added]:
    """Put files into a corpus; say of each what became of it, in the order given.

    Args:
        candidates: the files.
        corpus: the folder of the corpus; it is made where it is missing.
        beneath: the corpora that lie beneath, whose catalogues are known too.
        language: the language of all the files, where it need not be found out.

    Raises:
        UsageError: the corpus cannot be written to.
        UnreadableError: a catalogue is broken.
    """
    places = all_places([corpus, *beneath])
    catalogues = {place: read_catalogue(place) for place in places}
    knowledge = Knowledge.of(catalogues.values())
    held = {
        entry.sha256: entry
        for place, catalogue in catalogues.items()
        for entry in catalogue.entries
        if entry.file is not None and (place / entry.file).is_file()
    }
    batch: list[_Recognised] = []
    for candidate in candidates:
        batch.append(_recognised(candidate, knowledge, held, language))
        if len(batch) >= _BATCH_FILES or sum(len(data) for _, data, _ in batch) > _BATCH_BYTES:
            yield from _put(batch, corpus)
            batch = []
    yield from _put(batch, corpus)


def _recognised(
    candidate: Candidate,
    knowledge: Knowledge,
    held: dict[str, Entry],
    language: Language | None,
) -> _Recognised:
    path, named = candidate.path, candidate.named
    try:
        data = _bytes(path)
        sha256 = hashlib.sha256(data).hexdigest()
        if sha256 in held:
            return Added(path, named, Outcome.KNOWN, held[sha256]), b"", Format.TEXT
        source = read_bytes(data, path.name.encode("utf-8", "replace").decode())
        entry, _ = recognise(source, knowledge, language=language)
    except CtocdiffError as error:
        return Added(path, named, Outcome.REFUSED, None, error), b"", Format.TEXT
    name = path.name.encode("utf-8", "replace").decode()
    return Added(path, named, Outcome.TAKEN, replace(entry, name=name)), data, source.format


def _bytes(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise UnreadableError("folder-empty", path=path)
        if not path.is_file():  # a pipe or a device would never end
            raise UnreadableError("file-missing", path=path)
        if path.stat().st_size > _LARGEST:
            raise UnreadableError("file-too-large", path=path, megabytes=_LARGEST // 1_000_000)
        return path.read_bytes()
    except ValueError:
        raise UnreadableError("file-missing", path=path) from None
    except OSError as error:
        raise UnreadableError("file-refused", path=path, reason=error) from None


def _put(batch: Sequence[_Recognised], corpus: Path) -> Iterator[Added]:
    """Write a batch; nothing is locked or made where there is nothing to write."""
    if not any(added.outcome is Outcome.TAKEN for added, _, _ in batch):
        yield from (added for added, _, _ in batch)
        return
    done = []
    with writing(corpus) as store:
        official = (corpus / OFFICIAL).resolve()
        for added, data, form in batch:
            if added.outcome is not Outcome.TAKEN or added.entry is None:
                done.append(added)
                continue
            if added.path.parent.resolve() == official and added.path.name != FILE:
                stored = store.adopt(added.path.name, added.entry)
            else:
                stored = store.put(data, added.entry, form)
            if stored.outcome is Outcome.REFUSED:
                entry = added.entry
                other = UnreadableError(
                    "document-other", path=added.path.name, symbol=entry.symbol,
                    language=entry.language, file=stored.entry.file,
                )  # fmt: skip
                done.append(replace(added, outcome=Outcome.REFUSED, reason=other))
            else:
                done.append(replace(added, outcome=stored.outcome, entry=stored.entry))
    yield from done
