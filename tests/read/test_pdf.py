"""The reader of PDF files, on pages printed by other programs for these tests."""

from __future__ import annotations

import io
import subprocess
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader

from ctocdiff.corpus.places import bundled
from ctocdiff.errors import UnreadableError
from ctocdiff.model import Document, Format, Kind
from ctocdiff.outline import outline
from ctocdiff.read import office, read, read_bytes
from tests.read.printed import HEIGHT, WIDTH, as_pdf, drawn, text
from tests.read.test_same_in_every_format import DIGESTS, structure
from tests.read.written import as_docx, parts_of

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas


def shown(data: bytes) -> list[str]:
    """The paragraphs of a PDF as the outline puts them together."""
    document = outline(read_bytes(data, "a.pdf"))
    return [paragraph.text for paragraph in document.paragraphs()]


def apart(document: Document) -> tuple[list[tuple[Kind, str]], list[str], list[str]]:
    """Paragraphs and notes of a document, for a page prints its notes at its foot; its labels."""
    paragraphs = list(document.paragraphs())
    return (
        [(p.kind, p.text) for p in paragraphs if p.kind is not Kind.NOTE],
        [p.text for p in paragraphs if p.kind is Kind.NOTE],
        [f"{s.label} {s.level} {s.title}" for s in document.walk()],
    )


# ------------------------------------------------------------------------------ the digests


@pytest.mark.parametrize("path", DIGESTS, ids=lambda path: path.stem)
@pytest.mark.parametrize("justified", [True, False], ids=["justified", "ragged"])
def test_a_printed_digest_is_the_same(path: Path, justified: bool) -> None:
    document = outline(read(path))
    printed = as_pdf(parts_of(document), justified=justified, head=document.name)
    again = outline(read_bytes(printed, "agenda.doc"))
    assert again.source.format is Format.PDF
    assert structure(again) == structure(document)


def test_paragraphs_that_only_an_indent_parts() -> None:
    path = bundled() / "digests" / "agenda-2024.en.txt"
    document = outline(read(path))
    again = outline(read_bytes(as_pdf(parts_of(document), justified=True, indent=20), "a"))
    assert structure(again) == structure(document)


