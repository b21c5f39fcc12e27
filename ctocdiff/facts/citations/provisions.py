"""Articles of a convention and rules of procedure: lists, ranges, and what they belong to.

French calls both "article"; the instrument decides: the one named with the number ("article 22 du
Règlement intérieur", "son article 36", "article 39 de cette dernière"), else the one named last
before it in the sentence, else the one of which the section cited an article of this number, else
the one named next in the sentence, else the only one named in the section so far that has so many
articles. Where sentence and section disagree, or where the instrument is none that the lexicon
knows, nothing is cited.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from ctocdiff.facts.citations.citation import Found
from ctocdiff.facts.citations.context import Context, Provisions
from ctocdiff.facts.citations.forms import NOTE_MARK, any_of, noun, words
from ctocdiff.facts.citations.names import RULES, Name
from ctocdiff.language import Language, lexicon
from ctocdiff.letters import GOES_ON
from ctocdiff.model import CitationKind

_LONGEST_RANGE = 100
_OWNER, _LONGEST_NAME = 40, 200  # code points before the rules of a body
# How many articles an instrument has.
_ARTICLES = {
    "CTOC": 41,
    "CAC": 71,
    "TIP Protocol": 20,
    "SOM Protocol": 25,
    "Firearms Protocol": 21,
    "UN Charter": 111,
    "1961 Convention": 51,
    "1971 Convention": 33,
    "1988 Convention": 34,
    "UDHR": 30,
    "ICCPR": 53,
    "ICESCR": 31,
    "ICERD": 25,
    "CEDAW": 30,
    "CAT": 33,
    "CRC": 54,
    "ICMW": 93,
    "CRPD": 50,
    "ICPPED": 45,
    "1951 Convention": 46,
    "UNCLOS": 320,
    "UNFCCC": 26,
    "Kyoto Protocol": 28,
    "Paris Agreement": 29,
    "CBD": 42,
    "VCLT": 85,
    "Rome Statute": 128,
    "ICJ Statute": 70,
}


@dataclass(frozen=True, slots=True)
class _Grammar:
    noun: re.Pattern[str]
    number: re.Pattern[str]
    first: re.Pattern[str]
    next: re.Pattern[str]
    to: re.Pattern[str]
    tail: re.Pattern[str]
    inner: re.Pattern[str]
    of: re.Pattern[str]
    rules_of: re.Pattern[str]
    owned: re.Pattern[str]
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
    parts = any_of((*table["subdivision"], *table["subdivisions"]))
    part = rf"(?:\(?(?:[0-9]{{1,2}}|[a-z]|[ivx]{{1,4}})(?!{GOES_ON})\)?(?:\s\([a-z]\))?)"
    bracketed = r"\((?:[0-9]{1,2}|[a-z]|[ivx]{1,4})\)"
    joint = rf"(?:,?\s{words(table['and'])}|\s{words(table['to'])}|,\s)"
    return _Grammar(
        noun=re.compile(rf"{noun(nouns)}\s(?={number})"),
        number=re.compile(number),
        first=re.compile(any_of(table["first"])),
        next=re.compile(joint),
        to=re.compile(rf"(?:\s?[-‐‑–]\s?|\s{words(table['to'])})"),
        # "(Adoption du budget)", ", paragraphe 3," between the number and the instrument
        tail=re.compile(
            rf"(?:{NOTE_MARK})?(?:\s?\([^()]{{1,160}}\)|\s[a-z]\))?"
            rf"(?:,?\s{parts}\s{part}(?:{joint}{part})*,?)?"
        ),
        # " (3)", "(2) (b)", "(13) and (14)", ", paragraphe 1" between the numbers of a list
        inner=re.compile(
            rf"(?:{NOTE_MARK}|(?:\s?{bracketed}){{1,3}}(?:{joint}{bracketed}{{1,3}})*"
            # as much as there is, and then a comma
            rf"|(?=(?P<one>,\s{any_of(table['subdivision'])}\s{part}))(?P=one)(?=,)"
            rf"|(?=(?P<all>,\s{any_of(table['subdivisions'])}\s{part}(?:{joint}{part})*))"
            rf"(?P=all)(?=,))"
        ),
        of=re.compile(rf"\s{words(table['provision_of'])}"),
        rules_of=re.compile(rf"\s{words(table['rules_of'])}"),
        owned=re.compile(rf"{any_of(table['owner_mark'])}\s(?:\w+\s){{0,2}}$"),
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
        word = match[0].strip().lower()
        at: int | None = match.end()
        while at is not None:
            spans, done = _numbers(context.text, at, grammar)
            for number, first, end in spans:
                source, anaphora = _Mention(context, number, match.start(), done, word).source()
                if source is not None:
                    context.introduce(number, source)
                    start = match.start() if first == match.end() else first
                    target = f"{source.body} {source.kind} {number}"
                    yield Found(source.kind, source.body, number, target, start, end, anaphora)
            at = _without_noun(context, done, grammar)


def _without_noun(context: Context, end: int, grammar: _Grammar) -> int | None:
    """Where another list of the noun begins: the 5 of "article 6 de la Convention et 5 du …"."""
    name = _attached(context, end, grammar)
    then = grammar.next.match(context.text, name.end) if name else None
    number = grammar.number.match(context.text, then.end()) if then else None
    if number is None:
        return None
    _, end = _numbers(context.text, number.start(), grammar)
    return number.start() if _attached(context, end, grammar) else None


def _attached(context: Context, end: int, grammar: _Grammar) -> Name | None:
    """The instrument named with a list that ends at an offset."""
    tail = grammar.tail.match(context.text, end)
    of = grammar.of.match(context.text, tail.end() if tail else end)
    name = context.instruments.at(of.end()) if of else None
    return name if name and name.codes else None


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
        inner = grammar.inner.match(text, end)
        then = grammar.next.match(text, inner.end() if inner else end)
        match = grammar.number.match(text, then.end()) if then else None
    return found, found[-1][2]


def _range(first: str, last: str) -> list[str]:
    if not (first.isdigit() and last.isdigit()):
        return [first, last]
    if not 0 <= int(last) - int(first) <= _LONGEST_RANGE:
        return [first, last]
    return [str(number) for number in range(int(first), int(last) + 1)]


def _canonical(number: str, grammar: _Grammar) -> str:
    return "1" if grammar.first.fullmatch(number) else number


@dataclass(frozen=True, slots=True)
class _Mention:
    """One number of a list of articles; ``start`` and ``end`` are those of the whole list.

    Each step gives what the article belongs to (None where that cannot be told) and whether it
    was learnt from another sentence.
    """

    context: Context
    number: str
    start: int
    end: int
    noun: str

    def source(self) -> tuple[Provisions | None, bool]:
        grammar, text = _grammar(self.context.language), self.context.text
        tail = grammar.tail.match(text, self.end)
        at = tail.end() if tail else self.end
        if grammar.latter.match(text, at):
            return self._read(self._before())
        of = grammar.of.match(text, at)
        # in "article 5, paragraph 1 of article 6" the paragraph is not one of article 5
        if of and not grammar.noun.match(text, of.end()):
            return self._read(self.context.instruments.at(of.end()), attached=True)
        if grammar.its.search(text, max(0, self.start - 12), self.start):
            return self._read(self._before())
        return self._from_context()

    def _from_context(self) -> tuple[Provisions | None, bool]:
        introduced = self.context.introduced(self.number)
        known = {source for source in introduced if self._may_be(source.kind)}
        if before := self._before():
            source, far = self._read(before)
            return (source, far) if not known or known == {source} else (None, False)
        if known:
            return (known.pop(), True) if len(known) == 1 else (None, False)
        _, end = self.context.sentence(self.start)
        if after := self.context.instruments.between(self.end, end):
            return self._read(after[0])
        codes = {
            code
            for code in self.context.instruments.mentioned(self.start)
            if self._may_be(_kind(code)) and _has(code, self.number)
        }
        code = codes.pop() if len(codes) == 1 else None
        body = self.context.body if code == RULES else code
        return (Provisions(_kind(code), body), True) if body else (None, False)

    def _before(self) -> Name | None:
        """The name before it in the sentence that can be meant, or one that is not known."""
        names = self.context.instruments
        begin, _ = self.context.sentence(self.start)
        for name in reversed(names.between(begin, self.start)):
            code = names.code(name)[0]
            if not name.codes or (self._may_be(_kind(code)) and _has(code, self.number)):
                return name
        return None

    def _read(self, name: Name | None, *, attached: bool = False) -> tuple[Provisions | None, bool]:
        if name is None:
            return None, False
        code, told = self.context.instruments.code(name)
        body = _body_of_rules(self.context, name.start, name.end) if code == RULES else code
        if body is None or not self._may_be(_kind(code), attached=attached):
            return None, False
        begin, end = self.context.sentence(self.start)
        return Provisions(_kind(code), body), told is None or not begin <= told.start < end

    def _may_be(self, kind: CitationKind, *, attached: bool = False) -> bool:
        """Whether the noun is one for this kind: in French "article" is one for both.

        In English it is so only where the rules are named with it ("article 5 of the rules of
        procedure"): anywhere else it is one of a convention.
        """
        table = lexicon(self.context.language)["citations"]
        if attached and kind is CitationKind.RULE and self.noun in table["rule_named"]:
            return True
        return self.noun in table[str(kind)]


def _kind(code: str | None) -> CitationKind:
    return CitationKind.RULE if code == RULES else CitationKind.ARTICLE


def _has(code: str | None, number: str) -> bool:
    """Whether an instrument has an article of this number, as far as is known."""
    figures = re.match(r"\d+", number)
    return code not in _ARTICLES or figures is None or int(figures[0]) <= _ARTICLES[code]


def _body_of_rules(context: Context, start: int, end: int) -> str | None:
    """The body whose rules of procedure stand in a range; None where it is not known."""
    grammar, text = _grammar(context.language), context.text
    of = grammar.rules_of.match(text, end)
    if of is None:
        mark = grammar.owned.search(text, max(0, start - _OWNER), start)
        if mark is None:
            return context.body
        # "the Conference's draft rules of procedure"
        names = context.bodies.between(max(0, mark.start() - _LONGEST_NAME), mark.start())
        owner = names[-1] if names and names[-1].end == mark.start() else None
        return context.bodies.code(owner)[0] if owner else None
    name = context.bodies.at(of.end())
    return context.bodies.code(name)[0] if name else None
