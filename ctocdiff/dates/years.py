"""Which year a date has that does not state one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ctocdiff.dates.grammar import Grammar
from ctocdiff.dates.mention import DateKind, DateMention, PartialDate

# The end of a sentence: a full stop or the like, but not that of "p.m.", white space and a capital;
# or a blank line.
_SENTENCE_END = re.compile(r"(?<![ap]\.m)[.!?…]\s+(?=[«\"“(]?\s?[A-ZÀ-ÖØ-Þ])|\n\s*\n")


def share_year(dates: Sequence[PartialDate], kind: DateKind) -> tuple[PartialDate, ...]:
    """Give the year of the last date to those before it that have none.

    An interval that begins later in the year than it ends has crossed a New Year.
    """
    last = dates[-1]
    if last.year is None:
        return tuple(dates)
    shared: list[PartialDate] = []
    for date in dates:
        crossed = kind is DateKind.INTERVAL and _in_year(date) > _in_year(last)
        shared.append(date if date.year else replace(date, year=last.year - crossed))
    return tuple(shared)


def ascends(first: PartialDate, last: PartialDate) -> bool:
    """Whether an interval can run from one date to the other."""
    if first.year is None:
        return True
    if last.year is None:
        return False
    return (first.year, *_in_year(first)) < (last.year, *_in_year(last))


def inherit_years(
    text: str, mentions: Sequence[DateMention], grammar: Grammar
) -> tuple[DateMention, ...]:
    """Give each mention without a year that of the next one in its sentence."""
    given: list[DateMention] = []
    for mention in reversed(mentions):
        heir = _inherit(text, mention, given[-1], grammar) if given else None
        given.append(heir or mention)
    return tuple(reversed(given))


def _inherit(
    text: str, mention: DateMention, later: DateMention, grammar: Grammar
) -> DateMention | None:
    if mention.dates[-1].year is not None or later.dates[0].year is None:
        return None
    if _SENTENCE_END.search(text, mention.end, later.start + 1):
        return None
    until = grammar.until.search(text, mention.end, later.start)
    kind = DateKind.INTERVAL if until else DateKind.SET
    year = share_year([mention.dates[-1], later.dates[0]], kind)[0].year
    dates = tuple(replace(date, year=year) for date in mention.dates)
    if not all(date.exists for date in dates):
        return None
    return replace(mention, dates=dates, inherited=True)


def _in_year(date: PartialDate) -> tuple[int, int]:
    return date.month, date.day or 0
