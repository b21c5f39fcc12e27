"""The deadlines of both documents, those that changed before those that did not."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from ctocdiff.alternation import any_word
from ctocdiff.language import Language, lexicon
from ctocdiff.memo.values import Bounded, DeadlineEntry
from ctocdiff.model import Comparison, DeadlineChange, DeadlineStatus

MOST_DEADLINES = 14  # rows of the table
_SHORTEST = 20  # code points of a clause that says who must do what


def deadlines(
    comparison: Comparison, most: int = MOST_DEADLINES
) -> tuple[Bounded[DeadlineEntry], tuple[tuple[DeadlineStatus, int], ...]]:
    """The rows of the table, in reading order, and how many deadlines have each status.

    Where the table has no room for all, those that keep their distance give way first.
    """
    entries = [_entry(comparison, change) for change in comparison.deadline_changes]
    counted = Counter(entry.status for entry in entries)
    return (
        Bounded.of(entries, most, lambda entry: entry.status is DeadlineStatus.KEPT),
        tuple((status, counted[status]) for status in DeadlineStatus),
    )


def _entry(comparison: Comparison, change: DeadlineChange) -> DeadlineEntry:
    before, after = change.cells[0], change.cells[-1]
    witness = 1 if after else 0
    stated = after or before
    offsets = [cell.offset_days if cell else None for cell in (before, after)]
    shift = None
    if offsets[0] is not None and offsets[1] is not None:
        shift = offsets[1] - offsets[0]
    return DeadlineEntry(
        change.status,
        change.section,
        _main_clause(stated.subject, comparison.witnesses[witness].language) if stated else "",
        witness,
        before,
        after,
        shift,
    )


@cache
def _opening_clause(language: Language) -> re.Pattern[str]:
    """The clauses that may stand before who must do what: the authority, a condition."""
    openers = any_word(lexicon(language)["memo"]["openers"])
    return re.compile(rf"(?:{openers}\b[^,;.]*,\s+)+", re.IGNORECASE)


def _main_clause(subject: str, language: Language) -> str:
    """Who must do what, without the authority for it; all of it where nothing else is left."""
    match = _opening_clause(language).match(subject.replace("’", "'"))
    rest = subject[match.end() :] if match else ""
    return rest[:1].upper() + rest[1:] if len(rest) >= _SHORTEST else subject
