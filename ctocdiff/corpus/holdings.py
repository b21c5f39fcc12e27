"""The documents that can be read now: listed files, digests, and what lies in ``official/``."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from ctocdiff.corpus.catalogue import Catalogue, Entry, Session, read_catalogue
from ctocdiff.errors import UnreadableError
from ctocdiff.language import Language
from ctocdiff.model import Document, DocumentKind, Provenance
from ctocdiff.outline import outline
from ctocdiff.read import read
from ctocdiff.symbols import Symbol

OFFICIAL = "official"
_LINES_READ = 120  # a document names itself in its head, or in the first items of its agenda


@dataclass(frozen=True, slots=True)
class Holding:
    """A document at hand: the facts needed to choose it, and its file."""

    symbol: Symbol | None
    kind: DocumentKind
    session: int | None
    year: int | None
    language: Language
    provenance: Provenance
    path: Path


@dataclass(frozen=True, slots=True)
class Corpus:
    """The sessions known and the documents at hand, official ones before digests."""

    sessions: tuple[Session, ...]
    holdings: tuple[Holding, ...]

    @classmethod
    def open(cls, folders: Sequence[Path]) -> Corpus:
        """Read the corpora of several folders, the user's own first, the bundled one last.

        Files in ``official/`` that no catalogue knows by their hash are recognised by what they
        say of themselves; a file that cannot be recognised is passed over.

        Raises:
            UnreadableError: a catalogue is broken.
        """
        unique = tuple(dict.fromkeys(folder.resolve() for folder in folders))
        catalogues = {folder: read_catalogue(folder) for folder in unique}
        sessions = {
            (session.body, session.number): session
            for catalogue in reversed(list(catalogues.values()))
            for session in catalogue.sessions
        }
        by_hash = {
            entry.sha256: entry
            for catalogue in catalogues.values()
            for entry in catalogue.entries
            if entry.provenance is Provenance.OFFICIAL
        }
        found: list[Holding] = []
        for folder, catalogue in catalogues.items():
            found.extend(_listed(folder, catalogue))
            found.extend(_lying(folder / OFFICIAL, by_hash, found))
        ranked = sorted(
            _distinct(found), key=lambda held: (held.provenance is not Provenance.OFFICIAL,)
        )
        ordered = tuple(sessions[key] for key in sorted(sessions))
        return cls(ordered, tuple(ranked))

    def of_kind(self, kind: DocumentKind) -> tuple[Holding, ...]:
        """The holdings of one kind, by year, official ones first."""
        held = (holding for holding in self.holdings if holding.kind is kind)
        return tuple(sorted(held, key=lambda holding: holding.year or 0))


def load(holding: Holding) -> Document:
    """Read and outline a holding.

    Raises:
        UnreadableError: its file has gone or cannot be read.
    """
    return outline(read(holding.path), language=holding.language)


def _listed(folder: Path, catalogue: Catalogue) -> Iterator[Holding]:
    for entry in catalogue.entries:
        if entry.file is not None and (folder / entry.file).is_file():
            yield _holding(entry, folder / entry.file)


def _lying(folder: Path, by_hash: dict[str, Entry], known: Iterable[Holding]) -> Iterator[Holding]:
    taken = {holding.path for holding in known}
    if not folder.is_dir():
        return
    for path in sorted(folder.iterdir()):
        if path.is_file() and not path.name.startswith(".") and path not in taken:
            entry = by_hash.get(_hash(path))
            held = _holding(entry, path) if entry else recognise(path)
            if held is not None:
                yield held


def _hash(path: Path) -> str:
    """The SHA-256 of a file, "" where it cannot be read."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""


def recognise(path: Path) -> Holding | None:
    """What a file is, by what its beginning says of it; None where it does not say enough."""
    try:
        source = read(path)
        document = outline(replace(source, lines=source.lines[:_LINES_READ]))
    except UnreadableError:
        return None
    head = document.masthead
    if head.symbol is None and head.session is None:
        return None
    return Holding(
        head.symbol,
        document.kind,
        head.session,
        document.year,
        document.language,
        document.provenance,
        path,
    )


def _holding(entry: Entry, path: Path) -> Holding:
    return Holding(
        entry.symbol,
        entry.kind,
        entry.session,
        entry.year,
        entry.language,
        entry.provenance,
        path,
    )


def _distinct(found: Iterable[Holding]) -> Iterator[Holding]:
    seen = set()
    for holding in found:
        key = replace(holding, path=Path())
        if key not in seen:
            seen.add(key)
            yield holding
