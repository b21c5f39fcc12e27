"""The agenda list, its annotations and the programme of work name the same items."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from ctocdiff.alternation import any_form, any_word
from ctocdiff.facts.findings.reading import Passage, Reading
from ctocdiff.facts.findings.titles import Likeness, compare_titles, title_words
from ctocdiff.language import Language, lexicon
from ctocdiff.model import DocumentKind, Finding, Kind

_NOTICES = frozenset({"agenda-item-unannotated", "agenda-item-unlisted", "agenda-title-differs"})
_LABEL = (
    r"(?P<item>[1-9]\d?)(?:(?P<gap>\s?)(?P<letter>\(?[a-z](?:\.\)|\)\.?|\.(?!\w)))?)?(?P<stop>\.?)"
)
_SUB_ITEM = re.compile(r"\s*\(?(?P<letter>[a-z])\)\s+[A-ZÀ-Ý][^.;:]{2,200}")
_TITLED = re.compile(rf"{_LABEL}\s+(?=[A-ZÀ-Ý])")
_CELL = re.compile(rf"{_LABEL}\s*")
_HABIT = 3  # labels of one form, after which another form is a slip


@dataclass(frozen=True, slots=True)
class _Entry:
    """An item in the programme of work: its label as printed and as it is known."""

    label: str
    title: str
    passage: Passage
    start: int
    label_end: int
    end: int
    form: str


def check_agenda(reading: Reading) -> Iterator[Finding]:
    """Every disagreement between list, annotations and programme."""
    if reading.document.kind is not DocumentKind.AGENDA:
        return
    titles = _titles(reading)
    for notice in reading.document.notices:
        passage = reading.passage(notice.paragraph) if notice.paragraph else None
        if passage and notice.code in _NOTICES:
            told = dict(notice.details)
            if title := titles.get(told.get("label", "")):
                told["title"] = title
            yield passage.find(notice.code, 0, len(passage.text), **told)
    for label, passage in _unlisted(reading).items():
        yield passage.find("agenda-item-unlisted", 0, len(passage.text), label=label)
    yield from _slips(reading)
    yield from _programme(reading)


def _unlisted(reading: Reading) -> dict[str, Passage]:
    """Titles of sub-items above their annotations that stand in the text, as no list has them."""
    listed = {item.label for item in reading.document.agenda}
    if "1" not in listed:  # the beginning of the list is missing
        return {}
    found: dict[str, Passage] = {}
    after_title = True
    for passage in reading.passages:
        title = _SUB_ITEM.fullmatch(passage.text) if passage.kind is Kind.BODY else None
        number = passage.section.partition("(")[0]
        if title and number.isdigit() and after_title:
            label = f"{number}({title['letter']})"
            before = f"{number}({chr(ord(title['letter']) - 1)})"
            first = title["letter"] == "a" and passage.section == number
            # sub-items are lettered through
            others = any(other.startswith(f"{number}(") for other in listed)
            if others and label not in listed and (first or passage.section == before):
                found.setdefault(label, passage)
        text = passage.text.rstrip()
        after_title = passage.kind is not Kind.BODY or text.endswith((".", "»", "”"))
    return found


def _titles(reading: Reading) -> dict[str, str]:
    """The titles of items and sub-items, as the annotations have them."""
    return {
        section.label: section.title
        for section in reading.document.walk()
        if section.label[:1].isdigit()
    }


def _slips(reading: Reading) -> Iterator[Finding]:
    """Titles of list and annotation that differ by a word or two only."""
    titles = _titles(reading)
    told = {notice.paragraph for notice in reading.document.notices}
    for item in reading.document.agenda:
        passage = reading.passage(item.paragraph)
        title = titles.get(item.label)
        if passage is None or title is None or item.paragraph in told:
            continue
        if compare_titles(item.title, title, reading.language) is not Likeness.SAME:
            yield passage.find(
                "agenda-title-differs", 0, len(passage.text), label=item.label, title=title
            )


def _programme(reading: Reading) -> Iterator[Finding]:
    entries = tuple(_entries(reading))
    if not entries:
        return
    titles = _titles(reading)
    unlisted = _unlisted(reading)
    listed = {item.label: item.title for item in reading.document.agenda}
    forms = Counter(entry.form for entry in entries)
    usual = {bool("a" in form): count for form, count in reversed(forms.most_common())}
    for entry in entries:
        most = usual["a" in entry.form]
        if forms[entry.form] == 1 and most >= _HABIT:
            yield entry.passage.find(
                "programme-label-malformed", entry.start, entry.label_end,
                printed=entry.passage.text[entry.start : entry.label_end],
            )  # fmt: skip
        full = titles.get(entry.label, listed.get(entry.label))
        if full is None and entry.label in unlisted:  # which is a finding already
            continue
        if full is None:
            yield entry.passage.find(
                "programme-item-unknown", entry.start, entry.label_end, label=entry.label
            )
        # where list and annotation differ, that is a finding of its own
        elif all(
            _differs(entry.title, known, reading.language)
            for known in (full, listed.get(entry.label, full))
        ):
            yield entry.passage.find(
                "programme-title-differs", entry.start, entry.end, label=entry.label, title=full
            )
    yield from _missing(reading, entries, titles)


def _missing(
    reading: Reading, entries: tuple[_Entry, ...], titles: Mapping[str, str]
) -> Iterator[Finding]:
    """Items without a place in the programme, unless it is cut or names items together."""
    present = {entry.label for entry in entries}
    together = _named_together(reading)
    expected, missing = 0, []
    for label in titles:
        parent = label.partition("(")[0]
        below = any(other.startswith(f"{label}(") for other in titles)
        siblings = any(one.startswith(f"{parent}(") for one in present)
        if below or not (label == parent or siblings or parent not in present):
            continue
        if label != parent and parent in present:  # the item as a whole has its place
            continue
        expected += 1
        if label not in present and parent not in together:
            missing.append(label)
    last = entries[-1].passage
    if 2 * len(missing) <= expected:
        for label in missing:
            yield last.find("programme-item-missing", 0, len(last.text), label=label)


def _named_together(reading: Reading) -> frozenset[str]:
    """The numbers of items that the programme names in one breath: "Items 7 and 8"."""
    together: set[str] = set()
    for passage in reading.passages:
        if passage.kind is Kind.TABLE and passage.section.startswith("annex"):
            for match in _several(reading.language).finditer(passage.text):
                first, *others = (int(number) for number in re.findall(r"\d+", match[0]))
                last = others[-1] if others else first
                together.update(map(str, range(first, last + 1)))
    return frozenset(together)


@cache
def _several(language: Language) -> re.Pattern[str]:
    names = any_word(lexicon(language)["outline"]["item"])
    joint = any_word(lexicon(language)["dates"]["and"])
    number = r"\d{1,2}(?!\d)(?:\s?\(?[a-z]\))?"
    # "Items 2 and 3", "Points 4 à 7", "2, 3 and 5" and "1 (a)–(f)" in a cell of their own
    several = rf"{number}(?:(?:,\s?|\s(?:{joint}|\w{{1,2}})\s|\s?[-–]\s?)(?:{number}|\(?[a-z]\)))+"
    return re.compile(rf"(?<!\w){names}\s{several}|(?:(?<=\t)|^){several}(?=\t|$)", re.IGNORECASE)


def _differs(title: str, full: str, language: Language) -> bool:
    """Whether a title of the programme is neither the item's nor a short form of it."""
    if not title_words(title):
        return False
    likeness = compare_titles(title, full, language)
    if likeness is not Likeness.SLIP:
        return likeness is Likeness.OTHER
    # remains of another language are findings of their own
    remains = frozenset(lexicon(language)["findings"]["residue_words"])
    known = title_words(full)
    kept = tuple(w for w in title_words(title) if w in known or w not in remains)
    return kept != known and len(title_words(title)) > _HABIT


