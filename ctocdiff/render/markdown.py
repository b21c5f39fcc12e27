"""Comparison → Markdown for pasting into a mail: a summary, then by item what changed.

Contract: a pure function; CommonMark with the tables and ``~~`` of GitHub. Inserted text is
``**bold**``, deleted text ``~~struck~~``; equal paragraphs are left out. White space at the edge of
a mark stands outside it, since ``** text **`` is no mark; a mark of white space alone is ``␣``.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from itertools import groupby

from ctocdiff.language import Language
from ctocdiff.model import Change, Comparison, Document, Op, Row
from ctocdiff.render.html_text import plain
from ctocdiff.render.phrases import Phrases, names
from ctocdiff.render.report import Entry, Report, ReportSection, report
from ctocdiff.render.segments import Block, Segment, column, merged

_SPECIAL = re.compile(r"[\\`*_\[\]<>~|#&$]")
_BLOCK_START = re.compile(r"^(?:[-+=]|\d+(?=[.)]))")
_SIGNS = {Op.INSERT: "**", Op.DELETE: "~~"}
_BREAK = "<!-- -->"  # lets a mark open or close between a sign and a letter (CommonMark 6.2)


def write_markdown(comparison: Comparison, *, ui: Language) -> str:
    """The comparison as Markdown, with the interface's words in ``ui``."""
    phrases = Phrases(ui)
    counted = report(comparison)
    short = names(phrases, comparison.witnesses)
    lines = [f"# {' → '.join(_text(document.name) for document in comparison.witnesses)}", ""]
    lines += [_witness(phrases, document) for document in comparison.witnesses]
    lines += ["", *_summary(phrases, counted), "", str(phrases.words["marks_mail"])]
    for part in counted.sections:
        if part.changed:
            lines += ["", f"## {_heading(phrases, part)}"]
            for fold in part.folds:
                for entry in () if fold.same else fold.entries:
                    lines += _entry(phrases, entry, short)
    return "\n".join(lines) + "\n"


def _heading(phrases: Phrases, part: ReportSection) -> str:
    if part.front:
        return str(phrases.words["front"])
    name, title = phrases.section(part.section), phrases.title(part.section)
    return _text(" – ".join(word for word in (name, title) if word))


def _witness(phrases: Phrases, document: Document) -> str:
    head = document.masthead
    facts = [f"{phrases.words['session']} {head.session}"] if head.session else []
    if head.opens:
        facts.append(phrases.days(head.opens, head.closes))
    facts += [
        phrases.of("tongue", document.language),
        phrases.of("source", document.provenance),
        document.source.name,
        f"SHA-256 {phrases.hash(document.source.sha256)}…",
    ]
    line = f"- {_text(document.name)} ({_text(', '.join(facts))}). "
    return line + phrases.of("provenance_note", document.provenance)


def _summary(phrases: Phrases, counted: Report) -> Iterator[str]:
    words = phrases.words
    statuses = [phrases.of("status", status) for status in counted.statuses]
    heads = [words["column_item"], *statuses, words["column_changes"], words["column_review"]]
    yield f"| {' | '.join(heads)} |"
    yield f"| --- |{' ---: |' * (len(heads) - 1)}"
    for part in counted.sections:
        if part.tally.rows:
            yield _line(_heading(phrases, part), counted, part)
    yield _line(str(words["total"]), counted, counted)


def _line(name: str, counted: Report, part: Report | ReportSection) -> str:
    numbers = [part.tally.by_status.get(status, 0) for status in counted.statuses]
    figures = (*numbers, part.tally.changes, part.review)
    return f"| {name} | {' | '.join(map(str, figures))} |"


# ------------------------------------------------------------------------------------------- rows


