"""The codes of findings, each with its severity, in the order in which they are listed.

An error is a contradiction that one of the given documents proves; a warning is a contradiction
of which it cannot be told which side is wrong, or a slip; a note is what may be on purpose.
"""

from __future__ import annotations

from types import MappingProxyType

from ctocdiff.model import Severity

SEVERITIES = MappingProxyType(
    {
        "weekday-mismatch": Severity.ERROR,
        "date-outside-session": Severity.ERROR,
        "opening-mismatch": Severity.ERROR,
        "closing-mismatch": Severity.ERROR,
        "session-dates-differ": Severity.ERROR,
        "adoption-outside-session": Severity.WARNING,
        "date-incomplete": Severity.NOTE,
        "meeting-dates-differ": Severity.WARNING,
        "wrong-kind-of-text": Severity.ERROR,
        "text-not-adopted": Severity.WARNING,
        "text-not-yet-adopted": Severity.ERROR,
        "announced-not-listed": Severity.NOTE,
        "listed-not-announced": Severity.NOTE,
        "symbol-year": Severity.WARNING,
        "symbol-session": Severity.WARNING,
        "document-two-titles": Severity.NOTE,
        "title-two-symbols": Severity.WARNING,
        "agenda-item-unannotated": Severity.WARNING,
        "agenda-item-unlisted": Severity.WARNING,
        "agenda-title-differs": Severity.WARNING,
        "item-title-differs": Severity.NOTE,
        "programme-item-missing": Severity.WARNING,
        "programme-item-unknown": Severity.WARNING,
        "programme-label-malformed": Severity.WARNING,
        "programme-title-differs": Severity.NOTE,
        "deadline-off-rule": Severity.WARNING,
        "deadline-after-session": Severity.WARNING,
        "foreign-word": Severity.WARNING,
        "acronym-variant": Severity.WARNING,
        "word-doubled": Severity.WARNING,
        "repeated-in-list": Severity.NOTE,
        "numbering-broken": Severity.WARNING,
        "reference-missing": Severity.WARNING,
        "note-without-mark": Severity.NOTE,
        "mark-without-note": Severity.NOTE,
        "versions-differ": Severity.NOTE,
    }
)
