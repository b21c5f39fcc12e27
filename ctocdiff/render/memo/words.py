"""The facts of a memo → words of the interface language: numbers, days, hours, distances, names.

Contract: all words come from the table ``memo`` of the ``ui`` lexicon; what follows from a
language's own rules stands there too (which numbers take the singular, how lists are joined, how
thousands are set apart).
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ctocdiff.language import Language, Table, lexicon, wording
from ctocdiff.memo import Cited
from ctocdiff.model import Deadline, DeadlineKind, Document
from ctocdiff.render.phrases import Phrases

_HELD = "\N{NO-BREAK SPACE}"
_MINUS = "\N{MINUS SIGN}"


@dataclass(frozen=True, slots=True)
class MemoWords:
    """The words of memos in one interface language; ``own`` is the series of the body."""

    language: Language
    own: str | None = None

    @property
    def words(self) -> Table:
        table: Table = wording(self.language)["memo"]
        return table

    @property
    def phrases(self) -> Phrases:
        return Phrases(self.language)

    def say(self, key: str, **values: object) -> str:
        """A sentence with its values put in."""
        return str(self.words[key]).format(**values)

    # ---------------------------------------------------------------------------------- numbers

    def number(self, number: int, *, figures: bool = False) -> str:
        """A number as a text writes it: small ones in words, thousands set apart."""
        names: Sequence[str] = self.words["numbers"]
        if number < len(names) and not figures:
            return names[number]
        return f"{number:,}".replace(",", self.words["thousands"])

    def one_or_more(
        self, forms: Sequence[str], number: int, *, figures: bool = False, **values: str
    ) -> str:
        """The one or the other of two phrases, singular and plural, with the number."""
        singular, plural = forms
        form = singular if number in self.words["singular"] else plural
        return str(form).format(n=self.number(number, figures=figures), **values)

    def choose(self, key: str, number: int, *, figures: bool = False, **values: str) -> str:
        """The same for two sentences of the lexicon."""
        return self.one_or_more(self.words[key], number, figures=figures, **values)

    def counted(self, counts: Iterable[tuple[str, int]], total: int = 0) -> str:
        """What there is of several things, those of which there is none left out.

        Numbers side by side, the ``total`` before them included, are all in words or all in
        figures.
        """
        there = [(what, number) for what, number in counts if number]
        figures = self.figures([total, *(number for _, number in there)])
        forms: Table = self.words["count"]
        return self.listing(
            [self.one_or_more(forms[what], number, figures=figures) for what, number in there]
        )

    def figures(self, numbers: Iterable[int]) -> bool:
        """Whether numbers that stand side by side are all written in figures."""
        return any(number >= len(self.words["numbers"]) for number in numbers)

    def listing(self, parts: Sequence[str]) -> str:
        """Some words as a text lists them: "a", "a and b", "a, b and c"."""
        comma, last = self.words["listing"]
        if len(parts) < 2:
            return "".join(parts)
        return f"{comma.join(parts[:-1])}{last}{parts[-1]}"

    # ------------------------------------------------------------------------------ days and hours

    def date(self, day: dt.date) -> str:
        """A day whose number is not parted from its month at the end of a line."""
        return self.phrases.date(day).replace(" ", _HELD, 1)

    def days(self, document: Document) -> str:
        """The days of a session; nothing where they are unknown."""
        opens, closes = document.masthead.opens, document.masthead.closes
        if opens is None:
            return ""
        if closes is None or (opens.year, opens.month) == (closes.year, closes.month):
            return self.phrases.days(opens, closes)
        return self.window(opens, closes)

    def time(self, time: dt.time) -> str:
        clock: Table = self.words["clock"]
        if time.minute:
            return str(clock["minutes"][time.hour]).format(minute=f"{time.minute:02}")
        return str(clock["hours"][time.hour])

    def deadline(self, deadline: Deadline, opens: dt.date | None) -> str | None:
        """The day of a deadline; that of a rule is worked out and marked. None if unknown."""
        day = deadline.date
        if day is None and opens is not None and deadline.offset_days is not None:
            day = opens + dt.timedelta(days=deadline.offset_days)
        if day is None:
            return None
        said = self.date(day)
        if deadline.opens is not None and deadline.date is not None:
            said = self.window(deadline.opens, deadline.date)
        if deadline.date is None or deadline.kind is DeadlineKind.RELATIVE:
            said = self.say("rule", date=said)
        return (
            self.say("at_time", date=said, time=self.time(deadline.time)) if deadline.time else said
        )

    def window(self, opens: dt.date, closes: dt.date) -> str:
        """A window, the year of its first day left out where it is that of the last."""
        first = self.date(opens)
        if opens.year == closes.year:
            first = first.removesuffix(f" {opens.year}")
        return self.say("window", opens=first, closes=self.date(closes))

    def distance(self, days: int | None) -> str:
        """A distance from the opening day: "D−14", "D", "D+3"; nothing where it is unknown."""
        if days is None:
            return ""
        if days == 0:
            return str(self.words["opening"])
        return self.say("distance", days=f"{days:+d}".replace("-", _MINUS))

    def raised(self, text: str) -> Iterator[tuple[str, bool]]:
        """A text cut into what stands on the line and what is raised: the "er" of "1er"."""
        at = 0
        for match in re.finditer(self.words["raised"], text):
            if match.start() > at:
                yield text[at : match.start()], False
            yield match[0], True
            at = match.end()
        if at < len(text):
            yield text[at:], False

    # --------------------------------------------------------------------------------------- names

    def item(self, label: str) -> str:
        """The label of an item, not parted at the end of a line; the head of the document."""
        if not label:
            return str(self.words["front"])
        bare = label[:1].isdigit()
        said = self.phrases.label(label) if bare else self.phrases.section_label(label)
        return said.replace(" ", _HELD)

    def section(self, label: str) -> str:
        """The name of a section within a sentence: "item 2 (b)"."""
        said = self.phrases.section_label(label)
        return (said[:1].lower() + said[1:]).replace(" ", _HELD)

    def ordinal(self, number: int | None) -> str | None:
        """The ordinal of a session in words; None where there is none."""
        words = lexicon(self.language)["ordinals"]["words"]
        return str(words[number - 1][0]) if number and 0 < number <= len(words) else None

    def cited(self, texts: Sequence[Cited], shown: Sequence[str] | None = None) -> str:
        """Texts of one kind and body by their name: "resolutions 9/1 and 10/1".

        ``shown`` are their numbers where these are to bear more than the figures.
        """
        first = texts[0]
        numbers = list(shown) if shown else [text.number for text in texts]
        singular, plural = self.words["text_kinds"][first.kind]
        instruments: Table = self.words["instruments"]
        name = str(singular if len(texts) == 1 else plural).format(
            list=", ".join(numbers), instrument=instruments.get(first.body, f"({first.body})")
        )
        bodies: Table = self.words["bodies"]
        if first.body in instruments or first.kind == "document" or first.body == self.own:
            return name
        body = bodies.get(first.body, f"({first.body})")
        return self.say("body_of", name=name, body=body)
