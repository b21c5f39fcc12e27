from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from ctocdiff.diff import diff_texts
from ctocdiff.language import Language
from ctocdiff.memo.excerpt import ELLIPSIS, excerpt
from ctocdiff.memo.header import LIMITS, read_header
from ctocdiff.memo.sentences import Part, parts
from ctocdiff.model import Category, Change, Diff, Kind, Op, Paragraph, Piece, Row, Status, Style

SENTENCES = [
    "The ferry waits for no one.",
    "The captain shall count the passengers before each crossing.",
    "The captain may count the passengers after the crossing;",
    "See decision 6/3 of 3 June 2030.",
    "« Les bacs n'attendent personne ! »",
    "a) des cordes ; b) des ancres.",
    "Item\t2\tFerries",
    "no end",
    "No. 5",
    "🕊 é 日本.",
    "An unchanged clause goes on, and on, " * 8 + "until it stops.",
]
texts = st.lists(st.sampled_from(SENTENCES), max_size=6).flatmap(
    lambda chosen: st.lists(
        st.sampled_from([" ", " ", "\n"]), min_size=len(chosen), max_size=len(chosen)
    ).map(lambda gaps: "".join(text + gap for text, gap in zip(chosen, gaps, strict=True)).rstrip())
)


def paragraphs(text: str) -> tuple[Paragraph, ...]:
    if not text:
        return ()
    return tuple(
        Paragraph(f"p{at}", Kind.BODY, one, (Piece(0, len(one), 1, 1, 0, Style.ITALIC),))
        for at, one in enumerate(text.split("\n"))
    )


def row(before: str, after: str) -> Row:
    edits = diff_texts(before, after, (Language.EN, Language.EN))
    changes = tuple(
        Change(
            f"C-{at:04d}",
            edit.op,
            before[slice(*edit.before)],
            after[slice(*edit.after)],
            None,
            None,
            Category.WORDING,
        )
        for at, edit in enumerate((e for e in edits if e.op is not Op.EQUAL), 1)
    )
    cells = (paragraphs(before), paragraphs(after))
    return Row(Kind.BODY, cells, Status.MODIFIED, 1.0, "content", (Diff((0, 1), edits, changes),))


def of(part: Part, text: str, witness: int) -> str:
    return text[slice(*(part.before, part.after)[witness])]


@given(texts, texts)
def test_parts_cover_both_texts_in_order(before: str, after: str) -> None:
    made = row(before, after)
    found = parts(made, made.diffs[0])
    for witness, text in enumerate((before, after)):
        assert "".join(of(part, text, witness) for part in found) == text
        spans = [(part.before, part.after)[witness] for part in found]
        assert all(one[1] == other[0] for one, other in pairwise(spans))
    for part in found:
        for edit, change in part.edits:
            assert (edit.op is Op.EQUAL) == (change is None)


@given(texts, texts)
def test_an_excerpt_gives_the_words_of_its_part(before: str, after: str) -> None:
    made = row(before, after)
    for part in parts(made, made.diffs[0]):
        small = excerpt(made, part)
        for witness, text in enumerate((before, after)):
            whole = of(part, text, witness).replace("\t", " | ")
            at = 0
            for piece in small.text(witness).split(ELLIPSIS):
                found = whole.find(piece.strip(), at)
                assert found >= 0
                at = found + len(piece.strip())
        for diff in small.diffs:
            for witness in (0, 1):
                spans = [(edit.before, edit.after)[witness] for edit in diff.edits]
                ends = [0, *(stop for _, stop in spans)]
                assert [start for start, _ in spans] == ends[:-1]
                assert ends[-1] == len(small.text(witness))
            for edit in diff.edits:
                if edit.op is Op.EQUAL:
                    assert small.text(0)[slice(*edit.before)] == small.text(1)[slice(*edit.after)]


@given(st.text(max_size=LIMITS["to"]))
def test_a_line_of_the_head_is_one_line_of_visible_text(text: str) -> None:
    line = read_header(to=text).to
    assert line == " ".join(line.split(" "))
    assert not any(letter in line for letter in "\n\r\t\x00\u202e\u2028\ufeff\x7f")
    assert read_header(to=line).to == line
