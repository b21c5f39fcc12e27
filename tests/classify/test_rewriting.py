"""Rewritings: a text that a pattern of the lexicon matches has one of its cues."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ctocdiff.classify.rewriting import Rewriting, Rewritings, rewritings
from ctocdiff.language import Language, lexicon

TABLES = (("spelling", "variants"), ("inclusive", "rewordings"))
ROWS = [
    pytest.param(rewriting, id=f"{language}: {rewriting.pattern}")
    for language in Language
    for table, key in TABLES
    for rewriting in rewritings(lexicon(language)[table][key])
]


@pytest.mark.parametrize("rewriting", ROWS)
@given(data=st.data())
def test_every_text_that_a_pattern_matches_has_one_of_its_cues(
    rewriting: Rewriting, data: st.DataObject
) -> None:
    text = data.draw(st.from_regex(rewriting.pattern, alphabet=st.characters(max_codepoint=0x2500)))
    table = Rewritings([rewriting])
    assert table.applies(text)
    assert table.apply(text) == re.sub(rewriting.pattern, rewriting.reading, text)


def test_a_text_without_the_cue_is_left_as_it_is() -> None:
    table = Rewritings([Rewriting(r"quay(s?)\b", r"wharf\1", ("quay",))])
    assert not table.applies("the pier")
    assert table.apply("the pier") == "the pier"
    assert table.apply("both quays") == "both wharfs"


def test_what_one_rewriting_makes_the_next_ones_read() -> None:
    rows = [
        Rewriting("wharf", "pier", ("wharf",)),
        Rewriting("quay", "wharf", ("quay",)),
        Rewriting("wharf|jetty", "berth", ("wharf", "jetty")),
    ]
    assert Rewritings(rows).apply("quay, jetty and wharf") == "berth, berth and pier"
