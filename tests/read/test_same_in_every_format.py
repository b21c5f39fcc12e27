"""Every digest, written in each format and read back: the same labels, paragraphs and letters.

Nothing is normalised but what the outline folds anyway: white space between words.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

import docx
import pytest

from ctocdiff.corpus.places import bundled
from ctocdiff.model import Document, Format
from ctocdiff.outline import outline
from ctocdiff.read import read, read_bytes
from tests.read.written import Written, as_docx, as_html, as_text, parts_of

DIGESTS = sorted((bundled() / "digests").glob("*.txt"))
FORMATS: dict[str, tuple[Callable[[list[Written]], bytes], Format]] = {
    "text": (as_text, Format.TEXT),
    "HTML": (as_html, Format.HTML),
    "Word": (lambda parts: as_docx(parts, automatic=False), Format.DOCX),
    "Word with automatic numbers": (lambda parts: as_docx(parts, automatic=True), Format.DOCX),
}


def structure(document: Document) -> list[Any]:
    """All that the outline says of a document, positions left out."""
    return [
        document.kind,
        document.language,
        asdict(document.masthead),
        [asdict(item) for item in document.agenda],
        [(s.label, s.level, s.title, [h.text for h in s.heading]) for s in document.walk()],
        [(p.id, p.kind, p.text, p.cells) for p in document.paragraphs()],
        document.notices,
    ]


@pytest.mark.parametrize("path", DIGESTS, ids=lambda path: path.stem)
@pytest.mark.parametrize(("write", "found"), FORMATS.values(), ids=FORMATS)
def test_a_digest_is_the_same_in_every_format(
    path: Path, write: Callable[[list[Written]], bytes], found: Format
) -> None:
    document = outline(read(path))
    again = outline(read_bytes(write(parts_of(document)), "document"))
    assert again.source.format is found
    assert structure(again) == structure(document)


@pytest.mark.parametrize("path", DIGESTS[:1], ids=lambda path: path.stem)
def test_automatic_numbers_are_no_text_of_the_word_file(path: Path) -> None:
    parts = parts_of(outline(read(path)))
    data = as_docx(parts, automatic=True)
    numbered = [p for p in docx.Document(io.BytesIO(data)).paragraphs if _number(p)]
    assert len(numbered) > 30
    assert not any(p.text[:2] in ("1.", "2.", "a)", "(a") for p in numbered)


def _number(paragraph: Any) -> bool:
    properties = paragraph._p.pPr
    return properties is not None and properties.numPr is not None
