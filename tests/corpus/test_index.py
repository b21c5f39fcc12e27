from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ctocdiff.corpus import index_file
from ctocdiff.corpus import trace as tracing
from ctocdiff.corpus.holdings import OFFICIAL
from ctocdiff.corpus.index_file import FILE, FOLDER, index_path
from ctocdiff.corpus.places import bundled
from ctocdiff.corpus.trace import trace
from ctocdiff.corpus.traced import Trace
from ctocdiff.errors import NotInCorpusError
from ctocdiff.facts.targets import read_target
from ctocdiff.language import Language
from tests.corpus.small import DOCUMENTS, FIRST, SECOND, make, opened, put

ASKED = ("14/2", "resolution 15/1", "CTOC/COP/2031/4", "rule 22", "resolution 5/3")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return make(tmp_path / "corpus")


def place(folder: Path) -> Path:
    return folder / FOLDER / FILE


def find(folder: Path, asked: str = "14/2", **options: object) -> Trace:
    options.setdefault("place", place(folder))
    return trace(asked, read_target(asked), opened(folder), **options)  # type: ignore[arg-type]


def everything(folder: Path, at: Path | None) -> list[Trace | str]:
    """All answers; what is in no document gives its message."""
    answers: list[Trace | str] = []
    for asked in ASKED:
        try:
            answers.append(find(folder, asked, place=at))
        except NotInCorpusError as error:
            answers.append(str(error))
    return answers


class Counted:
    """How many documents were read, as the progress bar is told."""

    def __init__(self) -> None:
        self.read = 0

    def __call__(self, done: int, total: int) -> None:
        self.read = total


def documents_read(folder: Path, **options: object) -> int:
    counted = Counted()
    find(folder, "rule 22", progress=counted, **options)
    return counted.read


