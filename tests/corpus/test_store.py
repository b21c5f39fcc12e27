from __future__ import annotations

import hashlib
import multiprocessing
import os
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import filelock
import pytest

from ctocdiff.corpus.catalogue import FILE, read_catalogue
from ctocdiff.corpus.holdings import Corpus
from ctocdiff.corpus.places import OFFICIAL
from ctocdiff.corpus.store import LOCK, Outcome, leftovers, writing
from ctocdiff.corpus.verification import verify
from ctocdiff.errors import UnreadableError, UsageError
from ctocdiff.model import Format
from tests.corpus.documents import agenda, entry

ROOT = Path(__file__).parents[2]


def put(corpus: Path, *documents: bytes) -> list[Outcome]:
    with writing(corpus) as store:
        return [store.put(data, entry(data), Format.TEXT).outcome for data in documents]


def problems(corpus: Path) -> list[str]:
    return [problem.code for each in verify([corpus]) for problem in each.problems]


def files(corpus: Path) -> dict[str, bytes]:
    return {
        path.name: path.read_bytes()
        for path in sorted((corpus / OFFICIAL).iterdir())
        if path.name not in (FILE, LOCK)
    }


def test_what_was_put_is_held_and_listed(tmp_path: Path) -> None:
    assert put(tmp_path, agenda(1), agenda(2)) == [Outcome.TAKEN, Outcome.TAKEN]
    assert files(tmp_path) == {
        "CAC-COSP-2031-1.en.txt": agenda(1),
        "CAC-COSP-2031-2.en.txt": agenda(2),
    }
    held = Corpus.open([tmp_path]).holdings
    assert [str(holding.symbol) for holding in held] == ["CAC/COSP/2031/1", "CAC/COSP/2031/2"]
    listed = read_catalogue(tmp_path / OFFICIAL).entries
    assert [each.sha256 for each in listed] == [
        hashlib.sha256(agenda(number)).hexdigest() for number in (1, 2)
    ]
    assert problems(tmp_path) == []


def test_the_same_again_changes_nothing(tmp_path: Path) -> None:
    put(tmp_path, agenda())
    before = {path.name: path.stat().st_mtime_ns for path in (tmp_path / OFFICIAL).iterdir()}
    assert put(tmp_path, agenda()) == [Outcome.KNOWN]
    after = {path.name: path.stat().st_mtime_ns for path in (tmp_path / OFFICIAL).iterdir()}
    assert {k: v for k, v in after.items() if k != LOCK} == {
        k: v for k, v in before.items() if k != LOCK
    }


def test_another_file_of_a_document_is_refused(tmp_path: Path) -> None:
    put(tmp_path, agenda(oil=3))
    assert put(tmp_path, agenda(oil=4)) == [Outcome.REFUSED]
    assert files(tmp_path) == {"CAC-COSP-2031-1.en.txt": agenda(oil=3)}


def test_a_file_that_nobody_listed_is_not_overwritten(tmp_path: Path) -> None:
    mine = tmp_path / OFFICIAL / "CAC-COSP-2031-1.en.txt"
    mine.parent.mkdir()
    mine.write_text("my notes")
    assert put(tmp_path, agenda()) == [Outcome.TAKEN]
    found = files(tmp_path)
    assert found.pop(mine.name) == b"my notes"
    assert list(found.values()) == [agenda()]


def test_a_file_that_a_killed_run_did_not_list_is_listed(tmp_path: Path) -> None:
    left = tmp_path / OFFICIAL / "CAC-COSP-2031-1.en.txt"
    left.parent.mkdir()
    left.write_bytes(agenda())
    assert put(tmp_path, agenda()) == [Outcome.TAKEN]
    assert files(tmp_path) == {left.name: agenda()}
    assert problems(tmp_path) == []


def test_a_listed_file_that_has_gone_may_be_put_again(tmp_path: Path) -> None:
    put(tmp_path, agenda())
    (tmp_path / OFFICIAL / "CAC-COSP-2031-1.en.txt").unlink()
    assert problems(tmp_path) == ["missing"]
    assert put(tmp_path, agenda()) == [Outcome.TAKEN]
    assert problems(tmp_path) == []
    assert len(read_catalogue(tmp_path / OFFICIAL).entries) == 1


def test_what_is_removed_is_gone(tmp_path: Path) -> None:
    put(tmp_path, agenda(1), agenda(2))
    with writing(tmp_path) as store:
        store.remove(store.entries[0])
    assert files(tmp_path) == {"CAC-COSP-2031-2.en.txt": agenda(2)}
    assert [str(e.symbol) for e in read_catalogue(tmp_path / OFFICIAL).entries] == [
        "CAC/COSP/2031/2"
    ]
    assert problems(tmp_path) == []


