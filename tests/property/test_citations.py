"""Properties of citations: spans, order, targets that can be read back, lists of any make."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ctocdiff.facts.citations import citations_in
from ctocdiff.language import Language, lexicon
from ctocdiff.model import Citation, CitationKind
from ctocdiff.symbols import AdoptedText, Symbol

LANGUAGES = st.sampled_from(list(Language))
PIECES = [
    *("9/1", "10/1", "55/25", "2011/36", "1373 (2001)", "S-30/1", "22", "36", "premier", "0/0"),
    *("A/RES/55/25", "CTOC/COP/2024/5", "E/CN.7/2024/17-E/CN.15/2024/18", "99999/1", "1/2/3"),
    *("resolution", "résolution", "Resolutions", "décisions", "decision", "article", "articles"),
    *("rule", "rules", "Ibid.", "the same", "la même", "cette", "that", "draft", "projet de"),
    *("of the General Assembly", "de l'Assemblée générale", "the Conference", "la Conférence"),
    *("of the Convention", "de la Convention", "du Protocole", "of the Protocol", "de Bâle"),
    *("of the rules of procedure", "du règlement intérieur", "de cette dernière", "thereof"),
    *("et", "and", "à", "to", ",", ", ", ".", ". ", " ", "\u00a0", "-", "–", "(", ")", "«", "»"),
    *("“", "”", "'", "’", "¹", "du 19 octobre 2018", "of 19 October 2018", "its", "sa", "\n"),
]
TEXTS = st.one_of(
    st.text(max_size=200),
    st.lists(st.sampled_from(PIECES), max_size=30).map(" ".join),
    st.lists(st.sampled_from(PIECES), max_size=30).map("".join),
)
BODIES = st.sampled_from(["CTOC/COP", "CAC/COSP", "A", "E", "E/CN.15", "A/HRC", "S"])


@given(TEXTS, LANGUAGES, BODIES)
@example("résolutions 9/1 à 9/0", Language.FR, "CTOC/COP")
@example("articles 9 à 1 de la Convention", Language.FR, "CTOC/COP")
@example("decision 9/1A", Language.EN, "CTOC/COP")
def test_spans_and_order(text: str, language: Language, body: str) -> None:
    found = citations_in(text, language, body=body)
    assert citations_in(text, language, body=body) == found
    assert all(0 <= c.start < c.end <= len(text) for c in found)
    assert all(c.text == text[c.start : c.end] for c in found)
    assert list(found) == sorted(found, key=lambda c: c.start)
    spans = sorted({(c.start, c.end) for c in found})
    assert all(a[1] <= b[0] for a, b in pairwise(spans))


@given(TEXTS, LANGUAGES, BODIES)
def test_targets_can_be_read_back(text: str, language: Language, body: str) -> None:
    for citation in citations_in(text, language, body=body):
        assert _read_back(citation)


def _read_back(citation: Citation) -> bool:
    match citation.kind:
        case CitationKind.DOCUMENT:
            return str(Symbol.parse(citation.target)) == citation.number == citation.target
        case CitationKind.RESOLUTION | CitationKind.DECISION:
            text = AdoptedText(citation.body, str(citation.kind), citation.number)
            return AdoptedText.parse(citation.target) == text
        case _:
            return citation.target == f"{citation.body} {citation.kind} {citation.number}"


NUMBERS = st.tuples(st.integers(1, 30), st.integers(1, 20)).map(lambda n: f"{n[0]}/{n[1]}")


@given(
    st.lists(NUMBERS, min_size=1, max_size=6),
    st.sampled_from(["resolution", "decision"]),
    st.booleans(),
    LANGUAGES,
)
def test_lists_of_adopted_texts(
    numbers: list[str], kind: str, comma: bool, language: Language
) -> None:
    words = lexicon(language)["citations"]
    noun = words[kind][len(numbers) > 1]
    joined = f"{',' if comma else ''} {words['and'][0]} "
    listed = joined.join(filter(None, [", ".join(numbers[:-1]), numbers[-1]]))
    found = citations_in(f"Voir {noun} {listed}.", language)
    assert [c.target for c in found] == [f"CTOC/COP {kind} {number}" for number in numbers]


@given(st.integers(1, 41), st.integers(0, 40), LANGUAGES)
def test_ranges_of_articles(first: int, more: int, language: Language) -> None:
    words = lexicon(language)["citations"]
    instrument = words["instruments"]["CTOC"][0]
    span = f"{words['article'][1]} {first} {words['to'][0]} {first + more}"
    found = citations_in(f"{span} {words['provision_of'][0]} {instrument}", language)
    assert [c.number for c in found] == [str(n) for n in range(first, first + more + 1)]
    assert {c.text for c in found} == {span}


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize(
    "text",
    [
        "resolutions " + "9/1, " * 20_000,
        "résolutions " + "9/1 et " * 20_000,
        "resolution 9/1, x y z “" * 5_000,
        "article 1, paragraphe 2, " * 5_000,
        "articles 1 à 99 " * 1_000,
        "la Convention " * 10_000 + "article 5 " * 2_000,
        "the Conference " * 5_000 + "resolution 10/1 " * 2_000,
        "Conférence des États parties à la Convention " * 3_000,
        "cette résolution " * 10_000,
        "resolution 10/1 " * 2_000 + "the Conference " * 5_000,
        "la Convention " * 10_000 + "article 50 " * 2_000,
        "le Protocole, the Protocol " * 5_000 + "article 5 du Protocole of the Protocol " * 2_000,
        "résolution 8/1, la Conférence, " * 3_000,
    ],
    ids=lambda text: text[:18],
)
def test_long_texts_take_time_in_proportion(text: str, language: Language) -> None:
    citations_in(text[:2000], language)
    begun = time.process_time()
    citations_in(text, language)
    assert time.process_time() - begun < 3
