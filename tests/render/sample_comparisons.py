"""Comparisons made by hand for the tests of writers: the pipeline is not needed.

``compare`` aligns by position; its word diff (difflib) and its categories only need to be
plausible. Sentences are invented.
"""

from __future__ import annotations

import datetime as dt
import itertools
import re
from collections.abc import Iterable, Iterator

from ctocdiff.language import Language
from ctocdiff.model import (
    AlignedSection,
    Category,
    Change,
    Comparison,
    Diff,
    Document,
    Kind,
    Masthead,
    Notice,
    Op,
    Paragraph,
    Provenance,
    Row,
    Section,
    Span,
    Status,
    Style,
)
from ctocdiff.symbols import Symbol
from tests.render.texts import paragraph, word_edits
from tests.samples import made

BODY, HEADING, TABLE, DOCS, HEAD = (
    Kind.BODY,
    Kind.HEADING,
    Kind.TABLE,
    Kind.DOCUMENTATION,
    Kind.MASTHEAD,
)


class Builder:
    """Numbers paragraphs and changes of one comparison."""

    def __init__(self, witnesses: int = 2) -> None:
        self.witnesses = witnesses
        self._paragraphs = [itertools.count(1) for _ in range(witnesses)]
        self._changes = itertools.count(1)

    def paragraph(
        self, witness: int, text: str, kind: Kind = BODY, style: Style = Style.PLAIN
    ) -> Paragraph:
        return paragraph(f"p{next(self._paragraphs[witness])}", kind, text, style)

    def row(
        self,
        *texts: str | None,
        kind: Kind = BODY,
        status: Status | None = None,
        style: Style = Style.PLAIN,
        category: Category | None = None,
    ) -> Row:
        """A row from one text a witness; a line feed separates paragraphs, None is absence."""
        cells = tuple(
            ()
            if text is None
            else tuple(self.paragraph(at, part, kind, style) for part in text.split("\n"))
            for at, text in enumerate(texts)
        )
        diffs = []
        there = [at for at, text in enumerate(texts) if text is not None]
        for first, second in itertools.pairwise(there):
            if texts[first] != texts[second]:
                diffs.append(
                    self.diff(texts[first], texts[second], (first, second), cells, category)
                )
        if status is None:
            status = _status(texts, cells)
        return Row(
            kind, cells, status, 1.0 if status is Status.EQUAL else 0.81, "content", tuple(diffs)
        )

    def diff(
        self,
        before: str,
        after: str,
        between: tuple[int, int],
        cells: tuple[tuple[Paragraph, ...], ...],
        category: Category | None = None,
    ) -> Diff:
        edits, changes = word_edits(before, after), []
        for edit in edits:
            if edit.op is Op.EQUAL:
                continue
            old, new = before[slice(*edit.before)], after[slice(*edit.after)]
            changes.append(
                Change(
                    f"C-{next(self._changes):04d}",
                    edit.op,
                    old,
                    new,
                    Span(cells[between[0]][0].id, *edit.before) if old else None,
                    Span(cells[between[1]][0].id, *edit.after) if new else None,
                    category or _category(old, new),
                )
            )
        return Diff(between, edits, tuple(changes))


def _category(old: str, new: str) -> Category:
    if re.search(r"\d+/\d+", old + new):
        return Category.CITATION
    if re.search(r"\d", old + new):
        return Category.ROLLOVER
    if not re.search(r"\w", old + new):
        return Category.TYPOGRAPHIC
    return Category.WORDING


def _status(texts: tuple[str | None, ...], cells: tuple[tuple[Paragraph, ...], ...]) -> Status:
    if texts[0] is None:
        return Status.ADDED
    if texts[-1] is None:
        return Status.REMOVED
    if len(set(texts)) == 1:
        return Status.EQUAL
    if len(cells[0]) != len(cells[-1]):
        return Status.MERGED if len(cells[0]) > len(cells[-1]) else Status.SPLIT
    return Status.MODIFIED


def section(
    label: str, title: str, rows: Iterable[Row], *, level: int = 1, n: int = 2
) -> AlignedSection:
    held = tuple(rows)
    statuses = {row.status for row in held}
    if statuses == {Status.EQUAL}:
        status = Status.UNCHANGED
    elif len(statuses) == 1 and statuses & {Status.ADDED, Status.REMOVED}:
        status = statuses.pop()
    else:
        status = Status.MODIFIED
    return AlignedSection((label,) * n, (title,) * n, level, status, held)


def document(
    witness: int,
    sections: Iterable[AlignedSection],
    front: AlignedSection,
    *,
    year: int = 2018,
    session: int = 9,
    language: Language = Language.FR,
    provenance: Provenance = Provenance.OFFICIAL,
    notices: tuple[Notice, ...] = (),
    name: str | None = None,
) -> Document:
    """The document whose paragraphs the rows show."""
    opens = dt.date(year, 10, 15)
    head = Masthead(
        body="CTOC/COP",
        symbol=Symbol.parse(f"CTOC/COP/{year}/1") if name is None else None,
        issued=dt.date(year, 5, 30),
        language=language,
        session=session,
        venue="Vienne",
        opens=opens,
        closes=opens + dt.timedelta(days=4),
        title="Ordre du jour provisoire annoté",
    )
    return made(
        (
            Section(
                part.labels[witness] or "", part.level, "", (), tuple(_paragraphs(part, witness))
            )
            for part in sections
        ),
        front=_paragraphs(front, witness),
        head=head,
        language=language,
        provenance=provenance,
        notices=notices,
        name=name or f"agenda-{year}.{language}.txt",
        sha256=f"{year:064x}",
    )


