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
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from ctocdiff.facts.citations.citation import Found
from ctocdiff.facts.citations.context import Context
from ctocdiff.facts.citations.forms import GOES_ON, NOTE_MARK, any_of, noun, words
from ctocdiff.facts.citations.names import Name
from ctocdiff.facts.citations.numbers import (
    NUMBER,
    canonical,
    if_plausible,
    impossible,
    named_in,
    year_of,
)
from ctocdiff.language import Language, lexicon
from ctocdiff.model import CitationKind
from ctocdiff.symbols import AdoptedText

_NOTE_MARK = re.compile(NOTE_MARK)
_QUOTED = re.compile(r",?\s(?:[^\s«“\"]+\s){0,3}?(?:«[^»]{1,500}»|“[^”]{1,500}”|\"[^\"]{1,500}\")")
# "resolution 8/13 (the Abu Dhabi declaration)": what says more of a text, before its date or body
_ASIDE = re.compile(r"\s\([^()]{1,160}\)(?=,?\s)")
# "Climate Change resolution": two words with a capital name something before the noun
_CAPITALS = re.compile(r"(?:(?<!\w)[^\W\d_a-zà-ÿ⁰¹²³⁴-⁹]\w+\s){2}$")
_DASH = r"\s?[-–]\s?"
_LONGEST_RANGE = 50
_LONGEST_NAME = 200  # of a body, in code points
_LEAD = 8  # code points: ", l'" and the like before the name of a body


@dataclass(frozen=True, slots=True)
class _Grammar:
    noun: re.Pattern[str]
    kinds: dict[str, CitationKind]
    mark: re.Pattern[str]
    date: re.Pattern[str]
    part: re.Pattern[str]
    owned: re.Pattern[str]
    capital: re.Pattern[str]
    next: re.Pattern[str]
    to: re.Pattern[str]
    draft: re.Pattern[str]
    same: re.Pattern[str]
    same_after: re.Pattern[str]
    singular: frozenset[str]
    article: re.Pattern[str]
    adopting: re.Pattern[str]
    subject: re.Pattern[str]
    its: re.Pattern[str]
    body_first: bool


@cache
def _grammar(language: Language) -> _Grammar:
    table = lexicon(language)["citations"]
    kinds = (CitationKind.RESOLUTION, CitationKind.DECISION)
    months = any_of(form for row in lexicon(language)["dates"]["months"] for form in row)
    suffix = any_of(lexicon(language)["dates"]["ordinals"])
    article, its = words(table["article_words"]), words(table["its"])
    mark = any_of(table["owner_mark"])
    division = any_of((*table["subdivision"], *table["subdivisions"]))
    # not the 6 of "paras. 3, 4 and 6/1"
    figure = rf"[0-9]{{1,3}}(?:\s?\([a-z0-9]{{1,4}}\))?(?!{GOES_ON}|/)"
    joint = rf"(?:,?\s{words(table['and'])}|{_DASH}|\s{words(table['to'])}|,\s)"
    annex = rf"{any_of(table['annexed'])}(?:\s[IVX]{{1,5}})?"
    parts = rf"(?:{annex}|{division}\s{figure}(?:{joint}{figure})*)"
    parts = rf"{parts}(?:,\s{parts}){{0,2}}"
    of = rf"(?:,?\s{words(table['by'])}(?:{article})?|,?\s{words(table['of'])})"
    return _Grammar(
        noun=re.compile(noun(form for kind in kinds for form in table[kind])),
        kinds={form: kind for kind in kinds for form in table[kind]},
        mark=re.compile(rf"\s(?:{words(table['number'])})?"),
        date=re.compile(
            rf",?\s{words(table['dated'])}(?:[0-9]{{1,2}}{suffix}?\s)?{months}\s"
            rf"(?P<year>[0-9]{{4}})(?!{GOES_ON})",
            re.IGNORECASE,
        ),
        # ", annex II", ", paras. 3-5 and 7", "(paragraph 4 (b))"
        part=re.compile(rf",\s{parts}(?=[\s,;.])|\s\({parts}\)", re.IGNORECASE),
        owned=re.compile(of),
        capital=re.compile(rf"\s{words(table['of'])}[^\W\d_a-zà-ÿ]"),
        next=re.compile(
            rf"(?:,(?:{NOTE_MARK})?\s(?:{words(table['and'])})?|\s{words(table['and'])})(?:{article})?"
        ),
        to=re.compile(rf"(?:{_DASH}|\s{words(table['to'])})"),
        draft=re.compile(rf"(?i:{words(table['draft'])})$"),
        same=re.compile(rf"(?<!\w)(?i:{words(table['same'])})$"),
        same_after=re.compile(rf"\s(?i:{any_of(table['same_after'])})"),
        # of the forms the first is the singular
        singular=frozenset(table[kind][0] for kind in kinds),
        article=re.compile(rf"(?<!\w)(?i:{article})$"),
        adopting=re.compile(
            rf"^(?:{mark}\s|,?\s{words(table['in'])}(?:{article}|{its})"
            rf"|\s{words(table['adopts'])}(?:{article}|{its})?)$"
        ),
        subject=re.compile(rf",\s(?:{article})?$"),
        its=re.compile(rf"(?<!\w)(?i:{its})$"),
        body_first=bool(table["body_first"]),
    )


