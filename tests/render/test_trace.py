"""The formats of a trace, made from values: what they hold, and what cannot break out of them."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from rich.console import Console

from ctocdiff.corpus.roles import Role
from ctocdiff.corpus.traced import Beside, Stage, Trace, TracedDocument, TracedMention
from ctocdiff.errors import UnreadableError, UsageError
from ctocdiff.facts.targets import read_target
from ctocdiff.language import Language, wording
from ctocdiff.model import CitationKind, DocumentKind, Provenance
from ctocdiff.render.trace import FORMATS, render_trace
from ctocdiff.render.trace.picture import MOST_DOCUMENTS, MOST_STAGES, MOST_TEXTS, matrix, sessions
from ctocdiff.render.trace.screen import overview
from ctocdiff.symbols import Symbol

TARGET = "CTOC/COP resolution 6/3"
HOSTILE = "</title><script>stolen()</script>\u202e\x1b[31m=1+1"


def mention(context: str, role: Role = Role.CITES, **more: object) -> TracedMention:
    start = context.index("[")
    end = context.index("]") - 1
    bare = context.replace("[", "").replace("]", "")
    one = TracedMention(
        TARGET, role, "2(b)", "Ferries", "p7", 40 + start, 40 + end, False, bare, (start, end)
    )
    return replace(one, **more)  # type: ignore[arg-type]


def document(year: int, *mentions: TracedMention, **more: object) -> TracedDocument:
    roles = {one.role for one in mentions}
    one = TracedDocument(
        Symbol.parse(f"CTOC/COP/{year}/1"), DocumentKind.AGENDA, Language.EN, (year - 2000) // 2,
        year, dt.date(year, 5, 5), dt.date(year, 3, 1), "Annotated provisional agenda",
        Provenance.OFFICIAL, f"{year}.txt", f"{year:064}",
        tuple(role for role in Role if role in roles), mentions,
    )  # fmt: skip
    return replace(one, **more)  # type: ignore[arg-type]


def made(*documents: TracedDocument, **more: object) -> Trace:
    stages = tuple(
        Stage("CTOC/COP", one.session, one.year, one.opens, None, 1, (at,))
        for at, one in enumerate(documents)
    )
    found = Trace("resolution 6/3", read_target("resolution 6/3"), documents, stages, (), 9, ())
    return replace(found, **more)  # type: ignore[arg-type]


def explain(error: object) -> str:
    return f"fault {error}"


def written(found: Trace, output: str, ui: Language = Language.EN) -> str:
    return render_trace(found, output, ui=ui, explain=explain).decode("utf-8-sig")


def shown(found: Trace, ui: Language = Language.EN, width: int = 100) -> str:
    screen = Console(file=io.StringIO(), width=width, highlight=False)
    for part in overview(found, ui=ui):
        screen.print(part)
    text: str = screen.file.getvalue()  # type: ignore[attr-defined]
    return text


SAMPLE = made(
    document(2030, mention("In [resolution 6/3] ferries wait.")),
    document(
        2032,
        mention("[Resolution 6/3]", Role.ADOPTS),
        mention("It asks to [report at session 17].", Role.MANDATES, session=17),
        mention("[That resolution] stands.", anaphora=True),
    ),
    document(2034, roles=(Role.IS,)),
    beside=(Beside("A/RES/55/25", CitationKind.RESOLUTION, ((0, 2), (1, 1))),),
)


class Page(HTMLParser):
    """What stands in a page: its elements with attributes, and its text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.words: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attributes}))

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    def all(self, tag: str) -> list[dict[str, str]]:
        return [attributes for name, attributes in self.elements if name == tag]


# ------------------------------------------------------------------------------------------- JSON


def test_json_holds_everything() -> None:
    value = json.loads(written(SAMPLE, "json"))
    assert list(value) == [
        *("schema", "asked", "targets", "searched", "documents", "sessions", "beside"),
        "unreadable",
    ]
    assert value["targets"] == [
        {"kind": "resolution", "body": "CTOC/COP", "number": "6/3", "target": TARGET}
    ]
    first, second, third = value["documents"]
    assert (first["symbol"], first["opens"], first["issued"]) == (
        "CTOC/COP/2030/1", "2030-05-05", "2030-03-01",
    )  # fmt: skip
    (one,) = first["mentions"]
    assert one["context"] == "In resolution 6/3 ferries wait."
    assert (one["marked"], one["span"], one["text"]) == ([3, 17], [43, 57], "resolution 6/3")
    assert "session" not in one
    assert (second["mentions"][1]["session"], second["mentions"][1]["documents"]) == (17, [])
    assert third["roles"] == ["is"]
    assert value["beside"] == [
        {"target": "A/RES/55/25", "kind": "resolution", "documents": [[0, 2], [1, 1]]}
    ]


