"""Which holdings a user means: by symbol, session, year, language or file."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from ctocdiff.corpus.holdings import Corpus, Holding
from ctocdiff.corpus.shorthand import is_year, read_number, split_language
from ctocdiff.errors import NotInCorpusError
from ctocdiff.language import Language
from ctocdiff.model import DocumentKind, Provenance
from ctocdiff.symbols import Symbol, SymbolError

_NAMED = 6  # symbols that a message names where the one asked for is not at hand


@dataclass(frozen=True, slots=True)
class Filters:
    """What a listing is narrowed down to; None lets everything through."""

    kind: DocumentKind | None = None
    language: Language | None = None
    session: int | None = None
    provenance: Provenance | None = None

    def let(self, holding: Holding) -> bool:
        """Whether a holding passes; a session from 1945 on is a year."""
        number = self.session
        held = holding.session if number is None or not is_year(number) else holding.year
        return (
            self.kind in (None, holding.kind)
            and self.language in (None, holding.language)
            and number in (None, held)
            and self.provenance in (None, holding.provenance)
        )


def in_order(holdings: Iterable[Holding]) -> tuple[Holding, ...]:
    """Holdings by body, year, symbol, language; official ones first."""
    return tuple(
        sorted(
            holdings,
            key=lambda held: (
                held.body or "",
                held.year or 0,
                held.session or 0,
                _natural(str(held.symbol or "")),
                str(held.kind),
                str(held.language),
                held.provenance is Provenance.DIGEST,
                held.path.name,
            ),
        )
    )


def _natural(text: str) -> list[tuple[int, str]]:
    """Numbers by their value: "CTOC/COP/2024/2" before "CTOC/COP/2024/11"."""
    return [(int(part) if part.isdigit() else -1, part) for part in re.split(r"([0-9]+)", text)]


def select(corpus: Corpus, asked: str) -> tuple[Holding, ...]:
    """The holdings a request means, of every kind: "2018", "9", "CTOC/COP/2018/1:fr", a file.

    Raises:
        UsageError: the language after the colon is not known.
        NotInCorpusError: nothing answers to it.
    """
    by_file = tuple(h for h in corpus.holdings if _is_file(h.path, asked))
    if by_file:
        return by_file
    wanted, language = split_language(asked)
    found = _answers(corpus, wanted)
    in_language = tuple(held for held in found if language in (None, held.language))
    if not in_language:
        known = ", ".join(sorted({str(held.language) for held in found}))
        raise NotInCorpusError(
            "language-missing", asked=wanted, language=str(language), known=known
        )
    return in_order(in_language)


def not_at_hand(symbol: Symbol, holdings: Iterable[Holding]) -> NotInCorpusError:
    """That no holding has a symbol; those that have the symbols most like it are named."""
    from rapidfuzz.distance import DamerauLevenshtein

    asked = str(symbol)
    held = in_order(holding for holding in holdings if holding.symbol)
    known = dict.fromkeys(str(holding.symbol) for holding in held)
    nearest = sorted(known, key=lambda name: DamerauLevenshtein.distance(asked, name))
    named = [*nearest[:_NAMED], *(["…"] if len(nearest) > _NAMED else [])]
    return NotInCorpusError("symbol-missing", asked=asked, known=", ".join(named) or "–")


def _is_file(path: Path, asked: str) -> bool:
    """Whether a request is the name of a file of the corpus, or its path."""
    if asked == path.name:
        return True
    try:
        return "/" in asked and Path(asked).is_file() and Path(asked).resolve() == path.resolve()
    except (OSError, ValueError):
        return False


def _answers(corpus: Corpus, wanted: str) -> tuple[Holding, ...]:
    number = read_number(wanted)
    if number is not None:
        found = tuple(filter(Filters(session=number).let, corpus.holdings))
        if found:
            return found
    else:
        try:
            symbol = Symbol.parse(wanted)
        except SymbolError:
            pass
        else:
            found = tuple(held for held in corpus.holdings if held.symbol == symbol)
            if found:
                return found
            raise not_at_hand(symbol, corpus.holdings)
    years = sorted({held.year for held in corpus.holdings if held.year})
    known = ", ".join(map(str, years)) or "–"
    raise NotInCorpusError("request-unknown", asked=wanted or '""', known=known)
