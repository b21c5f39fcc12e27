"""Forms of the lexicon → patterns: any apostrophe, any white space, optional parts, a few words."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ctocdiff.alternation import alternation
from ctocdiff.letters import GOES_ON, SUPERSCRIPTS

NOTE_MARK = f"[{SUPERSCRIPTS}]+"
_FEW_WORDS = r"(?:[^\s,;:]+\s){0,3}?"


_PIECES = re.compile(r"\[[^\]]*\]|\s?…\s|[' ]|[^\[\]' …]+")
_WORD_END = f"(?!{GOES_ON})"


def pieces(form: str) -> list[str]:
    """The patterns of the words of a form and of what stands between them.

    "…" stands for up to three words, what stands in brackets may be left out.
    """
    return [_piece(piece) for piece in _PIECES.findall(form)]


def _piece(piece: str) -> str:
    match piece[0]:
        case "[":
            return f"(?:{''.join(pieces(piece[1:-1]))})?"
        case "'":
            return "['’ʼ]"
        case _ if "…" in piece:
            return rf"\s{_FEW_WORDS}"
        case " ":
            return r"\s"
        case _:
            return re.escape(piece)


def any_of(forms: Iterable[str]) -> str:
    """A group of any of the forms, longest first; it matches nowhere if there are none."""
    ranked = sorted(forms, key=len, reverse=True)
    ends = (_WORD_END if form[-1].isalnum() or form[-1] == "]" else "" for form in ranked)
    return _joined(ranked, ends)


def words(forms: Iterable[str]) -> str:
    """Any of the forms and the space after it, which an elided form ("l'") does not have."""
    ranked = sorted(forms, key=len, reverse=True)
    return _joined(ranked, ("" if form.endswith("'") else r"\s" for form in ranked))


def _joined(forms: Iterable[str], ends: Iterable[str]) -> str:
    rows = zip(map(pieces, forms), ends, strict=True)
    return f"(?:{alternation(rows)})"


def noun(forms: Iterable[str]) -> str:
    """Any of the forms, in any case, where a word begins; first letters are looked at first."""
    kept = sorted(set(forms))
    letters = "".join(sorted({case(form[0]) for form in kept for case in (str.lower, str.upper)}))
    return rf"(?<!\w)(?=[{letters}])(?i:{any_of(kept)})" if kept else "(?!)"
