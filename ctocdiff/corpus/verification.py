"""Whether catalogues, files and what the files say of themselves agree."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from ctocdiff.corpus.catalogue import Entry, Knowledge, read_catalogue
from ctocdiff.corpus.holdings import all_places, unlisted
from ctocdiff.corpus.places import OFFICIAL
from ctocdiff.corpus.recognition import recognise
from ctocdiff.corpus.store import leftovers
from ctocdiff.errors import UnreadableError
from ctocdiff.read import read_bytes

_COMPARED = ("symbol", "session", "language", "opens")


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that does not agree; ``code`` is a key of the lexicon's ``corpus.problem``.

    ``damaged`` says that a listed document cannot be had as the catalogue says.
    """

    code: str
    path: Path
    damaged: bool = False
    details: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Checked:
    """One file that was checked, with what was found."""

    path: Path
    problems: tuple[Problem, ...]


def verify(folders: Sequence[Path]) -> Iterator[Checked]:
    """Check every listed file, and every other file in ``official/``, of several corpora.

    Raises:
        UnreadableError: a catalogue is broken.
    """
    catalogues = {place: read_catalogue(place) for place in all_places(folders)}
    # without documents: what a file says is to be compared with what is known of it
    knowledge = Knowledge(Knowledge.of(catalogues.values()).sessions, ())
    listed: set[Path] = set()
    for place, catalogue in catalogues.items():
        for entry in catalogue.entries:
            if entry.file is not None:
                path = place / entry.file
                twice = (Problem("twice", path),) if path in listed else ()
                listed.add(path)
                yield Checked(path, (*twice, *_check(path, entry, knowledge)))
    for place in catalogues:
        if place.name == OFFICIAL:
            for path in unlisted(place, listed):
                yield Checked(path, (Problem("unlisted", path),))
            for path in leftovers(place):
                yield Checked(path, (Problem("leftover", path),))


def _check(path: Path, entry: Entry, knowledge: Knowledge) -> Iterator[Problem]:
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        yield Problem("missing", path, damaged=True)
        return
    except OSError as error:
        yield Problem("refused", path, damaged=True, details=(("reason", str(error.strerror)),))
        return
    if hashlib.sha256(data).hexdigest() != entry.sha256:
        yield Problem("changed", path, damaged=True)
        return
    try:
        found, _ = recognise(read_bytes(data, path.name), knowledge)
    except UnreadableError as error:
        if error.code != "document-unrecognised":  # it need not say what it is to be what it is
            yield Problem("unreadable", path, damaged=True, details=(("reason", error.code),))
        return
    for field in _COMPARED:
        said, known = getattr(found, field), getattr(entry, field)
        if None not in (said, known) and said != known:
            details = (("field", field), ("known", str(known)), ("said", str(said)))
            yield Problem("disagrees", path, details=details)
