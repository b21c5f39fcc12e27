"""What the sender of a memo gives, made fit for a page.

White space is folded and what has no look of its own (control characters, marks that reorder the
text around them) is dropped: a header line is one line, whoever typed it.
"""

from __future__ import annotations

import datetime as dt
import unicodedata
from typing import Final

from ctocdiff.errors import UsageError
from ctocdiff.memo.values import Header

#: The most code points of each line, so that the head of a memo stays a head.
LIMITS: Final = {"to": 300, "from": 300, "subject": 300, "reference": 100, "classification": 60}

# Invisible, but part of how some scripts are written.
_JOINERS = frozenset("\u200c\u200d")


def read_header(
    *,
    to: str = "",
    sender: str = "",
    subject: str = "",
    date: dt.date | None = None,
    reference: str = "",
    classification: str = "",
) -> Header:
    """The header of a memo from what was typed.

    Raises:
        UsageError: a line is longer than ``LIMITS`` allow.
    """
    return Header(
        _line("to", to),
        _line("from", sender),
        _line("subject", subject),
        date,
        _line("reference", reference),
        _line("classification", classification),
    )


def _line(name: str, text: str) -> str:
    shown = "".join(map(_visible, text))
    line = " ".join(part for part in shown.split(" ") if part)
    if len(line) > LIMITS[name]:
        raise UsageError("header-long", option=f"--{name}", length=len(line), most=LIMITS[name])
    return line


def _visible(letter: str) -> str:
    category = unicodedata.category(letter)
    if category in ("Cc", "Zl", "Zp"):
        return " "
    hidden = category in ("Cf", "Cs", "Cn") and letter not in _JOINERS
    return "" if hidden else letter
