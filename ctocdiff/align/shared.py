"""How much of what two sections say stands in both.

Words tell little of sections whose documents speak of one subject throughout. Their paragraphs tell
more: each speaks for the sections of the other witness that hold what is most like it, wherever
they stand, with its length and by how like that is.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from ctocdiff.align.reader import Profile
from ctocdiff.align.units import Index, candidates
from ctocdiff.align.weights import cosine
from ctocdiff.model import Kind

_ALIKE = 0.35  # from which a paragraph speaks for a section, 0–1
_AS_GOOD = 0.90  # times the best, from which another paragraph is as good
_MANY = 8  # sections that say the same

Texts = Mapping[int, Collection[str]]
"""What sections say, by their number: the texts of their paragraphs."""


@dataclass(frozen=True, slots=True)
class _Text:
    """A paragraph as an index finds it: anywhere, of whatever kind."""

    profile: Profile
    section: int = 0
    kind: Kind = Kind.BODY


def shared_text(
    sides: tuple[Texts, Texts], profiles: Mapping[str, Profile]
) -> dict[tuple[int, int], float]:
    """The share of text, 0–1, that pairs of sections have in common; those with none left out.

    ``profiles`` gives those of each text.
    """
    owners = [_owners(side) for side in sides]
    texts = [tuple(side) for side in owners]
    units = [[_Text(profiles[text]) for text in side] for side in texts]
    near = candidates((units[0], units[1]), (Index(units[0]), Index(units[1])))
    scores = {
        (b, a): score
        for b, a in near
        if (score := _alike(units[0][b].profile, units[1][a].profile)) >= _ALIKE
    }
    held: dict[tuple[int, int], dict[tuple[int, int], float]] = defaultdict(dict)
    for witness in (0, 1):
        best: dict[int, float] = defaultdict(float)
        for pair, score in scores.items():
            best[pair[witness]] = max(best[pair[witness]], score)
        for (b, a), score in scores.items():
            at = (b, a)[witness]
            if score < _AS_GOOD * best[at]:
                continue
            for one in owners[0][texts[0][b]]:
                for other in owners[1][texts[1][a]]:
                    found = held[one, other]
                    found[witness, at] = max(found.get((witness, at), 0.0), score)
    lengths = [_lengths(side) for side in owners]
    return {
        (b, a): sum(len(texts[w][at]) * score for (w, at), score in found.items())
        / (lengths[0][b] + lengths[1][a])
        for (b, a), found in held.items()
    }


def _owners(side: Texts) -> dict[str, list[int]]:
    """The sections that have each text; what very many say tells them apart no more."""
    found: dict[str, list[int]] = defaultdict(list)
    for number, texts in side.items():
        for text in dict.fromkeys(texts):
            found[text].append(number)
    return {text: numbers for text, numbers in found.items() if len(numbers) <= _MANY}


def _lengths(owners: Mapping[str, Iterable[int]]) -> dict[int, int]:
    """How much text each section has, in code points."""
    found: dict[int, int] = defaultdict(int)
    for text, numbers in owners.items():
        for number in numbers:
            found[number] += len(text)
    return found


def _alike(one: Profile, other: Profile) -> float:
    if one is other:
        return 1.0
    return cosine(one.terms, other.terms)
