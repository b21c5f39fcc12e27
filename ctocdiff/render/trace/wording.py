"""A trace in words of the interface language: texts, sessions, places, what follows a mandate."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from ctocdiff.corpus.roles import Role
from ctocdiff.corpus.traced import Stage, Trace, TracedDocument, TracedMention
from ctocdiff.errors import CtocdiffError
from ctocdiff.language import Language, Table, wording
from ctocdiff.model import CitationKind
from ctocdiff.render.phrases import Phrases

Explain = Callable[[CtocdiffError], str]
"""Gives the sentence of an error in the interface language."""

_UNNUMBERED = re.compile(r"heading(-\d+)?")  # labels that the outline gives and no reader knows


@dataclass(frozen=True, slots=True)
class Wording:
    """The phrases of a trace in one interface language."""

    language: Language

    @property
    def words(self) -> Table:
        table: Table = wording(self.language)["trace"]
        return table

    @property
    def phrases(self) -> Phrases:
        return Phrases(self.language)

    def count(self, what: str, number: int) -> str:
        """A number with its noun: "1 mention", "0 mention", "12 mentions"."""
        return self.phrases.counted(self.words["count"][what], number)

    def say(self, key: str, **values: object) -> str:
        """A sentence with its values put in."""
        return str(self.words[key]).format(**values)

    def role(self, role: Role) -> str:
        return str(self.words["role"][role])

    def text(self, target: str, kind: CitationKind) -> str:
        """A cited text by name: "resolution 6/3 (CTOC/COP)"; a symbol is its own name."""
        body, separator, number = target.partition(f" {kind} ")
        if not separator:
            return target
        return str(self.words["text"][kind]).format(number=number, body=body)

    def followed(self, found: Trace, mention: TracedMention) -> str:
        """The text that a mention is of."""
        kind = next(target.kind for target in found.targets if target.name == mention.target)
        return self.text(mention.target, kind)

    def name(self, document: TracedDocument) -> str:
        """A document by its symbol; one without by its kind and session, or its file."""
        if document.symbol:
            return str(document.symbol)
        kind = str(self.words["kind"].get(document.kind, document.kind))
        kind = kind[:1].upper() + kind[1:]
        if document.session is not None:
            return self.say("named", kind=kind, session=document.session)
        return f"{kind} ({document.source})"

    def notes(self, found: Trace, mention: TracedMention) -> tuple[str, ...]:
        """What is to be said of a mention besides its words; nothing of a plain citation."""
        follow = self.follow_up(found, mention)
        parts = [follow or self.role(mention.role)] if mention.role is not Role.CITES else []
        if mention.anaphora:
            parts.append(str(self.words["anaphora"]))
        return tuple(parts)

    def texts(self, found: Trace) -> tuple[str, ...]:
        """The texts that were followed."""
        return tuple(self.text(target.name, target.kind) for target in found.targets)

    def gist(self, found: Trace) -> str:
        """How much was found, in one line."""
        return self.say(
            "gist",
            mentions=self.count("mentions", found.mentions),
            documents=self.count("documents", len(found.documents)),
            searched=found.searched,
        )

    def place(self, mention: TracedMention) -> str:
        """The item that a mention stands in: "Item 2 (b)"; empty where it has a title alone."""
        if not mention.section:
            return str(self.words["head"])
        if _UNNUMBERED.fullmatch(mention.section):
            return "" if mention.title else str(self.words["section"])
        return self.phrases.section_label(mention.section)

    def stage(self, stage: Stage, *, body: bool) -> str:
        """A session by its number, else by its year; with the body where several are about."""
        if stage.session is not None:
            name = self.say("session", number=stage.session)
        else:
            name = str(stage.year or self.words["outside"])
        return f"{name} ({stage.body})" if body and stage.body else name

    def days(self, stage: Stage) -> str:
        """The days of a session, else its year; empty where neither is known."""
        if stage.opens is not None:
            return self.phrases.days(stage.opens, stage.closes)
        return str(stage.year) if stage.year and stage.session is not None else ""

    def state(self, found: Trace, stage: Stage) -> str:
        """What was found at a session."""
        if stage.documents:
            return ", ".join(
                (
                    self.count("mentions", mentions_at(found, stage)),
                    self.count("documents", len(stage.documents)),
                )
            )
        return str(self.words["not_mentioned" if stage.at_hand else "not_at_hand"])

    def about(self, document: TracedDocument) -> str:
        """Kind, language and provenance of a document: "agenda, English, Digest"."""
        phrases = self.phrases
        return ", ".join(
            (
                str(self.words["kind"].get(document.kind, document.kind)),
                phrases.of("tongue", document.language),
                phrases.of("source", document.provenance),
            )
        )

    def left_out(self, documents: int, texts: int) -> str:
        """What a picture has no room for."""
        numbers = (("documents", documents), ("texts", texts))
        what = [self.count(name, number) for name, number in numbers if number]
        return self.say("picture_more", what=", ".join(what))

    def follow_up(self, found: Trace, mention: TracedMention) -> str:
        """What the documents at hand show of a mandate; empty for any other mention."""
        if mention.role is not Role.MANDATES or mention.session is None:
            return ""
        stage = found.follow_up(mention)
        if stage is None or not stage.at_hand:
            return self.say("mandate_open", session=mention.session)
        taken = taken_up(found, mention)
        if not taken:
            return self.say("mandate_missing", session=mention.session)
        names = ", ".join(dict.fromkeys(map(self.name, taken)))
        return self.say("mandate_taken", session=mention.session, documents=names)


def mentions_at(found: Trace, stage: Stage) -> int:
    """How many mentions the documents of a session have."""
    return sum(len(found.documents[position].mentions) for position in stage.documents)


def taken_up(found: Trace, mention: TracedMention) -> tuple[TracedDocument, ...]:
    """The documents of the session that a mandate names which mention the text it stands in."""
    stage = found.follow_up(mention)
    documents = [found.documents[position] for position in stage.documents] if stage else []
    return tuple(
        document
        for document in documents
        if any(one.target == mention.target for one in document.mentions)
    )
