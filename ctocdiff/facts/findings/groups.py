"""Working groups as texts name them: "the Working Group on Firearms"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ctocdiff.alternation import any_form
from ctocdiff.dates import DateMention
from ctocdiff.facts.findings.reading import Passage, Reading
from ctocdiff.facts.findings.titles import title_words
from ctocdiff.language import Language, lexicon
from ctocdiff.model import Kind

_NAME = re.compile(r"[^\W_]+(?:[-’'ʼ][^\W_]+)*|[,;:.()«»“”\"]")


@dataclass(frozen=True, slots=True)
class Group:
    """A group by the words that say what it is about; none where it is only "the group"."""

    key: tuple[str, ...]
    name: str
    start: int
    end: int


def groups_in(text: str, low: int, high: int, language: Language) -> Iterator[Group]:
    """The working groups that a stretch of a text names, in order."""
    table = lexicon(language)["findings"]
    aside, subject = any_form(table["group_aside"]), any_form(table["group_subject"])
    inside = any_form(table["group_inside"])
    ends = {word.casefold() for word in table["group_end"]}
    for match in any_form(table["group"]).finditer(text, low, high):
        at, words, named = match.end(), [], False
        while word := _NAME.search(text, at, high):
            if skipped := aside.match(text, word.start()) or inside.match(text, word.start()):
                at = skipped.end()
                continue
            token = word[0]
            if not token[0].isalnum() or token.casefold() in ends:
                break
            if subject.fullmatch(token):
                named = True
            elif named:
                words.append(token)
            at = word.end()
        key = tuple(w for token in words for w in title_words(token) if w not in table["small"])
        yield Group(key, text[match.start() : at], match.start(), at)


def group_of(
    text: str, start: int, end: int, groups: Sequence[Group], dates: Sequence[DateMention]
) -> Group | None:
    """The group whose meeting it is: named after the number, else before it, else the only one.

    One that stands after other days too has those: "on 3 June, followed on 5 June by that of".
    """
    days = next((d for d in dates if d.start >= end), None)
    until = days.start if days else end
    between = [g for g in groups if end <= g.start < until]
    if between:
        return between[0] if len(between) == 1 and between[0].key else None
    before = [g for g in groups if g.end <= start]
    if before:
        return before[-1] if before[-1].key else None
    keys = {g.key for g in groups}
    if groups and days and re.search(r"\d", text[days.end : groups[0].start]):
        return None
    return groups[0] if len(keys) == 1 and groups[0].key else None


class Antecedents:
    """The one group that "its third meeting" or "the Group" can only mean, as a text goes on."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self._section = ""
        self._before: tuple[Group, ...] = ()
        self._here: tuple[Group, ...] = ()
        self._all: list[Group] = []
        self._heading: list[Group] = []

    def reach(self, passage: Passage) -> None:
        """Go on to the next paragraph."""
        if passage.section != self._section:
            self._section, self._here, self._all, self._heading = passage.section, (), [], []
        self._before = self._here
        self._here = ()
        text = passage.text
        if passage.may_have(self.reading.words["group"]):
            found = groups_in(text, 0, len(text), self.reading.language)
            self._here = tuple(group for group in found if group.key)
        self._all += self._here
        if passage.kind is Kind.HEADING:
            self._heading = list(self._here)

    def group(self, passage: Passage, low: int, until: int) -> Group | None:
        """The group meant by a sentence that names none, and no other body that meets."""
        words = self.reading.words
        for others in ("conference", "meeting_bodies"):
            if any_form(words[others]).search(passage.text, low, until):
                return None
        for named in ([g for g in self._here if g.end <= low], self._before, self._all):
            if named:
                keys = {group.key for group in (*named, *self._heading)}
                return named[-1] if len(keys) == 1 else None
        return None
