"""Deadlines across sessions: which were kept, rescheduled, added or removed.

Two deadlines are the same one in two sessions if they are about the same thing: first those that
stand in one aligned row, then those whose subjects share their words, more willingly in the same
section; words that only say that something must be done or sent do not count, nor does their
order. A deadline is kept if it lies as many days from the opening of its session as before,
whatever its date; its time of day is not compared.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations

from ctocdiff.language import Language, lexicon
from ctocdiff.model import (
    AlignedSection,
    Comparison,
    Deadline,
    DeadlineChange,
    DeadlineKind,
    DeadlineStatus,
    Paragraph,
)

_WORD = re.compile(r"[^\W\d_]{4,}")
_STEM = 6  # code points of a word that tell it apart and forgive its endings
# How alike two subjects must be, on a scale from 0 to 1: in one row, in one section, anywhere.
_IN_ROW, _IN_SECTION, _ANYWHERE = 0.08, 0.3, 0.6
# A rule and a date may state one deadline, but not as soon as two rules or two dates.
_OTHER_KIND = 0.25


@dataclass(frozen=True, slots=True)
class _Entry:
    """A deadline with its witness, its row, its aligned section and the weights of its words."""

    deadline: Deadline
    witness: int
    row: int
    section: int
    words: Mapping[str, float]


def deadline_changes(
    comparison: Comparison, deadlines: Sequence[tuple[Deadline, ...]]
) -> tuple[DeadlineChange, ...]:
    """Match the deadlines of the witnesses, given in their order; in the order of the rows."""
    entries = _entries(comparison, deadlines)
    groups = [[entry] for entry in entries]
    of = dict(zip(map(id, entries), groups, strict=True))
    for _, one, other in sorted(_pairs(entries), key=lambda pair: -pair[0]):
        mine, theirs = of[id(one)], of[id(other)]
        if {e.witness for e in mine}.isdisjoint(e.witness for e in theirs):
            mine += theirs
            of.update((id(entry), mine) for entry in theirs)
            theirs.clear()
    changes = [_change(group, len(deadlines)) for group in groups if group]
    return tuple(change for _, change in sorted(changes, key=lambda ranked: ranked[0]))


def _entries(comparison: Comparison, deadlines: Sequence[tuple[Deadline, ...]]) -> list[_Entry]:
    places = {
        (witness, paragraph.id): (row, section)
        for row, section, cells in _rows(comparison)
        for witness, cell in enumerate(cells)
        for paragraph in cell
    }
    flat = [(n, deadline) for n, found in enumerate(deadlines) for deadline in found]
    weighed = _weigh(
        [(n, _stems(deadline.subject, comparison.witnesses[n].language)) for n, deadline in flat]
    )
    nowhere = (len(places), len(places))
    return [
        _Entry(deadline, n, *places.get((n, deadline.paragraph), nowhere), words)
        for (n, deadline), words in zip(flat, weighed, strict=True)
    ]


def _rows(comparison: Comparison) -> Iterator[tuple[int, int, tuple[tuple[Paragraph, ...], ...]]]:
    row = 0
    sections: tuple[AlignedSection, ...] = (comparison.front, *comparison.sections)
    for number, section in enumerate(sections):
        for aligned in section.rows:
            yield row, number, aligned.cells
            row += 1


def _pairs(entries: Sequence[_Entry]) -> Iterator[tuple[float, _Entry, _Entry]]:
    """The pairs that may be one deadline, with a score: the higher, the sooner they are joined."""
    for one, other in combinations(entries, 2):
        if one.witness == other.witness:
            continue
        likeness = _likeness(one, other)
        if one.row == other.row:
            least, bonus = _IN_ROW, 2.0
        elif one.section == other.section:
            least, bonus = _IN_SECTION, 1.0
        else:
            least, bonus = _ANYWHERE, 0.0
        if likeness >= least:
            yield likeness + bonus, one, other


def _likeness(one: _Entry, other: _Entry) -> float:
    shared = math.fsum(weight for word, weight in one.words.items() if word in other.words)
    least = min(math.fsum(one.words.values()), math.fsum(other.words.values()))
    most = max(math.fsum(one.words.values()), math.fsum(other.words.values()))
    # Halfway between the share of the shorter subject and that of the longer.
    alike = (shared / least + shared / most) / 2 if least else 0.0
    rules = [entry.deadline.kind is DeadlineKind.RELATIVE for entry in (one, other)]
    return alike if rules[0] == rules[1] else alike - _OTHER_KIND


def _stems(subject: str, language: Language) -> frozenset[str]:
    """The stems of the words that tell what a deadline is about."""
    words = set(_WORD.findall(subject.lower()))
    return frozenset(word[:_STEM] for word in words - _beside(language) or words)


@cache
def _beside(language: Language) -> frozenset[str]:
    """The words that only say that something must be done: "must", "devrait", "être"."""
    words = lexicon(language)["deadlines"]
    return frozenset((*words["duty"], *words["beside"]))


def _weigh(subjects: Sequence[tuple[int, frozenset[str]]]) -> list[dict[str, float]]:
    """The stems of each subject with its witness, those heavier that are rare in a witness.

    That two witnesses share a word makes it no more common.
    """
    sizes = Counter(witness for witness, _ in subjects)
    seen = Counter((witness, stem) for witness, stems in subjects for stem in stems)
    common: dict[str, float] = {}
    for (witness, stem), times in seen.items():
        common[stem] = max(common.get(stem, 0.0), times / sizes[witness])
    return [
        {stem: math.log(1 + 1 / common[stem]) for stem in sorted(stems)} for _, stems in subjects
    ]


def _change(group: Sequence[_Entry], witnesses: int) -> tuple[tuple[int, int], DeadlineChange]:
    """The change that a group is, and its rank."""
    cells: list[Deadline | None] = [None] * witnesses
    for entry in group:
        cells[entry.witness] = entry.deadline
    present = [cell for cell in cells if cell]
    last = max(group, key=lambda entry: entry.witness)
    if cells[-1] is None:
        status = DeadlineStatus.REMOVED
    elif cells[0] is None:
        status = DeadlineStatus.ADDED
    elif all(_kept(present[0], cell) for cell in present[1:]):
        status = DeadlineStatus.KEPT
    else:
        status = DeadlineStatus.RESCHEDULED
    rank = last.row, last.deadline.start
    return rank, DeadlineChange(status, last.deadline.section, tuple(cells))


def _kept(one: Deadline, other: Deadline) -> bool:
    """Whether both lie as far from the opening or, where that is unknown, say the same."""
    rules = one.kind is other.kind is DeadlineKind.RELATIVE
    if rules and one.text.lower() == other.text.lower():
        return True
    if one.offset_days is None or other.offset_days is None:
        return not rules and one.date is not None and one.date == other.date
    return one.offset_days == other.offset_days
