"""Days after which it is too late: "proposals received after 28 September will not be considered".

The day itself is the last one. It is so where what comes later is refused, not where somebody tells
that it was, or what happened after a day.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ctocdiff.dates import DateMention
from ctocdiff.facts.deadlines.clauses import Clauses, Governor
from ctocdiff.facts.deadlines.grammar import DeadlineGrammar

_TELLING = (Governor.MEETING, Governor.PAST)
_CUE = 40  # code points before a day in which "after" and what links it stand
_REACH = 160  # code points before "after" in which stands what arrives, or what is not accepted


def refusals(
    text: str, mentions: Sequence[DateMention], grammar: DeadlineGrammar, clauses: Clauses
) -> Iterator[tuple[int, DateMention]]:
    """Each day after which something is refused, with where its cue begins."""
    for mention in mentions:
        cue = grammar.before_too_late.search(text, max(0, mention.start - _CUE), mention.start)
        if cue is None:
            continue
        start = cue.start()
        low, high = clauses.sentence(start)
        low = max(low, start - _REACH)
        if grammar.refused_until.search(text, low, start):
            # "will not be accepted after"
            refused = clauses.governor(start, mention.end) not in _TELLING
        elif clauses.begins(start) or grammar.arriving_until.search(text, low, start):
            found = grammar.refused.search(text, mention.end, high)
            refused = bool(found) and clauses.first_marker(mention.end, high) not in _TELLING
        else:
            continue
        if refused:
            yield start, mention
