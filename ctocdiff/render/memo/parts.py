"""The parts of a memo, one after another: headings, sentences, tables, extracts.

A part with nothing to tell is one sentence, or is left out where the summary has said so.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from ctocdiff.facts.citations import body_of
from ctocdiff.language import Language
from ctocdiff.memo import (
    Bounded,
    CitedEntry,
    DeadlineEntry,
    DocumentEntry,
    Extract,
    FindingEntry,
    Memo,
)
from ctocdiff.model import Deadline, DeadlineStatus, Document, Status
from ctocdiff.render.memo.sheet import (
    Annex,
    Block,
    Cell,
    Extracts,
    Field,
    Grid,
    Heading,
    Line,
    Marked,
    Sheet,
    Span,
    Text,
    Word,
)
from ctocdiff.render.memo.summary import purpose, subject, summary
from ctocdiff.render.memo.words import MemoWords
from ctocdiff.render.messages import Messages
from ctocdiff.render.phrases import names, titles

_RUNNING = 150  # code points that head later pages
_MESSAGE = 180  # of what is to be checked
_SUBJECT, _TITLE = 132, 116  # code points of a deadline's subject, of a document's title


def sheet(memo: Memo, *, ui: Language) -> Sheet:
    """The memo in words."""
    witnesses = memo.comparison.witnesses[:2]
    words = MemoWords(ui, body_of(witnesses[-1]))
    parts = _Parts(memo, words)
    header = memo.header
    about = subject(memo, words)
    fields = [
        Field(words.say("to"), header.to),
        Field(words.say("from"), header.sender),
        Field(words.say("date"), words.date(header.date) if header.date else ""),
    ]
    if header.reference:
        fields.append(Field(words.say("reference"), header.reference))
    fields.append(Field(words.say("subject"), about, strong=True))
    running = " – ".join(part for part in (header.reference, about) if part)
    return Sheet(
        ui,
        tuple(witness.language for witness in witnesses),
        words.say("named", title=words.say("title"), about=about),
        words.say("title"),
        header.classification,
        tuple(fields),
        tuple(parts.blocks()),
        parts.annex() if memo.annex else None,
        shortened(running, _RUNNING),
    )


def in_short(memo: Memo, *, ui: Language) -> str:
    """The paragraph of summary alone."""
    return summary(memo, MemoWords(ui, body_of(memo.comparison.witnesses[-1])))


class _Parts:
    """The parts of one memo under construction, numbered as they come."""

    def __init__(self, memo: Memo, words: MemoWords) -> None:
        self._memo = memo
        self._words = words
        self._messages = Messages(words.language)
        self._witnesses = memo.comparison.witnesses[:2]
        self._names = names(words.phrases, self._witnesses)
        self._number = 0

    def blocks(self) -> Iterator[Block]:
        yield self._heading("purpose")
        yield _text(purpose(self._memo, self._words))
        yield self._compared()
        yield self._heading("summary")
        yield _text(summary(self._memo, self._words))
        yield from self._deadlines()
        yield from self._cited()
        yield from self._documents()
        yield from self._review()
        yield from self._findings()

    def annex(self) -> Annex:
        before, after = titles(self._witnesses)
        about = self._words.say("annex_about", before=before, after=after)
        return Annex(self._words.say("annex"), about, self._memo.comparison)

    def _heading(self, key: str) -> Heading:
        self._number += 1
        return Heading(self._words.say("heading", n=self._number, name=self._words.say(key)))

    def _header(self, *keys: str) -> tuple[str, ...]:
        return tuple(self._words.say(f"column_{key}") for key in keys)

    # -------------------------------------------------------------------------- what was compared

    def _compared(self) -> Grid:
        return Grid(
            self._words.say("purpose"),
            (27, 13, 27, 33),
            self._header("document", "session", "days", "text"),
            tuple(map(self._witness, self._witnesses, titles(self._witnesses))),
        )

    def _witness(self, document: Document, name: str) -> tuple[Cell, ...]:
        words, phrases, head = self._words, self._words.phrases, document.masthead
        if head.issued:
            name = words.say("issued", name=name, date=words.date(head.issued))
        unknown = words.say("unknown")
        days = [Word(words.days(document) or unknown)]
        if head.venue:
            days += [Word(", "), Word(head.venue, document.language)]
        text = words.say(
            "text",
            provenance=phrases.of("source", document.provenance),
            language=phrases.of("tongue", document.language),
            hash=phrases.hash(document.source.sha256),
        )
        session = words.ordinal(head.session) or (str(head.session) if head.session else unknown)
        return _cell(name), _cell(session), (tuple(days),), _cell(text)

    # ----------------------------------------------------------------------------------- deadlines

    def _deadlines(self) -> Iterator[Block]:
        stated = self._memo.deadlines
        if not stated.total:
            return
        yield self._heading("deadlines")
        cells = [cell for one in stated.entries for cell in (one.before, one.after) if cell]
        sentences = []
        if any(cell.offset_days is not None for cell in cells):
            sentences.append(self._words.say("deadlines_about"))
        if any(cell.date is None and cell.offset_days is not None for cell in cells):
            sentences.append(self._words.say("deadlines_rules"))
        if sentences:
            yield _text(" ".join(sentences))
        header = self._header("item", "subject", "result")
        yield Grid(
            self._words.say("deadlines"),
            (7, 43, 18, 18, 14),
            (*header[:2], *self._names, header[2]),
            tuple(self._deadline(one) for one in stated.entries),
        )
        if stated.more:
            yield _text(self._words.choose("deadlines_more", stated.more))

    def _deadline(self, one: DeadlineEntry) -> tuple[Cell, ...]:
        language = self._witnesses[one.witness].language
        result = self._result(one)
        return (
            _cell(self._words.item(one.section)),
            ((Word(shortened(one.subject, _SUBJECT), language),),),
            *(self._stated(at, cell) for at, cell in enumerate((one.before, one.after))),
            ((Word(result, strong=one.status is not DeadlineStatus.KEPT),),),
        )

    def _stated(self, witness: int, deadline: Deadline | None) -> Cell:
        """A deadline in one document: its day and its distance from the opening."""
        if deadline is None:
            return _cell(self._words.say("absent"))
        document = self._witnesses[witness]
        day = self._words.deadline(deadline, document.masthead.opens)
        said = Word(day) if day else Word(shortened(deadline.text, _SUBJECT), document.language)
        distance = self._words.distance(deadline.offset_days)
        return ((said,), (Word(distance, quiet=True),)) if distance else ((said,),)

    def _result(self, one: DeadlineEntry) -> str:
        if one.status is DeadlineStatus.RESCHEDULED and one.shift:
            way = "later" if one.shift > 0 else "earlier"
            return self._words.counted([(way, abs(one.shift))])
        return self._words.say(str(one.status))

    # -------------------------------------------------------------------------------- cited texts

    def _cited(self) -> Iterator[Block]:
        lists = (
            ("cited_added", self._memo.cited_added),
            ("cited_removed", self._memo.cited_removed),
            ("cited_replaced", self._memo.cited_replaced),
        )
        rows = tuple(
            (((Word(self._words.say(key), strong=True),),), _cell(self._named(texts)))
            for key, texts in lists
            if texts.total
        )
        if rows:
            yield self._heading("cited")
            if self._memo.counts.items:
                yield _text(self._words.say("cited_about"))
            yield Grid(self._words.say("cited"), (17, 83), (), rows)

    def _named(self, texts: Bounded[CitedEntry]) -> str:
        """A list of cited texts, those of one kind and body together."""
        groups = []
        replaced = [one for one in texts.entries if one.replaces]
        for one in replaced:
            new = self._words.cited([one.text])
            old = self._words.listing([text.number for text in one.replaces])
            name = self._words.say("in_place_of", new=new, old=old)
            groups.append(self._placed(name, one.sections))
        plain = [one for one in texts.entries if not one.replaces]
        for _, group in groupby(plain, key=lambda one: (one.text.kind, one.text.body)):
            members = list(group)
            shown = [self._placed(one.text.number, one.sections) for one in members]
            groups.append(self._words.cited([one.text for one in members], shown))
        if texts.more:
            groups.append(self._words.choose("and_more", texts.more))
        return str(self._words.words["groups"]).join(groups)

    def _placed(self, name: str, sections: Sequence[str]) -> str:
        """A name with the items that cite the text; a resolution has none to tell apart."""
        if not self._memo.counts.items:
            return name
        items = ", ".join(self._words.item(label) for label in sections)
        return self._words.say("places", name=name, items=items).replace(
            " [", "\N{NO-BREAK SPACE}["
        )

    # ---------------------------------------------------------------------------------- documents

    def _documents(self) -> Iterator[Block]:
        lists = (
            ("documents_added", self._memo.documents_added, 1),
            ("documents_removed", self._memo.documents_removed, 0),
        )
        rows: list[tuple[Cell, ...] | Span] = []
        for key, documents, witness in lists:
            if documents.total:
                rows.append(Span((Word(self._words.say(key), strong=True),)))
                language = self._witnesses[witness].language
                rows += [self._document(one, language) for one in documents.entries]
                if documents.more:
                    rows.append(Span((Word(self._words.choose("documents_more", documents.more)),)))
        if rows:
            yield self._heading("documents")
            yield Grid(
                self._words.say("documents"),
                (24, 63, 13),
                self._header("symbol", "title", "items"),
                tuple(rows),
            )

    def _document(self, one: DocumentEntry, language: Language) -> tuple[Cell, ...]:
        items = ", ".join(self._words.item(label) for label in one.sections)
        title = Word(shortened(one.title, _TITLE), language)
        return _cell(one.symbol or self._words.say("unknown")), ((title,),), _cell(items)

    # ------------------------------------------------------------------------------------- review

    def _review(self) -> Iterator[Block]:
        memo, words = self._memo, self._words
        yield self._heading("review")
        if not memo.extracts:
            review = memo.counts.review
            yield _text(
                words.choose("review_elsewhere", review) if review else words.say("review_none")
            )
            return
        more = (
            words.choose("review_more", memo.unshown) if memo.unshown else words.say("review_all")
        )
        yield _text(f"{words.say('review_about')} {more}")
        groups = tuple(
            (self._item(members[0]), tuple(self._marked(one) for one in members))
            for _, found in groupby(memo.extracts, key=lambda one: one.section)
            for members in (list(found),)
        )
        yield Extracts(words.say("review"), groups)

    def _item(self, one: Extract) -> Line:
        """The name of an item and its title."""
        label = one.section
        named = self._words.phrases.section_label(label) if label else self._words.say("front")
        held = Word(named.replace(" ", "\N{NO-BREAK SPACE}"), strong=True)
        title = shortened(one.title, _TITLE)
        if not title:
            return (held,)
        return held, Word(" – "), Word(title, self._witnesses[min(one.witness, 1)].language)

    def _marked(self, one: Extract) -> Marked:
        phrases = self._words.phrases
        about = [self._numbers(one.changes)] if one.changes else []
        kinds = [phrases.of("category", category) for category in one.categories]
        about.append((Word(", ".join(kinds), quiet=True),))
        if said := self._fate(one):
            about.append((Word(said, quiet=True),))
        return Marked(tuple(about), one.row)

    def _fate(self, one: Extract) -> str:
        """What happened to the whole paragraph, where the extract does not show it."""
        if one.status is Status.ADDED:
            return self._words.say("paragraph_added")
        if one.status is Status.REMOVED:
            return self._words.say("paragraph_removed")
        if one.status is not Status.MOVED:
            return ""
        if one.origin is None:
            return self._words.say("moved")
        return self._words.say("moved_from", section=self._words.section(one.origin))

    # ----------------------------------------------------------------------------------- findings

    def _findings(self) -> Iterator[Block]:
        found = self._memo.findings
        if not found.entries:
            return
        yield self._heading("findings")
        yield _text(str(self._messages.words["about"]))
        rows: list[tuple[Cell, ...] | Span] = [self._finding(one) for one in found.entries]
        if found.more:
            rows.append(Span((Word(self._words.choose("findings_more", found.more)),)))
        yield Grid(
            self._words.say("findings"),
            (13, 13, 74),
            self._header("document", "items", "check"),
            tuple(rows),
        )

    def _finding(self, one: FindingEntry) -> tuple[Cell, ...]:
        items = ", ".join(self._words.item(label) for label in one.sections)
        said = self._messages.sentence(one.finding)
        weight = Word(f" ({self._messages.severity(one.finding)})", quiet=True)
        told = Word(shortened(said[:1].upper() + said[1:], _MESSAGE))
        return _cell(self._names[one.witness]), _cell(items), ((told, weight),)

    def _numbers(self, changes: Sequence[str]) -> Line:
        """The numbers of changes, those that follow each other as a range."""
        runs: list[list[str]] = []
        for change in changes:
            if runs and _figures(change) == _figures(runs[-1][-1]) + 1:
                runs[-1].append(change)
            else:
                runs.append([change])
        found: list[Word] = []
        for run in runs:
            if found:
                found.append(Word(", ", strong=True))
            last = run[-1].partition("-")[2]
            named = self._words.say("range", first=run[0], last=last) if len(run) > 1 else run[0]
            found.append(Word(named, strong=True, change=run[0] if self._memo.annex else None))
        return tuple(found)


def _figures(change: str) -> int:
    """The number in the number of a change: 7 of "C-0007"."""
    return int(change.partition("-")[2])


def shortened(text: str, most: int) -> str:
    """A text that fits into some code points, cut between words."""
    if len(text) <= most:
        return text
    cut = text[: most - 1]
    at = cut.rfind(" ")
    return f"{cut[: at if at > most // 2 else len(cut)].rstrip(' ,;:')}…"


def _text(text: str) -> Text:
    return Text((Word(text),))


def _cell(text: str) -> Cell:
    return ((Word(text),),)
