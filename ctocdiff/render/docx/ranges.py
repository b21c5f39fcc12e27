"""The ranges of a redline that cross runs and paragraphs: bookmarks of changes, moves, comments.

A range begins inside the paragraph of its first character. It ends inside a paragraph too, or
between two where it holds the mark of the former (ISO/IEC 29500-1, 17.13). A bookmark has the
number of its change for a name; what a change did in a second place has a second bookmark, and
the place is added to the name ("C-0007-2").
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from ctocdiff.render.docx.elements import element
from ctocdiff.render.docx.passages import AFTER, ALONE, Belonging

if TYPE_CHECKING:
    from lxml import etree

#: What a move is called in both its ranges, by its number.
MOVE_NAME: Final = "M-{:04d}"

_SIDES = {True: "moveTo", False: "moveFrom"}


class Ranges:
    """Opens and closes ranges as the parts of the flow come and go.

    ``number`` gives the next identifier, ``stamped`` the attributes of a revision.
    """

    def __init__(self, number: Callable[[], str], stamped: Callable[[], dict[str, str]]) -> None:
        self._number = number
        self._stamped = stamped
        self._changes: dict[str, str] = {}
        self._move: tuple[int, int] | None = None
        self._move_id = ""
        self._met: Counter[str] = Counter()

    def leave(self, holder: etree._Element, part: Belonging = ALONE) -> None:
        """Close in ``holder`` what the part that comes next is no part of."""
        for change in [change for change in self._changes if change not in part.changes]:
            element(holder, "bookmarkEnd", id=self._changes.pop(change))
        if self._move is not None and self._move != _move(part):
            element(holder, f"{_SIDES[self._move[1] == AFTER]}RangeEnd", id=self._move_id)
            self._move = None

    def enter(self, holder: etree._Element, part: Belonging) -> None:
        """Close what ends here, open what begins here."""
        self.leave(holder, part)
        move = _move(part)
        if move is not None and self._move is None:
            self._move, self._move_id = move, self._number()
            name = f"{_SIDES[part.side == AFTER]}RangeStart"
            start = {"id": self._move_id, "name": MOVE_NAME.format(move[0])}
            element(holder, name, **start, **self._stamped())
        for change in part.changes:
            if change not in self._changes:
                self._changes[change] = self._number()
                self._met[change] += 1
                again = f"-{self._met[change]}" if self._met[change] > 1 else ""
                element(holder, "bookmarkStart", id=self._changes[change], name=f"{change}{again}")


def _move(part: Belonging) -> tuple[int, int] | None:
    return None if part.move is None else (part.move, part.side)
