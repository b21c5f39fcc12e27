"""The two language versions of each bundled digest state the same facts in the same places."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import pytest

from ctocdiff.corpus.places import bundled
from ctocdiff.dates import find_dates
from ctocdiff.facts.adopted import adopted_texts
from ctocdiff.facts.citations import find_citations
from ctocdiff.facts.mandates import mandates
from ctocdiff.language import Language
from ctocdiff.model import Document, DocumentKind, Kind, Paragraph, Provenance
from ctocdiff.outline import outline
from ctocdiff.read import read

NAMES = ("note-2024-5", "report-2024")
Facts = tuple[str, Kind, list[str], list[str]]


def version(name: str, language: Language) -> Document:
    return outline(read(bundled() / "digests" / f"{name}.{language}.txt"))


def labelled(document: Document) -> list[tuple[str, Paragraph]]:
    front = [("", paragraph) for paragraph in document.front]
    return front + [(s.label, p) for s in document.walk() for p in (*s.heading, *s.paragraphs)]


def facts(document: Document) -> list[Facts]:
    """Section, kind, cited texts and dates of each paragraph."""
    cited: dict[str, set[str]] = defaultdict(set)
    for citation in find_citations(document):
        cited[citation.paragraph].add(citation.target)
    return [
        (
            label,
            paragraph.kind,
            sorted(cited[paragraph.id]),
            sorted(str(m.dates) for m in find_dates(paragraph.text, document.language)),
        )
        for label, paragraph in labelled(document)
    ]


@pytest.mark.parametrize("name", NAMES)
def test_both_versions_state_the_same_facts(name: str) -> None:
    english, french = version(name, Language.EN), version(name, Language.FR)
    assert facts(english) == facts(french)
    for document in (english, french):
        assert document.provenance is Provenance.DIGEST
        assert document.notices == ()
    heads = {
        (d.kind, d.masthead.symbol, d.masthead.session, d.masthead.opens, d.masthead.issued)
        for d in (english, french)
    }
    assert len(heads) == 1


@pytest.mark.parametrize("language", list(Language))
def test_what_the_report_adopts_and_asks_for(language: Language) -> None:
    document = version("report-2024", language)
    assert document.kind is DocumentKind.REPORT
    assert [record.target for record in adopted_texts(document)] == [
        *(f"CTOC/COP resolution 12/{number}" for number in (1, 2, 3, 4)),
        *(f"CTOC/COP decision 12/{number}" for number in (1, 2)),
    ]
    assert [(m.target, m.session) for m in mandates(document)] == [
        ("CTOC/COP resolution 12/4", 13),
        ("CTOC/COP resolution 12/4", 13),
    ]


def test_every_digest_has_both_versions(digests_folder: Path) -> None:
    files = {path.name for path in digests_folder.iterdir()}
    names = {name.partition(".")[0] for name in files}
    assert files == {f"{name}.{language}.txt" for name in names for language in Language}
    assert set(NAMES) < names
