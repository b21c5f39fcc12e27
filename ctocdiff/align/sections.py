"""Which sections of two witnesses correspond: by label, title and what they say.

None of the three is trusted alone: items are renumbered, retitled, moved, and two items of
different sessions may share a number and nothing else.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from ctocdiff.align.features import cosine, fold_words, masked_words, terms, weigh
from ctocdiff.language import Language
from ctocdiff.model import Section

_LEAST = 0.45  # score, 0–1, from which sections correspond
_LABEL, _TITLE, _CONTENT = 0.20, 0.45, 0.35


@dataclass(frozen=True, slots=True)
class SectionPair:
    """Two corresponding sections, by index in reading order, with their score (0–1)."""

    before: int
    after: int
    score: float


def pair_sections(
    before: Sequence[Section],
    after: Sequence[Section],
    languages: tuple[Language, Language],
) -> tuple[SectionPair, ...]:
    """The corresponding sections of two witnesses, one to one, in the order of ``after``."""
    titles = (
        [" ".join(masked_words(section.title, languages[0])) for section in before],
        [" ".join(masked_words(section.title, languages[1])) for section in after],
    )
    contents = weigh(terms(fold_words(_content(section))) for section in (*before, *after))
    scored = []
    for b, one in enumerate(before):
        for a, other in enumerate(after):
            same = 1.0 if one.label == other.label else 0.0
            title = fuzz.ratio(titles[0][b], titles[1][a]) / 100
            if (
                not same
                and title < 0.4
                and min(len(contents[b]), len(contents[len(before) + a])) < 9
            ):
                continue
            content = cosine(contents[b], contents[len(before) + a])
            score = _LABEL * same + _TITLE * title + _CONTENT * content
            if not (one.paragraphs and other.paragraphs):
                score = (_LABEL * same + _TITLE * title) / (_LABEL + _TITLE)
            if score >= _LEAST and one.label.isalpha() == other.label.isalpha():
                scored.append((-score, abs(b - a), b, a))
    pairs = []
    free_before, free_after = set(range(len(before))), set(range(len(after)))
    for score, _, b, a in sorted(scored):
        if b in free_before and a in free_after:
            free_before.remove(b)
            free_after.remove(a)
            pairs.append(SectionPair(b, a, -score))
    return tuple(sorted(pairs, key=lambda pair: pair.after))


def _content(section: Section) -> str:
    return "\n".join(paragraph.text for paragraph in section.paragraphs)
