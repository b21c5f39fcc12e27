"""Hunks that read as a person would mark them.

What lies between two changes and is no word joins them, and an insertion is slid so that it begins
where a sentence or word begins.
"""

from __future__ import annotations

from collections.abc import Sequence

from ctocdiff.diff.hunks import Hunk
from ctocdiff.tokens import is_entity

_NEVER_CROSSED = frozenset(".;!?\n»”")
_MOST_ISLAND_WORDS = 2
_LONGEST_ISLAND_WORD = 4  # code points: articles, prepositions
_LONGEST_TITLE = 3  # code points, of "Ms.", "Mme" and of first names that are shortened
_ISLAND_SHARE = 3  # how many times longer the changes on both sides are


def join(hunks: Sequence[Hunk], old: Sequence[str], new: Sequence[str]) -> list[Hunk]:
    """Join replacements that a mere space, or a small word in much changed text, keeps apart.

    The marked text grows by little, and the reader sees one change of a phrase and not confetti
    around every "de". The replacement of a date, number or ordinal stays a change of its own, and
    no change runs across the end of a sentence.
    """
    joined: list[Hunk] = []
    for at, hunk in enumerate(hunks):
        inner = hunk.equal and 0 < at < len(hunks) - 1
        if (inner and _is_gap(hunk, joined[-1], hunks[at + 1], old, new)) or (
            joined and not hunk.equal and not joined[-1].equal
        ):
            last = joined.pop()
            hunk = Hunk(False, (last.before[0], hunk.before[1]), (last.after[0], hunk.after[1]))
        joined.append(hunk)
    return joined


def _is_gap(gap: Hunk, left: Hunk, right: Hunk, old: Sequence[str], new: Sequence[str]) -> bool:
    tokens = old[slice(*gap.before)]
    if _is_abbreviated(gap, left, right, old, new) or (
        tuple(tokens) == (" ",) and _is_clock(right, old, new)
    ):
        return True
    if any(token in _NEVER_CROSSED or is_entity(token) for token in tokens):
        return False
    for side in (left, right):
        gone, come = old[slice(*side.before)], new[slice(*side.after)]
        if not gone or not come or (len(gone) == len(come) == 1 and is_entity(gone[0])):
            return False
    words = [token for token in tokens if token[:1].isalnum()]
    if not words:
        return True
    sizes = (max(_size(old, side.before), _size(new, side.after)) for side in (left, right))
    return (
        len(words) <= _MOST_ISLAND_WORDS
        and all(len(word) <= _LONGEST_ISLAND_WORD for word in words)
        and min(sizes) >= _ISLAND_SHARE * _size(old, gap.before)
    )


def _is_clock(hunk: Hunk, old: Sequence[str], new: Sequence[str]) -> bool:
    """Whether an abbreviation was replaced that goes with the figure before: "10 a.m."."""
    sides = old[slice(*hunk.before)], new[slice(*hunk.after)]
    return all(len(side) == 1 and len(side[0]) > 2 and side[0][1] == "." for side in sides)


def _is_abbreviated(
    gap: Hunk, left: Hunk, right: Hunk, old: Sequence[str], new: Sequence[str]
) -> bool:
    """Whether the full stop between two replacements is that of a title or of a first name.

    At the head of a text it may be that of a number: "A. Opening".
    """
    if list(old[slice(*gap.before)]) != [".", " "] or min(left.before[0], left.after[0]) == 0:
        return False
    sides = [
        (text[slice(*one)], text[slice(*two)])
        for text, one, two in ((old, left.before, right.before), (new, left.after, right.after))
    ]
    return all(
        title
        and name
        and title[-1][:1].isupper()
        and name[0][:1].isupper()
        and len(title[-1]) <= _LONGEST_TITLE
        for title, name in sides
    )


def _size(tokens: Sequence[str], span: tuple[int, int]) -> int:
    return sum(map(len, tokens[slice(*span)]))


def slide(hunks: Sequence[Hunk], old: Sequence[str], new: Sequence[str]) -> list[Hunk]:
    """Move each pure insertion or deletion to the best of its equivalent places."""
    result = list(hunks)
    for at in range(1, len(result) - 1):
        left, hunk, right = result[at - 1 : at + 2]
        if hunk.equal or not (left.equal and right.equal):
            continue
        inserted = hunk.before[0] == hunk.before[1]
        if not inserted and hunk.after[0] != hunk.after[1]:
            continue
        tokens = new if inserted else old
        start, end = hunk.after if inserted else hunk.before
        low = high = 0
        room_left = left.before[1] - left.before[0]
        room_right = right.before[1] - right.before[0]
        while low < room_left and tokens[start - low - 1] == tokens[end - low - 1]:
            low += 1
        while high < room_right and tokens[start + high] == tokens[end + high]:
            high += 1
        shift = max(
            range(-low, high + 1), key=lambda by: (_fit(tokens, start + by, end + by), -abs(by), by)
        )
        if shift:
            result[at - 1] = _stretch(left, end=shift)
            result[at] = Hunk(False, _moved(hunk.before, shift), _moved(hunk.after, shift))
            result[at + 1] = _stretch(right, start=shift)
    return [
        hunk
        for hunk in result
        if hunk.before != (hunk.before[0],) * 2 or hunk.after[0] < hunk.after[1]
    ]


def _fit(tokens: Sequence[str], start: int, end: int) -> int:
    """How well a stretch of tokens reads as something put in: a sentence, a phrase, a word."""
    first, last = tokens[start], tokens[end - 1]
    before = tokens[start - 1] if start else "\n"
    score = 0
    if last.isspace() and not first.isspace():
        score += 2  # "word " rather than " word" or "d wor"
    if last == "\n":
        score += 4
    if before == "\n" or (before.isspace() and start > 1 and tokens[start - 2] in ".;!?»”"):
        score += 3  # a whole sentence
    if end < len(tokens) and first.isspace() and not last.isspace():
        score += 1
    if end == len(tokens) and first.isspace():
        score += 2
    if first in ",;:" and not last.isspace():
        score += 2  # ", a phrase" before a mark or a space
    return score


def _stretch(hunk: Hunk, *, start: int = 0, end: int = 0) -> Hunk:
    return Hunk(
        True,
        (hunk.before[0] + start, hunk.before[1] + end),
        (hunk.after[0] + start, hunk.after[1] + end),
    )


def _moved(span: tuple[int, int], by: int) -> tuple[int, int]:
    return (span[0] + by, span[1] + by)
