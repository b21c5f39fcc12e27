"""Paragraphs that correspond because the papers they speak of do.

Where the documentation list of a section shows that CTOC/COP/2018/8 became CTOC/COP/2024/5, the
paragraphs that announce these two correspond; and where the paragraphs show it, the entries of the
list do. A paragraph also speaks of a paper without its symbol where it names the same days: "the
meeting was held from 11 to 13 September 2017" is about the paper that reports on that meeting.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence

from ctocdiff.align.units import Unit
from ctocdiff.model import Kind

Pairs = Iterable[tuple[int, int]]
Sides = tuple[Sequence[Unit], Sequence[Unit]]


def announce_counterparts(sides: Sides, paired: Pairs, found: Pairs) -> Iterator[tuple[int, int]]:
    """Of likely pairs within sections, those that name documents which are counterparts.

    They are where paired paragraphs, or paired entries of the documentation list, of the same
    section name one document each.
    """
    became: set[tuple[int, str, str]] = set()
    for b, a in paired:
        one, other = sides[0][b], sides[1][a]
        old, new = one.says.documents, other.says.documents
        if one.section == other.section and len(old) == len(new) == 1:
            became.add((one.section, min(old), min(new)))
    for b, a in found:
        one, other = sides[0][b], sides[1][a]
        if any(
            (one.section, old, new) in became
            for old in one.says.documents
            for new in other.says.documents
        ):
            yield b, a


def speak_of_counterparts(
    sides: Sides, paired: Pairs, free: Sequence[Collection[int]]
) -> Iterator[list[tuple[int, int]]]:
    """Free paragraphs that speak of paired entries of the documentation list of their section.

    The first that speaks of an entry corresponds to the first, and so on, only where both sides
    have as many. A paragraph that speaks of several entries is left out.
    """
    entries: dict[int, list[tuple[Unit, Unit]]] = defaultdict(list)
    for b, a in paired:
        if sides[1][a].kind is Kind.DOCUMENTATION and sides[0][b].section == sides[1][a].section:
            entries[sides[1][a].section].append((sides[0][b], sides[1][a]))
    open_sections = [{sides[witness][at].section for at in free[witness]} for witness in (0, 1)]
    asked = entries.keys() & open_sections[0] & open_sections[1]
    bodies = [_bodies(side, asked) for side in sides]
    for section in sorted(asked):
        old, new = (
            _speaking(
                [(at, sides[witness][at]) for at in bodies[witness][section]],
                [entry[witness] for entry in entries[section]],
            )
            for witness in (0, 1)
        )
        for ours, theirs in zip(old, new, strict=True):
            if len(ours) == len(theirs):
                pairs = zip(ours, theirs, strict=True)
                yield [(b, a) for b, a in pairs if b in free[0] and a in free[1]]


def _bodies(side: Sequence[Unit], sections: Collection[int]) -> dict[int, list[int]]:
    """The paragraphs of some sections, entries of lists left out."""
    found: dict[int, list[int]] = defaultdict(list)
    for at, unit in enumerate(side):
        if unit.kind is Kind.BODY and unit.section in sections:
            found[unit.section].append(at)
    return found


def _speaking(bodies: Sequence[tuple[int, Unit]], entries: Sequence[Unit]) -> list[list[int]]:
    """For each entry, the paragraphs that name its document, or all the days that it names."""
    dated = [entry.says.days for entry in entries]
    often = Counter(dated)
    named: dict[str | dt.date, list[int]] = defaultdict(list)  # entries, by what they name
    for number, (entry, its) in enumerate(zip(entries, dated, strict=True)):
        for name in (*entry.says.documents, *(its if often[its] == 1 else ())):
            named[name].append(number)
    spoken: list[list[int]] = [[] for _ in entries]
    for at, body in bodies:
        documents, its = body.says.documents, body.says.days
        names: set[str | dt.date] = {*documents, *its}
        likely = {number for name in names for number in named.get(name, ())}
        about = [
            number
            for number in likely
            if entries[number].says.documents & documents or dated[number] <= its
        ]
        if len(about) == 1:
            spoken[about[0]].append(at)
    return spoken
