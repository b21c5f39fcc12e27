"""Comments of a redline: what a reader should know of a deadline, a cited text, a changed duty.

Contract: says what the comparison has found, in the words of the interface language (table
``docx.comment``), and where; decides nothing. ``attach`` puts the comments into the flow.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import pairwise

from ctocdiff.language import Language, Table, wording
from ctocdiff.model import (
    Category,
    Citation,
    CitationStatus,
    Comparison,
    Deadline,
    DeadlineStatus,
    Severity,
)
from ctocdiff.render.docx.passages import AFTER, BEFORE, Block, Passage, Stretch
from ctocdiff.render.docx.passages import Table as Rows
from ctocdiff.render.messages import Messages
from ctocdiff.render.phrases import Phrases

_LONGEST = 120  # code points of a quotation from a document


class Remarks(StrEnum):
    """How much is commented: nothing, what changed or is to be checked, or every fact."""

    NONE = "none"
    REVIEW = "review"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class Comment:
    """Lines about the code points from ``start`` to ``end`` of a paragraph of a witness."""

    witness: int
    paragraph: str
    start: int
    end: int
    lines: tuple[str, ...]


def comments(comparison: Comparison, ui: Language, remarks: Remarks) -> tuple[Comment, ...]:
    """The comments on the first two witnesses; those on one place are one."""
    if remarks is Remarks.NONE:
        return ()
    speaker = _Speaker(comparison, ui, every=remarks is Remarks.ALL)
    found: dict[tuple[int, str, int, int], list[str]] = defaultdict(list)
    for comment in speaker.comments():
        place = (comment.witness, comment.paragraph, comment.start, comment.end)
        found[place] += [line for line in comment.lines if line not in found[place]]
    return tuple(Comment(*place, tuple(lines)) for place, lines in found.items())


class _Speaker:
    """Puts facts into words."""

    def __init__(self, comparison: Comparison, ui: Language, *, every: bool) -> None:
        self._comparison = comparison
        self._every = every
        self._phrases = Phrases(ui)
        self._messages = Messages(ui)
        self._words: Table = wording(ui)["docx"]["comment"]

    def comments(self) -> Iterator[Comment]:
        yield from self._deadlines()
        yield from self._citations()
        yield from self._duties()
        yield from self._findings()

    def _say(self, key: str, **values: object) -> str:
        return str(self._words[key]).format(**values)

    def _deadlines(self) -> Iterator[Comment]:
        for change in self._comparison.deadline_changes:
            before, after = change.cells[BEFORE], change.cells[AFTER]
            deadline, witness = (after, AFTER) if after else (before, BEFORE)
            if deadline is None or (change.status is DeadlineStatus.KEPT and not self._every):
                continue
            values = {
                name: self._moment(cell)
                for name, cell in (("before", before), ("after", after))
                if cell
            }
            line = self._say(f"deadline_{change.status}", **values)
            yield Comment(witness, deadline.paragraph, deadline.start, deadline.end, (line,))

    def _moment(self, deadline: Deadline) -> str:
        """The day and its distance from the opening; the words of the document without one."""
        if deadline.date is None:
            day = self._quoted(deadline.text)
        else:
            day = self._phrases.date(deadline.date)
        if deadline.offset_days is None:
            return day
        return self._say("moment", day=day, distance=self._distance(deadline.offset_days))

    def _distance(self, days: int) -> str:
        if days == 0:
            return str(self._words["opening_day"])
        side = "days_before" if days < 0 else "days_after"
        return self._phrases.counted(self._words[side], abs(days))

    def _citations(self) -> Iterator[Comment]:
        status = {change.target: change for change in self._comparison.citation_changes}
        named = {
            citation.target: self._name(citation)
            for citations in self._comparison.citations[:2]
            for citation in citations
        }
        for witness, citations in enumerate(self._comparison.citations[:2]):
            met: set[str] = set()
            for citation in citations:
                change = status.get(citation.target)
                first = citation.target not in met
                met.add(citation.target)
                if change is None or not (first or self._every):
                    continue
                own = CitationStatus.ADDED if witness == AFTER else CitationStatus.REMOVED
                kept = self._every and witness == AFTER and change.status is CitationStatus.KEPT
                if change.status is not own and not kept:
                    continue
                line = self._say(f"citation_{change.status}", target=named[citation.target])
                if change.replaces and witness == AFTER:
                    others = ", ".join(named.get(target, target) for target in change.replaces)
                    line = f"{line} {self._say('citation_replaces', targets=others)}"
                yield Comment(witness, citation.paragraph, citation.start, citation.end, (line,))

    def _name(self, citation: Citation) -> str:
        """What a cited text is called; its symbol or the name all citations of it share."""
        patterns: Table = self._words["target"]
        plain = f"{citation.body} {citation.kind} {citation.number}"
        if citation.target == plain and citation.kind in patterns:
            return str(patterns[citation.kind]).format(body=citation.body, number=citation.number)
        return citation.target

    def _duties(self) -> Iterator[Comment]:
        for change in self._comparison.changes():
            if change.category is not Category.MODALITY:
                continue
            span, witness = change.after_span, AFTER
            if span is None:
                span, witness = change.before_span, BEFORE
            if span is None:
                continue
            before, after = self._quoted(change.before), self._quoted(change.after)
            key = "replaced" if change.before and change.after else "removed"
            key = "added" if not change.before else key
            line = self._say(f"modality_{key}", id=change.id, before=before, after=after)
            yield Comment(witness, span.paragraph, span.start, span.end, (line,))

    def _quoted(self, text: str) -> str:
        shown = " ".join(text.split())
        if len(shown) > _LONGEST:
            shown = f"{shown[: _LONGEST - 1].rstrip()}…"
        return self._say("quoted", text=shown)

    def _findings(self) -> Iterator[Comment]:
        """What is to be checked in ``after``; what ``before`` says is past mending."""
        found = self._comparison.findings
        for finding in found[AFTER] if found else ():
            if finding.severity is Severity.NOTE and not self._every:
                continue
            line = self._say(
                "finding",
                severity=self._messages.severity(finding),
                message=self._messages.sentence(finding),
            )
            yield Comment(AFTER, finding.paragraph, finding.start, finding.end, (line,))


# ------------------------------------------------------------------------------------- in the flow


def attach(blocks: Iterable[Block], remarks: tuple[Comment, ...]) -> tuple[Block, ...]:
    """Let each comment begin and end with the stretches it is about, within one paragraph.

    A comment about a place that the flow does not show, such as words of ``before`` that ``after``
    has too, is left out.
    """
    return tuple(_Attacher(remarks).blocks(blocks)) if remarks else tuple(blocks)


class _Attacher:
    """Cuts stretches where comments begin and end; each comment is attached once."""

    def __init__(self, remarks: tuple[Comment, ...]) -> None:
        self._remarks = remarks
        self._waiting: dict[tuple[int, str], dict[int, Comment]] = defaultdict(dict)
        for number, remark in enumerate(remarks):
            self._waiting[remark.witness, remark.paragraph][number] = remark

    def blocks(self, blocks: Iterable[Block]) -> Iterator[Block]:
        for block in blocks:
            if isinstance(block, Passage):
                yield self._passage(block)
                continue
            rows = tuple(
                replace(row, cells=tuple(self._passage(cell) for cell in row.cells))
                for row in block.rows
            )
            yield Rows(rows)

    def _passage(self, passage: Passage) -> Passage:
        pieces: list[Stretch] = []
        opens: dict[int, int] = {}
        closes: dict[int, int] = {}
        for stretch in passage.stretches:
            waiting = self._waiting.get((stretch.witness, stretch.paragraph))
            # What is taken for made stands in the place of before with the words of after.
            if not waiting or not stretch.fate.stands(stretch.witness):
                pieces.append(stretch)
                continue
            for piece in _cut(stretch, waiting.values()):
                end = piece.start + len(piece.text)
                for number, remark in waiting.items():
                    if remark.start < end and piece.start < remark.end:
                        opens.setdefault(number, len(pieces))
                        closes[number] = len(pieces)
                pieces.append(piece)
        if not opens:
            return passage
        for number in opens:
            remark = self._remarks[number]
            del self._waiting[remark.witness, remark.paragraph][number]
        for number, at in sorted(opens.items()):
            pieces[at] = replace(pieces[at], opens=(*pieces[at].opens, number))
        for number, at in sorted(closes.items()):
            pieces[at] = replace(pieces[at], closes=(*pieces[at].closes, number))
        return replace(passage, stretches=tuple(pieces))


def _cut(stretch: Stretch, remarks: Iterable[Comment]) -> Iterator[Stretch]:
    """A stretch in pieces, at the borders of comments."""
    length = len(stretch.text)
    borders = {border - stretch.start for each in remarks for border in (each.start, each.end)}
    points = [0, *sorted(border for border in borders if 0 < border < length), length]
    for start, end in pairwise(points):
        yield replace(stretch, text=stretch.text[start:end], start=stretch.start + start)
