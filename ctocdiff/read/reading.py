"""What every reader of a format gives: lines, and what the file says of its document."""

from __future__ import annotations

from dataclasses import dataclass, field

from ctocdiff.model import Declared, Line, Notice


@dataclass(frozen=True, slots=True)
class Reading:
    """The lines of a file in reading order; ``encoding`` is "" where it is not text."""

    lines: tuple[Line, ...]
    encoding: str = ""
    declared: Declared = field(default_factory=Declared)
    notices: tuple[Notice, ...] = ()
