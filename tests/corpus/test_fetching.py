from __future__ import annotations

import datetime as dt
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import filelock
import pytest

from ctocdiff import __version__
from ctocdiff.corpus.catalogue import read_catalogue
from ctocdiff.corpus.fetching import LOCK, Fetched, Fetcher, Type, Wanted
from ctocdiff.corpus.places import OFFICIAL, bundled
from ctocdiff.corpus.store import Outcome
from ctocdiff.corpus.transport import OFFICIAL_BASE, Transport, check_base
from ctocdiff.corpus.verification import verify
from ctocdiff.errors import NetworkError, UsageError
from ctocdiff.language import Language
from ctocdiff.symbols import Symbol
from tests.corpus.documents import agenda
from tests.corpus.fake_system import Reply, System, as_docx, fake_system

EN, FR = Language.EN, Language.FR
CLOCK = dt.datetime(2031, 5, 4, 12, 30, tzinfo=dt.UTC)
ONE = "CAC/COSP/2031/1"
FRENCH = """CAC/COSP/2031/1
Conférence des États parties à la Convention contre la corruption
Distr. générale
Français
Original : anglais
Neuvième session
Vienne, 5-9 mai 2031
Ordre du jour provisoire annoté
Annotations
1. Bacs
Les bacs n'attendent personne, et surtout pas ceux qui arrivent en retard à l'embarcadère.
"""


def english(number: int = 1) -> bytes:
    return as_docx(agenda(number).decode())


@pytest.fixture
def system() -> Iterator[System]:
    with fake_system() as found:
        yield found


class Run:
    """A fetcher that waits for nothing and notes for how long it would have waited."""

    def __init__(self, corpus: Path, base: str, **options: Any) -> None:
        self.slept: list[float] = []
        transport = Transport(base, self.slept.append, **{"timeout": 20.0, **options})
        self.fetcher = Fetcher(
            corpus, [bundled()], transport, form=Type.DOC, pause=5.0,
            sleep=self.slept.append, clock=lambda: CLOCK,
        )  # fmt: skip

    def __call__(self, *wanted: str) -> list[Fetched]:
        return list(self.fetcher.run([_wanted(each) for each in wanted]))


def _wanted(text: str) -> Wanted:
    symbol, _, language = text.partition(":")
    return Wanted(Symbol.parse(symbol), Language(language or "en"))


def codes(done: list[Fetched]) -> list[str | None]:
    return [each.reason.code if each.reason else str(each.outcome) for each in done]


def files(corpus: Path) -> list[str]:
    return sorted(path.name for path in (corpus / OFFICIAL).glob("[!.]*.[!t]*"))


# --------------------------------------------------------------------------------- what is fetched


def test_a_document_is_fetched_and_its_provenance_recorded(tmp_path: Path, system: System) -> None:
    system.answer(f"{ONE} en doc", Reply(english()))
    run = Run(tmp_path, system.base)
    (done,) = run(ONE)
    assert done.outcome is Outcome.TAKEN
    (entry,) = read_catalogue(tmp_path / OFFICIAL).entries
    assert (tmp_path / OFFICIAL / str(entry.file)).read_bytes() == english()
    assert entry.file == "CAC-COSP-2031-1.en.docx"
    assert entry.address == f"{system.base}/api/symbol/access?s={ONE}&l=en&t=doc"
    assert (entry.fetched, entry.session, entry.language) == (CLOCK, 9, EN)
    assert run.slept == []
    assert system.agents == {f"ctocdiff/{__version__}"}
    assert [problem for each in verify([tmp_path]) for problem in each.problems] == []


def test_one_at_a_time_with_a_pause_between(tmp_path: Path, system: System) -> None:
    for number in (1, 2, 3):
        system.answer(f"CAC/COSP/2031/{number} en doc", Reply(english(number)))
    run = Run(tmp_path, system.base)
    done = run(*(f"CAC/COSP/2031/{number}" for number in (1, 2, 3)))
    assert codes(done) == ["taken"] * 3
    assert run.slept == [5.0, 5.0]
    assert system.most_at_once == 1


