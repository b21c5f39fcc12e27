"""Broken sequences of letters and numbers, footnotes without a mark, marks without a footnote."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from ctocdiff.facts.findings.reading import Passage, Reading
from ctocdiff.language import lexicon
from ctocdiff.letters import SUPERSCRIPTS
from ctocdiff.model import DocumentKind, Finding, Kind
from ctocdiff.symbols import find_symbols

_TO_DIGITS = str.maketrans(SUPERSCRIPTS, "0123456789")
_LETTER = re.compile(r"\s*\(?(?P<letter>[a-z])\)\s")
_NUMBER = re.compile(r"\s*(?P<open>[«“\"]\s*)?(?P<number>[1-9]\d{0,2})\.\s")
_NOTE = re.compile(rf"\s*(?P<mark>\*{{1,4}}|[{SUPERSCRIPTS}]+)")
_ROMAN = frozenset("ivx")  # which may begin a list of Roman figures
_SECOND = frozenset("bc")
_NUMBERED_APART = ("resolution", "decision", "annex", "appendix")  # labels of sections
_HABIT = 3  # sections of an agenda of which the numbers go on
_LOOKED_AT = 8  # sequences
_GAP = 3  # a number that jumps further begins something else
# "m²", "km²", "10⁶": figures that are no marks
_UNIT = re.compile(rf"(?<!\w)(?:[cdkm]?m|[A-Z]|10)[{SUPERSCRIPTS}]$")
# What stands before is looked at after the first character: so a mark is found much faster.
_MARK = re.compile(
    rf"[{SUPERSCRIPTS}](?<=[^\s{SUPERSCRIPTS}][{SUPERSCRIPTS}])[{SUPERSCRIPTS}]{{0,2}}(?![\w{SUPERSCRIPTS}])"
)
# "seafarers*, **"
_STAR = re.compile(r"\*(?:(?<=[^\s*]\*)|(?<=\*,\s\*))\*{0,3}(?=$|[\s,;.)])")


def check_numbering(reading: Reading) -> Iterator[Finding]:
    """Every step of a sequence that is left out or stands twice, and unmatched footnotes."""
    yield from _letters(reading)
    yield from _numbers(reading)
    yield from _agenda(reading)
    yield from _notes(reading)


def _letters(reading: Reading) -> Iterator[Finding]:
    section, expected, spare = None, "", ""
    introduced = False
    for passage in reading.passages:
        if passage.section != section:
            section, expected, spare = passage.section, "", ""
        begins, introduced = introduced, passage.text.rstrip().endswith(":")
        if passage.kind is not Kind.BODY:
            continue
        if _NUMBER.match(passage.text):
            expected, spare = "", ""
        match = _LETTER.match(passage.text)
        if match is None:
            continue
        letter = match["letter"]
        if letter in _ROMAN and letter not in (expected, spare):
            continue
        after, spare = spare, ""
        if begins and not expected and letter in _SECOND:
            expected = "a"  # what is introduced begins at its beginning
        if expected and letter not in ("a", expected, after):
            spare = chr(ord(expected) + 1)  # the others may go on as if this one were right
            yield passage.find(
                "numbering-broken", match.start("letter"), match.end("letter"),
                found=f"{letter})", expected=f"{expected})",
            )  # fmt: skip
        if expected or letter == "a":
            expected = chr(ord(letter) + 1)


@dataclass(slots=True, eq=False)
class _Sequence:
    last: int
    stream: str
    spare: int = 0  # a number that goes on too, where the last was out of step


def _numbers(reading: Reading) -> Iterator[Finding]:
    """Numbered paragraphs; those of resolutions stand among those of chapters."""
    through = _numbered_through(reading)
    opened: dict[int, dict[_Sequence, None]] = {}  # by their last number, the newest last
    newest: dict[str, _Sequence] = {}  # by the stream that they belong to
    for passage in reading.passages:
        match = _NUMBER.match(passage.text) if passage.kind is Kind.BODY else None
        if match is None:
            continue
        number, stream = int(match["number"]), _stream(passage, through=through)
        own = newest.get(stream)
        spare = own if own is not None and own.spare == number else None
        going_on = spare or _going_on(opened.get(number - 1, {}), own, stream)
        expected = 0
        if going_on is None:
            # only a number that nearly goes on with those before it is out of step
            if own is not None and number > 1 and 0 <= number - own.last <= _GAP:
                expected = own.last + 1
                yield passage.find(
                    "numbering-broken", match.start("number"), match.end("number"),
                    found=f"{number}.", expected=f"{expected}.",
                )  # fmt: skip
                going_on = own
            else:
                going_on = _Sequence(0, stream)
        if going_on.last:
            del opened[going_on.last][going_on]
        going_on.last, going_on.stream = number, stream
        going_on.spare = expected + 1 if expected else 0
        opened.setdefault(number, {})[going_on] = None
        newest[stream] = going_on


def _numbered_through(reading: Reading) -> bool:
    """Whether numbers go on from section to section: in reports, notes and some annotations."""
    if reading.document.kind is not DocumentKind.AGENDA:
        return reading.document.kind in (DocumentKind.REPORT, DocumentKind.NOTE)
    firsts: dict[str, int] = {}
    for passage in reading.passages:
        match = _NUMBER.match(passage.text) if passage.kind is Kind.BODY else None
        if match and passage.section[:1].isdigit():
            firsts.setdefault(passage.section, int(match["number"]))
    numbers = list(firsts.values())
    return len(numbers) >= _HABIT and numbers == sorted(numbers) and numbers.count(1) == 1


def _stream(passage: Passage, *, through: bool) -> str:
    """What is numbered through: the chapters of a report or a note, else a section."""
    apart = passage.section.startswith(_NUMBERED_APART)
    return "" if through and not apart else passage.section or "front"


def _going_on(
    ending: dict[_Sequence, None], own: _Sequence | None, stream: str
) -> _Sequence | None:
    """The sequence that a number continues, of those that end with the number before it."""
    if own is not None and own in ending:
        return own
    for one in islice(reversed(ending), _LOOKED_AT):
        if stream or one.stream == stream:
            return one
    return None


def _agenda(reading: Reading) -> Iterator[Finding]:
    """The items of the agenda list, where its beginning is there."""
    agenda = reading.document.agenda
    if not agenda or agenda[0].label != "1":
        return
    number, letter = 0, 0
    for item in agenda:
        main, _, sub = item.label.partition("(")
        if sub.count("(") or not main.isdigit():
            continue
        passage = reading.passage(item.paragraph)
        step = (int(main), ord(sub[0]) - ord("a") + 1) if sub else (int(main), 0)
        right = step == (number, letter + 1) if sub else step[0] == number + 1
        if not right and passage:
            wanted = f"{number}({chr(ord('a') + letter)})" if sub else str(number + 1)
            yield passage.find(
                "numbering-broken", 0, len(passage.text), found=item.label, expected=wanted
            )
        number, letter = step


def _notes(reading: Reading) -> Iterator[Finding]:
    notes = [(p, m) for p in reading.passages if p.kind is Kind.NOTE if (m := _NOTE.match(p.text))]
    marks: list[tuple[Passage, int, int, str]] = []
    for passage in reading.passages:
        if passage.kind is not Kind.NOTE:
            marks += _marks(passage)
    used = {mark for _, _, _, mark in marks}
    there = {match["mark"] for _, match in notes}
    body_begun = False
    before: int | None = None
    spare = 0
    by_id = {passage.paragraph.id: match for passage, match in notes}
    for passage in reading.passages:
        body_begun = body_begun or passage.kind is Kind.BODY
        note = by_id.get(passage.paragraph.id)
        if note is None:
            continue
        mark = note["mark"]
        # the mark may stand in the part of the head that is missing, or on the symbol
        in_head = not body_begun and (_is_reissue(passage, reading) or not _head_is_whole(reading))
        if mark not in used and not in_head:
            yield passage.find("note-without-mark", note.start("mark"), note.end("mark"), mark=mark)
        if mark[0] in SUPERSCRIPTS:
            number = int(mark.translate(_TO_DIGITS))
            after, spare = spare, 0
            lost = before is not None and _lost(before, number, used - there)
            if before is not None and number not in (1, before + 1, after) and not lost:
                spare = before + 2
                yield passage.find(
                    "numbering-broken", note.start("mark"), note.end("mark"),
                    found=mark, expected=before + 1,
                )  # fmt: skip
            before = number
    for passage, start, end, mark in marks:
        stars = mark.startswith("*")
        # a document whose notes were all lost says nothing about one mark
        if mark not in there and (there if not stars else passage.kind is not Kind.TABLE):
            yield passage.find("mark-without-note", start, end, mark=mark)


def _lost(before: int, number: int, lacking: set[str]) -> bool:
    """Whether the notes between two numbers are those that marks of the text have lost."""
    figures = str.maketrans("0123456789", SUPERSCRIPTS)
    between = [str(one).translate(figures) for one in range(before + 1, number)]
    return bool(between) and lacking.issuperset(between)


def _marks(passage: Passage) -> Iterator[tuple[Passage, int, int, str]]:
    text = passage.text
    for match in _MARK.finditer(text):
        if not _UNIT.search(text, max(0, match.start() - 3), match.end()):
            yield passage, match.start(), match.end(), match[0]
    if text.count("*") <= 4:
        for match in _STAR.finditer(text):
            yield passage, match.start(), match.end(), match[0]


def _is_reissue(passage: Passage, reading: Reading) -> bool:
    told = passage.text.lstrip(" *").casefold()
    forms: tuple[str, ...] = lexicon(reading.language)["masthead"]["reissue"]
    return told.startswith(forms)


def _head_is_whole(reading: Reading) -> bool:
    """Whether the head has its symbol, which the mark of a reissue stands on."""
    if reading.document.kind is DocumentKind.OTHER:
        return False
    heads = [p for p in reading.passages if p.kind is Kind.MASTHEAD and len(p.text) < 60]
    return any(
        found.start == 0 and len(p.text.rstrip("* ")) == found.end
        for p in heads
        for found in find_symbols(p.text)
    )
