"""Links between pairs of witnesses → clusters over all witnesses.

Links are taken best first. Two clusters are joined where no witness has a part in both, so that
conflicts are resolved by score and the result does not depend on the order of the witnesses. A
second part of one witness (a paragraph that was split or merged) joins after them, but before
links for which little speaks.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_FIRM = 0.44  # score, 0–1, below which little more than its place speaks for a link


@dataclass(frozen=True, slots=True, order=True)
class Node:
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
    links: list[Link]

    @property
    def witnesses(self) -> set[int]:
        return {node.witness for node in self.nodes}


def cluster(links: Iterable[Link]) -> Iterator[Cluster]:
    """The clusters of two nodes or more, in the order of their first nodes."""
    ranked = sorted(links, key=lambda link: (-link.score, link.before, link.after))
    groups: dict[Node, _Group] = {}
    for link in ranked:
        for node in (link.before, link.after):
            groups.setdefault(node, _Group({node}, []))
    partners = Counter(
        (node, link.before.witness, link.after.witness)
        for link in ranked
        for node in (link.before, link.after)
    )
    firm = [link for link in ranked if link.score >= _FIRM]
    for stage in (firm, ranked[len(firm) :]):
        late = [link for link in stage if not _joined(link, groups)]
        for link in late:
            _add_part(link, groups, partners)
    seen: set[int] = set()
    for node in sorted(groups):
        group = groups[node]
        if id(group) not in seen and len(group.nodes) > 1:
            yield Cluster(tuple(sorted(group.nodes)), tuple(group.links))
        seen.add(id(group))


def _joined(link: Link, groups: dict[Node, _Group]) -> bool:
    """Join the groups of a link where no witness stands in both; whether they are one now."""
    one, other = groups[link.before], groups[link.after]
    if one is other:
        one.links.append(link)
        return True
    if one.witnesses & other.witnesses:
        return False
    _join(one, other, link, groups)
    return True


def _add_part(
    link: Link, groups: dict[Node, _Group], partners: Counter[tuple[Node, int, int]]
) -> None:
    """Add to a group a second part of one witness, if it belongs nowhere else."""
    pair = (link.before.witness, link.after.witness)
    many = max((link.before, link.after), key=lambda node: partners[node, *pair])
    part = link.after if many is link.before else link.before
    one, other = groups[link.before], groups[link.after]
    if (
        one is not other
        and partners[many, *pair] > 1
        and len(groups[part].nodes) == 1
        and one.witnesses & other.witnesses <= {part.witness}
    ):
        _join(one, other, link, groups)


def _join(one: _Group, other: _Group, link: Link, groups: dict[Node, _Group]) -> None:
    one.nodes |= other.nodes
    one.links += [*other.links, link]
    one.links.sort(key=lambda each: (-each.score, each.before, each.after))
    for node in other.nodes:
        groups[node] = one
