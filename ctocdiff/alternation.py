"""Many words as one regular expression in which what they share stands but once.

The grammars name hundreds of words of the lexicon, and every run of the program compiles their
patterns anew: that takes time by the letter, so that a pattern pays for each repetition.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

# What may follow a piece; an empty one ends a row.
_Tree = dict[str, "_Tree"]

_PIECES = re.compile(r"\w+|\W")


def alternation(rows: Iterable[Sequence[str]]) -> str:
    """A group of any of some rows of patterns, the first of them that matches.

    Rows with the same beginning share it, and neighbours with the same rest share that:
    ``[["a", "x"], ["a", "y"], ["b", "x"], ["b", "y"]]`` gives ``(?:a|b)(?:x|y)``. Where several
    rows can match, the first must be the longest. It matches nowhere if there are none.
    """
    tree: _Tree = {}
    for row in rows:
        node = before = tree
        for piece in row:
            before, node = node, node.setdefault(piece, {})
        node[""] = {}
        # A longer row may have brought the piece in already: as an end it has its place only now.
        before[row[-1]] = before.pop(row[-1])
    return _pattern(tree) or "(?!)"


def any_word(words: Iterable[str]) -> str:
    """A group of any of some words as they stand, the longest that fits."""
    ranked = sorted(words, key=lambda word: (-len(word), word))
    return alternation([re.escape(piece) for piece in _PIECES.findall(word)] for word in ranked)


def _pattern(tree: _Tree) -> str:
    """What goes on stands before what ends, since it is longer."""
    going_on: dict[str, list[str]] = {}
    for piece, node in tree.items():
        if rest := _pattern({then: more for then, more in node.items() if then}):
            going_on.setdefault(rest, []).append(piece)
    ending = [piece for piece, node in tree.items() if "" in node]
    return _group([*(_group(pieces) + rest for rest, pieces in going_on.items()), *ending])


def _group(ways: Sequence[str]) -> str:
    if len(ways) == 1:
        return ways[0]
    return f"(?:{'|'.join(ways)})" if ways else ""
