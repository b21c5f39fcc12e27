"""Which paragraphs of two witnesses correspond.

Passes, each over what the one before left (measured: techniques, alignment in one language): texts
that each witness has once in the same words, then within corresponding sections, then anywhere
(moves), then sentence by sentence (merged and split paragraphs), then by weaker signals that must
stand out (``leftovers``). Candidates come from an index of rare terms, never from all pairs, so
that time grows with the length of the texts and not with its square. What all passes keep stands
in ``matching``.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Collection, Sequence

from ctocdiff.align.duplicates import singular
from ctocdiff.align.leftovers import (
    alike_in_section,
    are_apart,
    left,
    name_one_provision,
    short_and_alone,
    stand_out,
)
from ctocdiff.align.matching import MOVABLE, Matching, Pair
from ctocdiff.align.papers import announce_counterparts, speak_of_counterparts
from ctocdiff.align.sentences import Vote, crossing
from ctocdiff.align.units import Index, Likeness, Unit, adds, completes, rank

# Scores are 0–1. The two thresholds were chosen on hand-made tables of pairs.
_SAME_SECTION = 0.438
_SAME_PLACE = 0.34
_ELSEWHERE = 0.66
_SENTENCE = 0.42
_SENTENCE_ALONE = 0.50
_FREE_SHARE = 0.20  # of a paragraph's words, that one sentence must hold to speak for it
_LARGE_SHARE = 0.35
_LEAD = 0.11
_UNDISPUTED = 1.25  # times that of any other partner, by the words special to the section
_WEAKEST = 0.20  # of pairs for which the words of their section, or papers, speak

Paired = Collection[tuple[int, int]]
Poll = Callable[[tuple[frozenset[int], frozenset[int]], Paired], Sequence[Vote]]
"""Gives the votes of sentences for the free units of both sides, beside the pairs found."""


def pair_units(
    before: Sequence[Unit],
    after: Sequence[Unit],
    indexes: tuple[Index, Index],
    likeness: Likeness,
    poll: Poll,
) -> tuple[Pair, ...]:
    """The corresponding units of two witnesses, in the order of ``after``.

    ``indexes`` are theirs; ``likeness`` compares two units; ``poll`` gives the votes of the
    sentences that concern the units still free.

    A unit may stand in several pairs where paragraphs were merged or split; then all its partners
    have no other partner, but for neighbours that were cut anew.
    """
    matching = Matching(before, after, indexes, likeness)
    _by_same_words(matching)
    _within_sections(matching)
    _between_neighbours(matching)
    _elsewhere(matching)
    _by_sentences(matching, poll)
    _by_remainders(matching)
    _by_section_words(matching)
    _by_papers(matching)
    _by_standing_out(matching)
    _by_announcements(matching)
    _by_new_cuts(matching)
    return tuple(sorted(matching.pairs.values(), key=lambda pair: (pair.after, pair.before)))


def _by_same_words(matching: Matching) -> None:
    """Texts that stand once in each witness, and differ in what rolls over only.

    Another section has them: there they say more for a pair than some likeness does here.
    """
    old, new = singular(matching.before), singular(matching.after)
    matching.take_best(
        (b, a)
        for words, b in old.items()
        if (a := new.get(words)) is not None
        and not matching.same_section(b, a)
        and not are_apart(matching.before[b], matching.after[a])
        and matching.score(b, a) >= _ELSEWHERE
        and matching.may_have_moved(b, a)
    )


def _within_sections(matching: Matching) -> None:
    """The best free partners in the same section, best first; position breaks ties."""
    matching.take_best(
        (b, a)
        for (b, a), score in matching.scores.items()
        if score >= _SAME_SECTION and matching.same_section(b, a)
    )


def _between_neighbours(matching: Matching) -> None:
    """Less alike, but each alone between the same neighbours: the place speaks for the pair."""
    before_gaps, after_gaps = matching.gaps()
    counts = [
        Counter((gap, units[at].kind) for at, gap in gaps.items())
        for gaps, units in ((before_gaps, matching.before), (after_gaps, matching.after))
    ]
    matching.take_best(
        (b, a)
        for (b, a), score in matching.scores.items()
        if score >= _SAME_PLACE
        and not are_apart(matching.before[b], matching.after[a])
        and b in before_gaps
        and before_gaps[b] == after_gaps.get(a)
        and all(count[before_gaps[b], matching.before[b].kind] == 1 for count in counts)
    )


def _elsewhere(matching: Matching) -> None:
    """Moves."""
    matching.take_best(
        (b, a)
        for (b, a), score in matching.scores.items()
        if score >= _ELSEWHERE and matching.may_have_moved(b, a)
    )


def _by_sentences(matching: Matching, poll: Poll) -> None:
    """What is still free joins, or is joined by, the paragraph that holds its sentences."""
    found = poll(matching.free(), matching.pairs)
    for vote in sorted(found, key=lambda v: rank(v.score, v.before, v.after)):
        b, a = vote.before, vote.after
        share = max(
            vote.share_before if not matching.of_before[b] else 0.0,
            vote.share_after if not matching.of_after[a] else 0.0,
        )
        if (
            (b, a) not in matching.pairs
            and share >= _FREE_SHARE
            and vote.lead >= _LEAD
            and vote.score >= _sentence_threshold(matching, vote, share)
            and matching.stays_star(b, a)
            and _is_undisputed(matching, b, a)
        ):
            matching.add(b, a, vote.score, "sentence")


def _sentence_threshold(matching: Matching, vote: Vote, share: float) -> float:
    """How alike a sentence must be: more where it is little of its paragraph, or alone.

    Two paragraphs of one sentence each were compared as wholes already: no sentence of a section
    says more.
    """
    b, a = vote.before, vote.after
    if not matching.same_section(b, a):
        return _ELSEWHERE
    if vote.share_before == vote.share_after == 1:
        return math.inf
    alone = not matching.of_before[b] and not matching.of_after[a]
    return _SENTENCE_ALONE if alone or share < _LARGE_SHARE else _SENTENCE


def _is_undisputed(matching: Matching, b: int, a: int) -> bool:
    """Whether what joins a pair has no other partner in its section that is as likely.

    By the words special to the section, not by the sentence: what a body asks of one group it
    soon asks of another in the same words.
    """
    ours, theirs = matching.of_before[b], matching.of_after[a]
    if bool(ours) is bool(theirs) or not matching.same_section(b, a):
        return True
    return matching.words.lead(b, a, among=1 if not ours else 0) >= _UNDISPUTED


def _by_remainders(matching: Matching) -> None:
    """Merged near duplicates: one resembles the paragraph that has the other, and adds to it.

    What only the free paragraph says, and not its rival, must stand in their counterpart: a
    dropped duplicate adds nothing, a merged one does. Of two neighbours that one paragraph was
    split into, or merged from, the smaller must have what the other leaves of it.
    """
    before, after = matching.before, matching.after
    found = []
    for (b, a), score in matching.scores.items():
        if before[b].kind not in MOVABLE or score < _WEAKEST:
            continue
        if not matching.of_before[b] and len(matching.of_after[a]) == 1:
            rival = matching.of_after[a][0]
            beside = abs(rival - b) == 1
            three = before[b], before[rival], after[a]
        elif not matching.of_after[a] and len(matching.of_before[b]) == 1:
            rival = matching.of_before[b][0]
            beside = abs(rival - a) == 1
            three = after[a], after[rival], before[b]
        else:
            continue
        if matching.same_section(b, a):
            joins = (score >= _SAME_SECTION and adds(*three)) or (beside and completes(*three))
        else:
            joins = score >= _ELSEWHERE and matching.may_have_moved(b, a) and adds(*three)
        if joins:
            found.append((rank(score, b, a), score))
    for (*_, b, a), score in sorted(found):
        if _either_is_free(matching, b, a) and matching.stays_star(b, a):
            matching.add(b, a, score, matching.basis(b, a))


def _by_section_words(matching: Matching) -> None:
    """What is still free on both sides, by the words that tell their section's texts apart."""
    found = [
        (b, a)
        for (b, a), score in matching.scores.items()
        if _is_weakly_alike(matching, b, a, score)
        and not (matching.of_before[b] or matching.of_after[a])
    ]
    matching.take_best(alike_in_section(matching.sides, found, matching.free(), matching.words))


