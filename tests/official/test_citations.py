"""Citations in the official documents, against tables made by reading them."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from ctocdiff.facts.citations import find_citations
from ctocdiff.language import Language
from ctocdiff.model import (
    Citation,
    Document,
    DocumentKind,
    Kind,
    Masthead,
    Paragraph,
)
from ctocdiff.symbols import Symbol
from tests.official.tables import paragraph_hash, table_and_document
from tests.samples import made

pytestmark = pytest.mark.official

TABLES = sorted(Path(__file__).parent.glob("citations-*.toml"))
# The agendas and the note have to be right to the last citation.
NEEDED = {"report": 0.99}
Row = tuple[str | bool, ...]


def rows(document: Document, *, sections: bool) -> list[Row]:
    hashes = {p.id: paragraph_hash(p.text) for p in document.paragraphs()}
    return [
        (
            *([c.section] if sections else []),
            *(hashes[c.paragraph], str(c.kind), c.target, c.anaphora),
        )
        for c in find_citations(document)
    ]


@pytest.mark.parametrize("path", TABLES, ids=lambda path: path.stem)
def test_precision_and_recall(path: Path, official_folder: Path) -> None:
    table, document = table_and_document(path, official_folder)
    # the id of a paragraph is for the reader of the table; its hash is what holds
    wanted = [(*row[:-5], *row[-4:]) for row in table["citations"]]
    found = rows(document, sections=len(table["citations"][0]) == 6)
    common = sum((Counter(found) & Counter(wanted)).values())
    needed = NEEDED.get(path.stem.removeprefix("citations-"), 1.0)
    missing, extra = Counter(wanted) - Counter(found), Counter(found) - Counter(wanted)
    assert common / len(wanted) >= needed, f"missing {missing}"
    assert common / len(found) >= needed, f"extra {extra}"
    if not missing and not extra:
        assert found == wanted, "the order differs"


def test_the_five_documents_have_tables() -> None:
    assert len(TABLES) == 5


@pytest.mark.parametrize("path", TABLES, ids=lambda path: path.stem)
def test_spans_show_what_is_cited(path: Path, official_folder: Path) -> None:
    _, document = table_and_document(path, official_folder)
    texts = {p.id: p.text for p in document.paragraphs()}
    for citation in find_citations(document):
        assert citation.text == texts[citation.paragraph][citation.start : citation.end]
        assert citation.anaphora or re.search(r"\d|premier", citation.text)


XML = [("75", "*75_196*"), ("76", "*76_187*")]


def resolution(path: Path, language: Language) -> Document:
    """The paragraphs of a resolution in Akoma Ntoso, its tags stripped; footnotes are notes."""
    paragraphs: list[Paragraph] = []
    for element in etree.parse(path).iter("{*}p", "{*}heading"):
        is_note = next(element.iterancestors("{*}authorialNote"), None) is not None
        text = " ".join("".join(_texts(element)).split())
        use = Kind.NOTE if is_note else Kind.BODY
        paragraphs.append(Paragraph(f"p{len(paragraphs) + 1}", use, text))
    head = Masthead(symbol=Symbol.parse("A/RES/75/196"))
    return made(front=paragraphs, head=head, language=language, kind=DocumentKind.RESOLUTION)


def _texts(element: Any) -> list[str]:
    """The text of a paragraph without that of the footnotes in it."""
    texts = [element.text or ""]
    for child in element:
        if isinstance(child.tag, str) and etree.QName(child).localname != "authorialNote":
            texts += _texts(child)
        texts.append(child.tail or "")
    return texts


def keys(citations: tuple[Citation, ...]) -> list[tuple[str, str, str]]:
    return sorted((c.paragraph, str(c.kind), c.target) for c in citations)


@pytest.mark.parametrize(("session", "pattern"), XML)
def test_two_languages_cite_the_same(session: str, pattern: str, unxml_folder: Path) -> None:
    versions = {
        language: find_citations(resolution(path, language))
        for language in Language
        for path in unxml_folder.glob(f"{pattern}{language[0].upper()}.xml")
    }
    if len(versions) < len(Language):
        pytest.skip(f"resolution {session} is not in CTOCDIFF_UNXML in both languages")
    english, french = (keys(versions[language]) for language in Language)
    assert len(english) > 100
    assert english == french
