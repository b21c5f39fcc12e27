"""How long the index of ``ctocdiff trace`` takes to build and to answer.

    python -m tests.benchmarks.index [DOCUMENTS]     (default: 5000)

The documents are the digests, varied: every copy has a year, a session and numbers of resolutions
of its own, so that most texts are cited by few of them, some by many and "rule 22" by all.
"""

from __future__ import annotations

import re
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

from ctocdiff.corpus.catalogue import read_catalogue
from ctocdiff.corpus.holdings import Corpus
from ctocdiff.corpus.index import Index, Wanted, with_index
from ctocdiff.corpus.places import bundled
from ctocdiff.corpus.trace import _chosen, ask, searchable
from ctocdiff.corpus.traced import Trace
from ctocdiff.facts.targets import read_target

RUNS = 11
BODIES = ("CTOC/COP", "CAC/COSP", "E/CN.15", "E/CN.7", "A/HRC", "A/CONF.192")
ASKED = ("resolution 29/3", "CTOC/COP/1971/2", "A/RES/55/25", "resolution 6/3", "rule 22")

_T = TypeVar("_T")


def varied(text: str, copy: int) -> str:
    """A digest as another year of another body would have it."""
    body, year, shift = BODIES[copy % len(BODIES)], 1950 + copy % 140, copy % 29
    text = text.replace("CTOC/COP", body) if copy % 3 else text
    text = re.sub(r"(?<=/)20[0-9]{2}(?=/)", str(year), text)
    return re.sub(
        r"(?<![\w/.])([0-9]{1,2})/([0-9]{1,2})(?![\w/])",
        lambda found: f"{(int(found[1]) + shift) % 30 + 1}/{found[2]}",
        text,
    )


def make(folder: Path, documents: int) -> None:
    """Write a corpus of varied digests, all listed in its catalogue."""
    entries = [entry for entry in read_catalogue(bundled()).entries if entry.file]
    rows = []
    for copy in range(documents):
        entry = entries[copy % len(entries)]
        text = (bundled() / str(entry.file)).read_text("utf-8")
        name = f"{copy:05}.txt"
        (folder / name).write_text(f"{varied(text, copy // len(entries))}\n\n{copy}\n", "utf-8")
        rows.append(
            f'[[document]]\nsymbol = "CTOC/COP/{1950 + copy % 140}/{copy}"\nkind = "agenda"\n'
            f'language = "{entry.language}"\nprovenance = "official"\nfile = "{name}"\n'
            f'sha256 = "{copy:064x}"\n'
        )
    (folder / "catalogue.toml").write_text("\n".join(rows), "utf-8")


def timed(work: Callable[[], _T]) -> tuple[float, _T]:
    start = time.perf_counter()
    result = work()
    return time.perf_counter() - start, result


def measure(folder: Path) -> Iterator[str]:
    """Lines of the table that the benchmark prints."""
    place = folder / ".index" / "trace.sqlite3"
    seconds, corpus = timed(lambda: Corpus.open([folder, bundled()]))
    yield f"opening the corpus: {seconds:.2f} s, {len(corpus.holdings)} documents"
    holdings = _chosen(corpus.holdings)
    wanted = tuple(map(Wanted.of, holdings))

    def refresh(index: Index) -> dict[Wanted, str]:
        return index.refresh(wanted)[0]

    seconds, hashes = timed(lambda: with_index(place, refresh))
    size = place.stat().st_size / 1e6
    yield f"building: {seconds / 60:.1f} min, {len(wanted) / seconds:.0f} a second, {size:.0f} MB"
    checks = [timed(lambda: with_index(place, refresh))[0] for _ in range(RUNS)]
    yield f"finding that nothing changed: {statistics.median(checks) * 1000:.0f} ms"
    seconds, searched = timed(
        lambda: with_index(place, lambda index: searchable(index, hashes.items(), corpus))
    )
    yield f"putting them in order: {seconds * 1000:.0f} ms"
    for asked in ASKED:

        def answer(index: Index, asked: str = asked) -> tuple[list[float], Trace]:
            runs = [
                timed(lambda: ask(index, asked, read_target(asked), corpus, searched, ()))
                for _ in range(RUNS)
            ]
            return [seconds for seconds, _ in runs], runs[0][1]

        answers, found = with_index(place, answer)
        yield (
            f"{asked}: {statistics.median(answers) * 1000:.0f} ms "
            f"({min(answers) * 1000:.0f}–{max(answers) * 1000:.0f}), "
            f"{found.mentions} mentions in {len(found.documents)} documents"
        )


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as temporary:
        make(Path(temporary), int(sys.argv[1]) if len(sys.argv) > 1 else 5000)
        for line in measure(Path(temporary)):
            print(line, flush=True)