def _entries(reading: Reading) -> Iterator[_Entry]:
    annexed = [passage for passage in reading.passages if passage.section.startswith("annex")]
    rows = (passage for passage in annexed if passage.kind is Kind.TABLE)
    entries = [entry for row in rows for entry in _in_row(row, reading.language)]
    if entries:
        yield from entries
        return
    # the lines of a cell may stand as paragraphs
    yield from _with_titles([p for p in annexed if p.kind in (Kind.TABLE, Kind.BODY)], reading)


def _with_titles(rows: Sequence[Passage], reading: Reading) -> Sequence[_Entry]:
    """Entries of cells that have label and title, "4 Prevention", where most have a title known."""
    found: list[_Entry] = []
    for row in rows:
        for start, end in row.paragraph.cells or ((0, len(row.text)),):
            if match := _TITLED.match(row.text, start, end):
                ends, title = (match.end("stop"), end), row.text[match.end() : end]
                found.append(_entry(match, row, start, ends, title, reading.language))
    titles = _titles(reading)
    known = sum(
        compare_titles(entry.title, titles[entry.label], reading.language) is not Likeness.OTHER
        for entry in found
        if entry.label in titles
    )
    return found if known >= _HABIT and 2 * known > len(found) else ()


def _in_row(passage: Passage, language: Language) -> Iterator[_Entry]:
    text, cells = passage.text, passage.paragraph.cells or ((0, len(passage.text)),)
    for at, (start, end) in enumerate(cells):
        cell = _CELL.fullmatch(text, start, end)
        if cell and len(cells) > at + 1:
            low, high = cells[at + 1]
            yield _entry(cell, passage, start, (cell.end("stop"), high), text[low:high], language)
            continue
        marks = list(_marked().finditer(text, start, end))
        stops = [*(mark.start() for mark in marks[1:]), end]
        for mark, stop in zip(marks, stops, strict=False):
            title = text[mark.end() : stop]
            yield _entry(mark, passage, mark.start(), (mark.end("stop"), stop), title, language)


