"""The patterns of dates, compiled once a language from the table ``dates`` of its lexicon.

A *chain* is a run of days, months and years with the words that join them, a time of day before or
after it included: "noon on Monday, 3, and Tuesday, 4 September 2018". Its parts have patterns of
their own, since one for the whole would hold each of them many times over. Accents may be missing
in the text, any white space but a tab may stand between two words (a tab parts the cells of a
table), and letters of any case match.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from ctocdiff.alternation import ahead
from ctocdiff.language import Language, Table, lexicon
from ctocdiff.letters import GOES_ON, bare

ANY_DIGIT = re.compile(r"[0-9]")

_SPACE = r"[^\S\t]{1,4}"
_GAP = r"[^\S\t]{0,2}"
_DASH = r"[-‐‑‒–—]"
# Not "2012/13"; a superscript figure after the year is the mark of a footnote.
_YEAR = rf"(?:19|20|21)[0-9]{{2}}(?!{GOES_ON}|/[0-9])"
_FIGURES_OF_MONTH = r"(?:0?[1-9]|1[0-2])"
_FIGURES_OF_DAY = r"(?:0?[1-9]|[12][0-9]|3[01])"
_NO_MONTH = r"(?:1[3-9]|2[0-9]|3[01])"
_HYPHEN = "[-‑]"  # also that of Word, which does not break
# A number that goes on before this place is no day: "10/5 mai", "2,5 mai", "S-30 octobre".
_EDGE = r"(?<![\w/@])(?<![0-9][.,:])(?<![A-Za-z]-)"


@dataclass(frozen=True, slots=True)
class Grammar:
    """The patterns of one language, and the numbers of its months and weekdays by folded form.

    ``anchors`` are what every chain has one of: dates in figures, and names of months. ``head``
    begins a chain, with the groups ``before`` (times of day), ``between`` (the word that
    makes "and" join the ends of an interval) and ``article``; it ends where the first day, month
    or weekday begins. ``day`` has its weekday or none, ``row`` is several weekdays before several
    days. What joins two words holds the white space before and after it. ``year`` stands after a
    month, ``year_of_day`` after the days of a month that comes first; ``other_year`` can be none.
    The name of the group of ``word`` that matched is the role of the word.
    """

    anchors: tuple[re.Pattern[str], ...]
    head: re.Pattern[str]
    iso: re.Pattern[str]
    month_name: re.Pattern[str]
    day: re.Pattern[str]
    row: re.Pattern[str]
    weekday_name: re.Pattern[str]
    year: re.Pattern[str]
    year_of_day: re.Pattern[str]
    other_year: re.Pattern[str]
    of: re.Pattern[str]
    range: re.Pattern[str]
    and_: re.Pattern[str]
    comma: re.Pattern[str]
    space: re.Pattern[str]
    link: re.Pattern[str]
    article: re.Pattern[str]
    from_: re.Pattern[str]
    after: re.Pattern[str]
    word: re.Pattern[str]
    clock: re.Pattern[str]
    until: re.Pattern[str]
    months: Mapping[str, int]
    weekdays: Mapping[str, int]
    ambiguous: frozenset[str]
    month_first: bool

    def month(self, text: str) -> int:
        return self.months[bare(text)]

    def weekday(self, text: str) -> int:
        return self.weekdays[bare(text)]

    def time(self, text: str) -> dt.time | None:
        """The first time of day in a text; None where it has none, or an impossible one."""
        found = self.clock.search(text)
        if found is None:
            return None
        if found["noon"] or found["midnight"]:
            return dt.time(12 if found["noon"] else 0)
        if found["half_hour"] is None:
            return dt.time(int(found["hour"]), int(found["minute"] or found["past"] or 0))
        hour, last = int(found["half_hour"]), int(found["last_hour"] or found["half_hour"])
        if not (1 <= hour <= 12 and 1 <= last <= 12):
            return None
        # "11-1 p.m." begins in the morning
        afternoon = found["pm"] and hour % 12 <= last % 12
        return dt.time(hour % 12 + (12 if afternoon else 0), int(found["half_minute"] or 0))


@cache
def grammar_of(language: Language) -> Grammar:
    """The grammar of a language."""
    words = lexicon(language)["dates"]
    month = rf"(?<!\w){_any(_forms(words['months']))}"
    iso = _in_figures(month_first=bool(words["month_first"]))
    weekday = rf"(?<!\w){_any(_forms(words['weekdays']))}"
    article, from_, to, of, at, on, between = (
        _any(words[key]) for key in ("article", "from", "to", "of", "at", "on", "between")
    )
    joining = _any([*words["and"], *words["or"]])
    day = _day(words)
    the = f"(?:{article}{_SPACE})?"
    # "3 au 7", "3-7"
    range_ = f"(?:{_GAP}{_DASH}{_GAP}|,?{_SPACE}{to}{_SPACE})"
    joint = f",?{_SPACE}{joining}{_SPACE}"
    link = f"(?:{range_}|{joint}|,{_SPACE})"
    clock = _clock(words)
    times = re.sub(r"\(\?P<\w+>", "(?:", clock)
    times = f"{times}(?:{range_}{times})?"
    # "6 p.m. (Vienna time)"
    zone = rf"(?:,?{_SPACE}\(?{zone_of(words)}\)?)?"
    comma = ",?" if words["year_comma"] else ""
    patterns = {
        "head": (
            f"{_edge(words)}(?:(?P<before>{times}{zone})(?:,{_SPACE}|,?{_SPACE}{on}{_SPACE}))?"
            f"(?P<between>{between}{_SPACE})?(?P<article>{article}{_SPACE})?"
            f"(?={day}|{iso}|{month}|{weekday})"
        ),
        "iso": iso,
        "month_name": month,
        # "lundi 3", "Monday, the 3rd"
        "day": f"(?:{weekday},?{_SPACE}{the})?{day}",
        # "Monday and Tuesday, 3 and 4", "du lundi au vendredi 3 au 7": weekdays before all days
        "row": f"(?:{weekday}{link}{the}){{1,6}}{weekday},?{_SPACE}{the}",
        "weekday_name": f"{weekday},?{_SPACE}",
        # " 2018", ", 2018" after a month
        "year": f"{comma}{_SPACE}{_YEAR}",
        "year_of_day": f",?{_SPACE}{_YEAR}",
        # "3 mai 1850"
        "other_year": rf"{comma}{_SPACE}[0-9]{{4}}(?![\w/])",
        "of": f"{_SPACE}(?:{of}{_SPACE})?",
        "range": range_,
        "and_": joint,
        "comma": f",{_SPACE}",
        "space": _SPACE,
        "link": link,
        "article": the,
        "from_": f"{from_}{_SPACE}",
        "after": f"(?:,{_SPACE}|,?{_SPACE}{at}{_SPACE})(?P<after>{times})",
        "word": (
            f"(?P<iso>{iso})|(?P<year>{_YEAR})|(?P<day>{day})|(?P<month>{month})"
            f"|(?P<weekday>{weekday})|(?P<to>{_DASH}|{to})|(?P<and>{joining}|/)|(?P<comma>,)"
            f"|(?P<article>{article})"
        ),
        "clock": clock,
        "until": _any(words["until"]),
    }
    compiled = {name: re.compile(one, re.IGNORECASE) for name, one in patterns.items()}
    return Grammar(
        # apart, since each is quick to see where it cannot be, and both together are not
        anchors=tuple(
            re.compile(one, re.IGNORECASE)
            for one in (f"(?=[0-9]){iso}", f"{ahead(_forms(words['months']))}{month}")
        ),
        **compiled,
        months=_numbers(words["months"]),
        weekdays=_numbers(words["weekdays"]),
        ambiguous=frozenset(words["ambiguous"]),
        month_first=bool(words["month_first"]),
    )


def zone_of(words: Table) -> str:
    """The regular expression for the time of a place, "Vienna time", with any white space."""
    return str(words["zone"]).replace(" ", _SPACE)


def _in_figures(*, month_first: bool) -> str:
    """The pattern of dates in figures alone, whose parts are told by their order and size.

    "2024-12-31" is ISO 8601, and full stops are for the day first. With strokes or hyphens the day
    comes first in all languages but those that also put the month first: in these "3/4/2024" could
    be two days and is none, while 25 can only be a day.
    """
    year, day, month = r"(?:19|20|21)[0-9]{2}", _FIGURES_OF_DAY, _FIGURES_OF_MONTH
    ways = [
        rf"{year}{_HYPHEN}[01][0-9]{_HYPHEN}[0-3][0-9](?![\w-])",
        rf"{day}\.{month}\.{year}(?!\w|[.,/-]\w)",
    ]
    for joint in ("/", _HYPHEN):
        pairs = [f"{day}{joint}{month}"]
        after = joint  # "25/9/2018-28/9/2018" is an interval, "3-4-2018-7" a number
        if month_first:
            same = "|".join(f"0?{n}{joint}0?{n}" for n in range(1, 13))
            pairs = [f"{_NO_MONTH}{joint}{month}", f"(?:{same})"]
            pairs += [f"{month}{joint}{_NO_MONTH}"] if joint == "/" else []
        ways += [rf"{pair}{joint}{year}(?!\w|[./]\w|{after}\w)" for pair in pairs]
    return f"(?:{'|'.join(ways)})"


def _edge(words: Table) -> str:
    # "mid-October": the one word that a hyphen may join to a date
    return f"(?:{_EDGE}|(?<={re.escape(words['mid'])}))"


def _day(words: Table) -> str:
    # "1er", "15th", "05"; not the "10" of "10/5" or the "2" of "2.5"
    ordinal = rf"(?:[^\S\t]?{_any(words['ordinals'])})?"
    return rf"(?:3[01]|[12][0-9]|0?[1-9]){ordinal}(?![\w/]|[.,:][0-9])"


def _clock(words: Table) -> str:
    hour, minute = r"(?<![\w.,:/])(?:2[0-3]|[01]?[0-9])", "[0-5][0-9]"
    noon, midnight, am, pm, to = (
        _any(words[key]) for key in ("noon", "midnight", "am", "pm", "to")
    )
    units = "|".join(re.escape(unit) for unit in words["hours"]) or "(?!)"
    return (
        # "noon", "minuit"
        f"(?:(?P<noon>{noon})|(?P<midnight>{midnight})"
        # "10 a.m.", "2.30 p.m."
        f"|(?P<half_hour>{hour})(?:[.:](?P<half_minute>{minute}))?"
        # "3-6 p.m.", "10 to 11.30 a.m."
        f"(?:(?:{_GAP}{_DASH}{_GAP}|{_SPACE}{to}{_SPACE})(?P<last_hour>{hour})(?:[.:]{minute})?)?"
        f"{_GAP}(?:{am}|(?P<pm>{pm}))"
        # "10 heures", "18 h 30", "14:30"
        rf"|(?P<hour>{hour})"
        # "10 à 13 heures"
        rf"(?:(?:{_GAP}{_DASH}{_GAP}|{_SPACE}{to}{_SPACE}){hour}{_GAP}(?:{units})(?:{_GAP}{minute})?"
        rf"|{_GAP}(?:{units})(?:{_GAP}(?P<past>{minute}))?|:(?P<minute>{minute}))(?!\w))"
    )


def _forms(rows: Sequence[Sequence[str]]) -> list[str]:
    return [form for row in rows for form in row]


def _numbers(rows: Sequence[Sequence[str]]) -> dict[str, int]:
    return {bare(form): number for number, row in enumerate(rows, 1) for form in row}


def _any(forms: Iterable[str]) -> str:
    """A group of any of the forms, longest first; it matches nowhere if there are none."""
    patterns = [_form(form) for form in sorted(forms, key=len, reverse=True)]
    return f"(?:{'|'.join(patterns)})" if patterns else "(?!)"


def _form(form: str) -> str:
    """One form of the lexicon: accents optional, any apostrophe, any white space."""
    parts: list[str] = []
    for char in form:
        letters = unicodedata.normalize("NFD", char)
        if len(letters) > 1:
            parts.append(f"(?:{char}|{letters}?)")
        elif char == "'":
            parts.append("['’ʼ]")
        elif char == " ":
            parts.append(_SPACE)
        else:
            parts.append(re.escape(char))
    tail = r"(?!\w)" if form[-1].isalnum() else ""
    return "".join(parts) + tail
