"""Resolutions and decisions cited by their number: lists, ranges, and the body that adopted them.

The body is, in this order: the one named with the text ("General Assembly resolution 55/25",
"résolution 55/25 de l'Assemblée générale"), the one that the sentence says cites its own text
("Dans sa résolution 55/25, l'Assemblée générale …"), the one that numbers its texts in this way,
the body of the document. A text whose body is named but not known is dropped, as is one of which
several bodies could be meant. Of "COSP resolution 8/1 and decision 8/2" both are of the body named
first; whether "resolution 8/1 and decision 8/2 of the COSP" are both of the one named last cannot
be told where the body of the document may be meant.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ctocdiff.facts.citations.citation import Found
from ctocdiff.facts.citations.context import CONVENTION_OF, Context
from ctocdiff.facts.citations.grammar import grammar_of
from ctocdiff.facts.citations.lists import Item, read_items
from ctocdiff.facts.citations.names import Name, after_acronym
from ctocdiff.facts.citations.numbers import if_plausible, impossible, named_in, year_of
from ctocdiff.letters import bare
from ctocdiff.model import CitationKind
from ctocdiff.symbols import AdoptedText, find_symbols

# "Climate Change resolution": two words with a capital name something before the noun
_CAPITALS = re.compile(r"(?:(?<!\w)[^\W\d_a-zà-ÿ⁰¹²³⁴-⁹]\w+\s){2}$")
# "Council of Europe resolution": the rest of the name
_GOES_ON = re.compile(r"(?:\s[^\W\d_][\w'’-]*){1,8}\s")
_LONGEST_NAME = 200  # of a body, in code points
_LONGEST_PLACE = 60  # of a text in a report
_LEAD = 8  # code points: ", l'" and the like before the name of a body


@dataclass(slots=True)
class _List:
    """The numbers after one noun, and the body named with all of them."""

    kind: CitationKind
    start: int
    named: Name | None
    items: list[Item]
    named_first: bool  # "COSP resolution 8/1"
    inherited: Name | None = None  # the body named before the list that this one is joined to


def read_adopted(context: Context) -> Iterator[tuple[int, CitationKind, list[Found], bool]]:
    """Each mention of a resolution or decision in the text, in order.

    Yields where it starts, its kind, what it cites (nothing where that could not be told) and
    whether it stands for a text that was cited before.
    """
    grammar = grammar_of(context.language)
    text = context.text
    done = 0
    lists: list[_List] = []
    for match in grammar.noun.finditer(text):
        at = match.start()
        if at < done:
            continue
        word = bare(match[0])
        kind = grammar.kinds[word]
        before = text[max(0, at - 40) : at]
        if grammar.draft.search(before):
            continue
        several = word in grammar.plural
        between, items = read_items(context, match.end(), grammar, several=several)
        if items:
            done = items[-1].end
            named = between or _named_before(context, at) or _reported(context, at)
            lists.append(_List(kind, at, named, items, between is None and named is not None))
        elif word not in grammar.singular or (context.own and grammar.own_text.search(before)):
            continue
        elif same := grammar.same.search(before):
            start = at - (len(before) - same.start())
            yield start, kind, [Found(kind, "", "", "", start, match.end())], True
        elif after := grammar.same_after.match(text, match.end()):
            the = grammar.article.search(before)
            start = at - (len(before) - the.start()) if the else at
            yield start, kind, [Found(kind, "", "", "", start, after.end())], True
    for before_it, one, after_it in zip([None, *lists], lists, [*lists[1:], None], strict=False):
        yield one.start, one.kind, list(_resolve(context, before_it, one, after_it)), False


def _resolve(
    context: Context, before: _List | None, one: _List, after: _List | None
) -> Iterator[Found]:
    last, named = one.items[-1], one.named
    unknown = named is not None and not named.codes
    if named is None and last.owner is None and before and _joined(context, before, one):
        # only for numbers that its body has; the others are looked for as if alone
        one.inherited = before.inherited or (before.named if before.named_first else None)
    for item in one.items:
        stated = named_in(item.number)
        foreign = unknown or item.foreign
        foreign = foreign or (item.owner is None and named is None and last.foreign)
        if foreign and not stated:
            continue
        owner = item.owner or named
        inherited = one.inherited and _named(context, one.inherited, item.number)
        body: str | None
        if stated:
            body = stated
        elif owner is not None:
            body = _named(context, owner, item.number)
            body = None if body and impossible(body, item.number) else body
        elif last.owner and (own := _named(context, last.owner, item.number)):
            body = if_plausible(own, item.number)
        elif inherited and if_plausible(inherited, item.number):
            body = inherited
        else:
            body = _body(context, one.start, last, item.number)
            if after and body == context.body and _shared(context, one, after, item.number):
                body = None
        if body is not None:
            target = str(AdoptedText(body, str(one.kind), item.number))
            start = one.start if item.start == one.items[0].start else item.start
            year = item.year or year_of(item.number)
            yield Found(one.kind, body, item.number, target, start, item.end, year=year)


def _joined(context: Context, before: _List, one: _List) -> bool:
    """Whether two lists follow one another as in "resolution 8/1 and decision 8/2"."""
    grammar = grammar_of(context.language)
    return grammar.next.fullmatch(context.text, before.items[-1].after, one.start) is not None


def _shared(context: Context, one: _List, after: _List, number: str) -> bool:
    """Whether a list may be of another body than the document's, named after the next list."""
    owner = after.items[-1].owner
    if owner is None or after.named is not None or not _joined(context, one, after):
        return False
    if _is_own(context, one.start):
        return False
    body = _named(context, owner, number)
    return body != context.body and if_plausible(body, number) is not None


