"""Documents of the session: announced and listed, their symbols and their titles."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from ctocdiff.alternation import any_form
from ctocdiff.facts.findings.reading import Passage, Reading
from ctocdiff.facts.findings.titles import shared, telling, title_words
from ctocdiff.facts.sentences import sentence_at, sentences
from ctocdiff.model import DocumentKind, Finding, Kind
from ctocdiff.symbols import Symbol, SymbolMention, find_symbols

_UNLISTED = frozenset({"INF", "L"})  # what no documentation list has
_PAPER = "CRP"
_HABIT = 3  # documents
_NEAR = 24  # code points between a symbol and "(forthcoming)"
_RUN = 6  # words in common that show that a document is announced without its symbol
_TELLING = 6  # words; a shorter title may belong to several documents
_STRANGERS = 0.2  # of the telling words; two titles of one document that share less
_ISSUED_WITHIN = dt.timedelta(days=120)
_LABEL = re.compile(r"^\s*(?:\(?[a-z]{1,3}\)|[-–•])\s+")
_BEFORE_SYMBOL = " \t(["


@dataclass(frozen=True, slots=True)
class _Entry:
    """A document with its title, in a list of documents."""

    symbol: Symbol
    title: str
    passage: Passage
    start: int
    end: int


def check_documents(reading: Reading) -> Iterator[Finding]:
    """Every disagreement between lists, annotations and symbols."""
    entries = tuple(_entries(reading))
    if reading.document.kind is DocumentKind.AGENDA:
        yield from _announced(reading, entries)
        yield from _listed(reading, entries)
    yield from _years(reading)
    yield from _two_titles(reading, entries)
    yield from _two_symbols(reading, entries)
    if reading.document.kind is DocumentKind.AGENDA:
        yield from _of_another_year(reading, entries)


def _entries(reading: Reading) -> Iterator[_Entry]:
    """The documents of documentation lists, and of the lists that a report has in its text."""
    report = reading.document.kind is DocumentKind.REPORT
    for passage in reading.passages:
        text = passage.text
        listed = passage.kind is Kind.DOCUMENTATION
        if not listed and not (report and passage.kind is Kind.BODY and _LABEL.match(text)):
            continue
        own = [m for m in find_symbols(text) if m.symbol.body in reading.series]
        if listed or len(own) == 1:
            for mention in own:
                title = _LABEL.sub("", text[: own[0].start].rstrip(_BEFORE_SYMBOL))
                yield _Entry(mention.symbol, title, passage, mention.start, mention.end)


def _ours(symbol: Symbol, reading: Reading) -> bool:
    """Whether a document of the body for this session, that a list can be expected to have."""
    head, year = reading.head, reading.document.year
    nature = {segment.partition(".")[0] for segment in symbol.segments}
    own = head.symbol is not None and symbol.base == head.symbol.base
    return (
        symbol.body in reading.series and symbol.year == year and not own and not nature & _UNLISTED
    )


def _is_paper(symbol: Symbol) -> bool:
    return any(segment.partition(".")[0] == _PAPER for segment in symbol.segments)


def _item(label: str) -> str:
    return label.partition("(")[0]


def _announced(reading: Reading, entries: tuple[_Entry, ...]) -> Iterator[Finding]:
    """What an annotation announces stands in the documentation list of its item."""
    lists: dict[Symbol, set[str]] = {}
    for entry in entries:
        symbol = _meant(entry.symbol.base, reading)
        lists.setdefault(symbol, set()).add(entry.passage.section)
    papers = any(_is_paper(symbol) for symbol in lists)
    told: set[tuple[str, Symbol]] = set()
    for passage, mention in _mentions(reading):
        symbol, label = mention.symbol.base, passage.section
        key = (label, symbol)
        if not _ours(symbol, reading) or key in told or not lists:
            continue
        # conference room papers are often left out of lists; some documents list none
        if _is_paper(symbol) and not papers:
            continue
        told.add(key)
        places = lists.get(symbol, set())
        if any(_item(place) == _item(label) for place in places):
            continue
        if places and _sends_elsewhere(passage, mention, reading):
            continue
        yield passage.find(
            "announced-not-listed", mention.start, mention.end, symbol=symbol, label=label
        )


def _mentions(reading: Reading) -> Iterator[tuple[Passage, SymbolMention]]:
    for passage in reading.passages:
        if passage.kind is Kind.BODY and passage.section[:1].isdigit():
            yield from ((passage, mention) for mention in find_symbols(passage.text))


def _sends_elsewhere(passage: Passage, mention: SymbolMention, reading: Reading) -> bool:
    """Whether a document is one of another item that is only referred to."""
    low, _ = sentence_at(passage.text, mention.start, reading.language)
    see = any_form(reading.words["see"]).search(passage.text, low, mention.start)
    # "will have before it the reports (see …)" announces; "see the paper that will be … " does not
    until = see.start() if see else mention.start
    return not any_form(reading.words["announces"]).search(passage.text, low, until)


def _listed(reading: Reading, entries: tuple[_Entry, ...]) -> Iterator[Finding]:
    """What a documentation list has is announced somewhere in the annotations."""
    announced = {_meant(mention.symbol.base, reading) for _, mention in _mentions(reading)}
    ours = [entry for entry in entries if _ours(entry.symbol.base, reading)]
    # an item may have a list and no annotation
    annotated = {_item(p.section) for p in reading.passages if p.kind is Kind.BODY}
    # some bodies announce nothing in their annotations: their lists do
    if len(ours) >= _HABIT and not any(entry.symbol.base in announced for entry in ours):
        return
    for entry in ours:
        symbol = entry.symbol.base
        if symbol in announced or _item(entry.passage.section) not in annotated:
            continue
        if not _told_in_words(entry, reading):
            yield entry.passage.find(
                "listed-not-announced", entry.start, entry.end,
                symbol=symbol, label=entry.passage.section,
            )  # fmt: skip


def _told_in_words(entry: _Entry, reading: Reading) -> bool:
    """Whether an annotation of the item announces a document by the words of its title."""
    announces = any_form(reading.words["announces"])
    title = title_words(entry.title)
    runs = {title[at : at + _RUN] for at in range(len(title) - _RUN + 1)}
    for passage in reading.passages:
        label = entry.passage.section
        if passage.kind is not Kind.BODY or passage.section not in (label, _item(label)):
            continue
        if not passage.may_have(reading.words["announces"]):
            continue
        for low, high in sentences(passage.text, reading.language):
            if announces.search(passage.text, low, high):
                words = title_words(passage.text[low:high])
                if any(words[at : at + _RUN] in runs for at in range(len(words) - _RUN + 1)):
                    return True
    return False


def _years(reading: Reading) -> Iterator[Finding]:
    """No document has a symbol of a year that was still to come, or that had no session."""
    for passage in reading.passages:
        for mention in find_symbols(passage.text):
            symbol = mention.symbol
            own = passage.kind is Kind.MASTHEAD and symbol == reading.head.symbol
            told = any_form(reading.words["forthcoming"]).search(
                passage.text, mention.end, mention.end + _NEAR
            )
            if told or not (_misdated(symbol, reading) or (own and _is_of_another_year(reading))):
                continue
            yield passage.find(
                "symbol-year", mention.start, mention.end, symbol=symbol, year=symbol.year
            )


def _misdated(symbol: Symbol, reading: Reading) -> bool:
    """Whether a year was still to come; a body has documents in the years of its sessions."""
    year, latest = symbol.year, _latest_year(reading)
    if year is None:
        return False
    years = {facts.opens.year for facts in reading.sessions.values()}
    between = len(years) > 1 and min(years) <= year <= max(years)
    gap = symbol.body == reading.body and between and year not in years
    return gap or (latest is not None and year > latest)


def _meant(symbol: Symbol, reading: Reading) -> Symbol:
    """The symbol with the year of the session, where the year that it has cannot be right."""
    year = reading.document.year
    if year is None or symbol.body not in reading.series or not _misdated(symbol, reading):
        return symbol
    wrong = str(symbol.year)
    return Symbol(tuple(str(year) if one == wrong else one for one in symbol.segments))


def _is_of_another_year(reading: Reading) -> bool:
    """Whether the document's own symbol has a year from which it can neither be nor be issued."""
    head = reading.head
    if head.symbol is None or head.symbol.year is None or head.opens is None:
        return False
    days = [day for day in (head.opens, head.closes, head.issued) if day]
    first, last = min(days), max(days)
    if head.issued is None:  # it may have been issued somewhat before the session, or after it
        first, last = first - _ISSUED_WITHIN, last + _ISSUED_WITHIN
    return not first.year <= head.symbol.year <= last.year


