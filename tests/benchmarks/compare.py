"""Time, memory and amount of text marked: ctocdiff and others on the agendas of 2018 and 2024.

    python -m tests.benchmarks.compare [RUNS]

The pair is the official one where ``CTOCDIFF_OFFICIAL`` names a folder that has it, else the
digests. The other programs get the text as ctocdiff has read it, which spares them page breaks
and residue. Every program runs in processes of its own, started from nothing; what it marks is
counted afterwards. The table is Markdown, and the same at each run but for times and memory.
"""

from __future__ import annotations

import importlib.metadata
import json
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from zipfile import ZipFile

from lxml import etree

from ctocdiff.corpus.holdings import Corpus
from ctocdiff.corpus.places import bundled
from ctocdiff.corpus.requests import Request, find_documents
from ctocdiff.language import Language
from ctocdiff.model import Document, DocumentKind, Kind
from tests.benchmarks.least import least_marked

SESSIONS = ("2018", "2024")
LANGUAGE = Language.FR  # the official agendas at hand are in French
RUNS = 7
GOALS = {"agenda": 1.5, "help": 0.2}  # seconds
_MEASURE = Path(__file__).with_name("measure.py")
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PEERS = {
    "redlines": "redlines",
    "difflib": None,
    "jubarte": "jubarte-redlines",
    "docxodus": "python-redlines",
}


@dataclass(frozen=True, slots=True)
class Figures:
    """Wall time in seconds (median, least, most) and peak memory in bytes."""

    wall: float
    least: float
    most: float
    memory: int


@dataclass(frozen=True, slots=True)
class Marked:
    """Inserted and deleted characters, white space not counted."""

    inserted: int
    deleted: int


def main() -> None:
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else RUNS
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        corpus = corpus_in(folder)
        before, after = documents(corpus)
        lengths = tuple(_letters([text]) for text in prepare(folder, before, after))
        print(f"{before.name} → {after.name}, {LANGUAGE}, {before.provenance} text: ", end="")
        print(f"{lengths[0]} and {lengths[1]} characters without white space.")
        print(f"Median of {runs} runs (least–most), {_cores()} cores, ", end="")
        print(f"Python {sys.version_info.major}.{sys.version_info.minor}.\n")
        print("| program | seconds | peak MB | inserted | deleted |")
        print("| --- | ---: | ---: | ---: | ---: |")
        own = ours(folder, corpus, runs)
        redline = docx_marks(next(folder.glob("out/*.docx")))
        line("ctocdiff agenda 2018 2024", own["agenda"], redline, lengths)
        for peer, package in _PEERS.items():
            theirs(peer, package, folder, runs, lengths)
        line("ctocdiff --help", own["help"], None, lengths)
        inserted, deleted = least_marked(
            *(_words(folder / f"{n}.txt") for n in ("before", "after"))
        )
        print(f"| least possible in the order of the texts | | | {inserted} | {deleted} |")
        print()
        for command, goal in GOALS.items():
            verdict = "reached" if own[command].wall < goal else "missed"
            print(f"Goal for {command}: under {goal} s, {verdict}.")


def _cores() -> int:
    """The cores this process may use, not those the machine has."""
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1


def corpus_in(folder: Path) -> Path:
    """A corpus with the official files, if any; the digests lie beneath every corpus."""
    official = folder / "corpus" / "official"
    official.mkdir(parents=True)
    if given := os.environ.get("CTOCDIFF_OFFICIAL"):
        for path in sorted(Path(given).glob("*.txt")):
            (official / path.name).symlink_to(path.resolve())
    return official.parent


def documents(corpus: Path) -> tuple[Document, Document]:
    """The two agendas, as the command would find them."""
    requests = tuple(Request.parse(session) for session in SESSIONS)
    held = Corpus.open([corpus, bundled()])
    before, after = find_documents(requests, held, DocumentKind.AGENDA, LANGUAGE, LANGUAGE)
    return before, after