def test_a_mandate_names_the_documents_of_its_session_that_mention_the_text() -> None:
    later = document(2034, mention("See [resolution 6/3]."))
    found = replace(SAMPLE, documents=(*SAMPLE.documents[:2], later))
    one = json.loads(written(found, "json"))["documents"][1]["mentions"][1]
    assert one["documents"] == [2]


# -------------------------------------------------------------------------------------------- CSV


@pytest.mark.parametrize("ui", list(Language))
def test_csv_is_a_table_in_the_words_of_the_interface(ui: Language) -> None:
    header, *rows = csv.reader(io.StringIO(written(SAMPLE, "csv", ui), newline=""))
    words = wording(ui)["trace"]
    assert header[0] == words["column_opens"]
    role, context = header.index(words["column_role"]), header.index(words["column_context"])
    assert [(row[role], row[context]) for row in rows] == [
        ("cites", "In resolution 6/3 ferries wait."),
        ("adopts", "Resolution 6/3"),
        ("mandates", "It asks to report at session 17."),
        ("cites", "That resolution stands."),
        ("is", ""),
    ]
    assert {len(row) for row in rows} == {len(header)}


def test_no_cell_is_a_formula() -> None:
    found = made(
        document(2030, mention('=HYPERLINK("x") [resolution 6/3]', section="@x", title="+1"))
    )
    _, row = csv.reader(io.StringIO(written(found, "csv"), newline=""))
    assert not [cell for cell in row if cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))]


# ------------------------------------------------------------------------------------------- HTML


def test_the_page_asks_for_nothing_and_runs_nothing() -> None:
    text = written(SAMPLE, "html")
    page = Page(text)
    assert not page.all("script")
    assert not [name for tag, about in page.elements for name in about if name.startswith("on")]
    addresses = [about.get(name) for _, about in page.elements for name in ("src", "href")]
    assert all(address.startswith("#") for address in addresses if address)
    (policy,) = [
        about["content"] for about in page.all("meta") if "Policy" in about.get("http-equiv", "")
    ]
    assert "default-src 'none'" in policy
    assert "script-src" not in policy  # what default-src says holds
    assert "unsafe" not in policy


def test_every_link_leads_somewhere_and_no_name_stands_twice() -> None:
    page = Page(written(SAMPLE, "html"))
    names = [about["id"] for _, about in page.elements if "id" in about]
    assert len(names) == len(set(names))
    for _, about in page.elements:
        for reference in ("aria-labelledby", "aria-describedby", "for"):
            assert set(about.get(reference, "").split()) <= set(names)
        if about.get("href", "").startswith("#"):
            assert about["href"][1:] in names


@pytest.mark.parametrize("ui", list(Language))
def test_each_mention_stands_in_the_language_of_its_document(ui: Language) -> None:
    french = document(
        2036, mention("La [résolution 6/3] attend."), language=Language.FR, title="Ordre du jour"
    )
    found = made(*SAMPLE.documents, french)
    page = Page(written(found, "html", ui))
    assert page.all("html")[0]["lang"] == ui
    assert [about["lang"] for about in page.all("blockquote")] == ["en"] * 4 + ["fr"]
    assert len(page.all("mark")) == 5
    drawn = page.all("svg")
    assert len([about for about in drawn if about.get("role") == "group"]) == 2


def test_pictures_are_named_and_also_stand_as_tables() -> None:
    page = Page(written(SAMPLE, "html"))
    named = {about.get("id") for about in page.all("title")}
    pictures = [about for about in page.all("svg") if "aria-hidden" not in about]
    assert {about["aria-labelledby"].split()[0] for about in pictures} <= named
    assert len(page.all("table")) == len(pictures) == 2


def test_hostile_text_is_shown_and_not_obeyed() -> None:
    one = mention("[resolution 6/3]", section=HOSTILE, title=HOSTILE)
    one = replace(one, context=f"{HOSTILE}resolution 6/3{HOSTILE}", marked=(len(HOSTILE), 51))
    found = made(
        document(2030, one, title=HOSTILE, symbol=None, source=HOSTILE, session=None),
        beside=(Beside(HOSTILE, CitationKind.ARTICLE, ((0, 1),)),),
        unreadable=((HOSTILE, UnreadableError("file-binary", path=HOSTILE)),),
        asked=HOSTILE,
    )
    for output in FORMATS:
        text = written(found, output)
        assert "\x1b" not in text or output != "html"
    text = written(found, "html")
    assert "<script" not in text
    assert "\u202e" not in text
    assert "[U+202E]" in text
    screen = shown(found)
    assert "\x1b" not in screen
    assert "\u202e" not in screen


def test_names_of_files_that_are_no_text_do_no_harm() -> None:
    found = made(document(2030, mention("[resolution 6/3]"), symbol=None, source="a\udcff.txt"))
    for output in FORMATS:
        assert written(found, output)
    assert shown(found)