def _entry(phrases: Phrases, entry: Entry, short: tuple[str, ...]) -> Iterator[str]:
    row = entry.row
    if entry.weight is None:
        return
    status = phrases.of("status", row.status)
    if entry.origin:
        origin = phrases.section_label(entry.origin)
        status = f"{status} · {phrases.say('moved_from', section=origin)}"
    yield ""
    if not row.diffs:
        yield f"{entry.number} · {_text(status)}"
        yield from _quoted(column(row, _last(row)))
    for diff in row.diffs:
        pair = ""
        if len(short) > 2:
            pair = f" · {_text(short[diff.between[0]])} → {_text(short[diff.between[1]])}"
        numbered = _numbered(phrases, diff.changes)
        yield f"{entry.number} · {_text(status)}{pair}{numbered}"
        yield from _quoted(merged(row, diff))


def _last(row: Row) -> int:
    return max(witness for witness, cell in enumerate(row.cells) if cell)


def _numbered(phrases: Phrases, changes: Iterable[Change]) -> str:
    """Numbers of changes, gathered by category in the order they come first."""
    by_category: dict[str, list[str]] = {}
    for change in changes:
        by_category.setdefault(phrases.of("category", change.category), []).append(change.id)
    return "".join(f" · {', '.join(ids)} {word}" for word, ids in by_category.items())


def _quoted(blocks: tuple[Block, ...]) -> Iterator[str]:
    yield ""
    for at, block in enumerate(blocks):
        if at:
            yield ">"
        cells = [_marked(cell) for cell in block.cells]
        end = _marked(tuple(Segment("\n", marks=(mark,)) for mark in block.end if mark.change))
        line = " \\| ".join(cells) + end
        yield f"> {_opened(line)}".rstrip()


# ------------------------------------------------------------------------------------ inline text


def _marked(segments: tuple[Segment, ...]) -> str:
    """Segments with their signs; stretches of one kind are one mark, whatever their change."""
    spans = [
        (sign, "".join("¶" if one.text == "\n" else one.text for one in group))
        for sign, group in groupby(segments, key=_sign)
    ]
    written = ""
    for at, (sign, text) in enumerate(spans):
        if not sign:
            written += _text(text)
            continue
        inner = text.strip()
        before, _, after = text.partition(inner) if inner else ("", "", "")
        written += before
        follows = after or _next(spans, at)
        written += _enclosed(sign, _text(inner) or "␣", written[-1:], follows[:1]) + after
    return written


def _sign(segment: Segment) -> str:
    return _SIGNS[segment.marks[-1].op] if segment.marks else ""


def _next(spans: list[tuple[str, str]], at: int) -> str:
    """What is written after a span, as far as its first character matters."""
    return "".join((spans[at + 1][0], _text(spans[at + 1][1]))) if at + 1 < len(spans) else ""


def _enclosed(sign: str, inner: str, before: str, after: str) -> str:
    """A mark whose signs open and close it wherever it stands (CommonMark 6.2, flanking)."""
    start = _BREAK if _is_sign(inner[0]) and _is_letter(before) else ""
    end = _BREAK if _is_sign(inner[-1]) and _is_letter(after) else ""
    return f"{start}{sign}{inner}{sign}{end}"


def _is_sign(letter: str) -> bool:
    return unicodedata.category(letter)[0] in "PS"


def _is_letter(letter: str) -> bool:
    """Whether a parser takes it for one: symbols beyond ASCII are letters to older parsers."""
    if not letter or letter.isspace():
        return False
    return unicodedata.category(letter)[0] not in ("PS" if letter.isascii() else "P")


def _text(text: str) -> str:
    """Text in which nothing is markup."""
    return _SPECIAL.sub(r"\\\g<0>", plain(text))


def _opened(line: str) -> str:
    """A line that cannot be taken for a list, a rule or indented code."""
    if line[:1] in (" ", "\t"):
        return f"&#{ord(line[0])};{line[1:]}"
    return _BLOCK_START.sub(
        lambda found: f"{found[0]}\\" if found[0].isdigit() else f"\\{found[0]}", line
    )
