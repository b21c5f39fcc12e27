"""Letters that a terminal or a pipe lacks, put into those that it has.

Where standard output is not UTF-8, as with older Windows programs, a narrow no-break space or an
arrow has no code; a question mark in its place would make French punctuation unreadable.
"""

from __future__ import annotations

import codecs

HANDLER = "ctocdiff.letters"  # for ``errors=`` of a stream
_SIGNS = str.maketrans(
    {
        **dict.fromkeys("‘’", "'"),
        **dict.fromkeys("“”«»", '"'),
        **dict.fromkeys("‐‑–—−─━", "-"),
        **dict.fromkeys("·●○•", "."),
        "→": ">",
        "Œ": "OE",
        "œ": "oe",
        "Æ": "AE",
        "æ": "ae",
    }
)


def register() -> None:
    """Make :data:`HANDLER` known to the codecs."""
    codecs.register_error(HANDLER, _put)


def _put(error: UnicodeError) -> tuple[str | bytes, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    lacking = error.object[error.start : error.end]
    return "".join(map(_plain, lacking)), error.end


def _plain(letter: str) -> str:
    """A letter without its accents, a sign as ASCII has it; what has neither, a question mark."""
    from unicodedata import normalize

    signs = letter.translate(_SIGNS)
    bare = normalize("NFKD", signs).encode("ascii", "ignore").decode()
    return bare or "?"
