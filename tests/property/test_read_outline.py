from __future__ import annotations

import textwrap
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ctocdiff.errors import UnreadableError
from ctocdiff.language import Language
from ctocdiff.model import Document, Kind
from ctocdiff.outline import outline
from ctocdiff.read import read_bytes
from ctocdiff.read.text import read_lines
from tests.official.tables import letters

WORDS = [
    "ferries", "Ferries", "the", "of", "le", "de", "oars,", "bells;", "ropes:", "sails.", "1.",
    "2.", "12.", "(a)", "b)", "(ii)", "i)", "- a)", "« 3.", "»", "“1.", "”", "\"", "* note", "¹",
    "**bold**", "*italic*", "^{er}", "[A/75/1](#)", "<i>x</i>", "<sup>", "CTOC/COP/2030/1",
    "E/CN.15/2030/3-", "3 June 2030", "3 juin 2030", "10 heures-13 heures", "10 a.m.-1 p.m.",
    "Monday, 3 June", "Annotations", "Annex", "Annexe II", "Documentation", "Provisional agenda",
    "Item 1.", "Point 2", "Fifth session", "Distr.: General", "Original : anglais", "### x",
    "---", "é", "e\u0301", "ß", "日本", "x\ty", "\ty", "3/18", "V.30-01234 (E)", "(", ")", "…",
    "\u00a0", "l’eau",
]  # fmt: skip
LINE_ENDS = [
    "\n",
    "\n",
    "\n\n",
    "\n\n",
    "\r\n",
    "\n \n",
    "\n\n\n\n",
    "\f",
    "\n ",
    "\n   ",
    "\u2028",
]

lines = st.lists(st.sampled_from(WORDS), min_size=0, max_size=14).map(" ".join)
texts = st.lists(st.tuples(lines, st.sampled_from(LINE_ENDS)), min_size=1, max_size=25).map(
    lambda pairs: "".join(line + end for line, end in pairs)
)
languages = st.sampled_from(list(Language))


def outlined(text: str, language: Language) -> Document | None:
    try:
        return outline(read_bytes(text.encode(), "agenda.txt"), language=language)
    except UnreadableError as error:
        if error.code in ("file-empty", "file-binary"):
            return None
        raise


@given(texts)
def test_every_character_but_line_ends_stays_in_one_raw_line(text: str) -> None:
    raws = [line.raw for line in read_lines(text)]
    ends = str.maketrans("", "", "\n\r\u2028\u2029\x85")
    assert "".join(raws) == text.translate(ends)


@given(texts)
def test_runs_stand_in_their_raw_line(text: str) -> None:
    for line in read_lines(text):
        end = 0
        for run in line.runs:
            assert run.column >= end
            end = run.column + len(run.text)
            assert line.raw[run.column : end] == run.text


@settings(max_examples=150, deadline=None)
@given(texts, languages)
def test_every_letter_stands_in_exactly_one_paragraph(text: str, language: Language) -> None:
    document = outlined(text, language)
    if document is None:
        return
    source = "".join(letters(line.text) for line in document.source.lines)
    model = "".join(letters(paragraph.text) for paragraph in document.paragraphs())
    assert Counter(source) == Counter(model)


@settings(max_examples=150, deadline=None)
@given(texts, languages)
def test_letters_keep_their_order_but_for_what_a_page_end_put_between(
    text: str, language: Language
) -> None:
    document = outlined(text, language)
    if document is None:
        return
    # A footnote or page number in the middle of a paragraph follows it: all else is in order.
    places = [
        (piece.line, piece.column)
        for paragraph in document.paragraphs()
        if paragraph.kind is not Kind.NOTE
        for piece in paragraph.pieces
    ]
    asides = {p.line for q in document.paragraphs() if q.kind is Kind.NOTE for p in q.pieces}
    assert asides or places == sorted(places)


@settings(max_examples=150, deadline=None)
@given(texts, languages)
def test_a_place_points_at_the_same_character(text: str, language: Language) -> None:
    document = outlined(text, language)
    if document is None:
        return
    raws = {line.number: line for line in document.source.lines}
    for paragraph in document.paragraphs():
        for offset, char in enumerate(paragraph.text):
            place = paragraph.place(offset)
            line = raws[place.line]
            assert place.page == line.page
            if letters(char):
                assert line.raw[place.column] == char


@settings(max_examples=100, deadline=None)
@given(texts, languages)
def test_the_structure_is_sound(text: str, language: Language) -> None:
    document = outlined(text, language)
    if document is None:
        return
    paragraphs = list(document.paragraphs())
    assert len({p.id for p in paragraphs}) == len(paragraphs)
    labels = [section.label for section in document.walk()]
    assert len(set(labels)) == len(labels)
    for section in document.walk():
        assert section.heading
        assert all(p.kind is Kind.HEADING for p in section.heading)
        assert all(below.level > section.level for below in section.sections)
    for paragraph in paragraphs:
        assert paragraph.text.strip(" ") == paragraph.text != ""
        assert "  " not in paragraph.text
        for start, end in paragraph.cells:
            assert 0 <= start <= end <= len(paragraph.text)


@settings(max_examples=50, deadline=None)
@given(texts, languages)
def test_outlining_twice_gives_the_same(text: str, language: Language) -> None:
    assert outlined(text, language) == outlined(text, language)


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        source = read_bytes(data, "agenda.txt")
    except UnreadableError:
        return
    outline(source, language=Language.EN)


def wrapped(text: str, width: int, *, blank: bool) -> str:
    """A text with one paragraph a line as one with hard line wraps, with or without blank lines."""
    result: list[str] = []
    for line in text.splitlines():
        if "\t" in line or not line.strip():
            result.extend([line] if blank or line.strip() else [])
            continue
        result.extend(textwrap.wrap(line, width, break_long_words=False, break_on_hyphens=False))
    return "\n".join(result)


@pytest.mark.parametrize("width", [70, 80, 90, 100])
def test_wrapping_lines_changes_no_paragraph(digests_folder: Path, width: int) -> None:
    for path in sorted(digests_folder.glob("*.txt")):
        text = path.read_text("utf-8")
        plain = outline(read_bytes(text.encode(), "agenda.txt"))
        hard = outline(read_bytes(wrapped(text, width, blank=True).encode(), "agenda.txt"))
        assert [p.text for p in hard.paragraphs()] == [p.text for p in plain.paragraphs()]
        assert [p.kind for p in hard.paragraphs()] == [p.kind for p in plain.paragraphs()]
        assert hard.masthead == plain.masthead


@pytest.mark.parametrize("width", [70, 80, 90, 100])
def test_items_are_found_without_any_blank_line(digests_folder: Path, width: int) -> None:
    for path in sorted(digests_folder.glob("agenda-*.txt")):
        text = path.read_text("utf-8")
        plain = outline(read_bytes(text.encode(), "agenda.txt"))
        hard = outline(read_bytes(wrapped(text, width, blank=False).encode(), "agenda.txt"))
        assert [s.label for s in hard.walk()] == [s.label for s in plain.walk()]
