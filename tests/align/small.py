"""Small documents in the notation of tests/cases/alignment.toml."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ctocdiff.language import Language
from ctocdiff.model import Document, Kind, Paragraph, Row, Section
from tests.samples import made

LINE = re.compile(r"(?P<mark>[-|])?\s*(?P<keys>\+|[a-z]\d*(?: [a-z]\d*)*): (?P<text>.+)")
KINDS = {None: Kind.BODY, "-": Kind.DOCUMENTATION, "|": Kind.TABLE}


@dataclass(frozen=True)
class Small:
    """A document, and the keys of its paragraphs by their ids."""

    document: Document
    keys: dict[str, tuple[str, ...]]


def small(notation: str, language: Language) -> Small:
    """The document that a notation describes; its sections are all of one level."""
    sections: list[Section] = []
    keys: dict[str, tuple[str, ...]] = {}
    titles = re.split(r"^# ", notation, flags=re.MULTILINE)[1:]
    for block in titles:
        heading, *lines = block.strip().splitlines()
        label, _, title = heading.partition(" ")
        paragraphs = []
        for line in lines:
            match = LINE.fullmatch(line)
            assert match is not None, line
            paragraph = Paragraph(f"p{len(keys) + 1}", KINDS[match["mark"]], match["text"])
            paragraphs.append(paragraph)
            keys[paragraph.id] = tuple(match["keys"].split())
        heads = (Paragraph(f"h{len(sections) + 1}", Kind.HEADING, heading),)
        sections.append(Section(label, 1, title, heads, tuple(paragraphs)))
    return Small(made(sections, language=language), keys)


def corresponding(row: Row, before: int, after: int) -> set[tuple[str, str]]:
    """The paragraphs of two witnesses that a row says correspond, by id.

    Those of its pairs; a paragraph that no pair joins to a witness corresponds to all that the row
    has of it, as the paragraphs between them do.
    """
    direct = {(pair.before, pair.after) for pair in row.pairs if pair.between == (before, after)}
    known = {one for one, _ in direct}, {other for _, other in direct}
    return direct | {
        (one.id, other.id)
        for one in row.cells[before]
        for other in row.cells[after]
        if one.id not in known[0] and other.id not in known[1]
    }