def test_what_is_there_is_not_asked_for_again(tmp_path: Path, system: System) -> None:
    for number in (1, 2):
        system.answer(f"CAC/COSP/2031/{number} en doc", Reply(english(number)))
    Run(tmp_path, system.base)(ONE)
    run = Run(tmp_path, system.base)
    assert codes(run(ONE, "CAC/COSP/2031/2")) == ["known", "taken"]
    assert run.slept == []  # nothing was asked for before
    assert system.asked == [f"{ONE} en doc", "CAC/COSP/2031/2 en doc"]
    assert codes(Run(tmp_path, "http://127.0.0.1:1")(ONE)) == ["known"]  # not even reached


def test_a_run_that_was_stopped_goes_on_where_it_was(tmp_path: Path, system: System) -> None:
    for number in (1, 2):
        system.answer(f"CAC/COSP/2031/{number} en doc", Reply(english(number)))
    steps = Run(tmp_path, system.base).fetcher.run([_wanted(ONE), _wanted("CAC/COSP/2031/2")])
    assert next(iter(steps)).outcome is Outcome.TAKEN
    steps.close()  # type: ignore[attr-defined]
    assert codes(Run(tmp_path, system.base)(ONE, "CAC/COSP/2031/2")) == ["known", "taken"]
    assert len(system.asked) == 2


def test_another_file_of_a_document_stays(tmp_path: Path, system: System) -> None:
    mine = tmp_path / OFFICIAL / "CAC-COSP-2031-1.en.docx"
    mine.parent.mkdir(parents=True)
    mine.write_bytes(b"my notes")
    system.answer(f"{ONE} en doc", Reply(english()))
    assert codes(Run(tmp_path, system.base)(ONE)) == ["taken"]
    assert mine.read_bytes() == b"my notes"


# --------------------------------------------------------------------------------------- the traps


@pytest.mark.parametrize(
    ("reply", "code"),
    [
        (Reply(b"<html><body>Not found</body></html>"), "fetch-missing"),
        (Reply(b""), "fetch-missing"),
        (Reply(b" \n"), "fetch-missing"),
        (Reply(b"No such document"), "fetch-missing"),
        (Reply(b"", status=404), "fetch-missing"),
        (Reply(b"", status=403), "fetch-refused"),
        (Reply(b"\x1f\x8b" + bytes(400)), "format-unsupported"),
        (Reply(b"\x89PNG\r\n\x1a\n" + bytes(400)), "format-unsupported"),
        (Reply(b"PK\x03\x04" + bytes(400)), "docx-damaged"),
    ],
)
def test_what_is_no_document(tmp_path: Path, system: System, reply: Reply, code: str) -> None:
    system.answer(f"{ONE} en doc", reply)
    run = Run(tmp_path, system.base)
    assert codes(run(ONE)) == [code]
    assert files(tmp_path) == []
    assert len(system.asked) == 1
    assert run.slept == []


def test_english_instead_of_french_is_noticed(tmp_path: Path, system: System) -> None:
    system.answer(f"{ONE} fr doc", Reply(english()))
    (done,) = Run(tmp_path, system.base)(f"{ONE}:fr")
    assert codes([done]) == ["fetch-language"]
    assert files(tmp_path) == []
    system.answer(f"{ONE} fr doc", Reply(as_docx(FRENCH)))
    (done,) = Run(tmp_path, system.base)(f"{ONE}:fr")
    assert codes([done]) == ["taken"]
    assert files(tmp_path) == ["CAC-COSP-2031-1.fr.docx"]


def test_another_document_is_noticed(tmp_path: Path, system: System) -> None:
    system.answer(f"{ONE} en doc", Reply(english(2)))
    assert codes(Run(tmp_path, system.base)(ONE)) == ["fetch-other"]


def test_a_joint_document_answers_to_both_its_symbols(tmp_path: Path, system: System) -> None:
    text = agenda(1).decode().replace(ONE, "E/CN.7/2031/17-E/CN.15/2031/18")
    for symbol in ("E/CN.7/2031/17", "E/CN.15/2031/18"):
        system.answer(f"{symbol} en doc", Reply(as_docx(text)))
    assert codes(Run(tmp_path, system.base)("E/CN.7/2031/17")) == ["taken"]


