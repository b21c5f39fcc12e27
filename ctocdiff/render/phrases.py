"""Values → words of the interface language: labels, dates, counts, notices.

Contract: all words come from the lexicon (tables ``report`` and ``notices`` of the ``ui`` files);
this file only puts values into them. What the lexicon does not know is shown as it is.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from ctocdiff.dates import format_date
from ctocdiff.language import Language, Table, wording
from ctocdiff.model import AlignedSection, Change, Document, Notice, Row
from ctocdiff.render.report import Counts, Entry, ReportSection, by_weight

_SUB_ITEM = re.compile(r"(\d+)\((\w+)\)")
_ITEM = re.compile(r"\d+(?:\.\d+)?(\(\w+\))*")
_SHOWN_OF_HASH = 12


@dataclass(frozen=True, slots=True)
class Phrases:
    """The phrases of reports in one interface language."""

    language: Language

    @property
    def words(self) -> Table:
        table: Table = wording(self.language)["report"]
        return table

    def of(self, table: str, key: str) -> str:
        """The word for a value of a closed set: ``of("status", "moved")``."""
        return str(self.words[table].get(key, key))

    def count(self, what: str, number: int) -> str:
        """A number with its noun: "1 change", "0 changement", "12 changes"."""
        return self.counted(self.words["count"][what], number)

    def counted(self, nouns: Sequence[str], number: int) -> str:
        """A number with the one or the other of two phrases, singular and plural."""
        singular, plural = nouns
        return str(singular if number in self.words["singular"] else plural).format(n=number)

    def say(self, key: str, **values: object) -> str:
        """A sentence with its values put in."""
        return str(self.words[key]).format(**values)

    def date(self, day: dt.date) -> str:
        return format_date(day, self.language)

    def days(self, opens: dt.date, closes: dt.date | None) -> str:
        """The days of a session: "15–19 October 2018", "from … to …" across months."""
        if closes is None or closes == opens:
            return self.date(opens)
        last = self.date(closes)
        if (opens.year, opens.month) == (closes.year, closes.month):
            return f"{opens.day}–{last}"
        return self.say("from_to", first=self.date(opens), last=last)

    def offset(self, days: int) -> str:
        """A distance in days with its sign: "−14", "+3", "0"."""
        return f"{days:+d}".replace("-", "\N{MINUS SIGN}") if days else "0"

    def label(self, label: str) -> str:
        """A section label as this language prints it: ``2(b)`` → "2 (b)" or "2 b)"."""
        return _SUB_ITEM.sub(
            lambda found: self.say("sub_item", item=found[1], letter=found[2]), label
        )

    def section(self, section: AlignedSection) -> str:
        """The name of a section: "Item 2 (b)"; both labels where they differ."""
        labels = tuple(dict.fromkeys(label for label in section.labels if label))
        return " → ".join(self.section_label(label) for label in labels)

    def bare_section(self, section: AlignedSection) -> str:
        """The same where "Item" stands above the column: "2 (b)", but "Annex"."""
        labels = tuple(dict.fromkeys(label for label in section.labels if label))
        return " → ".join(
            self.label(label) if _ITEM.fullmatch(label) else self.section_label(label)
            for label in labels
        )

    def section_label(self, label: str) -> str:
        if _ITEM.fullmatch(label):
            return self.say("item", label=self.label(label))
        word, *number = re.split("[- ]", label, maxsplit=1)
        known = self.words["label"].get(word)
        return " ".join((known, *number)) if known else label

    def title(self, section: AlignedSection) -> str:
        """The title of the last witness that has one."""
        return next((title for title in reversed(section.titles) if title), "")

    def report_section(self, part: ReportSection) -> str:
        """Name and title of a section as one line: "Item 2 (b) – Title"."""
        if part.front:
            return str(self.words["front"])
        return " – ".join(
            word for word in (self.section(part.section), self.title(part.section)) if word
        )

    def text(self, target: str) -> str:
        """A cited text by name: "CTOC/COP, résolution 6/3"; a symbol is its own name."""
        for kind, pattern in self.words["text"].items():
            body, separator, number = target.partition(f" {kind} ")
            if separator:
                return str(pattern).format(body=body, number=number)
        return target

    def told(self, what: str, about: str) -> str:
        """A thing and what is said of it: "Redline: …", with the space that French has there."""
        return self.say("told", what=what, about=about)

    def pair(self, short: tuple[str, ...], between: tuple[int, int]) -> str:
        """Two witnesses that were compared: "2012 → 2018"."""
        return self.say("pair", before=short[between[0]], after=short[between[1]])

    def why(self, row: Row) -> str:
        """Why the paragraphs of a row stand together: how alike they are, by what they were paired.

        Per cent are rounded down, so that only equal texts are wholly alike.
        """
        basis = self.of("basis", row.basis)
        if sum(map(bool, row.cells)) < 2:
            return basis
        return self.say("similarity", percent=int(row.similarity * 100), basis=basis)

    def about(self, entry: Entry) -> tuple[str, ...]:
        """What is said of a row besides its text, in two lines.

        The first is its number and what happened to it, the second why its paragraphs stand
        together and what kinds of change they show.
        """
        if entry.weight is None:
            return (f"{entry.number} · {self.why(entry.row)}",)
        first = [str(entry.number), self.of("status", entry.row.status)]
        if entry.origin:
            first.append(self.say("moved_from", section=self.section_label(entry.origin)))
        changes = entry.row.changes
        kinds = (
            dict.fromkeys(self.kind(change) for change in changes if change.category is one)
            for one in by_weight({change.category for change in changes})
        )
        second = [self.why(entry.row), *(kind for some in kinds for kind in some)]
        return " · ".join(first), " · ".join(second)

    def kind(self, change: Change) -> str:
        """What kind of change it is, in a word: its category, or that it is a renumbering."""
        return self.of("category", "renumbering" if change.renumbering else change.category)

    def hidden(self, counts: Counts) -> str:
        """How much a report for review leaves out."""
        return self.say(
            "hidden_routine",
            changes=self.count("changes", counts.hidden),
            rows=self.count("rows", counts.routine),
        )

    def witness(self, document: Document) -> str:
        """The shortest name that tells a witness from others: the year, else its name."""
        return str(document.year) if document.year else document.name

    def hash(self, sha256: str) -> str:
        return sha256[:_SHOWN_OF_HASH]

    def notice(self, notice: Notice) -> str:
        """The sentence of a notice; its code and details where the lexicon has none."""
        sentence = wording(self.language).get("notices", {}).get(notice.code)
        if sentence is None:
            details = ", ".join(f"{key}: {value}" for key, value in notice.details)
            return f"{notice.code} ({details})" if details else notice.code
        values = _Known((key, self.label(value)) for key, value in notice.details)
        return str(sentence).format_map(values)


class _Known(dict[str, str]):
    """Details of a notice; one that is missing is shown by its name, never an error."""

    def __missing__(self, key: str) -> str:
        return f"{{{key}}}"


def names(phrases: Phrases, documents: tuple[Document, ...]) -> tuple[str, ...]:
    """The shortest names that tell witnesses apart: years, symbols, files, or these with more."""
    short = tuple(phrases.witness(document) for document in documents)
    full = tuple(document.name for document in documents)
    tongues = tuple(
        f"{name} ({phrases.of('tongue', document.language)})"
        for name, document in zip(short, documents, strict=True)
    )
    files = tuple(document.source.name for document in documents)
    numbered = tuple(f"{name} ({number})" for number, name in enumerate(full, 1))
    known = (short, full, tongues, files, numbered)
    return next(some for some in known if len(set(some)) == len(some))


def titles(documents: Sequence[Document]) -> tuple[str, ...]:
    """The names of documents, as two drafts of one symbol with the names of their files."""
    times = Counter(document.name for document in documents)
    return tuple(
        document.name if times[document.name] == 1 else f"{document.name} ({document.source.name})"
        for document in documents
    )
