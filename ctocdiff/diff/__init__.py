"""Two row texts → edits: which words were replaced, inserted, deleted.

The tokens of both texts are matched (``hunks``), then the marks are made to read as a person would
set them (``marks``).
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

from ctocdiff.diff.hunks import Hunk, match_tokens
from ctocdiff.diff.marks import join, slide
from ctocdiff.language import Language
from ctocdiff.model import Edit, Op
from ctocdiff.tokens import tokenize

__all__ = ["diff_texts"]


def diff_texts(before: str, after: str, languages: tuple[Language, Language]) -> tuple[Edit, ...]:
    """The edits that turn one row text into the other; they cover both texts, in order."""
    old, new = tokenize(before, languages[0]), tokenize(after, languages[1])
    hunks = slide(join(match_tokens(old, new), old, new), old, new)
    old_offsets, new_offsets = _offsets(old), _offsets(new)
    edits = []
    for hunk in hunks:
        span_before = (old_offsets[hunk.before[0]], old_offsets[hunk.before[1]])
        span_after = (new_offsets[hunk.after[0]], new_offsets[hunk.after[1]])
        edits.append(Edit(_op(hunk), span_before, span_after))
    return tuple(edits)


def _op(hunk: Hunk) -> Op:
    if hunk.equal:
        return Op.EQUAL
    if hunk.before[0] == hunk.before[1]:
        return Op.INSERT
    return Op.DELETE if hunk.after[0] == hunk.after[1] else Op.REPLACE


def _offsets(tokens: Sequence[str]) -> list[int]:
    return list(accumulate(map(len, tokens), initial=0))
