"""The patterns of citations of resolutions and decisions, from the table ``citations``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from ctocdiff.facts.citations.forms import NOTE_MARK, any_of, noun, words
from ctocdiff.language import Language, lexicon
from ctocdiff.letters import GOES_ON, bare
from ctocdiff.model import CitationKind

_DASH = r"\s?[-‐‑–]\s?"


@dataclass(frozen=True, slots=True)
class Grammar:
    """The patterns of one language; ``kinds`` and ``singular`` are the nouns, bare."""

    noun: re.Pattern[str]
    kinds: dict[str, CitationKind]
    mark: re.Pattern[str]
    date: re.Pattern[str]
    part: re.Pattern[str]
    owned: re.Pattern[str]
    capital: re.Pattern[str]
    next: re.Pattern[str]
    about: re.Pattern[str]
    located: re.Pattern[str]
    to: re.Pattern[str]
    draft: re.Pattern[str]
    same: re.Pattern[str]
    same_after: re.Pattern[str]
    singular: frozenset[str]
    plural: frozenset[str]
    own_text: re.Pattern[str]
    article: re.Pattern[str]
    adopting: re.Pattern[str]
    own: re.Pattern[str]
    actor: re.Pattern[str]
    subject: re.Pattern[str]
    its: re.Pattern[str]
    body_first: bool


@cache
def grammar_of(language: Language) -> Grammar:
    """The patterns of a language."""
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
    return Grammar(
        noun=re.compile(noun(form for kind in kinds for form in table[kind])),
        kinds={bare(form): kind for kind in kinds for form in table[kind]},
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
            rf"(?i:,(?:{NOTE_MARK})?\s(?:{words(table['and'])})?|\s{words(table['and'])})"
            rf"(?i:{article})?"
        ),
        # "), chap. I, sect. D, ": where in a report a text stands
        located=re.compile(
            rf"\)?(?:,\s(?i:{any_of(table['annexed'])})(?:\s(?:[IVXLC]{{1,5}}|[0-9]{{1,2}}|[A-Z]))?"
            r"(?:\.[A-Z0-9])?){1,3},\s$"
        ),
        about=re.compile(rf",?\s{words(table['about'])}(?=\S)"),
        to=re.compile(rf"(?:{_DASH}|\s(?i:{words(table['to'])}))"),
        draft=re.compile(rf"(?i:{words(table['draft'])})$"),
        same=re.compile(rf"(?<!\w)(?i:{words(table['same'])})$"),
        same_after=re.compile(rf"\s(?i:{any_of(table['same_after'])})"),
        # of the forms the first is the singular, the second the plural
        singular=frozenset(bare(table[kind][0]) for kind in kinds),
        plural=frozenset(bare(table[kind][1]) for kind in kinds),
        own_text=re.compile(rf"(?<!\w)(?i:{words(table['own_text'])})$"),
        article=re.compile(rf"(?<!\w)(?i:{article})$"),
        adopting=re.compile(
            rf"^(?:{mark}\s|,?\s{words(table['in'])}(?:{article}|{its})"
            rf"|\s{words(table['adopts'])}(?:{article}|{its})?)$"
        ),
        # ", in its", " adopted": what is said of a body before its own text
        own=re.compile(
            rf"(?:,\s{words(table['in'])}{its}|\s{words(table['adopts'])}(?:{article}|{its})?)$"
        ),
        actor=re.compile(rf"\s*(?i:{article})[^\W\d_a-zà-ÿ]"),
        subject=re.compile(rf",\s(?:{article})?$"),
        its=re.compile(rf"(?<!\w)(?i:{its})$"),
        body_first=bool(table["body_first"]),
    )