def _latest_year(reading: Reading) -> int | None:
    """The last year that a document can know of: that of its session, its issue or its symbol."""
    head = reading.head
    days = (head.opens, head.closes, head.issued, head.reissued)
    years = [day.year for day in days if day]
    own = head.symbol.year if head.symbol is not None else None
    if own is not None and not _is_of_another_year(reading):
        years.append(own)
    return max(years, default=None)


def _two_titles(reading: Reading, entries: tuple[_Entry, ...]) -> Iterator[Finding]:
    """A document that is listed twice has one title, long or short."""
    first: dict[Symbol, _Entry] = {}
    for entry in entries:
        before = first.setdefault(entry.symbol, entry)
        titles = (before.title, entry.title)
        if min(len(telling(title, reading.language)) for title in titles) < _TELLING:
            continue
        if shared(*titles, reading.language) < _STRANGERS:
            yield entry.passage.find(
                "document-two-titles", entry.start, entry.end,
                symbol=entry.symbol, label=before.passage.section or "–",
            )  # fmt: skip


def _two_symbols(reading: Reading, entries: tuple[_Entry, ...]) -> Iterator[Finding]:
    """A title that is listed twice has one symbol."""
    by_title: dict[tuple[str, ...], list[_Entry]] = {}
    for entry in entries:
        if len(telling(entry.title, reading.language)) >= _TELLING:
            by_title.setdefault(title_words(entry.title), []).append(entry)
    for same in by_title.values():
        if len({entry.symbol.base for entry in same}) < 2:
            continue
        right = _right_symbol(same, reading)
        for entry in same:
            if entry.symbol.base != right:
                yield entry.passage.find(
                    "title-two-symbols", entry.start, entry.end, symbol=entry.symbol, other=right
                )


