"""A trace → one self-contained HTML file, without any script.

Contract: a pure function; the same bytes on each run. Choosing a role or a language is CSS; with
styles off, every mention is there. The content security policy names the style by its hash and
allows nothing else. Text of documents enters the page only through ``html_text``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import product
from typing import TYPE_CHECKING

from markupsafe import Markup

from ctocdiff.corpus.roles import Role
from ctocdiff.corpus.traced import Stage, Trace, TracedDocument, TracedMention
from ctocdiff.language import Language
from ctocdiff.render import html_text
from ctocdiff.render.page import policy, shown
from ctocdiff.render.templating import environment, read_part
from ctocdiff.render.trace.picture import LONGEST_TEXT, MOST_TEXTS, Cell, matrix, sessions
from ctocdiff.render.trace.wording import Explain, Wording

if TYPE_CHECKING:
    from jinja2 import Environment

_FOLDER = "html"
_TEMPLATES = ("trace.html.j2", "trace-pictures.html.j2")
_LONGEST_NAME = 38  # code points of a document in the matrix
_LONGEST_BODY = 11  # of a body under a column


def write_html(found: Trace, *, ui: Language, explain: Explain) -> str:
    """The report of a trace.

    Args:
        found: the trace.
        ui: the language of the interface; contexts keep the language of their document.
        explain: gives the sentence of an error.

    Returns:
        The whole file as text, to be written as UTF-8.
    """
    wording = Wording(ui)
    roles = [role for role in Role if any(role in one.roles for one in found.documents)]
    held = {one.language for one in found.documents}
    languages = [tongue for tongue in Language if tongue in held]
    sheets = (read_part(_FOLDER, name) for name in ("report.css", "trace.css"))
    style = "\n".join((*sheets, *_choices(found, roles, languages)))
    page = _environment().get_template("trace.html.j2")
    return page.render(
        p=wording.phrases,
        w=wording.words,
        wording=wording,
        found=found,
        texts=wording.texts(found),
        sessions=sessions(found),
        matrix=matrix(found, letters=_letters(found, wording)),
        roles=roles,
        languages=languages,
        groups=_groups(found),
        title=wording.say("page_title", texts=", ".join(wording.texts(found))),
        style=Markup(style),  # noqa: S704 - our own files
        policy=policy(style),
        reason=explain,
        cell=lambda one: _cell(wording, one),
    )


def _letters(found: Trace, wording: Wording) -> int:
    """How many letters the longest name of a text in the matrix may have."""
    beside = [wording.text(text.target, text.kind) for text in found.beside[:MOST_TEXTS]]
    return max(map(len, (*wording.texts(found), *beside)))


def _choices(found: Trace, roles: Sequence[Role], languages: Sequence[Language]) -> Iterator[str]:
    """The rules by which a choice of one role or one language hides the others."""
    for role in roles:
        chosen = f"body:has(#role-{role}:checked)"
        own = f"[data-roles~={role}]"
        yield _hide(chosen, f".mention:not([data-role={role}])", f".traced:not({own})")
        yield _hide(chosen, f".toc li:not(.traced):not(:has({own}))")
    for tongue in languages:
        chosen = f"body:has(#language-{tongue}:checked)"
        own = f"[data-language={tongue}]"
        yield _hide(chosen, f".traced:not({own})")
        yield _hide(chosen, f".toc li:not(.traced):not(:has({own}))")
    there = {(role, one.language) for one in found.documents for role in one.roles}
    for role, tongue in product(roles, languages):
        if (role, tongue) not in there:
            both = f"body:has(#role-{role}:checked):has(#language-{tongue}:checked)"
            yield f"{both} .nothing {{ display: block; }}"


def _hide(chosen: str, *selectors: str) -> str:
    return f"{chosen} :is({', '.join(selectors)}) {{ display: none; }}"


def _groups(found: Trace) -> list[tuple[Stage, list[tuple[int, TracedDocument]]]]:
    """The documents by their session, in time order."""
    return [
        (stage, [(position, found.documents[position]) for position in stage.documents])
        for stage in found.stages
        if stage.documents
    ]


def _cell(wording: Wording, cell: Cell) -> str:
    """What a circle says when it is pointed at."""
    name = wording.text(cell.text.target, cell.text.kind)
    about = f"{wording.role(cell.role)}, {wording.count('mentions', cell.number)}"
    return wording.phrases.told(name, about)


def _context(mention: TracedMention) -> Markup:
    """The sentence with the mention marked."""
    start, end = mention.marked
    parts = (mention.context[:start], mention.context[start:end], mention.context[end:])
    return Markup("{}<mark>{}</mark>{}").format(*map(shown, parts))


def _short(text: str, longest: int) -> Markup:
    return shown(text if len(text) <= longest else f"{text[: longest - 1]}…")


@cache
def _environment() -> Environment:
    made = environment(_FOLDER, _TEMPLATES)
    made.globals.update(
        text=shown,
        plain=html_text.plain,
        context=_context,
        short_name=lambda text: _short(text, _LONGEST_NAME),
        short_text=lambda text: _short(text, LONGEST_TEXT),
        short_body=lambda text: _short(text, _LONGEST_BODY),
    )
    return made
