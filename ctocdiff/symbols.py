"""The grammar of United Nations document symbols and of the numbers of adopted texts.

A symbol is a series ("CTOC", "A", "E") and segments after slashes: sub-bodies ("COP", "WG.2"),
a year or a session ("2012", "75", "S-30"), a number, the nature of the document ("CRP.2", "L.8",
"INF") and suffixes for later versions ("Add.1", "Rev.1"). ``parse`` and ``str`` invert each other.

Sources: United Nations Editorial Manual, "Document symbols"; Dag Hammarskjöld Library, "UN Document
Symbols" and "Special series symbols". Symbols are the same in all official languages, so they
are data of this file and not of the lexicon.

Not done here: numbers cited in words ("resolution 9/1 of the Conference"), which are language and
belong to ``facts.citations``; symbols of organizations outside the Secretariat's scheme.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from ctocdiff.errors import CtocdiffError
from ctocdiff.legible import legible
from ctocdiff.letters import GOES_ON

# First segments. The committees that monitor human rights treaties stand apart, since they alone
# number combined reports with a hyphen ("CEDAW/C/FRA/7-8").
TREATY_BODIES = frozenset({"CAT", "CCPR", "CED", "CEDAW", "CERD", "CMW", "CRC", "CRPD"})
SERIES = TREATY_BODIES | frozenset(
    {
        *("A", "E", "S", "ST", "T"),  # principal organs and Secretariat
        *("CAC", "CTOC"),  # conferences served by UNODC
        *("DP", "HSP", "ICCD", "IDB", "ITC", "TD", "UNCTAD", "UNEP", "UNIDO", "UNODC", "UNW"),
        *("CBD", "FCCC", "IPBES", "SAICM"),  # environment
        *("APLC", "BWC", "CCM", "CCW", "CD", "NPT"),  # disarmament
        *("CLCS", "ISBA", "LOS", "SPLOS"),  # law of the sea
        *("ECE", "LC"),  # regional commissions with a series of their own
        *("ACABQ", "AT", "CEB", "HRI", "ICSC", "JIU", "PBC", "PCNICC", "UNDT"),
    }
)

_SUFFIXES = frozenset({"Add", "Amend", "Corr", "Rev"})
# Segments that tell the nature of a document, after which no body follows.
_NATURES = frozenset(
    {*("CRP", "DEC", "Dec", "INF", "L", "MISC", "NGO", "PV", "RES", "Res", "SR"), *_SUFFIXES}
)
_SPELLING = {word.lower(): word for word in ("Dec", "Res", "Sub", *_SUFFIXES)}

_TEXT_KINDS = {"RES": "resolution", "DEC": "decision"}
# Bodies whose adopted texts have symbols of their own, such as A/RES/55/25.
_TEXT_SYMBOLS = frozenset({"A", "A/HRC", "E", "S"})


class SymbolError(CtocdiffError, ValueError):
    """A text is not a document symbol, nor the name of an adopted text."""

    def __init__(self, text: str) -> None:
        super().__init__("symbol-unknown", text=text)
        self.text = text


_SPACE = r"[^\S\t]"


# with a capital: "(sect. 2)" points into a document
_PART = (
    rf"(?:(?:(?:Income|INCOME){_SPACE}?(?:sect|SECT)|Sect|SECT)\.{_SPACE}?[0-9]{{1,2}}[A-Z]?"
    rf"|(?:Vol|VOL)\.{_SPACE}?[IVX]{{1,4}}|(?:Part|PART){_SPACE}[IVX]{{1,4}}"
    r"|Introduction|INTRODUCTION|Foreword|FOREWORD)"
)


def _segment(*, combined: bool) -> str:
    """The pattern of a segment; ``combined`` reports have two numbers ("7-8")."""
    words = (
        # "Rev.1", "add.2", "Corr. 1": the only segments of which case and spacing vary
        rf"(?i:Add|Amend|Corr|Rev)\.{_SPACE}?[0-9]{{1,3}}",
        # "CRP. 3", "WG. 2/2018": a space that typing left there
        rf"(?:CN|CRP|INF|L|WG|WP)\.{_SPACE}[0-9]{{1,3}}",
        # "WG.2", "CN.15", "CRP.1", "Res.14", "C.I", "SER.A", "OzL.Pro.28"
        r"[A-Z][A-Za-z]{0,7}(?:\.[A-Z][A-Za-z]{0,4})?\.(?:[0-9]{1,4}[A-Z]?|[A-Z]{1,4})",
        # "COP(11)", "EX(70)"
        r"[A-Z]{1,6}\([0-9]{1,3}\)",
        # "COP", "HRC", "INF"
        r"[A-Z]{1,8}[0-9]?",
    )
    numbers = (
        # "1373 (2001)", "217 A (III)", "3201 (S-VI)": the year or session that old resolutions have
        # after the number
        rf"(?<=RES/)[0-9]{{1,4}}(?:{_SPACE}?[A-Z])?{_SPACE}?"
        r"\((?:(?:19|20|21)[0-9]{2}|(?:E?S[-‑])?[IVXLC]{1,7})\)",
        # "A/78/6 (Sect. 29)", "A/78/5 (Vol. I)": the parts of the Assembly's budget and accounts
        rf"(?:(?<=A/[0-9]{{2}}/)|(?<=A/[0-9]{{3}}/))[0-9]{{1,4}}{_SPACE}?\({_PART}\)",
        *([r"[0-9]{1,3}[-‑][0-9]{1,3}"] if combined else []),
        # "2024", "13", "20A"
        r"[0-9]{1,6}[A-Z]?",
        # "S-30", "ES-11": special and emergency special sessions
        r"E?S[-‑][0-9]{1,3}",
    )
    return (
        rf"(?:(?:{'|'.join(numbers)})(?!{GOES_ON})"
        rf"|(?:{'|'.join(words)})(?!{GOES_ON}|\.{GOES_ON}))"
    )


@cache
def _pattern() -> re.Pattern[str]:
    # "CTOC/COP/ 2012/13": white space after a slash, where a line ended. Capitals alone go on after
    # it only where a slash follows them.
    slash = rf"/(?:(?!\s)|{_SPACE}{{1,3}}(?=[A-Z]{{1,8}}/|[^\s/]{{0,12}}[0-9]))"
    # "L.5 / Rev.1"
    slash = rf"(?:{slash}|{_SPACE}/{_SPACE}?(?=(?i:Add|Amend|Corr|Rev)\.))"
    treaty_body = f"(?:{'|'.join(sorted(TREATY_BODIES))})(?:{slash}{_segment(combined=True)})+"
    # "IDB.52/1": a session in the first segment
    other = rf"[A-Z]{{1,7}}(?:\.[0-9]{{1,3}})?(?:{slash}{_segment(combined=False)})+"
    # A symbol that goes on in an unknown way is left alone ("CTOC/COP/20" where the end of a line
    # cuts the year), as are parts of paths and addresses.
    return re.compile(rf"(?<![\w/@.=])(?:{treaty_body}|{other})(?!/\S|\n[0-9]{{1,3}}/[0-9])")


# "https://undocs.org/A/75/1", "www.un.org/en", "someone@un.org"
_ADDRESS = re.compile(r"(?:https?://|ftp://|www\.)[^\s<>\"«»]+|(?<![\w.+-])[\w.+-]{1,64}@[\w./-]+")
_WHITE = re.compile(r"\s+")
_NUMBER_YEAR = re.compile(r"([0-9]+)\s?([A-Z]?)\s?\(([0-9]{4}|(?:E?S-)?[IVXLC]+)\)")
_NUMBER = re.compile(r"[0-9]+[A-Z]?")
_SESSION = re.compile(r"E?S-[0-9]+")
_PARTED = re.compile(
    r"([0-9]+)\s?\((Income\s?sect|Sect|Vol|Part|Introduction|Foreword)\.?\s?"
    r"([0-9]+[A-Z]?|[IVX]+)?\)",
    re.IGNORECASE,
)
_PARTS = {
    "incomesect": "Income sect.",
    "sect": "Sect.",
    "vol": "Vol.",
    "part": "Part",
    "introduction": "Introduction",
    "foreword": "Foreword",
}


@dataclass(frozen=True, slots=True, order=True)
class Symbol:
    """One UN document symbol, by its segments: ``("CTOC", "COP", "WG.2", "2012", "3")``.

    Values made by :meth:`parse` and :func:`find_symbols` have the canonical spelling.
    """

    segments: tuple[str, ...]

    def __str__(self) -> str:
        return "/".join(self.segments)

    @classmethod
    def parse(cls, text: str) -> Symbol:
        """Read a text that is one symbol and nothing else, in any case.

        Raises:
            SymbolError: it is none, or it is two symbols joined by a hyphen.
        """
        stripped = text.strip()
        for candidate in (stripped, stripped.upper()):
            if match := _pattern().fullmatch(candidate):
                symbol = _canonical(match[0])
                if _is_document(symbol):
                    return symbol
        raise SymbolError(text)

    @property
    def year(self) -> int | None:
        """The year that the symbol states: 2012, or 2001 for S/RES/1373 (2001)."""
        return _stated_year(self.segments)

    @property
    def body(self) -> str:
        """The issuing body, without year, session, number, nature and suffix: "CTOC/COP/WG.2"."""
        return _issuing_body(self.segments)

    @property
    def base(self) -> Symbol:
        """The symbol without the suffixes Add., Amend., Corr. and Rev. at its end."""
        segments = _without_suffixes(self.segments)
        return self if segments is self.segments else Symbol(segments)


# Documents name few symbols again and again, and rules ask each for its year and its body.
@lru_cache(maxsize=4096)
def _stated_year(segments: tuple[str, ...]) -> int | None:
    for at, segment in enumerate(segments[1:], 1):
        if bracketed := _NUMBER_YEAR.fullmatch(segment):
            return int(bracketed[3]) if bracketed[3].isdigit() else None
        if _NUMBER.fullmatch(segment) or _SESSION.fullmatch(segment):
            return _year(segment) if at + 1 < len(segments) else _dotted_year(segments)
    return _dotted_year(segments)


def _dotted_year(segments: tuple[str, ...]) -> int | None:
    # "NPT/CONF.2020/1", "LC/TS.2019/1"
    years = (_year(segment.rpartition(".")[2]) for segment in segments if "." in segment)
    return next((year for year in years if year), None)


@lru_cache(maxsize=4096)
def _issuing_body(segments: tuple[str, ...]) -> str:
    if segments[0] in TREATY_BODIES:
        return "/".join(segments[:2])
    base = _without_suffixes(segments)
    body = [base[0]]
    for at, segment in enumerate(base[1:], 1):
        word = segment.partition(".")[0]
        # "WP.29" is a body with documents of its own, or a working paper of another body
        paper = word == "WP" and at + 1 == len(base)
        # "E/C.12/GC/25" is a general comment, "UNEP/GC/24/1" of the Governing Council
        comment = word == "GC" and at > 1
        numbered = segment[0].isdigit() or _SESSION.fullmatch(segment)
        if numbered or word in _NATURES or paper or comment:
            break
        body.append(segment)
    return "/".join(body)


def _without_suffixes(segments: tuple[str, ...]) -> tuple[str, ...]:
    while len(segments) > 1 and segments[-1].partition(".")[0] in _SUFFIXES:
        segments = segments[:-1]
    return segments


@dataclass(frozen=True, slots=True)
class SymbolMention:
    """A symbol in a text; each half of a joined symbol is a mention with its own span."""

    symbol: Symbol
    start: int
    end: int


@lru_cache(maxsize=4096)
def find_symbols(text: str) -> tuple[SymbolMention, ...]:
    """Every document symbol in a text, in text order. Offsets are code points."""
    if "/" not in text:
        return ()
    seen = legible(text)
    if seen.places is None:
        return tuple(_find(text))
    return tuple(
        replace(found, start=start, end=end)
        for found in _find(seen.text)
        for start, end in [seen.range(found.start, found.end)]
    )


def is_symbol(text: str) -> bool:
    """Whether a text is a document symbol and nothing else."""
    return any((found.start, found.end) == (0, len(text)) for found in find_symbols(text))


def _find(text: str) -> Iterator[SymbolMention]:
    addresses: list[tuple[int, int]] | None = None
    for match in _pattern().finditer(text):
        symbol = _canonical(match[0])
        if not _is_document(symbol):
            continue
        if addresses is None:
            addresses = [found.span() for found in _ADDRESS.finditer(text)]
        if not any(start <= match.start() < end for start, end in addresses):
            yield SymbolMention(symbol, *match.span())


def _canonical(text: str) -> Symbol:
    plain = text.replace("‑", "-")  # the hyphen of Word that does not break
    return Symbol(tuple(_canonical_segment(segment) for segment in plain.split("/")))


def _canonical_segment(segment: str) -> str:
    if segment.isalnum():  # "CTOC", "2024": most are, and a catalogue has thousands
        return segment
    if bracketed := _NUMBER_YEAR.fullmatch(segment.strip()):
        return f"{bracketed[1]}{bracketed[2]} ({bracketed[3]})"
    if part := _PARTED.fullmatch(segment):
        name = _PARTS[_WHITE.sub("", part[2]).lower()]
        return f"{part[1]} ({name} {part[3].upper()})" if part[3] else f"{part[1]} ({name})"
    bare = _WHITE.sub("", segment)
    word, dot, number = bare.partition(".")
    return f"{_SPELLING.get(word.lower(), word)}.{number}" if dot else bare


def _is_document(symbol: Symbol) -> bool:
    """Whether this is a document of a known series, and not a body or an abbreviation."""
    first, *rest = symbol.segments
    if first.partition(".")[0] not in SERIES:
        return False
    base = symbol.base.segments
    last = base[-1]
    if len(base) == 2 and _NUMBER.fullmatch(last):
        # "S/15000", "IDB.52/1"; not "A/4", the paper
        return "." in first or len(last) >= 3
    # "E/C/1" is no segment after a principal organ; "E/C.12/1" is
    if len(first) == 1 and len(rest[0]) == 1 and rest[0].isalpha():
        return False
    if len(base) < 2 or "0" in base:
        return False
    if last[0].isdigit():
        return True
    word, dot, _ = last.partition(".")
    return bool(dot) and (word in _NATURES or word == "WP")


def _year(segment: str) -> int | None:
    if len(segment) == 4 and segment.isdigit() and 1946 <= int(segment) <= 2199:
        return int(segment)
    return None


# "9/1", "2021/12", "1373 (2001)", "217A (III)", "3201 (S-VI)", "S-30/1", "48/20A", "1/CP.21",
# "WHA75.3", "WHA74(9)"
_TEXT_NUMBER = (
    r"(?:[0-9]{1,3}/(?:CMA|CMP|COP|CP)\.[0-9]{1,2}|WHA[0-9]{1,3}(?:\.[0-9]{1,2}|\([0-9]{1,2}\))|(?:E?S-)?[0-9]{1,4}[A-Z]?(?:/[0-9]{1,4}[A-Z]?)?"
    r"(?: \((?:[0-9]{4}|(?:E?S-)?[IVXLC]{1,7})\))?)"
)
_TEXT_BODY = r"[A-Z]+(?:\.[0-9]+)?(?:/[A-Z]+(?:\.[0-9]+)?)*"
# "CTOC/COP resolution 9/1", "E/CN.15 decision 21/1"
_TEXT_IN_WORDS = re.compile(rf"({_TEXT_BODY}) (resolution|decision) ({_TEXT_NUMBER})")
# "A/RES/55/25", "S/RES/1373 (2001)", "A/HRC/DEC/46/115"
_TEXT_SYMBOL = re.compile(rf"({_TEXT_BODY})/(RES|DEC)/({_TEXT_NUMBER})")
# "UNEP/EA.5/Res.14": the session stands with the body
_TEXT_ASSEMBLY = re.compile(r"(UNEP/EA)\.([0-9]+)/(Res|Dec)\.([0-9]+)")


@dataclass(frozen=True, slots=True, order=True)
class AdoptedText:
    """A resolution or decision by the body that adopted it, its kind and its number.

    ``kind`` is ``"resolution"`` or ``"decision"``; one number may stand for both. ``str`` gives the
    symbol where the body's texts have one (A/RES/55/25), else "CTOC/COP resolution 9/1".
    """

    body: str
    kind: str
    number: str

    def __str__(self) -> str:
        session, _, number = self.number.partition("/")
        if self.body == "UNEP/EA" and session.isdigit() and number.isdigit():
            return f"UNEP/EA.{session}/{self.kind[:3].title()}.{number}"
        if self.body in _TEXT_SYMBOLS:
            return f"{self.body}/{self.kind[:3].upper()}/{self.number}"
        return f"{self.body} {self.kind} {self.number}"

    @classmethod
    def parse(cls, text: str) -> AdoptedText:
        """Invert ``str``.

        Raises:
            SymbolError: the text names no resolution or decision.
        """
        if match := _TEXT_IN_WORDS.fullmatch(text):
            return cls(match[1], match[2], match[3])
        if match := _TEXT_ASSEMBLY.fullmatch(text):
            return cls(match[1], _TEXT_KINDS[match[3].upper()], f"{match[2]}/{match[4]}")
        if match := _TEXT_SYMBOL.fullmatch(text):
            return cls(match[1], _TEXT_KINDS[match[2]], match[3])
        raise SymbolError(text)

    @classmethod
    def of(cls, symbol: Symbol) -> AdoptedText | None:
        """The adopted text that a symbol belongs to, such as A/RES/55/25; else None."""
        try:
            return cls.parse(str(symbol.base))
        except SymbolError:
            return None
