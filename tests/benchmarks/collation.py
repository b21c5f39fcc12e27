"""How long six agendas take in one collation: aligned, compared, classified, with their facts.

    python -m tests.benchmarks.collation [RUNS]

The agendas of 2012, 2018 and 2024 (official where ``CTOCDIFF_OFFICIAL`` has them, else digests),
each followed by a version in which two fifths of the paragraphs were edited as from one session to
the next, always in the same way. The first collation of a process also compiles patterns; it is
told apart. Reading and outlining are not timed.
"""

from __future__ import annotations

import gc
import random
import statistics
import sys
import tempfile
import time
from itertools import pairwise
from pathlib import Path

from ctocdiff.__main__ import BETWEEN_SEARCHES
from ctocdiff.compare import collate
from ctocdiff.corpus.holdings import Corpus
from ctocdiff.corpus.places import bundled
from ctocdiff.corpus.requests import Request, find_documents
from ctocdiff.model import Document, DocumentKind
from tests.benchmarks.compare import LANGUAGE, corpus_in
from tests.edits import edited

SESSIONS = ("2012", "2018", "2024")
SHARE = 0.4  # of the paragraphs
RUNS = 5
GOAL = 2.0  # seconds


def six() -> tuple[Document, ...]:
    """Three agendas, each with its edited version after it."""
    with tempfile.TemporaryDirectory() as folder:
        held = Corpus.open([corpus_in(Path(folder)), bundled()])
        requests = tuple(Request.parse(session) for session in SESSIONS)
        agendas = find_documents(requests, held, DocumentKind.AGENDA, LANGUAGE, LANGUAGE)
    found: list[Document] = []
    for seed, agenda in enumerate(agendas):
        version, _ = edited(agenda, random.Random(seed), SHARE)
        found += [agenda, version]
    return tuple(found)


def main() -> None:
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else RUNS
    gc.set_threshold(BETWEEN_SEARCHES)  # as the command line does
    agendas = six()
    times = [time.perf_counter()]
    for _ in range(runs + 1):
        comparison = collate(agendas)
        times.append(time.perf_counter())
    first, *rest = (end - start for start, end in pairwise(times))
    rows = sum(1 for _ in comparison.rows())
    print(f"{len(agendas)} agendas, {agendas[0].provenance} text, {rows} rows.")
    print(f"First collation of a process: {first:.2f} s.")
    print(f"Median of {runs} more: {statistics.median(rest):.2f} s", end=" ")
    print(f"({min(rest):.2f}–{max(rest):.2f}); goal: under {GOAL} s.")


if __name__ == "__main__":
    main()