def settled(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Files that were just written cannot be told from files written again: let them be old."""
    monkeypatch.setattr(index_file, "_UNSURE", 0)


# ------------------------------------------------------------------------------ keeping up to date


def test_the_index_answers_as_reading_everything_does(folder: Path) -> None:
    assert everything(folder, place(folder)) == everything(folder, None)
    assert everything(folder, place(folder)) == everything(folder, None)
    assert place(folder).is_file()


def test_what_has_not_changed_is_not_read_again(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settled(folder, monkeypatch)
    assert documents_read(folder) == len(DOCUMENTS)
    assert documents_read(folder) == 0
    assert documents_read(folder, language=Language.EN) == 0
    put(folder, "first.txt", FIRST.replace("Sundays", "holidays"))
    assert documents_read(folder) == 1
    assert documents_read(folder, rebuild=True) == len(DOCUMENTS)


def test_a_file_just_written_is_not_trusted_to_stay(folder: Path) -> None:
    find(folder)
    path = folder / OFFICIAL / "first.txt"
    times = path.stat()
    text = FIRST.replace("Resolution 14/2 sets", "Resolution 14/3 sets")
    assert len(text) == len(FIRST)
    path.write_text(text, "utf-8")
    os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))
    assert find(folder, "resolution 14/3").mentions == 2


def test_new_changed_moved_and_removed_files_show_at_once(folder: Path) -> None:
    assert [d.source for d in find(folder).documents] == ["first.txt", "report.txt"]
    (folder / OFFICIAL / "report.txt").unlink()
    assert [d.source for d in find(folder).documents] == ["first.txt"]
    put(folder, "second.txt", SECOND.replace("Nothing new", "Decision 14/2 stands: nothing new"))
    assert [d.source for d in find(folder).documents] == ["first.txt", "second.txt"]
    (folder / OFFICIAL / "first.txt").rename(folder / OFFICIAL / "renamed.txt")
    assert [d.source for d in find(folder).documents] == ["renamed.txt", "second.txt"]
    put(folder, "second.txt", SECOND)
    assert [d.source for d in find(folder).documents] == ["renamed.txt"]


def test_a_removed_document_leaves_nothing_in_the_index(folder: Path) -> None:
    find(folder)
    for name in DOCUMENTS:
        (folder / OFFICIAL / name).unlink()
    with pytest.raises(NotInCorpusError) as caught:
        find(folder)
    assert caught.value.code == "target-missing"
    with sqlite3.connect(place(folder)) as connection:
        rows = connection.execute("SELECT count(*) FROM paragraphs WHERE text LIKE '%erries%'")
        assert rows.fetchone() == (0,)


def test_an_unreadable_file_is_told_and_the_others_are_searched(folder: Path) -> None:
    expected = find(folder).documents
    (folder / OFFICIAL / "catalogued.txt").write_bytes(b"\x00\x01\x02 no text")
    (folder / "catalogue.toml").write_text(
        '[[document]]\nsymbol = "CTOC/COP/2031/7"\nkind = "note"\nlanguage = "en"\n'
        'provenance = "official"\nfile = "official/catalogued.txt"\nsha256 = ""\n'
    )
    for _ in range(2):
        found = find(folder)
        assert found.documents == expected
        assert [name for name, _ in found.unreadable] == ["catalogued.txt"]


def test_what_the_catalogue_says_of_a_document_counts(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settled(folder, monkeypatch)
    headless = "Ferries\n\nIn resolution 10/5 the Conference asked for lamps, and said so twice.\n"
    put(folder, "headless.txt", headless)
    entry = (
        '[[document]]\nsymbol = "{}"\nkind = "note"\nlanguage = "en"\n'
        'provenance = "official"\nfile = "official/headless.txt"\nsha256 = ""\n'
    )
    (folder / "catalogue.toml").write_text(entry.format("CTOC/COP/2031/8"))
    assert find(folder, "CTOC/COP resolution 10/5").mentions == 1
    (folder / "catalogue.toml").write_text(entry.format("CAC/COSP/2031/8"))
    assert find(folder, "CAC/COSP resolution 10/5").mentions == 1
    with pytest.raises(NotInCorpusError):
        find(folder, "CTOC/COP resolution 10/5")


def test_two_files_of_the_same_bytes_are_two_documents(folder: Path) -> None:
    text = "Report on lamps\n\nResolution 10/5 asked for lamps.\n"
    entries = []
    for number, name in enumerate(("here.txt", "there.txt")):  # listed before they were replaced
        put(folder, name, text)
        entries.append(
            f'[[document]]\nbody = "CTOC/COP"\nsession = 5\nkind = "report"\nlanguage = "en"\n'
            f'provenance = "official"\nfile = "official/{name}"\nsha256 = "{number:064x}"\n'
        )
    (folder / "catalogue.toml").write_text("\n".join(entries))
    found = find(folder, "CTOC/COP resolution 10/5")
    assert [document.source for document in found.documents] == ["here.txt", "there.txt"]
    assert found.mentions == 2


OPERATIONS = st.lists(
    st.tuples(st.sampled_from(sorted(DOCUMENTS)), st.sampled_from(["", *DOCUMENTS.values()])),
    max_size=4,
)


@settings(max_examples=8)
@given(OPERATIONS)
def test_the_answer_never_depends_on_what_the_index_has_seen(
    operations: list[tuple[str, str]],
) -> None:
    with tempfile.TemporaryDirectory() as temporary:
        folder = make(Path(temporary))
        for name, text in operations:
            put(folder, name, text)
            if not text:
                (folder / OFFICIAL / name).unlink()
            assert everything(folder, place(folder)) == everything(folder, None)


# ------------------------------------------------------------------- damaged, foreign and missing


def other_schema(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE meta (key TEXT)")
        connection.execute("CREATE VIEW files AS SELECT 1")


def other_program(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE meta SET value = 'another' WHERE key = 'made by'")
        connection.execute("DELETE FROM mentions")


def overwritten(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[2000::7] = b"\xaa" * len(content[2000::7])
    path.write_bytes(content)


def written(statement: str) -> Callable[[Path], None]:
    """Damage that SQLite does not see, done by a statement."""

    def damage(path: Path) -> None:
        with sqlite3.connect(path) as connection:
            connection.execute(statement)

    return damage


DAMAGES: dict[str, Callable[[Path], object]] = {
    "empty": lambda path: path.write_bytes(b""),
    "text": lambda path: path.write_text("This is no database.\n" * 300),
    "cut": lambda path: path.write_bytes(path.read_bytes()[:5000]),
    "overwritten": overwritten,
    "other schema": other_schema,
    "other program": other_program,
    "a role nobody wrote": written("UPDATE mentions SET role = 'nonsense'"),
    "a span that is a word": written("UPDATE mentions SET start = 'here'"),
    "a text that is a number of bytes": written("UPDATE paragraphs SET text = zeroblob(9)"),
    "a title of bytes": written("UPDATE documents SET title = x'41'"),
    "a day that is none": written("UPDATE documents SET opens = '2031-99-01'"),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_index_is_made_anew(folder: Path, damage: str) -> None:
    expected = everything(folder, place(folder))
    for ending in ("-wal", "-shm"):
        place(folder).with_name(FILE + ending).unlink(missing_ok=True)
    if damage == "other schema":
        place(folder).unlink()
    DAMAGES[damage](place(folder))
    assert everything(folder, place(folder)) == expected
    with sqlite3.connect(place(folder)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert connection.execute("SELECT count(*) FROM mentions").fetchone()[0] > 0


def test_an_index_of_another_version_is_made_anew(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settled(folder, monkeypatch)
    find(folder)
    monkeypatch.setattr("ctocdiff.corpus.index.fingerprint", lambda: "another")
    assert documents_read(folder) > 0
    assert documents_read(folder) == 0


@pytest.mark.parametrize("kind", ["folder", "file", "locked"])
def test_without_a_place_for_the_index_the_answer_is_the_same(folder: Path, kind: str) -> None:
    expected = everything(folder, None)
    if kind == "folder":
        place(folder).mkdir(parents=True)  # the index would have to be written where a folder is
    elif kind == "file":
        (folder / FOLDER).write_text("in the way")
    else:
        (folder / FOLDER).mkdir()
        (folder / FOLDER).chmod(0o500)
    assert everything(folder, place(folder)) == expected
    if kind == "file":
        assert (folder / FOLDER).read_text() == "in the way"


def test_the_index_stands_in_the_corpus_or_in_the_cache(folder: Path, tmp_path: Path) -> None:
    cache = {"XDG_CACHE_HOME": str(tmp_path / "cache"), "HOME": str(tmp_path)}
    assert index_path(folder, cache) == place(folder)
    without = index_path(None, cache)
    assert without.is_relative_to(tmp_path / "cache" / "ctocdiff")
    assert index_path(bundled(), cache) != without
    assert not index_path(bundled(), cache).is_relative_to(bundled())
    relative = index_path(None, {**cache, "XDG_CACHE_HOME": "relative"})
    assert relative.is_absolute()


def test_git_does_not_see_the_index(folder: Path) -> None:
    find(folder)
    assert (folder / FOLDER / ".gitignore").read_text() == "*\n"


# --------------------------------------------------------------------------- several processes

ANSWER = """
import sys
from pathlib import Path
from tests.corpus.small import opened
from ctocdiff.corpus.trace import trace
from ctocdiff.facts.targets import read_target
folder = Path(sys.argv[1])
for asked in sys.argv[2:]:
    found = trace(asked, read_target(asked), opened(folder), place=folder / ".index/trace.sqlite3",
                  progress=PROGRESS)
    print(found.mentions, [document.name for document in found.documents], flush=True)
"""


def start(folder: Path, *asked: str, progress: str = "None") -> subprocess.Popen[str]:
    code = ANSWER.replace("PROGRESS", progress)
    return subprocess.Popen(
        [sys.executable, "-c", code, str(folder), *asked],
        cwd=Path(__file__).parents[2], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip


def many(folder: Path, number: int = 60) -> Path:
    """A corpus large enough for several transactions."""
    for year in range(2100, 2100 + number):
        text = FIRST.replace("2031", str(year)).replace("Sundays", f"day {year}")
        put(folder, f"{year}.txt", text)
    return folder


def test_two_processes_may_build_and_ask_at_once(folder: Path) -> None:
    many(folder)
    asked = ("resolution 14/2", "rule 22", "CTOC/COP/2031/4")
    running = [start(folder, *asked) for _ in range(3)]
    answers = [process.communicate(timeout=100) for process in running]
    expected = [find(folder, one, place=None) for one in asked]
    written = "".join(f"{t.mentions} {[d.name for d in t.documents]}\n" for t in expected)
    assert answers == [(written, "")] * 3
    with sqlite3.connect(place(folder)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        rows = connection.execute("SELECT count(*), count(DISTINCT sha256) FROM documents")
        documents, distinct = rows.fetchone()
        assert documents == distinct


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no way to end a process at once")
def test_a_process_killed_in_between_leaves_a_sound_index(folder: Path) -> None:
    many(folder)
    told = "lambda done, total: print(done, flush=True)"
    process = start(folder, "rule 22", progress=told)
    assert process.stdout is not None
    for line in process.stdout:
        if int(line) == 55:  # one batch is written, another one begun
            process.kill()
            break
    process.communicate(timeout=60)
    assert process.returncode == -signal.SIGKILL
    with sqlite3.connect(place(folder)) as connection:
        kept = connection.execute("SELECT count(*) FROM documents").fetchone()[0]
    assert 0 < kept < 60
    assert find(folder, "rule 22") == find(folder, "rule 22", place=None)


def test_another_process_that_changes_the_index_in_between_is_noticed(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = find(folder, place=None)
    ask, times = tracing.ask, 0

    def disturbed(*arguments: object) -> Trace:
        nonlocal times
        times += 1
        if times == 1:  # as if a process with another corpus had cleared the documents
            with sqlite3.connect(place(folder)) as other:
                other.execute("DELETE FROM documents")
                other.execute("UPDATE meta SET value = value + 1 WHERE key = 'generation'")
        return ask(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(tracing, "ask", disturbed)
    assert find(folder) == expected
    assert times == 2
