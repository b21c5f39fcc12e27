"""Page furniture in plain text: what is left out, what stays, and that nothing is lost."""

from __future__ import annotations

import pytest

from ctocdiff.read import read_bytes

SYMBOL = "CTOC/COP/2034/1"
HEAD = ["United Nations", SYMBOL, "Distr.: General", ""]
PROSE = ["Ferries wait for no one,", "and least of all for the late.", ""]


def left_out(lines: list[str]) -> list[str]:
    source = read_bytes("\n".join(lines).encode(), "case.txt")
    assert [line.raw for line in source.lines] == lines  # all is kept
    count = dict(source.notices[0].details)["count"] if source.notices else "0"
    found = [line.raw.strip() for line in source.lines if line.is_furniture]
    assert int(count) == len(found)
    return found


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ([*HEAD, *PROSE, "V.34-01234 (E)", "1/1"], ["V.34-01234 (E)", "1/1"]),
        (
            [*HEAD, *PROSE, "1/3", "", SYMBOL, "", *PROSE, "2/3", "", SYMBOL, *PROSE, "3/3"],
            ["1/3", SYMBOL, "2/3", SYMBOL, "3/3"],
        ),
        (
            [*HEAD, *PROSE, "\f2 " + SYMBOL, "", *PROSE, f"\f{SYMBOL} 3", "", *PROSE],
            [f"2 {SYMBOL}", f"{SYMBOL} 3"],
        ),
        (
            [*HEAD, *PROSE, "– 2 –", "\f", *PROSE, "– 3 –", "\f", *PROSE, "– 4 –"],
            ["– 2 –", "– 3 –", "– 4 –"],
        ),
        ([*HEAD, *PROSE, "2", "\f", *PROSE, "3", "\f", *PROSE, "4"], ["2", "3", "4"]),
        (
            [*HEAD, *PROSE]
            + ["\fFerries of the north", "", *PROSE, *PROSE] * 3,
            ["Ferries of the north"] * 3,
        ),
        ([*HEAD, *PROSE, "*2401234*"], ["*2401234*"]),
        ([SYMBOL, "", *PROSE, "2/3", "", SYMBOL, *PROSE, "3/3"], ["2/3", SYMBOL, "3/3"]),
    ],
)  # fmt: skip
def test_left_out(lines: list[str], expected: list[str]) -> None:
    assert left_out(lines) == expected


@pytest.mark.parametrize(
    "lines",
    [
        [*HEAD, *PROSE, "12", *PROSE, "2", *PROSE],
        [*HEAD, *PROSE, "75/196", *PROSE, "58/4", *PROSE, *PROSE],
        [*HEAD, "8 March 2034", "2034", *PROSE],
        [*HEAD, "Documentation", "", "CTOC/COP/2034/2", "", "CTOC/COP/2034/3", "", *PROSE],
        ["Item\tPages", "1\t2/3", "2\t3/3", *PROSE],
        [*HEAD, "\fOne", *PROSE, "\fTwo", *PROSE, "\fThree", *PROSE],
    ],
)
def test_what_may_be_text_stays(lines: list[str]) -> None:
    assert left_out(lines) == []
