"""Roman figures of lists and the labels of chapters: steps that are left out or stand twice.

A chapter counts as left out only where nothing in the text begins with the label that is expected:
a heading that was read as a paragraph is there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ctocdiff.facts.findings.reading import Reading
from ctocdiff.model import Finding, Kind
from ctocdiff.roman import read_roman, write_roman

_LETTER = re.compile(r"(?P<mark>[:;])\s(?:\w{1,3}\s)?\(?(?P<letter>[a-z])\)\s")
_POINT = re.compile(r"\s*\(?(?P<roman>[ivx]{1,5})\)\s")
_OTHER_POINT = re.compile(r"\s*(?:\(?[a-z]\)|\d{1,3}\.)\s")
_CHAPTER = re.compile(r"(?P<label>[IVXL]{1,6}|[A-Z])\.\s(?=[A-ZÀ-Ý])")
# What follows a heading: a numbered paragraph or another heading. Names in a list do not.
_NUMBERED = re.compile(r"\s*(?:\d{1,3}|A|I)\.\s")
_FAR = 3  # steps; what jumps further begins something else
_HEADING = 120  # code points of the longest heading that is looked for
_PARTS = ("annex", "resolution", "decision", "appendix")
_AFTER = {"v": 4, "x": 9}  # letters that are Roman figures after those before them


def check_parts(reading: Reading) -> Iterator[Finding]:
    """Every Roman figure or label of a chapter that is out of step."""
    yield from _letters(reading)
    yield from _points(reading)
    yield from _chapters(reading)


def _letters(reading: Reading) -> Iterator[Finding]:
    """Letters within a sentence: "three things: (a) laws; (b) judges; and (c) piers"."""
    for passage in reading.passages:
        if passage.kind is not Kind.BODY or "a)" not in passage.text:
            continue
        last = 0
        for match in _LETTER.finditer(passage.text):
            number = ord(match["letter"]) - ord("a") + 1
            if match["mark"] == ":":
                last = 1 if number == 1 else 0
            elif last and number != last + 1 and last <= number <= last + _FAR:
                yield passage.find(
                    "numbering-broken", match.start("letter"), match.end("letter"),
                    found=f"{match['letter']})", expected=f"{chr(ord('a') + last)})",
                )  # fmt: skip
                last = 0
            elif last:
                last = number


def _points(reading: Reading) -> Iterator[Finding]:
    """The third level of lists: "(i) …; (ii) …"."""
    last, section = 0, ""
    for passage in reading.passages:
        if passage.kind is not Kind.BODY:
            continue
        if passage.section != section:
            last, section = 0, passage.section
        match = _POINT.match(passage.text)
        if match is None or (match["roman"] in _AFTER and last != _AFTER[match["roman"]]):
            if _OTHER_POINT.match(passage.text):
                last = 0
            continue
        number = read_roman(match["roman"].upper())
        if number is None or (number != 1 and not last):
            continue
        if number != 1 and number != last + 1 and last <= number <= last + _FAR:
            yield passage.find(
                "numbering-broken", match.start("roman"), match.end("roman"),
                found=f"{match['roman']})", expected=f"{write_roman(last + 1).lower()})",
            )  # fmt: skip
            number = last + 1
        last = number


def _chapters(reading: Reading) -> Iterator[Finding]:
    """The labels of chapters and their sections; the outline takes one out of step for text."""
    seen: dict[str, _Seen] = {}
    listed = False  # whether the line before is one of names with initials
    for passage, after in zip(reading.passages, (*reading.passages[1:], None), strict=False):
        match = _CHAPTER.match(passage.text)
        before, listed = listed, match is not None and passage.kind is Kind.BODY
        if match is None or before or passage.kind not in (Kind.HEADING, Kind.BODY):
            continue
        here = seen.setdefault(_part(passage.section), _Seen())
        label, is_heading = match["label"], passage.kind is Kind.HEADING
        if is_heading:
            here.reach(label)
        elif _looks_like_heading(passage.text) and after and _NUMBERED.match(after.text):
            # after adopted texts the chapters of the report go on
            if not here.chapter and "" in seen:
                here = seen[""]
            if wanted := here.wanted(label):
                yield passage.find(
                    "numbering-broken", match.start(), match.end("label") + 1,
                    found=f"{label}.", expected=f"{wanted}.",
                )  # fmt: skip


@dataclass(slots=True)
class _Seen:
    """The last chapter, and the last section of it, in one part of a document."""

    chapter: int = 0
    letter: int = 0

    def reach(self, label: str) -> None:
        """Go on to a heading."""
        if self._is_letter(label):
            self.letter = _step(label)
        else:
            self.chapter, self.letter = read_roman(label) or self.chapter, 0

    def wanted(self, label: str) -> str:
        """The label that should stand there; empty where this one may."""
        is_letter = self._is_letter(label)
        last = self.letter if is_letter else self.chapter
        number = _step(label) if is_letter else read_roman(label)
        if not last or number is None or not last < number <= last + _FAR:
            return ""
        if is_letter:
            self.letter = last + 1
        else:
            self.chapter, self.letter = last + 1, 0
        if number == last + 1:
            return ""
        return chr(ord("A") + last) if is_letter else write_roman(last + 1)

    def _is_letter(self, label: str) -> bool:
        if len(label) > 1:
            return False
        return label == "A" or (self.letter > 0 and 0 < _step(label) - self.letter <= _FAR)


def _step(letter: str) -> int:
    return ord(letter) - ord("A") + 1


def _looks_like_heading(text: str) -> bool:
    return len(text) <= _HEADING and not text.rstrip(" *").endswith((".", ";", ":", ","))


def _part(section: str) -> str:
    """The adopted text or annex that a section is of, which has chapters of its own."""
    return section.partition(".")[0] if section.startswith(_PARTS) else ""
