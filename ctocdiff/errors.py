"""What can go wrong, as values that the interface turns into sentences.

An error carries a code and its details, never a sentence: the words stand in the lexicon
(``errors`` of ``ctocdiff/lexicon/*.ui.toml``), in both languages. The exit code of the
command line belongs to the class of the error (design: 0 done, 1 differences, 2 usage,
3 unreadable, 4 not in the corpus, 5 network).
"""

from __future__ import annotations

from typing import ClassVar


class CtocdiffError(Exception):
    """Base of every error the library raises on purpose.

    Args:
        code: key of the sentence in the lexicon, such as ``file-missing``.
        details: the values the sentence names; all are rendered with ``str``.
    """

    exit_code: ClassVar[int] = 2

    def __init__(self, code: str, **details: object) -> None:
        self.code = code
        self.details = details
        super().__init__(code)

    def __str__(self) -> str:
        shown = ", ".join(f"{key}={value}" for key, value in self.details.items())
        return f"{self.code}: {shown}" if shown else self.code


class UsageError(CtocdiffError):
    """The request cannot be met as it stands: an unknown format, an unwritable folder."""

    exit_code = 2


class UnreadableError(CtocdiffError):
    """A document cannot be read."""

    exit_code = 3


class NotInCorpusError(CtocdiffError):
    """No document at hand answers to the session or symbol asked for."""

    exit_code = 4


class NetworkError(CtocdiffError):
    """A document could not be fetched."""

    exit_code = 5
