"""Two outlined documents → aligned sections and rows, not yet diffed.

Everything a document contains takes part: masthead lines and agenda list (the front), headings,
captions, paragraphs, documentation entries, table rows, notes. Only body paragraphs and
documentation entries may move to another section; a caption or a table row has no identity
outside its place.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from ctocdiff.align.features import features
from ctocdiff.align.order import heaviest_chain
from ctocdiff.align.paragraphs import Pair, pair_units
from ctocdiff.align.sections import pair_sections
from ctocdiff.align.units import Unit
from ctocdiff.model import AlignedSection, Document, Paragraph, Row, Section, Status

_MOST_ALIKE = 0.99  # the score of texts that differ only in what is not scored
_FRONT = 0  # the aligned section that holds masthead and agenda list


@dataclass(frozen=True, slots=True)
class _Slot:
    """An aligned section before its rows are known: the section of each witness, if any."""

    before: Section | None
    after: Section | None


def align(before: Document, after: Document) -> tuple[AlignedSection, tuple[AlignedSection, ...]]:
    """Align two documents; give the front matter and the sections, rows without diffs."""
    slots = _slots(before, after)
    units_before = _units(before, [slot.before for slot in slots])
    units_after = _units(after, [slot.after for slot in slots])
    weighed = _weigh(units_before, units_after, (before, after))
    pairs = pair_units(weighed[0], weighed[1], after.language)
    rows = _Rows(pairs, units_before, units_after)
    fronts = tuple(rows.of(_FRONT))
    front = AlignedSection(("", ""), ("", ""), 0, _status(fronts), fronts)
    sections = tuple(
        _section(slot, tuple(chain(_heading_rows(slot), rows.of(number))))
        for number, slot in enumerate(slots, _FRONT + 1)
    )
    return front, sections


def _slots(before: Document, after: Document) -> list[_Slot]:
    """Aligned sections in the order of ``after``; one of ``before`` alone follows its neighbour."""
    old, new = tuple(before.walk()), tuple(after.walk())
    matched = pair_sections(old, new, (before.language, after.language))
    partner = {pair.after: pair.before for pair in matched}
    slots = [_Slot(old[partner[a]] if a in partner else None, s) for a, s in enumerate(new)]
    place: dict[int, _Slot] = {b: slots[a] for a, b in partner.items()}
    for number, section in enumerate(old):
        if number in place:
            continue
        slot = _Slot(section, None)
        at = slots.index(place[number - 1]) + 1 if number - 1 in place else 0
        slots.insert(at, slot)
        place[number] = slot
    return slots


@dataclass(frozen=True, slots=True)
class _Draft:
    """A paragraph with the number of its aligned section and its place there."""

    paragraph: Paragraph
    section: int
    place: float


def _units(document: Document, sections: Sequence[Section | None]) -> list[_Draft]:
    order = {id(section): number for number, section in enumerate(document.walk())}
    drafts: list[_Draft] = []
    groups: list[tuple[int, int, tuple[Paragraph, ...]]] = [(-1, _FRONT, document.front)]
    for number, section in enumerate(sections, _FRONT + 1):
        if section is not None:
            groups.append((order[id(section)], number, section.paragraphs))
    for _, number, paragraphs in sorted(groups, key=lambda group: group[0]):
        for at, paragraph in enumerate(paragraphs):
            drafts.append(_Draft(paragraph, number, at / len(paragraphs)))
    return drafts


def _weigh(
    before: Sequence[_Draft], after: Sequence[_Draft], documents: tuple[Document, Document]
) -> tuple[list[Unit], list[Unit]]:
    texts = [draft.paragraph.text for draft in (*before, *after)]
    weighed = features(texts, documents[1].language)
    units = [
        Unit(
            draft.section,
            draft.paragraph.kind,
            draft.place,
            draft.paragraph.text,
            of,
        )
        for draft, of in zip((*before, *after), weighed, strict=True)
    ]
    return units[: len(before)], units[len(before) :]


@dataclass(frozen=True, slots=True)
class _Cluster:
    """Units that make one row: one to one, several merged into one, or one split into several.

    ``principal`` is the best pair: the row stands where its unit of ``after`` stands.
    """

    before: tuple[int, ...]
    after: tuple[int, ...]
    principal: Pair

    @property
    def status(self) -> Status:
        if len(self.before) > 1:
            return Status.MERGED
        return Status.SPLIT if len(self.after) > 1 else Status.MODIFIED


def _clusters(pairs: Sequence[Pair]) -> Iterator[_Cluster]:
    by_before: dict[int, list[Pair]] = defaultdict(list)
    by_after: dict[int, list[Pair]] = defaultdict(list)
    for pair in pairs:
        by_before[pair.before].append(pair)
        by_after[pair.after].append(pair)
    for after, group in by_after.items():
        if len(group) == 1 and len(by_before[group[0].before]) > 1:
            continue  # a part of a split paragraph, met below
        best = max(group, key=lambda pair: (pair.score, -pair.before))
        yield _Cluster(tuple(sorted(pair.before for pair in group)), (after,), best)
    for before, group in by_before.items():
        if len(group) > 1:
            best = max(group, key=lambda pair: (pair.score, -pair.after))
            yield _Cluster((before,), tuple(sorted(pair.after for pair in group)), best)


class _Rows:
    """The rows of each aligned section, from the pairs found."""

    def __init__(
        self, pairs: Sequence[Pair], before: Sequence[_Draft], after: Sequence[_Draft]
    ) -> None:
        self._before, self._after = before, after
        self._clusters = tuple(_clusters(pairs))
        self._by_before = {at: cluster for cluster in self._clusters for at in cluster.before}
        self._by_after = {at: cluster for cluster in self._clusters for at in cluster.after}

    def of(self, section: int) -> Iterator[Row]:
        """The rows of a section in the order of ``after``.

        What was removed follows what it followed in ``before``.
        """
        old = [at for at, draft in enumerate(self._before) if draft.section == section]
        new = [at for at, draft in enumerate(self._after) if draft.section == section]
        in_place = self._in_place(section, new)
        removed: dict[int | None, list[int]] = defaultdict(list)
        anchor: int | None = None
        for at in old:
            cluster = self._by_before.get(at)
            if cluster is None:
                removed[anchor].append(at)
            elif cluster.principal.after in in_place:
                anchor = cluster.principal.after
        yield from map(self._removed, removed[None])
        for at in new:
            cluster = self._by_after.get(at)
            if cluster is None:
                paragraph = self._after[at].paragraph
                yield Row(paragraph.kind, ((), (paragraph,)), Status.ADDED, 0.0, "none")
            elif cluster.principal.after == at:
                yield self._row(cluster, at in in_place)
            yield from map(self._removed, removed.get(at, ()))

    def _in_place(self, section: int, new: Sequence[int]) -> frozenset[int]:
        """Principal units whose partner stands in the same section and the same order."""
        staying = [
            at
            for at in new
            if (cluster := self._by_after.get(at))
            and cluster.principal.after == at
            and self._before[cluster.principal.before].section == section
        ]
        chained = heaviest_chain(
            [self._by_after[at].principal.before for at in staying],
            [len(self._after[at].paragraph.text) + 1 for at in staying],
        )
        return frozenset(staying[index] for index in chained)

    def _removed(self, at: int) -> Row:
        paragraph = self._before[at].paragraph
        return Row(paragraph.kind, ((paragraph,), ()), Status.REMOVED, 0.0, "none")

    def _row(self, cluster: _Cluster, in_place: bool) -> Row:
        old = tuple(self._before[at].paragraph for at in cluster.before)
        new = tuple(self._after[at].paragraph for at in cluster.after)
        same = len(old) == len(new) == 1 and old[0].text == new[0].text
        status = cluster.status
        if status is Status.MODIFIED:
            status = Status.MOVED if not in_place else Status.EQUAL if same else Status.MODIFIED
        score = 1.0 if same else round(min(cluster.principal.score, _MOST_ALIKE), 4)
        return Row(new[0].kind, (old, new), status, score, cluster.principal.basis)


def _heading_rows(slot: _Slot) -> Iterator[Row]:
    """Heading lines side by side; where their number differs, the last lines correspond."""
    old = slot.before.heading if slot.before else ()
    new = slot.after.heading if slot.after else ()
    count = max(len(old), len(new))
    padded_old = [None] * (count - len(old)) + list(old)
    padded_new = [None] * (count - len(new)) + list(new)
    for one, other in zip(padded_old, padded_new, strict=True):
        kind = (other or one).kind  # type: ignore[union-attr]
        cells = ((one,) if one else (), (other,) if other else ())
        if one and other:
            same = one.text == other.text
            status = Status.EQUAL if same else Status.MODIFIED
            yield Row(kind, cells, status, 1.0 if same else 0.9, "heading")
        else:
            yield Row(kind, cells, Status.ADDED if other else Status.REMOVED, 0.0, "none")


def _section(slot: _Slot, rows: tuple[Row, ...]) -> AlignedSection:
    labels = (slot.before.label if slot.before else None, slot.after.label if slot.after else None)
    titles = (slot.before.title if slot.before else None, slot.after.title if slot.after else None)
    level = (slot.after or slot.before).level  # type: ignore[union-attr]
    if slot.before is None:
        status = Status.ADDED
    elif slot.after is None:
        status = Status.REMOVED
    else:
        status = _status(rows)
    return AlignedSection(labels, titles, level, status, rows)


def _status(rows: Sequence[Row]) -> Status:
    return Status.UNCHANGED if all(row.status is Status.EQUAL for row in rows) else Status.MODIFIED
