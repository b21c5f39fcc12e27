"""Sections while the blocks are walked: those that are open, and where the next paragraph falls."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from ctocdiff.model import Kind, Paragraph, Section
from ctocdiff.outline.block import Block

#: Turns a block into a paragraph of a kind; it is called in reading order.
Number = Callable[[Block, Kind], Paragraph]


@dataclass
class Draft:
    """A section while its paragraphs are still being found."""

    label: str
    level: int
    title: str
    heading: list[Paragraph]
    paragraphs: list[Paragraph] = field(default_factory=list)
    sections: list[Draft] = field(default_factory=list)

    def freeze(self) -> Section:
        return Section(
            self.label,
            self.level,
            self.title,
            tuple(self.heading),
            tuple(self.paragraphs),
            tuple(section.freeze() for section in self.sections),
        )


class Tree:
    """The sections found so far.

    ``top`` are those of the first level, ``path`` those that are open, from the top down;
    ``labels`` are the labels of all that were opened.
    """

    def __init__(self) -> None:
        self.top: list[Draft] = []
        self.path: list[Draft] = []
        self.labels: set[str] = set()
        self._lead: list[Paragraph] = []

    @property
    def begun(self) -> bool:
        """Whether a paragraph or a section has been found."""
        return bool(self.path or self._lead)

    def open(self, draft: Draft) -> None:
        """A section begins: it closes those of its level and below."""
        while self.path and self.path[-1].level >= draft.level:
            self.path.pop()
        (self.path[-1].sections if self.path else self.top).append(draft)
        self.path.append(draft)
        self.labels.add(draft.label)

    def add(self, paragraph: Paragraph) -> None:
        """A paragraph of the section that was opened last, or before all sections."""
        (self.path[-1].paragraphs if self.path else self._lead).append(paragraph)

    def freeze(self) -> tuple[tuple[Paragraph, ...], tuple[Section, ...]]:
        """The paragraphs before the first section, and the sections."""
        return tuple(self._lead), tuple(draft.freeze() for draft in self.top)
