from __future__ import annotations

import pytest

from ctocdiff.diff import diff_texts
from ctocdiff.language import Language
from ctocdiff.model import Op

EN, FR = Language.EN, Language.FR


def shown(before: str, after: str, language: Language = EN) -> str:
    """The edits as one text: ``[-deleted-]{+inserted+}``."""
    parts = []
    for edit in diff_texts(before, after, (language, language)):
        old, new = before[slice(*edit.before)], after[slice(*edit.after)]
        if edit.op is Op.EQUAL:
            parts.append(old)
        else:
            parts.append((f"[-{old}-]" if old else "") + (f"{{+{new}+}}" if new else ""))
    return "".join(parts)


@pytest.mark.parametrize(
    ("before", "after", "edits"),
    [
        ("the same", "the same", "the same"),
        ("ferries by day", "ferries by night", "ferries by [-day-]{+night+}"),
        ("the ferry sails", "the old ferry sails", "the {+old +}ferry sails"),
        ("the old ferry sails", "the ferry sails", "the [-old -]ferry sails"),
        (
            "It sails. It waits for no one. It returns.",
            "It sails. It returns.",
            "It sails. [-It waits for no one. -]It returns.",
        ),
        ("oars, and ropes", "oars, bells, and ropes", "oars, {+bells, +}and ropes"),
        ("red and blue", "green or white", "[-red and blue-]{+green or white+}"),
        ("by 1 May 2030 at", "by 3 June 2036 at", "by [-1 May 2030-]{+3 June 2036+} at"),
        ("see E/2030/10 on", "see E/2036/10 on", "see [-E/2030/10-]{+E/2036/10+} on"),
        ("resolution 9/1 of", "resolution 10/1 of", "resolution [-9/1-]{+10/1+} of"),
        # what was kept of a rewritten sentence stays in one piece
        (
            "Of the lamps, the keepers of the northern lights and the wardens gave a list.",
            "At dusk a list was read, and the keepers of the northern lights took note of it.",
            "[-Of the lamps-]{+At dusk a list was read+}, {+and +}the keepers of the northern "
            "lights [-and the wardens gave a list-]{+took note of it+}.",
        ),
        # of two phrases that changed places, the longer stays
        (
            "the bell of the east pier and all the ropes and oars of the old barge there",
            "all the ropes and oars of the old barge there the bell of the east pier and",
            "[-the bell of the east pier and -]all the ropes and oars of the old barge there"
            "{+ the bell of the east pier and+}",
        ),
        ("one two", "one\ntwo", "one[- -]{+\n+}two"),
        ("one\nthree", "one\ntwo\nthree", "one\n{+two\n+}three"),
    ],
)  # fmt: skip
def test_case(before: str, after: str, edits: str) -> None:
    assert shown(before, after) == edits


def test_the_two_sides_may_be_read_in_two_languages() -> None:
    edits = diff_texts("le 1er mai 2030", "on 1 May 2030", (FR, EN))
    assert edits[0].op is Op.REPLACE


@pytest.mark.parametrize(("before", "after"), [("", ""), ("", "a b"), ("a b", "")])
def test_an_empty_side(before: str, after: str) -> None:
    edits = diff_texts(before, after, (EN, EN))
    assert [edit.op for edit in edits] == (
        [] if before == after else [Op.INSERT if after else Op.DELETE]
    )


def test_the_result_does_not_depend_on_the_clock() -> None:
    before = " ".join(f"word{n % 97}" for n in range(3000))
    after = " ".join(f"word{n % 89}" for n in range(3000))
    first = diff_texts(before, after, (EN, EN))
    assert first == diff_texts(before, after, (EN, EN))


def test_more_distinct_tokens_than_the_basic_plane_holds() -> None:
    before = " ".join(f"w{n}x" for n in range(70_000))
    edits = diff_texts(before, f"{before} end", (EN, EN))
    assert [edit.op for edit in edits] == [Op.EQUAL, Op.INSERT]
