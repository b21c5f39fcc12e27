"""What a careful reader should check in the two documents: the gravest first, the same but once."""

from __future__ import annotations

from ctocdiff.memo.values import Bounded, FindingEntry
from ctocdiff.model import Comparison, Finding, Severity

MOST_FINDINGS = 8  # told one by one
_RANK = tuple(Severity)


def findings(comparison: Comparison, most: int = MOST_FINDINGS) -> Bounded[FindingEntry]:
    """The findings, those of the later document first; where room is short, errors go before.

    What was found several times, with the same details, is one entry.
    """
    found: dict[tuple[object, ...], tuple[int, Finding, dict[str, None]]] = {}
    for witness in range(len(comparison.findings) - 1, -1, -1):
        for finding in comparison.findings[witness]:
            key = (witness, finding.code, finding.details)
            _, _, sections = found.setdefault(key, (witness, finding, {}))
            sections[finding.section] = None
    entries = [FindingEntry(at, finding, tuple(places)) for at, finding, places in found.values()]
    return Bounded.of(entries, most, lambda entry: _RANK.index(entry.finding.severity))
