"""References of a document to its own paragraphs, annexes and tables that are not there.

Only what says that it means this document counts: "see para. 9 below", "paragraph 4 of the present
report", "(see annex II)". A number is missing where it is beyond the last one: a paragraph that is
numbered wrongly is a finding of its own, and an excerpt lacks paragraphs in the middle.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from ctocdiff.facts.findings.reading import Passage, Reading, any_form
from ctocdiff.language import Language, lexicon
from ctocdiff.model import Finding, Kind
from ctocdiff.roman import read_roman

_NUMBERED = re.compile(r"\s*([1-9]\d{0,2})\.\s")
_LETTERED = re.compile(r"\s*\(?([a-z])\)\s")
_INLINE = re.compile(r"[:;,]\s(?:\w{1,3}\s)?\(?([a-z])\)\s")
_LETTER = re.compile(r"([a-z])\)")
_ROMAN = frozenset("ivx")
_QUOTED = re.compile(r"«[^«»]{0,2000}»|“[^“”]{0,2000}”|\"[^\"]{0,2000}\"")
_LEAST = 2  # numbered paragraphs, of a document that refers to its own
_CITED = re.compile(r"(?P<number>[1-9]\d{0,2})(?P<letters>(?:\s?\(?[a-z]\))?)(?!\d|\))")


def check_cross_references(reading: Reading) -> Iterator[Finding]:
    """Every reference to a part that the document has not."""
    refers = _refers(reading.language)
    telling = [
        passage
        for passage in reading.passages
        if passage.kind in (Kind.BODY, Kind.NOTE, Kind.MASTHEAD) and refers.search(passage.text)
    ]
    if not telling:
        return
    paragraphs, tables, letters = _paragraphs(reading), _tables(reading), _letters(reading)
    annexes = {passage.section for passage in reading.passages if "annex" in passage.section}
    for passage in telling:
        text = _QUOTED.sub(lambda found: "." * len(found[0]), passage.text)
        yield from _to_paragraphs(passage, text, paragraphs, reading.language)
        yield from _to_letters(passage, text, letters.get(passage.section, set()), reading.language)
        yield from _to_annexes(passage, text, annexes, reading.language)
        yield from _to_tables(passage, text, tables, reading.language)


@cache
def _refers(language: Language) -> re.Pattern[str]:
    """A cheap look for a word that every reference has."""
    words = lexicon(language)["cross_references"]
    return any_form(
        (*words["paragraph"], *words["letter"], *words["annex"], *words["annexed"], *words["table"])
    )


def _paragraphs(reading: Reading) -> Mapping[int, set[str]]:
    """The numbered paragraphs with the letters that they have; none where the first is missing.

    A number that stands twice may have the letters of both.
    """
    found: dict[int, set[str]] = {}
    number = 0
    for passage in reading.passages:
        if passage.kind is not Kind.BODY:
            continue
        if begun := _NUMBERED.match(passage.text):
            number = int(begun[1])
            found.setdefault(number, set())
        if number:
            found[number].update(_INLINE.findall(passage.text))
            if lettered := _LETTERED.match(passage.text):
                found[number].add(lettered[1])
    return found if 1 in found and len(found) >= _LEAST else {}


def _to_paragraphs(
    passage: Passage, text: str, known: Mapping[int, set[str]], language: Language
) -> Iterator[Finding]:
    if not known:
        return
    last = max(known)
    for match in _own_paragraphs(language).finditer(text):
        for cited in _CITED.finditer(text, match.start("cited"), match.end("cited")):
            number = int(cited["number"])
            letter = cited["letters"].strip(" ()")
            # letters that are no list of the paragraph may be those of Roman figures
            lacks = letter and known.get(number) and letter not in known[number]
            if number > last or lacks:
                yield passage.find(
                    "reference-missing", match.start(), match.end(), text=match[0], cited=cited[0]
                )
                break


@cache
def _own_paragraphs(language: Language) -> re.Pattern[str]:
    words = lexicon(language)["cross_references"]
    joint = "|".join(map(re.escape, (*lexicon(language)["dates"]["and"], *words["to"])))
    number = r"[1-9]\d{0,2}(?:\s?\(?[a-z]\)){0,2}"
    more = rf"(?:(?:,\s?|\s(?:{joint})\s|\s?[-–]\s?)(?:{number}|\(?[a-z]\)))"
    here = any_form((*words["place"], *words["here"])).pattern
    # "paras. 14 (c) and 15 below", "paragraphe 2 b) ci-dessus"
    return re.compile(
        rf"(?<!\w)(?:{_names(words['paragraph'])})\s(?P<cited>{number}{more}*),?\s{here}",
        re.IGNORECASE,
    )


def _letters(reading: Reading) -> Mapping[str, set[str]]:
    """The letters of the lists of each section."""
    found: dict[str, set[str]] = {}
    for passage in reading.passages:
        if passage.kind is Kind.BODY:
            here = found.setdefault(passage.section, set())
            here.update(_INLINE.findall(passage.text))
            if lettered := _LETTERED.match(passage.text):
                here.add(lettered[1])
    return found


def _to_letters(
    passage: Passage, text: str, known: set[str], language: Language
) -> Iterator[Finding]:
    """References to sub-paragraphs of the paragraph itself: "subparagraphs (a) and (e) above"."""
    for match in _own_letters(language).finditer(text):
        if known - _ROMAN and any(one not in known for one in _LETTER.findall(match["cited"])):
            yield passage.find(
                "reference-missing", match.start(), match.end(),
                text=match[0], cited=match["cited"],
            )  # fmt: skip


@cache
def _own_letters(language: Language) -> re.Pattern[str]:
    words = lexicon(language)["cross_references"]
    joint = "|".join(map(re.escape, (*lexicon(language)["dates"]["and"], *words["to"])))
    letter = r"\(?[a-z]\)"
    return re.compile(
        rf"(?<!\w)(?:{_names(words['letter'])})\s"
        rf"(?P<cited>{letter}(?:(?:,\s?|\s(?:{joint})\s|\s?[-–]\s?){letter})*),?\s"
        rf"{any_form(words['place']).pattern}",
        re.IGNORECASE,
    )


def _names(forms: tuple[str, ...]) -> str:
    return "|".join(map(re.escape, sorted(forms, key=len, reverse=True)))


def _to_annexes(
    passage: Passage, text: str, annexes: set[str], language: Language
) -> Iterator[Finding]:
    words = lexicon(language)["cross_references"]
    for told_so in any_form(words["annexed"]).finditer(text) if not annexes else ():
        if not any_form(words["elsewhere"]).match(text, told_so.end() + 1):
            yield passage.find(
                "reference-missing", told_so.start(), told_so.end(),
                text=told_so[0], cited=told_so[0],
            )  # fmt: skip
    for match in _own_annex(language).finditer(text):
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
    see = any_form(tuple(lexicon(language)["findings"]["see"])).pattern
    here = any_form((*words["place"], *words["here"])).pattern
    name = (
        rf"(?P<name>(?:{_names(words['annex'])})"
        r"(?:\s(?:(?P<roman>[IVX]{1,5})|(?P<figure>\d{1,2}))(?!\w))?)"
    )
    # "(see annex II)", "annexe I du présent rapport"
    return re.compile(
        rf"(?:\({see}\.?\s(?:[^\W\d_]{{1,3}}['’\s])?(?=[^\s]+(?:\s[IVX\d]{{1,5}})?\))"
        rf"|(?<!\w)(?=[^\s]+(?:\s[IVX\d]{{1,5}})?\s{here})){name}",
        re.IGNORECASE,
    )


def _tables(reading: Reading) -> frozenset[int]:
    """The numbers of the tables that have a title, where the first one has."""
    begins = _table(reading.language)
    found = {
        int(match["number"])
        for passage in reading.passages
        if (match := begins.match(passage.text))
    }
    return frozenset(found) if 1 in found else frozenset()


@cache
def _table(language: Language) -> re.Pattern[str]:
    words = lexicon(language)["cross_references"]
    return re.compile(
        rf"(?<!\w)(?:{_names(words['table'])})\s(?P<number>\d{{1,2}})(?![\w]|[.,]\d)", re.IGNORECASE
    )


def _to_tables(
    passage: Passage, text: str, tables: frozenset[int], language: Language
) -> Iterator[Finding]:
    words = lexicon(language)["cross_references"]
    elsewhere, leads = any_form(words["elsewhere"]), any_form(words["leads"])
    for match in _table(language).finditer(text) if tables else ():
        before = text[max(0, match.start() - 24) : match.start()].rstrip()
        led = any(found.end() == len(before) for found in leads.finditer(before))
        follows = elsewhere.match(text, match.end() + 1)
        if led and not follows and int(match["number"]) > max(tables):
            yield passage.find(
                "reference-missing", match.start(), match.end(), text=match[0], cited=match[0]
            )