def _right_symbol(same: list[_Entry], reading: Reading) -> Symbol:
    """The symbol of the year of the session, else the one given most often."""
    year = reading.document.year or _latest_year(reading)
    counts = Counter(entry.symbol.base for entry in same)
    return max(counts, key=lambda symbol: (symbol.year == year, counts[symbol]))


def _of_another_year(reading: Reading, entries: tuple[_Entry, ...]) -> Iterator[Finding]:
    """A document that is announced with another year than the list of its item gives it."""
    listed = {entry.symbol.base for entry in entries}
    for passage, mention in _mentions(reading):
        symbol = mention.symbol.base
        if symbol.body not in reading.series or symbol.year is None or symbol in listed:
            continue
        if _misdated(symbol, reading):  # which is a finding already
            continue
        others = {
            entry.symbol.base
            for entry in entries
            if _item(entry.passage.section) == _item(passage.section)
            and _ours(entry.symbol.base, reading)
            and _without_year(entry.symbol.base) == _without_year(symbol)
        }
        low, _ = sentence_at(passage.text, mention.start, reading.language)
        announces = any_form(reading.words["announces"])
        if len(others) == 1 and announces.search(passage.text, low, mention.start):
            (other,) = others
            yield passage.find(
                "title-two-symbols", mention.start, mention.end, symbol=symbol, other=other
            )


def _without_year(symbol: Symbol) -> tuple[str, ...]:
    return tuple(segment for segment in symbol.segments if segment != str(symbol.year))
