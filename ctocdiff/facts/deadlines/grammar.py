"""The patterns of deadlines, from the table ``deadlines`` of the lexicon of a language."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, cached_property

from ctocdiff.dates.grammar import grammar_of, zone_of
from ctocdiff.facts.deadlines.forms import SPACE, any_of, compiled, stems
from ctocdiff.language import Language, Table, lexicon
from ctocdiff.letters import bare
from ctocdiff.ordinals import ordinal_pattern

# Between two parts of a deadline: white space, with a comma or without.
_GAP = r"(?:,?[^\S\t]{1,4})"
_WORD = r"[\w'’-]{1,30}"

# The units of a rule, and how many days each has where that is fixed.
UNITS: Mapping[str, int] = {
    "hours": 0,
    "working_days": 0,
    "days": 1,
    "weeks": 7,
    "months": 0,
    "years": 0,
}


def _any_of_table(key: str) -> cached_property[re.Pattern[str]]:
    """The pattern of any form that a table of the lexicon has, compiled when first asked for."""

    def pattern(grammar: DeadlineGrammar) -> re.Pattern[str]:
        return compiled(grammar.group(key))

    return cached_property(pattern)


class DeadlineGrammar:
    """The patterns of one language, each compiled when it is first asked for.

    A text that has none of ``cues`` in lower case has no deadline, without ``quantity_cues`` no
    quantity, without ``direct_cues`` no point; a year has ``end_cues`` right before it, and what
    closes is told by ``closing_cues``. Patterns named ``before_…`` are for the text
    before a day, ``after_…`` for the text after it; of the former all but ``before_point`` end
    where the text does.
    """

    def __init__(self, language: Language) -> None:
        self._language = language
        words: Table = lexicon(language)["deadlines"]
        self._words = words
        self.cues = self._stems(
            *("firm", "before", "until", "late", "limit", "closing", "open", "ahead", "at_most"),
            *("within", "too_late"),
        )
        self.direct_cues = self._stems("firm", "before", "until")
        self.end_cues = self._stems("month_end")
        self.closing_cues = self._stems("closing")
        self.quantity_cues = self._stems("ahead", "behind", "within")
        self._numbers = {bare(form): int(row[0]) for row in words["numbers"] for form in row[1:]}
        self.abbreviations = frozenset(words["abbreviations"])

    def number(self, text: str) -> int:
        """What figures or a number word stand for."""
        return int(text) if text.isdecimal() else self._numbers[bare(" ".join(text.split()))]

    def _stems(self, *keys: str) -> tuple[str, ...]:
        return stems(form for key in keys for form in self._words[key])

    def group(self, *keys: str) -> str:
        """A group of any form of some tables of the lexicon, uncompiled."""
        return any_of(form for key in keys for form in self._words[key])

    @cached_property
    def _direct(self) -> str:
        """What stands right before a day: a firm cue, "until" or "before", and what links them."""
        # no apostrophe before: "le jour d'avant la session"
        return (
            f"(?:(?P<firm>{self.group('firm')})|(?P<until>{self.group('until')})"
            f"|(?P<before>(?<!['’ʼ]){self.group('before')})){self._link}"
        )

    @cached_property
    def _link(self) -> str:
        # "close of business (Vienna time) on"
        zone = zone_of(lexicon(self._language)["dates"])
        return rf"(?:{_GAP}{self.group('link')}(?:{SPACE}\({zone}\))?){{0,3}}"

    @cached_property
    def _late(self) -> str:
        return f"{_GAP}{self.group('late')}"

    @cached_property
    def _clock(self) -> str:
        return re.sub(r"\(\?P<\w+>", "(?:", grammar_of(self._language).clock.pattern)

    @cached_property
    def before_day(self) -> re.Pattern[str]:
        """A cue right before a day: "no later than", "before the end of" (October)."""
        month_end = f"(?P<month_end>{SPACE}{self.group('month_end')})?"
        return compiled(rf"{self._direct}{month_end}(?:,?\s*)$")

    @cached_property
    def before_year(self) -> re.Pattern[str]:
        """A cue with the end of a year, before it: "by the end of"; a bare year sets no day."""
        the = rf"(?:{SPACE}?{self.group('year')})?"
        return compiled(rf"{self._direct}{SPACE}{self.group('month_end')}{the}\s?$")

    @cached_property
    def before_limit(self) -> re.Pattern[str]:
        """What names a deadline before its day: "the deadline for … is"."""
        limit, is_ = self.group("limit"), self.group("is")
        return compiled(rf"(?P<limit>{limit}(?P<of>[^.;!?]{{0,120}}?)\s?{is_}){self._link}\s*$")

    @cached_property
    def before_close(self) -> re.Pattern[str]:
        return compiled(rf"{self.group('closing')}(?:\s{_WORD}){{0,5}}?{self._link}\s*$")

    @cached_property
    def before_closing_point(self) -> re.Pattern[str]:
        """What closes, before a point of the session: "closes at the end of" the first day."""
        clock = rf"(?P<clock>{_GAP}{self._clock})?"
        # as little as may be before "the end of", of which the article is a link, too
        until = rf"(?:{self._link}?{SPACE}{self.group('month_end')}|{self._link})"
        return compiled(rf"{self.group('closing')}{clock}{until}(?:{SPACE}|(?<=['’ʼ]))")

    @cached_property
    def before_opening(self) -> re.Pattern[str]:
        return compiled(rf"{self.group('opening')}(?:\s{_WORD}){{0,8}}?{self._link}\s*$")

    @cached_property
    def before_window(self) -> re.Pattern[str]:
        return compiled(rf"{self.group('from')}{self._link}\s*$")

    @cached_property
    def before_weekday(self) -> re.Pattern[str]:
        """A cue before a weekday, a time of day in between or not: "by noon on" Thursday."""
        return compiled(rf"{self._direct}(?:{_GAP}{self._clock}{self._link})?(?:,?\s*)$")

    @cached_property
    def before_point(self) -> re.Pattern[str]:
        """A cue with the space that follows it, before a point of the session.

        The time of day may stand between them: "until noon on" the opening day.
        """
        clock = rf"(?P<clock>{_GAP}{self._clock}(?P<linked>{self._link}))?"
        return compiled(f"{self._direct}{clock}{SPACE}")

    @cached_property
    def end_of(self) -> re.Pattern[str]:
        """What stands before a day that is meant to its end, with the space that follows."""
        return compiled(rf"{self.group('month_end')}(?:{SPACE}|(?<=['’ʼ]))")

    @cached_property
    def between_days(self) -> re.Pattern[str]:
        return compiled(rf"[\s,]*{self.group('and')}?[\s,]*")

    @cached_property
    def between_ends(self) -> re.Pattern[str]:
        return compiled(rf"[\s,]*{any_of(lexicon(self._language)['dates']['to'])}[\s,]*")

    @cached_property
    def after_day(self) -> re.Pattern[str]:
        return compiled(self._late)

    @cached_property
    def after_weekday(self) -> re.Pattern[str]:
        """A time of day and "at the latest"; it may be empty."""
        at = f"(?:{any_of(lexicon(self._language)['dates']['at'])}{SPACE})?"
        return compiled(f"(?P<clock>{_GAP}{at}{self._clock})?(?P<late>{self._late})?")

    @cached_property
    def weekday_ahead(self) -> re.Pattern[str]:
        """What says "preceding" after a weekday, with the space that follows, before a point."""
        return compiled(f"{_GAP}{self.group('weekday_before')}{SPACE}")

    @cached_property
    def weekday(self) -> re.Pattern[str]:
        rows = lexicon(self._language)["dates"]["weekdays"]
        return compiled(any_of(form for row in rows for form in row))

    @cached_property
    def has(self) -> re.Pattern[str]:
        return compiled(rf"{self.group('has')}\s+$")

    open = _any_of_table("open")
    register = _any_of_table("register")

    @cached_property
    def unit(self) -> re.Pattern[str]:
        return compiled(self.group(*UNITS))

    @cached_property
    def quantity(self) -> re.Pattern[str]:
        """A number of days before or after, with the space that follows: "at least 60 days before".

        Groups: ``within``, ``least``, ``number``, ``unit``, ``more`` ("at least" behind the unit),
        ``behind``.
        """
        within = rf"(?P<within>{self.group('within')}(?:{SPACE}|(?<=['’ʼ])))?"
        at_least = self.group("at_least")
        number = rf"(?P<number>[0-9]{{1,3}}(?![\w.,/][0-9])|{any_of(self._numbers)})"
        return compiled(
            # "si possible au moins 24 heures", "two (2) weeks"
            rf"{within}(?P<least>(?:(?<!\w){at_least}{_GAP}){{0,2}})(?<![\w.,/]){number}(?:\s\(\w{{1,20}}\))?"
            # "60 jours au moins avant", "24 hours or more before"
            rf"{SPACE}(?P<unit>{self.unit.pattern})(?P<more>(?:{_GAP}{at_least}){{0,2}})"
            rf"{_GAP}(?:{self.group('ahead')}|(?P<behind>{self.group('behind')}"
            # "30 days of" is no rule by itself
            rf"|(?(within){self.group('since')}|(?!)))){SPACE}"
        )

    @cached_property
    def occasion(self) -> re.Pattern[str]:
        """A meeting, with an article and a word or two before it or none."""
        article = self.group("article")
        return compiled(rf"(?:{article}\s?)?(?:{_WORD}\s){{0,2}}?{self.group('occasion')}")

    bound = _any_of_table("bound")
    # What so many days are called only where they are a rule: "dans un délai de".
    time_limit = _any_of_table("time_limit")
    will = _any_of_table("will")
    narrates = _any_of_table("narrates")

    @cached_property
    def attributive(self) -> re.Pattern[str]:
        """What makes a participle after it part of a name: "the completed form"."""
        return compiled(rf"{self.group('attributive')}\s$")

    # A word with which what a rule is counted from does not end.
    loose = _any_of_table("loose")
    # A word that what a rule is counted from does not reach.
    goes_on = _any_of_table("goes_on")

    @cached_property
    def before_too_late(self) -> re.Pattern[str]:
        return compiled(rf"{self.group('too_late')}{self._link}(?:,?\s*)$")

    @cached_property
    def arriving_until(self) -> re.Pattern[str]:
        return compiled(rf"{self.group('arriving')}(?:\s{_WORD}){{0,5}}?\s$")

    @cached_property
    def refused(self) -> re.Pattern[str]:
        return compiled(rf"(?:{self._not_accepted('refusing')}|{self.group('rejecting')})")

    def _not_accepted(self, *keys: str) -> str:
        return rf"{self.group(*keys)}(?:\s{_WORD}){{0,7}}?\s{self.group('accepting')}"

    @cached_property
    def refused_until(self) -> re.Pattern[str]:
        """What is not accepted, right before "after"."""
        refused = self._not_accepted("refusing", "not_now")
        return compiled(rf"{refused}(?:\s{_WORD}){{0,3}}?\s$")

    @cached_property
    def quantity_link(self) -> re.Pattern[str]:
        """What links a quantity with its day; it may be empty."""
        return compiled(rf"(?:{self.group('link')}\s?){{0,2}}")

    @cached_property
    def point(self) -> re.Pattern[str]:
        """A point of the session: its opening, a day of it, its end, or the session itself.

        Groups: ``eve``, ``nth``, ``start``, ``last`` (its last day), ``end``, or ``whole`` (the
        session itself) with ``begins``, ``beginning`` or ``ending``.
        """
        article, kind, of, session, conference, starts, ends, day, that, not_, begins, ending = (
            self.group(key)
            for key in (
                *("article", "kind_of_session", "of", "session", "conference", "start", "end"),
                *("day", "that", "not", "begins", "ends"),
            )
        )
        the = rf"(?:{article}\s?)?"
        ordinal = rf"(?<!\w){ordinal_pattern(self._language)}(?!\w)"
        # "la neuvième session ordinaire", "that regular session"
        meeting = rf"(?:{the}(?:(?:{kind}|{ordinal})\s){{0,2}}{session}(?:\s{kind})?)"
        of_it = rf"\s{of}\s?(?:{meeting}|{the}{conference})"
        eve = rf"{self.group('eve')}\s(?:{of}\s?)?{the}{starts}"
        ne = rf"(?:\s{not_})?"
        last = self.group("last_day")
        # "the opening ceremony", "the opening of the exhibition"
        other = rf"\s(?:{of}|{self.group('opens_more')})"
        return compiled(
            # "the opening of the session", "the opening"; what was read is not read shorter
            rf"{the}(?=(?P<read>(?P<eve>{eve})|(?P<last>{last})|(?P<end>{ends})"
            rf"|(?P<nth>{ordinal})\s{day}|(?P<start>{starts})))(?P=read)"
            rf"(?:{of_it}|(?(end)(?!))(?(nth)(?!))(?!{other}))"
            # "the session", "que ne s'ouvre la session", "that session opens", "… ends"
            rf"|(?:{that}(?P<begins>{ne}\s{begins})?\s)?"
            rf"(?P<whole>{meeting})(?:{ne}\s(?:(?P<ending>{ending})|(?P<beginning>{begins})))?"
        )

    @cached_property
    def markers(self) -> Mapping[str, re.Pattern[str]]:
        """What governs a cue."""
        return {key: compiled(self.group(key)) for key in ("meeting", "duty", "future", "past")}

    at_most = _any_of_table("at_most")
    other_session = _any_of_table("other_session")
    said = _any_of_table("said")
    pronoun = _any_of_table("pronouns")

    @cached_property
    def trailing(self) -> re.Pattern[str]:
        return compiled(rf"(?:[\s,:(]|{self.group('trailing', 'link')})+$")


@cache
def deadline_grammar(language: Language) -> DeadlineGrammar:
    """The grammar of a language."""
    return DeadlineGrammar(language)


def unit_of(text: str, language: Language) -> str:
    """The key of the lexicon that a unit stands under: "weeks" for "semaines"."""
    words = lexicon(language)["deadlines"]
    said = bare(" ".join(text.split()))
    return next(key for key in UNITS if said in map(bare, words[key]))