def test_a_format_that_is_not_known() -> None:
    with pytest.raises(UsageError):
        written(SAMPLE, "odt")


# --------------------------------------------------------------------------------------- pictures


def test_a_column_a_session_and_its_height_tells_how_many() -> None:
    drawn = sessions(SAMPLE)
    assert [column.mentions for column in drawn.columns] == [1, 3, 0]
    heights = [drawn.base - column.top for column in drawn.columns]
    assert heights[1] == pytest.approx(3 * heights[0])
    places = [column.x for column in drawn.columns]
    assert places == sorted(places)
    assert all(0 < x < drawn.width for x in places)


def test_sessions_before_the_first_document_at_hand_are_left_out() -> None:
    early = tuple(
        Stage("CTOC/COP", number, 2000 + number, dt.date(2000 + number, 1, 1), None, 0, ())
        for number in range(1, 9)
    )
    other = Stage("E/CN.15", 3, 2031, dt.date(2031, 1, 1), None, 4, ())
    next_one = Stage("CTOC/COP", 18, 2036, dt.date(2036, 1, 1), None, 0, ())
    found = replace(SAMPLE, stages=(*early, *SAMPLE.stages, other, next_one))
    assert [column.stage.session for column in sessions(found).columns] == [15, 16, 17, 18]


def test_a_cell_for_each_text_of_a_document() -> None:
    drawn = matrix(SAMPLE)
    assert [(text.target, text.followed) for text in drawn.texts] == [
        (TARGET, True),
        ("A/RES/55/25", False),
    ]
    cells = [[(c.text.target, c.number, c.role) for c in line.cells] for line in drawn.lines]
    assert cells == [
        [(TARGET, 1, Role.CITES), ("A/RES/55/25", 2, Role.CITES)],
        [(TARGET, 3, Role.ADOPTS), ("A/RES/55/25", 1, Role.CITES)],
        [],  # the symbol of the third is not that of the text
    ]
    by_number = sorted((c.number, c.radius) for line in drawn.lines for c in line.cells)
    assert [radius for _, radius in by_number] == sorted(radius for _, radius in by_number)


def test_what_does_not_fit_is_counted_and_the_busiest_stay() -> None:
    busy = document(2900, *[mention("[resolution 6/3]")] * 5)
    documents = [document(2000 + n, mention("[resolution 6/3]")) for n in range(MOST_DOCUMENTS + 9)]
    beside = tuple(
        Beside(f"CTOC/COP/{n}/1", CitationKind.DOCUMENT, ((0, 1),)) for n in range(MOST_TEXTS + 4)
    )
    found = made(*documents, busy, beside=beside)
    drawn = matrix(found)
    assert len(drawn.lines) == MOST_DOCUMENTS
    assert drawn.documents_left_out == 10
    assert len(drawn.texts) == MOST_TEXTS
    assert drawn.texts_left_out == 5
    assert drawn.lines[-1].document is busy
    assert [line.position for line in drawn.lines] == sorted(line.position for line in drawn.lines)
    text = written(found, "html")
    assert len(Page(text).all("blockquote")) == MOST_DOCUMENTS + 9 + 5
    assert "10 documents, 5 texts" in text
    assert "0 texts" not in written(replace(found, beside=()), "html")


def test_of_very_many_sessions_those_with_mentions_stay() -> None:
    idle = tuple(
        Stage("CTOC/COP", n, 3000 + n, dt.date(3000 + n, 1, 1), None, 1, ()) for n in range(200)
    )
    found = replace(SAMPLE, stages=(*SAMPLE.stages, *idle))
    drawn = sessions(found)
    assert len(drawn.columns) == MOST_STAGES
    assert drawn.left_out == 203 - MOST_STAGES
    assert [column.mentions for column in drawn.columns[:3]] == [1, 3, 0]


# --------------------------------------------------------------------------------------- terminal


@pytest.mark.parametrize("ui", list(Language))
def test_the_terminal_shows_every_mention_with_what_it_does(ui: Language) -> None:
    text = " ".join(shown(SAMPLE, ui).split())
    words = wording(ui)["trace"]
    for part in ("In resolution 6/3 ferries wait.", "That resolution stands."):
        assert part in text
    for part in (words["role"]["adopts"], words["anaphora"], words["nowhere"]):
        assert " ".join(part.split()) in text


@pytest.mark.parametrize("width", [40, 80, 200])
def test_long_sentences_are_cut_around_the_mention(width: int) -> None:
    long = f"{'ferry ' * 400}[resolution 6/3] {'pier ' * 400}"
    text = shown(made(document(2030, mention(long))), width=width)
    assert "resolution 6/3" in re.sub(r"\s+", " ", text)
    assert len(text) < 2000
    assert all(len(line) <= width for line in text.splitlines())
