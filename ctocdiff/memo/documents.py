"""New and discontinued documents, by the documentation lists of the two witnesses.

A document goes on where its entry has a counterpart in the other list, whatever symbol that has:
the report on technical assistance of one session follows that of the session before. It is new, or
discontinued, where no entry of it has one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from ctocdiff.memo.values import Bounded, DocumentEntry
from ctocdiff.model import AlignedSection, Citation, CitationKind, Comparison, Kind, Paragraph

MOST_DOCUMENTS = 14  # documents told one by one in each list
_BEFORE, _AFTER = 0, 1
_EDGES = " .,;:(["


@dataclass(slots=True)
class _Listed:
    """A document of one witness: the text of its first entry, its items, whether it goes on."""

    symbol: str
    title: str
    sections: dict[str, None] = field(default_factory=dict)
    goes_on: bool = False


def listed_documents(
    comparison: Comparison, most: int = MOST_DOCUMENTS
) -> tuple[Bounded[DocumentEntry], Bounded[DocumentEntry], frozenset[str]]:
    """The new documents, the discontinued ones, and the symbols of all that are listed."""
    tables = [_table(comparison, witness) for witness in (_BEFORE, _AFTER)]
    added, removed = (
        [one for key, one in tables[own].items() if not one.goes_on and key not in tables[1 - own]]
        for own in (_AFTER, _BEFORE)
    )
    symbols = frozenset(
        part for table in tables for one in table.values() for part in one.symbol.split(", ")
    )
    return _bounded(added, most), _bounded(removed, most), symbols


def _bounded(documents: list[_Listed], most: int) -> Bounded[DocumentEntry]:
    entries = [DocumentEntry(one.symbol, one.title, tuple(one.sections)) for one in documents]
    return Bounded.of(entries, most)


def _table(comparison: Comparison, witness: int) -> dict[str, _Listed]:
    """The documents of one witness by their symbols, those without one by their title."""
    symbols: dict[str, list[Citation]] = {}
    for citation in comparison.citations[witness] if comparison.citations else ():
        if citation.kind is CitationKind.DOCUMENT:
            symbols.setdefault(citation.paragraph, []).append(citation)
    found: dict[str, _Listed] = {}
    for section, paragraph, paired in _entries(comparison, witness):
        cited = symbols.get(paragraph.id, [])
        name = ", ".join(dict.fromkeys(one.number for one in cited))
        title = _title(paragraph.text, cited)
        key = name or " ".join(title.casefold().split())
        listed = found.setdefault(key, _Listed(name, title))
        listed.goes_on |= paired
        listed.sections[section.labels[witness] or ""] = None
    return found


def _entries(
    comparison: Comparison, witness: int
) -> Iterator[tuple[AlignedSection, Paragraph, bool]]:
    """The entries of a witness, each with its section and whether the other has a counterpart."""
    for section in (comparison.front, *comparison.sections):
        for row in section.rows:
            if row.kind is Kind.DOCUMENTATION:
                for paragraph in row.cells[witness]:
                    yield section, paragraph, bool(row.cells[1 - witness])


def _title(text: str, cited: list[Citation]) -> str:
    """An entry without the symbols in brackets that end it."""
    if cited and cited[0].start > 0:
        title = text[: cited[0].start].rstrip(_EDGES)
        if title:
            return title
    return text.strip()
