"""Roman figures: a number ⇄ "XII"."""

from __future__ import annotations

_FIGURES = (
    *((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L")),
    *((40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")),
)
# No count of chapters or entries comes to 400: D and M are letters.
_READ = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}


def write_roman(number: int) -> str:
    """A number from 1 to 3999 in Roman figures."""
    written = ""
    for value, figure in _FIGURES:
        written += figure * (number // value)
        number %= value
    return written


def read_roman(figures: str) -> int | None:
    """The number below 400 that well-formed capitals stand for: "XI" → 11, "IIX" and "D" → None."""
    if not figures or set(figures) - set(_READ):
        return None
    values = [_READ[figure] for figure in figures]
    number = sum(
        -value if value < following else value
        for value, following in zip(values, [*values[1:], 0], strict=True)
    )
    return number if number > 0 and write_roman(number) == figures else None
