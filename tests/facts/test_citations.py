from __future__ import annotations

import datetime as dt
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from ctocdiff.facts.citations import citations_in, find_citations
from ctocdiff.language import Language
from ctocdiff.model import (
    Citation,
    CitationKind,
    Document,
    DocumentKind,
    Kind,
    Masthead,
    Paragraph,
    Section,
)
from ctocdiff.symbols import Symbol
from tests.samples import made

TABLE: dict[str, Any] = tomllib.loads(
    (Path(__file__).parents[1] / "cases" / "citations.toml").read_text("utf-8")
)
CASES = [
    pytest.param(language, group["body"], text, id=f"{language}-{name}-{number}")
    for name, group in TABLE.items()
    for language in Language
    for number, text in enumerate(group[language], 1)
]


def unmark(marked: str) -> tuple[str, list[tuple[int, int, str, bool]]]:
    """A text of the table without its marks, and what they say: start, end, target, anaphora."""
    text, wanted, done = "", [], 0
    for mark in re.finditer(r"\{([^|{}]+)\|([^{}]+)\}", marked):
        text += marked[done : mark.start()]
        for target in mark[2].split("; "):
            span = len(text), len(text) + len(mark[1])
            wanted.append((*span, target.removeprefix("~"), target.startswith("~")))
        text += mark[1]
        done = mark.end()
    return text + marked[done:], wanted


@pytest.mark.parametrize(("language", "body", "marked"), CASES)
def test_citations_in_a_text(language: Language, body: str, marked: str) -> None:
    text, wanted = unmark(marked)
    found = citations_in(text, language, body=body)
    assert [(c.start, c.end, c.target, c.anaphora) for c in found] == wanted
    assert all(c.text == text[c.start : c.end] for c in found)


def test_the_table_has_enough_cases_in_each_language() -> None:
    for language in Language:
        assert sum(len(group[language]) for group in TABLE.values()) >= 60


def only(text: str, language: Language = Language.EN, body: str = "CTOC/COP") -> Citation:
    (citation,) = citations_in(text, language, body=body)
    return citation


def test_the_parts_of_a_citation() -> None:
    assert only("In resolution 9/1 of 19 October 2018, it decided.") == Citation(
        kind=CitationKind.RESOLUTION,
        body="CTOC/COP",
        number="9/1",
        target="CTOC/COP resolution 9/1",
        section="",
        paragraph="",
        start=3,
        end=17,
        text="resolution 9/1",
        anaphora=False,
        year=2018,
    )


@pytest.mark.parametrize(
    ("text", "kind", "body", "number", "year"),
    [
        ("see CTOC/COP/2024/5", "document", "CTOC/COP", "CTOC/COP/2024/5", 2024),
        ("see A/RES/55/25", "resolution", "A", "55/25", None),
        ("resolution 2011/36", "resolution", "E", "2011/36", 2011),
        ("resolution 1373(2001)", "resolution", "S", "1373 (2001)", 2001),
        ("rule 22 of the rules of procedure", "rule", "CTOC/COP", "22", None),
        (
            "article 10 of the Trafficking in Persons Protocol",
            "article",
            "TIP Protocol",
            "10",
            None,
        ),
    ],
)
def test_kind_body_number_and_year(
    text: str, kind: str, body: str, number: str, year: int | None
) -> None:
    found = only(text)
    assert (found.kind, found.body, found.number, found.year) == (kind, body, number, year)


def test_rules_are_those_of_the_body() -> None:
    text = "Under rule 22 of the rules of procedure, it votes."
    assert only(text, body="CAC/COSP").target == "CAC/COSP rule 22"


def test_the_convention_is_that_of_the_body() -> None:
    assert only("article 5 of the Convention", body="CAC/COSP").target == "CAC article 5"
    assert citations_in("article 5 of the Convention", Language.EN, body="A") == ()


def document(
    *sections: Section,
    front: tuple[Paragraph, ...] = (),
    masthead: Masthead | None = None,
    language: Language = Language.EN,
    kind: DocumentKind = DocumentKind.AGENDA,
) -> Document:
    head = masthead or Masthead(symbol=Symbol.parse("CTOC/COP/2024/1"), opens=dt.date(2024, 10, 14))
    return made(sections, front=front, head=head, language=language, kind=kind)


