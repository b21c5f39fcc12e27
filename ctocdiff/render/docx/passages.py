"""The values of a redline before it is XML: every character and paragraph mark has a fate.

A redline in Word is one text: what both witnesses have is kept, what only ``before`` has is
deleted, what only ``after`` has is inserted, paragraph marks and table rows included. What both
have in different places is moved: it stands once where ``before`` has it, once where ``after`` has.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from ctocdiff.model import Style

BEFORE, AFTER = 0, 1


class Fate(StrEnum):
    """Which witnesses have something there; the values of the changed ones are Word's names."""

    KEPT = "kept"
    INSERTED = "ins"
    DELETED = "del"
    MOVED_IN = "moveTo"
    MOVED_OUT = "moveFrom"

    def stands(self, witness: int) -> bool:
        """Whether the witness has it at this place."""
        if witness == BEFORE:
            return self in (Fate.KEPT, Fate.DELETED, Fate.MOVED_OUT)
        return self in (Fate.KEPT, Fate.INSERTED, Fate.MOVED_IN)


#: The fate of what only that witness has; of what that witness has here and the other elsewhere.
OWN = (Fate.DELETED, Fate.INSERTED)
MOVED = (Fate.MOVED_OUT, Fate.MOVED_IN)


class Form(StrEnum):
    """Paragraph styles of the template, by their identifiers."""

    MASTHEAD = "Masthead"
    PART = "PartTitle"
    AGENDA = "AgendaEntry"
    AGENDA_SUB = "AgendaSubEntry"
    HEADING_1 = "Heading1"
    HEADING_2 = "Heading2"
    HEADING_3 = "Heading3"
    CAPTION = "SectionCaption"
    BODY = "BodyText"
    LIST = "ListItem"
    DOCUMENTATION = "Documentation"
    NOTE = "Note"
    TABLE = "TableText"
    END = "EndMark"  # of the empty paragraph that ends a redline where none of the witnesses can


@dataclass(frozen=True, slots=True)
class Belonging:
    """What a stretch or a mark is part of.

    ``changes`` are the numbers of changes, ``move`` that of a move; ``side`` is the witness at
    whose place the moved text stands.
    """

    changes: tuple[str, ...] = ()
    move: int | None = None
    side: int = AFTER


ALONE = Belonging()


@dataclass(frozen=True, slots=True)
class Stretch:
    """Text of one fate in one character style, as ``witness`` has it.

    It begins at the code point ``start`` of the paragraph of that name. ``opens`` and ``closes``
    are the places, in the list of comments, of those that begin before it and end after it.
    """

    text: str
    fate: Fate
    style: Style
    witness: int
    part: Belonging = ALONE
    paragraph: str = ""
    start: int = 0
    opens: tuple[int, ...] = ()
    closes: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph of the redline: its stretches and the fate of the mark that ends it.

    ``former`` is the form the mark had in ``before``, where that differs; ``part`` is what the
    mark is part of.
    """

    stretches: tuple[Stretch, ...]
    fate: Fate
    form: Form
    former: Form | None = None
    part: Belonging = ALONE


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row of a table, one passage a cell."""

    cells: tuple[Passage, ...]
    fate: Fate


@dataclass(frozen=True, slots=True)
class Table:
    """Consecutive table rows."""

    rows: tuple[TableRow, ...]


Block = Passage | Table
