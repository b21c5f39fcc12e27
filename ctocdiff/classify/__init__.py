"""A change → its category, by ordered rules; the first that holds decides.

The list is for a reviewer, so a wrong "routine" is worse than a wrong "review": every routine
category is given only where its rule proves it, everything else is for review. The order is that
of the measurements (techniques, change categories).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType

from ctocdiff.classify.folding import hyphened, minuses, ranges, same_letters, same_words
from ctocdiff.classify.force import force_changes
from ctocdiff.classify.inclusive import same_but_inclusive
from ctocdiff.classify.numbering import Numbered, renumbers, shifts_notes
from ctocdiff.classify.paragraphs import cited_paragraphs
from ctocdiff.classify.rollover import rolls_over
from ctocdiff.model import Category, Citation, Deadline, Document, Edit, Op, Paragraph

__all__ = ["Side", "classify"]

_NEAR = 40  # code points between changes that are read together
_TOGETHER = 100  # code points of such changes with what stands between: longer is rewritten
_NO_NOTES: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True)
class Side:
    """One witness of a row: its paragraphs, and what they cite and set a time for.

    ``number`` is that of the first paragraph, where it follows in its count and the paragraph kept
    its place.
    """

    document: Document
    cell: tuple[Paragraph, ...]
    citations: Sequence[Citation] = ()
    deadlines: Sequence[Deadline] = ()
    number: Numbered | None = None

    @cached_property
    def text(self) -> str:
        return "\n".join(paragraph.text for paragraph in self.cell)

    def cited(self, span: tuple[int, int]) -> frozenset[str]:
        """The targets of the citations that a range of the row text touches."""
        return frozenset(
            fact.target for fact in self.citations if _touches(self._placed(fact), span)
        )

    def subdivides(self, span: tuple[int, int]) -> bool:
        """Whether a range of the row text touches the paragraph that a citation names."""
        text, language = self.text, self.document.language
        places = [self._placed(fact) for fact in self.citations]
        return any(
            _touches(part, span)
            for place in places
            for part in cited_paragraphs(text, place, language)
        )

    def timed(self, span: tuple[int, int]) -> frozenset[tuple[object, ...]]:
        """The deadlines that a range of the row text touches, by what they ask."""
        return frozenset(
            (fact.kind, fact.date, fact.opens, fact.time, fact.offset_days)
            for fact in self.deadlines
            if _touches(self._placed(fact), span)
        )

    def _placed(self, fact: Citation | Deadline) -> tuple[int, int]:
        """The range of a fact in the row text."""
        offset = 0
        for paragraph in self.cell:
            if paragraph.id == fact.paragraph:
                return offset + fact.start, offset + fact.end
            offset += len(paragraph.text) + 1
        return -1, -1


def _touches(fact: tuple[int, int], span: tuple[int, int]) -> bool:
    return fact[0] < span[1] and span[0] < fact[1]


def classify(
    edits: Sequence[Edit], before: Side, after: Side, notes: Mapping[str, str] = _NO_NOTES
) -> Iterator[Category]:
    """The category of each edit of a row that is not EQUAL, in order.

    ``notes`` has the marks of footnotes that correspond, from :func:`numbering.pair_notes`.
    """
    for at, edit in enumerate(edits):
        if edit.op is not Op.EQUAL:
            yield _category(_Case(edits, at, before, after, notes))


@dataclass(frozen=True, slots=True)
class _Case:
    """One edit with what stands around it."""

    edits: Sequence[Edit]
    at: int
    before: Side
    after: Side
    notes: Mapping[str, str]

    @property
    def edit(self) -> Edit:
        return self.edits[self.at]

    @property
    def old(self) -> str:
        return self.before.text[slice(*self.edit.before)]

    @property
    def new(self) -> str:
        return self.after.text[slice(*self.edit.after)]

    @property
    def around(self) -> tuple[str, str]:
        """The equal text before and after the change."""
        return self._equal(self.at - 1), self._equal(self.at + 1)

    def windows(self) -> Iterator[tuple[str, str, tuple[str, str]]]:
        """Both texts of the change and the equal text around; then with the changes beside it.

        What is proved of a window holds for each change in it: "he or she" that became "she or he"
        is two changes.
        """
        for first, last in ((0, 0), (0, 2), (2, 0), (2, 2)):
            low, high = self.at - first, self.at + last
            if low < 0 or high >= len(self.edits):
                continue
            start, end = self.edits[low], self.edits[high]
            if Op.EQUAL in (start.op, end.op) or not self._is_near(low, high):
                continue
            old = self.before.text[start.before[0] : end.before[1]]
            new = self.after.text[start.after[0] : end.after[1]]
            if low < high and max(len(old), len(new)) > _TOGETHER:
                continue
            yield old, new, (self._equal(low - 1), self._equal(high + 1))

    def whole_phrases(self) -> tuple[str, str] | None:
        """Both texts with some words beside them, where one side is empty or a word is cut.

        "12 " that goes from "12 noon" proves nothing by itself, nor does "1'" of "1'article".
        """
        old, new = self.old, self.new
        if len(old) + len(new) > _NEAR:
            return None
        head, tail = self.around
        if (old and new) and not (head[-1:].isalnum() or tail[:1].isalnum()):
            return None
        head = head if len(head) <= _NEAR else head[-_NEAR:].partition(" ")[2]
        tail = tail if len(tail) <= _NEAR else tail[:_NEAR].rpartition(" ")[0]
        return f"{head}{old}{tail}", f"{head}{new}{tail}"

    def _is_near(self, low: int, high: int) -> bool:
        """Whether all changes of a range stand within a few words of each other."""
        return all(
            edit.op is not Op.EQUAL or edit.after[1] - edit.after[0] <= _NEAR
            for edit in self.edits[low : high + 1]
        )

    def _equal(self, at: int) -> str:
        equal = 0 <= at < len(self.edits) and self.edits[at].op is Op.EQUAL
        return self.after.text[slice(*self.edits[at].after)] if equal else ""


def _cites_otherwise(case: _Case) -> bool:
    spans = case.edit.before, case.edit.after
    if case.before.cited(spans[0]) != case.after.cited(spans[1]):
        return True
    return case.before.subdivides(spans[0]) and case.after.subdivides(spans[1])


def _keeps_signs(case: _Case) -> bool:
    """Whether no sign came or went that is more than a mark of punctuation.

    Such are the minus of a figure, the dash of a range, and the hyphen of a word that is another
    word without it.
    """
    language = case.after.document.language
    if hyphened(case.old, language) != hyphened(case.new, language):
        return False
    sides = (case.before.text, case.edit.before), (case.after.text, case.edit.after)
    return all(count(*sides[0]) == count(*sides[1]) for count in (minuses, ranges))


def _category(case: _Case) -> Category:
    old, new = case.old, case.new
    language = case.after.document.language
    if same_letters(old, new) and _keeps_signs(case):
        return Category.TYPOGRAPHIC
    if not (case.before.cell and case.after.cell):
        return _for_review(case)
    windows = tuple(case.windows())
    spelled = any(same_words(one, other, language) for one, other, _ in windows)
    if not spelled and (wide := case.whole_phrases()):
        spelled = same_words(*wide, language)
    if spelled and _keeps_signs(case):
        return Category.SPELLING
    if renumbers(case.edit, case.before.number, case.after.number) or shifts_notes(
        old, new, case.notes
    ):
        return Category.ROLLOVER
    if rolls_over(
        (case.before.text, case.edit.before, case.before.document),
        (case.after.text, case.edit.after, case.after.document),
    ):
        return Category.ROLLOVER
    if any(same_but_inclusive(*window, language) for window in windows):
        return Category.INCLUSIVE
    return _for_review(case)


def _for_review(case: _Case) -> Category:
    if _cites_otherwise(case):
        return Category.CITATION
    if case.before.timed(case.edit.before) or case.after.timed(case.edit.after):
        return Category.DEADLINE
    if force_changes(case.old, case.new, case.around, case.after.document.language):
        return Category.MODALITY
    return Category.WORDING
