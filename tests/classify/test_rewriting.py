"""Rewritings: a text that a pattern of the lexicon matches has one of its cues."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ctocdiff.classify.rewriting import Rewriting, rewritings
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
    assert rewriting.applies(text)
    assert rewriting.apply(text) == re.sub(rewriting.pattern, rewriting.reading, text)


def test_a_text_without_the_cue_is_left_as_it_is() -> None:
    rewriting = Rewriting(r"quay(s?)\b", r"wharf\1", ("quay",))
    assert not rewriting.applies("the pier")
    assert rewriting.apply("the pier") == "the pier"
    assert rewriting.apply("both quays") == "both wharfs"
