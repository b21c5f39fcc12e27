"""Official documents from the Official Document System of the United Nations, one by one.

Contract: one request at a time, with a pause before each but the first; only documents that were
asked for, and none that is there already. What comes is judged by its bytes, for the system answers
200 to a symbol it does not have; by its language, for it gives English for a language it does not
have; and by its symbol. What passes is in the corpus before the next request is made, so that a run
that is stopped goes on where it was.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

import filelock

from ctocdiff.corpus.catalogue import Entry, Knowledge, read_catalogue
from ctocdiff.corpus.holdings import all_places
from ctocdiff.corpus.places import OFFICIAL
from ctocdiff.corpus.recognition import recognise
from ctocdiff.corpus.shorthand import is_year, read_number, split_language
from ctocdiff.corpus.store import Outcome, writing
from ctocdiff.corpus.transport import Answer, Transport
from ctocdiff.errors import (
    CtocdiffError,
    NetworkError,
    NotInCorpusError,
    UnreadableError,
    UsageError,
)
from ctocdiff.language import Language
from ctocdiff.model import Document, DocumentKind, Format, Provenance
from ctocdiff.read import read_bytes
from ctocdiff.read.formats import binary_format
from ctocdiff.symbols import Symbol, find_symbols

PATH = "/api/symbol/access"
LOCK = ".fetching.lock"
_FAILURES = 2  # documents in a row after which a server that keeps failing is left alone
_FAILED = frozenset({"fetch-failed", "fetch-refused"})
_PDF_TAIL = 2048  # bytes in which a whole PDF file says that it ends


class Type(StrEnum):
    """What the system is asked for; ``doc`` may come as DOCX, DOC, WordPerfect or PDF."""

    PDF = "pdf"
    DOC = "doc"


_ENDINGS = {Type.PDF: (".pdf",), Type.DOC: (".docx", ".doc", ".rtf", ".odt")}


@dataclass(frozen=True, slots=True)
class Wanted:
    """One language version of one document; ``agenda`` says that it stands for a session."""

    symbol: Symbol
    language: Language
    agenda: bool = False


@dataclass(frozen=True, slots=True)
class Fetched:
    """What became of it: its entry where it is in the corpus, a reason where it is not."""

    wanted: Wanted
    outcome: Outcome
    entry: Entry | None = None
    reason: CtocdiffError | None = None


def find_wanted(
    asked: Sequence[str], languages: Sequence[Language], knowledge: Knowledge
) -> tuple[Wanted, ...]:
    """What requests mean: "CTOC/COP/2024/5", "2018:fr", "9" (the agenda of that session).

    Args:
        asked: symbols, years and numbers of sessions, each with or without a language.
        languages: the languages of requests that do not name one.
        knowledge: the sessions and agendas that are known.

    Raises:
        UsageError: an unknown language after a colon.
        SymbolError: neither a number nor a symbol.
        NotInCorpusError: no session of that number or year is known.
    """
    found: dict[Wanted, None] = {}
    for each in asked:
        wanted, language = split_language(each)
        number = read_number(wanted)
        if number is not None:
            symbols = [(symbol, True) for symbol in _agendas(number, knowledge)]
        else:
            symbols = [(Symbol.parse(wanted), False)]
        for symbol, agenda in symbols:
            for each_language in (language,) if language else languages:
                found[Wanted(symbol, each_language, agenda)] = None
    return tuple(found)


def _agendas(number: int, knowledge: Knowledge) -> list[Symbol]:
    """The symbol of the agenda of each session with this number or year."""
    by_year = is_year(number)
    sessions = [
        session
        for session in knowledge.sessions
        if number == (session.opens.year if by_year else session.number)
    ]
    symbols = []
    for session in sessions:
        agendas = [
            entry
            for entry in knowledge.entries
            if entry.kind is DocumentKind.AGENDA and entry.body == session.body and entry.symbol
        ]
        listed = {e.symbol for e in agendas if e.session == session.number and e.symbol}
        # a body keeps to one form of symbol for its agendas: the year is what changes
        formed = {_of_year(e.symbol, e.year, session.opens.year) for e in agendas if e.symbol}
        found = listed or formed
        if len(found) == 1:
            symbols += [symbol for symbol in found if symbol is not None]
    if not symbols:
        numbers = {s.opens.year if by_year else s.number for s in knowledge.sessions}
        known = ", ".join(map(str, sorted(numbers))) or "–"
        raise NotInCorpusError("session-unknown", asked=number, known=known)
    return symbols


def _of_year(symbol: Symbol, year: int | None, other: int) -> Symbol | None:
    if year is None or str(year) not in symbol.segments:
        return None
    return Symbol(tuple(str(other) if part == str(year) else part for part in symbol.segments))


class Fetcher:
    """Fetches documents into one corpus.

    Args:
        corpus: the folder of the corpus; it is made where it is missing.
        beneath: the corpora that lie beneath, whose catalogues are known too.
        transport: the way to the system.
        form: what to ask for.
        pause: seconds between two requests.
        sleep: waits for some seconds.
        clock: the time, in UTC.
    """

    def __init__(
        self,
        corpus: Path,
        beneath: Sequence[Path],
        transport: Transport,
        *,
        form: Type,
        pause: float,
        sleep: Callable[[float], None],
        clock: Callable[[], dt.datetime],
    ) -> None:
        self._corpus = corpus
        self._transport = transport
        self._form = form
        self._pause = pause
        self._sleep = sleep
        self._clock = clock
        places = all_places([corpus, *beneath])
        self._knowledge = Knowledge.of(read_catalogue(place) for place in places)
        self._asked = False

    def run(self, wanted: Sequence[Wanted]) -> Iterator[Fetched]:
        """Fetch documents; say of each what became of it, in the order given.

        Raises:
            NetworkError: there is no connection; what came before is in the corpus.
            UsageError: another run is fetching, or the corpus cannot be written to.
            UnreadableError: a catalogue is broken.
        """
        held = {each: self._held(each) for each in wanted}
        if all(held.values()):
            yield from (Fetched(each, Outcome.KNOWN, entry) for each, entry in held.items())
            return
        with writing(self._corpus):
            pass  # a corpus that cannot be written to is no reason to ask the system for anything
        lock = filelock.FileLock(self._corpus / OFFICIAL / LOCK, timeout=0)
        try:
            lock.acquire()
        except filelock.Timeout:
            raise UsageError("fetch-busy", path=self._corpus) from None
        try:
            yield from self._run(wanted)
        finally:
            lock.release()

    def _run(self, wanted: Sequence[Wanted]) -> Iterator[Fetched]:
        failures = 0
        for each in wanted:
            if (entry := self._held(each)) is not None:
                yield Fetched(each, Outcome.KNOWN, entry)
                continue
            if failures >= _FAILURES:
                yield Fetched(each, Outcome.REFUSED, None, NetworkError("fetch-not-tried"))
                continue
            try:
                fetched = self._fetch(each)
            except NetworkError as error:
                if error.code in ("fetch-offline", "fetch-unsafe"):
                    raise
                failures = failures + 1 if error.code in _FAILED else 0
                yield Fetched(each, Outcome.REFUSED, None, error)
                continue
            except UnreadableError as error:
                fetched = Fetched(each, Outcome.REFUSED, None, error)
            failures = 0
            yield fetched

    def _held(self, wanted: Wanted) -> Entry | None:
        """The official file of a document that is there already, of the type asked for."""
        folder = self._corpus / OFFICIAL
        query = self._query(wanted)
        for entry in read_catalogue(folder).entries:
            same = entry.symbol == wanted.symbol and entry.language is wanted.language
            if not same or entry.provenance is not Provenance.OFFICIAL or entry.file is None:
                continue
            typed = entry.file.endswith(_ENDINGS[self._form])
            came = entry.address is not None and entry.address.endswith(f"&t={query['t']}")
            if (typed or came) and (folder / entry.file).is_file():
                return entry
        return None

    def _query(self, wanted: Wanted) -> dict[str, str]:
        return {"s": str(wanted.symbol), "l": str(wanted.language), "t": str(self._form)}

    def _fetch(self, wanted: Wanted) -> Fetched:
        if self._asked:
            self._sleep(self._pause)
        self._asked = True
        answer = self._transport.get(PATH, self._query(wanted), complete=_complete)
        form = _form(answer, wanted)
        source = read_bytes(answer.data, str(wanted.symbol))
        entry, document = recognise(source, self._knowledge, symbol=wanted.symbol)
        _check(entry, document, wanted)
        entry = replace(
            entry,
            symbol=wanted.symbol,
            body=wanted.symbol.body,
            provenance=Provenance.OFFICIAL,
            address=answer.address,
            fetched=self._clock(),
        )
        with writing(self._corpus) as store:
            stored = store.put(answer.data, entry, form)
        if stored.outcome is Outcome.REFUSED:
            other = UnreadableError(
                "document-other", path=wanted.symbol, symbol=wanted.symbol,
                language=wanted.language, file=stored.entry.file,
            )  # fmt: skip
            return Fetched(wanted, Outcome.REFUSED, None, other)
        return Fetched(wanted, stored.outcome, stored.entry)


def _complete(data: bytes) -> bool:
    """Whether the bytes are not a file cut short, as far as its format shows."""
    return not data.startswith(b"%PDF-") or b"%%EOF" in data[-_PDF_TAIL:]


def _form(answer: Answer, wanted: Wanted) -> Format:
    """The format of what came.

    Raises:
        NetworkError: nothing came, or a web page: the system does not have the document.
        UnreadableError: it is damaged, or in a format that is not read.
    """
    form = binary_format(answer.data, str(wanted.symbol)) if answer.data else None
    if form is None:
        raise NetworkError("fetch-missing", symbol=wanted.symbol, language=wanted.language)
    return form


def _check(entry: Entry, document: Document, wanted: Wanted) -> None:
    """Refuse what is not the document asked for.

    Raises:
        UnreadableError: it is in another language, has another symbol, or is no agenda.
    """
    symbol = wanted.symbol
    if entry.language is not wanted.language:
        raise UnreadableError(
            "fetch-language", symbol=symbol, language=wanted.language, came=entry.language
        )
    # a joint document has several symbols at its head
    stated = {s.symbol for p in document.front for s in find_symbols(p.text)}
    own = document.masthead.symbol
    if own is not None and own != symbol and symbol not in stated:
        raise UnreadableError("fetch-other", symbol=symbol, came=own)
    if wanted.agenda and entry.kind not in (DocumentKind.AGENDA, DocumentKind.OTHER):
        raise UnreadableError("fetch-no-agenda", symbol=symbol)
