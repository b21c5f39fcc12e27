"""What else speaks for a pair of paragraphs of one section that do not resemble each other much.

Two signals, for what the passes over all paragraphs left alone:

* the words that tell the paragraphs of *this* section apart. "Firearms" says little under the item
  on firearms, where each paragraph has it, while "meeting" and "report" say much; over the whole
  document it is the other way round;
* the documents that a paragraph announces. Where the documentation list of a section shows that
  CTOC/COP/2018/8 became CTOC/COP/2024/5, the paragraphs that announce these two correspond; and
  where the paragraphs show it, the entries of the list do.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from ctocdiff.align.features import Vector, cosine, weigh
from ctocdiff.align.units import Unit
from ctocdiff.model import Kind

Pairs = Iterable[tuple[int, int]]
Sides = tuple[Sequence[Unit], Sequence[Unit]]

# Cosine, 0–1, of words weighed within the section; entries of a list are short and much alike.
_ALIKE = {Kind.BODY: 0.14, Kind.DOCUMENTATION: 0.20}
_AHEAD = 2.0  # times that of any other partner


def alike_in_section(sides: Sides, found: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Of likely pairs within sections, those that stand out by the words special to the section.

    Left out are paragraphs that cite adopted texts, but none in common, and entries of different
    kinds of papers: they are about different things.
    """
    likely = [(b, a) for b, a in found if not are_apart(sides[0][b], sides[1][a])]
    words = _section_words(sides, likely)
    alike = {(b, a): cosine(words[0, b], words[1, a]) for b, a in likely}
    for (b, a), score in alike.items():
        rivals = [s for (o, n), s in alike.items() if (o == b) != (n == a)]
        if score >= _ALIKE[sides[0][b].kind] and score >= _AHEAD * max(rivals, default=0.0):
            yield b, a


def _section_words(sides: Sides, found: Pairs) -> Mapping[tuple[int, int], Vector]:
    """The own words of units, weighed within their section and kind."""
    wanted = {(sides[1][a].section, sides[1][a].kind) for _, a in found}
    together: dict[tuple[int, Kind], list[tuple[int, int]]] = defaultdict(list)
    for witness, units in enumerate(sides):
        for at, unit in enumerate(units):
            if (unit.section, unit.kind) in wanted:
                together[unit.section, unit.kind].append((witness, at))
    vectors: dict[tuple[int, int], Vector] = {}
    for members in together.values():
        texts = [sides[witness][at].features.own for witness, at in members]
        for member, (vector, _) in zip(members, weigh(texts), strict=True):
            vectors[member] = vector
    return vectors


def are_apart(before: Unit, after: Unit) -> bool:
    """Whether two paragraphs cite different texts, or two entries name different papers."""
    one, other = before.features, after.features
    named = (
        (one.papers, other.papers)
        if before.kind is Kind.DOCUMENTATION
        else (one.cited, other.cited)
    )
    return all(named) and not named[0] & named[1]


def announce_counterparts(sides: Sides, paired: Pairs, found: Pairs) -> Iterator[tuple[int, int]]:
    """Of likely pairs within sections, those that name documents which are counterparts.

    They are where paired paragraphs, or paired entries of the documentation list, of the same
    section name one document each.
    """
    became: set[tuple[int, str, str]] = set()
    for b, a in paired:
        one, other = sides[0][b], sides[1][a]
        named = (*one.features.documents, *other.features.documents)
        if one.section == other.section and one.features.documents and len(named) == 2:
            became.add((one.section, named[0], named[1]))
    for b, a in found:
        one, other = sides[0][b], sides[1][a]
        if any(
            (one.section, old, new) in became
            for old in one.features.documents
            for new in other.features.documents
        ):
            yield b, a
