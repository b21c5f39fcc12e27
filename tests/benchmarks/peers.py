"""One run of another program on the same pair, in a process of its own.

    python -m tests.benchmarks.peers NAME FOLDER

reads ``before.txt`` and ``after.txt`` (or ``before.docx`` and ``after.docx``) in the folder and
writes what it marked: ``NAME.json`` with the inserted and deleted texts, or ``NAME.docx``.
Each function imports only what it needs, since start-up is part of what is measured.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from pathlib import Path


def difflib(folder: Path) -> None:
    """The standard library, on the words of the whole text."""
    import re
    from difflib import SequenceMatcher

    before, after = (re.findall(r"\S+", text) for text in _texts(folder))
    pieces = [
        (" ".join(before[b1:b2]), " ".join(after[a1:a2]))
        for op, b1, b2, a1, a2 in SequenceMatcher(None, before, after, False).get_opcodes()
        if op != "equal"
    ]
    _write(folder / "difflib.json", pieces)


def redlines(folder: Path) -> None:
    """``redlines``, as its documentation shows it."""
    from redlines import Redlines

    before, after = _texts(folder)
    pieces = [
        # it writes the end of a paragraph as a letter of its own
        ((change.source_text or "").replace("¶", ""), (change.test_text or "").replace("¶", ""))
        for change in Redlines(before, after).changes
    ]
    _write(folder / "redlines.json", pieces)


def jubarte(folder: Path) -> None:
    """``jubarte-redlines``, from two Word files to one with tracked changes."""
    from jubarte_redlines import compare_documents

    before, after = (folder / f"{name}.docx" for name in ("before", "after"))
    redline = compare_documents(before.read_bytes(), after.read_bytes())
    (folder / "jubarte.docx").write_bytes(redline)


def docxodus(folder: Path) -> None:
    """``python-redlines`` with its engine Docxodus, a program of its own that it starts."""
    from python_redlines.engines import DocxodusEngine

    before, after = (folder / f"{name}.docx" for name in ("before", "after"))
    redline, *_ = DocxodusEngine().run_redline("peer", before.read_bytes(), after.read_bytes())
    (folder / "docxodus.docx").write_bytes(redline)


def _texts(folder: Path) -> list[str]:
    return [(folder / f"{name}.txt").read_text("utf-8") for name in ("before", "after")]


def _write(path: Path, pieces: Iterable[tuple[str, str]]) -> None:
    deleted, inserted = zip(*pieces, strict=True)
    path.write_text(json.dumps({"deleted": deleted, "inserted": inserted}), "utf-8")


PEERS = {"difflib": difflib, "redlines": redlines, "jubarte": jubarte, "docxodus": docxodus}

if __name__ == "__main__":
    PEERS[sys.argv[1]](Path(sys.argv[2]))
