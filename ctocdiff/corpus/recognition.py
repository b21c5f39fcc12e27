"""What a document is, by what it says of itself and by what the catalogues know.

Whatever its file is called: the hash is looked up first, then the masthead, then the body of the
text; what the document does not say is taken from the catalogue of sessions, where that leaves no
choice. Nothing is guessed.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from ctocdiff.corpus.catalogue import Entry, Knowledge, Session
from ctocdiff.errors import UnreadableError
from ctocdiff.language import Language
from ctocdiff.model import Document, DocumentKind, Source
from ctocdiff.outline import outline
from ctocdiff.outline.bodies import read_body
from ctocdiff.outline.captions import fold
from ctocdiff.symbols import Symbol


def recognise(
    source: Source,
    knowledge: Knowledge,
    *,
    language: Language | None = None,
    symbol: Symbol | None = None,
) -> tuple[Entry, Document]:
    """What a document is: an entry without file, and the document as it was read.

    Args:
        source: the lines, of the whole document.
        knowledge: what is known already.
        language: the language of the document, where it need not be found out.
        symbol: what it is called elsewhere, for a document that does not say its symbol.

    Raises:
        UnreadableError: the document is in another language, or says neither its symbol nor its
            session.
    """
    known = knowledge.by_hash(source.sha256)
    document = outline(source, language=known.language if known else language)
    head = document.masthead
    body = read_body(fold(head.body or ""), document.language)
    entry = Entry(
        head.symbol,
        _kind(document),
        head.session,
        document.year,
        document.language,
        document.provenance,
        source.sha256,
        None,
        head.symbol.body if head.symbol else body[0] if body else None,
        head.title,
        head.opens,
        head.closes,
        head.issued,
    )
    entry = _completed(entry, known, knowledge)
    entry = replace(entry, symbol=entry.symbol or symbol)
    if entry.symbol is None and (entry.body is None or entry.session is None):
        raise UnreadableError("document-unrecognised", path=source.name)
    return entry, document


def _kind(document: Document) -> DocumentKind:
    """The kind of a document; without a title only what has items is an agenda."""
    untitled = document.kind is DocumentKind.AGENDA and document.masthead.title is None
    items = any(section.label[:1].isdigit() for section in document.walk())
    return DocumentKind.OTHER if untitled and not items else document.kind


def _completed(entry: Entry, known: Entry | None, knowledge: Knowledge) -> Entry:
    """The entry with what catalogues know: of this very file, of its session, of its symbol."""
    if known is not None:
        entry = replace(
            entry, symbol=known.symbol, kind=known.kind, body=known.body, year=known.year,
            session=known.session or entry.session, provenance=known.provenance,
        )  # fmt: skip
    session = _session(entry, knowledge.sessions)
    if session is not None:
        entry = replace(
            entry, body=session.body, session=session.number, year=session.opens.year,
            opens=session.opens, closes=session.closes,
        )  # fmt: skip
    if entry.symbol is None:
        entry = replace(entry, symbol=_symbol(entry, knowledge.entries))
    return entry


def _session(entry: Entry, sessions: Iterable[Session]) -> Session | None:
    """The session of a document, if the catalogue has it and the two do not disagree."""
    found = [
        session
        for session in sessions
        if entry.body in (session.body, None)
        and entry.session in (session.number, None)
        and entry.opens in (session.opens, None)
        and not (entry.opens is None and None in (entry.body, entry.session))
    ]
    return found[0] if len(found) == 1 else None


def _symbol(entry: Entry, entries: Iterable[Entry]) -> Symbol | None:
    """The symbol that the catalogue gives to the only document of this kind and session."""
    if not entry.kind.once_a_session or entry.body is None or entry.session is None:
        return None
    found = {
        other.symbol
        for other in entries
        if other.symbol is not None
        and (other.body, other.kind, other.session) == (entry.body, entry.kind, entry.session)
    }
    return found.pop() if len(found) == 1 else None
