"""The documents that can be read now: listed files, digests, and what lies in ``official/``."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from ctocdiff.corpus.bulk import uncollected
from ctocdiff.corpus.catalogue import FILE, Entry, Knowledge, Session, read_catalogue
from ctocdiff.corpus.places import OFFICIAL
from ctocdiff.errors import UnreadableError
from ctocdiff.language import Language
from ctocdiff.model import Document, DocumentKind, Provenance, SessionFacts, Source
from ctocdiff.symbols import Symbol

_LINES_READ = 120  # a document names itself in its head, or in the first items of its agenda

_NOTHING = Knowledge((), ())
_FORMATS = ("xml", "docx", "odt", "html", "txt", "doc", "rtf", "pdf")  # by what they tell


@dataclass(frozen=True, slots=True)
class Holding:
    """A document at hand: the facts needed to choose it, and its file.

    ``entry`` is what a catalogue says of it, or what it says of itself.
    """

    symbol: Symbol | None
    kind: DocumentKind
    session: int | None
    year: int | None
    language: Language
    provenance: Provenance
    path: Path
    entry: Entry | None = field(default=None, compare=False)

    @property
    def name(self) -> str:
        """The symbol where it is known, else the file name."""
        return str(self.symbol) if self.symbol else self.path.name

    @property
    def body(self) -> str | None:
        """The series of the body: "CTOC/COP"."""
        if self.entry is not None and self.entry.body is not None:
            return self.entry.body
        return self.symbol.body if self.symbol else None


@dataclass(frozen=True, slots=True)
class Corpus:
    """The sessions known and the documents at hand, official ones before digests."""

    sessions: tuple[Session, ...]
    holdings: tuple[Holding, ...]

    @classmethod
    @uncollected()
    def open(cls, folders: Sequence[Path]) -> Corpus:
        """Read the corpora of several folders, the user's own first, the bundled one last.

        Files in ``official/`` that no catalogue lists are recognised by their hash or by what they
        say of themselves; a file that cannot be recognised is passed over.

        Raises:
            UnreadableError: a catalogue is broken.
        """
        places = all_places(folders)
        catalogues = {place: read_catalogue(place) for place in places}
        knowledge = Knowledge.of(catalogues.values())
        found: list[Holding] = []
        for place in places:
            found.extend(_listed(place, catalogues[place].entries))
        for place in places:
            if place.name == OFFICIAL:
                found.extend(_lying(place, knowledge, found))
        ranked = sorted(_distinct(found), key=_rank)
        ordered = sorted(knowledge.sessions, key=lambda session: (session.body, session.number))
        return cls(tuple(ordered), tuple(ranked))

    @property
    def calendar(self) -> tuple[SessionFacts, ...]:
        """The sessions as findings and comparisons take them."""
        return tuple(
            SessionFacts(session.body, session.number, session.opens, session.closes)
            for session in self.sessions
        )

    def of_kind(self, kind: DocumentKind) -> tuple[Holding, ...]:
        """The holdings of one kind, by year, official ones first."""
        held = (holding for holding in self.holdings if holding.kind is kind)
        return tuple(sorted(held, key=lambda holding: holding.year or 0))


def all_places(folders: Sequence[Path]) -> tuple[Path, ...]:
    """The folders that may have a catalogue: of each corpus ``official/``, then the corpus."""
    unique = dict.fromkeys(folder.resolve() for folder in folders)
    return tuple(place for folder in unique for place in (folder / OFFICIAL, folder))


def load(holding: Holding) -> Document:
    """Read and outline a holding; what its masthead does not say is taken from the catalogue.

    Raises:
        UnreadableError: its file has gone or cannot be read.
    """
    from ctocdiff.read import read

    return outlined(read(holding.path), holding)


def outlined(source: Source, holding: Holding) -> Document:
    """Outline what was read of a holding, as :func:`load` does."""
    from ctocdiff.outline import outline  # to know what is held takes none of the readers

    document = outline(source, language=holding.language)
    head, entry = document.masthead, holding.entry
    if entry is None:
        return document
    head = replace(
        head,
        symbol=head.symbol or entry.symbol,
        session=head.session or entry.session,
        opens=head.opens or entry.opens,
        closes=head.closes or entry.closes,
        issued=head.issued or entry.issued,
    )
    return replace(document, masthead=head)


def _rank(holding: Holding) -> tuple[bool, int]:
    """Official documents first; of several files of one, that with the most structure."""
    ending = holding.path.suffix[1:].lower()
    at = _FORMATS.index(ending) if ending in _FORMATS else len(_FORMATS)
    return holding.provenance is Provenance.DIGEST, at


def _listed(folder: Path, entries: Iterable[Entry]) -> Iterator[Holding]:
    for entry in entries:
        if entry.file is not None and (path := folder / entry.file).is_file():
            yield _holding(entry, path)


def unlisted(folder: Path, known: Iterable[Path]) -> Iterator[Path]:
    """The files of a folder ``official`` that are not among those known, by name."""
    taken = set(known)
    if not folder.is_dir():
        return
    for path in sorted(folder.iterdir()):
        hidden = path.name.startswith(".") or path.name == FILE
        if path.is_file() and not hidden and path not in taken:
            yield path


def _lying(folder: Path, knowledge: Knowledge, known: Iterable[Holding]) -> Iterator[Holding]:
    for path in unlisted(folder, [holding.path for holding in known]):
        entry = knowledge.by_hash(_hash(path))
        held = _holding(entry, path) if entry else recognise(path, knowledge)
        if held is not None:
            yield held


def _hash(path: Path) -> str:
    """The SHA-256 of a file, "" where it cannot be read."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""


def recognise(path: Path, knowledge: Knowledge = _NOTHING) -> Holding | None:
    """What a file is, by what its beginning says of it; None where it does not say enough."""
    from ctocdiff.corpus.recognition import recognise as recognise_source
    from ctocdiff.read import read

    try:
        source = read(path)
        entry, _ = recognise_source(replace(source, lines=source.lines[:_LINES_READ]), knowledge)
    except UnreadableError:
        return None
    return _holding(entry, path)


def _holding(entry: Entry, path: Path) -> Holding:
    return Holding(
        entry.symbol,
        entry.kind,
        entry.session,
        entry.year,
        entry.language,
        entry.provenance,
        path,
        entry,
    )


def _distinct(found: Iterable[Holding]) -> Iterator[Holding]:
    """Each document once, where several folders hold the same file."""
    seen = set()
    for holding in found:
        key = holding.entry.sha256 if holding.entry else str(holding.path)
        if key not in seen:
            seen.add(key)
            yield holding