@dataclass(frozen=True, slots=True)
class _Item:
    number: str
    start: int
    end: int
    after: int  # where the text goes on after date, title and body
    year: int | None
    owner: Name | None
    foreign: bool  # named with a body that is not known


@dataclass(slots=True)
class _List:
    """The numbers after one noun, and the body named with all of them."""

    kind: CitationKind
    start: int
    named: Name | None
    items: list[_Item]
    named_first: bool  # "COSP resolution 8/1"
    inherited: Name | None = None  # the body named before the list that this one is joined to


def read_adopted(context: Context) -> Iterator[tuple[int, CitationKind, list[Found], bool]]:
    """Each mention of a resolution or decision in the text, in order.

    Yields where it starts, its kind, what it cites (nothing where that could not be told) and
    whether it stands for a text that was cited before.
    """
    grammar = _grammar(context.language)
    text = context.text
    done = 0
    lists: list[_List] = []
    for match in grammar.noun.finditer(text):
        at = match.start()
        if at < done:
            continue
        kind = grammar.kinds[match[0].lower()]
        before = text[max(0, at - 40) : at]
        if grammar.draft.search(before):
            continue
        between, items = _items(context, match.end(), grammar)
        if items:
            done = items[-1].end
            named = between or _named_before(context, at)
            lists.append(_List(kind, at, named, items, between is None and named is not None))
        elif match[0].lower() not in grammar.singular:
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


def _items(context: Context, at: int, grammar: _Grammar) -> tuple[Name | None, list[_Item]]:
    """The numbers after a noun, and the body that stands between ("de l'Assemblée générale")."""
    text, between = context.text, None
    mark = grammar.mark.match(text, at)
    if mark is None:
        return None, []
    number = NUMBER.match(text, mark.end())
    if number is None and (of := grammar.owned.match(text, at)):
        between = context.bodies.at(of.end())
        if between is None or not text[between.end :].startswith((" ", "\u00a0")):
            return None, []
        number = NUMBER.match(text, between.end + 1)
    items: list[_Item] = []
    while number:
        item = _item(context, number, grammar)
        items.append(item)
        to = grammar.to.match(text, number.end())
        if to and (last := NUMBER.match(text, to.end())):
            items[-1] = replace(item, end=last.end())
            items += _range(item, last)
            item = replace(_item(context, last, grammar), start=item.start)
            items.append(item)
        then = grammar.next.match(text, item.after)
        number = NUMBER.match(text, then.end()) if then else None
    return between, items


def _range(first: _Item, last: re.Match[str]) -> Iterator[_Item]:
    """What lies between the ends of "12/1 à 12/4"; the first has its own item."""
    session, _, low = first.number.partition("/")
    other, _, high = canonical(last[0]).partition("/")
    if session == other and low.isdigit() and high.isdigit():
        for number in range(int(low) + 1, min(int(high), int(low) + _LONGEST_RANGE)):
            yield replace(first, number=f"{session}/{number}", end=last.end())


def _item(context: Context, number: re.Match[str], grammar: _Grammar) -> _Item:
    text, at = context.text, number.end()
    year, owner, foreign = None, None, False
    for _ in range(6):  # date, title, part, body and date again, with marks of notes, in any order
        if date := grammar.date.match(text, at):
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
    return _Item(canonical(number[0]), number.start(), number.end(), at, year, owner, foreign)


def _aside(text: str, at: int, grammar: _Grammar) -> re.Match[str] | None:
    """The part of a text that is cited, or brackets after which a date or a body goes on."""
    if part := grammar.part.match(text, at):
        return part
    aside = _ASIDE.match(text, at)
    more = (grammar.date, grammar.owned)
    return aside if aside and any(one.match(text, aside.end()) for one in more) else None


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
    grammar = _grammar(context.language)
    return grammar.next.fullmatch(context.text, before.items[-1].after, one.start) is not None


def _shared(context: Context, one: _List, after: _List, number: str) -> bool:
    """Whether a list may be of another body than the document's, named after the next list."""
    owner = after.items[-1].owner
    if owner is None or after.named is not None or not _joined(context, one, after):
        return False
    if _grammar(context.language).its.search(context.text, max(0, one.start - 12), one.start):
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
    grammar, text = _grammar(context.language), context.text
    if not grammar.body_first:
        return None
    names = context.bodies.between(max(0, start - _LONGEST_NAME), start)
    if names and text[names[-1].end : start] == " ":
        return names[-1]
    foreign = _CAPITALS.search(text, max(0, start - 60), start)
    return Name(start, start, (), True) if foreign else None


def _body(context: Context, start: int, last: _Item, number: str) -> str | None:
    """The body that is not named with the text, by the sentence and the form of the number."""
    begin, end = context.sentence(start)
    grammar = _grammar(context.language)
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
        if body := if_plausible(_named(context, name, number), number):
            return body
    if "(" in number:
        return "S" if number.rstrip(")")[-4:].isdigit() else "A"
    if year_of(number):
        return "E"
    if body := if_plausible(context.body, number):
        return body
    bodies = {if_plausible(context.bodies.code(name)[0], number) for name in names} - {None}
    if "A" in bodies or (not bodies and if_plausible("A", number)):
        return "A"
    return bodies.pop() if len(bodies) == 1 else None
