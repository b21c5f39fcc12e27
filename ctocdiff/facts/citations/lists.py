"""The numbers that stand after "resolutions" or "decisions": lists, ranges, what is told of each.

A range gives every number in it, with the span of the whole: "9/1 to 9/4", "9/1–4". Letters go on
in the same way: "76/246 A and B". After a number its date, title, part and body may stand, in any
order, before the list goes on.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from ctocdiff.facts.citations.context import Context
from ctocdiff.facts.citations.forms import NOTE_MARK
from ctocdiff.facts.citations.grammar import Grammar
from ctocdiff.facts.citations.names import Name
from ctocdiff.facts.citations.numbers import NUMBER, canonical
from ctocdiff.letters import GOES_ON

_NOTE_MARK = re.compile(NOTE_MARK)
_QUOTED = re.compile(r",?\s(?:[^\s«“\"]+\s){0,3}?(?:«[^»]{1,500}»|“[^”]{1,500}”|\"[^\"]{1,500}\")")
# "resolution 8/13 (the Abu Dhabi declaration)": what says more of a text, before its date or body
_ASIDE = re.compile(r"\s\([^()]{1,160}\)(?=,?\s)")
# "resolution WHA58.3 (2005)": the year by itself
_YEAR = re.compile(r"\s\((?P<year>(?:19|20)[0-9]{2})\)")
_SHORT_RANGE = re.compile(rf"[-‐‑–](?P<last>[0-9]{{1,3}})(?!{GOES_ON}|/|[.,-][0-9])")
_LETTER = re.compile(rf"[A-HJ-Z](?!{GOES_ON}|['’.])")
_LONGEST_RANGE = 50
_LONGEST_TITLE = 260  # code points of what a text is about, before the list goes on
_TITLE_END = re.compile(r"[;:.!?]\s|[0-9]/[0-9]")


@dataclass(frozen=True, slots=True)
class Item:
    """A number with its range in the text, and what is told of it there."""

    number: str
    start: int
    end: int
    after: int  # where the text goes on after date, title and body
    year: int | None
    owner: Name | None
    foreign: bool  # named with a body that is not known


def read_items(
    context: Context, at: int, grammar: Grammar, *, several: bool
) -> tuple[Name | None, list[Item]]:
    """The numbers after a noun, and the body that stands between ("de l'Assemblée générale").

    After a noun in the plural (``several``) what a text is about may stand before the next number.
    """
    text, between = context.text, None
    mark = grammar.mark.match(text, at)
    if mark is None:
        return None, []
    number = NUMBER.match(text, mark.end())
    if number is None and (of := grammar.owned.match(text, at)):
        between = context.bodies.at(of.end())
        if between is None or not text[between.end : between.end + 1].isspace():
            return None, []
        number = NUMBER.match(text, between.end + 1)
    items: list[Item] = []
    while number:
        item = _item(context, number, grammar)
        items.append(item)
        to = grammar.to.match(text, number.end())
        if to and (last := NUMBER.match(text, to.end())):
            items[-1] = replace(item, end=last.end())
            items += _range(item, last)
            item = replace(_item(context, last, grammar), start=item.start)
            items.append(item)
        elif same := _same_base(context, item, number.end(), grammar):
            items[-1:] = same
            item = same[-1]
        then = grammar.next.match(text, item.after)
        if several and not (then and NUMBER.match(text, then.end())):
            then = _after_title(text, item.after, grammar)
        number = NUMBER.match(text, then.end()) if then else None
    return between, items


def _after_title(text: str, at: int, grammar: Grammar) -> re.Match[str] | None:
    """What joins the next number after "resolutions 5/1, on institution-building, and"."""
    if grammar.about.match(text, at) is None:
        return None
    end = min(len(text), at + _LONGEST_TITLE)
    stops = (found for one in (_TITLE_END, grammar.noun) if (found := one.search(text, at, end)))
    last = min((stop.start() for stop in stops), default=end)
    for then in grammar.next.finditer(text, at, end):
        # the number itself is where a title ends
        if then.end() <= last and NUMBER.match(text, then.end()):
            # "and the 3/5 majority"
            return None if grammar.article.search(text, then.start(), then.end()) else then
    return None


def _same_base(context: Context, first: Item, at: int, grammar: Grammar) -> list[Item]:
    """The texts of "9/1–4" and "76/246 A and B", the first among them; empty where it is alone."""
    text, session = context.text, first.number.partition("/")[0]
    if (short := _SHORT_RANGE.match(text, at)) and "/" in first.number:
        last = f"{session}/{short['last']}"
        low, high = (number.partition("/")[2] for number in (first.number, last))
        if not (low.isdigit() and int(low) < int(high)):
            return []
        final = _told(context, last, first.start, short.end(), grammar)
        numbers = range(int(low), min(int(high), int(low) + _LONGEST_RANGE))
        before = [replace(first, number=f"{session}/{n}", end=final.end) for n in numbers]
        return [*before, final]
    found = [first]
    while found[-1].number[-1].isalpha():
        to = grammar.to.match(text, found[-1].end)
        then = to or grammar.next.match(text, found[-1].end)
        letter = _LETTER.match(text, then.end()) if then else None
        base, last_letter = found[-1].number[:-1], found[-1].number[-1]
        if letter is None or letter[0] <= last_letter:
            break
        end = letter.end()
        if to:
            passed = range(ord(last_letter) + 1, ord(letter[0]))
            start = found[-1].start
            found[-1] = replace(found[-1], end=end)
            found += [replace(found[-1], number=f"{base}{chr(code)}") for code in passed]
            found.append(_told(context, f"{base}{letter[0]}", start, end, grammar))
        else:
            found.append(_told(context, f"{base}{letter[0]}", letter.start(), end, grammar))
    return found if len(found) > 1 else []


def _range(first: Item, last: re.Match[str]) -> Iterator[Item]:
    """What lies between the ends of "12/1 à 12/4"; the first has its own item."""
    session, _, low = first.number.partition("/")
    other, _, high = canonical(last[0]).partition("/")
    if session == other and low.isdigit() and high.isdigit():
        for number in range(int(low) + 1, min(int(high), int(low) + _LONGEST_RANGE)):
            yield replace(first, number=f"{session}/{number}", end=last.end())


def _item(context: Context, number: re.Match[str], grammar: Grammar) -> Item:
    return _told(context, canonical(number[0]), number.start(), number.end(), grammar)


def _told(context: Context, number: str, start: int, end: int, grammar: Grammar) -> Item:
    """A number in a range of the text with what is told of it after that."""
    text, at = context.text, end
    year, owner, foreign = None, None, False
    for _ in range(6):  # date, title, part, body and date again, with marks of notes, in any order
        if date := grammar.date.match(text, at) or _YEAR.match(text, at):
            year, at = int(date["year"]), date.end()
        elif quoted := _QUOTED.match(text, at):
            at = quoted.end()
        elif aside := _NOTE_MARK.match(text, at) or _aside(text, at, grammar):
            at = aside.end()
        elif owner is None and (of := grammar.owned.match(text, at)):
            owner = context.bodies.at(of.end())
            if owner is None:
                foreign = foreign or bool(grammar.capital.match(text, at))
                break
            foreign, at = not owner.codes, owner.end
        else:
            break
    return Item(number, start, end, at, year, owner, foreign)


def _aside(text: str, at: int, grammar: Grammar) -> re.Match[str] | None:
    """The part of a text that is cited, or brackets after which a date or a body goes on."""
    if part := grammar.part.match(text, at):
        return part
    aside = _ASIDE.match(text, at)
    more = (grammar.date, grammar.owned)
    return aside if aside and any(one.match(text, aside.end()) for one in more) else None
