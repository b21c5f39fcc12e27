from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from ctocdiff.corpus.catalogue import FILE, Catalogue, read_catalogue
from ctocdiff.corpus.places import bundled
from ctocdiff.errors import UnreadableError
from ctocdiff.model import DocumentKind

SESSION = """
[[session]]
body = "CTOC/COP"
number = 40
opens = 2030-06-03
closes = 2030-06-07
venue = { en = "Vienna", fr = "Vienne" }
"""
DOCUMENT = """
[[document]]
symbol = "CTOC/COP/2030/1"
kind = "agenda"
session = 40
language = "en"
provenance = "digest"
file = "agenda.txt"
sha256 = "00"
"""
# Number, opening and closing day of the sessions of the Conference, all in Vienna.
SESSIONS = {
    1: ("2004-06-28", "2004-07-08"),
    2: ("2005-10-10", "2005-10-21"),
    3: ("2006-10-09", "2006-10-18"),
    4: ("2008-10-08", "2008-10-17"),
    5: ("2010-10-18", "2010-10-22"),
    6: ("2012-10-15", "2012-10-19"),
    7: ("2014-10-06", "2014-10-10"),
    8: ("2016-10-17", "2016-10-21"),
    9: ("2018-10-15", "2018-10-19"),
    10: ("2020-10-12", "2020-10-16"),
    11: ("2022-10-17", "2022-10-21"),
    12: ("2024-10-14", "2024-10-18"),
    13: ("2026-10-19", "2026-10-23"),
}


def write(folder: Path, text: str) -> Path:
    (folder / FILE).write_text(text, "utf-8")
    return folder


def test_the_bundled_catalogue_knows_the_sessions() -> None:
    sessions = read_catalogue(bundled()).sessions
    assert {s.number: (s.opens.isoformat(), s.closes.isoformat()) for s in sessions} == SESSIONS
    assert {s.body for s in sessions} == {"CTOC/COP"}
    assert {(s.venue["en"], s.venue["fr"]) for s in sessions} == {("Vienna", "Vienne")}


def test_every_agenda_listed_belongs_to_its_session() -> None:
    catalogue = read_catalogue(bundled())
    years = {session.number: session.opens.year for session in catalogue.sessions}
    agendas = [entry for entry in catalogue.entries if entry.kind is DocumentKind.AGENDA]
    assert agendas
    for entry in agendas:
        assert entry.session is not None
        assert str(entry.symbol) == f"CTOC/COP/{years[entry.session]}/1"
        assert entry.year == years[entry.session]


def test_a_folder_without_a_catalogue_has_an_empty_one(tmp_path: Path) -> None:
    assert read_catalogue(tmp_path) == Catalogue()


def test_what_a_catalogue_says_is_read(tmp_path: Path) -> None:
    catalogue = read_catalogue(write(tmp_path, SESSION + DOCUMENT))
    (session,), (entry,) = catalogue.sessions, catalogue.entries
    assert (session.opens, session.closes) == (dt.date(2030, 6, 3), dt.date(2030, 6, 7))
    assert (str(entry.symbol), entry.session, entry.year) == ("CTOC/COP/2030/1", 40, 2030)


def test_the_year_of_an_unknown_session_is_not_made_up(tmp_path: Path) -> None:
    (entry,) = read_catalogue(write(tmp_path, DOCUMENT)).entries
    assert entry.year is None


@pytest.mark.parametrize(
    ("text", "table", "key"),
    [
        (SESSION.replace("number = 40\n", ""), "session", "number"),
        (SESSION.replace("40", '"forty"'), "session", "number"),
        (SESSION.replace("40", "true"), "session", "number"),
        (SESSION.replace("2030-06-03", '"2030-06-03"'), "session", "opens"),
        (SESSION.replace("2030-06-07", "2030-06-07T10:00:00"), "session", "closes"),
        (SESSION.replace('{ en = "Vienna", fr = "Vienne" }', '"Vienna"'), "session", "venue"),
        (DOCUMENT.replace("CTOC/COP/2030/1", "no symbol"), "document", "symbol"),
        (DOCUMENT.replace('"agenda"', '"menu"'), "document", "kind"),
        (DOCUMENT.replace('"en"', '"xx"'), "document", "language"),
        (DOCUMENT.replace('"digest"', '"hearsay"'), "document", "provenance"),
        (DOCUMENT.replace('"00"', "0"), "document", "sha256"),
        (DOCUMENT.replace('"agenda.txt"', "3"), "document", "file"),
        ("document = 3", "document", "document"),
        ("session = [1]", "session", "session"),
    ],
)
def test_a_wrong_entry_is_named(tmp_path: Path, text: str, table: str, key: str) -> None:
    with pytest.raises(UnreadableError) as caught:
        read_catalogue(write(tmp_path, text))
    assert caught.value.code == "catalogue-entry"
    assert caught.value.details["path"] == tmp_path / FILE
    assert caught.value.details["table"] == table
    assert caught.value.details["number"] == 1
    assert str(caught.value.details["key"]) == key


@pytest.mark.parametrize("data", [b"[[session]\nx", b"\xff\xfe\x00", b"x = \x00"])
def test_what_is_no_toml_is_refused(tmp_path: Path, data: bytes) -> None:
    (tmp_path / FILE).write_bytes(data)
    with pytest.raises(UnreadableError) as caught:
        read_catalogue(tmp_path)
    assert caught.value.code == "catalogue-broken"


def test_a_folder_of_that_name_is_refused(tmp_path: Path) -> None:
    (tmp_path / FILE).mkdir()
    with pytest.raises(UnreadableError) as caught:
        read_catalogue(tmp_path)
    assert caught.value.code == "catalogue-broken"
