"""Findings → sentences of the interface language.

Contract: all words come from the table ``findings`` of the ``ui`` lexicon; this file puts the
details of a finding into them: days, weekdays, labels and offsets as that language writes them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from ctocdiff.dates import format_date
from ctocdiff.language import Language, Table, lexicon, wording
from ctocdiff.model import Finding
from ctocdiff.render.phrases import Phrases

_LONGEST = 160  # code points of a detail taken from a document


@dataclass(frozen=True, slots=True)
class Messages:
    """The sentences of findings in one interface language."""

    language: Language

    @property
    def words(self) -> Table:
        table: Table = wording(self.language)["findings"]
        return table

    def sentence(self, finding: Finding) -> str:
        """What is wrong, with its details, without a full stop."""
        pattern = str(self.words["message"][finding.code])
        return pattern.format_map(self._shown(dict(finding.details)))

    def about(self, code: str) -> str:
        """What a code stands for, in one line."""
        return str(self.words["code"][code])

    def severity(self, finding: Finding) -> str:
        """The word for how much hangs on a finding."""
        return str(self.words["severity"][finding.severity])

    def section(self, finding: Finding) -> str:
        """Where a finding stands: "Item 2 (b)", the head of the document."""
        if not finding.section:
            return str(self.words["front"])
        return Phrases(self.language).section_label(finding.section)

    def _shown(self, details: Mapping[str, str]) -> dict[str, str]:
        return {key: self._detail(key, value) for key, value in details.items()}

    def _detail(self, key: str, value: str) -> str:
        if key == "date" or key.endswith("_date"):
            return format_date(dt.date.fromisoformat(value), self.language)
        if key == "weekday" or key.endswith("_weekday"):
            return str(lexicon(self.language)["dates"]["weekdays"][int(value) - 1][0])
        if key == "offset" or key.endswith("_offset"):
            return value.replace("-", "\N{MINUS SIGN}")
        if key == "label":
            return Phrases(self.language).label(value)
        if key == "right_kind":
            return str(self.words["kind"][value])
        return value if len(value) <= _LONGEST else f"{value[: _LONGEST - 1]}…"