def section(label: str, *texts: str | tuple[Kind, str]) -> Section:
    pairs = [(Kind.BODY, text) if isinstance(text, str) else text for text in texts]
    paragraphs = [
        Paragraph(f"{label}p{number}", kind, text) for number, (kind, text) in enumerate(pairs, 1)
    ]
    return Section(label, 1, "", (), tuple(paragraphs))


def targets(*sections: Section, **options: Any) -> list[tuple[str, str, bool]]:
    found = find_citations(document(*sections, **options))
    return [(c.paragraph, c.target, c.anaphora) for c in found]


def test_anaphora_reaches_back_over_paragraphs_of_a_section() -> None:
    assert targets(section("2", "See resolution 9/1.", "In the same resolution, it agreed.")) == [
        ("2p1", "CTOC/COP resolution 9/1", False),
        ("2p2", "CTOC/COP resolution 9/1", True),
    ]


def test_anaphora_does_not_reach_into_another_section() -> None:
    found = targets(section("1", "See resolution 9/1."), section("2", "In the same resolution …"))
    assert found == [("1p1", "CTOC/COP resolution 9/1", False)]


@pytest.mark.parametrize(
    ("label", "kind", "same"),
    [
        ("2", DocumentKind.AGENDA, True),
        ("2", DocumentKind.RESOLUTION, False),
        ("resolution 12/1", DocumentKind.REPORT, False),
        ("resolution 12/1 annex", DocumentKind.REPORT, False),
        ("draft decision II", DocumentKind.REPORT, False),
        ("I.A", DocumentKind.REPORT, True),
    ],
)
def test_this_resolution_is_in_a_resolution_that_resolution(
    label: str, kind: DocumentKind, same: bool
) -> None:
    text = "Recalling resolution 9/1 and decision 8/2, it decides that this resolution and decision"
    found = targets(section(label, text), kind=kind)
    assert [target for _, target, anaphora in found if anaphora] == (
        ["CTOC/COP resolution 9/1"] if same else []
    )
    that = targets(section(label, "It recalls resolution 9/1 and that resolution."), kind=kind)
    assert [anaphora for *_, anaphora in that] == [False, True]


def test_lists_of_documents_and_notes_are_no_antecedents() -> None:
    found = targets(
        section(
            "2",
            "See resolution 9/1.",
            (Kind.DOCUMENTATION, "Report on resolution 5/3"),
            (Kind.NOTE, "¹ Resolution 5/4."),
            "In that resolution, it agreed.",
        )
    )
    assert found[-1] == ("2p4", "CTOC/COP resolution 9/1", True)


def test_a_rule_is_known_by_its_number_in_the_section_only() -> None:
    one = section(
        "1", "Under rule 22 of the rules of procedure, officers are elected.", "See rule 22."
    )
    assert targets(one, section("2", "See rule 22.")) == [
        ("1p1", "CTOC/COP rule 22", False),
        ("1p2", "CTOC/COP rule 22", True),
    ]


def test_sentence_and_section_that_disagree_give_nothing() -> None:
    found = targets(
        section(
            "1",
            "Selon l'article 22 du Règlement intérieur, le Bureau est élu.",
            "Les parties à la Convention élisent selon l'article 22 leur bureau.",
        ),
        language=Language.FR,
    )
    assert found == [("1p1", "CTOC/COP rule 22", False)]


def test_the_protocol_is_the_one_named_last_in_the_section() -> None:
    found = targets(
        section(
            "2(c)",
            "It applies the Firearms Protocol and the Smuggling of Migrants Protocol.",
            "It also applies article 16 of the Protocol.",
        )
    )
    assert found == [("2(c)p2", "SOM Protocol article 16", True)]


def test_a_list_goes_on_over_the_end_of_a_page_and_over_its_notes() -> None:
    found = find_citations(
        document(
            section(
                "2",
                "Recalling its resolutions 5/4 of 22 October 2010, entitled",
                (Kind.NOTE, "¹ Resolution 6/1."),
                "“Some title”, and 6/2 of 19 October 2012,",
            )
        )
    )
    assert [(c.paragraph, c.text, c.target) for c in found] == [
        ("2p1", "resolutions 5/4", "CTOC/COP resolution 5/4"),
        ("2p3", "6/2", "CTOC/COP resolution 6/2"),
        ("2p2", "Resolution 6/1", "CTOC/COP resolution 6/1"),
    ]


