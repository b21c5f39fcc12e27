"""What a report records as adopted: the resolutions and decisions whose text it contains.

Not done here: drafts that a body only recommends, which have no number of the session yet.
"""

from __future__ import annotations

from ctocdiff.facts.citations import body_of
from ctocdiff.model import AdoptedRecord, CitationKind, Document, DocumentKind, Section
from ctocdiff.symbols import AdoptedText

_KINDS = {str(kind): kind for kind in (CitationKind.RESOLUTION, CitationKind.DECISION)}


def adopted_texts(document: Document) -> tuple[AdoptedRecord, ...]:
    """The texts that a report records as adopted, in reading order; none for other documents."""
    if document.kind is not DocumentKind.REPORT:
        return ()
    body = body_of(document)
    records = []
    for section in document.walk():
        adopted = adopted_in(section, body)
        if adopted is not None:
            records.append(
                AdoptedRecord(
                    str(adopted),
                    _KINDS[adopted.kind],
                    adopted.number,
                    section.title,
                    section.label,
                )
            )
    return tuple(records)


def adopted_in(section: Section, body: str) -> AdoptedText | None:
    """The adopted text that a section is, by its label; None for an annex and any other section."""
    kind, _, number = section.label.partition(" ")
    if kind not in _KINDS or not number or " " in number:
        return None
    return AdoptedText(body, kind, number)
