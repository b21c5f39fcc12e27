"""What else speaks for a pair of paragraphs of one section that do not resemble each other much.

Three signals, for what the passes over all paragraphs left alone:

* the words that tell the paragraphs of *this* section apart. "Firearms" says little under the item
  on firearms, where each paragraph has it, while "meeting" and "report" say much; over the whole
  document it is the other way round;
* the rule or article that both name, and no other that the section has left;
* the place: between the same neighbours, a pair that is ahead of all others which the section has
  left needs less in common.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Container, Iterator, Mapping, Sequence
from itertools import product

from ctocdiff.align.gaps import Gaps
from ctocdiff.align.section_words import SectionWords
from ctocdiff.align.units import Unit
from ctocdiff.align.wording import fold_words
from ctocdiff.model import Kind

Sides = tuple[Sequence[Unit], Sequence[Unit]]

# Cosine, 0–1, of words weighed within the section; entries of a list are short and much alike.
_ALIKE = {Kind.BODY: 0.14, Kind.DOCUMENTATION: 0.20}
_AHEAD = 2.0  # times that of any other partner
# Between the same neighbours less is enough, and least where no other partner comes near.
_ALIKE_THERE = 0.12
_AHEAD_THERE = 1.15
_ALIKE_ALONE = 0.07
_RESEMBLING = 0.27  # score, 0–1, of the whole paragraphs
_RESEMBLING_APART = 0.28
_SHARED = 4  # words or figures, of paragraphs: in few or short ones weights say little
_SHORT = 8  # words of a paragraph that says one thing
_GRAM = 4  # code points by which words are told apart
_MOST_LEFT = 400  # pairs that one section may leave


def alike_in_section(
    sides: Sides,
    found: Sequence[tuple[int, int]],
    free: tuple[Container[int], Container[int]],
    words: SectionWords,
) -> Iterator[tuple[int, int]]:
    """Of likely pairs within sections, those that stand out by the words special to the section.

    Beside all pairs of what is ``free`` there, likely or not; in sections too long to ask them
    all, beside the likely ones. Left out are paragraphs that cite adopted texts, but none in
    common, and entries of different kinds of papers: they are about different things.
    """
    likely: tuple[dict[int, list[int]], dict[int, list[int]]] = defaultdict(list), defaultdict(list)
    for b, a in found:
        likely[0][b].append(a)
        likely[1][a].append(b)
    for b, a in found:
        one, other = sides[0][b], sides[1][a]
        if are_apart(one, other) or (score := words.alike(b, a)) < _ALIKE[one.kind]:
            continue
        old = [n for n in words.beside(b, 0) or likely[1][a] if n in free[0] and n != b]
        new = [n for n in words.beside(a, 1) or likely[0][b] if n in free[1] and n != a]
        rivals = [*((n, a) for n in old), *((b, n) for n in new)]
        if all(
            score >= _AHEAD * words.alike(n, m)
            for n, m in rivals
            if not are_apart(sides[0][n], sides[1][m])
        ):
            yield b, a


def left(sides: Sides, gaps: Gaps) -> Iterator[tuple[int, int]]:
    """The pairs of units of one section and kind that both sides leave, where they are few."""
    rest: list[dict[tuple[int, Kind], list[int]]] = [defaultdict(list), defaultdict(list)]
    for witness in (0, 1):
        for at in gaps[witness]:
            unit = sides[witness][at]
            if unit.kind in _ALIKE:
                rest[witness][unit.section, unit.kind].append(at)
    for key, old in rest[0].items():
        new = rest[1].get(key, ())
        if len(old) * len(new) <= _MOST_LEFT:
            yield from product(old, new)


def name_one_provision(
    sides: Sides, scores: Mapping[tuple[int, int], float]
) -> Iterator[tuple[int, int]]:
    """Of the pairs that sections leave, those that alone name a rule or article."""
    naming: list[Counter[tuple[int, str]]] = [
        Counter(
            (sides[side][at].section, provision)
            for at in {pair[side] for pair in scores}
            if sides[side][at].kind is Kind.BODY
            for provision in sides[side][at].says.provisions
        )
        for side in (0, 1)
    ]
    for (b, a), score in scores.items():
        one, other = sides[0][b], sides[1][a]
        if score >= _RESEMBLING and any(
            naming[0][one.section, provision] == naming[1][one.section, provision] == 1
            for provision in one.says.provisions & other.says.provisions
        ):
            yield b, a


def stand_out(
    sides: Sides,
    scores: Mapping[tuple[int, int], float],
    gaps: Gaps,
    words: SectionWords,
) -> Iterator[tuple[int, int]]:
    """Of the pairs that sections leave, those between the same neighbours that stand out there.

    They are ahead of the others both as wholes and by the words special to the section. That they
    cite different texts says little there: a session takes up what the one before adopted.
    Entries of a list must be papers of one kind and of the same number in their series.
    """
    ahead = _leads(scores)
    likely = [
        (b, a)
        for (b, a), score in scores.items()
        if gaps[0][b] == gaps[1][a]
        and ahead[b, a] >= _AHEAD_THERE
        and score >= _RESEMBLING
        and _says_as_much(sides[0][b], sides[1][a], score)
    ]
    ends = {(side, pair[side]) for pair in likely for side in (0, 1)}
    rivals = [(b, a) for b, a in scores if (0, b) in ends or (1, a) in ends]
    alike = {(b, a): words.alike(b, a) for b, a in rivals}
    ahead_words = _leads(alike)
    for b, a in likely:
        lead = min(ahead[b, a], ahead_words[b, a])
        enough = _ALIKE_ALONE if lead >= _AHEAD else _ALIKE_THERE
        if lead >= _AHEAD_THERE and alike[b, a] >= enough:
            yield b, a


def short_and_alone(
    sides: Sides,
    scores: Mapping[tuple[int, int], float],
    gaps: Gaps,
) -> Iterator[tuple[int, int]]:
    """Of the pairs that sections leave, short ones that stand alone between the same neighbours.

    They end in the same longer word: "Takes note of the report" became "Welcomes the report".
    """
    left_in = [Counter(gap.values()) for gap in gaps]
    for b, a in scores:
        one, other = sides[0][b], sides[1][a]
        gap = gaps[0][b]
        if (
            gap == gaps[1][a]
            and left_in[0][gap] == left_in[1][gap] == 1
            and one.kind is Kind.BODY
            and max(one.says.words, other.says.words) <= _SHORT
        ):
            objects = [_stems(unit)[-1:] for unit in (one, other)]
            if objects[0] and objects[0] == objects[1]:
                yield b, a


def _says_as_much(one: Unit, other: Unit, score: float) -> bool:
    """Whether two units share enough for their kind to be held against the words of others."""
    apart = are_apart(one, other)
    if one.kind is not Kind.BODY:
        return not apart and bool(one.says.series & other.says.series)
    return score >= (_RESEMBLING_APART if apart else _RESEMBLING) and _shared(one, other) >= _SHARED


def _shared(one: Unit, other: Unit) -> int:
    """How many longer words and figures two texts share."""
    old, new = (
        {*_stems(unit), *(word for word in fold_words(unit.text) if word.isdigit())}
        for unit in (one, other)
    )
    return len(old & new)


def _stems(unit: Unit) -> list[str]:
    return [word[:_GRAM] for word in fold_words(unit.text) if len(word) >= _GRAM]


def _leads(scores: Mapping[tuple[int, int], float]) -> dict[tuple[int, int], float]:
    """How many times the score of the best other pair of either unit that of each pair is."""
    best: dict[tuple[int, int], list[float]] = defaultdict(lambda: [0.0, 0.0])
    for (b, a), score in scores.items():
        for end in ((0, b), (1, a)):
            best[end] = sorted((*best[end], score))[-2:]
    leads = {}
    for (b, a), score in scores.items():
        rivals = [
            best[end][0] if best[end][1] == score else best[end][1] for end in ((0, b), (1, a))
        ]
        leads[b, a] = score / max(*rivals, 1e-9)
    return leads


def are_apart(before: Unit, after: Unit) -> bool:
    """Whether two paragraphs cite different texts, or two entries name different papers."""
    one, other = before.says, after.says
    named = (
        (one.papers, other.papers)
        if before.kind is Kind.DOCUMENTATION
        else (one.cited, other.cited)
    )
    return all(named) and not named[0] & named[1]
