"""What every reader of a format gives: lines, and what the file says of its document."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from ctocdiff.model import Declared, Line, Notice
from ctocdiff.symbols import find_symbols


def declared_symbol(texts: Iterable[str]) -> Declared:
    """The symbol of the document, where its running heads and feet name one and no other."""
    found = {str(mention.symbol) for text in texts for mention in find_symbols(text)}
    return Declared(symbol=found.pop()) if len(found) == 1 else Declared()


@dataclass(frozen=True, slots=True)
class Reading:
    """The lines of a file in reading order; ``encoding`` is "" where it is not text."""

    lines: tuple[Line, ...]
    encoding: str = ""
    declared: Declared = field(default_factory=Declared)
    notices: tuple[Notice, ...] = ()
