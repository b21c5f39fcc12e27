from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from ctocdiff.diff import diff_texts
from ctocdiff.language import Language
from ctocdiff.model import Op
from ctocdiff.tokens import entities, tokenize

WORDS = [
    "the", "ferry", "l'", "oars", ",", ".", " ", " ", " ", "  ", "\n", "9/1", "10/1", "55/25",
    "1er", "3 June 2030", "3–7 June 2030", "1er octobre 2018", "lundi 15 octobre 2018 à midi",
    "A/RES/55/25", "CTOC/COP/2024/1", "E/CN.7/2024/17-E/CN.15/2024/18", "20 000", "é", "e\u0301",
    "«\u00a0", "(", ")", "https://a.org/b", "a@b.org", "vice-président", "日本", "🚢", "\t",
]  # fmt: skip

texts = st.one_of(st.lists(st.sampled_from(WORDS), max_size=40).map("".join), st.text(max_size=60))
languages = st.sampled_from(list(Language))


@given(texts, languages)
def test_tokens_join_to_the_text(text: str, language: Language) -> None:
    tokens = tokenize(text, language)
    assert "".join(tokens) == text
    assert "" not in tokens


@given(texts, languages)
def test_an_entity_is_one_token(text: str, language: Language) -> None:
    bounds = {0}
    for token in tokenize(text, language):
        bounds.add(max(bounds) + len(token))
    for start, end in entities(text, language):
        assert {start, end} <= bounds
        assert not any(start < bound < end for bound in bounds)


@settings(max_examples=200, deadline=None)
@given(texts, texts, languages)
def test_edits_cover_both_texts_in_order(before: str, after: str, language: Language) -> None:
    edits = diff_texts(before, after, (language, language))
    at_before = at_after = 0
    for edit in edits:
        assert edit.before[0] == at_before <= edit.before[1]
        assert edit.after[0] == at_after <= edit.after[1]
        at_before, at_after = edit.before[1], edit.after[1]
    assert (at_before, at_after) == (len(before), len(after))


@settings(max_examples=200, deadline=None)
@given(texts, texts, languages)
def test_each_operation_does_what_it_says(before: str, after: str, language: Language) -> None:
    edits = diff_texts(before, after, (language, language))
    for edit in edits:
        old, new = before[slice(*edit.before)], after[slice(*edit.after)]
        match edit.op:
            case Op.EQUAL:
                assert old == new != ""
            case Op.INSERT:
                assert old == ""
                assert new != ""
            case Op.DELETE:
                assert old != ""
                assert new == ""
            case _:
                assert edit.op is Op.REPLACE
                assert old != ""
                assert new != ""
    for first, second in pairwise(edits):
        assert (first.op is Op.EQUAL) != (second.op is Op.EQUAL)


@settings(max_examples=200, deadline=None)
@given(texts, texts, languages)
def test_both_texts_come_back(before: str, after: str, language: Language) -> None:
    edits = diff_texts(before, after, (language, language))
    assert "".join(before[slice(*edit.before)] for edit in edits) == before
    rebuilt = "".join(
        before[slice(*edit.before)] if edit.op is Op.EQUAL else after[slice(*edit.after)]
        for edit in edits
    )
    assert rebuilt == after


@settings(max_examples=200, deadline=None)
@given(texts, texts, languages)
def test_no_edit_cuts_a_date_a_symbol_or_a_number(
    before: str, after: str, language: Language
) -> None:
    edits = diff_texts(before, after, (language, language))
    for text, spans in (
        (before, [edit.before for edit in edits]),
        (after, [edit.after for edit in edits]),
    ):
        bounds = {bound for span in spans for bound in span}
        for start, end in entities(text, language):
            assert not any(start < bound < end for bound in bounds)
        at = 0
        for token in tokenize(text, language):
            assert not any(at < bound < at + len(token) for bound in bounds)
            at += len(token)


@settings(max_examples=100, deadline=None)
@given(texts, languages)
def test_a_text_does_not_differ_from_itself(text: str, language: Language) -> None:
    edits = diff_texts(text, text, (language, language))
    assert [edit.op for edit in edits] == ([Op.EQUAL] if text else [])


@settings(max_examples=50, deadline=None)
@given(texts, texts, languages)
def test_diffing_twice_gives_the_same(before: str, after: str, language: Language) -> None:
    pair = (language, language)
    assert diff_texts(before, after, pair) == diff_texts(before, after, pair)
