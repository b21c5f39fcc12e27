"""What an entry of an agenda begins with: "2.", "(b)", "ii)", "b.", "Item 2.", "2.1".

Most bodies number items and letter what stands under them. Some write the word before the number
("ITEM 3. BUDGET", "Point 3 : Budget"), some number sub-items in decimals ("2.1 Rules"). A label is
written ``2``, ``2(b)``, ``2(b)(ii)``, ``2.1`` in every language.
"""

from __future__ import annotations

import re
from functools import cache

from ctocdiff.alternation import any_word
from ctocdiff.language import Language, lexicon


def _words() -> str:
    """The word that may stand before the number of an item, at the beginning of a line."""
    forms = {
        form
        for language in Language
        for word in lexicon(language)["outline"]["item"]
        for form in (word.capitalize(), word.upper())
    }
    return any_word(forms)


_NUMBER = r"(?P<named>(?:{words})\s+)?(?P<item>\d{{1,3}})(?(named)\s*[.:–—-]|\.)"
_STOP = r"\.(?=\s+[«“\"]?[^\W\d_a-zà-ÿ])"  # behind a letter: a capital comes next
_DECIMAL = r"(?P<parent>\d{1,2})\.(?P<decimal>\d{1,2})\.?"


@cache
def marker_pattern() -> re.Pattern[str]:
    """A marker at the beginning of a text, behind a quotation mark if need be."""
    number = _NUMBER.format(words=_words())
    letter = rf"(?P<open>\()?(?P<letter>[a-z](?=\)|{_STOP})|[ivx]{{2,5}}(?=\)))[.)]"
    return re.compile(rf"[«“\"]?\s*(?:{number}|{_DECIMAL}|{letter})(?=\s)")


@cache
def entry_pattern() -> re.Pattern[str]:
    """A whole entry: marker and title; roman figures of two letters or more apart from letters."""
    number = _NUMBER.format(words=_words())
    letter = rf"\(?(?P<letter>[a-z])(?:\)|{_STOP})|\(?(?P<roman>[ivx]{{2,5}})\)"
    return re.compile(rf"(?:{number}|{_DECIMAL}|{letter})\s+(?P<title>\S.*)")
