"""Which sections of two witnesses correspond: by label, title and what they say.

None of the three is trusted alone: items are renumbered, retitled, moved, and two items of
different sessions may share a number and nothing else.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import product

from rapidfuzz import fuzz

from ctocdiff.align.units import Index, candidates, rank
from ctocdiff.align.views import Reader, Views
from ctocdiff.align.weights import Terms, Vector, cosine, weigh
from ctocdiff.align.wording import masked_words, named_in
from ctocdiff.language import Language
from ctocdiff.model import Document, Kind, Section

_LEAST = 0.45  # score, 0–1, from which sections correspond
_LABEL, _TITLE, _CONTENT = 0.15, 0.50, 0.35
_CONTENT_ALONE = 0.60  # where number and title were both changed
_TELLING = 0.6  # of what a title tells, by the words that few titles have
_FEW = 64  # pairs of sections that are all looked at
_SAME_LABEL = 8  # sections of one label looked at; more than one is a slip of the document


@dataclass(frozen=True, slots=True)
class SectionPair:
    """Two corresponding sections, by index in reading order, with their score (0–1)."""

    before: int
    after: int
    score: float


@dataclass(frozen=True, slots=True)
class _Content:
    """What a section says, as an index finds it: anywhere."""

    views: Views
    section: int = 0
    kind: Kind = Kind.HEADING


class Outlines:
    """The sections of all witnesses, as they are compared; what they say is weighed when needed."""

    def __init__(self, documents: Sequence[Document], reader: Reader) -> None:
        self._documents, self._reader = documents, reader
        self.sections = [tuple(document.walk()) for document in documents]
        self._titles = [
            [" ".join(masked_words(section.title, document.language)) for section in sections]
            for document, sections in zip(documents, self.sections, strict=True)
        ]

    @cached_property
    def _named(self) -> list[list[Vector]]:
        """The words of the titles, those that most titles share weighed lightly."""
        terms = Terms()
        counts = [terms.counted(title.split()) for side in self._titles for title in side]
        vectors = iter(weigh(counts).vectors)
        return [[next(vectors) for _ in side] for side in self._titles]

    @cached_property
    def _contents(self) -> list[list[_Content]]:
        texts = [_texts(section) for side in self.sections for section in side]
        views = iter(self._reader.weighed_whole(texts))
        return [[_Content(next(views)) for _ in side] for side in self.sections]

    def pairs(self, before: int, after: int) -> tuple[SectionPair, ...]:
        """The corresponding sections of two witnesses, one to one, in the order of ``after``."""
        old, new = self.sections[before], self.sections[after]
        titles = self._titles[before], self._titles[after]
        found, rest = _plain(old, new, titles)
        ranked = []
        for b, a in self._worth_comparing(before, after, rest):
            contents = self._contents[before][b], self._contents[after][a]
            named = self._named[before][b], self._named[after][a]
            title = _alike((titles[0][b], titles[1][a]), named)
            score = _score(old[b], new[a], title, contents)
            if score >= _LEAST:
                ranked.append((rank(score, b, a), abs(b - a), score))
        free_before, free_after = set(rest[0]), set(rest[1])
        for (_, _, b, a), _, score in sorted(ranked, key=lambda r: (r[0][0], r[1], r[0])):
            if b in free_before and a in free_after:
                free_before.remove(b)
                free_after.remove(a)
                found.append(SectionPair(b, a, score))
        return tuple(sorted(found, key=lambda pair: pair.after))

    def _worth_comparing(
        self, before: int, after: int, rest: tuple[list[int], list[int]]
    ) -> Iterator[tuple[int, int]]:
        """Sections of the same label, and sections that say something alike.

        Where few are left, all: of a document that is one resolution, no word is rare.
        """
        if not (rest[0] and rest[1]):
            return
        if len(rest[0]) * len(rest[1]) <= _FEW:
            for b, a in product(*rest):
                if self._may_correspond(before, b, after, a):
                    yield b, a
            return
        contents = (
            [self._contents[before][b] for b in rest[0]],
            [self._contents[after][a] for a in rest[1]],
        )
        near = candidates(contents, (Index(contents[0]), Index(contents[1])))
        found = {(rest[0][b], rest[1][a]) for b, a in near}
        labels: dict[str, list[int]] = {}
        for b in rest[0]:
            labels.setdefault(self.sections[before][b].label, []).append(b)
        for a in rest[1]:
            same = labels.get(self.sections[after][a].label, ())
            found.update((b, a) for b in same[:_SAME_LABEL])
        for b, a in sorted(found):
            if self._may_correspond(before, b, after, a):
                yield b, a

    def _may_correspond(self, before: int, b: int, after: int, a: int) -> bool:
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


def _shape(section: Section) -> str:
    """Whether a section has a number."""
    return "unnumbered" if section.label.isalpha() else "numbered"


def _plain(
    before: Sequence[Section], after: Sequence[Section], titles: Sequence[Sequence[str]]
) -> tuple[list[SectionPair], tuple[list[int], list[int]]]:
    """The sections that share a title with one other only, and the numbers of the rest.

    Those of the same label come first; nothing that they say could part them. An item that took
    the number of another keeps its title.
    """
    pairs: list[SectionPair] = []
    rest = list(range(len(before))), list(range(len(after)))
    for labelled in (True, False):
        keys: list[dict[int, tuple[str, ...]]] = [
            {
                number: (side[number].label if labelled else _shape(side[number]), named[number])
                for number in left
                if labelled or named[number]
            }
            for side, named, left in zip((before, after), titles, rest, strict=True)
        ]
        once = [{key for key, n in Counter(side.values()).items() if n == 1} for side in keys]
        places = {key: b for b, key in keys[0].items()}
        found = [
            SectionPair(places[key], a, 1.0)
            for a, key in keys[1].items()
            if key in once[0] and key in once[1]
        ]
        taken = {pair.before for pair in found}, {pair.after for pair in found}
        rest = [n for n in rest[0] if n not in taken[0]], [n for n in rest[1] if n not in taken[1]]
        pairs += found
    return pairs, rest


def _alike(titles: tuple[str, str], named: tuple[Vector, Vector]) -> float:
    """How alike two titles are, 0–1: as wholes, and by the words that tell titles apart."""
    return (1 - _TELLING) * fuzz.ratio(*titles) / 100 + _TELLING * cosine(*named)


def _score(
    before: Section, after: Section, alike: float, contents: tuple[_Content, _Content]
) -> float:
    same = _LABEL if before.label == after.label else 0.0
    title = _TITLE * alike
    if not (before.paragraphs and after.paragraphs):
        return (same + title) / (_LABEL + _TITLE)
    says = cosine(contents[0].views.raw, contents[1].views.raw)
    return max(same + title + _CONTENT * says, _CONTENT_ALONE * says)


def _texts(section: Section) -> Sequence[str]:
    """What a section says; its title where it says nothing."""
    return [paragraph.text for paragraph in section.paragraphs] or [section.title]
