"""A trace drawn: a column a session, and a matrix of documents and the texts they cite.

Only geometry, in user units of SVG; words and colours are the template's. What does not fit is
left out by what it tells least, and counted: everything stands in the list of mentions.
"""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass

from ctocdiff.corpus.roles import Role
from ctocdiff.corpus.traced import Stage, Trace, TracedDocument
from ctocdiff.facts.targets import target_of
from ctocdiff.model import CitationKind
from ctocdiff.render.trace.wording import mentions_at

MOST_STAGES = 60
MOST_DOCUMENTS = 40
MOST_TEXTS = 16
LONGEST_TEXT = 32  # code points of the name of a text

_WIDTH = 960
_STEP = 64  # least width of a column
_BARS = 96  # height of the tallest bar
_HEAD = 24
_FOOT = 54

_CELL = 34
_ROW = 26
_LETTER = 7.0  # width of a letter
_NAMES = (180, 300)  # least and greatest width of the names of documents
_LABELS = (100, 200)  # and height of the names of texts, which stand aslant
_LEAST, _GREATEST = 3.5, 11.0  # radii


@dataclass(frozen=True, slots=True)
class Column:
    """A session: the middle of its column, and its bar; without a bar nothing was found."""

    stage: Stage
    x: float
    top: float
    mentions: int

    @property
    def first(self) -> int:
        """The position of its first document in the trace."""
        return self.stage.documents[0]


@dataclass(frozen=True, slots=True)
class Sessions:
    """The columns stand on ``base``; ``bar`` is the width of a bar."""

    width: float
    height: float
    base: float
    step: float
    bar: float
    columns: tuple[Column, ...]
    left_out: int

    @property
    def bodies(self) -> bool:
        """Whether the sessions are of several bodies."""
        return len({column.stage.body for column in self.columns}) > 1


def sessions(found: Trace) -> Sessions:
    """The sessions of the bodies whose documents, or whose texts, the trace is about."""
    bodies = {stage.body for stage in found.stages if stage.documents}
    bodies |= {target.body for target in found.targets}
    about = [stage for stage in found.stages if stage.documents or stage.body in bodies]
    first = next((at for at, stage in enumerate(about) if stage.at_hand), 0)
    about = about[first:]  # nothing is known of the time before the first document at hand
    latest = enumerate(about)
    telling = sorted(latest, key=lambda one: (not one[1].documents, not one[1].at_hand, -one[0]))
    kept = [about[position] for position in sorted(at for at, _ in telling[:MOST_STAGES])]
    step = max(_STEP, _WIDTH / max(len(kept), 1))
    most = max((mentions_at(found, stage) for stage in kept), default=0)
    base = float(_HEAD + _BARS)
    columns = []
    for position, stage in enumerate(kept):
        number = mentions_at(found, stage)
        height = max(4.0, _BARS * number / most) if stage.documents and most else 4.0
        columns.append(
            Column(stage, round((position + 0.5) * step, 1), round(base - height, 1), number)
        )
    return Sessions(
        round(step * len(kept), 1), base + _FOOT, base, round(step, 1), 26,
        tuple(columns), len(about) - len(kept),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Text:
    """A text of the matrix: the middle of its column; ``followed`` where the trace is about it."""

    target: str
    kind: CitationKind
    x: float
    followed: bool


@dataclass(frozen=True, slots=True)
class Cell:
    """How often a document has a text, and the chief thing that it does with it."""

    text: Text
    radius: float
    number: int
    role: Role


@dataclass(frozen=True, slots=True)
class Line:
    """A document of the matrix, by its position in the trace."""

    document: TracedDocument
    position: int
    y: float
    cells: tuple[Cell, ...]

    def cell(self, text: Text) -> Cell | None:
        """What the document does with a text, None where it has nothing to do with it."""
        return next((cell for cell in self.cells if cell.text is text), None)


@dataclass(frozen=True, slots=True)
class Matrix:
    """The whole matrix; the columns of texts that are followed reach from ``left`` to ``right``."""

    width: float
    height: float
    top: float
    left: float
    right: float
    edge: float
    texts: tuple[Text, ...]
    lines: tuple[Line, ...]
    documents_left_out: int
    texts_left_out: int


def matrix(found: Trace, *, letters: int = LONGEST_TEXT) -> Matrix:
    """Documents in time order, and the texts followed with those that stand beside them.

    Args:
        found: the trace.
        letters: how many the longest name of a text has, as it is written above its column.
    """
    left = _within(_NAMES, max((len(one.name) for one in found.documents), default=0) + 6)
    busiest = sorted(
        range(len(found.documents)), key=lambda at: (-len(found.documents[at].mentions), at)
    )
    shown = sorted(busiest[:MOST_DOCUMENTS])
    names = [(target.name, target.kind) for target in found.targets][:MOST_TEXTS]
    followed = len(names)
    names += [(text.target, text.kind) for text in found.beside][: MOST_TEXTS - followed]
    texts = tuple(
        Text(name, kind, left + (at + 0.5) * _CELL, at < followed)
        for at, (name, kind) in enumerate(names)
    )
    # aslant by 48 degrees, a name is about as high as it would be wide on three quarters of it
    slant = _within(_LABELS, 0.75 * (min(letters, LONGEST_TEXT) + 3))
    counted = {text.target: dict(text.documents) for text in found.beside}
    rows = [(position, _found(found, texts, counted, position)) for position in shown]
    most = max((number for _, row in rows for _, number, _ in row), default=1)
    lines = []
    for at, (position, row) in enumerate(rows):
        cells = tuple(Cell(text, _radius(number, most), number, role) for text, number, role in row)
        y = slant + (at + 0.5) * _ROW
        lines.append(Line(found.documents[position], position, y, cells))
    edge = left + len(texts) * _CELL
    return Matrix(
        edge + slant, slant + len(lines) * _ROW + 8, slant,
        left, left + followed * _CELL, edge, texts, tuple(lines),
        len(found.documents) - len(lines),
        len(found.targets) + len(found.beside) - len(texts),
    )  # fmt: skip


def _within(bounds: tuple[int, int], letters: float) -> float:
    """The room that some letters take, between the least and the greatest."""
    least, greatest = bounds
    return float(min(max(round(letters * _LETTER), least), greatest))


def _found(
    found: Trace, texts: tuple[Text, ...], counted: dict[str, dict[int, int]], position: int
) -> list[tuple[Text, int, Role]]:
    """What a document does with each text of the matrix, and how often it mentions it."""
    document = found.documents[position]
    numbers = Counter(mention.target for mention in document.mentions)
    order = list(Role)
    cells = []
    for text in texts:
        if not text.followed:
            number = counted[text.target].get(position, 0)
            if number:
                cells.append((text, number, Role.CITES))
            continue
        roles = [mention.role for mention in document.mentions if mention.target == text.target]
        if Role.IS in document.roles and _is(document, text):
            roles.append(Role.IS)
        if roles:
            cells.append((text, numbers[text.target], min(roles, key=order.index)))
    return cells


def _is(document: TracedDocument, text: Text) -> bool:
    return document.symbol is not None and target_of(document.symbol).name == text.target


def _radius(number: int, most: int) -> float:
    """A radius that makes the area of a circle grow with the number."""
    return round(_LEAST + (_GREATEST - _LEAST) * math.sqrt(number / most), 1)
