from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from ctocdiff.corpus.holdings import Corpus
from ctocdiff.corpus.places import bundled
from ctocdiff.corpus.requests import Request, find_documents, require_items
from ctocdiff.errors import CtocdiffError, NotInCorpusError, UnreadableError, UsageError
from ctocdiff.language import Language
from ctocdiff.model import Document, DocumentKind, Provenance

EN, FR = Language.EN, Language.FR


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return Corpus.open([bundled()])


def find(
    corpus: Corpus, *asked: str, language: Language | None = None, ui: Language = EN
) -> tuple[Document, ...]:
    requests = [Request.parse(each) for each in asked]
    return find_documents(requests, corpus, DocumentKind.AGENDA, language, ui)


@pytest.mark.parametrize(
    ("asked", "wanted", "language", "is_path"),
    [
        ("2018", "2018", None, False),
        ("9", "9", None, False),
        ("CTOC/COP/2018/1", "CTOC/COP/2018/1", None, False),
        ("2018:fr", "2018", FR, False),
        ("9:EN", "9", EN, False),
        ("CTOC/COP/2018/1:fr", "CTOC/COP/2018/1", FR, False),
        ("agenda.txt", "agenda.txt", None, True),
        ("./agenda", "./agenda", None, True),
        ("/tmp/a:b", "/tmp/a:b", None, True),
        ("C:\\agenda.txt", "C:\\agenda.txt", None, True),
        ("AGENDA.DOCX", "AGENDA.DOCX", None, True),
        ("", "", None, False),
        ("9" * 5000, "9" * 5000, None, False),
    ],
)
def test_a_request_is_read(
    asked: str, wanted: str, language: Language | None, is_path: bool
) -> None:
    request = Request.parse(asked)
    assert (request.wanted, request.language) == (wanted, language)
    assert request.path == (Path(asked) if is_path else None)


def test_a_file_that_exists_comes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "2018").write_text("x")
    assert Request.parse("2018").path == Path("2018")


@pytest.mark.parametrize("asked", ["2018:es", "2018:", ":", "a:b:c"])
def test_an_unknown_language_is_refused(asked: str) -> None:
    with pytest.raises(UsageError) as caught:
        Request.parse(asked)
    assert caught.value.code == "language-unknown"


@pytest.mark.parametrize(
    "asked", ["2018", "9", "CTOC/COP/2018/1", "ctoc/cop/2018/1", "2018:en", "9:en"]
)
def test_one_document_has_many_names(corpus: Corpus, asked: str) -> None:
    (document,) = find(corpus, asked)
    assert (document.name, document.language) == ("CTOC/COP/2018/1", EN)


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ("2013", "agenda-unknown"),
        ("13", "agenda-session-unknown"),
        ("0", "agenda-session-unknown"),
        ("CTOC/COP/2013/1", "symbol-missing"),
        ("gibberish", "request-unknown"),
        ("", "request-unknown"),
        ("²", "request-unknown"),
        ("٢٠١٨", "request-unknown"),
        ("9" * 5000, "request-unknown"),
    ],
)
def test_what_is_not_at_hand_is_said_with_what_is(corpus: Corpus, asked: str, code: str) -> None:
    with pytest.raises(NotInCorpusError) as caught:
        find(corpus, asked)
    assert caught.value.code == code
    assert caught.value.details["known"]


@pytest.mark.parametrize("asked", ["CTOC/COP/2018/11", "CTOC/CPO/2018/1", "CTOC/COP/2081/1"])
def test_of_the_symbols_at_hand_the_nearest_comes_first(corpus: Corpus, asked: str) -> None:
    with pytest.raises(NotInCorpusError) as caught:
        find(corpus, asked)
    assert str(caught.value.details["known"]).startswith("CTOC/COP/2018/1,")


@pytest.mark.parametrize(
    ("asked", "language", "ui", "chosen"),
    [
        (["2012", "2018"], None, EN, [EN, EN]),
        (["2012", "2018"], None, FR, [FR, FR]),
        (["2012", "2018"], FR, EN, [FR, FR]),
        (["2012:fr", "2018"], None, EN, [FR, FR]),
        (["2012", "2018:fr"], None, EN, [FR, FR]),
        (["2012:en", "2018:fr"], None, EN, [EN, FR]),
    ],
)
def test_all_documents_in_one_language_where_that_is_possible(
    corpus: Corpus,
    asked: list[str],
    language: Language | None,
    ui: Language,
    chosen: list[Language],
) -> None:
    documents = find(corpus, *asked, language=language, ui=ui)
    assert [document.language for document in documents] == chosen


def test_the_language_with_more_official_documents_goes_before_the_preferred(
    corpus: Corpus,
) -> None:
    """Whoever added French originals wants them compared, whatever language the program speaks."""

    def with_official(*known: tuple[int, Language]) -> Corpus:
        held = tuple(
            replace(h, provenance=Provenance.OFFICIAL) if (h.year, h.language) in known else h
            for h in corpus.holdings
        )
        return Corpus(corpus.sessions, held)

    def language(held: Corpus) -> Language:
        documents = find(held, "2018", "2024", ui=EN)
        return documents[0].language

    assert language(corpus) is EN
    assert language(with_official((2018, FR))) is FR
    assert language(with_official((2018, FR), (2024, EN))) is EN
    assert language(with_official((2018, FR), (2024, FR), (2024, EN))) is FR
    assert language(with_official((2012, FR))) is EN


def test_a_file_settles_the_language(corpus: Corpus, digests_folder: Path) -> None:
    path = digests_folder / "agenda-2012.fr.txt"
    before, after = find(corpus, str(path), "2018")
    assert (before.source.name, after.language) == (path.name, FR)


def test_a_language_that_is_not_at_hand(tmp_path: Path) -> None:
    held = Corpus.open([bundled()])
    english = Corpus((), tuple(h for h in held.holdings if h.language is EN))
    with pytest.raises(NotInCorpusError) as caught:
        find(english, "2018", language=FR)
    assert caught.value.code == "language-missing"
    assert caught.value.details["known"] == "en"


def test_a_document_without_items_is_no_agenda(tmp_path: Path, corpus: Corpus) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("Dear keeper of the ferry, the river is high and the oars are gone for good.\n")
    (document,) = find(corpus, str(path))
    with pytest.raises(UnreadableError) as caught:
        require_items(document)
    assert caught.value.code == "no-items"


def test_every_error_has_an_exit_code_of_the_design() -> None:
    def below(kind: type[CtocdiffError]) -> set[type[CtocdiffError]]:
        return {kind}.union(*(below(child) for child in kind.__subclasses__()))

    assert {kind.exit_code for kind in below(CtocdiffError)} == {2, 3, 4, 5}
