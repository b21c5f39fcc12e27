"""The values of a redline before it is XML: every character and paragraph mark has a fate.

A redline in Word is one text: what both witnesses have is kept, what only ``before`` has is
deleted, what only ``after`` has is inserted, paragraph marks and table rows included.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from ctocdiff.model import Style
from ctocdiff.read.docx_revisions import END_MARK

BEFORE, AFTER = 0, 1


class Fate(StrEnum):
    """Which witnesses have something; the values of the changed ones are Word's element names."""

    KEPT = "kept"
    INSERTED = "ins"
    DELETED = "del"


#: The fate of what only that witness has.
OWN = (Fate.DELETED, Fate.INSERTED)


class Form(StrEnum):
    """Paragraph styles of the template, by their identifiers."""

    MASTHEAD = "Masthead"
    PART = "PartTitle"
    AGENDA = "AgendaEntry"
    HEADING_1 = "Heading1"
    HEADING_2 = "Heading2"
    HEADING_3 = "Heading3"
    CAPTION = "SectionCaption"
    BODY = "BodyText"
    DOCUMENTATION = "Documentation"
    NOTE = "Note"
    TABLE = "TableText"
    END = END_MARK


@dataclass(frozen=True, slots=True)
class Stretch:
    """Text of one fate in one character style, as ``witness`` has it; never a line feed."""

    text: str
    fate: Fate
    style: Style
    witness: int


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph of the redline: its stretches and the fate of the mark that ends it.

    ``former`` is the form the mark had in ``before``, where that differs.
    """

    stretches: tuple[Stretch, ...]
    fate: Fate
    form: Form
    former: Form | None = None


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
