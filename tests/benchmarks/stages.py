"""How long each stage takes on real documents in one process: seconds, megabytes of text a second.

    python -m tests.benchmarks.stages [RUNS]

The three agendas are the official ones where ``CTOCDIFF_OFFICIAL`` names a folder that has them,
else the digests. The least of the runs counts: what is more was the machine. Imports and the first
compilation of grammars are not counted; ``compare`` measures whole processes.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

from ctocdiff.compare import collate
from ctocdiff.corpus.holdings import Corpus
from ctocdiff.corpus.places import bundled
from ctocdiff.facts.citations import find_citations
from ctocdiff.facts.deadlines import find_deadlines
from ctocdiff.facts.findings import find_findings
from ctocdiff.language import Language
from ctocdiff.model import DocumentKind
from ctocdiff.outline import outline
from ctocdiff.read import read_bytes
from ctocdiff.render import render

LANGUAGE = Language.FR
RUNS = 7
SESSIONS = (6, 9, 12)


def files() -> dict[int, Path]:
    """The agendas by session, official before digests."""
    held = Corpus.open([bundled()])
    found = {
        holding.session: holding.path
        for holding in held.of_kind(DocumentKind.AGENDA)
        if holding.language is LANGUAGE and holding.session in SESSIONS
    }
    if folder := os.environ.get("CTOCDIFF_OFFICIAL"):
        for path in sorted(Path(folder).iterdir()):
            document = outline(read_bytes(path.read_bytes(), path.name))
            if document.kind is DocumentKind.AGENDA and document.masthead.session in SESSIONS:
                found[document.masthead.session] = path
    return {session: found[session] for session in SESSIONS}


def least(runs: int, stage: Callable[[], object]) -> float:
    """The least time of several runs, in seconds, after one that is not counted."""
    stage()
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        stage()
        times.append(time.perf_counter() - start)
    return min(times)


def main() -> None:
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else RUNS
    paths = files().values()
    data = [(path.read_bytes(), path.name) for path in paths]
    documents = [outline(read_bytes(*one)) for one in data]
    size = sum(len(p.text.encode()) for document in documents for p in document.paragraphs())
    two = collate(documents[-2:])
    stages: dict[str, tuple[int | None, Callable[[], object]]] = {
        "read": (size, lambda: [read_bytes(*one) for one in data]),
        "read and outline": (size, lambda: [outline(read_bytes(*one)) for one in data]),
        "citations": (size, lambda: [find_citations(document) for document in documents]),
        "deadlines": (size, lambda: [find_deadlines(document) for document in documents]),
        "findings, citations and deadlines with them": (size, lambda: find_findings(documents)),
        "compare the last two": (None, lambda: collate(documents[-2:])),
        "collate all three": (None, lambda: collate(documents)),
        **{
            f"write {name}": (None, lambda name=name: render(two, name, ui=LANGUAGE))
            for name in ("html", "docx", "json", "md", "csv", "xlsx")
        },
    }
    print(f"{', '.join(path.name for path in paths)}: {size / 1e6:.2f} MB of text; {runs} runs\n")
    print("| stage | seconds | MB of text a second |\n| --- | ---: | ---: |")
    for name, (amount, stage) in stages.items():
        seconds = least(runs, stage)
        rate = f"{amount / seconds / 1e6:.1f}" if amount else ""
        print(f"| {name} | {seconds:.3f} | {rate} |")


if __name__ == "__main__":
    main()
