from __future__ import annotations

import hashlib
import shutil
from pathlib import Path

import pytest

from ctocdiff.corpus.catalogue import FILE, read_catalogue
from ctocdiff.corpus.holdings import OFFICIAL, Corpus, load, recognise
from ctocdiff.corpus.places import bundled, find_corpus
from ctocdiff.errors import UsageError
from ctocdiff.language import Language
from ctocdiff.model import DocumentKind, Provenance

AGENDA = """
Conference of the States Parties to the Convention against Corruption

CAC/COSP/2031/1

Ninth session
Vienna, 5–9 May 2031

Annotated provisional agenda

Annotations

1. Ferries

Ferries wait for no one, and least of all for those who are late at the pier.
"""


def official(folder: Path, name: str = "agenda.txt", text: str = AGENDA) -> Path:
    path = folder / OFFICIAL / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


def test_the_bundled_corpus_holds_the_digests_in_both_languages() -> None:
    held = Corpus.open([bundled()]).of_kind(DocumentKind.AGENDA)
    digests = [h for h in held if h.provenance is Provenance.DIGEST]
    assert [(h.year, h.session) for h in digests if h.language is Language.EN] == [
        (2012, 6),
        (2018, 9),
        (2024, 12),
    ]
    assert len(digests) == 6


def test_a_digest_says_of_itself_what_the_catalogue_says_of_it() -> None:
    for holding in Corpus.open([bundled()]).holdings:
        if holding.provenance is Provenance.DIGEST:
            found = recognise(holding.path)
            assert found == holding


def test_the_hashes_of_the_catalogue_are_those_of_the_digests() -> None:
    for entry in read_catalogue(bundled()).entries:
        if entry.file is not None:
            data = (bundled() / entry.file).read_bytes()
            assert hashlib.sha256(data).hexdigest() == entry.sha256, entry.file


def test_a_file_in_official_is_recognised_by_what_it_says(tmp_path: Path) -> None:
    path = official(tmp_path, "whatever.dat")
    (holding,) = Corpus.open([tmp_path]).holdings
    assert str(holding.symbol) == "CAC/COSP/2031/1"
    assert (holding.kind, holding.session, holding.year) == (DocumentKind.AGENDA, 9, 2031)
    assert (holding.language, holding.provenance) == (Language.EN, Provenance.OFFICIAL)
    assert holding.path == path
    assert load(holding).source.name == "whatever.dat"


def test_a_file_the_catalogue_knows_by_its_hash_is_what_the_catalogue_says(tmp_path: Path) -> None:
    digest = hashlib.sha256(official(tmp_path).read_bytes()).hexdigest()
    (tmp_path / FILE).write_text(
        '[[document]]\nsymbol = "CTOC/COP/2031/7"\nkind = "note"\nsession = 3\nlanguage = "fr"\n'
        f'provenance = "official"\nsha256 = "{digest}"\n'
    )
    (holding,) = Corpus.open([tmp_path]).holdings
    assert (str(holding.symbol), holding.kind) == ("CTOC/COP/2031/7", DocumentKind.NOTE)


def test_official_files_come_before_digests(tmp_path: Path) -> None:
    digest = bundled() / "digests" / "agenda-2018.en.txt"
    lines = digest.read_text("utf-8").splitlines(keepends=True)
    told = [line for line in lines if not line.startswith("[")]
    official(tmp_path, "mine.txt", "".join(told))
    held = Corpus.open([tmp_path, bundled()]).of_kind(DocumentKind.AGENDA)
    english = [h for h in held if h.year == 2018 and h.language is Language.EN]
    assert [h.provenance for h in english] == [Provenance.OFFICIAL, Provenance.DIGEST]


def test_the_official_agendas_are_recognised(official_folder: Path, tmp_path: Path) -> None:
    shutil.copytree(official_folder, tmp_path / OFFICIAL)
    held = Corpus.open([tmp_path, bundled()]).of_kind(DocumentKind.AGENDA)
    found = {h.year: h for h in held if h.provenance is Provenance.OFFICIAL}
    assert {year: h.session for year, h in found.items()} == {2012: 6, 2018: 9, 2024: 12}
    assert {h.language for h in found.values()} == {Language.FR}


@pytest.mark.parametrize("data", [b"", b"\x00\x01\x02", b"%PDF-1.7", b"no symbol in here at all"])
def test_what_cannot_be_recognised_is_passed_over(tmp_path: Path, data: bytes) -> None:
    official(tmp_path, "junk").write_bytes(data)
    official(tmp_path, ".hidden")
    (tmp_path / OFFICIAL / "folder").mkdir()
    (tmp_path / OFFICIAL / "gone.txt").symlink_to(tmp_path / "nowhere")
    assert Corpus.open([tmp_path]).holdings == ()


def test_a_listed_file_that_has_gone_is_not_held(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text(
        '[[document]]\nsymbol = "CTOC/COP/2031/1"\nkind = "agenda"\nlanguage = "en"\n'
        'provenance = "digest"\nsha256 = "00"\nfile = "gone.txt"\n'
    )
    assert Corpus.open([tmp_path]).holdings == ()


def test_the_same_folder_twice_holds_nothing_twice() -> None:
    once, twice = Corpus.open([bundled()]), Corpus.open([bundled(), bundled() / "digests" / ".."])
    assert once == twice


def test_where_the_corpus_is_looked_for(tmp_path: Path) -> None:
    asked, named, here, home = (tmp_path / name for name in ("asked", "named", "here", "home"))
    for folder in (asked, named, here / "corpora", home / "ctocdiff" / "corpora"):
        folder.mkdir(parents=True)
    everything = {"CTOCDIFF_CORPUS": str(named), "XDG_DATA_HOME": str(home)}
    assert find_corpus(asked, everything, here) == asked
    assert find_corpus(None, everything, here) == named
    assert find_corpus(None, {"XDG_DATA_HOME": str(home)}, here) == here / "corpora"
    assert find_corpus(None, {"XDG_DATA_HOME": str(home)}, tmp_path) == home / "ctocdiff/corpora"
    assert find_corpus(None, {"XDG_DATA_HOME": str(tmp_path)}, tmp_path) is None


def test_a_corpus_that_was_named_must_be_there(tmp_path: Path) -> None:
    for asked, environment in ((tmp_path / "no", {}), (None, {"CTOCDIFF_CORPUS": "/no/such"})):
        with pytest.raises(UsageError) as caught:
            find_corpus(asked, environment, tmp_path)
        assert caught.value.code == "corpus-missing"