@pytest.mark.office
@pytest.mark.skipif(office.find_office() is None, reason="LibreOffice is not installed")
def test_digests_that_libreoffice_prints_are_the_same(tmp_path: Path) -> None:
    for at, path in enumerate(DIGESTS):
        parts = parts_of(outline(read(path)))
        data = as_docx(parts, automatic=True, counted=True, ruled=at % 2 == 0)
        (tmp_path / f"{path.stem}.docx").write_bytes(data)
    made = sorted(tmp_path.glob("*.docx"))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [str(office.find_office()), profile, "--headless", "--convert-to", "pdf"]
    command += ["--outdir", str(tmp_path), *map(str, made)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    for word in made:
        printed = outline(read(word.with_suffix(".pdf")))
        assert apart(printed) == apart(outline(read(word))), word.stem


# ------------------------------------------------------------------------------ pages


LEFT = [
    "The ferries of the great river wait for no",
    "one, and least of all for the late: they",
    "leave at dawn, and they come back by night",
    "if the wind allows it and the river is kind",
]
RIGHT = [
    "to them. Nobody has ever seen them wait for",
    "anybody, be it a minister or the keeper of",
    "the lighthouse, who alone knows the hours",
    "at which the great river is at its lowest.",
]
ACROSS = (
    "The keeper of the lighthouse has the last word in all these matters of the ferries "
    "and of the river."
)


def test_columns_are_read_one_after_the_other_between_what_stands_across() -> None:
    def page(canvas: Canvas) -> None:
        y = text(canvas, 72, 120, ["Rules for the ferries of the great river"], font="Times-Bold")
        text(canvas, 72, y + 20, [*LEFT, *LEFT[:3], "if the wind allows it and the river is wild"])
        y = text(
            canvas, 310, y + 20, [*RIGHT[:3], "of the day, for they are kept in one book", *RIGHT]
        )
        text(canvas, 72, y + 20, [ACROSS])

    found = shown(drawn(page))
    assert found[0] == "Rules for the ferries of the great river"
    assert found[1].startswith("The ferries of the great river wait for no one")
    assert " ".join(found[1:-1]).index("if the wind allows it and the river is wild") < " ".join(
        found[1:-1]
    ).index("to them. Nobody has ever seen them wait for anybody")
    assert found[-1].endswith("of the ferries and of the river.")


def prose(canvas: Canvas, y: float, count: int) -> float:
    words = ["ferries", "keepers", "rivers", "lights", "guests", "winds", "ladies", "lords"]
    for at in range(count):
        who = words[(at + 3 * canvas.getPageNumber()) % len(words)]
        line = (
            f"The {who} of the great river wait for no one, and least of all for the late, who know"
        )
        y = text(canvas, 72, y, [line, f"it well enough, as all {who} do."]) + 8
    return y


def test_running_heads_and_page_numbers_are_furniture() -> None:
    def page(canvas: Canvas) -> None:
        number = canvas.getPageNumber()
        text(canvas, 72 if number % 2 else 400, 50, ["CTOC/COP/2034/7"])
        prose(canvas, 120, 20)
        text(canvas, 280, 800, [f"– {number} –"])

    source = read_bytes(drawn(*[page] * 6), "a.pdf")
    assert {line.raw for line in source.lines if line.is_furniture} == {
        "CTOC/COP/2034/7",
        *(f"– {number} –" for number in range(1, 7)),
    }
    assert str(outline(source).masthead.symbol) == "CTOC/COP/2034/7"
    assert len(shown(drawn(*[page] * 6))) == 120


def test_a_note_follows_the_paragraph_that_its_page_cuts() -> None:
    line = "The ferries of the great river wait for no one, and least of all for the late, who know"

    def first(canvas: Canvas) -> None:
        y = prose(canvas, 100, 18)
        text(canvas, 72, y, [line])
        text(canvas, 72 + canvas.stringWidth(line, "Times-Roman", 10), y - 4, ["1"], size=6)
        canvas.line(72, HEIGHT - 720, 200, HEIGHT - 720)
        text(canvas, 82, 732, ["1"], size=5)
        text(canvas, 88, 735, ["See the book of hours, and what it"], size=8)
        text(canvas, 72, 745, ["says of the wind."], size=8)

    def second(canvas: Canvas) -> None:
        text(canvas, 72, 100, ["the hours by heart. Others ask Mr. Keeper."])
        prose(canvas, 120, 3)

    found = shown(drawn(first, second))
    assert found[18] == f"{line}¹ the hours by heart. Others ask Mr. Keeper."
    assert found[19] == "¹ See the book of hours, and what it says of the wind."
    document = outline(read_bytes(drawn(first, second), "a.pdf"))
    cut = list(document.paragraphs())[18]
    places = [cut.place(0), cut.place(len(line) + 3)]
    assert [(place.page, place.column) for place in places] == [(1, 0), (2, 1)]


def test_hyphens_that_only_cut_a_word_leave_it() -> None:
    long = "The keepers of the lighthouse have put down in the great book of the hours that inter-"

    def page(canvas: Canvas) -> None:
        y = prose(canvas, 100, 3)
        y = text(
            canvas, 72, y, [long, "national ferries are long-term guests; other international"]
        )
        y = text(canvas, 72, y, [long.replace("inter-", "rules"), "are known to all keepers."]) + 8
        cut = [
            long.replace("inter-", "long-"),
            "term guests are those who work in inter-",
            "national ferries and have a long term ahead of them, all the keep-",
            "ers say.",
        ]
        text(canvas, 72, y, cut)

    joined = " ".join(shown(drawn(page)))
    assert "that international ferries" in joined
    assert "that long-term guests" in joined
    assert "in international ferries" in joined
    assert "all the keepers say" in joined
    source = read_bytes(drawn(page), "a.pdf")
    assert any(line.raw.endswith("inter-") and line.text.endswith("inter") for line in source.lines)


def test_a_masthead_side_by_side_is_read_by_its_columns() -> None:
    def page(canvas: Canvas) -> None:
        text(canvas, 72, 60, ["United Nations"])
        text(canvas, 400, 60, ["CTOC/COP/2034/1"])
        body = [
            "Conference of the Parties to the",
            "United Nations Convention against",
            "Transnational Organized Crime",
        ]
        text(canvas, 130, 100, body, size=12, lead=14, font="Times-Bold")
        text(canvas, 400, 100, ["Distr.: General", "30 May 2034", "English", "Original: French"])
        y = text(canvas, 72, 180, ["Twentieth session", "Vienna, 15-19 October 2034"])
        y = text(canvas, 72, y + 10, ["Annotated provisional agenda"], font="Times-Bold")
        prose(canvas, y + 20, 5)

    document = outline(read_bytes(drawn(page), "a.pdf"))
    head = document.masthead
    assert (str(head.symbol), head.session, head.original) == ("CTOC/COP/2034/1", 20, "french")
    assert str(head.issued) == "2034-05-30"
    texts = [paragraph.text for paragraph in document.front]
    assert texts[0] == "United Nations"
    assert (
        "Conference of the Parties to the United Nations Convention against "
        "Transnational Organized Crime"
    ) in texts


def test_a_turned_page_is_read_as_it_is_shown() -> None:
    def page(canvas: Canvas) -> None:
        canvas.setPageRotation(90)
        canvas.translate(WIDTH, 0)
        canvas.rotate(90)
        canvas.setFont("Times-Roman", 10)
        for at, line in enumerate(LEFT):
            canvas.drawString(80, 500 - 12 * at, line)

    assert shown(drawn(page)) == [" ".join(LEFT)]


def test_a_table_of_contents_keeps_its_page_numbers() -> None:
    def page(canvas: Canvas) -> None:
        y = 120.0
        for title, number in (("I. Opening of the session", "3"), ("II. Ferries", "12")):
            text(canvas, 72, y, [title])
            text(canvas, 500 - canvas.stringWidth(number, "Times-Roman", 10), y, [number])
            y += 14
        prose(canvas, 200, 8)

    rows = [p.text for p in outline(read_bytes(drawn(page), "a")).paragraphs() if p.cells]
    assert rows == ["I. Opening of the session\t3", "II. Ferries\t12"]


# ------------------------------------------------------------------------------ hostile files


def picture(canvas: Canvas) -> None:
    image = io.BytesIO()
    Image.new("L", (20, 20), 128).save(image, "PNG")
    image.seek(0)
    canvas.drawImage(ImageReader(image), 72, 72, 400, 600)


def plain(canvas: Canvas) -> None:
    prose(canvas, 100, 10)


def test_pictures_of_pages_say_so() -> None:
    with pytest.raises(UnreadableError) as caught:
        read_bytes(drawn(picture, picture), "scan.pdf")
    assert caught.value.code == "pdf-no-text"
    mixed = read_bytes(drawn(plain, picture, lambda canvas: None), "scan.pdf")
    assert [(notice.code, notice.details) for notice in mixed.notices] == [
        ("pages-without-text", (("count", "1"),))
    ]


def test_empty_pages_and_files() -> None:
    with pytest.raises(UnreadableError) as caught:
        read_bytes(drawn(lambda canvas: None), "a.pdf")
    assert caught.value.code == "file-empty"
    assert len(shown(drawn(lambda canvas: None, plain, lambda canvas: None))) == 10


def test_a_password_is_asked_for_in_vain() -> None:
    with pytest.raises(UnreadableError) as caught:
        read_bytes(drawn(plain, encrypt="secret"), "a.pdf")
    assert caught.value.code == "document-encrypted"


@pytest.mark.parametrize("share", [0.05, 0.3, 0.5, 0.8, 0.97])
def test_a_file_cut_short_is_refused_or_said_to_be_cut(share: float) -> None:
    data = drawn(*[plain] * 4)
    cut = data[: int(share * len(data))]
    try:
        notices = {notice.code for notice in read_bytes(cut, "a.pdf").notices}
        refused = ""
    except UnreadableError as error:
        notices, refused = set(), error.code
    assert refused == "pdf-damaged" or "file-incomplete" in notices


@pytest.mark.parametrize("data", [b"%PDF-1.7\n", b"%PDF-1.7\n" + bytes(range(256)) * 50])
def test_what_only_begins_like_a_pdf_is_damaged(data: bytes) -> None:
    with pytest.raises(UnreadableError) as caught:
        read_bytes(data, "a.txt")
    assert caught.value.code == "pdf-damaged"


def test_three_hundred_pages_are_read_in_seconds() -> None:
    # the figure asked for is ten seconds for 300 pages; a sixth of them here
    data = drawn(*[lambda canvas: prose(canvas, 80, 19)] * 50)
    begun = time.perf_counter()
    lines = read_bytes(data, "a.pdf").lines
    assert time.perf_counter() - begun < 10
    assert max(line.page for line in lines) == 50