def _named(context: Context, name: Name, number: str) -> str | None:
    """The body a name stands for, or the only one that it may stand for with this number."""
    if body := context.bodies.code(name)[0]:
        return body
    plausible = [code for code in name.codes if if_plausible(code, number)]
    return plausible[0] if len(plausible) == 1 else None


def _named_before(context: Context, start: int) -> Name | None:
    """The body in "General Assembly resolution 55/25"; one without codes if it is not known."""
    grammar, text = grammar_of(context.language), context.text
    if not grammar.body_first:
        return None
    names = context.bodies.between(max(0, start - _LONGEST_NAME), start)
    if names and text[names[-1].end : start].isspace():
        return names[-1]
    # "UNCAC resolution 10/5" is one of the conference of that convention
    instruments = context.instruments.between(max(0, start - _LONGEST_NAME), start)
    if instruments and text[instruments[-1].end : start].isspace():
        code = context.instruments.code(instruments[-1])[0]
        codes = tuple(body for body, of in CONVENTION_OF.items() if of == code)
        return Name(start, start, codes, False)
    if names and not names[-1].codes and _GOES_ON.fullmatch(text, names[-1].end, start):
        return names[-1]
    if text[start : start + 3].isupper():  # all is in capitals
        return None
    longer = _CAPITALS.search(text, max(0, start - 60), start) is not None
    foreign = longer or after_acronym(text, start, context.language)
    return Name(start, start, (), True) if foreign else None


def _reported(context: Context, start: int) -> Name | None:
    """The body whose report has a text: "E/CN.15/2018/15, chap. I, sect. D, resolution 27/4"."""
    low = max(0, start - _LONGEST_PLACE)
    place = grammar_of(context.language).located.search(context.text, low, start)
    if place is None:
        return None
    symbols = find_symbols(context.text)
    at = bisect_left(symbols, place.start(), key=lambda found: found.end)
    report = symbols[at] if at < len(symbols) else None
    if report is None or report.end != place.start():
        return None
    return Name(start, start, (report.symbol.body,), False)


def _body(context: Context, start: int, last: Item, number: str) -> str | None:
    """The body that is not named with the text, by the sentence and the form of the number."""
    begin, end = context.sentence(start)
    grammar = grammar_of(context.language)
    names = context.bodies.between(begin, end)
    # "the Council, in its resolution 2017/19", "Dans sa résolution 55/25, l'Assemblée générale"
    before = [name for name in names if name.end <= start][-1:]
    owners = [name for name in before if grammar.adopting.match(context.text[name.end : start])]
    owners += [
        name
        for name in names
        if name.start >= last.end
        and grammar.subject.search(context.text, max(last.end, name.start - _LEAD), name.start)
    ][:1]
    for name in owners:
        if not name.codes:
            return None
        if body := if_plausible(_named(context, name, number), number):
            return body
    if _by_another(context, begin, start, names):
        return None
    if "(" in number:
        return "S" if year_of(number) else _by_roman_session(context, start, number)
    if year_of(number):
        return "E"
    if body := if_plausible(context.body, number):
        return body
    bodies = {if_plausible(context.bodies.code(name)[0], number) for name in names} - {None}
    if "A" in bodies or (not bodies and if_plausible("A", number)):
        return "A"
    return bodies.pop() if len(bodies) == 1 else None


def _by_roman_session(context: Context, start: int, number: str) -> str | None:
    """The Assembly; the Council in its own documents, or where no Assembly was so late."""
    if context.body == "E" and _is_own(context, start):
        return if_plausible("E", number)
    return if_plausible("A", number) or if_plausible("E", number)


def _is_own(context: Context, start: int) -> bool:
    """Whether "its" stands before a text."""
    its = grammar_of(context.language).its
    return its.search(context.text, max(0, start - 12), start) is not None


def _by_another(context: Context, begin: int, start: int, names: Sequence[Name]) -> bool:
    """Whether a body that is not known speaks of its own text: "The Board, in its decision 9/3"."""
    grammar, text = grammar_of(context.language), context.text
    own = grammar.own.search(text, max(begin, start - 60), start)
    if own is None:
        return False
    low = max(begin, *(text.rfind(mark, begin, own.start()) + 1 for mark in ",;:"))
    said = [name for name in names if low <= name.start < own.start()]
    if not said:
        return grammar.actor.match(text, low, own.start()) is not None
    return not said[-1].codes
