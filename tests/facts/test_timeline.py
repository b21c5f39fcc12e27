from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from ctocdiff.compare import redline
from ctocdiff.facts.deadlines import find_deadlines
from ctocdiff.facts.timeline import deadline_changes
from ctocdiff.language import Language
from ctocdiff.model import (
    AlignedSection,
    Comparison,
    Deadline,
    DeadlineStatus,
    Document,
    Kind,
    Masthead,
    Paragraph,
    Row,
    Section,
    Status,
)
from ctocdiff.outline import outline
from ctocdiff.read import read
from tests.samples import made

DIGESTS = Path(__file__).parent.parent.parent / "corpora" / "digests"
OPENINGS = (dt.date(2018, 10, 15), dt.date(2020, 10, 12), dt.date(2022, 10, 17))
KEPT, RESCHEDULED = DeadlineStatus.KEPT, DeadlineStatus.RESCHEDULED
ADDED, REMOVED = DeadlineStatus.ADDED, DeadlineStatus.REMOVED


def document(number: int, texts: dict[str, tuple[str, ...]]) -> Document:
    """A document of a session, its paragraphs by the label of their section."""
    opens = OPENINGS[number]
    sections = tuple(
        Section(
            label,
            1,
            label,
            (),
            tuple(Paragraph(f"{label}-{n}", Kind.BODY, text) for n, text in enumerate(found)),
        )
        for label, found in texts.items()
    )
    head = Masthead(session=9 + number, opens=opens, closes=opens + dt.timedelta(days=4))
    return made(sections, head=head)


def side_by_side(*documents: Document) -> Comparison:
    """A comparison without any rows that relate paragraphs of two witnesses."""
    count = len(documents)
    front = AlignedSection(("",) * count, ("",) * count, 0, Status.UNCHANGED, ())
    sections = []
    for label in dict.fromkeys(s.label for d in documents for s in d.sections):
        rows = tuple(
            Row(
                Kind.BODY, tuple((p,) if n == at else () for n in range(count)), Status.ADDED, 0, ""
            )
            for at, d in enumerate(documents)
            for s in d.sections
            if s.label == label
            for p in s.paragraphs
        )
        names = (label,) * count
        sections.append(AlignedSection(names, names, 1, Status.MODIFIED, rows))
    return Comparison(documents, front, tuple(sections))


def changes(
    comparison: Comparison,
) -> list[tuple[DeadlineStatus, str, list[int | None]]]:
    found = [find_deadlines(witness) for witness in comparison.witnesses]
    return [
        (c.status, c.section, [cell.offset_days if cell else None for cell in c.cells])
        for c in deadline_changes(comparison, found)
    ]


def test_kept_is_the_same_distance_not_the_same_date() -> None:
    before = document(0, {"1": ("Draft texts must reach the desk by 1 October 2018.",)})
    for day, status in ((28, KEPT), (21, RESCHEDULED)):
        after = document(1, {"1": (f"Draft texts must reach the desk by {day} September 2020.",)})
        offset = (dt.date(2020, 9, day) - OPENINGS[1]).days
        assert changes(redline(before, after)) == [(status, "1", [-14, offset])]


def test_what_one_session_alone_has_is_added_or_removed() -> None:
    one = document(0, {"1": ("Draft texts must reach the desk by 1 October 2018.",)})
    other = document(1, {"1": ("Videos of ministers will be cut before 30 September 2020.",)})
    assert changes(redline(one, other)) == [(REMOVED, "1", [-14, None]), (ADDED, "1", [None, -12])]


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        (
            Language.EN,
            "Credentials should be submitted by 12 October 2018.",
            "Video messages should be submitted by 9 October 2020.",
        ),
        (
            Language.FR,
            "Les pouvoirs doivent être présentés au plus tard le 12 octobre 2018.",
            "Les orateurs doivent être inscrits au plus tard le 9 octobre 2020.",
        ),
    ],
)
def test_to_be_due_is_not_to_be_about_the_same(language: Language, one: str, other: str) -> None:
    before, after = (
        replace(document(number, {"1": (text,)}), language=language)
        for number, text in enumerate((one, other))
    )
    found = {(status, tuple(cells)) for status, _, cells in changes(redline(before, after))}
    assert found == {(REMOVED, (-3, None)), (ADDED, (None, -3))}


def test_what_is_worded_anew_is_known_by_what_it_is_about() -> None:
    before = document(
        0,
        {"1": ("States wishing to table draft resolutions are asked to do so by 1 October 2018.",)},
    )
    after = document(
        1, {"1": ("Draft resolutions should arrive no later than 28 September 2020.",)}
    )
    assert changes(redline(before, after)) == [(KEPT, "1", [-14, -14])]


