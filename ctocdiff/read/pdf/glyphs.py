"""A PDF file → the words of its pages with their places, page by page.

PDFium reads the file. It was chosen over pypdf, pdfminer.six and pdfplumber: it alone reads 300
pages in seconds, it is kept by the makers of a browser, and its licence is permissive. Of what it
gives only characters, their origins and their fonts are used; reading order is decided here.
"""

from __future__ import annotations

import ctypes
import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from ctocdiff.errors import UnreadableError

#: Characters on one page; more is no page that somebody printed.
MOST_CHARACTERS: Final = 400_000

_PASSWORD = 4  # FPDF_ERR_PASSWORD
_SECURITY = 5  # FPDF_ERR_SECURITY
_HYPHENS = frozenset({0x2, 0xFFFE})  # what PDFium makes of a hyphen at the end of a line
_BOLD_WEIGHT = 600
_FLAG_ITALIC, _FLAG_BOLD = 1 << 6, 1 << 18
_TAIL = 4096  # bytes in which a whole file ends with its mark
_LIGATURES = {
    0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st",
    0xFB06: "st",
}  # fmt: skip


@dataclass(slots=True)
class Word:
    """Characters without a space among them, on one baseline in one font.

    ``x0``, ``x1`` and ``y`` are points from the left and top of the page as it is shown; ``y`` is
    that of the baseline. ``spaced`` says that a space stands before.
    """

    text: str
    x0: float
    x1: float
    y: float
    size: float
    bold: bool
    italic: bool
    spaced: bool


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line that is drawn on a page, or the side of a box."""

    x0: float
    y0: float
    x1: float
    y1: float


@dataclass(slots=True)
class Page:
    """One page: its size in points, words, drawn lines, and whether it holds pictures."""

    width: float
    height: float
    words: list[Word]
    rules: list[Rule]
    has_pictures: bool


def is_whole(data: bytes) -> bool:
    """Whether a file has the mark that ends every PDF."""
    return b"%%EOF" in data[-_TAIL:]


def read_pages(data: bytes, name: str) -> Iterator[Page]:
    """The pages of a PDF file called ``name``, one in memory at a time.

    Raises:
        UnreadableError: it is damaged, encrypted, or a page is too full.
    """
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) in (_PASSWORD, _SECURITY):
            raise UnreadableError("document-encrypted", path=name) from None
        raise UnreadableError("pdf-damaged", path=name) from None
    try:
        for at in range(len(document)):
            try:
                page = document[at]
            except pypdfium2.PdfiumError:
                raise UnreadableError("pdf-damaged", path=name) from None
            try:
                yield _PageReader(pypdfium2.raw, page, name).read()
            finally:
                page.close()
    finally:
        document.close()


class _PageReader:
    """Reads one page that is open."""

    def __init__(self, raw: Any, page: Any, name: str) -> None:
        self._raw = raw
        self._page = page
        self._name = name
        self._width, self._height = page.get_size()  # as shown
        self._turn = page.get_rotation()
        self._left, self._bottom, self._right, self._top = page.get_cropbox()
        self._fonts: dict[int, tuple[bool, bool]] = {}

    def read(self) -> Page:
        text = self._page.get_textpage()
        try:
            count = text.count_chars()
            if count > MOST_CHARACTERS:
                limit = f"{MOST_CHARACTERS:,}".replace(",", "\N{NARROW NO-BREAK SPACE}")
                raise UnreadableError("document-too-large", path=self._name, limit=limit)
            words = list(self._words(text.raw, count))
        finally:
            text.close()
        rules, pictures = self._drawn()
        return Page(self._width, self._height, words, rules, pictures)

    def _place(self, x: float, y: float) -> tuple[float, float]:
        """A point of the page as it is shown, from its top left corner."""
        if self._turn == 90:
            return y - self._bottom, x - self._left
        if self._turn == 180:
            return self._right - x, y - self._bottom
        if self._turn == 270:
            return self._top - y, self._right - x
        return x - self._left, self._top - y

    def _words(self, text: Any, count: int) -> Iterator[Word]:
        raw = self._raw
        unicode_of, origin_of = raw.FPDFText_GetUnicode, raw.FPDFText_GetCharOrigin
        x, y = ctypes.c_double(), ctypes.c_double()
        into = (ctypes.byref(x), ctypes.byref(y))
        first, line, spaced = -1, 0.0, False
        characters: list[str] = []
        for at in range(count):
            code = unicode_of(text, at)
            blank = code <= 32 and code not in _HYPHENS
            if not blank:
                origin_of(text, at, *into)
            if first >= 0 and (blank or abs(y.value - line) > 0.5):
                yield self._word(text, first, at - 1, "".join(characters), spaced=spaced)
                first, spaced = -1, False
            if blank:
                spaced = True
                continue
            if first < 0:
                first, line = at, y.value
                characters = []
            characters.append(_character(code))
        if first >= 0:
            yield self._word(text, first, count - 1, "".join(characters), spaced=spaced)

    def _word(self, text: Any, first: int, last: int, held: str, *, spaced: bool) -> Word:
        raw = self._raw
        x, y = ctypes.c_double(), ctypes.c_double()
        raw.FPDFText_GetCharOrigin(text, first, ctypes.byref(x), ctypes.byref(y))
        x0, top = self._place(x.value, y.value)
        sides = [ctypes.c_double() for _ in range(4)]
        raw.FPDFText_GetCharBox(text, last, *(ctypes.byref(side) for side in sides))
        left, right, bottom, upper = (side.value for side in sides)
        ends = self._place(left, bottom)[0], self._place(right, upper)[0]
        size, bold, italic = self._font(text, first)
        return Word(held, x0, max(x0, *ends), top, size, bold, italic, spaced)

    def _font(self, text: Any, at: int) -> tuple[float, bool, bool]:
        """Size in points as shown, bold and italic, of a character."""
        raw = self._raw
        matrix = raw.FS_MATRIX()
        size = raw.FPDFText_GetFontSize(text, at)
        if raw.FPDFText_GetMatrix(text, at, ctypes.byref(matrix)):
            size *= math.hypot(matrix.c, matrix.d) or 1.0
        font = raw.FPDFTextObj_GetFont(raw.FPDFText_GetTextObject(text, at))
        key = ctypes.cast(font, ctypes.c_void_p).value or 0
        if key not in self._fonts:
            self._fonts[key] = self._named(font) if key else (False, False)
        return size or 1.0, *self._fonts[key]

    def _named(self, font: Any) -> tuple[bool, bool]:
        raw = self._raw
        flags = raw.FPDFFont_GetFlags(font)
        buffer = ctypes.create_string_buffer(200)
        raw.FPDFFont_GetBaseFontName(font, buffer, 200)
        name = buffer.value.decode("utf-8", "replace").lower()
        heavy = raw.FPDFFont_GetWeight(font) >= _BOLD_WEIGHT
        bold = "bold" in name or "black" in name or heavy or bool(flags > 0 and flags & _FLAG_BOLD)
        italic = "italic" in name or "oblique" in name or bool(flags > 0 and flags & _FLAG_ITALIC)
        return bold, italic

    def _drawn(self) -> tuple[list[Rule], bool]:
        """The straight lines of the page, and whether it holds pictures."""
        raw = self._raw
        rules: list[Rule] = []
        pictures = False
        for held in self._page.get_objects(max_depth=3):
            if held.type == raw.FPDF_PAGEOBJ_IMAGE:
                pictures = True
            elif held.type == raw.FPDF_PAGEOBJ_PATH:
                left, bottom, right, top = held.get_bounds()
                (x0, y0), (x1, y1) = self._place(left, bottom), self._place(right, top)
                x0, x1, y0, y1 = min(x0, x1), max(x0, x1), min(y0, y1), max(y0, y1)
                rules += _sides(x0, y0, x1, y1)
        return rules, pictures


def _character(code: int) -> str:
    if code in _HYPHENS:
        return "-"
    if 0xD800 <= code < 0xE000 or code > 0x10FFFF:
        return "\N{REPLACEMENT CHARACTER}"
    return _LIGATURES.get(code) or chr(code)


def _sides(x0: float, y0: float, x1: float, y1: float) -> Iterator[Rule]:
    """The line that a thin box is, or the four sides of a larger one."""
    thin = 3.0  # points
    if y1 - y0 <= thin or x1 - x0 <= thin:
        yield Rule(x0, y0, x1, y1)
        return
    yield Rule(x0, y0, x1, y0)
    yield Rule(x0, y1, x1, y1)
    yield Rule(x0, y0, x0, y1)
    yield Rule(x1, y0, x1, y1)
