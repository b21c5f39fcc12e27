"""Clusters of paragraphs → rows in reading order, with what happened to each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ctocdiff.align.clusters import Cluster, Link, Node
from ctocdiff.align.order import heaviest_chain
from ctocdiff.align.units import Place
from ctocdiff.model import Correspondence, Paragraph, Row, Section, Status

_MOST_ALIKE = 0.99  # the score of texts that differ only in what is not scored
_HEADING_ALIKE = 0.90  # sections were matched by more than the words of their headings


class Rows:
    """The rows of each aligned section."""

    def __init__(self, places: Sequence[Sequence[Place]], clusters: Sequence[Cluster]) -> None:
        self._places = places
        self._last = len(places) - 1
        self._by_section: list[dict[int, list[int]]] = []
        for side in places:
            numbers: dict[int, list[int]] = {}
            for number, place in enumerate(side):
                numbers.setdefault(place.section, []).append(number)
            self._by_section.append(numbers)
        self._homes = {node: found for found in clusters for node in found.nodes}
        for witness, side in enumerate(places):
            for number in range(len(side)):
                node = Node(witness, number)
                self._homes.setdefault(node, Cluster((node,), ()))

    def of(self, section: int) -> Iterator[Row]:
        """The rows of a section in the order of the last witness.

        A row that the last witness lacks follows, in the latest witness that has it, the row that
        it follows there.
        """
        order: list[Cluster] = []
        placed: set[int] = set()
        staying = self._in_place(section)
        for witness in range(self._last, -1, -1):
            anchor: Cluster | None = None
            for number in self._numbers(witness, section):
                home = self._homes[Node(witness, number)]
                if id(home) in placed:
                    if home.principal(witness) == number and self._stays(home, staying):
                        anchor = home
                    continue
                if self._stand(home) != (witness, number):
                    continue
                at = next((i for i, each in enumerate(order, 1) if each is anchor), 0)
                order.insert(at, home)
                placed.add(id(home))
                anchor = home
        for home in order:
            yield self._row(home, self._stays(home, staying) and not self._came(home))

    def _numbers(self, witness: int, section: int) -> Sequence[int]:
        return self._by_section[witness].get(section, ())

    def _stand(self, home: Cluster) -> tuple[int, int | None]:
        """Where a row stands: at its principal paragraph in the latest witness that has it."""
        witness = max(node.witness for node in home.nodes)
        return witness, home.principal(witness)

    def _both(self, home: Cluster) -> bool:
        """Whether the last two witnesses both have a row."""
        return self._last > 0 and bool(home.of(self._last)) and bool(home.of(self._last - 1))

    def _stays(self, home: Cluster, staying: frozenset[int]) -> bool:
        return id(home) in staying or not self._both(home)

    def _came(self, home: Cluster) -> bool:
        """Whether a row stands in another section than it did in the first witness."""
        old, new = home.principal(0), home.principal(self._last)
        if old is None or new is None:
            return False
        return self._places[0][old].section != self._places[self._last][new].section

    def _in_place(self, section: int) -> frozenset[int]:
        """The rows that the last two witnesses have in this section in the same order."""
        if self._last == 0:
            return frozenset()
        found: list[Cluster] = []
        positions: list[int] = []
        for number in self._numbers(self._last, section):
            home = self._homes[Node(self._last, number)]
            before = home.principal(self._last - 1)
            if (
                before is not None
                and home.principal(self._last) == number
                and self._places[self._last - 1][before].section == section
            ):
                found.append(home)
                positions.append(before)
        weights = [
            len(self._places[self._last - 1][position].paragraph.text) + 1 for position in positions
        ]
        return frozenset(id(found[at]) for at in heaviest_chain(positions, weights))

    def _row(self, home: Cluster, in_place: bool) -> Row:
        cells = tuple(
            tuple(self._places[witness][number].paragraph for number in home.of(witness))
            for witness in range(len(self._places))
        )
        kind = next(cell[0].kind for cell in reversed(cells) if cell)
        status = _status(cells, in_place=in_place)
        if not home.links:
            return Row(kind, cells, status, 0.0, "none")
        pairs = tuple(map(self._correspondence, home.links))
        score = 1.0 if _same(cells) else min(pairs[0].similarity, _MOST_ALIKE)
        return Row(kind, cells, status, score, pairs[0].basis, pairs=pairs)

    def _correspondence(self, link: Link) -> Correspondence:
        before, after = (
            self._places[node.witness][node.number].paragraph for node in (link.before, link.after)
        )
        score = 1.0 if before.text == after.text else min(link.score, _MOST_ALIKE)
        between = link.before.witness, link.after.witness
        return Correspondence(between, before.id, after.id, round(score, 4), link.basis)


def _status(cells: Sequence[Sequence[Paragraph]], *, in_place: bool) -> Status:
    """What happened to a row between the first witness and the last."""
    if not cells[-1]:
        return Status.REMOVED
    if not cells[0]:
        return Status.ADDED
    counts = [len(cell) for cell in cells if cell]
    if counts[0] > 1 and counts[0] >= counts[-1]:
        return Status.MERGED
    if max(counts) > 1:
        return Status.SPLIT
    if not in_place:
        return Status.MOVED
    return Status.EQUAL if _same(cells) else Status.MODIFIED


def _same(cells: Sequence[Sequence[Paragraph]]) -> bool:
    return len({tuple(paragraph.text for paragraph in cell) for cell in cells}) == 1


def heading_rows(slot: Sequence[Section | None]) -> Iterator[Row]:
    """Heading lines side by side; where their number differs, the last lines correspond."""
    headings = [section.heading if section else () for section in slot]
    most = max(map(len, headings))
    for line in range(most):
        cells = tuple(
            heading[line - most + len(heading) :][:1] if line >= most - len(heading) else ()
            for heading in headings
        )
        kind = next(cell[0].kind for cell in reversed(cells) if cell)
        status = _status(cells, in_place=True)
        known = sum(map(bool, cells)) > 1
        score = (1.0 if _same(cells) else _HEADING_ALIKE) if known else 0.0
        yield Row(kind, cells, status, score, "heading" if known else "none")
