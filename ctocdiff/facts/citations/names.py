"""Names of bodies and instruments in a text, and what a short name stands for.

A full name says what it means. A short one ("the Conference", "le Protocole") stands for that of
the document if it has one, else for the one named last. A name that is part of a longer,
unknown one ("Convention de Bâle", "Protocol to the Convention") has no code: it tells that what it
belongs to is not known.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from ctocdiff.alternation import alternation
from ctocdiff.facts.citations.forms import any_of, pieces, words
from ctocdiff.language import Language, Table, lexicon
from ctocdiff.letters import GOES_ON

BODIES = "bodies"
INSTRUMENTS = "instruments"
RULES = "rules"

DEFAULT_BODY = "CTOC/COP"
"""The body that is meant where neither a document nor a request names one."""

_LOOK_BACK = 100  # names of a text
_ACRONYM = re.compile(r"(?<!\w)(?P<word>[A-Z]{3,8})\s$")
_WORD_BEFORE = re.compile(r"(\S+)\s$")


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
    shorts: int  # from this one on they are short names
    qualified: re.Pattern[str]
    before: frozenset[str]
    prefixed: bool
    shared: re.Pattern[str]
    added_to: re.Pattern[str]
    owned: re.Pattern[str]

    def find(self, text: str) -> tuple[Name, ...]:
        return tuple(self._name(match, text) for match in self.pattern.finditer(text))

    def _name(self, match: re.Match[str], text: str) -> Name:
        number = int((match.lastgroup or "")[1:])
        codes, short = self.codes[number], number >= self.shorts
        if short and (
            self.qualified.match(text, match.end())
            or (self.prefixed and _follows_a_name(text, match.start(), self.before))
        ):
            return Name(match.start(), match.end(), (), short)
        if not short and self.shared.fullmatch(match[0]) and self._of_another(text, match):
            return Name(match.start(), match.end(), (), short)
        if not short and self.added_to.search(text, max(0, match.start() - 60), match.start()):
            return Name(match.start(), match.end(), (), short)
        return Name(match.start(), match.end(), codes, short)

    def _of_another(self, text: str, name: re.Match[str]) -> bool:
        """Whether another organization is named with a body: "OAS General Assembly"."""
        if self.owned.match(text, name.end()):
            return True
        return self.prefixed and not name[0].isupper() and _acronym(text, name.start(), self.before)


def _follows_a_name(text: str, start: int, others: frozenset[str]) -> bool:
    """Whether a word with a capital stands before, as in "Basel Convention", and none of others."""
    before = _WORD_BEFORE.search(text, max(0, start - 30), start)
    word = before[1] if before else ""
    return word[:1].isupper() and word.isalpha() and word.capitalize() not in others


def _acronym(text: str, start: int, others: frozenset[str]) -> bool:
    """Whether an acronym stands before, as in "OAS General Assembly"; others may be capitals."""
    before = _ACRONYM.search(text, max(0, start - 30), start)
    return before is not None and before["word"].capitalize() not in others


def after_acronym(text: str, start: int, language: Language) -> bool:
    """Whether an acronym stands before: "INTERPOL resolution", but not "RECALLING resolution"."""
    return _acronym(text, start, frozenset(lexicon(language)["citations"]["names_before"]))


@cache
def _names(kind: str, language: Language) -> _Names:
    table: Table = lexicon(language)["citations"]
    full = [(form, (code,)) for code, forms in table[kind].items() for form in forms]
    if kind == INSTRUMENTS:
        full += [(form, (RULES,)) for form in table["rules_of_procedure"]]
    full.sort(key=lambda entry: -len(entry[0]))
    shorts = [(form, tuple(codes)) for form, *codes in table[f"short_{kind}"]]
    shorts.sort(key=lambda entry: -len(entry[0]))
    capitals = "".join(sorted({form[0] for form, _ in shorts}))
    either = f"(?i:{_numbered(full, 0)})|(?=[{capitals}])(?i:{_numbered(shorts, len(full))})"
    # "[United Nations ]Convention": what may be left out begins a name too
    begins = {part[0] for form, _ in (*full, *shorts) for part in re.split(r"^\[|\]", form) if part}
    letters = "".join(
        sorted({case(letter) for letter in begins for case in (str.upper, str.lower)})
    )
    return _Names(
        re.compile(rf"(?<!\w)(?=[{letters}])(?:{either})(?!{GOES_ON})"),
        (*(codes for _, codes in full), *(codes for _, codes in shorts)),
        len(full),
        re.compile(rf"\s{any_of(table['qualifiers'])}"),
        frozenset(table["names_before"]),
        bool(table["body_first"]),
        re.compile(f"(?i:{any_of(table['shared_bodies'])})"),
        # the protocol to a convention is not that convention
        re.compile(rf"(?<!\w){words(table['added_to'])}$"),
        # "Assemblée générale de l'OEA", but not "des Nations Unies"
        re.compile(rf"\s{words(table['of'])}(?!{any_of(table['united_nations'])})[^\W\d_a-zà-ÿ]"),
    )


def _numbered(entries: Sequence[tuple[str, tuple[str, ...]]], first: int) -> str:
    """Any of the names, longest first; the group of each has its number."""
    return alternation(
        (pieces(form), f"(?P<n{number}>)") for number, (form, _) in enumerate(entries, first)
    )


def names_in(text: str, kind: str, language: Language) -> tuple[Name, ...]:
    """The names of one kind in a text by itself, in order."""
    return _names(kind, language).find(text)


class Namer:
    """The names of one kind in the texts of one section, each text read at most once."""

    def __init__(self, kind: str, language: Language, default: str | None) -> None:
        self._names = _names(kind, language)
        self._default = default
        self._unread: list[str] = []  # earlier texts
        self._named: dict[str, None] = {}  # codes named in full before, the last one last
        self._mentioned: set[str | None] = set()  # codes named in any way before
        self._text = ""
        self._found: tuple[Name, ...] | None = None
        self._starts: list[int] = []
        self._told: tuple[int, set[str | None]] = (0, set())  # up to which offset of the text

    def enter(self, text: str) -> None:
        """Go on to the next text of the section."""
        self._unread.append(self._text)
        self._text, self._found = text, None
        self._told = (0, set())

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
        for other in reversed(self.between(0, name.start)[-_LOOK_BACK:]):
            if not other.short and other.codes[0] in name.codes:
                return other.codes[0], other
        return self._named_before(name.codes), None

    def mentioned(self, end: int) -> frozenset[str | None]:
        """The codes named in the section up to an offset of the text; None if some are unknown."""
        self._read_earlier()
        read, codes = self._told
        codes |= self._codes(self.between(read, end))
        self._told = (max(read, end), codes)
        return frozenset(self._mentioned | codes)

    def _codes(self, names: Sequence[Name]) -> set[str | None]:
        """What names say by themselves; a short one that stands for another adds nothing."""
        found: set[str | None] = set()
        for name in names:
            if len(name.codes) <= 1:
                found.add(name.codes[0] if name.codes else None)
            elif self._default in name.codes:
                found.add(self._default)
        return found

    def _read_earlier(self) -> None:
        for text in self._unread:
            names = self._names.find(text)
            self._mentioned |= self._codes(names)
            for name in names:
                if not name.short:
                    self._named.pop(name.codes[0], None)
                    self._named[name.codes[0]] = None
        self._unread.clear()

    def _named_before(self, codes: tuple[str, ...]) -> str | None:
        self._read_earlier()
        return next((code for code in reversed(self._named) if code in codes), None)
