"""The HTML report as a page: structure, safety, languages, and that no character is lost."""

from __future__ import annotations

import base64
import hashlib
import re
from collections import Counter
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import lxml.html
import pytest
from html_pages import assert_whole, page
from sample_comparisons import Builder, agenda, joined, of_rows, section

from ctocdiff.compare import redline
from ctocdiff.language import Language, wording
from ctocdiff.model import Notice, Status, Weight
from ctocdiff.outline import outline
from ctocdiff.read import read
from ctocdiff.render.html import write_html

HOSTILE = (
    "</script><script>alert(1)</script>",
    "</style><img src=x onerror=alert(1)>",
    "\" onmouseover='alert(1)' x=\"",
    "{{ 7 * 7 }} {% raw %}",
    "&amp; &lt;b&gt; &#60; <!-- --> ]]>",
    "<ins data-change='C-0001'>x</ins>",
    "a\u202eb\u2066c\u2069d\u200be\ufefff\x00g\x0bh",
    "\U0001f469\u200d\U0001f4bb \u05e9\u05dc\u05d5\u05dd \u0645\u0631\u062d\u0628\u0627",
    "no\u00a0break\u202fspaces  two",
    "{n} {total} %s {0}",
)


@pytest.mark.parametrize("witnesses", [2, 3])
@pytest.mark.parametrize("ui", Language)
def test_the_whole_text_of_every_witness_is_in_the_page(witnesses: int, ui: Language) -> None:
    assert_whole(agenda(witnesses), ui)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_shown_and_does_nothing(text: str) -> None:
    make = Builder()
    comparison = of_rows(
        make.row(text, text),
        make.row(f"before {text}", f"after {text}"),
        make.row(text, "something else"),
        make.row(None, text),
        make.row(text, None),
    )
    assert_whole(comparison)
    root = page(comparison)
    assert len(root.xpath("//script")) == 1
    assert len(root.xpath("//style")) == 1
    assert not root.xpath("//img | //iframe | //link | //object | //embed | //base | //form")


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize(("before", "after"), [(2012, 2018), (2018, 2024), (2024, 2012)])
def test_bundled_agendas_are_whole_in_the_page(before: int, after: int, language: Language) -> None:
    folder = Path(__file__).parents[2] / "corpora" / "digests"
    comparison = redline(
        *(outline(read(folder / f"agenda-{year}.{language}.txt")) for year in (before, after))
    )
    assert_whole(comparison)
    assert max(Counter(page(comparison).xpath("//@id")).values()) == 1


def test_two_languages_of_one_document_are_told_apart_by_language() -> None:
    comparison = of_rows(Builder().row("a", "b"))
    french = comparison.witnesses[0]
    both = (french, replace(french, language=Language.EN))
    root = page(replace(comparison, witnesses=both))
    assert root.xpath("//span[@class='head']/b/text()") == ["2018 (French)", "2018 (English)"]


def test_hostile_names_titles_labels_and_notices_are_escaped() -> None:
    make = Builder()
    bad = "</title><script>x</script>\u202e\"'"
    part = section(bad, bad, (make.row("a", "b"),))
    comparison = joined(
        (part,), names=(bad, bad + "2"), notices=(Notice(bad, None, ((bad, bad),)),)
    )
    html = write_html(comparison, ui=Language.FR)
    root = lxml.html.document_fromstring(html)
    assert len(root.xpath("//script")) == 1
    assert "\u202e" not in html
    assert root.xpath("string(//title)").count("[U+202E]") == 2


def test_dangerous_controls_are_printed_as_codes() -> None:
    make = Builder()
    controls = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
    html = write_html(of_rows(make.row(f"a{controls}b", f"a{controls}c")), ui=Language.EN)
    for control in controls:
        assert control not in html
        assert f"[U+{ord(control):04X}]" in html


def test_lone_surrogates_do_not_break_the_encoding() -> None:
    make = Builder()
    write_html(of_rows(make.row("a\ud800b", "c")), ui=Language.EN).encode("utf-8")


# ------------------------------------------------------------------------------------------ policy


