"""Documents made by hand, with no more to them than a test is about."""

from __future__ import annotations

from collections.abc import Iterable

from ctocdiff.language import Language
from ctocdiff.model import (
    Document,
    DocumentKind,
    Masthead,
    Notice,
    Paragraph,
    Provenance,
    Section,
    Source,
)

NO_HEAD = Masthead()


def made(
    sections: Iterable[Section] = (),
    *,
    front: Iterable[Paragraph] = (),
    head: Masthead = NO_HEAD,
    language: Language = Language.EN,
    kind: DocumentKind = DocumentKind.AGENDA,
    provenance: Provenance = Provenance.OFFICIAL,
    notices: tuple[Notice, ...] = (),
    name: str = "sample.txt",
    sha256: str = "0" * 64,
) -> Document:
    """A document of these sections and this front matter."""
    return Document(
        kind,
        language,
        provenance,
        head,
        tuple(front),
        (),
        tuple(sections),
        notices,
        Source(name, sha256, "utf-8", ()),
    )
