"""Small invented documents, and the entries they are recognised as."""

from __future__ import annotations

from ctocdiff.corpus.catalogue import Entry, Knowledge
from ctocdiff.corpus.recognition import recognise
from ctocdiff.read import read_bytes


def agenda(number: int = 1, year: int = 2031, oil: int = 3) -> bytes:
    """An agenda whose symbol, year and words vary."""
    return f"""CAC/COSP/{year}/{number}
Conference of the States Parties to the Convention against Corruption
Distr.: General

Original: English

Ninth session
Vienna, 5–9 May {year}

Annotated provisional agenda

Annotations

1. Ferries

Ferries wait for no one, and least of all for those who are late; {oil} barrels were burnt.
""".encode()


def entry(data: bytes) -> Entry:
    return recognise(read_bytes(data, "x.txt"), Knowledge((), ()))[0]
