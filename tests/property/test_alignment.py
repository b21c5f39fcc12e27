"""Known random edits of whole agendas are recovered; odd documents are aligned like any other."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ctocdiff.align.witnesses import align
from ctocdiff.compare import Base, collate, redline
from ctocdiff.corpus.places import bundled
from ctocdiff.language import Language
from ctocdiff.model import Comparison, Document, Edit, Kind, Op, Paragraph, Row, Section, Status
from ctocdiff.outline import outline
from ctocdiff.read import read
from ctocdiff.sequence import linear
from ctocdiff.tokens import entities
from tests.edits import edited
from tests.samples import made

COMPARED = (Kind.BODY, Kind.DOCUMENTATION)
Agendas = dict[tuple[int, Language], Document]


@pytest.fixture(scope="module")
def digests() -> Agendas:
    folder = bundled() / "digests"
    return {
        (year, language): outline(read(folder / f"agenda-{year}.{language}.txt"))
        for year in (2012, 2018, 2024)
        for language in Language
    }


def pairs(rows: Iterable[Row]) -> set[tuple[str, str]]:
    return {(one.id, other.id) for row in rows for one in row.cells[0] for other in row.cells[-1]}


def rows_of(before: Document, after: Document) -> list[Row]:
    front, sections = align((before, after))
    return [row for section in (front, *sections) for row in section.rows]


def recovered(documents: Iterable[Document], seeds: int) -> tuple[int, int, int]:
    """Pairs that are right, found and true over several random edits of documents."""
    right = found = true = 0
    for number, document in enumerate(documents):
        for seed in range(seeds):
            after, known = edited(document, random.Random(31 * seed + number))
            kinds = {paragraph.id: paragraph.kind for paragraph in document.paragraphs()}
            got = {p for p in pairs(rows_of(document, after)) if kinds[p[0]] in COMPARED}
            wanted = {pair for pair in known if kinds[pair[0]] in COMPARED}
            right, found, true = right + len(got & wanted), found + len(got), true + len(wanted)
    return right, found, true


def test_known_edits_of_the_digests_are_recovered(digests: Agendas) -> None:
    right, found, true = recovered(digests.values(), 1)
    assert right >= 0.98 * found
    assert right >= 0.98 * true


@pytest.mark.official
@pytest.mark.parametrize("year", [2012, 2018, 2024])
def test_known_edits_of_the_official_agendas_are_recovered(
    official_agenda: Callable[[int], Document], year: int
) -> None:
    right, found, true = recovered([official_agenda(year)], 2)
    assert right >= 0.98 * found
    assert right >= 0.98 * true


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("year", [2012, 2018, 2024])
def test_a_document_with_itself_gives_nothing(
    digests: Agendas, year: int, language: Language
) -> None:
    document = digests[year, language]
    comparison = redline(document, document)
    assert all(row.status is Status.EQUAL and not row.changes for row in comparison.rows())
    assert pairs(comparison.rows()) == {(p.id, p.id) for p in document.paragraphs()}


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("years", [(2012, 2018), (2018, 2024)])
def test_the_other_way_round_gives_the_mirrored_pairs(
    digests: Agendas, years: tuple[int, int], language: Language
) -> None:
    before, after = (digests[year, language] for year in years)
    mirrored = {(one, other) for other, one in pairs(rows_of(after, before))}
    assert pairs(rows_of(before, after)) == mirrored


@settings(max_examples=4)
@given(st.integers(0, 10**6), st.lists(st.sampled_from([2012, 2018, 2024]), min_size=1, max_size=3))
def test_what_every_comparison_keeps(digests: Agendas, seed: int, years: list[int]) -> None:
    witnesses = [digests[year, Language.EN] for year in years]
    witnesses.append(edited(witnesses[-1], random.Random(seed), 0.3)[0])
    base = Base.FIRST if seed % 2 else Base.PREVIOUS
    comparison = collate(witnesses, base=base)
    keeps_every_paragraph_once(comparison)
    keeps_reading_order(comparison)
    says_changes_exactly(comparison)
    assert collate(witnesses, base=base) == comparison
    if len(witnesses) == 2:
        reads_as_both(comparison)


def keeps_every_paragraph_once(comparison: Comparison) -> None:
    for witness, document in enumerate(comparison.witnesses):
        placed = Counter(p.id for row in comparison.rows() for p in row.cells[witness])
        assert placed == Counter(p.id for p in document.paragraphs())


def keeps_reading_order(comparison: Comparison) -> None:
    """Of the last witness, unless a merged or split paragraph stands elsewhere."""
    last = comparison.witnesses[-1]
    order = {paragraph.id: at for at, paragraph in enumerate(last.paragraphs())}
    for section in (comparison.front, *comparison.sections):
        single = [row.cells[-1][0].id for row in section.rows if len(row.cells[-1]) == 1]
        assert all(order[one] < order[other] for one, other in pairwise(single))


def says_changes_exactly(comparison: Comparison) -> None:
    texts = [{p.id: p.text for p in document.paragraphs()} for document in comparison.witnesses]
    numbers = [change.id for row in comparison.rows() for change in row.changes]
    assert numbers == [f"C-{number:04d}" for number in range(1, len(numbers) + 1)]
    for row in comparison.rows():
        for diff in row.diffs:
            before, after = (row.text(witness) for witness in diff.between)
            cover(diff.edits, before, after)
            for change in diff.changes:
                spans = zip(
                    diff.between,
                    (change.before_span, change.after_span),
                    (change.before, change.after),
                    strict=True,
                )
                for witness, span, text in spans:
                    assert (span is None) == (not text)
                    if span is not None:
                        marked = texts[witness][span.paragraph][span.start : span.end]
                        assert marked == text if "\n" not in text else text.startswith(marked)


def cover(edits: Sequence[Edit], before: str, after: str) -> None:
    """Edits cover both texts in order, are equal where they say so, and cut no entity."""
    old = new = ""
    bounds: tuple[set[int], set[int]] = ({0}, {0})
    for edit in edits:
        assert (edit.before[0], edit.after[0]) == (len(old), len(new))
        one, other = before[slice(*edit.before)], after[slice(*edit.after)]
        assert (edit.op is Op.EQUAL) == (one == other)
        old, new = old + one, new + other
        bounds[0].add(len(old))
        bounds[1].add(len(new))
    assert (old, new) == (before, after)
    for text, ends in zip((before, after), bounds, strict=True):
        if edits:
            for start, end in entities(text, Language.EN):
                assert not any(start < bound < end for bound in ends)


def reads_as_both(comparison: Comparison) -> None:
    steps = linear(comparison)
    for witness, document in enumerate(comparison.witnesses):
        line = [paragraph.id for step in steps for paragraph in step.row.cells[witness]]
        assert line == [paragraph.id for paragraph in document.paragraphs()]


def document(*texts: str, kind: Kind = Kind.BODY) -> Document:
    paragraphs = tuple(Paragraph(f"p{at}", kind, text) for at, text in enumerate(texts))
    return made((Section("1", 1, "Ferries", (), paragraphs),))


TWINS = ["The bell of the harbour is rung at noon."] * 50
WORDS = ["ferry", "lamp", "rope", "pier", "bell", "oil", "barge", "tower", "guild", "salt"]
ODD = {
    "no sections": made(()),
    "one paragraph": document("Ferries sail at noon."),
    "identical paragraphs": document(*TWINS),
    "fewer of them": document(*TWINS[:33]),
    "empty texts": document("", "", "Ferries sail at noon.", ""),
    "signs only": document("…", "—", "* * *"),
    "a table": document("Monday; noon", "Tuesday; noon", kind=Kind.TABLE),
    "a long paragraph": document(
        " ".join(random.Random(1).choice(WORDS) + str(at % 997) for at in range(6000))
    ),
    "another": document(
        " ".join(random.Random(2).choice(WORDS) + str(at % 991) for at in range(6000))
    ),
    "sections of one label": made(
        tuple(
            Section("1", 1, "Ferries", (), (Paragraph(f"p{at}", Kind.BODY, f"Pier {at} is open."),))
            for at in range(300)
        )
    ),
}


@pytest.mark.parametrize("before", ODD)
@pytest.mark.parametrize("after", ["one paragraph", "fewer of them", "sections of one label"])
def test_odd_documents(before: str, after: str) -> None:
    for one, other in ((before, after), (after, before)):
        comparison = redline(ODD[one], ODD[other])
        keeps_every_paragraph_once(comparison)
        says_changes_exactly(comparison)
        reads_as_both(comparison)


def test_two_long_paragraphs() -> None:
    comparison = redline(ODD["a long paragraph"], ODD["another"])
    keeps_every_paragraph_once(comparison)
    says_changes_exactly(comparison)


def test_of_identical_paragraphs_each_has_one_partner() -> None:
    found = pairs(redline(ODD["identical paragraphs"], ODD["fewer of them"]).rows())
    assert len(found) == 33
    assert len({one for one, _ in found}) == len({other for _, other in found}) == 33
