"""Both witnesses as one flow of paragraphs and tables, which can be accepted and rejected.

Contract: what stands in ``before`` of the flow, read in order, is the paragraphs of ``before``;
the same holds for ``after``.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import groupby

from ctocdiff.model import Comparison, Kind, Paragraph, Weight
from ctocdiff.render.docx.passages import (
    AFTER,
    ALONE,
    BEFORE,
    MOVED,
    OWN,
    Block,
    Fate,
    Form,
    Passage,
    Stretch,
    Table,
    TableRow,
)
from ctocdiff.render.docx.rows import passages, table_rows
from ctocdiff.sequence import linear

_HEADINGS = (Form.HEADING_1, Form.HEADING_2, Form.HEADING_3)
_FORMS = {
    Kind.MASTHEAD: Form.MASTHEAD,
    Kind.AGENDA: Form.AGENDA,
    Kind.BODY: Form.BODY,
    Kind.DOCUMENTATION: Form.DOCUMENTATION,
    Kind.TABLE: Form.TABLE,
    Kind.NOTE: Form.NOTE,
}

_LISTED = {Form.AGENDA: Form.AGENDA_SUB, Form.BODY: Form.LIST}
# "a) ", "(iv) ", "– ", "• ": what begins an entry of a list inside an item.
_ENTRY = re.compile(r"(?:\(?[a-z]{1,4}\)|[-\u2013\u2014\u2022\u25cf\u25aa])\s")


def flow(
    comparison: Comparison, *, moves: bool = True, settle: Weight | None = None
) -> tuple[Block, ...]:
    """The body of the redline of the first two witnesses.

    Args:
        comparison: the aligned witnesses.
        moves: whether what stands elsewhere is moved, or deleted here and inserted there.
        settle: the weight of changes taken for made: the flow shows what ``after`` has, unmarked.
    """
    headings = frozenset(
        (witness, paragraph.id)
        for witness in (BEFORE, AFTER)
        for section in comparison.witnesses[witness].walk()
        for paragraph in section.heading
    )
    parts: list[Passage | TableRow] = []
    for step in linear(comparison):
        # In the front matter a heading is the title of a part; elsewhere a heading that is no
        # heading line of its section is a caption such as the one above a documentation list.
        caption = Form.PART if step.section is comparison.front else Form.CAPTION
        heading = _HEADINGS[min(max(step.section.level, 1), len(_HEADINGS)) - 1]
        if step.row.kind is Kind.TABLE:
            parts += table_rows(step, settle=settle)
            continue
        forms = tuple(
            tuple(
                _form(paragraph) or (heading if (witness, paragraph.id) in headings else caption)
                for paragraph in step.row.cells[witness]
            )
            for witness in (BEFORE, AFTER)
        )
        parts += passages(step, forms, moves=moves, settle=settle)
    empty = any(
        texts and not texts[-1]
        for texts in (
            [text.text for row in comparison.rows() for text in row.cells[witness]]
            for witness in (BEFORE, AFTER)
        )
    )
    return _ended(_blocks(parts), explicit=empty)


def _form(paragraph: Paragraph) -> Form | None:
    """The form of a paragraph by its kind and its first mark; None for a heading.

    Numbers and letters of lists are text, as the documents have them: only the indent is Word's.
    """
    form = _FORMS.get(paragraph.kind)
    if form in _LISTED and _ENTRY.match(paragraph.text):
        return _LISTED[form]
    return form


def _blocks(parts: list[Passage | TableRow]) -> list[Block]:
    blocks: list[Block] = []
    for _, group in groupby(parts, key=type):
        members = list(group)
        paragraphs = [part for part in members if isinstance(part, Passage)]
        rows = tuple(part for part in members if isinstance(part, TableRow))
        blocks += _sealed(paragraphs) if paragraphs else [Table(rows)]
    return blocks


def _ended(blocks: list[Block], *, explicit: bool) -> tuple[Block, ...]:
    """Let the document end with a mark that both witnesses have.

    The last mark of a document can be neither inserted nor deleted. Where a witness has nothing
    or a table before it, it needs that mark anyway, and the last passage may keep its own. Else,
    and where the document ends with a table, an empty end mark follows; it also does where
    ``explicit``, since an empty last paragraph of a witness would be taken for a mere mark.
    """
    last = blocks[-1] if blocks else None
    if isinstance(last, Passage) and not explicit:
        if last.fate is Fate.KEPT:
            return tuple(blocks)
        absent = BEFORE if last.fate.stands(AFTER) else AFTER
        stops = [block for block in blocks if _stands(block, absent)]
        if not stops or isinstance(stops[-1], Table):
            return (*blocks[:-1], replace(last, fate=Fate.KEPT, part=ALONE))
    return (*blocks, Passage((), Fate.KEPT, Form.END))


def _stands(block: Block, witness: int) -> bool:
    """Whether a witness has a block or a row of it."""
    parts = block.rows if isinstance(block, Table) else (block,)
    return any(part.fate.stands(witness) for part in parts)


def _sealed(paragraphs: list[Passage]) -> list[Passage]:
    """Let the last mark before a table or the end be one that both witnesses have.

    Word cannot merge a paragraph into a table, nor delete the last mark of a document. Of "a¶b¶"
    against "a¶" the flow therefore deletes "¶b", not "b¶". Where a witness has none of the
    passages nothing needs to merge, and they stay as they are.
    """
    owners = [
        [at for at, passage in enumerate(paragraphs) if passage.fate.stands(witness)]
        for witness in (BEFORE, AFTER)
    ]
    if paragraphs[-1].fate is Fate.KEPT or not all(owners):
        return paragraphs
    last = [at[-1] for at in owners]
    sealed: list[Passage] = []
    carried: tuple[Stretch, ...] = ()
    for at, passage in enumerate(paragraphs[:-1]):
        stays = [at in owners[witness] and at != last[witness] for witness in (BEFORE, AFTER)]
        if any(stays):
            whole = replace(passage, stretches=carried + passage.stretches)
            sealed.append(_marked(whole, stays, paragraphs[at + 1 :]))
            carried = ()
        else:
            carried += passage.stretches
    former, form = (paragraphs[at].form for at in last)
    final = carried + paragraphs[-1].stretches
    sealed.append(Passage(final, Fate.KEPT, form, None if former is form else former))
    return sealed


def _marked(passage: Passage, stays: list[bool], following: list[Passage]) -> Passage:
    """A passage whose mark is that of the witnesses given.

    A mark that only one of two still has belongs to what that witness has next.
    """
    if all(stays):
        return passage
    witness = stays.index(True)
    if passage.fate in (OWN[witness], MOVED[witness]):
        return passage
    own = (each for each in following if each.fate in (OWN[witness], MOVED[witness]))
    after = next(own, None)
    part = replace(after.part, move=None) if after else ALONE
    return replace(passage, fate=OWN[witness], part=part)
