"""Comparison → Markdown for pasting into a mail: a summary, then by item what changed.

Contract: a pure function; CommonMark with the tables and ``~~`` of GitHub. Inserted text is
``**bold**``, deleted text ``~~struck~~``; equal paragraphs are left out. A redline quotes both
texts in one stream; a collation is a table for each item, one column a witness. White space at the
edge of a mark stands outside it, since ``** text **`` is no mark; a mark of white space alone is
``␣``.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby

from ctocdiff.language import Language
from ctocdiff.model import Comparison, Diff, Document, Kind, Op, Row, Weight
from ctocdiff.render.html_text import plain
from ctocdiff.render.phrases import Phrases, names, titles
from ctocdiff.render.report import Counts, Entry, Report, ReportSection, report
from ctocdiff.render.segments import Block, Mark, Segment, column, merged

_SPECIAL = re.compile(r"[\\`*_\[\]<>~|#&$]")
_BLOCK_START = re.compile(r"^(?:[-+=]|\d+(?=[.)]))")
_SIGNS = {Op.INSERT: "**", Op.DELETE: "~~"}
_CELL = " \\| "  # between two cells of a table row
_BREAK = "<!-- -->"  # lets a mark open or close between a sign and a letter (CommonMark 6.2)


def write_markdown(comparison: Comparison, *, ui: Language, show: Weight | None = None) -> str:
    """The comparison as Markdown.

    Args:
        comparison: two or more witnesses.
        ui: the language of what the program says.
        show: REVIEW to leave routine changes unmarked, and paragraphs with no others out; a line
            says how many they are.
    """
    phrases = Phrases(ui)
    counted = report(comparison)
    short = names(phrases, comparison.witnesses)
    lines = [f"# {' → '.join(map(_text, titles(comparison.witnesses)))}", ""]
    lines += [_witness(phrases, document) for document in comparison.witnesses]
    lines += ["", *_summary(phrases, counted, short)]
    if not any(part.changed for part in counted.sections):
        return "\n".join([*lines, "", str(phrases.words["no_changes"])]) + "\n"
    if counted.tally.changes:
        lines += ["", f"## {phrases.words['by_category']}", ""]
        lines += _kinds(phrases, counted, short, show)
    if show is Weight.REVIEW:
        lines += ["", phrases.hidden(counted.counts)]
    lines += ["", str(phrases.words["marks_mail"])]
    for part in counted.sections:
        entries = [entry for entry in part.entries if _is_shown(entry, show)]
        if entries:
            lines += ["", f"## {_heading(phrases, part)}"]
            if len(short) > 2:
                lines += _collated(phrases, entries, short, show)
            else:
                for entry in entries:
                    lines += _entry(phrases, entry, show)
    return "\n".join(lines) + "\n"


def _is_shown(entry: Entry, show: Weight | None) -> bool:
    return entry.weight is not None and (show is None or entry.weight is show)


def _heading(phrases: Phrases, part: ReportSection) -> str:
    return _text(phrases.report_section(part))


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


def _summary(phrases: Phrases, counted: Report, short: tuple[str, ...]) -> Iterator[str]:
    words = phrases.words
    statuses = [phrases.of("status", status) for status in counted.statuses]
    pairs = counted.counts.between if len(short) > 2 else ()
    heads = [words["column_item"], *statuses, words["column_routine"]]
    heads += [_text(phrases.pair(short, between.pair)) for between in pairs]
    heads += [words["column_changes"], words["column_review"]]
    yield _line(heads)
    yield f"| --- |{' ---: |' * (len(heads) - 1)}"
    for part in counted.sections:
        if part.tally.rows:
            yield _line([_heading(phrases, part), *_figures(counted, part.counts, bool(pairs))])
    yield _line([str(words["total"]), *_figures(counted, counted.counts, bool(pairs))])


def _figures(counted: Report, counts: Counts, pairs: bool) -> Iterator[str]:
    for status in counted.statuses:
        yield str(counts.tally.by_status.get(status, 0))
    yield str(counts.routine)
    for between in counts.between if pairs else ():
        yield str(between.changes)
    yield str(counts.tally.changes)
    yield str(counts.review)


def _kinds(
    phrases: Phrases, counted: Report, short: tuple[str, ...], show: Weight | None
) -> Iterator[str]:
    words = phrases.words
    pairs = counted.counts.between if len(short) > 2 else ()
    heads = [words["column_category"], words["column_weight"]]
    heads += [_text(phrases.pair(short, between.pair)) for between in pairs]
    yield _line([*heads, words["column_changes"]])
    yield f"| --- | --- |{' ---: |' * (len(pairs) + 1)}"
    for category in counted.categories:
        if show is None or category.weight is show:
            yield _line(
                [
                    phrases.of("category", category),
                    phrases.of("weight", category.weight),
                    *(str(between.by_category.get(category, 0)) for between in pairs),
                    str(counted.tally.by_category[category]),
                ]
            )


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


# ------------------------------------------------------------------------------------------- rows


def _entry(phrases: Phrases, entry: Entry, show: Weight | None) -> Iterator[str]:
    row = entry.row
    yield ""
    if not row.diffs:
        yield _about(phrases, entry)
        yield from _quoted(column(row, _last(row)))
    for diff in row.diffs:
        yield _about(phrases, entry) + _numbered(phrases, diff, show)
        yield from _quoted(_kept(merged(row, diff), show))


def _about(phrases: Phrases, entry: Entry) -> str:
    words = [str(entry.number), phrases.of("status", entry.row.status)]
    if entry.origin:
        origin = phrases.section_label(entry.origin)
        words.append(phrases.say("moved_from", section=origin))
    return _text(" · ".join((*words, phrases.why(entry.row))))


def _collated(
    phrases: Phrases, entries: Iterable[Entry], short: tuple[str, ...], show: Weight | None
) -> Iterator[str]:
    """A table of an item: one column a witness, then the numbers of the changes."""
    words = phrases.words
    yield ""
    yield _line([words["column_number"], *map(_text, short), words["column_changes"]])
    yield f"|{' --- |' * (len(short) + 2)}"
    for entry in entries:
        row = entry.row
        cells = [
            "<br>".join(map(_block, _kept(column(row, witness), show)))
            for witness in range(len(short))
        ]
        numbers = [
            _text(phrases.pair(short, diff.between)) + numbered
            for diff in row.diffs
            if (numbered := _numbered(phrases, diff, show))
        ]
        yield _line([_about(phrases, entry), *cells, "<br>".join(numbers)])


def _last(row: Row) -> int:
    return max(witness for witness, cell in enumerate(row.cells) if cell)


def _numbered(phrases: Phrases, diff: Diff, show: Weight | None) -> str:
    """Numbers of changes, gathered by category in the order they come first."""
    by_category: dict[str, list[str]] = {}
    for change in diff.changes:
        if show is None or change.weight is show:
            by_category.setdefault(phrases.kind(change), []).append(change.id)
    return "".join(f" · {', '.join(ids)} {word}" for word, ids in by_category.items())


def _kept(blocks: tuple[Block, ...], show: Weight | None) -> Iterator[Block]:
    """Blocks with the marks a reader asked for; in one stream, what a dropped mark struck goes."""
    if show is None:
        yield from blocks
        return

    def asked(marks: tuple[Mark, ...]) -> tuple[Mark, ...]:
        return tuple(m for m in marks if m.change is None or m.change.weight is show)

    for block in blocks:
        struck = block.paragraph is None
        cells = tuple(
            tuple(
                replace(segment, marks=asked(segment.marks))
                for segment in cell
                if asked(segment.marks) == segment.marks
                or not struck
                or segment.marks[-1].op is Op.INSERT
            )
            for cell in block.cells
        )
        yield replace(block, cells=cells, end=asked(block.end))


def _quoted(blocks: Iterable[Block]) -> Iterator[str]:
    yield ""
    for at, block in enumerate(blocks):
        if at:
            yield ">"
        yield f"> {_opened(_block(block))}".rstrip()


def _block(block: Block) -> str:
    """A paragraph with its signs, in one line."""
    cells = [_marked(cell) for cell in block.cells]
    end = _marked(tuple(Segment("\n", marks=(mark,)) for mark in block.end if mark.change))
    line = "\t".join(cells) + end
    return line.replace("\t", _CELL).lstrip() if block.kind is Kind.TABLE else line


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
    """``**``, ``~~``, or both for what came and went again."""
    ops = {mark.op for mark in segment.marks}
    return "".join(sign for op, sign in _SIGNS.items() if op in ops)


def _next(spans: list[tuple[str, str]], at: int) -> str:
    """What is written after a span, as far as its first character matters."""
    return "".join((spans[at + 1][0], _text(spans[at + 1][1]))) if at + 1 < len(spans) else ""


def _enclosed(sign: str, inner: str, before: str, after: str) -> str:
    """A mark whose signs open and close it wherever it stands (CommonMark 6.2, flanking)."""
    double = len(sign) > 2
    start = _BREAK if (double or _is_sign(inner[0])) and _is_letter(before) else ""
    if before == sign[0]:
        start = _BREAK  # else the sign that closes and the one that opens would be taken for one
    end = _BREAK if (double or _is_sign(inner[-1])) and _is_letter(after) else ""
    return f"{start}{sign}{inner}{sign[::-1]}{end}"


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