def _entry(
    match: re.Match[str],
    passage: Passage,
    start: int,
    ends: tuple[int, int],
    title: str,
    language: Language,
) -> _Entry:
    letter = re.sub(r"[^a-z]", "", match["letter"] or "")
    label = f"{match['item']}({letter})" if letter else match["item"]
    printed = match[0][match.start("item") - match.start() : match.end("stop") - match.start()]
    form = re.sub(r"[a-z]", "a", re.sub(r"\d+", "9", printed))
    goes_on = any_form(lexicon(language)["findings"]["no_item"]).pattern
    title = re.sub(rf"\s*\((?:{goes_on})\)", "", title)
    return _Entry(label, title.strip(" .:;"), passage, start, ends[0], ends[1], form)


@cache
def _marked() -> re.Pattern[str]:
    # "Point 2 b). Protocole …", "Item 3. Other serious crimes"; another language's word is no
    # reason not to know the item
    words = {w for known in Language for w in lexicon(known)["findings"]["item_named"]}
    return re.compile(rf"(?<!\w)(?P<word>{any_word(words)})\s+{_LABEL}(?=\s|$)\s*")


def check_item_titles(readings: Sequence[Reading]) -> Iterator[tuple[int, Finding]]:
    """A document of a session gives the items it is for their titles in the agenda."""
    agendas = {
        (reading.body, reading.language, reading.head.session): _titles(reading)
        for reading in readings
        if reading.document.kind is DocumentKind.AGENDA
    }
    for witness, reading in enumerate(readings):
        titles = agendas.get((reading.body, reading.language, reading.head.session))
        if reading.document.kind is DocumentKind.AGENDA or not titles:
            continue
        front = [p for p in reading.passages if not p.section and p.kind is not Kind.NOTE]
        numbers: list[str] = []
        for passage in front:
            named = _for_items(reading.language).match(passage.text)
            if named:
                numbers = re.findall(r"\d{1,2}(?!\d)", named["items"])
                continue
            for label in numbers:
                full = titles.get(label)
                if full and _nearly(passage.text, full):
                    yield (
                        witness,
                        passage.find(
                            "item-title-differs", 0, len(passage.text), label=label, title=full
                        ),
                    )


@cache
def _for_items(language: Language) -> re.Pattern[str]:
    words = any_word(lexicon(language)["outline"]["item"])
    joint = any_word(lexicon(language)["dates"]["and"])
    # "Points 2, 4 et 5 de l'ordre du jour provisoire*"
    return re.compile(
        rf"{words}\s(?P<items>\d{{1,2}}(?:\s[a-z]\))?(?:(?:,\s|\s{joint}\s)\d{{1,2}})*)\s",
        re.IGNORECASE,
    )


def _nearly(title: str, full: str) -> bool:
    """Whether a title is that of an item but for a few words."""
    words, whole = title_words(title), title_words(full)
    if words == whole or len(words) < _HABIT + 1:
        return False
    both = sum((Counter(words) & Counter(whole)).values())
    return 2 * both / (len(words) + len(whole)) >= 0.7