def prepare(folder: Path, before: Document, after: Document) -> tuple[str, str]:
    """Write both texts as plain text and as Word files; give the texts."""
    import docx

    texts = []
    for name, document in (("before", before), ("after", after)):
        paragraphs = list(document.paragraphs())
        texts.append("\n".join(paragraph.text for paragraph in paragraphs))
        (folder / f"{name}.txt").write_text(texts[-1], "utf-8")
        file = docx.Document()
        for paragraph in paragraphs:
            heading = paragraph.kind is Kind.HEADING
            file.add_paragraph(paragraph.text, style="Heading 2" if heading else None)
        file.save(str(folder / f"{name}.docx"))
    return texts[0], texts[1]


def measure(command: Sequence[str], runs: int) -> Figures:
    """Run a command in processes of its own; see ``measure.py``."""
    launcher = [sys.executable, "-S", "-E", str(_MEASURE), str(runs), *command]
    done = subprocess.run(launcher, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError((done.stderr.strip().splitlines() or ["it failed silently"])[-1])
    walls, memories = zip(*json.loads(done.stdout), strict=True)
    return Figures(statistics.median(walls), min(walls), max(walls), max(memories))


def ours(folder: Path, corpus: Path, runs: int) -> dict[str, Figures]:
    program = [sys.executable, "-m", "ctocdiff"]
    places = ["--lang", str(LANGUAGE), "--corpus", str(corpus), "--out", str(folder / "out")]
    return {
        "agenda": measure([*program, "agenda", *SESSIONS, *places], runs),
        "help": measure([*program, "--help"], runs),
    }


def theirs(
    peer: str, package: str | None, folder: Path, runs: int, lengths: tuple[int, ...]
) -> None:
    """The line of another program, or why there is none."""
    name = peer
    if package:
        try:
            name = f"{package} {importlib.metadata.version(package)}"
        except importlib.metadata.PackageNotFoundError:
            print(f"| {package} | skipped: not installed (`pip install '.[bench]'`) | | | |")
            return
    command = [sys.executable, "-m", "tests.benchmarks.peers", peer, str(folder)]
    try:
        figures = measure(command, runs)
    except RuntimeError as error:
        print(f"| {name} | failed: {error} | | | |")
        return
    result = folder / f"{peer}.docx"
    marked = docx_marks(result) if result.exists() else json_marks(folder / f"{peer}.json")
    line(name, figures, marked, lengths)


def line(name: str, figures: Figures, marked: Marked | None, lengths: tuple[int, ...]) -> None:
    """One line of the table; a dagger where what is not marked differs between the two sides."""
    seconds = f"{figures.wall:.2f} ({figures.least:.2f}–{figures.most:.2f})"
    marks = " | "
    if marked:
        kept = (lengths[0] - marked.deleted, lengths[1] - marked.inserted)
        marks = f"{marked.inserted} | {marked.deleted}" + ("" if kept[0] == kept[1] else " †")
    print(f"| {name} | {seconds} | {figures.memory / 1e6:.0f} | {marks} |")


def docx_marks(path: Path) -> Marked:
    """What a Word file marks as inserted and deleted, moves included."""
    with ZipFile(path) as package:
        body = etree.fromstring(package.read("word/document.xml"))
    inserted = (*_within(body, "ins", "t"), *_within(body, "moveTo", "t"))
    deleted = (*_within(body, "del", "delText"), *_within(body, "moveFrom", "t"))
    return Marked(_letters(inserted), _letters(deleted))


def _within(body: etree._Element, mark: str, text: str) -> list[str]:
    return [found.text or "" for found in body.iterfind(f".//{_WORD}{mark}//{_WORD}{text}")]


def json_marks(path: Path) -> Marked:
    found = json.loads(path.read_text("utf-8"))
    return Marked(_letters(found["inserted"]), _letters(found["deleted"]))


def _letters(texts: Sequence[str]) -> int:
    return sum(not char.isspace() for text in texts for char in text)


def _words(path: Path) -> list[str]:
    return path.read_text("utf-8").split()


if __name__ == "__main__":
    main()
