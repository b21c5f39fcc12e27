"""Numbers as lists print them: figures, letters, Roman numerals."""

from __future__ import annotations

from ctocdiff.roman import write_roman

_CHICAGO = "*†‡§"
_LARGEST_WRITTEN = 3999  # beyond it Roman numerals and repeated letters are no use to anyone


def written(count: int, how: str) -> str:
    """A number in one of Word's formats (``w:numFmt``)."""
    if how == "decimalZero":
        return f"{count:02d}"
    if count < 1 or count > _LARGEST_WRITTEN:
        return "" if how == "none" else str(count)
    if how in ("lowerLetter", "upperLetter"):
        letter = chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1)
        return letter if how == "lowerLetter" else letter.upper()
    if how in ("lowerRoman", "upperRoman"):
        figures = write_roman(count)
        return figures.lower() if how == "lowerRoman" else figures
    if how == "chicago":
        return _CHICAGO[(count - 1) % 4] * ((count - 1) // 4 + 1)
    if how == "numberInDash":
        return f"- {count} -"
    return "" if how == "none" else str(count)
