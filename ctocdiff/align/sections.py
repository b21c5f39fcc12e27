"""Which sections of two witnesses correspond: by label, title, place in the tree and what they say.

None of them is trusted alone: items are renumbered, retitled, moved, and two items of different
sessions may share a number and nothing else. Sub-items go with their items: "(a) Grounds for
refusal" under extradition is not that under legal assistance.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, product

from rapidfuzz import fuzz

from ctocdiff.align.reader import Profile
from ctocdiff.align.shared import shared_text
from ctocdiff.align.trees import Entry, Kinship, entries
from ctocdiff.align.units import rank
from ctocdiff.align.weights import Counted, Terms, Vector, cosine, weigh
from ctocdiff.align.wording import masked_words, named_in
from ctocdiff.language import Language
from ctocdiff.model import Document, Kind, Section

_LEAST = 0.45  # score, 0–1, from which sections correspond
_LABEL, _TITLE, _CONTENT = 0.15, 0.50, 0.35
_CONTENT_ALONE = 0.85  # where number and title were both changed
_RELATED = 0.08  # for those under sections that correspond
_UNRELATED = 0.10  # against those under sections that correspond to others
_TELLING = 0.6  # of what a title tells, by the words that few titles have
_GOES_ON, _SEVERAL = 0.92, 3  # how alike a title is to one that adds to its words, if several
_FEW = 64  # pairs of sections that are all looked at
_SAME_LABEL = 8  # sections of one label looked at; more than one is a slip of the document

_Trees = tuple[Sequence[Entry], Sequence[Entry]]
_Titles = tuple[Sequence[str], Sequence[str]]


@dataclass(frozen=True, slots=True)
class SectionPair:
    """Two corresponding sections, by index in reading order, with their score (0–1)."""

    before: int
    after: int
    score: float


class Outlines:
    """The sections of all witnesses, as they are compared."""

    def __init__(self, documents: Sequence[Document], profiles: Mapping[str, Profile]) -> None:
        """``profiles`` are those of the paragraphs, by their text."""
        self._documents, self._profiles = documents, profiles
        self._trees = [entries(document) for document in documents]
        self.sections = [tuple(entry.section for entry in tree) for tree in self._trees]
        self._titles = [
            [" ".join(masked_words(section.title, document.language)) for section in sections]
            for document, sections in zip(documents, self.sections, strict=True)
        ]

    @cached_property
    def _named(self) -> list[list[Vector]]:
        """The words of the titles, those that most titles share weighed lightly."""
        terms = Terms()
        counts = [Counted(terms.counted(title.split())) for side in self._titles for title in side]
        vectors = iter(weigh(counts).vectors)
        return [[next(vectors) for _ in side] for side in self._titles]

    def pairs(self, before: int, after: int) -> tuple[SectionPair, ...]:
        """The corresponding sections of two witnesses, one to one, in the order of ``after``."""
        trees = self._trees[before], self._trees[after]
        kinship = Kinship(trees)
        titles = self._titles[before], self._titles[after]
        found = [SectionPair(b, a, 1.0) for b, a in _plain(trees, titles, kinship)]
        rest = kinship.free(0), kinship.free(1)
        if rest[0] and rest[1]:
            shared = self._shared((before, rest[0]), (after, rest[1]))
            found += self._likely((before, after), rest, kinship, shared)
        return tuple(sorted(found, key=lambda pair: pair.after))

    def _shared(
        self, one: tuple[int, Sequence[int]], other: tuple[int, Sequence[int]]
    ) -> dict[tuple[int, int], float]:
        old, new = (
            {number: _texts(self.sections[witness][number]) for number in numbers}
            for witness, numbers in (one, other)
        )
        return shared_text((old, new), self._profiles)

    def _likely(
        self,
        witnesses: tuple[int, int],
        rest: tuple[Sequence[int], Sequence[int]],
        kinship: Kinship,
        shared: Mapping[tuple[int, int], float],
    ) -> Iterator[SectionPair]:
        """The best pairs of what same titles left, those above before those under them."""
        trees = self._trees[witnesses[0]], self._trees[witnesses[1]]
        deepest = max(tree[at].depth for tree, side in zip(trees, rest, strict=True) for at in side)
        for depth in range(deepest + 1):
            ranked = []
            for b, a in _worth_comparing(rest, kinship, shared):
                if max(trees[0][b].depth, trees[1][a].depth) != depth:
                    continue
                score = self._score(witnesses, (b, a), kinship, shared.get((b, a), 0.0))
                if score >= _LEAST and self._may_correspond(*witnesses, b, a):
                    ranked.append((rank(score, b, a), abs(b - a), score))
            for (_, _, b, a), _, score in sorted(ranked, key=lambda r: (r[0][0], r[1], r[0])):
                if kinship.both_free(b, a):
                    kinship.add(b, a)
                    yield SectionPair(b, a, min(score, 1.0))

    def _score(
        self, witnesses: tuple[int, int], pair: tuple[int, int], kinship: Kinship, shared: float
    ) -> float:
        (before, after), (b, a) = witnesses, pair
        alike = _alike(
            (self._titles[before][b], self._titles[after][a]),
            (self._named[before][b], self._named[after][a]),
        )
        base = (_LABEL if kinship.same_label(b, a) else 0.0) + _TITLE * alike
        score = max(base + _CONTENT * shared, _CONTENT_ALONE * shared)
        if not (self.sections[before][b].paragraphs and self.sections[after][a].paragraphs):
            score = max(score, base / (_LABEL + _TITLE))
        if kinship.are_alone(b, a):
            score = max(score, _LEAST)
        related = kinship.related(b, a)
        return score + (0.0 if related is None else _RELATED if related else -_UNRELATED)

    def _may_correspond(self, before: int, after: int, b: int, a: int) -> bool:
        """Whether two sections may be one: an annex is no item, a Protocol not another."""
        one, other = self.sections[before][b], self.sections[after][a]
        about = [
            instruments_of((section,), self._documents[witness].language)
            for section, witness in ((one, before), (other, after))
        ]
        return _shape(one) == _shape(other) and not (all(about) and about[0].isdisjoint(about[1]))


def instruments_of(sections: Iterable[Section], language: Language) -> frozenset[str]:
    """The instruments that the titles of sections which correspond name in full.

    None where one has sub-sections: it is about whatever they are about, and tells nothing apart.
    """
    about: set[str] = set()
    for section in sections:
        if section.sections:
            return frozenset()
        about |= named_in(section.title, language)
    return frozenset(about)


def _worth_comparing(
    rest: tuple[Sequence[int], Sequence[int]],
    kinship: Kinship,
    shared: Mapping[tuple[int, int], float],
) -> list[tuple[int, int]]:
    """Sections of the same label, and sections that say something alike.

    Where few are left, all: they may share no more than a title.
    """
    if len(rest[0]) * len(rest[1]) <= _FEW:
        found = set(product(*rest))
    else:
        found = set(shared)
        places: dict[tuple[int | None, str], list[int]] = defaultdict(list)
        for b in rest[0]:
            places[kinship.place(0, b)].append(b)
        for a in rest[1]:
            found.update((b, a) for b in places.get(kinship.place(1, a), ())[:_SAME_LABEL])
    return sorted(pair for pair in found if kinship.both_free(*pair))


def _shape(section: Section) -> str:
    """Whether a section has a number among others, or is an annex or the like."""
    kind = section.label.partition("-")[0]
    return "unnumbered" if kind.isalpha() and kind.islower() else "numbered"


def _plain(trees: _Trees, titles: _Titles, kinship: Kinship) -> Iterator[tuple[int, int]]:
    """The sections that share a title with one other only.

    Those of the same label come first; nothing that they say could part them. An item that took
    the number of another keeps its title. Under sections that correspond to others, a title is not
    enough.
    """

    def above(witness: int, at: int) -> str:
        parent = trees[witness][at].parent
        return "" if parent is None else titles[witness][parent]

    def labelled(witness: int, at: int) -> Hashable:
        return trees[witness][at].section.label, titles[witness][at]

    def shaped(witness: int, at: int) -> Hashable:
        title = titles[witness][at]
        return (_shape(trees[witness][at].section), title) if title else None

    ways: Sequence[Callable[[int, int], Hashable]] = (
        lambda witness, at: (labelled(witness, at), above(witness, at)),
        lambda witness, at: (key := shaped(witness, at)) and (key, above(witness, at)),
        labelled,
        shaped,
    )
    for way in ways:
        keys = [{at: way(side, at) for at in kinship.free(side)} for side in (0, 1)]
        once = [
            {key: at for at, key in side.items() if key is not None and times[key] == 1}
            for side in keys
            for times in [Counter(side.values())]
        ]
        for key, a in once[1].items():
            b = once[0].get(key)
            if b is not None and kinship.related(b, a) is not False:
                kinship.add(b, a)
                yield b, a


def _alike(titles: tuple[str, str], named: tuple[Vector, Vector]) -> float:
    """How alike two titles are, 0–1: as wholes, and by the words that tell titles apart.

    A title that goes on with further words is still much the same.
    """
    alike = (1 - _TELLING) * fuzz.ratio(*titles) / 100 + _TELLING * cosine(*named)
    shorter, longer = sorted(titles, key=len)
    goes_on = shorter.count(" ") >= _SEVERAL - 1 and f" {shorter} " in f" {longer} "
    return max(alike, _GOES_ON) if goes_on else alike


def _texts(section: Section) -> tuple[str, ...]:
    """What a section says, captions left out; all that is under it where it says nothing itself."""
    said = tuple(p.text for p in section.paragraphs if p.kind is not Kind.HEADING)
    return said or tuple(chain.from_iterable(map(_texts, section.sections)))
