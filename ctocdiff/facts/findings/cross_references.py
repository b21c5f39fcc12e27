"""References of a document to its own paragraphs, annexes and tables that are not there.

Only what says that it means this document counts: "see para. 9 below", "paragraph 4 of the present
report", "(see annex II)". A number is missing where it is beyond the last one: a paragraph that is
numbered wrongly is a finding of its own, and an excerpt lacks paragraphs in the middle.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache, cached_property

from ctocdiff.alternation import any_form, any_word
from ctocdiff.facts.findings.reading import Passage, Reading
from ctocdiff.language import Language, lexicon
from ctocdiff.model import Finding, Kind
from ctocdiff.roman import read_roman

_NUMBERED = re.compile(r"\s*([1-9]\d{0,2})\.\s")
_LETTERED = re.compile(r"\s*\(?([a-z])\)\s")
_INLINE = re.compile(r"[:;,]\s(?:\w{1,3}\s)?\(?([a-z])\)\s")
_LETTER = re.compile(r"([a-z])\)")
_ROMAN = frozenset("ivx")
_QUOTED = re.compile(r"«[^«»]{0,2000}»|“[^“”]{0,2000}”|\"[^\"]{0,2000}\"")
_READ = frozenset({Kind.BODY, Kind.NOTE, Kind.MASTHEAD})
_REACH = 24  # code points from "(see" to an annex
_LEAST = 2  # numbered paragraphs, of a document that refers to its own
_CITED = re.compile(r"(?P<number>[1-9]\d{0,2})(?P<letters>(?:\s?\(?[a-z]\))?)(?!\d|\))")


def check_cross_references(reading: Reading) -> Iterator[Finding]:
    """Every reference to a part that the document has not."""
    words = lexicon(reading.language)["cross_references"]
    places, counted = (*words["place"], *words["here"]), (*words["paragraph"], *words["letter"])
    parts = _Parts(reading)
    for passage in reading.passages:
        if passage.kind not in _READ:
            continue
        numbered = passage.may_have(counted) and passage.may_have(places)
        annexed, tabled = passage.may_have(words["annex"]), passage.may_have(words["table"])
        if not (numbered or annexed or tabled):
            continue
        text = _QUOTED.sub(lambda found: "." * len(found[0]), passage.text)
        if numbered:
            yield from _to_paragraphs(passage, text, parts)
            yield from _to_letters(passage, text, parts)
        if annexed:
            yield from _to_annexes(passage, text, parts)
        if tabled:
            yield from _to_tables(passage, text, parts)


class _Parts:
    """What a document has that can be referred to, each looked for when first asked for."""

    def __init__(self, reading: Reading) -> None:
        self.language = reading.language
        self._passages = reading.passages

    @cached_property
    def paragraphs(self) -> Mapping[int, set[str]]:
        """The numbered paragraphs with the letters that they have; none where the first is missing.

        A number that stands twice may have the letters of both.
        """
        found: dict[int, set[str]] = {}
        number = 0
        for passage in self._passages:
            if passage.kind is not Kind.BODY:
                continue
            if begun := _NUMBERED.match(passage.text):
                number = int(begun[1])
                found.setdefault(number, set())
            if number:
                found[number].update(_letters_in(passage))
        return found if 1 in found and len(found) >= _LEAST else {}

    @cached_property
    def letters(self) -> Mapping[str, set[str]]:
        """The letters of the lists of each section."""
        found: dict[str, set[str]] = {}
        for passage in self._passages:
            if passage.kind is Kind.BODY:
                found.setdefault(passage.section, set()).update(_letters_in(passage))
        return found

    @cached_property
    def tables(self) -> frozenset[int]:
        """The numbers of the tables that have a title, where the first one has."""
        begins = _table(self.language)
        matches = (begins.match(passage.text) for passage in self._passages)
        found = {int(match["number"]) for match in matches if match}
        return frozenset(found) if 1 in found else frozenset()

    @cached_property
    def annexes(self) -> frozenset[str]:
        """The labels of the sections that are annexes."""
        labels = {passage.section for passage in self._passages}
        return frozenset(label for label in labels if "annex" in label)


def _letters_in(passage: Passage) -> Iterator[str]:
    yield from _INLINE.findall(passage.text)
    if lettered := _LETTERED.match(passage.text):
        yield lettered[1]


def _to_paragraphs(passage: Passage, text: str, parts: _Parts) -> Iterator[Finding]:
    for match in _own_paragraphs(parts.language).finditer(text):
        known = parts.paragraphs
        for cited in _CITED.finditer(text, match.start("cited"), match.end("cited")):
            number = int(cited["number"])
            letter = cited["letters"].strip(" ()")
            # letters that are no list of the paragraph may be those of Roman figures
            lacks = letter and known.get(number) and letter not in known[number]
            if known and (number > max(known) or lacks):
                yield passage.find(
                    "reference-missing", match.start(), match.end(), text=match[0], cited=cited[0]
                )
                break


@cache
def _own_paragraphs(language: Language) -> re.Pattern[str]:
    words = lexicon(language)["cross_references"]
    joint = any_word((*lexicon(language)["dates"]["and"], *words["to"]))
    number = r"[1-9]\d{0,2}(?:\s?\(?[a-z]\)){0,2}"
    more = rf"(?:(?:,\s?|\s{joint}\s|\s?[-–]\s?)(?:{number}|\(?[a-z]\)))"
    here = any_form((*words["place"], *words["here"])).pattern
    # "paras. 14 (c) and 15 below", "paragraphe 2 b) ci-dessus"
    return re.compile(
        rf"(?<!\w){any_word(words['paragraph'])}\s(?P<cited>{number}{more}*),?\s{here}",
        re.IGNORECASE,
    )


def _to_letters(passage: Passage, text: str, parts: _Parts) -> Iterator[Finding]:
    """References to sub-paragraphs of the paragraph itself: "subparagraphs (a) and (e) above"."""
    for match in _own_letters(parts.language).finditer(text):
        known = parts.letters.get(passage.section, set())
        if known - _ROMAN and any(one not in known for one in _LETTER.findall(match["cited"])):
            yield passage.find(
                "reference-missing", match.start(), match.end(),
                text=match[0], cited=match["cited"],
            )  # fmt: skip


@cache
def _own_letters(language: Language) -> re.Pattern[str]:
    words = lexicon(language)["cross_references"]
    joint = any_word((*lexicon(language)["dates"]["and"], *words["to"]))
    letter = r"\(?[a-z]\)"
    return re.compile(
        rf"(?<!\w){any_word(words['letter'])}\s"
        rf"(?P<cited>{letter}(?:(?:,\s?|\s{joint}\s|\s?[-–]\s?){letter})*),?\s"
        rf"{any_form(words['place']).pattern}",
        re.IGNORECASE,
    )


def _to_annexes(passage: Passage, text: str, parts: _Parts) -> Iterator[Finding]:
    annexes, words = parts.annexes, lexicon(parts.language)["cross_references"]
    for told_so in any_form(words["annexed"]).finditer(text) if not annexes else ():
        if not any_form(words["elsewhere"]).match(text, told_so.end() + 1):
            yield passage.find(
                "reference-missing", told_so.start(), told_so.end(),
                text=told_so[0], cited=told_so[0],
            )  # fmt: skip
    sent = _sent(parts.language)
    for match in _own_annex(parts.language).finditer(text):
        before = text[max(0, match.start() - _REACH) : match.start()]
        if not match["here"] and not sent.search(before):
            continue
        told = match["roman"] or match["figure"] or ""
        number = (int(told) if told.isdigit() else read_roman(told)) if told else 1
        wanted = ("annex",) if number == 1 else (f"annex-{number}",)
        there = any(label.endswith(wanted) or f"{wanted[0]}." in label for label in annexes)
        if number and not there and not (number == 1 and annexes):
            yield passage.find(
                "reference-missing", match.start("name"), match.end("name"),
                text=match["name"], cited=match["name"],
            )  # fmt: skip


@cache
def _own_annex(language: Language) -> re.Pattern[str]:
    words = lexicon(language)["cross_references"]
    here = any_form((*words["place"], *words["here"])).pattern
    figure = r"(?:\s(?:(?P<roman>[IVX]{1,5})|(?P<figure>\d{1,2}))(?!\w))?"
    # "(see annex II)", "annexe I du présent rapport"
    return re.compile(
        rf"(?<!\w)(?P<name>{any_word(words['annex'])}{figure})"
        rf"(?:(?P<here>\s{here})|(?=\)))",
        re.IGNORECASE,
    )


@cache
def _table(language: Language) -> re.Pattern[str]:
    words = lexicon(language)["cross_references"]
    return re.compile(
        rf"(?<!\w){any_word(words['table'])}\s(?P<number>\d{{1,2}})(?![\w]|[.,]\d)", re.IGNORECASE
    )


@cache
def _sent(language: Language) -> re.Pattern[str]:
    see = any_form(tuple(lexicon(language)["findings"]["see"])).pattern
    return re.compile(rf"\({see}\.?\s(?:[^\W\d_]{{1,3}}['’\s])?$", re.IGNORECASE)


def _to_tables(passage: Passage, text: str, parts: _Parts) -> Iterator[Finding]:
    words = lexicon(parts.language)["cross_references"]
    elsewhere, leads = any_form(words["elsewhere"]), any_form(words["leads"])
    for match in _table(parts.language).finditer(text):
        before = text[max(0, match.start() - 24) : match.start()].rstrip()
        led = any(found.end() == len(before) for found in leads.finditer(before))
        led = led or any_form(words["place"]).match(text, match.end() + 1) is not None
        follows = elsewhere.match(text, match.end() + 1)
        if led and not follows and 0 < max(parts.tables, default=0) < int(match["number"]):
            yield passage.find(
                "reference-missing", match.start(), match.end(), text=match[0], cited=match[0]
            )
