"""What a user types → the texts meant: "résolution 6/3", "rule 22", "CTOC/COP/2024/5", "6/3".

Contract: every form that documents use is read, in either language whatever that of the interface,
with or without accents; the grammar is that of ``facts.citations``. A bare number stands for the
resolution and for the decision; a bare "article 22" for the article of the Convention and for the
rule of procedure, since French documents call both so. A body that is not named is the Conference
of the Parties, unless only another one numbers its texts like this (55/25, 2011/36, 1373 (2001)).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import cache

from ctocdiff.alternation import any_word
from ctocdiff.errors import UsageError
from ctocdiff.facts.citations import citations_in
from ctocdiff.facts.citations.forms import any_of, noun, words
from ctocdiff.facts.citations.names import BODIES, DEFAULT_BODY, INSTRUMENTS, Namer, names_in
from ctocdiff.facts.citations.numbers import NUMBER, canonical, if_plausible, named_in, year_of
from ctocdiff.language import Language, lexicon
from ctocdiff.letters import bare
from ctocdiff.model import CitationKind
from ctocdiff.symbols import SERIES, AdoptedText, Symbol, SymbolError

_LONGEST = 300  # code points; the longest name of a convention has about 130
_COUNCIL = "S"
_INSTRUMENT = "CTOC"
_ADOPTED = (CitationKind.RESOLUTION, CitationKind.DECISION)
_PROVISIONS = (CitationKind.ARTICLE, CitationKind.RULE)
_EDGES = " .,;:*«»“”„\"'‘’[]"
_NUMBER = re.compile(r"(?<![\w/.])0*([1-9]\d?)\s?/\s?0*([1-9]\d?)(?![\w/])")
_WORD = re.compile(r"[^\W\d_]+")
# strokes and hyphens that look like those of the keyboard
_STROKES = str.maketrans(
    dict.fromkeys("\N{DIVISION SLASH}\N{FRACTION SLASH}\N{FULLWIDTH SOLIDUS}", "/")
    | {"\N{NON-BREAKING HYPHEN}": "-"}
)
# the "s-30/1" of a special session, the "wha75.3" of the World Health Assembly
_SPECIAL = re.compile(r"(?<!\w)(?:e?s-(?=[0-9]{1,2}/[0-9])|wha(?=[0-9]{1,3}[.(]))")
_PART = re.compile(r"(?:\s?\(\w{1,4}\))+$|(?<=\d)\.\d{1,2}$")
# where documents stand on the web, perhaps in a language: "https://undocs.org/en/A/RES/55/25"
_ADDRESS = re.compile(r"(?:https?://)?(?:www\.)?(?:undocs\.org|docs\.un\.org)/(?:[a-z]{2}/)?")


@dataclass(frozen=True, slots=True, order=True)
class Target:
    """A text that can be cited; ``name`` is what citations of it have as their target."""

    kind: CitationKind
    body: str
    number: str
    name: str


def read_target(asked: str) -> tuple[Target, ...]:
    """The texts that a request may mean, most often one.

    Raises:
        UsageError: the request has none of the known forms.
    """
    text = " ".join(asked.translate(_STROKES).split()).strip(_EDGES)
    text = _hyphened().sub(r"\1 \2/\3", _ADDRESS.sub("", text, count=1))
    text = _NUMBER.sub(r"\1/\2", _without_marks(text))
    text = _SPECIAL.sub(lambda match: match[0].upper(), text)
    if 0 < len(text) <= _LONGEST:
        for read in (_symbol, _canonical, _number, _provision, _in_words):
            if found := tuple(dict.fromkeys(read(text))):
                return found
    raise UsageError("target-unknown", asked=" ".join(asked.split()) or '""')


def target_of(symbol: Symbol) -> Target:
    """The target that a document is: itself, or the adopted text of which it has the symbol."""
    adopted = AdoptedText.of(symbol)
    if adopted is not None:
        return _adopted(adopted.body, CitationKind(adopted.kind), adopted.number)
    return Target(CitationKind.DOCUMENT, symbol.body, str(symbol), str(symbol))


def symbols_of(target: Target) -> Iterator[Symbol]:
    """The symbols that the document which is a target may have, without suffixes if it is adopted.

    The inverse of :func:`target_of`: a resolution of a body whose texts have no symbols of their
    own may still be a document of its own, "CTOC/COP/RES/9/1".
    """
    names = [target.name]
    if target.kind in _ADOPTED:
        names.append(f"{target.body}/{str(target.kind)[:3].upper()}/{target.number}")
    for name in names:
        with suppress(SymbolError):
            yield Symbol.parse(name)


def _adopted(body: str, kind: CitationKind, number: str) -> Target:
    return Target(kind, body, number, str(AdoptedText(body, str(kind), number)))


def _stipulated(body: str, kind: CitationKind, number: str) -> Target:
    return Target(kind, body, number, f"{body} {kind} {number}")


# ---------------------------------------------------------------------------- form after form


def _symbol(text: str) -> Iterator[Target]:
    """A document symbol in any case: "A/RES/55/25", "ctoc/cop/2024/5"."""
    try:
        yield target_of(Symbol.parse(text))
    except SymbolError:
        return


def _canonical(text: str) -> Iterator[Target]:
    """Body or instrument, noun and number: "CAC/COSP resolution 10/5", "CTOC article 32"."""
    for language in Language:
        match = _noun(language, (*_ADOPTED, *_PROVISIONS)).search(text)
        if match is None:
            continue
        before, number = text[: match.start()].strip(), text[match.end() :]
        if not before:  # "article 32 UNTOC"
            number, _, before = number.partition(" ")
            of = words(lexicon(language)["citations"]["of"])  # "resolution 1373 of the UNSC"
            before = re.sub(rf"^{of}", "", before)
        for kind in _kinds(match[0], language):
            body = _named(before, INSTRUMENTS) if kind is CitationKind.ARTICLE else _series(before)
            if body and kind in _PROVISIONS and (figures := _figures(number, language)):
                yield _stipulated(body, kind, figures)
            elif body and kind in _ADOPTED and _numbers(body, number):
                yield _adopted(body, kind, canonical(number))


def _numbers(body: str, number: str) -> bool:
    """Whether a body may number its texts so: the Security Council counts through all years."""
    return NUMBER.fullmatch(number) is not None or (body == _COUNCIL and number.isdecimal())


def _number(text: str) -> Iterator[Target]:
    """A number alone, or with the noun shortened: "6/3", "res. 6/3"."""
    named, _, rest = text.partition(" ")
    for language in Language:
        for short, body in lexicon(language)["trace"]["resolutions"]:
            if short.casefold() == named.casefold() and _numbers(body, rest):
                yield _adopted(body, CitationKind.RESOLUTION, canonical(rest))
    for language in Language:
        for kind in _ADOPTED:
            short = re.match(rf"{noun(_typed(kind, language))}\s?", text)
            number = text[short.end() :] if short else text
            named, _, rest = number.partition(" ")
            body = None if short else _series(named)  # "UNGA 55/25"
            if body == _COUNCIL and _numbers(body, rest):
                if kind is CitationKind.RESOLUTION:
                    yield _adopted(body, kind, canonical(rest))
                continue
            if body and if_plausible(body, canonical(rest)):
                number = rest
            else:
                body = _numbering(canonical(number))
            if body and NUMBER.fullmatch(number):
                yield _adopted(body, kind, canonical(number))


def _numbering(number: str) -> str | None:
    """The body that numbers its texts like this."""
    if named := named_in(number):
        return named
    if "(" in number:
        return next((body for body in ("S", "A") if if_plausible(body, number)), None)
    if year_of(number):
        return "E"
    return next((body for body in (DEFAULT_BODY, "A") if if_plausible(body, number)), None)


def _provision(text: str) -> Iterator[Target]:
    """An article or a rule of which the instrument is not named."""
    # "article 32, paragraph 1, of the Convention" is read in words
    if any(names_in(_accented(text, language), INSTRUMENTS, language) for language in Language):
        return
    for language in Language:
        text = _whole(text, language)
    for language in Language:
        match = _noun(language, _PROVISIONS).match(text)
        number = _figures(text[match.end() :], language) if match else None
        if match and number:
            for kind in _kinds(match[0], language):
                body = _INSTRUMENT if kind is CitationKind.ARTICLE else DEFAULT_BODY
                yield _stipulated(body, kind, number)


def _in_words(text: str) -> Iterator[Target]:
    """As documents say it, read in the language in which most of it means something."""
    best: tuple[int, list[Target]] = (0, [])
    for language in Language:
        accented = _accented(text, language)
        found = [one for one in citations_in(accented, language) if not one.anaphora]
        spans = [(one.start, one.end) for one in found]
        for kind in (BODIES, INSTRUMENTS):
            namer = Namer(kind, language, None)
            namer.enter(accented)
            spans += [(name.start, name.end) for name in namer.names if name.codes]
        covered = {at for start, end in spans for at in range(start, end)}
        if found and len(covered) > best[0] and not _names_more(text, covered):
            targets = [Target(one.kind, one.body, one.number, one.target) for one in found]
            best = len(covered), targets
    yield from best[1]


def _names_more(text: str, covered: Collection[int]) -> bool:
    """Whether a name stands in the text that was not understood: a body unknown here, perhaps."""
    if text == text.upper():
        return False
    words_ = (word for word in _WORD.finditer(text) if word.start() not in covered)
    return any(word[0] != word[0].lower() for word in words_)


# ------------------------------------------------------------------------- words of the forms


@cache
def _noun(language: Language, kinds: tuple[CitationKind, ...]) -> re.Pattern[str]:
    """A noun for one of the kinds, and what may stand before its number."""
    table = lexicon(language)["citations"]
    forms = [form for kind in kinds for form in (*table[str(kind)], *_typed(kind, language))]
    forms += [folded for form in forms if (folded := bare(form)) != form]
    return re.compile(rf"{noun(forms)}\s(?:{words(table['number'])})?")


def _kinds(found: str, language: Language) -> Iterator[CitationKind]:
    table = lexicon(language)["citations"]
    said = bare(found.split()[0])
    for kind in (*_ADOPTED, *_PROVISIONS):
        if said in map(bare, (*table[str(kind)], *_typed(kind, language))):
            yield kind


@cache
def _marks() -> re.Pattern[str]:
    """What may stand between a noun and its number, in either language: "no.", "N°"."""
    forms = {form for language in Language for form in lexicon(language)["trace"]["number"]}
    return re.compile(rf"(?<=[^\W\d]|\.)\s(?i:{any_of(forms)})\s?(?=[0-9])")


def _without_marks(text: str) -> str:
    return _marks().sub(" ", text)


@cache
def _hyphened() -> re.Pattern[str]:
    """A number right behind its noun, or written with a hyphen: "résolution6/3", "Res 6-3"."""
    forms = {
        form
        for language in Language
        for kind in _ADOPTED
        for form in (*lexicon(language)["citations"][str(kind)], *_typed(kind, language))
    }
    forms |= {bare(form) for form in forms}
    return re.compile(
        rf"^({any_word(forms)})\s?([0-9]{{1,4}})[-‐‑–/]([0-9]{{1,4}})$", re.IGNORECASE
    )


def _typed(kind: CitationKind, language: Language) -> Iterable[str]:
    """What users type for a noun and documents do not."""
    forms: list[str] = lexicon(language)["trace"]["typed"].get(str(kind), [])
    return forms


def _whole(text: str, language: Language) -> str:
    """A provision without the part of it that is named first: "paragraph 1 of article 32"."""
    table = lexicon(language)["citations"]
    parts = any_of((*table["subdivision"], *table["subdivisions"]))
    of = any_of(table["provision_of"])
    return re.sub(rf"^{parts}\s\S{{1,12}}\s{of}\s?(?=\S)", "", text, flags=re.IGNORECASE)


def _figures(text: str, language: Language) -> str | None:
    """The number of an article: figures, or the word that stands for the first.

    What is said of a part of it is left out: "article 32, paragraph 2", "article 32 (2) (a)".
    """
    table = lexicon(language)["citations"]
    number, comma, part = text.partition(", ")
    text = _PART.sub("", number if comma and _WORD.match(part) else text)
    if re.fullmatch(any_of(table["first"]), text, re.IGNORECASE):
        return "1"
    repeated = re.fullmatch(rf"([1-9][0-9]{{0,2}})(?:\s({any_of(table['repeated'])}))?", text)
    return repeated[0] if repeated else None


def _same(text: str, names: Iterable[str]) -> str | None:
    return next((name for name in names if name.casefold() == text.casefold()), None)


def _named(text: str, kind: str) -> str | None:
    """A body or an instrument by its name in citations, or by its short name, in any case."""
    for language in Language:
        if known := _same(text, lexicon(language)["citations"][kind]):
            return known
        for short, code in lexicon(language)["trace"][kind]:
            if short.casefold() == text.casefold():
                return str(code)
    return None


def _series(text: str) -> str | None:
    """A body by its names, or by the series of its symbols, in any case."""
    if known := _named(text, BODIES):
        return known
    body = text.upper()
    first, *rest = body.split("/")
    plain = re.fullmatch(r"[A-Z]+(?:\.[0-9]+)?(?:/[A-Z]+(?:\.[0-9]+)?)*", body)
    return body if plain and rest and first in SERIES else None


@cache
def _accents(language: Language) -> dict[str, str]:
    """The words of names and nouns that have accents, by their letters alone."""
    table = lexicon(language)["citations"]
    forms = [form for kind in (*_ADOPTED, *_PROVISIONS) for form in table[str(kind)]]
    forms += [
        form for names in (BODIES, INSTRUMENTS) for row in table[names].values() for form in row
    ]
    forms += [row[0] for names in ("short_bodies", "short_instruments") for row in table[names]]
    forms += table["rules_of_procedure"]
    found = {word.lower() for form in forms for word in _WORD.findall(form)}
    return {bare(word): word for word in found if bare(word) != word}


def _accented(text: str, language: Language) -> str:
    """The text with the accents that were left out; as long as before."""
    known = _accents(language)

    def mend(match: re.Match[str]) -> str:
        word = known.get(match[0].lower())
        # a capital alone is the letter of a number: "2200 A (XXI)"
        if word is None or (len(word) == 1 and word != match[0] == match[0].upper()):
            return match[0]
        return word.capitalize() if match[0][0].isupper() else word

    return _WORD.sub(mend, text)
