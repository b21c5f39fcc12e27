"""Two documents from lists of paragraphs, compared by the whole pipeline.

A paragraph is a text, or a table with its kind and its text; a heading opens a section. Cells of
a table row are set off by a tab.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from typing import Any

from ctocdiff.compare import redline
from ctocdiff.language import Language
from ctocdiff.model import (
    Comparison,
    Document,
    DocumentKind,
    Kind,
    Masthead,
    Paragraph,
    Provenance,
    Section,
)
from tests.render.texts import paragraph
from tests.samples import made

_LABEL = re.compile(r"(\w+)[.)]")

Entry = str | dict[str, str]


def texts(entries: Iterable[Entry]) -> list[str]:
    return [entry if isinstance(entry, str) else entry["text"] for entry in entries]


def document(entries: Sequence[Entry], side: str, language: Language = Language.EN) -> Document:
    year = {"b": 2018, "a": 2024}[side]
    front: list[Paragraph] = []
    sections: list[tuple[Paragraph, list[Paragraph]]] = []
    for number, entry in enumerate(entries):
        kind = Kind.BODY if isinstance(entry, str) else Kind(entry.get("kind", "body"))
        text = paragraph(f"{side}{number}", kind, texts([entry])[0])
        if kind is Kind.HEADING:
            sections.append((text, []))
        else:
            (sections[-1][1] if sections else front).append(text)
    return made(
        (
            Section(_label(heading.text, at), 1, heading.text, (heading,), tuple(body))
            for at, (heading, body) in enumerate(sections, 1)
        ),
        front=front,
        head=Masthead(opens=dt.date(year, 10, 15)),
        language=language,
        kind=DocumentKind.OTHER,
        provenance=Provenance.DIGEST,
        name=f"paper-{year}.txt",
    )


def _label(heading: str, at: int) -> str:
    found = _LABEL.match(heading)
    return found[1] if found else f"part-{at}"


def compared(case: dict[str, Any]) -> Comparison:
    language = Language(case.get("language", "en"))
    return redline(
        document(case.get("before", []), "b", language),
        document(case.get("after", []), "a", language),
    )
