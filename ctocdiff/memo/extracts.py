"""The sentences that a reviewer should see, and how much each deserves it.

Entries of documentation lists, the masthead and the agenda list are left out: the memo tells of the
documents elsewhere, and the headings of the items say what became of the list. Of a paragraph that
came or went as a whole, the sentence that says most stands for it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ctocdiff.memo.excerpt import excerpt
from ctocdiff.memo.sentences import Part, parts
from ctocdiff.memo.values import Extract
from ctocdiff.model import (
    AlignedSection,
    Category,
    Citation,
    Comparison,
    Deadline,
    Diff,
    Edit,
    Kind,
    Op,
    Row,
    Status,
    Weight,
)

_BEFORE, _AFTER = 0, 1
_SILENT = frozenset({Kind.DOCUMENTATION, Kind.MASTHEAD, Kind.AGENDA})
# Deadlines and duties come first, then what an item is called, then authorities, then words; notes
# and the programme of work matter less.
_BY_CATEGORY = {
    Category.DEADLINE: 5.0,
    Category.MODALITY: 4.5,
    Category.CITATION: 3.0,
    Category.WORDING: 1.0,
}
_TOLD = 3.5  # of a sentence that came or went with a deadline, which the table of deadlines tells
_BY_KIND = {Kind.HEADING: 3.5, Kind.NOTE: -1.0, Kind.TABLE: -2.0}
_MUCH = 200  # changed code points that count as much as they can, one point


def extracts(comparison: Comparison) -> tuple[Extract, ...]:
    """The sentences with a change for review, in reading order."""
    homes = {
        paragraph.id: section.label
        for section in comparison.witnesses[_BEFORE].walk()
        for paragraph in (*section.heading, *section.paragraphs)
    }
    facts = _Facts(comparison)
    found: list[Extract] = []
    for section in (comparison.front, *comparison.sections):
        for row in section.rows:
            if _worth(section, row):
                origin = _origin(section, row, homes)
                for part, categories in _chosen(row, facts):
                    found.append(_extract(section, row, part, categories, len(found), origin))
    return tuple(found)


def _worth(section: AlignedSection, row: Row) -> bool:
    """Whether a row can hold something to show; a caption that came or went does not."""
    if row.kind in _SILENT or row.status is Status.EQUAL:
        return False
    whole = section.status in (Status.ADDED, Status.REMOVED)
    return row.kind is not Kind.HEADING or all(row.cells) or whole


def _origin(section: AlignedSection, row: Row, homes: dict[str, str]) -> str | None:
    """The label of the item that a moved row came from; None where it stayed in its own."""
    if row.status is not Status.MOVED:
        return None
    labels = [homes.get(paragraph.id, "") for paragraph in row.cells[_BEFORE]]
    return next((label for label in labels if label and label != section.labels[_BEFORE]), None)


def _extract(
    section: AlignedSection,
    row: Row,
    part: Part,
    categories: tuple[Category, ...],
    order: int,
    origin: str | None,
) -> Extract:
    witness = max((at for at, title in enumerate(section.titles) if title), default=_AFTER)
    return Extract(
        next((label for label in reversed(section.labels) if label), ""),
        section.titles[witness] or "",
        witness,
        row.kind,
        row.status,
        excerpt(row, part),
        tuple(change.id for change in part.changes if change.weight is Weight.REVIEW),
        categories,
        _weight(row, part, categories),
        order,
        origin,
    )


# ------------------------------------------------------------------------------------ which parts


def _chosen(row: Row, facts: _Facts) -> Iterator[tuple[Part, tuple[Category, ...]]]:
    """The parts of a row that are for review, with what they are about."""
    found = [
        (part, facts.categories(row, part)) for part in parts(row, _diff(row)) if _says(row, part)
    ]
    judged = [(part, categories) for part, categories in found if categories]
    if all(row.cells):
        yield from judged
    elif judged:
        yield max(judged, key=lambda one: _weight(row, *one))


def _diff(row: Row) -> Diff:
    """How ``before`` became ``after``; where nobody compared them, all of it came or went."""
    for diff in row.diffs:
        if diff.between == (_BEFORE, _AFTER):
            return diff
    before, after = len(row.text(_BEFORE)), len(row.text(_AFTER))
    op = Op.EQUAL if before and after else (Op.INSERT if after else Op.DELETE)
    return Diff((_BEFORE, _AFTER), (Edit(op, (0, before), (0, after)),), ())


def _says(row: Row, part: Part) -> bool:
    """Whether a part holds more than white space."""
    return any(
        row.text(witness)[slice(*span)].strip()
        for witness, span in ((_BEFORE, part.before), (_AFTER, part.after))
    )


class _Facts:
    """The deadlines and citations of each paragraph of both witnesses."""

    def __init__(self, comparison: Comparison) -> None:
        self._found: dict[tuple[int, str], list[tuple[Category, int, int]]] = {}
        self._add(Category.DEADLINE, comparison.deadlines)
        self._add(Category.CITATION, comparison.citations)

    def _add(
        self, category: Category, stated: Sequence[Sequence[Deadline] | Sequence[Citation]]
    ) -> None:
        for witness, found in enumerate(stated):
            for fact in found:
                place = (witness, fact.paragraph)
                self._found.setdefault(place, []).append((category, fact.start, fact.end))

    def categories(self, row: Row, part: Part) -> tuple[Category, ...]:
        """What the changes for review of a part are about; nothing where there are none.

        A change that goes beyond the part was judged as a whole; here it is about what stands in
        the part.
        """
        found: set[Category] = set()
        for edit, change in part.edits:
            if edit.op is Op.EQUAL or (change and change.weight is Weight.ROUTINE):
                continue
            sides = ((_BEFORE, edit.before), (_AFTER, edit.after))
            texts = tuple(row.text(witness)[slice(*span)] for witness, span in sides)
            if change and texts == (change.before, change.after):
                found.add(change.category)
            elif any(text.strip() for text in texts):
                found |= {self._about(row, witness, span) for witness, span in sides}
        return tuple(category for category in Category if category in found)

    def _about(self, row: Row, witness: int, span: tuple[int, int]) -> Category:
        offset = 0
        found = {Category.WORDING}
        for paragraph in row.cells[witness]:
            for category, start, end in self._found.get((witness, paragraph.id), ()):
                if offset + start < span[1] and span[0] < offset + end:
                    found.add(category)
            offset += len(paragraph.text) + 1
        return max(found, key=lambda category: _BY_CATEGORY[category])


# ----------------------------------------------------------------------------------- how weighty


def _weight(row: Row, part: Part, categories: tuple[Category, ...]) -> float:
    """How much a part deserves the reader's time; the weightiest of its changes decides."""
    changed = sum(
        max(edit.before[1] - edit.before[0], edit.after[1] - edit.after[0])
        for edit, _ in part.edits
        if edit.op is not Op.EQUAL
    )
    most = max(_BY_CATEGORY.get(category, 0.0) for category in categories)
    if Category.DEADLINE in categories and not (
        part.before[0] < part.before[1] and part.after[0] < part.after[1]
    ):
        most = min(most, _TOLD)
    return most + _BY_KIND.get(row.kind, 0.0) + min(changed, _MUCH) / _MUCH
