"""Known edits of a document, so that an alignment can be judged: what became of each paragraph.

``edited(document, random)`` gives another document and the pairs of paragraph identifiers that
correspond. The edits are those a secretariat makes from session to session: words replaced,
paragraphs moved, merged, split, deleted and inserted, items swapped and renumbered, typography.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from ctocdiff.model import Document, Kind, Paragraph, Section

INVENTED = [
    "harbour",
    "lantern",
    "orchard",
    "violin",
    "glacier",
    "saddle",
    "copper",
    "meadow",
    "thimble",
    "walnut",
    "quarry",
    "sparrow",
    "canvas",
    "pepper",
    "anchor",
    "bramble",
    "cobalt",
    "drizzle",
    "ember",
    "falcon",
]
_TYPOGRAPHY = str.maketrans({"'": "’", "«": "“", "»": "”", '"': "“"})


@dataclass
class Entry:
    """A paragraph of the edited document and the originals it comes from."""

    text: str
    kind: Kind
    cells: tuple[tuple[int, int], ...]
    origins: frozenset[str]


@dataclass
class Group:
    """A section of the edited document."""

    section: Section
    label: str
    entries: list[Entry] = field(default_factory=list)


def edited(
    document: Document, dice: random.Random, share: float = 0.2
) -> tuple[Document, frozenset[tuple[str, str]]]:
    """A document in which up to ``share`` of the paragraphs were edited, and the true pairs."""
    groups = [
        Group(
            section,
            section.label,
            [Entry(p.text, p.kind, p.cells, frozenset({p.id})) for p in section.paragraphs],
        )
        for section in document.walk()
    ]
    movable = [
        (group, entry)
        for group in groups
        for entry in group.entries
        if entry.kind in (Kind.BODY, Kind.DOCUMENTATION)
    ]
    edits = (_reword, _move, _merge, _split, _delete, _insert, _retype)
    for group, entry in dice.sample(movable, int(share * len(movable))):
        if any(entry is each for each in group.entries):
            dice.choice(edits)(groups, group, entry, dice)
    if dice.random() < 0.5:
        _swap_items(groups, dice)
    if dice.random() < 0.5:
        _renumber(groups)
    return _assembled(document, groups)


Edit = Callable[[list[Group], Group, Entry, random.Random], None]


def _position(group: Group, entry: Entry) -> int:
    return next(at for at, each in enumerate(group.entries) if each is entry)


def _reword(groups: list[Group], group: Group, entry: Entry, dice: random.Random) -> None:
    words = entry.text.split(" ")
    for at in dice.sample(range(len(words)), max(1, len(words) // 5)):
        words[at] = dice.choice(INVENTED)
    entry.text = " ".join(words)


def _move(groups: list[Group], group: Group, entry: Entry, dice: random.Random) -> None:
    target = dice.choice([g for g in groups if g.entries and not g.label.startswith("annex")])
    if len(entry.text.split()) < 12 or any(
        each.text == entry.text for g in groups for each in g.entries if each is not entry
    ):
        return  # twins cannot be told apart once one of them moves
    group.entries.remove(entry)
    bodies = [at for at, each in enumerate(target.entries) if each.kind is entry.kind]
    target.entries.insert(dice.choice(bodies) if bodies else len(target.entries), entry)


def _merge(groups: list[Group], group: Group, entry: Entry, dice: random.Random) -> None:
    at = _position(group, entry) + 1
    if at < len(group.entries) and group.entries[at].kind is entry.kind is Kind.BODY:
        other = group.entries.pop(at)
        entry.text = f"{entry.text} {other.text}"
        entry.origins |= other.origins


def _split(groups: list[Group], group: Group, entry: Entry, dice: random.Random) -> None:
    breaks = [m.end() for m in re.finditer(r"[.;] (?=[A-ZÀ-Ý])", entry.text)]
    breaks = [at for at in breaks if 60 < at < len(entry.text) - 60]
    if breaks and entry.kind is Kind.BODY:
        at = dice.choice(breaks)
        rest = replace_entry(entry, entry.text[at:])
        entry.text = entry.text[:at].rstrip()
        group.entries.insert(_position(group, entry) + 1, rest)


def replace_entry(entry: Entry, text: str) -> Entry:
    return Entry(text, entry.kind, (), entry.origins)


def _delete(groups: list[Group], group: Group, entry: Entry, dice: random.Random) -> None:
    group.entries.remove(entry)


def _insert(groups: list[Group], group: Group, entry: Entry, dice: random.Random) -> None:
    text = " ".join(dice.choice(INVENTED) for _ in range(dice.randint(15, 60))) + "."
    group.entries.insert(_position(group, entry), Entry(text, Kind.BODY, (), frozenset()))


def _retype(groups: list[Group], group: Group, entry: Entry, dice: random.Random) -> None:
    entry.text = entry.text.translate(_TYPOGRAPHY).replace(" :", "\u00a0:").replace(" ;", "\u00a0;")


def _swap_items(groups: list[Group], dice: random.Random) -> None:
    """Swap two top-level items without sub-items."""
    alone = [
        at
        for at, group in enumerate(groups)
        if group.section.level == 1 and not group.section.sections and group.label.isdigit()
    ]
    if len(alone) > 1:
        one, other = dice.sample(alone, 2)
        groups[one], groups[other] = groups[other], groups[one]


def _renumber(groups: list[Group]) -> None:
    """Number the items anew from 2 upwards, as if an item had been put before them."""
    for group in groups:
        number = re.match(r"\d+", group.label)
        if number:
            group.label = f"{int(number[0]) + 1}{group.label[number.end() :]}"


def _assembled(
    document: Document, groups: list[Group]
) -> tuple[Document, frozenset[tuple[str, str]]]:
    pairs: set[tuple[str, str]] = set()
    sections: list[Section] = []
    number = 0
    for group in groups:
        paragraphs = []
        for entry in group.entries:
            number += 1
            name = f"q{number}"
            paragraphs.append(Paragraph(name, entry.kind, entry.text, (), entry.cells))
            pairs |= {(origin, name) for origin in entry.origins}
        heading = tuple(replace(line, id=f"h{number}.{line.id}") for line in group.section.heading)
        section = Section(
            group.label, group.section.level, group.section.title, heading, tuple(paragraphs)
        )
        sections.append(section)
    front = tuple(replace(p, id=f"f{p.id}") for p in document.front)
    source = replace(document.source, sha256="0" * 64)
    return replace(document, sections=tuple(sections), front=front, source=source), frozenset(pairs)
