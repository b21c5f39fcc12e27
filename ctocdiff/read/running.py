"""Which lines of a plain text are page furniture: running heads and feet that a conversion left.

Where the text shows its pages, such lines stand at their edges; where it does not, the numbers of
the pages follow each other, or a job number and the document's own symbol come again and again. A
line that might be anything else stays.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from ctocdiff.read.folios import folio_parts, is_lone_number, own_symbol, page_of

_HEAD_LINES = 60  # of a document, that have its symbol
_EDGE = 3  # lines of furniture at either end of a page
_FEWEST = 2  # times that a line comes, or pages that follow each other
_FEWEST_TITLES = 3  # pages that have a line of words for a running head
_LONGEST_TITLE = 120  # code points of such a line
_TERMINAL = (".", ",", ";", ":")


def running_lines(raws: Sequence[str], pages: Sequence[int]) -> frozenset[int]:
    """The numbers (from 0) of the lines that are page furniture.

    Args:
        raws: the lines.
        pages: the page of each.
    """
    texts = [raw.strip() for raw in raws]
    head = own_symbol(texts[:_HEAD_LINES])
    symbol = head[1] if head else None
    parts = {
        at: held
        for at, text in enumerate(texts)
        if 0 < len(text) <= _LONGEST_TITLE and (held := folio_parts(text, symbol)) is not None
    }
    # numbers apart by tabs are the cells of a table
    parts = {at: held for at, held in parts.items() if "\t" not in texts[at] or _job(held, symbol)}
    masthead = parts.pop(head[0], None) if head is not None else None
    edges = set(_edges(texts, pages))
    found = {
        at
        for at, held in parts.items()
        if at in edges and not is_lone_number(held) and (held != [symbol] or pages[at] > 1)
    }
    found |= _numbered(parts)
    found |= _repeated(parts, symbol)
    found |= _counted([at for at in parts if is_lone_number(parts[at])], parts, found, edges)
    # where the masthead is missing, the first symbol is that of a running head
    symbols = [at for at, held in parts.items() if held == [symbol]]
    symbols += [head[0]] if head is not None and masthead == [symbol] else []
    found |= {at for at in symbols if _beside(at, texts) & found}
    return frozenset(found | _titles(texts, pages, edges))


def _edges(texts: Sequence[str], pages: Sequence[int]) -> Iterator[int]:
    """The lines at the heads and feet of pages."""
    by_page: dict[int, list[int]] = {}
    for at, text in enumerate(texts):
        if text:
            by_page.setdefault(pages[at], []).append(at)
    for lines in by_page.values():
        yield from {*lines[:_EDGE], *lines[-_EDGE:]}


def _beside(at: int, texts: Sequence[str]) -> set[int]:
    """The nearest lines above and below that are not blank."""
    above = next((line for line in range(at - 1, -1, -1) if texts[line]), at)
    below = next((line for line in range(at + 1, len(texts)) if texts[line]), at)
    return {above, below}


def _numbered(parts: dict[int, list[str]]) -> set[int]:
    """The lines with "2/18", "3/18" …, of one document and in their order."""
    said = [(at, page) for at, held in parts.items() if (page := page_of(held)) is not None]
    totals = Counter(pages for _, (_, pages) in said)
    found: set[int] = set()
    for total, count in totals.items():
        mine = [(at, page) for at, (page, pages) in said if pages == total and page <= total]
        follow = all(before[1] < after[1] for before, after in pairwise(mine))
        if count >= _FEWEST and follow:
            found.update(at for at, _ in mine)
    return found


def _repeated(parts: dict[int, list[str]], symbol: str | None) -> set[int]:
    """The lines with a job number or with the document's symbol that come more than once."""
    keys = {at: _job(held, symbol) for at, held in parts.items()}
    counts = Counter(key for key in keys.values() if key)
    return {at for at, key in keys.items() if key and counts[key] >= _FEWEST}


def _job(held: list[str], symbol: str | None) -> str | None:
    named = (part for part in held if part == symbol or ("-" in part and page_of([part]) is None))
    return next(named, None)


def _counted(
    alone: Sequence[int], parts: dict[int, list[str]], found: set[int], edges: set[int]
) -> set[int]:
    """The lines that are nothing but a number, the one that follows on that of the page before.

    They stand at the edges of pages, or beside other furniture.
    """
    near = [at for at in alone if at in edges or any(at + step in found for step in (-2, -1, 1, 2))]
    follow: set[int] = set()
    for before, after in pairwise(near):
        if int(parts[after][0]) == int(parts[before][0]) + 1:
            follow |= {before, after}
    return follow if len(follow) >= _FEWEST_TITLES else set()


def _titles(texts: Sequence[str], pages: Sequence[int], edges: set[int]) -> set[int]:
    """The lines of words that stand at the edge of page after page, but for their figures."""
    keys: dict[str, set[int]] = {}
    lines: dict[str, list[int]] = {}
    for at in edges:
        text = texts[at]
        titled = len(text) <= _LONGEST_TITLE and "\t" not in text and not text.endswith(_TERMINAL)
        if pages[at] > 1 and titled and not text[:1].islower():
            key = re.sub(r"[0-9]+", "#", text)
            keys.setdefault(key, set()).add(pages[at])
            lines.setdefault(key, []).append(at)
    several = len({pages[at] for at in edges})
    return {
        at
        for key, on in keys.items()
        if len(on) >= max(_FEWEST_TITLES, 0.35 * several) and re.search(r"[^\W\d_]{3}", key)
        for at in lines[key]
    }
