"""The reader of Akoma Ntoso, on documents written by hand."""

from __future__ import annotations

import datetime as dt

import pytest

from ctocdiff.errors import UnreadableError
from ctocdiff.language import Language
from ctocdiff.model import DocumentKind, Format, Style
from ctocdiff.outline import outline
from ctocdiff.read import read_bytes

NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
META = """<meta><identification source="#x">
<FRBRWork><FRBRdate date="2034-01-01" name="adoption"/></FRBRWork>
<FRBRExpression><FRBRdate date="2034-02-03" name="publication"/>
<FRBRlanguage language="{language}"/>
</FRBRExpression></identification></meta>"""


def akn(inside: str, language: str = "eng", head: str = "") -> bytes:
    meta = META.format(language=language)
    return (
        f'{head}<akomaNtoso xmlns="{NAMESPACE}"><statement name="resolution">{meta}{inside}'
        "</statement></akomaNtoso>"
    ).encode()


def shown(inside: str) -> list[str]:
    lines = read_bytes(akn(inside), "a.xml").lines
    return [line.text.replace("\v", "|") for line in lines if line.text.strip()]


CASES = {
    "numbers stand before their text": (
        "<paragraph><num>1.</num><content><p>Decides;</p><p>And more.</p></content></paragraph>",
        ["1. Decides;", "And more."],
    ),
    "points of a paragraph": (
        "<paragraph><num>2.</num><list><intro><p>Asks:</p></intro><point><num>(a)</num><content>"
        "<p>one;</p></content></point><point><num>(b)</num><content><p>two.</p></content></point>"
        "</list></paragraph>",
        ["2. Asks:", "(a) one;", "(b) two."],
    ),
    "a heading and its number": (
        "<section><num>I.</num><heading>Ferries</heading><content><p>Text</p></content></section>",
        ["I. Ferries", "Text"],
    ),
    "notes follow their paragraph": (
        '<p>one<authorialNote marker="1" placement="bottom"><p>\n See <i>it</i>.</p><p>And it.</p>'
        '</authorialNote>, two<authorialNote marker="*"><p>Typed</p></authorialNote></p><p>end</p>',
        ["one¹, two*", "¹ See it.|And it.", "* Typed", "end"],
    ),
    "white space, line breaks, raised letters": (
        '<p xml:space="preserve">\n  <span class="italic">\tRecalling </span> its 1<sup>er</sup>\n'
        "  act<eol/>here</p>",
        ["Recalling its 1er act|here"],
    ),
    "a table": (
        "<table><tr><th><p>Day</p></th><th><p>Item</p></th></tr><tr><td><p>1</p><p>2</p></td>"
        "<td><p>x</p></td></tr></table><p>end</p>",
        ["Day\tItem", "1|2\tx", "end"],
    ),
    "what was deleted is not read": ("<p>a<del>b</del><ins>c</ins></p>", ["ac"]),
    "comments and instructions are no text": ("<p>a<!-- b --><?c d?>e</p>", ["ae"]),
}


@pytest.mark.parametrize(("inside", "lines"), CASES.values(), ids=CASES)
def test_what_is_printed_is_read(inside: str, lines: list[str]) -> None:
    assert shown(f"<mainBody>{inside}</mainBody>") == lines


def test_styles_of_the_text() -> None:
    inside = '<p>a<span class="italic">b</span><a href="https://undocs.org/A/1">c</a></p>'
    (line,) = read_bytes(akn(f"<mainBody>{inside}</mainBody>"), "a.xml").lines
    assert [(run.text, run.style) for run in line.runs] == [
        ("a", Style.PLAIN),
        ("b", Style.ITALIC),
        ("c", Style.LINK),
    ]


RESOLUTION = """<coverPage><p><docNumber refersTo="#symbol">A/RES/98/7</docNumber></p>
<p><session value="98">{session}</session></p><p><docTitle>{title}</docTitle></p></coverPage>
<preface><p><docNumber>98/7.</docNumber>
 <docTitle><span class="bold">{name}</span></docTitle></p></preface>
<preamble><formula><p><span class="italic">{body}</span>,</p></formula></preamble>
<mainBody><paragraph><num>1.</num><content><p>{first};</p></content></paragraph>
<paragraph><num>2.</num><content><p>{second}.</p></content></paragraph></mainBody>"""


@pytest.mark.parametrize(
    ("language", "code", "words"),
    [
        (Language.EN, "eng", ("Ninety-eighth session", "Resolution adopted by the General Assembly",
                              "Ferries", "The General Assembly", "Decides", "Requests")),
        (Language.FR, "fra", ("Quatre-vingt-dix-huitième session",
                              "Résolution adoptée par l’Assemblée générale", "Bacs",
                              "L’Assemblée générale", "Décide", "Prie")),
    ],
)  # fmt: skip
def test_a_resolution_has_its_outline(
    language: Language, code: str, words: tuple[str, ...]
) -> None:
    names = ("session", "title", "name", "body", "first", "second")
    inside = RESOLUTION.format(**dict(zip(names, words, strict=True)))
    source = read_bytes(akn(inside, code), "resolution.txt")
    document = outline(source)
    assert source.format is Format.AKN
    assert (document.kind, document.language) == (DocumentKind.RESOLUTION, language)
    assert str(document.masthead.symbol) == "A/RES/98/7"
    assert (document.masthead.session, document.masthead.issued) == (98, dt.date(2034, 2, 3))
    (section,) = document.sections
    assert (section.label, section.title) == ("resolution 98/7", words[2])
    assert [p.text[:2] for p in section.paragraphs[-2:]] == ["1.", "2."]


def test_metadata_settle_the_language_of_a_short_text() -> None:
    source = read_bytes(akn("<mainBody><p>Documentation</p></mainBody>", "fra"), "a.xml")
    assert source.declared.language == "fr"
    assert outline(source).language is Language.FR


HOSTILE = {
    "cut": (akn("<mainBody><p>a</p></mainBody>")[:-20], "xml-damaged"),
    "empty": (akn("<mainBody/>"), "file-empty"),
    "entities": (
        akn("<p>&b;</p>", head='<!DOCTYPE akomaNtoso [<!ENTITY a "x"><!ENTITY b "&a;&a;">]>'),
        "xml-entities",
    ),
    "a file from outside": (
        akn("<p>&b;</p>", head='<!DOCTYPE akomaNtoso [<!ENTITY b SYSTEM "file:///etc/hosts">]>'),
        "xml-entities",
    ),
    "deep": (akn("<p>" * 3000 + "x" + "</p>" * 3000), "xml-damaged"),
}


@pytest.mark.parametrize(("data", "code"), HOSTILE.values(), ids=HOSTILE)
def test_hostile_documents_are_refused(data: bytes, code: str) -> None:
    with pytest.raises(UnreadableError) as caught:
        read_bytes(data, "a.xml")
    assert caught.value.code == code


def test_laughs_are_not_expanded() -> None:
    entities = '<!ENTITY a0 "ha">' + "".join(
        f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12)
    )
    with pytest.raises(UnreadableError) as caught:
        read_bytes(akn("<p>&a11;</p>", head=f"<!DOCTYPE akomaNtoso [{entities}]>"), "a.xml")
    assert caught.value.code in ("xml-entities", "xml-damaged")


def test_notes_inside_notes_end() -> None:
    inside = '<p>a<authorialNote marker="1"><p>b'
    source = read_bytes(akn(inside * 40 + "</p></authorialNote></p>" * 40), "a.xml")
    assert sum(line.text.count("¹") for line in source.lines) == 80