def test_what_somebody_wrote_into_the_catalogue_is_kept(tmp_path: Path) -> None:
    put(tmp_path, agenda(1))
    path = tmp_path / OFFICIAL / FILE
    path.write_text(path.read_text("utf-8") + 'remark = "from the lighthouse"\n', "utf-8")
    put(tmp_path, agenda(2))
    assert 'remark = "from the lighthouse"' in path.read_text("utf-8")


def test_documents_without_symbol_stand_beside_each_other(tmp_path: Path) -> None:
    datas = agenda(oil=3), agenda(oil=4)
    with writing(tmp_path) as store:
        for data in datas:
            store.put(data, replace(entry(data), symbol=None), Format.TEXT)
    assert sorted(files(tmp_path).values()) == sorted(datas)
    assert len(Corpus.open([tmp_path]).holdings) == 2


def test_a_catalogue_that_is_broken_is_left_alone(tmp_path: Path) -> None:
    put(tmp_path, agenda(1))
    path = tmp_path / OFFICIAL / FILE
    path.write_text("[[document]\n")
    with pytest.raises(UnreadableError) as caught:
        put(tmp_path, agenda(2))
    assert caught.value.code == "catalogue-broken"
    assert path.read_text() == "[[document]\n"


def test_a_run_waits_for_another_but_not_for_ever(tmp_path: Path) -> None:
    put(tmp_path, agenda(1))
    with filelock.FileLock(tmp_path / OFFICIAL / LOCK, thread_local=False):
        with pytest.raises(UsageError) as caught, writing(tmp_path, patience=0.05):
            pass
        assert caught.value.code == "corpus-busy"
        assert len(Corpus.open([tmp_path]).holdings) == 1  # reading needs no lock
    assert put(tmp_path, agenda(2)) == [Outcome.TAKEN]


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(UsageError) as caught, writing(tmp_path / "file"):
        pass
    assert caught.value.code == "output-refused"


def _put_some(corpus: Path, numbers: list[int]) -> None:
    for number in numbers:
        put(corpus, agenda(number))


def test_many_may_write_at_once(tmp_path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    shares = [list(range(1, 9)), list(range(5, 13)), list(range(1, 13))]
    runs = [context.Process(target=_put_some, args=(tmp_path, share)) for share in shares]
    for run in runs:
        run.start()
    for run in runs:
        run.join(60)
    assert [run.exitcode for run in runs] == [0, 0, 0]
    assert sorted(files(tmp_path).values()) == sorted(agenda(number) for number in range(1, 13))
    assert problems(tmp_path) == []


# Kills itself before or after the nth step that can be seen from outside.
KILLED = """
import os, signal, sys
from pathlib import Path
import ctocdiff.corpus.store as store
from ctocdiff.model import Format
from tests.corpus.documents import agenda, entry

corpus, step, count = Path(sys.argv[1]), int(sys.argv[2]), 0

def counted(function):
    def wrapper(*args, **options):
        global count
        count += 1
        if count == step:
            os.kill(os.getpid(), signal.SIGKILL)
        return function(*args, **options)
    return wrapper

for name in ("link", "fsync", "replace", "unlink"):
    setattr(os, name, counted(getattr(os, name)))
Path.replace = counted(Path.replace)
Path.unlink = counted(Path.unlink)
with store.writing(corpus) as open_store:
    open_store.remove(open_store.entries[0])
    for number in (2, 3):
        open_store.put(agenda(number), entry(agenda(number)), Format.TEXT)
        open_store.save()
"""


@pytest.mark.skipif(os.name == "nt", reason="processes are killed in another way there")
@pytest.mark.parametrize("step", [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 14])
def test_a_run_that_is_killed_leaves_a_corpus(tmp_path: Path, step: int) -> None:
    put(tmp_path, agenda(1))
    done = subprocess.run(
        [sys.executable, "-c", KILLED, str(tmp_path), str(step)],
        cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}, check=False, timeout=60,
    )  # fmt: skip
    assert done.returncode in (-signal.SIGKILL, 0)
    held = {str(holding.symbol) for holding in Corpus.open([tmp_path]).holdings}
    assert held <= {f"CAC/COSP/2031/{number}" for number in (1, 2, 3)}
    put(tmp_path, agenda(1), agenda(2), agenda(3))  # the next run sets everything right
    assert sorted(files(tmp_path).values()) == sorted(agenda(number) for number in (1, 2, 3))
    assert leftovers(tmp_path / OFFICIAL) == ()
    assert problems(tmp_path) == []
