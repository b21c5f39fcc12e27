"""Names of bodies and instruments in a text, and what a short name stands for.

A full name says what it means. A short one ("the Conference", "le Protocole") stands for that of
the document if it has one, else for the one named last. A short name that is part of a longer, unknown one
("Convention de Bâle") has no code: it tells that what it belongs to is not known.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from ctocdiff.facts.citations.forms import any_of, pattern
from ctocdiff.language import Language, Table, lexicon

BODIES = "bodies"
INSTRUMENTS = "instruments"
RULES = "rules"


@dataclass(frozen=True, slots=True)
class Name:
    """A name in a text; ``codes`` is what it may stand for: several if short, none if unknown."""

    start: int
    end: int
    codes: tuple[str, ...]
    short: bool


@dataclass(frozen=True, slots=True)
class _Names:
    pattern: re.Pattern[str]
    codes: tuple[tuple[str, ...], ...]
    shorts: int  # groups from this one on are short names
    qualified: re.Pattern[str]
    before: frozenset[str]
    prefixed: bool

    def find(self, text: str) -> tuple[Name, ...]:
        return tuple(self._name(match, text) for match in self.pattern.finditer(text))

    def _name(self, match: re.Match[str], text: str) -> Name:
        group = match.lastindex or 1
        codes, short = self.codes[group - 1], group > self.shorts
        if short and (self.qualified.match(text, match.end()) or self._part_of_a_name(match, text)):
            return Name(match.start(), match.end(), (), short)
        return Name(match.start(), match.end(), codes, short)

    def _part_of_a_name(self, match: re.Match[str], text: str) -> bool:
        if not self.prefixed:
            return False
        before = re.search(r"(\S+)\s$", text[max(0, match.start() - 30) : match.start()])
        word = before[1] if before else ""
        return word[:1].isupper() and word.isalpha() and word not in self.before


@cache
def _names(kind: str, language: Language) -> _Names:
    words: Table = lexicon(language)["citations"]
    full = [(form, (code,)) for code, forms in words[kind].items() for form in forms]
    if kind == INSTRUMENTS:
        full += [(form, (RULES,)) for form in words["rules"]["rules"]]
    full.sort(key=lambda entry: -len(entry[0]))
    shorts = list(words[f"short_{kind}"].items())
    groups = [f"((?i:{pattern(form)}))" for form, _ in full]
    groups += [f"({pattern(form)})" for form, _ in shorts]
    first = "".join(sorted({case(form[0]) for form, _ in full for case in (str.upper, str.lower)}))
    if any(form.startswith("[") for form, _ in full):
        first = r"A-Za-z"
    return _Names(
        re.compile(rf"(?<!\w)(?=[{first}])(?:{'|'.join(groups)})"),
        (*(codes for _, codes in full), *(codes for _, codes in shorts)),
        len(full),
        re.compile(rf"\s{any_of(words['qualifiers'])}"),
        frozenset(words["names_before"]),
        bool(words["body_first"]),
    )


class Namer:
    """The names of one kind in the texts of one section, each text read at most once."""

    def __init__(self, kind: str, language: Language, default: str | None) -> None:
        self._names = _names(kind, language)
        self._default = default
        self._unread: list[str] = []  # earlier texts
        self._named: dict[str, None] = {}  # codes named in full before, the last one last
        self._text = ""
        self._found: tuple[Name, ...] | None = None
        self._starts: list[int] = []

    def enter(self, text: str) -> None:
        """Go on to the next text of the section."""
        self._unread.append(self._text)
        self._text, self._found = text, None

    @property
    def names(self) -> Sequence[Name]:
        """The names in the present text, in order."""
        if self._found is None:
            self._found = self._names.find(self._text)
            self._starts = [name.start for name in self._found]
        return self._found

    def between(self, start: int, end: int) -> Sequence[Name]:
        """The names that start in a range of the text."""
        names = self.names
        return names[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def at(self, start: int) -> Name | None:
        """The name that starts at an offset."""
        return next(iter(self.between(start, start + 1)), None)

    def code(self, name: Name) -> tuple[str | None, Name | None]:
        """What a name stands for, and the name in this text that told it.

        The code is None where it is not known; the name is None where an earlier text told it.
        """
        if not name.short or len(name.codes) <= 1:
            return (name.codes[0] if name.codes else None), name
        if self._default in name.codes:
            return self._default, name
        for other in reversed(self.between(0, name.start)):
            if not other.short and other.codes[0] in name.codes:
                return other.codes[0], other
        return self._named_before(name.codes), None

    def _named_before(self, codes: tuple[str, ...]) -> str | None:
        for text in self._unread:
            for name in self._names.find(text):
                if not name.short:
                    self._named.pop(name.codes[0], None)
                    self._named[name.codes[0]] = None
        self._unread.clear()
        return next((code for code in reversed(self._named) if code in codes), None)
