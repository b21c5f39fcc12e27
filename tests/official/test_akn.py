"""The official resolutions in Akoma Ntoso: facts only, never their text."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from ctocdiff.facts.citations import find_citations
from ctocdiff.facts.findings import find_findings
from ctocdiff.language import Language
from ctocdiff.model import Document, DocumentKind, Kind
from ctocdiff.outline import outline
from ctocdiff.read import read

pytestmark = pytest.mark.official
# Symbol, session, day of issue, operative paragraphs, preambular paragraphs, notes.
RESOLUTIONS = {
    "A/RES/75/196": (75, dt.date(2020, 12, 28), 66, 78, 39),
    "A/RES/76/187": (76, dt.date(2022, 1, 11), 77, 75, 46),
}


@cache
def outlined(folder: Path) -> dict[tuple[str, Language], Document]:
    documents = [outline(read(path)) for path in sorted(folder.glob("*.xml"))]
    return {(document.name, document.language): document for document in documents}


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("symbol", RESOLUTIONS)
def test_resolutions_have_their_parts(unxml_folder: Path, symbol: str, language: Language) -> None:
    document = outlined(unxml_folder)[symbol, language]
    session, issued, operative, preambular, notes = RESOLUTIONS[symbol]
    assert document.kind is DocumentKind.RESOLUTION
    assert (document.masthead.session, document.masthead.issued) == (session, issued)
    assert document.notices == ()
    (section,) = document.sections
    assert section.label == f"resolution {symbol.removeprefix('A/RES/')}"
    kinds = Counter(paragraph.kind for paragraph in section.paragraphs)
    assert kinds[Kind.NOTE] == notes
    body = [paragraph.text for paragraph in section.paragraphs if paragraph.kind is Kind.BODY]
    numbers = [match[1] for text in body if (match := re.match(r"(\d+)\. ", text))]
    assert numbers == [str(number) for number in range(1, operative + 1)]
    first = next(at for at, text in enumerate(body) if text.startswith("1. "))
    assert first == preambular
    assert all(text.endswith((",", "⁷", "⁸", "⁹")) or "," in text[-4:] for text in body[:first])


@pytest.mark.parametrize("symbol", RESOLUTIONS)
def test_both_languages_have_the_same_paragraphs(unxml_folder: Path, symbol: str) -> None:
    documents = [outlined(unxml_folder)[symbol, language] for language in Language]
    shapes = [
        [
            (p.kind, re.match(r"\d+\. |[¹²³⁴-⁹⁰]+ |", p.text).group())  # type: ignore[union-attr]
            for p in document.paragraphs()
        ]
        for document in documents
    ]
    assert shapes[0] == shapes[1]


@pytest.mark.parametrize("symbol", RESOLUTIONS)
def test_both_languages_cite_the_same_texts(unxml_folder: Path, symbol: str) -> None:
    english, french = (
        Counter(found.target for found in find_citations(outlined(unxml_folder)[symbol, language]))
        for language in Language
    )
    assert english == french
    assert sum(english.values()) > 100


def test_every_character_can_be_found(unxml_folder: Path) -> None:
    for document in outlined(unxml_folder).values():
        raw = {line.number: line.raw for line in document.source.lines}
        for paragraph in document.paragraphs():
            for piece in paragraph.pieces:
                text = paragraph.text[piece.offset : piece.offset + piece.length]
                held = raw[piece.line][piece.column : piece.column + piece.length]
                assert text.split() == held.split()


# What one version has that the other has not, as the finding says it: none, in either resolution.
DIFFERENCES: dict[str, list[tuple[Language, str]]] = {"A/RES/75/196": [], "A/RES/76/187": []}


@pytest.mark.parametrize("symbol", RESOLUTIONS)
def test_where_both_languages_differ_a_finding_says_so(unxml_folder: Path, symbol: str) -> None:
    versions = [outlined(unxml_folder)[symbol, language] for language in Language]
    cited = [Counter(c.target for c in find_citations(version)) for version in versions]
    assert cited[0] == cited[1]
    assert sum(cited[0].values()) > 100
    found = [
        (version.language, dict(finding.details)["text"])
        for version, findings in zip(versions, find_findings(versions), strict=True)
        for finding in findings
        if finding.code == "versions-differ"
    ]
    assert found == DIFFERENCES[symbol]


@pytest.mark.parametrize("symbol", RESOLUTIONS)
def test_a_sentence_left_out_of_one_language_is_found(unxml_folder: Path, symbol: str) -> None:
    whole, other = (outlined(unxml_folder)[symbol, language] for language in Language)
    (section,) = other.sections
    cited = Counter(c.target for c in find_citations(other))
    at, lost = next(
        (at, citation.target)
        for at, paragraph in enumerate(section.paragraphs)
        for citation in find_citations(other)
        if citation.paragraph == paragraph.id and cited[citation.target] == 1
    )
    kept = (*section.paragraphs[:at], *section.paragraphs[at + 1 :])
    cut = replace(other, sections=(replace(section, paragraphs=kept),))
    findings, _ = find_findings([whole, cut])
    texts = {paragraph.id: paragraph.text for paragraph in whole.paragraphs()}
    named = [f for f in findings if f.code == "versions-differ"]
    assert lost.rpartition(" ")[2].rpartition("RES/")[2] in " ".join(
        texts[f.paragraph][f.start : f.end] for f in named
    )
