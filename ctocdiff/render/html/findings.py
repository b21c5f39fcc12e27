"""What a careful reader should check in each witness, as tables of findings."""

from __future__ import annotations

from markupsafe import Markup

from ctocdiff.model import Finding
from ctocdiff.render.html.context import Context, column, joined
from ctocdiff.render.messages import Messages
from ctocdiff.render.page import shown

_SECTION = Markup("""\
<section class="summary history" aria-labelledby="findings">
<h2 id="findings">{m[title]}</h2>
<p class="about">{m[about]}</p>
{witnesses}</section>
""")
_WITNESS = Markup("""\
<details>
<summary>{name} · {count}</summary>
<div class="scroll" tabindex="0" role="region" aria-labelledby="findings">
<table>
<thead><tr>{columns}</tr></thead>
<tbody>
{rows}</tbody>
</table>
</div>
</details>
""")
_ROW = Markup("""\
<tr data-severity="{one.severity}"><td class="status">{severity}</td>\
<td><a href="#w{witness}-{one.paragraph}">{section}</a></td>\
<td dir="auto">{sentence} <code>{one.code}</code></td></tr>
""")


def write_findings(page: Context) -> Markup:
    """The findings in each witness that has some; nothing where none has."""
    messages = Messages(page.phrases.language)
    tables = [
        _table(page, messages, witness, found)
        for witness, found in enumerate(page.comparison.findings)
        if found
    ]
    if not tables:
        return Markup("")
    return _SECTION.format(m=messages.words, witnesses=joined(tables))


def _table(page: Context, messages: Messages, witness: int, found: tuple[Finding, ...]) -> Markup:
    words = messages.words
    keys = ("column_severity", "column_place", "column_message")
    rows = (
        _ROW.format(
            one=finding,
            severity=messages.severity(finding),
            witness=witness,
            section=shown(messages.section(finding)),
            sentence=shown(messages.sentence(finding)),
        )
        for finding in found
    )
    return _WITNESS.format(
        name=shown(page.names[witness]),
        count=page.phrases.counted(words["count"]["findings"], len(found)),
        columns=joined(column(words[key]) for key in keys),
        rows=joined(rows),
    )
