"""What the parts of a report's page have in common: the comparison, its words, small pieces.

Contract: markup is put together with ``Markup.format``, which escapes whatever is not markup
itself; text of documents goes through ``shown``, which lets no control character hide either.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from markupsafe import Markup

from ctocdiff.language import Language, Table
from ctocdiff.model import AlignedSection, Comparison, Status, Weight
from ctocdiff.render.page import shown
from ctocdiff.render.phrases import Phrases, names
from ctocdiff.render.report import Between, Report, ReportSection, report

_SIGN = Markup(
    '<span class="weight" data-weight="{weight}" title="{word}">'
    '<span class="quiet">{word}</span></span>'
)
_TITLE = Markup('<span{about} lang="{language}" dir="auto">{title}</span>')


@dataclass(frozen=True, slots=True)
class Context:
    """A comparison with its counts, the phrases of the interface, the names of the witnesses.

    ``signs`` has the sign of each weight; its word is there for who cannot see it and on pointing.
    """

    comparison: Comparison
    phrases: Phrases
    report: Report
    names: tuple[str, ...]
    signs: Mapping[str, Markup]

    @classmethod
    def of(cls, comparison: Comparison, ui: Language) -> Context:
        phrases = Phrases(ui)
        return cls(
            comparison,
            phrases,
            report(comparison),
            names(phrases, comparison.witnesses),
            {one: _SIGN.format(weight=one, word=phrases.of("weight", one)) for one in Weight},
        )

    @property
    def words(self) -> Table:
        return self.phrases.words

    @property
    def sections(self) -> tuple[ReportSection, ...]:
        """The sections that have rows."""
        return tuple(part for part in self.report.sections if part.tally.rows)

    @property
    def several(self) -> bool:
        """Whether there are more than two witnesses, so that a change needs the names of two."""
        return len(self.names) > 2

    @property
    def pairs(self) -> tuple[Between, ...]:
        """The pairs of witnesses that have columns of their own."""
        return self.report.counts.between if self.several else ()

    def heading(self, part: ReportSection) -> Markup:
        """What a section is called: its label, without one its title."""
        if part.front:
            return shown(self.words["front"])
        return shown(self.phrases.section(part.section) or self.phrases.title(part.section))

    def title(self, part: ReportSection, *, quiet: bool) -> Markup:
        """The title of a section in its own language, to stand beside its heading."""
        return _TITLE.format(
            about=Markup(' class="words"') if quiet else "",
            language=_tongue(self.comparison, part.section),
            title=shown(self.phrases.title(part.section)),
        )


def _tongue(comparison: Comparison, section: AlignedSection) -> Language:
    """The language of the title that a section shows."""
    pairs = zip(comparison.witnesses, section.titles, strict=True)
    titled = [document.language for document, title in pairs if title]
    return titled[-1] if titled else comparison.witnesses[-1].language


def joined(parts: Iterable[Markup]) -> Markup:
    """Pieces of markup, one after the other."""
    return Markup("").join(parts)


def column(name: str, kind: str = "") -> Markup:
    """The head of a column; ``kind`` is its class, if any."""
    about = Markup(' class="{}"').format(kind) if kind else ""
    return Markup('<th scope="col"{}>{}</th>').format(about, name)


def figure(number: int, status: Status | None = None) -> Markup:
    """A cell of a table that counts; a zero is kept quiet."""
    name = "figure none" if number == 0 else "figure"
    about = f' data-status="{status}"' if status else ""
    return Markup(f'<td class="{name}"{about}>{number}</td>')  # noqa: S704 - numbers and a status
