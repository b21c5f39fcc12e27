"""A row cut into sentences that both texts share the borders of.

Contract: a part is a range of both row texts with the edits between them; the parts of a row follow
each other and cover both texts. A border stands only where a sentence ends or begins in both texts
at once, so that a part can be accepted and rejected by itself and gives whole sentences.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from ctocdiff.model import Change, Diff, Edit, Op, Row

# A sentence, or an entry of a list within a paragraph, ends before white space and what can begin
# another: a capital, a quotation, a bracket, the letter of an entry.
_BREAK = re.compile(r"(?<=[.;!?…»”])(\s+)(?=[A-ZÀ-ÖØ-Þ«“\"(]|[a-z]{1,3}\))|\n")
_FEWEST = 3  # words of a sentence; "No. 5" and "Mr. Doe" end none


@dataclass(frozen=True, slots=True)
class Part:
    """A range of both texts, in code points; each edit that is not EQUAL with its change."""

    before: tuple[int, int]
    after: tuple[int, int]
    edits: tuple[tuple[Edit, Change | None], ...]

    @property
    def changes(self) -> tuple[Change, ...]:
        return tuple(change for _, change in self.edits if change)


def parts(row: Row, diff: Diff) -> tuple[Part, ...]:
    """The parts of a row that ``diff`` compares; one if the texts share no border."""
    borders = [_borders(row.text(witness)) for witness in diff.between]
    changes = iter(diff.changes)
    numbered = [(edit, None if edit.op is Op.EQUAL else next(changes, None)) for edit in diff.edits]
    cuts = sorted({cut for edit, _ in numbered for cut in _cuts(edit, borders)})
    return tuple(_part(numbered, start, stop) for start, stop in pairwise(cuts) if start != stop)


def _borders(text: str) -> frozenset[int]:
    """Where sentences end and begin: before and after the white space between them."""
    found = {0, len(text)}
    start = 0
    for match in _BREAK.finditer(text):
        if match[0] == "\n" or len(text[start : match.start()].split()) >= _FEWEST:
            found |= {match.start(), match.end()}
            start = match.end()
    return frozenset(found)


def _cuts(edit: Edit, borders: list[frozenset[int]]) -> Iterator[tuple[int, int]]:
    """The points of an edit that are borders of both texts."""
    (before, before_end), (after, after_end) = edit.before, edit.after
    if edit.op is Op.EQUAL:
        shift = before - after
        points = {(at + shift, at) for at in borders[1] if after <= at <= after_end}
    else:
        points = {(before, after), (before_end, after_end)}
        if before == before_end:
            points |= {(before, at) for at in borders[1] if after <= at <= after_end}
        elif after == after_end:
            points |= {(at, after) for at in borders[0] if before <= at <= before_end}
    return (point for point in points if point[0] in borders[0] and point[1] in borders[1])


def _part(
    numbered: list[tuple[Edit, Change | None]], start: tuple[int, int], stop: tuple[int, int]
) -> Part:
    cut = []
    for edit, change in numbered:
        before = _within(edit.before, start[0], stop[0])
        after = _within(edit.after, start[1], stop[1])
        if before[0] < before[1] or after[0] < after[1]:
            cut.append((Edit(edit.op, before, after), change))
    return Part((start[0], stop[0]), (start[1], stop[1]), tuple(cut))


def _within(span: tuple[int, int], low: int, high: int) -> tuple[int, int]:
    start = min(max(span[0], low), high)
    return start, max(start, min(span[1], high))
