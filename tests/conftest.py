"""What tests share: the digests, and the official documents where they are at hand."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from hypothesis import settings

from ctocdiff.corpus.catalogue import read_catalogue
from ctocdiff.corpus.places import bundled
from ctocdiff.model import Document, DocumentKind, Provenance
from ctocdiff.outline import outline
from ctocdiff.read import read
from tests.complaints import AFTER, BEFORE

# The same examples on every run; how long one takes says more of the machine than of the code.
settings.register_profile("ctocdiff", derandomize=True, deadline=None)
settings.load_profile("ctocdiff")


def _folder(variable: str, what: str) -> Path:
    named = os.environ.get(variable)
    if not named:
        pytest.skip(f"{variable} is not set: it names the folder of {what}")
    folder = Path(named)
    if not folder.is_dir():
        pytest.skip(f"{variable} names {named}, which is no folder")
    return folder


@pytest.fixture(scope="session")
def official_folder() -> Path:
    """The folder of the official documents, which are not the project's to ship."""
    return _folder("CTOCDIFF_OFFICIAL", "the official documents")


@pytest.fixture(scope="session")
def unxml_folder() -> Path:
    """The folder of official documents as Akoma Ntoso XML."""
    return _folder("CTOCDIFF_UNXML", "the official documents as XML")


@pytest.fixture(scope="session")
def official_file(official_folder: Path) -> Callable[[int], Path]:
    """Gives the file of the official agenda of a year, recognised by its hash."""
    files = {
        hashlib.sha256(path.read_bytes()).hexdigest(): path
        for path in sorted(official_folder.iterdir())
        if path.is_file()
    }
    listed = {
        entry.year: entry.sha256
        for entry in read_catalogue(bundled()).entries
        if entry.provenance is Provenance.OFFICIAL and entry.kind is DocumentKind.AGENDA
    }

    def find(year: int) -> Path:
        path = files.get(listed[year])
        if path is None:
            pytest.skip(f"the official agenda of {year} is not in CTOCDIFF_OFFICIAL")
        return path

    return find


@pytest.fixture(scope="session")
def official_agenda(official_file: Callable[[int], Path]) -> Callable[[int], Document]:
    """Gives the official agenda of a year, outlined once for all tests."""

    @cache
    def load(year: int) -> Document:
        return outline(read(official_file(year)))

    return load


@pytest.fixture(scope="session")
def digests_folder() -> Path:
    """The folder of the bundled digests."""
    return bundled() / "digests"


@pytest.fixture(scope="session")
def digest(digests_folder: Path) -> Callable[[int, str], Document]:
    """Gives the outlined digest of a year's agenda in a language."""

    @cache
    def find(year: int, language: str) -> Document:
        return outline(read(digests_folder / f"agenda-{year}.{language}.txt"))

    return find


@pytest.fixture
def apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each test in a folder of its own, away from the corpus of whoever runs it."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    for name in ("CTOCDIFF_CORPUS", "CTOCDIFF_UI", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def pair(tmp_path: Path) -> tuple[str, str]:
    """Two small agendas in the folder of the test, by their names."""
    (tmp_path / "before.txt").write_text(BEFORE, "utf-8")
    (tmp_path / "after.txt").write_text(AFTER, "utf-8")
    return "before.txt", "after.txt"
