"""The sentences of a memo that are made from its facts: what it is about, what it comes to."""

from __future__ import annotations

from collections.abc import Iterator

from ctocdiff.memo import Counts, Memo
from ctocdiff.model import DeadlineStatus, DocumentKind, Provenance
from ctocdiff.render.memo.words import MemoWords
from ctocdiff.render.phrases import titles

_FEW = 3  # items that are named rather than counted


def subject(memo: Memo, words: MemoWords) -> str:
    """The subject that was given, else one made from the sessions."""
    return memo.header.subject or _of_sessions(memo, words, "subject")


def purpose(memo: Memo, words: MemoWords) -> str:
    """What the memo is for; and what a digest is good for, where one was compared."""
    sentences = [_of_sessions(memo, words, "purpose")]
    if any(witness.provenance is Provenance.DIGEST for witness in memo.comparison.witnesses):
        sentences.append(words.say("digests"))
    return " ".join(sentences)


def _of_sessions(memo: Memo, words: MemoWords, key: str) -> str:
    before, after = memo.comparison.witnesses[:2]
    ordinals = [words.ordinal(witness.masthead.session) for witness in (before, after)]
    agendas = all(witness.kind is DocumentKind.AGENDA for witness in (before, after))
    if agendas and all(ordinals) and ordinals[0] != ordinals[1]:
        return words.say(f"{key}_sessions", before=ordinals[0], after=ordinals[1])
    names = titles((before, after))
    if names[0] == names[1]:
        names = tuple(f"{name} ({at})" for at, name in enumerate(names, 1))
    return words.say(f"{key}_names", before=names[0], after=names[1])


def summary(memo: Memo, words: MemoWords) -> str:
    """The paragraph that a reader in a hurry reads."""
    return " ".join(_sentences(memo, words))


def _sentences(memo: Memo, words: MemoWords) -> Iterator[str]:
    counts = memo.counts
    means = words.say("routine_means")
    if not counts.changes and not (counts.added or counts.removed or counts.moved):
        yield words.say("identical")
    elif counts.changes and not counts.review:
        yield words.choose("only_routine", counts.changes, means=means)
    elif counts.routine:
        yield words.say(
            "both",
            changes=words.counted([("changes", counts.changes)]),
            routine=words.counted([("routine", counts.routine)]),
            review=words.counted([("review", counts.review)]),
            means=means,
        )
    elif counts.review:
        yield words.choose("all_review", counts.review)
    if counts.review:
        yield _concern(counts, words) + _bear(counts, words)
    if counts.added or counts.removed or counts.moved:
        listed = words.counted(
            [
                ("paragraphs_added", counts.added),
                ("paragraphs_removed", counts.removed),
                ("paragraphs_moved", counts.moved),
            ]
        )
        yield words.say("paragraphs", list=listed)
    yield _deadlines(memo, words)
    yield _came_and_went(
        words,
        "cited",
        [
            ("cited_added", memo.cited_added.total),
            ("cited_removed", memo.cited_removed.total),
            ("cited_replaced", memo.cited_replaced.total),
        ],
    )
    yield _came_and_went(
        words,
        "documents",
        [
            ("documents_added", memo.documents_added.total),
            ("documents_removed", memo.documents_removed.total),
        ],
    )
    if memo.findings.total:
        yield words.choose("findings_of", memo.findings.total)


def _concern(counts: Counts, words: MemoWords) -> str:
    kinds = words.words["kinds"]
    if counts.review == 1:
        (category, _), *_ = counts.by_category
        return words.say("concern_one", kinds=kinds[category])
    listed = [
        words.say("kind", name=kinds[category], n=words.number(number, figures=True))
        for category, number in counts.by_category
    ]
    return words.say("concern", kinds=words.listing(listed))


def _bear(counts: Counts, words: MemoWords) -> str:
    """The end of that sentence: which items the changes for review bear on."""
    if not counts.busiest:
        return words.say("bear_none")
    labels = words.listing([words.item(label) for label in counts.busiest])
    singular, plural = words.words["count"]["items"]
    busiest = str(singular if len(counts.busiest) == 1 else plural).format(list=labels)
    if counts.review == 1:
        return words.say("bear_single", section=words.section(counts.busiest[0]))
    if counts.items_concerned <= _FEW:
        return words.say("bear_few", busiest=busiest)
    figures = words.figures([counts.items_concerned, counts.items])
    items = words.number(counts.items, figures=figures)
    if counts.items_concerned == counts.items:
        return words.say("bear_all", items=items, busiest=busiest)
    concerned = words.number(counts.items_concerned, figures=figures)
    return words.say("bear", concerned=concerned, items=items, busiest=busiest)


def _deadlines(memo: Memo, words: MemoWords) -> str:
    total = memo.deadlines.total
    if not total:
        return words.say("deadlines_none")
    if total == 1:
        (status,) = (status for status, number in memo.by_status if number)
        return str(words.words["deadlines_one"][status])
    if dict(memo.by_status)[DeadlineStatus.KEPT] == total:
        return words.say("deadlines_all_kept", n=words.number(total))
    counts = [(f"deadlines_{status}", number) for status, number in memo.by_status]
    return words.say(
        "deadlines_of", total=words.number(total), list=words.counted(counts, total=total)
    )


def _came_and_went(words: MemoWords, what: str, counts: list[tuple[str, int]]) -> str:
    if not any(number for _, number in counts):
        return words.say(f"{what}_none")
    return words.say(f"{what}_of", list=words.counted(counts))
