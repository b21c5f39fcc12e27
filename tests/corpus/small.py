"""A small corpus about ferries: agendas and a report of a body, to be traced through."""

from __future__ import annotations

from pathlib import Path

from ctocdiff.corpus.holdings import OFFICIAL, Corpus

FIRST = """
CTOC/COP/2031/1

Conference of the Parties

Fifteenth session
Vienna, 5–9 May 2031

Annotated provisional agenda

1. Ferries.
2. Piers.

Annotations

1. Ferries

Resolution 14/2 sets the hours of ferries. The same resolution closes them on Sundays.

The Conference will have before it a paper on ferries (CTOC/COP/2031/4).

Documentation

Note by the Secretariat on ferries (CTOC/COP/2031/4)

2. Piers

Decision 14/2 named the piers, as rule 22 of the rules of procedure allows.
"""

REPORT = """
CTOC/COP/2031/9

Conference of the Parties

Report of the Conference of the Parties on its fifteenth session, held from 5 to 9 May 2031

Contents

I. Resolutions adopted by the Conference

A. Resolutions

Resolution 15/1

Ferries at night

The Conference of the Parties,

Recalling resolution 14/2,

1. Decides that ferries carry lamps;

2. Requests the Secretariat to report to the Conference at its sixteenth session on lamps.

II. Debate

1. Under item 1 (resolution 15/1), speakers praised lamps.
"""

SECOND = """
CTOC/COP/2033/1

Conference of the Parties

Sixteenth session
Vienna, 2–6 May 2033

Annotated provisional agenda

1. Ferries.
2. Piers.

Annotations

1. Ferries

In resolution 15/1 the Conference asked for lamps.

2. Piers

Nothing new is known of piers, whatever was said of them before.
"""
DOCUMENTS = {"first.txt": FIRST, "report.txt": REPORT, "second.txt": SECOND}


def make(folder: Path, documents: dict[str, str] = DOCUMENTS) -> Path:
    """The corpus in a folder."""
    for name, text in documents.items():
        put(folder, name, text)
    return folder


def put(folder: Path, name: str, text: str) -> Path:
    path = folder / OFFICIAL / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


def opened(folder: Path) -> Corpus:
    """The corpus of a folder, without the digests that lie beneath every corpus."""
    return Corpus.open([folder])
