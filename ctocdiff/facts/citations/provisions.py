"""Articles of a convention and rules of procedure: lists, ranges, and what they belong to.

French calls both "article"; the instrument decides: the one named with the number ("article 22 du
Règlement intérieur", "son article 36", "article 39 de cette dernière"), else the one named last
before it in the sentence, else the one of which the section cited an article of this number, else
the one named next in the sentence. Where sentence and section disagree, or where the instrument is
none that the lexicon knows, nothing is cited.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from ctocdiff.facts.citations.citation import CitationKind, Found
from ctocdiff.facts.citations.context import Context
from ctocdiff.facts.citations.forms import GOES_ON, any_of, noun, words
from ctocdiff.facts.citations.names import RULES, Name
from ctocdiff.language import Language, lexicon

_LONGEST_RANGE = 100


@dataclass(frozen=True, slots=True)
class _Grammar:
    noun: re.Pattern[str]
    articles: frozenset[str]
    rules: frozenset[str]
    number: re.Pattern[str]
    first: re.Pattern[str]
    next: re.Pattern[str]
    to: re.Pattern[str]
    tail: re.Pattern[str]
    of: re.Pattern[str]
    latter: re.Pattern[str]
    its: re.Pattern[str]


@cache
def _grammar(language: Language) -> _Grammar:
    table = lexicon(language)["citations"]
    nouns = (*table["article"], *table["rule"])
    number = (
        rf"(?:{any_of(table['first'])}"
        rf"|[1-9][0-9]{{0,2}}(?:\s{any_of(table['repeated'])})?(?!{GOES_ON}|/|[.,][0-9]))"
    )
    # "b)", "(b)", "3 (b)", "3"
    part = rf"(?:\(?(?:[0-9]{{1,2}}|[a-z]|[ivx]{{1,4}})(?!{GOES_ON})\)?(?:\s\([a-z]\))?)"
    joint = rf"(?:,?\s{words(table['and'])}|\s{words(table['to'])}|,\s)"
    return _Grammar(
        noun=re.compile(rf"{noun(nouns)}\s(?={number})"),
        articles=frozenset(table["article"]),
        rules=frozenset(table["rule"]),
        number=re.compile(number),
        first=re.compile(any_of(table["first"])),
        next=re.compile(joint),
        to=re.compile(rf"(?:\s?[-–]\s?|\s{words(table['to'])})"),
        # "(Adoption du budget)", ", paragraphe 3,", " 2 (b)" between the number and the instrument
        tail=re.compile(
            rf"(?:\s?\([^()]{{1,160}}\)|\s[a-z]\))?"
            rf"(?:,?\s{any_of(table['subdivision'])}\s{part}(?:{joint}{part})*)?,?"
        ),
        of=re.compile(rf"\s{words(table['provision_of'])}"),
        latter=re.compile(rf"\s{any_of(table['latter'])}"),
        its=re.compile(rf"(?<!\w)(?i:{words(table['its'])})$"),
    )


def read_provisions(context: Context) -> Iterator[Found]:
    """Every article and rule cited in the text, in order; what cannot be told is left out."""
    grammar = _grammar(context.language)
    done = 0
    for match in grammar.noun.finditer(context.text):
        if match.start() < done:
            continue
        spans, done = _numbers(context.text, match.end(), grammar)
        allowed = _allowed(match[0].strip().lower(), grammar)
        for number, first, end in spans:
            code, anaphora = _instrument(context, match.start(), done, number, allowed)
            if code is not None:
                context.introduce(number, code)
                start = match.start() if first == match.end() else first
                yield _found(context, code, number, start, end, anaphora=anaphora)


def _allowed(noun: str, grammar: _Grammar) -> tuple[bool, bool]:
    """Whether the noun may mean an article, and whether a rule."""
    return noun in grammar.articles, noun in grammar.rules


def _found(
    context: Context, code: str, number: str, start: int, end: int, *, anaphora: bool
) -> Found:
    if code == RULES:
        target = f"{context.body} rule {number}"
        return Found(CitationKind.RULE, context.body, number, target, start, end, anaphora)
    target = f"{code} article {number}"
    return Found(CitationKind.ARTICLE, code, number, target, start, end, anaphora)


def _numbers(text: str, at: int, grammar: _Grammar) -> tuple[list[tuple[str, int, int]], int]:
    """The numbers of a list with their spans, those of a range with that of the range."""
    found: list[tuple[str, int, int]] = []
    match = grammar.number.match(text, at)
    while match:
        start, end, first = match.start(), match.end(), _canonical(match[0], grammar)
        to = grammar.to.match(text, end)
        if to and (last := grammar.number.match(text, to.end())):
            end = last.end()
            found += [(number, start, end) for number in _range(first, last[0])]
        else:
            found.append((first, start, end))
        then = grammar.next.match(text, end)
        match = grammar.number.match(text, then.end()) if then else None
    return found, found[-1][2]


def _range(first: str, last: str) -> list[str]:
    if not (first.isdigit() and last.isdigit()) or int(last) - int(first) > _LONGEST_RANGE:
        return [first, last]
    return [str(number) for number in range(int(first), int(last) + 1)]


def _canonical(number: str, grammar: _Grammar) -> str:
    return "1" if grammar.first.fullmatch(number) else number


def _instrument(
    context: Context, start: int, end: int, number: str, allowed: tuple[bool, bool]
) -> tuple[str | None, bool]:
    """What an article belongs to, and whether that was learnt from another sentence."""
    grammar, text, names = _grammar(context.language), context.text, context.instruments
    sentence = context.sentence(start)

    def read(name: Name | None) -> tuple[str | None, bool]:
        code, source = names.code(name) if name else (None, None)
        if code is None or not allowed[code == RULES]:
            return None, False
        return code, source is None or not sentence[0] <= source.start < sentence[1]

    before = next(
        (
            name
            for name in names.between(sentence[0], start)[::-1]
            if not name.codes or allowed[name.codes == (RULES,)]
        ),
        None,
    )
    tail = grammar.tail.match(text, end)
    at = tail.end() if tail else end
    if grammar.latter.match(text, at):
        return read(before)
    if of := grammar.of.match(text, at):
        return read(names.at(of.end()))
    if grammar.its.search(text, max(0, start - 12), start):
        return read(before)
    known = {code for code in context.introduced(number) if allowed[code == RULES]}
    if before is not None:
        code, anaphora = read(before)
        return (code, anaphora) if not known or known == {code} else (None, False)
    if known:
        return (known.pop(), True) if len(known) == 1 else (None, False)
    return read(next(iter(names.between(end, sentence[1])), None))
