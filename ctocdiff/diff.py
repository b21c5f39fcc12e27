"""Two row texts → edits: which words were replaced, inserted, deleted.

The only user of diff-match-patch. Each distinct token becomes one character, so that the library
compares tokens; without a time limit its result is minimal and depends on nothing but the texts.
Two passes make the marks read as a person would set them: what lies between two changes and is
no word joins them, and an insertion is slid so that it begins where a sentence or word begins.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from ctocdiff.language import Language
from ctocdiff.model import Edit, Op
from ctocdiff.tokens import is_entity, tokenize

_FIRST_CODE = 0x100
_NEVER_CROSSED = frozenset(".;!?\n»”")
_MOST_ISLAND_WORDS = 2
_LONGEST_ISLAND_WORD = 4  # code points: articles, prepositions
_ISLAND_SHARE = 3  # how many times longer the changes on both sides are
_SURROGATES = range(0xD800, 0xE000)


@dataclass(frozen=True, slots=True)
class _Hunk:
    """A run of tokens that is equal, or deleted and inserted; ranges of token indices."""

    equal: bool
    before: tuple[int, int]
    after: tuple[int, int]


def diff_texts(before: str, after: str, languages: tuple[Language, Language]) -> tuple[Edit, ...]:
    """The edits that turn one row text into the other; they cover both texts, in order."""
    old, new = tokenize(before, languages[0]), tokenize(after, languages[1])
    hunks = _slide(_join(_hunks(old, new), old, new), old, new)
    old_offsets, new_offsets = _offsets(old), _offsets(new)
    edits = []
    for hunk in hunks:
        span_before = (old_offsets[hunk.before[0]], old_offsets[hunk.before[1]])
        span_after = (new_offsets[hunk.after[0]], new_offsets[hunk.after[1]])
        edits.append(Edit(_op(hunk), span_before, span_after))
    return tuple(edits)


def _op(hunk: _Hunk) -> Op:
    if hunk.equal:
        return Op.EQUAL
    if hunk.before[0] == hunk.before[1]:
        return Op.INSERT
    return Op.DELETE if hunk.after[0] == hunk.after[1] else Op.REPLACE


@cache
def _matcher() -> object:
    from diff_match_patch import diff_match_patch

    matcher = diff_match_patch()
    matcher.Diff_Timeout = 0  # a limit would make the result depend on the clock
    return matcher


def _hunks(old: Sequence[str], new: Sequence[str]) -> list[_Hunk]:
    codes: dict[str, str] = {}

    def encode(tokens: Sequence[str]) -> str:
        return "".join(codes.setdefault(token, _code(len(codes))) for token in tokens)

    left, right = encode(old), encode(new)
    steps = _matcher().diff_main(left, right, False)  # type: ignore[attr-defined]
    hunks: list[_Hunk] = []
    at_old = at_new = 0
    for sign, run in steps:
        to_old = at_old + (len(run) if sign <= 0 else 0)
        to_new = at_new + (len(run) if sign >= 0 else 0)
        hunk = _Hunk(sign == 0, (at_old, to_old), (at_new, to_new))
        if hunks and not hunk.equal and not hunks[-1].equal:
            last = hunks.pop()
            hunk = _Hunk(False, (last.before[0], to_old), (last.after[0], to_new))
        hunks.append(hunk)
        at_old, at_new = to_old, to_new
    return hunks


def _code(number: int) -> str:
    code = _FIRST_CODE + number
    return chr(code if code < _SURROGATES.start else code + len(_SURROGATES))


def _join(hunks: Sequence[_Hunk], old: Sequence[str], new: Sequence[str]) -> list[_Hunk]:
    """Join replacements that a mere space, or a small word in much changed text, keeps apart.

    The marked text grows by little, and the reader sees one change of a phrase and not confetti
    around every "de". The replacement of a date, number or ordinal stays a change of its own, and
    no change runs across the end of a sentence.
    """
    joined: list[_Hunk] = []
    for at, hunk in enumerate(hunks):
        inner = hunk.equal and 0 < at < len(hunks) - 1
        if (inner and _is_gap(hunk, joined[-1], hunks[at + 1], old, new)) or (
            joined and not hunk.equal and not joined[-1].equal
        ):
            last = joined.pop()
            hunk = _Hunk(False, (last.before[0], hunk.before[1]), (last.after[0], hunk.after[1]))
        joined.append(hunk)
    return joined


def _is_gap(gap: _Hunk, left: _Hunk, right: _Hunk, old: Sequence[str], new: Sequence[str]) -> bool:
    tokens = old[slice(*gap.before)]
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


def _size(tokens: Sequence[str], span: tuple[int, int]) -> int:
    return sum(map(len, tokens[slice(*span)]))


def _slide(hunks: Sequence[_Hunk], old: Sequence[str], new: Sequence[str]) -> list[_Hunk]:
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
            result[at] = _Hunk(False, _moved(hunk.before, shift), _moved(hunk.after, shift))
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


def _stretch(hunk: _Hunk, *, start: int = 0, end: int = 0) -> _Hunk:
    return _Hunk(
        True,
        (hunk.before[0] + start, hunk.before[1] + end),
        (hunk.after[0] + start, hunk.after[1] + end),
    )


def _moved(span: tuple[int, int], by: int) -> tuple[int, int]:
    return (span[0] + by, span[1] + by)


def _offsets(tokens: Sequence[str]) -> list[int]:
    offsets = [0]
    for token in tokens:
        offsets.append(offsets[-1] + len(token))
    return offsets
