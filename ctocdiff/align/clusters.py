"""Links between pairs of witnesses → clusters over all witnesses.

Links are taken best first. Two clusters are joined where no witness has a part in both, so that
conflicts are resolved by score and the result does not depend on the order of the witnesses. A
second part of one witness (a paragraph that was split or merged) joins after them, and neighbours
that were cut anew after these, but before links for which little speaks.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from ctocdiff.align.order import are_neighbours

_FIRM = 0.44  # score, 0–1, below which little more than its place speaks for a link


class Node(NamedTuple):
    """A paragraph or section of a witness, by its number in reading order."""

    witness: int
    number: int


@dataclass(frozen=True, slots=True)
class Link:
    """Two corresponding nodes of different witnesses; the score is 0–1."""

    before: Node
    after: Node
    score: float
    basis: str


@dataclass(frozen=True, slots=True)
class Cluster:
    """Nodes that correspond, in order, and the links that joined them, best first."""

    nodes: tuple[Node, ...]
    links: tuple[Link, ...]

    def of(self, witness: int) -> tuple[int, ...]:
        """The numbers of the nodes of one witness."""
        return tuple(node.number for node in self.nodes if node.witness == witness)

    def principal(self, witness: int) -> int | None:
        """The node of a witness that the best link joins; None where the witness has none."""
        for link in self.links:
            for node in (link.before, link.after):
                if node.witness == witness:
                    return node.number
        return next(iter(self.of(witness)), None)


@dataclass
class _Group:
    nodes: set[Node]

    @property
    def witnesses(self) -> set[int]:
        return {node.witness for node in self.nodes}


def cluster(links: Iterable[Link]) -> Iterator[Cluster]:
    """The clusters of two nodes or more, in the order of their first nodes."""
    ranked = sorted(links, key=lambda link: (-link.score, link.before, link.after))
    groups: dict[Node, _Group] = {}
    linked: dict[Node, set[Node]] = defaultdict(set)
    for link in ranked:
        for node, other in ((link.before, link.after), (link.after, link.before)):
            groups.setdefault(node, _Group({node}))
            linked[node].add(other)
    firm = [link for link in ranked if link.score >= _FIRM]
    for stage in (firm, ranked[len(firm) :]):
        late = [link for link in stage if not _joined(link, groups)]
        for link in late:
            _add_part(link, groups, linked)
        for link in late:
            _join_neighbours(link, groups, linked)
    joined: dict[int, list[Link]] = defaultdict(list)
    for link in ranked:
        if groups[link.before] is groups[link.after]:
            joined[id(groups[link.before])].append(link)
    seen: set[int] = set()
    for node in sorted(groups):
        group = groups[node]
        if id(group) not in seen and len(group.nodes) > 1:
            yield Cluster(tuple(sorted(group.nodes)), tuple(joined[id(group)]))
        seen.add(id(group))


def _joined(link: Link, groups: dict[Node, _Group]) -> bool:
    """Join the groups of a link where no witness stands in both; whether they are one now."""
    one, other = groups[link.before], groups[link.after]
    if one is not other:
        if one.witnesses & other.witnesses:
            return False
        _join(one, other, groups)
    return True


def _add_part(
    link: Link, groups: dict[Node, _Group], linked: Mapping[Node, Collection[Node]]
) -> None:
    """Join the groups of a paragraph and of the second part that it has in another witness.

    The part may have counterparts in other witnesses. Where the group of the whole has others
    there, they too must be parts of the whole, as must those that it has beside the part.
    """
    for whole, part in ((link.before, link.after), (link.after, link.before)):
        one, other = groups[whole], groups[part]
        both = one.witnesses & other.witnesses
        if (
            one is not other
            and whole.witness not in both
            and all(
                node in linked[whole] for node in (*one.nodes, *other.nodes) if node.witness in both
            )
        ):
            _join(one, other, groups)


def _join_neighbours(
    link: Link, groups: dict[Node, _Group], linked: Mapping[Node, Collection[Node]]
) -> None:
    """Join the groups of two paragraphs that were cut anew: each has another counterpart as well.

    Only where what comes together are a few neighbours in every witness.
    """
    one, other = groups[link.before], groups[link.after]
    if one is other or not all(
        any(found != end and found.witness == end.witness for found in linked[opposite])
        for end, opposite in ((link.before, link.after), (link.after, link.before))
    ):
        return
    numbers: dict[int, list[int]] = defaultdict(list)
    for node in (*one.nodes, *other.nodes):
        numbers[node.witness].append(node.number)
    if all(map(are_neighbours, numbers.values())):
        _join(one, other, groups)


def _join(one: _Group, other: _Group, groups: dict[Node, _Group]) -> None:
    one.nodes |= other.nodes
    for node in other.nodes:
        groups[node] = one
