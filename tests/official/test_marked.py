"""How much is marked on the official agendas, against the least that any redline must mark."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ctocdiff.compare import redline
from ctocdiff.model import Document, Op
from tests.benchmarks.least import least_marked

pytestmark = pytest.mark.official

MOST = 1.10  # times the least by longest common subsequence of words over the aligned texts


def visible(text: str) -> int:
    return sum(not char.isspace() for char in text)


@pytest.mark.parametrize(("before", "after"), [(2018, 2024), (2012, 2018)])
def test_marked_characters(
    official_agenda: Callable[[int], Document], before: int, after: int
) -> None:
    marked = least = 0
    for row in redline(official_agenda(before), official_agenda(after)).rows():
        old, new = row.text(0), row.text(1)
        least += sum(least_marked(old.split(), new.split()))
        edits = [edit for diff in row.diffs for edit in diff.edits if edit.op is not Op.EQUAL]
        marked += sum(
            visible(old[slice(*edit.before)]) + visible(new[slice(*edit.after)]) for edit in edits
        )
    print(f"{before}→{after}: {marked} characters marked, {least} at least")
    assert marked <= MOST * least
