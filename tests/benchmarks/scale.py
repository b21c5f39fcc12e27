"""How time and memory of an alignment grow with the length of the documents.

    python -m tests.benchmarks.scale [TIMES …]

The agendas of 2018 and 2024 (official where ``CTOCDIFF_OFFICIAL`` has them, else the digests) are
grown 1, 10 and 100 times: each copy has items of its own numbers and, in the column "distinct",
words of its own, as long reports have; in "alike" all copies say the same, which is the hardest
case for an index. Every run is a process of its own. The table is Markdown.
"""

from __future__ import annotations

import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from ctocdiff.align.witnesses import align
from ctocdiff.model import Document, Paragraph, Section
from tests.benchmarks.compare import corpus_in, documents

TIMES = (1, 10, 100)
_LONG_WORD = re.compile(r"\b[^\W\d_]{6,}\b")
_NUMBER = re.compile(r"^\d+")


def grown(document: Document, times: int, *, distinct: bool) -> Document:
    """A document of as many copies of the sections of another, one after the other."""
    items = sum(section.label.isdigit() for section in document.sections)

    def copy(section: Section, number: int) -> Section:
        tag = "".join(chr(ord("a") + int(digit)) for digit in str(number))
        named = distinct and number > 0

        def own(paragraph: Paragraph) -> Paragraph:
            text = _LONG_WORD.sub(rf"\g<0>{tag}", paragraph.text) if named else paragraph.text
            return replace(paragraph, id=f"{paragraph.id}.{number}", text=text, cells=(), pieces=())

        match = _NUMBER.match(section.label)
        label = f"{section.label}-{number}" if number else section.label
        if match:
            label = f"{int(match[0]) + items * number}{section.label[match.end() :]}"
        return replace(
            section,
            label=label,
            title=f"{section.title} {tag}" if named else section.title,
            heading=tuple(map(own, section.heading)),
            paragraphs=tuple(map(own, section.paragraphs)),
            sections=tuple(copy(below, number) for below in section.sections),
        )

    sections = tuple(
        copy(section, number) for number in range(times) for section in document.sections
    )
    return replace(document, sections=sections)


def measure(times: int, *, distinct: bool) -> str:
    """Paragraphs, seconds and mebibytes of one alignment, as the cells of a row."""
    with tempfile.TemporaryDirectory() as folder:
        pair = documents(corpus_in(Path(folder)))
    before, after = (grown(document, times, distinct=distinct) for document in pair)
    paragraphs = sum(1 for _ in after.paragraphs())
    start = time.perf_counter()
    align((before, after))
    seconds = time.perf_counter() - start
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return f"{paragraphs} | {seconds:.2f} | {1000 * seconds / times:.0f} | {memory:.0f}"


def rows(sizes: list[int]) -> Iterator[str]:
    yield "| copies | words | paragraphs | seconds | ms a copy | peak MiB |"
    yield "| ---: | --- | ---: | ---: | ---: | ---: |"
    for words in ("distinct", "alike"):
        for times in sizes:
            command = [sys.executable, "-m", "tests.benchmarks.scale", "--one", str(times), words]
            run = subprocess.run(command, check=True, capture_output=True, text=True)
            yield f"| {times} | {words} | {run.stdout.strip()} |"


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        print(measure(int(sys.argv[2]), distinct=sys.argv[3] == "distinct"))
    else:
        for row in rows([int(size) for size in sys.argv[1:]] or list(TIMES)):
            print(row, flush=True)
