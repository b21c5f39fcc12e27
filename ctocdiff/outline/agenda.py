"""The agenda list at the head of an agenda, and its agreement with the annotations."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import replace

from rapidfuzz import fuzz

from ctocdiff.language import Language
from ctocdiff.model import AgendaItem, Kind, Notice, Paragraph, Section
from ctocdiff.outline.block import Block
from ctocdiff.outline.captions import item_heading
from ctocdiff.outline.markers import entry_pattern

SAME_TITLE = 0.75  # share of common characters, 0–1; scanning errors stay above
_SHARE_OF_NUMBERS = 0.7  # of the items of a list; in a slip one number stands twice
_FEWEST_ITEMS = 2  # of an agenda without annotations


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


def list_by_itself(blocks: Sequence[Block], language: Language) -> tuple[AgendaItem, ...]:
    """The entries of an agenda without annotations: a list with nothing said between them.

    Their paragraphs are not known yet. Empty where something is said, or the list is none.
    """
    entries = [at for at, block in enumerate(blocks) if block.marker and not block.cells]
    items = [at for at in entries if (marker := blocks[at].marker) and marker["item"]]
    named = any(item_heading(block.text, language) for block in blocks)
    if len(items) < _FEWEST_ITEMS or named:
        return ()  # where items are named, numbers alone are those of paragraphs
    numbers = {marker["item"] for at in items if (marker := blocks[at].marker)}
    if len(numbers) < _SHARE_OF_NUMBERS * len(items):
        return ()  # paragraphs are numbered too
    for block in blocks[items[0] : items[-1]]:
        if not (block.marker or block.aside) and (block.cells or block.text.endswith((".", ";"))):
            return ()
    listed = (
        Paragraph("", Kind.AGENDA, blocks[at].text)
        for at in entries
        if items[0] <= at and not blocks[at].aside
    )
    return read_agenda(listed)


def of_headings(
    agenda: Sequence[AgendaItem], sections: Sequence[Section]
) -> tuple[AgendaItem, ...]:
    """The entries of an agenda without annotations, each with the heading that it is."""
    headings = {section.label: section.heading[0].id for top in sections for section in top.walk()}
    return tuple(
        replace(item, paragraph=headings[item.label]) for item in agenda if item.label in headings
    )


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
