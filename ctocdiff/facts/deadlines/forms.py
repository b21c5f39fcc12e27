"""Forms of the lexicon → patterns of deadlines.

A form is one or more words; "request-" stands for any word that begins so and "-ed" for any that
ends so. Letters of any case match, long words may lack their accents, any white space but a tab may
stand between two words.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from ctocdiff.alternation import alternation

SPACE = r"[^\S\t]{1,4}"
_LONGEST_SHORT_WORD = 4


def any_of(forms: Iterable[str]) -> str:
    """A group of any of the forms, longest first; it matches nowhere if there are none."""
    ranked = sorted(forms, key=len, reverse=True)
    # The look behind stands once before all words, since it is tried at every place of a text.
    words = [_form(form) for form in ranked if form[0].isalnum()]
    ways = [alternation([_form(form)]) for form in ranked if not form[0].isalnum()]
    if words:
        ways.append(rf"(?<!\w){alternation(words)}")
    return f"(?:{'|'.join(ways)})" if ways else "(?!)"


def stems(forms: Iterable[str]) -> tuple[str, ...]:
    """For each form letters that occur in any spelling of it; none that holds another."""
    # The last of the longest: "au plus tard" is told by "tard", which is rarer than "plus".
    plain = {max(reversed(re.findall("[a-z]+", form.lower())), key=len) for form in forms}
    return tuple(sorted(s for s in plain if not any(o in s for o in plain if o != s)))


def compiled(pattern: str) -> re.Pattern[str]:
    """The pattern, for letters of any case."""
    return re.compile(pattern, re.IGNORECASE)


def _form(form: str) -> tuple[list[str], str]:
    """The words of a form with the space between them, and what must follow the last."""
    pieces: list[str] = []
    for word in form.split(" "):
        pieces += [_word(word), SPACE]
    # White space ends a word, too: nothing else need be looked for within the form.
    return pieces[:-1], r"(?!\w)" if form[-1].isalnum() else ""


def _word(word: str) -> str:
    stem = word.strip("-")
    # Short words differ by their accents alone ("à" and "a", "dû" and "du"), and so do endings.
    bare = len(stem) > _LONGEST_SHORT_WORD and not word.startswith("-")
    letters = "".join(_letter(char, bare=bare) for char in stem)
    head = r"(?<!\w)\w*" if word.startswith("-") else ""
    tail = r"\w*" if word.endswith("-") else ""
    return f"{head}{letters}{tail}"


def _letter(char: str, *, bare: bool) -> str:
    letters = unicodedata.normalize("NFD", char)
    if len(letters) > 1:
        return f"(?:{char}|{letters}{'?' if bare else ''})"
    return "['’ʼ]" if char == "'" else re.escape(char)
