"""Forms of the lexicon → patterns: any apostrophe, any white space, optional parts, a few words."""

from __future__ import annotations

import re
from collections.abc import Iterable

# A letter or digit, but no superscript figure: that is the mark of a footnote.
_FIGURES = "⁰¹²³⁴⁵⁶⁷⁸⁹"
GOES_ON = f"[^\\W{_FIGURES}]"
NOTE_MARK = f"[{_FIGURES}]+"
_FEW_WORDS = r"(?:[^\s,;:]+\s){0,3}?"


def pattern(form: str) -> str:
    """One form: "…" stands for up to three words, what stands in brackets may be left out."""
    parts: list[str] = []
    for piece in re.split(r"(\s?…\s|[\[\]' ])", form):
        match piece:
            case "[":
                parts.append("(?:")
            case "]":
                parts.append(")?")
            case "'":
                parts.append("['’ʼ]")
            case " ":
                parts.append(r"\s")
            case _ if "…" in piece:
                parts.append(rf"\s{_FEW_WORDS}")
            case _:
                parts.append(re.escape(piece))
    tail = f"(?!{GOES_ON})" if form[-1].isalnum() or form[-1] == "]" else ""
    return "".join(parts) + tail


def any_of(forms: Iterable[str]) -> str:
    """A group of any of the forms, longest first; it matches nowhere if there are none."""
    patterns = [pattern(form) for form in sorted(forms, key=len, reverse=True)]
    return f"(?:{'|'.join(patterns)})" if patterns else "(?!)"


def words(forms: Iterable[str]) -> str:
    """Any of the forms and the space after it, which an elided form ("l'") does not have."""
    spaced = [
        pattern(form) + ("" if form.endswith("'") else r"\s")
        for form in sorted(forms, key=len, reverse=True)
    ]
    return f"(?:{'|'.join(spaced)})" if spaced else "(?!)"


def noun(forms: Iterable[str]) -> str:
    """Any of the forms, in any case, where a word begins; first letters are looked at first."""
    kept = sorted(set(forms))
    letters = "".join(sorted({case(form[0]) for form in kept for case in (str.lower, str.upper)}))
    return rf"(?<!\w)(?=[{letters}])(?i:{any_of(kept)})" if kept else "(?!)"
