"""Names of bodies and instruments in a text, and what a short name stands for.

A full name says what it means. A short one ("the Conference", "le Protocole") stands for that of
the document if it has one, else for the one named last. A short name that is part of a longer, unknown one
("Convention de Bâle") has no code: it tells that what it belongs to is not known.
"""

from __future__ import annotations

import re
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
    """The names of one kind in the texts of one section, each looked for once."""

    def __init__(self, kind: str, language: Language, default: str | None) -> None:
        self._names = _names(kind, language)
        self._default = default
        self._earlier: list[str] = []
        self._text = ""
        self._found: tuple[Name, ...] | None = None

    def enter(self, text: str) -> None:
        """Go on to the next text of the section."""
        if self._text:
            self._earlier.append(self._text)
        self._text, self._found = text, None

    @property
    def names(self) -> Sequence[Name]:
        """The names in the present text, in order."""
        if self._found is None:
            self._found = self._names.find(self._text)
        return self._found

    def at(self, start: int) -> Name | None:
        """The name that starts at an offset."""
        return next((name for name in self.names if name.start == start), None)

    def before(self, end: int) -> Name | None:
        """The last name that ends at an offset or before."""
        return next((name for name in reversed(self.names) if name.end <= end), None)

    def code(self, name: Name) -> tuple[str | None, Name | None]:
        """What a name stands for, and the name in this text from which that was learnt, if any.

        The code is None where it is not known; the name is None where an earlier text told it or
        where it is that of the document.
        """
        if not name.short or len(name.codes) <= 1:
            return (name.codes[0] if name.codes else None), name
        if self._default in name.codes:
            return self._default, name
        for other in reversed(self.names):
            if other.start < name.start and not other.short and other.codes[0] in name.codes:
                return other.codes[0], other
        return self._last_named(name.codes), None

    def _last_named(self, codes: tuple[str, ...]) -> str | None:
        for text in reversed(self._earlier):
            for other in reversed(self._names.find(text)):
                if not other.short and other.codes[0] in codes:
                    return other.codes[0]
        return None
