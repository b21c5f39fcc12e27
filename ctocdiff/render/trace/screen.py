"""A trace on the terminal: what was found, then every mention under its document."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from ctocdiff.corpus.roles import Role
from ctocdiff.corpus.traced import Trace, TracedDocument, TracedMention
from ctocdiff.language import Language
from ctocdiff.render import html_text
from ctocdiff.render.trace.wording import Wording

if TYPE_CHECKING:
    from rich.console import RenderableType

_AROUND = 110  # code points of a sentence on each side of the mention
_WIDEST_PLACE = 24
_STYLES = {Role.IS: "bold", Role.ADOPTS: "green", Role.MANDATES: "yellow", Role.ANNOUNCES: "cyan"}


def overview(found: Trace, *, ui: Language) -> Iterator[RenderableType]:
    """The texts followed and how much was found; then each document with its mentions."""
    wording = Wording(ui)
    yield Text.assemble((", ".join(wording.texts(found)), "bold"), "  ", wording.gist(found))
    bodies = len({stage.body for stage in found.stages if stage.documents}) > 1
    for stage in found.stages:
        for position in stage.documents:
            document = found.documents[position]
            days = wording.days(stage)
            named = wording.stage(stage, body=bodies)
            yield Text()
            yield Text.assemble(
                (html_text.plain(wording.name(document)), "bold"),
                "  ",
                (f"{named}, {days}" if days else named, ""),
                " · ",
                (wording.about(document), "dim"),
            )
            if document.mentions:
                yield Padding(_mentions(found, document, wording), (0, 0, 0, 2))
            else:
                yield Padding(Text(str(wording.words["nowhere"]), style="dim"), (0, 0, 0, 2))


def _mentions(found: Trace, document: TracedDocument, wording: Wording) -> Table:
    table = Table.grid(padding=(0, 2), expand=True)
    table.add_column(no_wrap=True, overflow="ellipsis", max_width=_WIDEST_PLACE)
    table.add_column(ratio=1)
    for mention in document.mentions:
        place = wording.place(mention) or mention.title
        table.add_row(Text(html_text.plain(place)), _said(found, mention, wording))
    return table


def _said(found: Trace, mention: TracedMention, wording: Wording) -> Text:
    """The sentence with the mention marked, cut where it is long, and what the mention does."""
    start, end = mention.marked
    before = html_text.plain(mention.context[:start])
    after = html_text.plain(mention.context[end:])
    if len(before) > _AROUND:
        before = f"… {before[-_AROUND:].partition(' ')[2]}"
    if len(after) > _AROUND:
        after = f"{after[:_AROUND].rpartition(' ')[0]} …"
    notes = wording.notes(found, mention)
    if len(found.targets) > 1:
        notes = (wording.followed(found, mention), *notes)
    said = Text.assemble(before, (html_text.plain(mention.text), "bold reverse"), after)
    if notes:
        said.append(
            f"  [{html_text.plain('; '.join(notes))}]", style=_STYLES.get(mention.role, "dim")
        )
    return said
