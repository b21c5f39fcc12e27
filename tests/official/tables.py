"""Tables of facts on official documents: which document each is about, paragraphs by hash."""

from __future__ import annotations

import hashlib
import tomllib
from pathlib import Path
from typing import Any

import pytest

from ctocdiff.model import Document
from ctocdiff.outline import outline
from ctocdiff.read import read


def table_and_document(path: Path, folder: Path) -> tuple[dict[str, Any], Document]:
    """A table, and the document of a folder that it is about, known by its hash."""
    table = tomllib.loads(path.read_text("utf-8"))
    for file in sorted(folder.iterdir()):
        if hashlib.sha256(file.read_bytes()).hexdigest() == table["sha256"]:
            return table, outline(read(file))
    pytest.skip(f"the document of {path.name} is not in CTOCDIFF_OFFICIAL")


def letters(text: str) -> str:
    """The letters and figures of a text, without anything between them."""
    return "".join(char for char in text if char.isalnum())


def paragraph_hash(text: str) -> str:
    """What stands in a table for a paragraph: eight figures of the hash of its letters."""
    return hashlib.sha256(letters(text.lower()).encode()).hexdigest()[:8]
