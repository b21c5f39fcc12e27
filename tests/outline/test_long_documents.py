"""Long and odd documents are outlined in a time that grows as they do."""

from __future__ import annotations

import time

import pytest

from ctocdiff.language import Language
from ctocdiff.outline import outline
from ctocdiff.read import read_bytes

AGENDA = "Annotated agenda\n\nAgenda\n\n1. Oars.\n\nAnnotations\n\n1. Oars\n\nOars are wet.\n\n"
LETTERS = "Report of the ferries\n\nA. Oars\n\nWet.\n\nB. Bells\n\nLoud.\n\n"
SHAPES = {
    "numbered lines": AGENDA + "\n".join(f"{at}. Ferry number {at}" for at in range(30_000)),
    "headings under letters": LETTERS + "Ferries of the north\n\n1. They wait.\n\n" * 15_000,
    "headings alone": "Report\n\n" + "Ferries of the north\n\nThey wait for no one.\n\n" * 15_000,
    "pages": AGENDA + "\fFerries of the north\n\nthey wait\n\n12\n" * 15_000,
    "symbols": AGENDA + "CTOC/COP/2034/1\n\n3/18\n\n" * 15_000,
    "one paragraph in 30 000 lines": AGENDA + "the ferries of the north that wait for\n" * 30_000,
}


@pytest.mark.parametrize("text", SHAPES.values(), ids=SHAPES)
def test_a_long_document_takes_seconds(text: str) -> None:
    started = time.perf_counter()
    document = outline(read_bytes(text.encode(), "long.txt"), language=Language.EN)
    assert list(document.paragraphs())
    assert time.perf_counter() - started < 30  # a time that grows with the square takes minutes