def test_a_document_that_does_not_say_its_symbol(tmp_path: Path, system: System) -> None:
    system.answer(f"{ONE} en doc", Reply(as_docx(agenda(1).decode().replace(ONE, ""))))
    (done,) = Run(tmp_path, system.base)(ONE)
    assert done.entry is not None
    assert str(done.entry.symbol) == ONE


@pytest.mark.parametrize("status", [502, 503, 504, 500, 429])
def test_a_server_that_is_busy_is_asked_again(tmp_path: Path, system: System, status: int) -> None:
    busy = Reply(b"<html>busy</html>", status=status)
    system.answer(f"{ONE} en doc", busy, busy, Reply(english()))
    run = Run(tmp_path, system.base)
    assert codes(run(ONE)) == ["taken"]
    assert run.slept == [5.0, 15.0]


def test_a_server_may_ask_for_a_longer_wait_but_not_for_ever(
    tmp_path: Path, system: System
) -> None:
    def busy(wait: str) -> Reply:
        return Reply(b"", status=503, headers={"Retry-After": wait})

    system.answer(f"{ONE} en doc", busy("30"), busy("99999"), busy("soon"), Reply(english()))
    run = Run(tmp_path, system.base)
    assert codes(run(ONE)) == ["taken"]
    assert run.slept == [30.0, 120.0, 45.0]


def test_a_server_that_keeps_failing_is_left_alone(tmp_path: Path, system: System) -> None:
    for number in (1, 2, 3):
        system.answer(f"CAC/COSP/2031/{number} en doc", Reply(b"", status=502))
    run = Run(tmp_path, system.base)
    done = run(*(f"CAC/COSP/2031/{number}" for number in (1, 2, 3)))
    assert codes(done) == ["fetch-failed", "fetch-failed", "fetch-not-tried"]
    assert len(system.asked) == 8
    assert files(tmp_path) == []


def test_what_breaks_off_is_fetched_again(tmp_path: Path, system: System) -> None:
    short, dropped = Reply(english()[:500], missing=2000), Reply(dropped=True)
    system.answer(f"{ONE} en doc", short, dropped, Reply(english()))
    run = Run(tmp_path, system.base)
    assert codes(run(ONE)) == ["taken"]
    assert len(run.slept) == 2


def test_a_pdf_that_breaks_off_is_fetched_again(tmp_path: Path, system: System) -> None:
    system.answer(f"{ONE} en doc", Reply(b"%PDF-1.7\n1 0 obj"), Reply(english()))
    run = Run(tmp_path, system.base)
    assert codes(run(ONE)) == ["taken"]
    assert run.slept == [5.0]


def test_a_server_that_never_answers(tmp_path: Path, system: System) -> None:
    system.answer(f"{ONE} en doc", Reply(silent=True))
    run = Run(tmp_path, system.base, timeout=0.05, waits=(1.0,))
    assert codes(run(ONE)) == ["fetch-failed"]
    assert run.slept == [1.0]


def test_a_document_that_trickles_for_ever(tmp_path: Path, system: System) -> None:
    system.answer(f"{ONE} en doc", Reply(english()))
    run = Run(tmp_path, system.base, longest=-1.0, waits=())
    assert codes(run(ONE)) == ["fetch-failed"]


