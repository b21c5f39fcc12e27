"""Two or more outlined documents → aligned sections and rows, not yet diffed.

Everything a document contains takes part: masthead lines and agenda list (the front), headings,
captions, paragraphs, documentation entries, table rows, notes. All pairs of witnesses are aligned
and joined, since a chain through the middle witness would lose what was dropped and reinstated.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from itertools import chain, combinations

from ctocdiff.align.clusters import Cluster, Link, Node, cluster
from ctocdiff.align.order import heaviest_chain
from ctocdiff.align.paragraphs import pair_units
from ctocdiff.align.reader import Profile, Reader
from ctocdiff.align.rows import Rows, heading_rows
from ctocdiff.align.sections import Outlines, instruments_of
from ctocdiff.align.sentences import Fragments
from ctocdiff.align.units import Index, Place, Unit, remembered, similarity
from ctocdiff.model import AlignedSection, Document, Paragraph, Row, Section, Status

FRONT = 0  # the number of the aligned section that holds masthead and agenda list

Slot = tuple[Section | None, ...]


def align(
    documents: Sequence[Document],
) -> tuple[AlignedSection, tuple[AlignedSection, ...]]:
    """Align documents; give the front matter and the sections, rows without diffs.

    Sections and rows are in the order of the last witness; what it lacks follows its neighbour in
    the latest witness that has it.
    """
    language = documents[-1].language
    reader = Reader(language)
    profiles = reader.weighed(
        paragraph.text
        for document in documents
        for paragraphs in (document.front, *(section.paragraphs for section in document.walk()))
        for paragraph in paragraphs
    )
    slots = _slots(documents, profiles)
    places = [
        tuple(_places(document, [slot[witness] for slot in slots]))
        for witness, document in enumerate(documents)
    ]
    about: list[frozenset[str]] = [frozenset()]  # the front is about none
    about += (instruments_of(filter(None, slot), language) for slot in slots)
    rows = Rows(places, tuple(cluster(_links(places, about, reader, profiles))))
    fronts = tuple(rows.of(FRONT))
    blank = ("",) * len(documents)
    front = AlignedSection(blank, blank, 0, _status(fronts), fronts)
    moved = _moved(slots, documents)
    return front, tuple(
        _section(slot, tuple(chain(heading_rows(slot), rows.of(number))), moved=number in moved)
        for number, slot in enumerate(slots, FRONT + 1)
    )


def _moved(slots: Sequence[Slot], documents: Sequence[Document]) -> frozenset[int]:
    """The numbers of the sections that do not stand among the others as they did at first.

    What is shorter is said to have moved; a section whose number alone changed stays.
    """
    places = {id(section): at for at, section in enumerate(documents[0].walk())}
    both = [
        (number, places[id(slot[0])], _length(slot[-1]))
        for number, slot in enumerate(slots, FRONT + 1)
        if slot[0] is not None and slot[-1] is not None
    ]
    kept = heaviest_chain([place for _, place, _ in both], [weight for *_, weight in both])
    return frozenset(number for at, (number, *_) in enumerate(both) if at not in kept)


def _length(section: Section) -> int:
    """How much text a section has of its own, in code points."""
    return sum(len(paragraph.text) for paragraph in (*section.heading, *section.paragraphs)) + 1


def _slots(documents: Sequence[Document], profiles: Mapping[str, Profile]) -> list[Slot]:
    """The sections that correspond, one of each witness."""
    outlines = Outlines(documents, profiles)
    sections = outlines.sections
    links = [
        Link(Node(i, pair.before), Node(j, pair.after), pair.score, "heading")
        for i, j in combinations(range(len(documents)), 2)
        for pair in outlines.pairs(i, j)
    ]
    homes: dict[Node, Cluster] = {node: found for found in cluster(links) for node in found.nodes}
    slots: list[Slot] = []
    placed: dict[Node, Slot] = {}
    for witness in reversed(range(len(documents))):
        for number in range(len(sections[witness])):
            node = Node(witness, number)
            if node in placed:
                continue
            home = homes.get(node)
            members = {n.witness: n.number for n in home.nodes} if home else {witness: number}
            slot = tuple(
                sections[w][members[w]] if w in members else None for w in range(len(documents))
            )
            neighbour = placed.get(Node(witness, number - 1))
            slots.insert(_after(slots, neighbour), slot)
            placed.update((Node(w, n), slot) for w, n in members.items())
    return slots


def _after(slots: Sequence[Slot], neighbour: Slot | None) -> int:
    if neighbour is None:
        return 0
    return next(at for at, slot in enumerate(slots, 1) if slot is neighbour)


def _places(document: Document, sections: Sequence[Section | None]) -> Iterator[Place]:
    """The paragraphs of a document in reading order, each with its aligned section."""
    order = {id(section): number for number, section in enumerate(document.walk())}
    groups: list[tuple[int, int, tuple[Paragraph, ...]]] = [(-1, FRONT, document.front)]
    groups += [
        (order[id(section)], number, section.paragraphs)
        for number, section in enumerate(sections, FRONT + 1)
        if section is not None
    ]
    for _, number, paragraphs in sorted(groups, key=lambda group: group[0]):
        for at, paragraph in enumerate(paragraphs):
            yield Place(paragraph, number, at / len(paragraphs))


def _links(
    places: Sequence[Sequence[Place]],
    about: Sequence[frozenset[str]],
    reader: Reader,
    profiles: Mapping[str, Profile],
) -> Iterator[Link]:
    """The corresponding paragraphs of every pair of witnesses.

    ``about`` are the instruments that each aligned section is about, by its number.
    """
    units = [
        [
            Unit(
                place.section,
                place.paragraph.kind,
                place.at,
                reader.read(place.paragraph.text),
                profiles[place.paragraph.text],
                about[place.section],
            )
            for place in side
        ]
        for side in places
    ]
    # paragraphs and sentences are weighed apart
    of_paragraphs, of_sentences = (
        remembered(similarity) if len(places) > 2 else similarity for _ in range(2)
    )
    fragments = Fragments(units, reader, of_sentences)
    indexes = [Index(side) for side in units]
    for i, j in combinations(range(len(places)), 2):
        poll = partial(fragments.votes, i, j)
        both = indexes[i], indexes[j]
        for pair in pair_units(units[i], units[j], both, of_paragraphs, poll):
            yield Link(Node(i, pair.before), Node(j, pair.after), pair.score, pair.basis)


def _section(slot: Slot, rows: tuple[Row, ...], *, moved: bool) -> AlignedSection:
    labels = tuple(section.label if section else None for section in slot)
    titles = tuple(section.title if section else None for section in slot)
    level = next(section.level for section in reversed(slot) if section)
    if slot[0] is None:
        status = Status.ADDED
    elif slot[-1] is None:
        status = Status.REMOVED
    else:
        status = Status.MOVED if moved else _status(rows)
    return AlignedSection(labels, titles, level, status, rows)


def _status(rows: Sequence[Row]) -> Status:
    same = all(row.status is Status.EQUAL for row in rows)
    return Status.UNCHANGED if same else Status.MODIFIED