def test_the_policy_names_style_and_script_by_their_hashes() -> None:
    root = page(agenda())
    (policy,) = root.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    directives = dict(part.strip().split(" ", 1) for part in policy.split(";"))

    def digest(tag: str) -> str:
        (text,) = root.xpath(f"//{tag}/text()")
        return "'sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() + "'"

    assert directives == {
        "default-src": "'none'",
        "style-src": digest("style"),
        "script-src": digest("script"),
        "img-src": "data:",
        "base-uri": "'none'",
        "form-action": "'none'",
    }


@pytest.mark.parametrize("witnesses", [2, 3])
def test_nothing_comes_from_outside_and_no_handler_is_inline(witnesses: int) -> None:
    html = write_html(agenda(witnesses), ui=Language.FR)
    root = lxml.html.document_fromstring(html)
    assert not re.search(r"https?:|//[a-z]|url\(|@import|file:", html.replace("// ", ""))
    assert not [name for element in root.iter() for name in element.attrib if name.startswith("on")]
    assert not root.xpath("//@style | //@src | //@srcset")
    assert all(address.startswith("#") for address in root.xpath("//@href"))


def test_the_head_of_the_page_states_its_policy_before_anything_it_governs() -> None:
    head = page(agenda()).find("head")
    assert [element.tag for element in head][:2] == ["meta", "meta"]
    assert head[1].get("http-equiv") == "Content-Security-Policy"


# --------------------------------------------------------------------------------------- structure


@pytest.mark.parametrize("witnesses", [2, 3])
def test_ids_are_unique_and_every_link_leads_somewhere(witnesses: int) -> None:
    root = page(agenda(witnesses))
    ids = Counter(root.xpath("//@id"))
    assert [name for name, count in ids.items() if count > 1] == []
    for reference in [address[1:] for address in root.xpath("//@href")] + [
        *root.xpath("//@for"),
        *root.xpath("//@aria-labelledby"),
    ]:
        assert reference in ids


def test_changes_rows_sections_and_paragraphs_have_anchors() -> None:
    comparison = agenda()
    ids = set(page(comparison).xpath("//@id"))
    assert {change.id for change in comparison.changes()} <= ids
    assert {f"r-{number}" for number in range(1, sum(1 for _ in comparison.rows()) + 1)} <= ids
    assert {"front", "item-1", "item-1a", "item-1b", "item-2b", "annex"} <= ids
    for witness, document in enumerate(comparison.witnesses):
        assert {f"w{witness}-{paragraph.id}" for paragraph in document.paragraphs()} <= ids


def test_sections_with_one_label_get_different_anchors() -> None:
    make = Builder()
    parts = tuple(section("1", "Twice", (make.row("a", "a"),)) for _ in range(2))
    assert {"item-1", "item-1--2"} <= set(page(joined(parts)).xpath("//section/@id"))


def test_headings_are_in_order_and_there_is_one_h1() -> None:
    levels = [int(e.tag[1]) for e in page(agenda()).iter("h1", "h2", "h3", "h4", "h5", "h6")]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(below - above <= 1 for above, below in pairwise(levels))


def test_landmarks_and_a_skip_link() -> None:
    root = page(agenda())
    assert len(root.xpath("//main[@id='comparison']")) == 1
    assert len(root.xpath("//nav[@aria-label]")) == 1
    assert root.xpath("/html/body/header")
    assert root.xpath("/html/body/footer")
    assert root.find("body")[0].get("href") == "#comparison"


def test_the_contents_list_every_section_with_its_count() -> None:
    root = page(agenda(), Language.FR)
    links = root.xpath("//nav//li/a")
    assert [link.get("href") for link in links] == [
        *("#front", "#item-1", "#item-1a", "#item-1b", "#item-2b", "#annex")
    ]
    assert links[2].xpath("string(.//span[contains(@class, 'pill')]/span[1])") == (
        "6 paragraphes changés"
    )