def test_ibid_is_what_the_note_before_cites() -> None:
    found = targets(
        section(
            "2",
            "A text¹ with² notes³.",
            (Kind.NOTE, "¹ See CAC/COSP/2019/17, sect. I.C."),
            (Kind.NOTE, "² Ibid., sect. I.B."),
            (Kind.NOTE, "³ Ibid."),
        )
    )
    assert found == [
        ("2p2", "CAC/COSP/2019/17", False),
        ("2p3", "CAC/COSP/2019/17", True),
        ("2p4", "CAC/COSP/2019/17", True),
    ]


@pytest.mark.parametrize(
    "notes",
    [
        ("¹ United Nations, Treaty Series, vol. 2225.", "² Ibid., vol. 2237."),
        ("¹ See A/60/88 and A/78/111.", "² Ibid."),
        ("¹ See A/60/88.", "² A newspaper.", "³ Ibid."),
    ],
)
def test_ibid_is_left_out_where_it_cannot_be_told(notes: tuple[str, ...]) -> None:
    found = targets(section("2", *((Kind.NOTE, note) for note in notes)))
    assert not any(anaphora for _, _, anaphora in found)


def test_the_own_symbol_in_the_masthead_is_no_citation() -> None:
    own, other = (
        Paragraph("p1", Kind.MASTHEAD, "CTOC/COP/2024/1*"),
        Paragraph("p2", Kind.NOTE, "* CTOC/COP/2024/1."),
    )
    assert targets(front=(own, other)) == [("p2", "CTOC/COP/2024/1", False)]


@pytest.mark.parametrize(
    ("head", "target"),
    [
        (Masthead(symbol=Symbol.parse("CTOC/COP/WG.2/2024/5")), "CTOC/COP resolution 9/1"),
        (Masthead(symbol=Symbol.parse("CAC/COSP/2023/1")), "CAC/COSP resolution 9/1"),
        (Masthead(symbol=Symbol.parse("E/CN.15/2024/1")), "E/CN.15 resolution 9/1"),
        (Masthead(symbol=Symbol.parse("A/75/1")), None),
        (Masthead(symbol=Symbol.parse("CRC/C/SR.2211")), None),
        (Masthead(symbol=Symbol.parse("FCCC/CP/2015/10")), None),
        (Masthead(symbol=Symbol.parse("TD/B/65/3")), None),
        (Masthead(body="General Assembly"), None),
        (
            Masthead(body="Conference of the States Parties to the Convention against Corruption"),
            "CAC/COSP resolution 9/1",
        ),
        (Masthead(), "CTOC/COP resolution 9/1"),
    ],
)
def test_the_body_is_that_of_the_document(head: Masthead, target: str | None) -> None:
    found = targets(section("1", "See resolution 9/1."), masthead=head)
    assert [cited for _, cited, _ in found] == ([target] if target else [])


@pytest.mark.parametrize(
    ("symbol", "target"),
    [
        ("CRC/C/SR.2211", "CRC article 3"),
        ("CEDAW/C/FRA/CO/7-8", "CEDAW article 3"),
        ("CAC/COSP/2023/1", "CAC article 3"),
        ("CTOC/COP/WG.2/2024/5", "CTOC article 3"),
        ("TD/B/65/3", None),
        ("A/75/1", None),
    ],
)
def test_the_convention_is_that_of_the_document(symbol: str, target: str | None) -> None:
    found = targets(
        section("1", "See article 3 of the Convention."),
        masthead=Masthead(symbol=Symbol.parse(symbol)),
    )
    assert [cited for _, cited, _ in found] == ([target] if target else [])


def test_section_labels() -> None:
    found = find_citations(
        document(
            section("1(c)", "See resolution 9/1."),
            front=(Paragraph("p1", Kind.BODY, "See decision 4/4."),),
        )
    )
    assert [(c.section, c.number) for c in found] == [("", "4/4"), ("1(c)", "9/1")]
