"""Characters of symbol fonts, which documents keep in the private area of Unicode.

Source of the table: the encoding of the font Symbol (Adobe) for what occurs in text; the lists of
Wingdings use their characters as bullets only.
"""

from __future__ import annotations

_PRIVATE = range(0xF000, 0xF100)
_SYMBOL = {
    ord(code): character
    for code, character in zip(
        "\x2d\xa2\xa3\xa5\xab\xac\xad\xae\xaf\xb0\xb1\xb2\xb3\xb4\xb7\xb8\xb9\xba\xbb\xbc"
        "\xd0\xd2\xd3\xd4\xd6\xd7abgdDlmpsSW",
        "−′≤∞↔←↑→↓°±″≥×•÷≠≡≈…∠®©™√⋅αβγδΔλμπσΣΩ",
        strict=True,
    )
}
_UNKNOWN = "\N{REPLACEMENT CHARACTER}"


def symbol(character: str, font: str = "Symbol") -> str:
    """The character that one of a symbol font stands for; others come back as they are."""
    code = ord(character)
    if code not in _PRIVATE:
        return character
    low = code - _PRIVATE.start
    if font.lower() != "symbol":
        return "•" if "dings" in font.lower() else _UNKNOWN
    if low in _SYMBOL:
        return _SYMBOL[low]
    return chr(low) if 0x20 <= low < 0x40 or chr(low) in "[]_{|}" else _UNKNOWN


def symbol_of_code(code: str, font: str) -> str:
    """The character of ``w:sym``: a hexadecimal code in a font, in the private area or not."""
    try:
        point = int(code, 16)
    except ValueError:
        return _UNKNOWN
    if point < 0x100:
        point += _PRIVATE.start
    if point > 0x10FFFF or 0xD800 <= point < 0xE000:
        return _UNKNOWN
    return symbol(chr(point), font)