def test_the_summary_counts_rows_and_changes() -> None:
    comparison = agenda()
    (table,) = page(comparison).xpath("//section[@class='summary']//table")
    total = [int(cell.text) for cell in table.xpath("./tfoot//td")]
    rows = list(comparison.rows())
    order = ("EQUAL", "MODIFIED", "ADDED", "REMOVED", "MOVED", "MERGED", "SPLIT")
    assert total[:-3] == [sum(row.status is Status[name] for row in rows) for name in order]
    assert total[-3] == sum(
        bool(row.changes)
        and row.status is not Status.MOVED
        and all(change.weight is Weight.ROUTINE for change in row.changes)
        for row in rows
    )
    changes = list(comparison.changes())
    assert total[-2:] == [len(changes), sum(c.weight is Weight.REVIEW for c in changes)]
    columns = zip(
        *([int(cell.text) for cell in row.xpath("./td")] for row in table.xpath("./tbody/tr")),
        strict=True,
    )
    assert [sum(column) for column in columns] == total


# -------------------------------------------------------------------------------------- languages


@pytest.mark.parametrize("ui", Language)
def test_the_page_has_the_language_of_the_interface_and_each_side_its_own(ui: Language) -> None:
    make = Builder()
    comparison = joined(
        (section("1", "Title", (make.row("one two", "un deux"), make.row("same", "same"))),),
        languages=(Language.EN, Language.FR),
    )
    root = page(comparison, ui)
    assert root.get("lang") == ui
    for witness, language in enumerate(Language):
        cells = root.xpath(f"//div[@data-witness='{witness}']/div[@class='text']/@lang")
        assert cells == [language, language]
    assert set(root.xpath("//div[contains(@class, 'inline')]/div[@class='text']/@lang")) == {"fr"}
    assert set(root.xpath("//div[@class='text']/p/@dir")) == {"auto"}


@pytest.mark.parametrize(
    ("ui", "days", "distributed"),
    [
        (Language.EN, "15–19 October 2018", "30 May 2018"),
        (Language.FR, "15–19 octobre 2018", "30 mai 2018"),
    ],
)
def test_dates_are_written_in_the_language_of_the_interface(
    ui: Language, days: str, distributed: str
) -> None:
    text = page(agenda(), ui).xpath("string(//article[1])")
    assert days in text
    assert distributed in text


def test_provenance_and_notices_are_said_in_words() -> None:
    notices = (Notice("agenda-item-unlisted", None, (("label", "2(b)"),)), Notice("unheard-of"))
    make = Builder()
    comparison = joined((section("1", "T", (make.row("a", "b"),)),), notices=notices)
    root = page(comparison, Language.FR)
    digest, official = root.xpath("//b[contains(@class, 'provenance')]/text()")
    assert (digest, official) == ("Résumé", "Texte officiel")
    first, second = root.xpath("//li[@data-code]")
    assert "Le point 2 b)" in first.text_content()
    assert second.text_content() == "unheard-of"


def test_french_punctuation_has_its_narrow_no_break_space() -> None:
    def strings(value: object) -> list[str]:
        if isinstance(value, str):
            return [value]
        inner = (
            value.values()
            if hasattr(value, "values")
            else value
            if isinstance(value, tuple)
            else ()
        )
        return [text for item in inner for text in strings(item)]

    words = wording(Language.FR)
    for text in [*strings(words["report"]), *strings(words["notices"])]:
        assert not re.search(r"[^\u202f][:;!?»](\s|$)", text), text


def _keys(value: object, path: str = "") -> set[str]:
    if not hasattr(value, "items"):
        return {path}
    return {key for name, item in value.items() for key in _keys(item, f"{path}.{name}")}


@pytest.mark.parametrize("table", ["report", "notices"])
def test_both_languages_have_the_same_words_and_the_same_places_in_them(table: str) -> None:
    english, french = (wording(language)[table] for language in Language)
    assert _keys(english) == _keys(french)
    for key, sentence in english.items():
        if isinstance(sentence, str):
            places = [re.findall(r"\{(\w+)\}", text) for text in (sentence, french[key])]
            assert sorted(places[0]) == sorted(places[1]), key
