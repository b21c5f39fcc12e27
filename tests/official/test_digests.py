"""The digests against the official documents: the same facts at about half the length."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import pytest

from ctocdiff.corpus.catalogue import Entry, read_catalogue
from ctocdiff.corpus.places import bundled
from ctocdiff.dates import find_dates
from ctocdiff.facts.adopted import adopted_texts
from ctocdiff.facts.citations import find_citations
from ctocdiff.facts.mandates import mandates
from ctocdiff.language import Language
from ctocdiff.model import Document, DocumentKind, Kind, Provenance
from ctocdiff.outline import outline
from ctocdiff.read import read

pytestmark = pytest.mark.official

KINDS = (DocumentKind.NOTE, DocumentKind.REPORT)
LONGEST = 0.6  # of the letters of the official text, mastheads aside


def entry(kind: DocumentKind, provenance: Provenance) -> Entry:
    listed = read_catalogue(bundled()).entries
    (found,) = (
        e for e in listed if (e.kind, e.provenance, e.language) == (kind, provenance, Language.FR)
    )
    return found


def official_and_digest(kind: DocumentKind, folder: Path) -> tuple[Document, Document]:
    official = entry(kind, Provenance.OFFICIAL)
    digest = outline(read(bundled() / str(entry(kind, Provenance.DIGEST).file)))
    for path in sorted(folder.iterdir()):
        if path.is_file() and (source := read(path)).sha256 == official.sha256:
            return outline(source), digest
    pytest.skip(f"the official {kind} is not in CTOCDIFF_OFFICIAL")


def cited(document: Document) -> dict[str, set[str]]:
    """The cited texts by section, footnotes aside."""
    notes = {p.id for p in document.paragraphs() if p.kind is Kind.NOTE}
    found: dict[str, set[str]] = defaultdict(set)
    for citation in find_citations(document):
        if citation.paragraph not in notes:
            found[citation.section].add(citation.target)
    return found


def dates(document: Document) -> dict[str, set[str]]:
    return {
        section.label: {
            str(date)
            for paragraph in (*section.heading, *section.paragraphs)
            if paragraph.kind is not Kind.NOTE
            for mention in find_dates(paragraph.text, document.language)
            for date in mention.dates
        }
        for section in document.walk()
    }


@pytest.mark.parametrize("kind", KINDS)
def test_a_digest_has_the_sections_citations_and_dates(
    official_folder: Path, kind: DocumentKind
) -> None:
    official, digest = official_and_digest(kind, official_folder)
    assert [s.label for s in digest.walk()] == [s.label for s in official.walk()]
    assert cited(digest) == cited(official)
    assert dates(digest) == dates(official)
    noted = {c.target for c in find_citations(official)}
    assert noted - {c.target for c in find_citations(digest)} == set()


def test_the_digest_of_the_report_records_the_same_texts(official_folder: Path) -> None:
    official, digest = official_and_digest(DocumentKind.REPORT, official_folder)
    assert adopted_texts(digest) == adopted_texts(official)
    asked = [(m.section, m.session, m.target) for m in mandates(official)]
    assert [(m.section, m.session, m.target) for m in mandates(digest)] == asked


@pytest.mark.parametrize("kind", KINDS)
def test_a_digest_is_about_half_as_long(official_folder: Path, kind: DocumentKind) -> None:
    official, digest = (
        sum(len(p.text) for s in d.walk() for p in s.paragraphs)
        for d in official_and_digest(kind, official_folder)
    )
    assert digest < LONGEST * official
