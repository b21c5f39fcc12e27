"""What shares the beginnings of words matches what the same words match one after another."""

from __future__ import annotations

import re

from hypothesis import example, given
from hypothesis import strategies as st

from ctocdiff.alternation import alternation, any_word
from ctocdiff.language import Language
from ctocdiff.ordinals import ordinal_words

words = st.lists(st.text("ab- é.", min_size=1, max_size=6), max_size=8)
texts = st.text("ab- é.x", max_size=20)


def spans(pattern: str, text: str) -> list[tuple[int, int]]:
    return [match.span() for match in re.finditer(pattern, text)]


def one_after_another(forms: list[str]) -> str:
    ranked = sorted(forms, key=len, reverse=True)
    return f"(?:{'|'.join(map(re.escape, ranked))})" if ranked else "(?!)"


@given(words, texts)
@example(["a", "a-b", "ab"], "ab a-b a")
@example(["aba", "a-b", "ab", "ab-"], "ab-a")
@example([], "a")
def test_the_longest_of_some_words(forms: list[str], text: str) -> None:
    assert spans(any_word(forms), text) == spans(one_after_another(forms), text)


@given(words, texts)
def test_also_where_more_must_follow(forms: list[str], text: str) -> None:
    for after in (r"\b", "x", " "):
        expected = spans(one_after_another(forms) + after, text)
        assert spans(any_word(forms) + after, text) == expected


@given(st.sampled_from(Language), st.data())
def test_every_ordinal_and_nothing_that_is_none(language: Language, data: st.DataObject) -> None:
    pattern = re.compile(any_word(ordinal_words(language)))
    word = data.draw(st.sampled_from(sorted(ordinal_words(language))))
    assert pattern.fullmatch(word)
    cut = data.draw(st.integers(0, len(word) - 1))
    other = word[:cut] + data.draw(st.sampled_from("a- ")) + word[cut + 1 :]
    assert bool(pattern.fullmatch(other)) == (other in ordinal_words(language))


def test_beginnings_and_rests_stand_once() -> None:
    assert alternation(((one, two), "") for one in "ab" for two in "xy") == "(?:a|b)(?:x|y)"
    assert alternation([(["a", "x"], ""), (["a"], r"\b")]) == r"(?:ax|a\b)"
    assert alternation([]) == "(?!)"


def test_what_must_follow_does_not_change_the_order() -> None:
    rows = [(["resolution"], r"(?!\w)"), ([r"res\."], ""), (["res"], r"(?!\w)")]
    assert re.findall(alternation(rows), "res. res resolution") == ["res.", "res", "resolution"]