def test_the_order_counts_for_nothing() -> None:
    drafts = "Draft texts must reach the desk by {}."
    cards = "Ministers must collect their cards before {}."
    before = document(0, {"1": (drafts.format("1 October 2018"), cards.format("12 October 2018"))})
    after = document(1, {"1": (cards.format("9 October 2020"), drafts.format("28 September 2020"))})
    expected = {(KEPT, "1", (-14, -14)), (KEPT, "1", (-3, -3))}
    for comparison in (redline(before, after), side_by_side(before, after)):
        found = {(status, label, tuple(cells)) for status, label, cells in changes(comparison)}
        assert found == expected


def test_two_deadlines_of_one_paragraph_go_to_their_own_subjects() -> None:
    drafts = "Draft texts must be submitted by {}."
    amendments = "Amendments of working groups must be announced by {}."
    before = document(
        0, {"1": (f"{drafts.format('1 October 2018')} {amendments.format('noon on Thursday')}",)}
    )
    after = document(
        1,
        {"1": (f"{amendments.format('noon on Wednesday')} {drafts.format('28 September 2020')}",)},
    )
    assert changes(redline(before, after)) == [
        (RESCHEDULED, "1", [3, 2]),
        (KEPT, "1", [-14, -14]),
    ]


def test_a_deadline_that_moved_to_another_section_is_recognised_by_its_words() -> None:
    text = "Candidates for the office of rapporteur must declare themselves by {}."
    before = document(0, {"1": (text.format("1 October 2018"),), "2": ()})
    after = document(1, {"1": (), "2": (text.format("28 September 2020"),)})
    assert changes(side_by_side(before, after)) == [(KEPT, "2", [-14, -14])]


def test_a_rule_in_months_is_kept_though_the_months_differ_in_length() -> None:
    text = "The budget must be sent {} months before the opening of the session."
    one, other = (document(at, {"1": (text.format("eight"),)}) for at in (0, 1))
    ((status, _, offsets),) = changes(redline(one, other))
    assert offsets == [-243, -243] or offsets[0] != offsets[1]
    assert status is KEPT


@pytest.mark.parametrize(
    ("days", "status"),
    [
        ((1, 28, 3), KEPT),
        ((1, 27, 3), RESCHEDULED),
        ((1, 28, None), REMOVED),
        ((None, 28, 3), ADDED),
        ((1, None, 3), KEPT),
        ((None, 28, None), REMOVED),
    ],
)
def test_three_sessions(days: tuple[int | None, ...], status: DeadlineStatus) -> None:
    months = ("October 2018", "September 2020", "October 2022")
    text = "Draft texts must reach the desk by {} {}."
    documents = [
        document(n, {"1": (text.format(day, month),) if day else ()})
        for n, (day, month) in enumerate(zip(days, months, strict=True))
    ]
    ((found, _, offsets),) = changes(side_by_side(*documents))
    assert found is status
    assert [offset is None for offset in offsets] == [day is None for day in days]


def test_no_deadline_is_lost_or_used_twice() -> None:
    witnesses = [outline(read(DIGESTS / f"agenda-{year}.en.txt")) for year in (2018, 2024)]
    found = [find_deadlines(witness) for witness in witnesses]
    cells = [c.cells for c in deadline_changes(redline(*witnesses), found)]
    for witness, deadlines in enumerate(found):
        placed: list[Deadline] = [cell for row in cells if (cell := row[witness])]
        assert sorted(placed, key=lambda d: (d.paragraph, d.start)) == sorted(
            deadlines, key=lambda d: (d.paragraph, d.start)
        )


@pytest.mark.parametrize("code", ["en", "fr"])
def test_the_digests_of_2018_and_2024_keep_what_they_share(code: str) -> None:
    witnesses = [outline(read(DIGESTS / f"agenda-{year}.{code}.txt")) for year in (2018, 2024)]
    assert changes(redline(*witnesses)) == [
        (KEPT, "1(a)", [-10, -10]),
        (KEPT, "1(c)", [-14, -14]),
        (REMOVED, "1(c)", [3, None]),
        (KEPT, "1(c)", [-14, -14]),
        (KEPT, "1(e)", [-1, -1]),
        (ADDED, "1(e)", [None, 4]),
        (KEPT, "1(e)", [4, 4]),
        (KEPT, "1(f)", [0, 0]),
        (ADDED, "1(f)", [None, -10]),
        (KEPT, "6", [-60, -60]),
    ]
