"""The patterns of deadlines, compiled once a language from the table ``deadlines`` of its lexicon.

A form of the lexicon is one or more words; "request-" stands for any word that begins so and "-ed"
for any that ends so. Letters of any case match, long words may lack their accents, any white space
but a tab may stand between two words.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from ctocdiff.dates.grammar import grammar_of
from ctocdiff.language import Language, Table, lexicon
from ctocdiff.ordinals import ordinal_pattern

_SPACE = r"[^\S\t]{1,4}"
# Between two parts of a deadline: white space, with a comma or without.
_GAP = r"(?:,?[^\S\t]{1,4})"
_LONGEST_SHORT_WORD = 4
_WORD = r"[\w'’-]{1,30}"


@dataclass(frozen=True, slots=True)
class DeadlineGrammar:
    """The patterns of one language.

    A text that has none of ``cues`` in lower case has no deadline, without ``quantity_cues`` no
    quantity and without ``direct_cues`` no point. Patterns named ``before_…`` are for the text that
    ends where the day begins, ``after_…`` for the text after it. ``quantity`` is "at least 60 days
    before the session", ``point`` "before the end of the session"; both have the groups of a point
    of the session: ``eve``, ``nth``, ``start``, ``end``, ``ending`` and ``whole`` (the session
    itself). ``markers`` tell what governs a cue.
    """

    cues: tuple[str, ...]
    direct_cues: tuple[str, ...]
    quantity_cues: tuple[str, ...]
    before_day: re.Pattern[str]
    before_limit: re.Pattern[str]
    before_close: re.Pattern[str]
    before_opening: re.Pattern[str]
    before_window: re.Pattern[str]
    before_weekday: re.Pattern[str]
    between_days: re.Pattern[str]
    after_day: re.Pattern[str]
    after_weekday: re.Pattern[str]
    weekday: re.Pattern[str]
    has: re.Pattern[str]
    open: re.Pattern[str]
    register: re.Pattern[str]
    unit: re.Pattern[str]
    quantity: re.Pattern[str]
    point: re.Pattern[str]
    markers: Mapping[str, re.Pattern[str]]
    numbers: Mapping[str, int]
    at_most: re.Pattern[str]
    other_session: re.Pattern[str]
    said: re.Pattern[str]
    pronoun: re.Pattern[str]
    trailing: re.Pattern[str]
    abbreviations: frozenset[str]


@cache
def deadline_grammar(language: Language) -> DeadlineGrammar:
    """The grammar of a language."""
    words = lexicon(language)["deadlines"]
    direct = _direct(words)
    link = f"(?:{_GAP}{any_of(words['link'])}){{0,3}}"
    late = any_of(words["late"])
    clock = re.sub(r"\(\?P<\w+>", "(?:", grammar_of(language).clock.pattern)
    dates = lexicon(language)["dates"]
    weekdays = any_of(form for row in dates["weekdays"] for form in row)
    at = f"(?:{any_of(dates['at'])}{_SPACE})?"
    point = _point(words, language)
    unit = any_of(form for key in UNITS for form in words[key])
    numbers = {str(form): row[0] for row in words["numbers"] for form in row[1:]}
    return DeadlineGrammar(
        cues=_stems(
            words, "firm", "before", "until", "late", "limit", "closing", "open", "ahead", "at_most"
        ),
        direct_cues=_stems(words, "firm", "before", "until"),
        quantity_cues=_stems(words, "ahead", "behind"),
        before_day=_compiled(
            rf"{direct}{link}(?P<month_end>{_SPACE}{any_of(words['month_end'])})?(?:,?\s*)$"
        ),
        before_limit=_compiled(
            rf"(?P<limit>{any_of(words['limit'])}(?P<of>[^.;!?]{{0,120}}?)\s?{any_of(words['is'])})"
            rf"{link}\s*$"
        ),
        before_close=_compiled(rf"{any_of(words['closing'])}(?:\s{_WORD}){{0,5}}?{link}\s*$"),
        before_opening=_compiled(rf"{any_of(words['opening'])}(?:\s{_WORD}){{0,8}}?{link}\s*$"),
        before_window=_compiled(rf"{any_of(words['from'])}{link}\s*$"),
        before_weekday=_compiled(rf"{direct}{link}(?:{_GAP}{clock}{link})?(?:,?\s*)$"),
        between_days=_compiled(rf"[\s,]*{any_of(words['and'])}?[\s,]*"),
        after_day=_compiled(rf"{_GAP}{late}"),
        after_weekday=_compiled(
            rf"(?P<clock>{_GAP}{at}{clock})?(?P<late>{_GAP}{late})?"
            rf"(?P<ahead>{_GAP}{any_of(words['weekday_before'])}{_SPACE}{point})?"
        ),
        weekday=_compiled(weekdays),
        has=_compiled(rf"{any_of(words['has'])}\s+$"),
        open=_compiled(any_of(words["open"])),
        register=_compiled(any_of(words["register"])),
        unit=_compiled(unit),
        quantity=_compiled(_quantity(words, unit, point, numbers)),
        point=_compiled(rf"{_direct(words)}{link}{_SPACE}{point}"),
        markers={
            key: _compiled(any_of(words[key])) for key in ("meeting", "duty", "future", "past")
        },
        numbers=numbers,
        at_most=_compiled(any_of(words["at_most"])),
        other_session=_compiled(any_of(words["other_session"])),
        said=_compiled(any_of(words["said"])),
        pronoun=_compiled(any_of(words["pronouns"])),
        trailing=_compiled(rf"(?:[\s,:(]|{any_of((*words['trailing'], *words['link']))})+$"),
        abbreviations=frozenset(words["abbreviations"]),
    )


# The units of a rule, and how many days each has where that is fixed.
UNITS: Mapping[str, int] = {"hours": 0, "working_days": 0, "days": 1, "weeks": 7, "months": 0}


def unit_of(text: str, language: Language) -> str:
    """The key of the lexicon that a unit stands under: "weeks" for "semaines"."""
    words = lexicon(language)["deadlines"]
    folded = " ".join(text.lower().split())
    return next(key for key in UNITS if folded in words[key])


def any_of(forms: Iterable[str]) -> str:
    """A group of any of the forms, longest first; it matches nowhere if there are none."""
    ranked = sorted(forms, key=len, reverse=True)
    # The look behind stands once before all words, since it is tried at every place of a text.
    words = [_form(form) for form in ranked if form[0].isalnum()]
    others = [_form(form) for form in ranked if not form[0].isalnum()]
    if words:
        others.append(rf"(?<!\w)(?:{'|'.join(words)})")
    return f"(?:{'|'.join(others)})" if others else "(?!)"


def _stems(words: Table, *keys: str) -> tuple[str, ...]:
    """For each form letters that occur in any spelling of it; none that holds another."""
    forms = (form.lower() for key in keys for form in words[key])
    # The last of the longest: "au plus tard" is told by "tard", which is rarer than "plus".
    plain = {max(reversed(re.findall("[a-z]+", form)), key=len) for form in forms}
    return tuple(sorted(s for s in plain if not any(o in s for o in plain if o != s)))


def _direct(words: Table) -> str:
    """What stands right before a day: a firm cue, "until" or "before"."""
    # no apostrophe before: "le jour d'avant la session"
    before = f"(?<!['’ʼ]){any_of(words['before'])}"
    kinds = (*((key, any_of(words[key])) for key in ("firm", "until")), ("before", before))
    return f"(?:{'|'.join(f'(?P<{key}>{forms})' for key, forms in kinds)})"


def _quantity(words: Table, unit: str, point: str, numbers: Mapping[str, int]) -> str:
    at_least = any_of(words["at_least"])
    number = rf"(?P<number>[0-9]{{1,3}}(?![\w.,/][0-9])|{any_of(numbers)})"
    return (
        # "si possible au moins 24 heures", "two (2) weeks"
        rf"(?P<least>(?:(?<!\w){at_least}{_GAP}){{0,2}})(?<![\w.,/]){number}(?:\s\(\w{{1,20}}\))?"
        # "60 jours au moins avant", "24 hours or more before"
        rf"{_SPACE}(?P<unit>{unit})(?P<more>(?:{_GAP}{at_least}){{0,2}})"
        rf"{_GAP}(?:{any_of(words['ahead'])}|(?P<behind>{any_of(words['behind'])})){_SPACE}(?:{point}|(?P<day>(?:{any_of(words['link'])}\s?){{0,2}}))"
    )


def _point(words: Table, language: Language) -> str:
    """A point of the session: its opening, a day of it, its end, or the session itself."""
    article, kind, of, session, conference, starts, ends, day, that, not_, begins, ending = (
        any_of(words[key])
        for key in (
            *("article", "kind_of_session", "of", "session", "conference", "start", "end", "day"),
            *("that", "not", "begins", "ends"),
        )
    )
    the = rf"(?:{article}\s?)?"
    ordinal = rf"(?<!\w){ordinal_pattern(language)}(?!\w)"
    # "la neuvième session ordinaire", "that regular session"
    meeting = rf"(?:{the}(?:(?:{kind}|{ordinal})\s){{0,2}}{session}(?:\s{kind})?)"
    of_it = rf"\s{of}\s?(?:{meeting}|{the}{conference})"
    eve = rf"{any_of(words['eve'])}\s(?:{of}\s?)?{the}{starts}"
    ne = rf"(?:\s{not_})?"
    return (
        # "the opening of the session", "the opening", but not "the opening of the exhibition"
        rf"(?:{the}(?:(?P<eve>{eve})|(?P<end>{ends})|(?P<nth>{ordinal})\s{day}|(?P<start>{starts}))"
        rf"(?:{of_it}|(?(end)(?!))(?(nth)(?!))(?!\s{of}))"
        # "the session", "que ne s'ouvre la session", "that session opens", "that session ends"
        rf"|(?:{that}(?P<begins>{ne}\s{begins})?\s)?"
        rf"(?P<whole>{meeting})(?:{ne}\s(?:(?P<ending>{ending})|(?P<beginning>{begins})))?)"
    )


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


def _form(form: str) -> str:
    words = form.split(" ")
    return _SPACE.join(map(_word, words))


def _word(word: str) -> str:
    stem = word.strip("-")
    # Short words differ by their accents alone ("à" and "a", "dû" and "du"), and so do endings.
    bare = len(stem) > _LONGEST_SHORT_WORD and not word.startswith("-")
    letters = "".join(_letter(char, bare=bare) for char in stem)
    head = r"(?<!\w)\w*" if word.startswith("-") else ""
    tail = r"\w*" if word.endswith("-") else r"(?!\w)" if stem[-1].isalnum() else ""
    return f"{head}{letters}{tail}"


def _letter(char: str, *, bare: bool) -> str:
    letters = unicodedata.normalize("NFD", char)
    if len(letters) > 1:
        return f"(?:{char}|{letters}{'?' if bare else ''})"
    return "['’ʼ]" if char == "'" else re.escape(char)