def test_a_document_that_has_no_end(
    tmp_path: Path, system: System, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ctocdiff.corpus.transport._LARGEST", 1000)
    system.answer(f"{ONE} en doc", Reply(english()))
    assert codes(Run(tmp_path, system.base)(ONE)) == ["fetch-too-large"]
    assert len(system.asked) == 1


# --------------------------------------------------------------------------------- where it goes


@pytest.mark.parametrize("path", ["/doc", "https://127.0.0.1:9/doc", "//example.org/x", "file:///"])
def test_other_hosts_are_never_asked(tmp_path: Path, system: System, path: str) -> None:
    with fake_system() as other:
        to = other.base + path if path == "/doc" else path
        system.answer(f"{ONE} en doc", Reply(b"", status=302, headers={"Location": to}))
        (code,) = codes(Run(tmp_path, system.base)(ONE))
        assert code == ("fetch-refused" if path.startswith("file:") else "fetch-elsewhere")
        assert system.asked == [f"{ONE} en doc"]
        assert other.asked == []


def test_a_redirect_on_the_same_host_is_followed(tmp_path: Path, system: System) -> None:
    system.answer(f"{ONE} en doc", Reply(b"", status=302, headers={"Location": "/doc/7"}))
    system.answer("/doc/7", Reply(english()))
    assert codes(Run(tmp_path, system.base)(ONE)) == ["taken"]


def test_redirects_in_a_ring_come_to_an_end(tmp_path: Path, system: System) -> None:
    system.answer(f"{ONE} en doc", Reply(b"", status=302, headers={"Location": "/doc/7"}))
    system.answer("/doc/7", Reply(b"", status=302, headers={"Location": "/doc/7"}))
    assert codes(Run(tmp_path, system.base)(ONE)) == ["fetch-refused"]


@pytest.mark.parametrize(
    "base",
    [
        "https://example.org",
        "https://documents.un.org.example.org",
        "http://documents.un.org",
        "https://127.0.0.1.example.org",
        "https://user@example.org",
        "documents.un.org",
        "",
    ],
)
def test_no_other_system_can_be_put_in_its_place(base: str) -> None:
    with pytest.raises(UsageError) as caught:
        check_base(base)
    assert caught.value.code == "fetch-base"


def test_the_official_system_and_servers_of_this_machine_are_allowed() -> None:
    assert check_base(OFFICIAL_BASE + "/") == OFFICIAL_BASE
    for base in ("http://127.0.0.1:8000", "http://[::1]:8000", "http://localhost:1"):
        assert check_base(base) == base


def test_without_a_connection_it_fails_at_once(tmp_path: Path) -> None:
    with socket.socket() as free:  # bound and not listening: nobody answers there
        free.bind(("127.0.0.1", 0))
        run = Run(tmp_path, f"http://127.0.0.1:{free.getsockname()[1]}")
        with pytest.raises(NetworkError) as caught:
            run(ONE, "CAC/COSP/2031/2")
    assert caught.value.code == "fetch-offline"
    assert run.slept == []


def test_a_name_that_nobody_knows_is_no_connection(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unknown(*_: object, **__: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "unknown")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    run = Run(tmp_path, OFFICIAL_BASE)
    with pytest.raises(NetworkError) as caught:
        run(ONE)
    assert caught.value.code == "fetch-offline"
    assert caught.value.exit_code == 5


@pytest.mark.parametrize(
    "failure", [TimeoutError("timed out"), OSError("Tunnel connection failed: 403 Forbidden")]
)
def test_a_way_that_is_barred_is_no_connection(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failure: OSError
) -> None:
    patience = []

    def barred(_: object, timeout: float, *__: object, **___: object) -> None:
        patience.append(timeout)
        raise failure

    monkeypatch.setattr(socket, "create_connection", barred)
    run = Run(tmp_path, "http://127.0.0.1:9", timeout=90.0)
    with pytest.raises(NetworkError) as caught:
        run(ONE)
    assert caught.value.code == "fetch-offline"
    assert run.slept == []
    assert patience == [15.0]  # an answer may take longer than a connection


def test_two_runs_do_not_fetch_at_once(tmp_path: Path, system: System) -> None:
    system.answer(f"{ONE} en doc", Reply(english()))
    (tmp_path / OFFICIAL).mkdir()
    with filelock.FileLock(tmp_path / OFFICIAL / LOCK, thread_local=False):
        with pytest.raises(UsageError) as caught:
            Run(tmp_path, system.base)(ONE)
        assert caught.value.code == "fetch-busy"
    assert system.asked == []


def test_a_corpus_that_cannot_be_written_to_is_noticed_first(
    tmp_path: Path, system: System
) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(UsageError):
        Run(tmp_path / "file" / "below", system.base)(ONE)
    assert system.asked == []


def test_a_session_stands_for_an_agenda(tmp_path: Path, system: System) -> None:
    note = agenda(1).decode().replace("Annotated provisional agenda", "Note by the Secretariat")
    system.answer(f"{ONE} en doc", Reply(as_docx(note.replace("Annotations\n\n1. Ferries", ""))))
    run = Run(tmp_path, system.base)
    done = list(run.fetcher.run([Wanted(Symbol.parse(ONE), EN, agenda=True)]))
    assert codes(done) == ["fetch-no-agenda"]
