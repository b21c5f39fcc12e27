"""Many words as one regular expression in which what they share stands but once.

The grammars name hundreds of words of the lexicon, and every run of the program compiles their
patterns anew: that takes time by the letter, so that a pattern pays for each repetition.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache

from ctocdiff.letters import bare

_PIECES = re.compile(r"\w+|\W")

# The pieces that may come next in a row, those with which rows end and those with which they go on,
# in the order of the rows; with each what must follow a row that ends, or what may come next.
_Tree = dict[tuple[str, str | None], "_Tree"]


def alternation(rows: Iterable[tuple[Sequence[str], str]]) -> str:
    """A group of any of some rows of patterns, each with what must follow it; the first that fits.

    Rows with the same beginning share it, and rows with the same rest share that: ``ax``, ``ay``,
    ``bx`` and ``by`` give ``(?:a|b)(?:x|y)``. Of two rows that can match at one place the longer
    must come first. It matches nowhere if there are none.
    """
    tree: _Tree = {}
    for pieces, end in rows:
        node = tree
        for piece in pieces[:-1]:
            node = node.setdefault((piece, None), {})
        node.setdefault((pieces[-1], end), {})
    return _pattern(tree) or "(?!)"


def any_word(words: Iterable[str]) -> str:
    """A group of any of some words as they stand, the longest that fits."""
    ranked = sorted(words, key=lambda word: (-len(word), word))
    rows = ([re.escape(piece) for piece in _PIECES.findall(word)] for word in ranked)
    return alternation((row, "") for row in rows)


@cache
def any_form(forms: tuple[str, ...]) -> re.Pattern[str]:
    """Any of some forms of the lexicon as whole words, longest first, in any case.

    Any apostrophe and any white space are those of the forms; a word may follow an elided one
    ("l'") at once. It matches nowhere if there are none.
    """
    every = sorted(forms, key=lambda form: (-len(form), form))
    parts = [re.escape(form).replace("'", "['’ʼ]").replace(r"\ ", r"\s") for form in every]
    ends = [
        part if form.endswith("'") else rf"{part}(?!\w)"
        for part, form in zip(parts, every, strict=True)
    ]
    if not every:
        return re.compile("(?!)")
    return re.compile(rf"{ahead(every)}(?:{'|'.join(ends)})", re.IGNORECASE)


def ahead(forms: Iterable[str]) -> str:
    """What stands before any of some forms: no letter, and one of their initials after it.

    Where letters of any case match, a pattern that begins with it sees at once where it cannot be.
    """
    firsts = {letter for form in forms for letter in (form[0], bare(form[0]))}
    return rf"(?<!\w)(?=[{''.join(map(re.escape, sorted(firsts)))}])"


def _pattern(tree: _Tree) -> str:
    ways: list[tuple[str, list[str]]] = []
    for (piece, end), node in tree.items():
        rest = _pattern(node) if end is None else end
        for at in range(len(ways) - 1, -1, -1):
            if ways[at][0] == rest:
                ways[at][1].append(piece)
                break
            # A piece must not overtake one that begins like it: "res." comes before "res".
            if any(other.startswith(piece) for other in ways[at][1]):
                ways.append((rest, [piece]))
                break
        else:
            ways.append((rest, [piece]))
    return _group([_group(pieces) + rest for rest, pieces in ways])


def _group(ways: Sequence[str]) -> str:
    return ways[0] if len(ways) == 1 else f"(?:{'|'.join(ways)})" if ways else ""
