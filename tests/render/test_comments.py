"""Comments of the Word redline: on what, where, in which words."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from lxml import etree

from ctocdiff.compare import redline
from ctocdiff.language import Language
from ctocdiff.model import (
    Category,
    CitationStatus,
    Comparison,
    DeadlineStatus,
    Document,
    Finding,
    Severity,
)
from ctocdiff.render.docx import Remarks, write_docx
from tests.render.pairs import compared, document
from tests.render.validators import part
from tests.word_revisions import resolve

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

BEFORE = [
    "Papers under resolution 5/1 arrive no later than 1 October 2018.",
    "Observers may speak at the end of the debate.",
    "Tea is served in the garden, as decision 4/2 asks.",
]
AFTER = [
    "Papers under resolution 5/1 arrive no later than 2 October 2024.",
    "Observers shall speak at the end of the debate.",
    "Tea is served in the garden, as decision 7/2 asks.",
    "Comments reach the secretariat no later than 9 October 2024.",
]


def remarks(data: bytes) -> dict[str, str]:
    """The text each comment is about, with what it says; the mark of a comment stands there too."""
    texts = {
        each.get(f"{W}id"): "\n".join("".join(p.itertext()) for p in each.iter(f"{W}p"))
        for each in part(data, "word/comments.xml")
    }
    body = part(data, "word/document.xml")
    marks = [each.get(f"{W}id") for each in body.iter(f"{W}commentReference")]
    assert sorted(marks) == sorted(texts)
    found = {}
    for number, text in texts.items():
        held = list(about(body, number))
        there = [words for name, words in held if name == "t"]
        found["".join(there or (words for _, words in held))] = text
    return found


def about(body: etree._Element, number: str) -> Iterator[tuple[str, str]]:
    within = False
    for each in body.iter():
        if each.tag == f"{W}commentRangeStart" and each.get(f"{W}id") == number:
            within = True
        elif each.tag == f"{W}commentRangeEnd" and each.get(f"{W}id") == number:
            return
        elif within and each.tag in (f"{W}t", f"{W}delText"):
            yield etree.QName(each).localname, each.text or ""


@pytest.fixture
def value() -> Comparison:
    return compared({"before": BEFORE, "after": AFTER})


def test_what_changed_is_commented_where_it_stands(value: Comparison) -> None:
    found = remarks(write_docx(value, ui=Language.EN))
    assert "Deadline rescheduled: 2 October 2024, 13 days before the opening" in str(found)
    assert any(text.startswith("New deadline: 9 October 2024, 6 days") for text in found.values())
    assert found["decision 7/2"] == (
        "CTOC/COP, decision 7/2: not cited in the earlier document. "
        "It takes the place of CTOC/COP, decision 4/2."
    )
    assert any("decision 4/2: not cited in the later" in text for text in found.values())
    assert found["shall"].endswith("from “may” to “shall”.")
    assert "resolution 5/1" not in found


def test_all_facts_are_commented_on_request(value: Comparison) -> None:
    found = remarks(write_docx(value, ui=Language.EN, remarks=Remarks.ALL))
    assert found["resolution 5/1"] == "CTOC/COP, resolution 5/1: cited in both documents."


def test_no_comment_on_request(value: Comparison) -> None:
    data = write_docx(value, ui=Language.EN, remarks=Remarks.NONE)
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert "word/comments.xml" not in package.namelist()
    assert not list(part(data, "word/document.xml").iter(f"{W}commentReference"))


def test_comments_speak_the_language_of_the_interface(value: Comparison) -> None:
    found = str(remarks(write_docx(value, ui=Language.FR)))
    for words in ("jours avant l’ouverture", "absent du document antérieur", "change de force"):
        assert words in found
    languages = part(write_docx(value, ui=Language.FR), "word/comments.xml").iter(f"{W}lang")
    assert {each.get(f"{W}val") for each in languages} == {"fr-FR"}


def test_author_initials_and_date(value: Comparison) -> None:
    moment = dt.datetime(2025, 2, 3, 4, 5, tzinfo=dt.UTC)
    for author, initials in (("ctocdiff", "CT"), ("Ada B. Lovelace", "ABL")):
        root = part(
            write_docx(value, ui=Language.EN, author=author, date=moment), "word/comments.xml"
        )
        named = {
            tuple(each.get(f"{W}{name}") for name in ("author", "initials", "date"))
            for each in root
        }
        assert named == {(author, initials, "2025-02-03T04:05:00Z")}


def test_findings_of_after_are_commented(value: Comparison) -> None:
    text = value.witnesses[1].front[1]
    finding = Finding("foreign-word", Severity.WARNING, "", text.id, 0, 9, (("word", "Observers"),))
    value = replace(value, findings=((), (finding, replace(finding, severity=Severity.NOTE))))
    found = remarks(write_docx(value, ui=Language.EN))
    assert found["Observers"].startswith("To be checked (warning): “Observers”")
    assert "(note)" not in found["Observers"]
    every = remarks(write_docx(value, ui=Language.EN, remarks=Remarks.ALL))
    assert "(note)" in every["Observers"]


def test_comments_that_overlap_and_cross_changes_keep_the_texts(value: Comparison) -> None:
    text = value.witnesses[1].front[0]
    found = [
        Finding("foreign-word", Severity.ERROR, "", text.id, start, end, (("word", f"{start}"),))
        for start, end in ((0, len(text.text)), (3, 60), (30, 64), (0, 1), (63, 64))
    ]
    value = replace(value, findings=((), tuple(found)))
    data = write_docx(value, ui=Language.EN)
    assert len(remarks(data)) >= 5
    assert list(resolve(data, accept=False)) == BEFORE
    assert list(resolve(data, accept=True)) == AFTER


def test_each_deadline_and_new_text_of_the_digests_has_its_comment(
    digest: Callable[..., Document],
) -> None:
    value = redline(digest(2018, "en"), digest(2024, "en"))
    texts = list(remarks_of(value, Remarks.ALL))
    deadlines = [c for c in value.deadline_changes if c.status is not DeadlineStatus.REMOVED]
    assert sum("eadline" in text for text in texts) >= len(deadlines)
    added = {c.target for c in value.citation_changes if c.status is CitationStatus.ADDED}
    assert sum("not cited in the earlier" in text for text in texts) >= len(added)
    review = list(remarks_of(value, Remarks.REVIEW))
    assert 0 < len(review) < len(texts)
    duties = [c for c in value.changes() if c.category is Category.MODALITY]
    assert sum("changes in force" in text for text in review) == len(duties)


def remarks_of(value: Comparison, level: Remarks) -> Iterator[str]:
    for comment in part(write_docx(value, ui=Language.EN, remarks=level), "word/comments.xml"):
        for line in comment.iter(f"{W}p"):
            yield "".join(line.itertext())


def test_a_comment_on_words_that_went_stands_with_them() -> None:
    before = document(["As resolution 5/1 asks, tea is served.", "The end."], "b")
    after = document(["The end."], "a")
    data = write_docx(redline(before, after), ui=Language.EN)
    assert list(remarks(data)) == ["resolution 5/1"]
    (mark,) = part(data, "word/document.xml").iter(f"{W}commentReference")
    assert mark.getparent().getparent().tag == f"{W}del"