def _by_papers(matching: Matching) -> None:
    """What is still free, by the papers of the documentation list that it speaks of."""
    paired = tuple(matching.pairs)
    for group in speak_of_counterparts(matching.sides, paired, matching.free()):
        if all(matching.score(b, a) >= _WEAKEST for b, a in group):
            for b, a in group:
                matching.add(b, a, matching.score(b, a), "content")


def _by_standing_out(matching: Matching) -> None:
    """What is still free, by the rule that it alone names, or where no other comes near.

    The latter only between the same neighbours.
    """
    sides, gaps = matching.sides, matching.gaps()
    scores = {(b, a): matching.score(b, a) for b, a in left(sides, gaps)}
    matching.take_best(name_one_provision(sides, scores))
    rest = {
        (b, a): score
        for (b, a), score in scores.items()
        if not (matching.of_before[b] or matching.of_after[a])
    }
    matching.take_best(stand_out(sides, rest, gaps, matching.words))
    matching.take_best(short_and_alone(sides, rest, gaps))


def _by_announcements(matching: Matching) -> None:
    """What is still free, by the documents that it announces."""
    found = sorted(
        (rank(score, b, a), b, a)
        for (b, a), score in matching.scores.items()
        if _is_weakly_alike(matching, b, a, score) and _either_is_free(matching, b, a)
    )
    likely = [(b, a) for _, b, a in found]
    for b, a in announce_counterparts(matching.sides, tuple(matching.pairs), likely):
        if matching.stays_star(b, a):
            matching.add(b, a, matching.scores[b, a], "content")


def _is_weakly_alike(matching: Matching, b: int, a: int, score: float) -> bool:
    """Whether weaker signals may speak for a pair of one section."""
    return score >= _WEAKEST and matching.same_section(b, a) and matching.before[b].kind in MOVABLE


def _either_is_free(matching: Matching, b: int, a: int) -> bool:
    return not matching.of_before[b] or not matching.of_after[a]


def _by_new_cuts(matching: Matching) -> None:
    """Neighbours cut anew: one has the end of a paragraph, and the beginning of the next.

    Asked of the neighbours of what was merged or split, and only where a sentence crossed over.
    """
    found = []
    for b, a in matching.beside_parts():
        if matching.same_section(b, a) and matching.before[b].kind is matching.after[a].kind:
            score = crossing(matching.before[b].text, matching.after[a].text)
            if score:
                found.append((rank(score, b, a), score))
    for (*_, b, a), score in sorted(found):
        if matching.stays_together(b, a):
            matching.add(b, a, score, "sentence")