def _paragraphs(part: AlignedSection, witness: int) -> Iterator[Paragraph]:
    for row in part.rows:
        yield from row.cells[witness]


def of_rows(*rows: Row, **about: object) -> Comparison:
    """One section of rows between two or more witnesses."""
    n = len(rows[0].cells)
    part = section("1", "Questions d'organisation", rows, n=n)
    return joined((part,), n=n, **about)


def joined(
    sections: tuple[AlignedSection, ...],
    front: AlignedSection | None = None,
    *,
    n: int = 2,
    languages: tuple[Language, ...] | None = None,
    notices: tuple[Notice, ...] = (),
    names: tuple[str | None, ...] | None = None,
) -> Comparison:
    front = front or AlignedSection((None,) * n, (None,) * n, 0, Status.UNCHANGED, ())
    years = ((2018, 9), (2024, 12)) if n == 2 else ((2012, 6), (2018, 9), (2024, 12))
    return Comparison(
        tuple(
            document(
                at,
                sections,
                front,
                year=years[at][0],
                session=years[at][1],
                language=languages[at] if languages else Language.FR,
                provenance=Provenance.DIGEST if at == 0 else Provenance.OFFICIAL,
                notices=notices if at == 0 else (),
                name=names[at] if names else None,
            )
            for at in range(n)
        ),
        front,
        sections,
    )


def agenda(n: int = 2) -> Comparison:
    """A small agenda with every kind of row, long enough to look like one."""
    make = Builder(n)

    def row(*texts: str | None, **about: object) -> Row:
        if n == 3:
            texts = (texts[0], *texts)
        return make.row(*texts, **about)  # type: ignore[arg-type]

    front = AlignedSection(
        (None,) * n,
        (None,) * n,
        0,
        Status.MODIFIED,
        (
            row("CTOC/COP/2018/1", "CTOC/COP/2024/1", kind=HEAD),
            row("Neuvième session", "Douzième session", kind=HEAD, category=Category.ROLLOVER),
            row("Vienne, 15-19 octobre 2018", "Vienne, 14-18 octobre 2024", kind=HEAD),
            row("1. Questions d'organisation :", "1. Questions d'organisation :", kind=Kind.AGENDA),
            row("2. Examen de l'application", "2. Examen de l'application", kind=Kind.AGENDA),
        ),
    )
    first = section(
        "1",
        "Questions d'organisation",
        (
            row("1. Questions d'organisation", "1. Questions d'organisation", kind=HEADING),
            row("La session s'ouvre un lundi.", "La session s'ouvre un lundi."),
        ),
        n=n,
    )
    opening = section(
        "1(a)",
        "Ouverture de la session",
        (
            row(
                "a) Ouverture de la neuvième session",
                "a) Ouverture de la douzième session",
                kind=HEADING,
                category=Category.ROLLOVER,
            ),
            row(
                "La séance commence le lundi 15 octobre 2018 à 10 heures ; les chefs de délégation "
                "prennent la parole dans l'ordre des inscriptions.",
                "La séance commence le lundi 14 octobre 2024 à 10 heures ; les cheffes et chefs de "
                "délégation prennent la parole dans l'ordre des inscriptions, après les groupes "
                "régionaux.",
            ),
            row(
                "En application de la décision 6/3, les projets arrivent au plus tard le lundi "
                "1er octobre 2018.",
                "En application de la résolution 10/5, les projets arrivent au plus tard le "
                "lundi 30 septembre 2024, à midi.",
            ),
            row(None, "Un livret d'accueil est remis aux délégations à leur arrivée."),
            row(
                "Le secrétariat imprime la liste des oratrices et orateurs chaque matin.",
                None,
            ),
            row("Documentation", "Documentation", kind=HEADING),
            row(
                "Ordre du jour provisoire annoté (CTOC/COP/2018/1)",
                "Ordre du jour provisoire annoté (CTOC/COP/2024/1)",
                kind=DOCS,
                style=Style.ITALIC,
            ),
        ),
        level=2,
        n=n,
    )
    bureau = section(
        "1(b)",
        "Élection du Bureau",
        (
            row("b) Élection du Bureau", "b) Élection du Bureau", kind=HEADING),
            row("Les groupes se relaient.", "Les groupes se relaient."),
            row("Le Bureau compte dix membres.", "Le Bureau compte dix membres."),
        ),
        level=2,
        n=n,
    )
    review = section(
        "2(b)",
        "Protocole contre la traite des personnes",
        (
            row(
                "Le groupe se réunit chaque année. Il rend compte à la Conférence.",
                "Le groupe se réunit chaque année.\nIl rend compte à la Conférence.",
            ),
            row(
                "Il a tenu deux réunions.\nUne troisième suivra.",
                "Il a tenu deux réunions. Une troisième suivra.",
            ),
            make.row(*("Les experts apportent leurs propres données.",) * n, status=Status.MOVED),
            row("Voir l'annexe : §\u00a04.", "Voir l'annexe\u202f: §\u00a04."),
        ),
        level=2,
        n=n,
    )
    annex = section(
        "annex",
        "Projet d'organisation des travaux",
        (
            row("Date\tPoint\tSujet", "Date\tPoint\tSujet", kind=TABLE),
            row(
                "Lundi 15 octobre\t1 a)\tOuverture",
                "Lundi 14 octobre\t1 a)\tOuverture solennelle",
                kind=TABLE,
            ),
            row("Mardi 16 octobre\t3\tAutres infractions", None, kind=TABLE),
            row(None, "Mardi 15 octobre\t2 et 3\tExamen\tSalle A", kind=TABLE),
        ),
        n=n,
    )
    notices = (Notice("head-missing", None, (("item", "2"),)),)
    return joined((first, opening, bureau, review, annex), front, n=n, notices=notices)
