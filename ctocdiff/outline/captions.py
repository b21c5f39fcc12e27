"""Lines that say what follows them: "Annotations", "Documentation", "Annex II. List of ferries".

Their words stand in the table ``outline`` of the lexicon.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from ctocdiff.alternation import any_word
from ctocdiff.language import Language, lexicon
from ctocdiff.read.folios import folio_parts

_LONGEST_TITLE = 400  # code points; the longest official title has 240
_MOST_PARTS = 3  # of a line at the head or foot of a page


def fold(text: str) -> str:
    """A text as the lexicon writes words: lower case, straight apostrophes, single spaces."""
    composed = unicodedata.normalize("NFC", text)
    return " ".join(composed.replace("’", "'").replace("*", " ").lower().split())


def is_caption(text: str, kind: str, language: Language) -> bool:
    """Whether a line is one of the captions that the lexicon lists under ``kind``."""
    return fold(text).rstrip(" .:") in lexicon(language)["outline"][kind]


@cache
def _annex_pattern(language: Language) -> re.Pattern[str]:
    words = lexicon(language)["outline"]
    annex, appendix, of = (any_word(words[key]) for key in ("annex", "appendix", "annexed_to"))
    # "Annexe", "ANNEX II", "Annex I. Proposed organization of work", "Annex – List of ferries",
    # "Annex to the letter dated 3 May 2034 from the harbour"
    return re.compile(
        rf"(?:(?P<annex>{annex})|{appendix})(?:\s+(?:[ivxl]{{1,5}}|\d{{1,2}}))?"
        rf"(?:\s*[.:–—-]\s*(?P<title>\S.*)|[\s.:*]*|\s+{of}\s[^.;]{{1,{_LONGEST_TITLE}}})",
        re.IGNORECASE,
    )


def annex_title(text: str, language: Language) -> str | None:
    """The title that the heading of an annex has on its own line; "" where it has none there.

    None where the line is no heading of an annex or of an appendix. A title begins with a capital
    and does not end like a sentence.
    """
    match = _annex_pattern(language).fullmatch(text)
    if match is None or not text[:1].isupper():
        return None
    title = (match["title"] or "").rstrip(" *")
    if not title:
        return ""
    whole = len(title) <= _LONGEST_TITLE and title[0].isupper() and title[-1] not in ".;:,"
    return title if whole else None


def annex_kind(text: str, language: Language) -> str:
    """What the heading of an annex says: "annex", or "appendix" where it stands below one."""
    match = _annex_pattern(language).match(text)
    return "annex" if match is None or match["annex"] else "appendix"


@cache
def _item_pattern(language: Language) -> re.Pattern[str]:
    words = lexicon(language)["outline"]
    names = any_word(words["item"])
    of = any_word(words["of_agenda"]).replace("'", "['’]")
    # "Item 4. Technical assistance", "Item 4: Technical assistance", "Item 4" above its title,
    # "Point 4 de l'ordre du jour. Assistance technique"
    return re.compile(
        rf"(?i:{names})\s+(?P<number>\d{{1,3}})"
        rf"(?:(?:\s+(?i:{of}))?\s*[.:–—-]\s*(?P<title>[^\W\d_]\S*\s.*|[^\W\d_]+)|\s*[.:]?)"
    )


def item_heading(text: str, language: Language) -> tuple[int, str] | None:
    """Number and title of an item that a word introduces; "" where the title stands below."""
    match = _item_pattern(language).fullmatch(text)
    if match is None or not text[:1].isupper():
        return None
    return int(match["number"]), match["title"] or ""


def is_page_furniture(text: str, symbol: str | None) -> bool:
    """Whether a line is page number, job number or the document's own symbol, and no more."""
    parts = folio_parts(text, symbol)
    return parts is not None and len(parts) <= _MOST_PARTS
