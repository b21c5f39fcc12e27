"""Numbers as lists print them: figures, letters, Roman numerals."""

from __future__ import annotations

_ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l")),
    *((40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)
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
        figures = ""
        for worth, figure in _ROMAN:
            figures += figure * (count // worth)
            count %= worth
        return figures if how == "lowerRoman" else figures.upper()
    if how == "chicago":
        return _CHICAGO[(count - 1) % 4] * ((count - 1) // 4 + 1)
    if how == "numberInDash":
        return f"- {count} -"
    return "" if how == "none" else str(count)
