"""The agenda list at the head of an agenda, and its agreement with the annotations."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence

from rapidfuzz import fuzz

from ctocdiff.model import AgendaItem, Notice, Paragraph, Section
from ctocdiff.outline.markers import entry_pattern

SAME_TITLE = 0.75  # share of common characters, 0–1; scanning errors stay above


def title_similarity(before: str, after: str) -> float:
    """How alike two titles are, 0–1, regardless of case and final punctuation."""
    return fuzz.ratio(_bare(before), _bare(after)) / 100


def _bare(title: str) -> str:
    composed = unicodedata.normalize("NFC", title)
    return composed.lower().replace("’", "'").rstrip(" .;:,*")


def read_agenda(front: Iterable[Paragraph]) -> tuple[AgendaItem, ...]:
    """The entries of the agenda list, labelled ``2`` and ``2(b)`` in every language."""
    items: list[AgendaItem] = []
    number = letter = ""
    for paragraph in front:
        entry = entry_pattern().fullmatch(paragraph.text)
        if not entry:
            continue
        if entry["item"]:
            number, letter = entry["item"], ""
            label = number
        elif not number or entry["parent"] not in (None, number):
            continue
        elif entry["decimal"]:
            letter = ""
            label = f"{number}.{entry['decimal']}"
        elif entry["letter"] and not (entry["letter"] == "i" and letter and letter != "h"):
            letter = entry["letter"]
            label = f"{number}({letter})"
        else:
            label = f"{number}({letter})({entry['roman'] or entry['letter']})"
        items.append(AgendaItem(label, entry["title"].rstrip(" .;:"), paragraph.id))
    return tuple(items)


def disagreements(agenda: Sequence[AgendaItem], sections: Sequence[Section]) -> tuple[Notice, ...]:
    """Where the agenda list and the annotations do not name the same items.

    A list whose beginning is missing (it does not start with item 1) is reported once, not item
    by item.
    """
    if not agenda:
        return (Notice("agenda-list-missing"),)
    notices: list[Notice] = []
    listed = {item.label for item in agenda}
    annotated: dict[str, list[Section]] = {}  # a letter may stand twice
    for section in (section for top in sections for section in top.walk()):
        if section.label[:1].isdigit():
            annotated.setdefault(section.label, []).append(section)
    whole = agenda[0].label == "1"
    if not whole:
        notices.append(Notice("agenda-list-cut", None, (("first", agenda[0].label),)))
    for item in agenda:
        label, titled = item.label, annotated.get(item.label, [])
        if not titled:
            notices.append(Notice("agenda-item-unannotated", item.paragraph, (("label", label),)))
        elif all(title_similarity(item.title, each.title) < SAME_TITLE for each in titled):
            notices.append(Notice("agenda-title-differs", item.paragraph, (("label", label),)))
    for label, (first, *_) in annotated.items():
        if whole and label not in listed:
            at = first.heading[0].id if first.heading else None
            notices.append(Notice("agenda-item-unlisted", at, (("label", label),)))
    return tuple(notices)
