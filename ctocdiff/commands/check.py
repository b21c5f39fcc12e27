"""``ctocdiff check``: list what a careful reader should check in documents."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ctocdiff.commands import documents, options
from ctocdiff.commands.screen import console, write_out
from ctocdiff.errors import UsageError
from ctocdiff.language import Language, wording
from ctocdiff.words import LocalCommand

if TYPE_CHECKING:
    from ctocdiff.render.findings import Checked

FORMATS = ("text", "json", "sarif")  # those of ``render.findings``


def command(ui: Language) -> click.Command:
    """The command with its help in one language."""
    words = options.words(ui)
    own = words["check"]

    def check(asked: tuple[str, ...], **given: Any) -> int:
        return _check(asked, ui=ui, **given)

    return LocalCommand(
        ui,
        name="check",
        **options.help_texts(own),
        callback=check,
        params=[
            click.Argument(["asked"], nargs=-1, metavar=own["documents"], required=True),
            click.Option(["--ignore"], multiple=True, metavar="CODE", help=own["ignore"]),
            click.Option(
                ["--codes"], is_flag=True, is_eager=True, expose_value=False,
                callback=_codes(ui), help=own["codes"],
            ),
            click.Option(
                ["--format", "output"], type=click.Choice(FORMATS), default=FORMATS[0],
                help=own["format"],
            ),
            click.Option(["--out"], default="-", metavar="FILE", help=own["out"]),
            *documents.parameters(ui),
            options.exit_code_option(ui, own["exit_code"]),
            options.quiet_option(ui),
        ],
    )  # fmt: skip


def _codes(ui: Language) -> Any:
    def show(context: click.Context, _: click.Parameter, value: bool) -> None:
        if not value or context.resilient_parsing:
            return
        from ctocdiff.facts.findings import SEVERITIES

        words = wording(ui)["findings"]
        severities = {key: str(word) for key, word in words["severity"].items()}
        code_width = max(map(len, SEVERITIES)) + 2
        word_width = max(map(len, severities.values())) + 2
        for code, severity in SEVERITIES.items():
            word = severities[severity]
            click.echo(f"{code:{code_width}}{word:{word_width}}{words['code'][code]}")
        context.exit()

    return show


def _check(
    asked: tuple[str, ...],
    *,
    ui: Language,
    ignore: tuple[str, ...],
    output: str,
    out: str,
    exit_code: bool,
    quiet: bool,
    **given: Any,
) -> int:
    ignored = _ignored(ignore)

    from ctocdiff.facts.findings import find_findings
    from ctocdiff.output import write_reports
    from ctocdiff.render.findings import Checked, render_findings

    named = documents.find(dict.fromkeys(asked), ui=ui, **given)
    findings = find_findings(named.documents, named.calendar)
    checked = tuple(
        Checked(
            _printable(str(request.path)) if request.path else document.source.name,
            document,
            tuple(finding for finding in found if finding.code not in ignored),
        )
        for request, document, found in zip(named.requests, named.documents, findings, strict=True)
    )
    content = render_findings(checked, output, ui=ui)
    if out != "-":
        write_reports(Path(out).parent, {Path(out).name: content})
    else:
        write_out(content)
    if not quiet and (out != "-" or output == "text"):
        _show(checked, ui)
    return 1 if exit_code and any(one.findings for one in checked) else 0


def _printable(path: str) -> str:
    """A path without the bytes that its system could not decode; results must be UTF-8."""
    return path.encode("utf-8", "replace").decode("utf-8")


def _ignored(codes: tuple[str, ...]) -> frozenset[str]:
    """The codes to leave out; one option may hold several.

    Raises:
        UsageError: one is not known.
    """
    if not codes:
        return frozenset()
    from ctocdiff.facts.findings import SEVERITIES

    names = [name.strip().lower() for part in codes for name in part.split(",")]
    for name in names:
        if name not in SEVERITIES:
            raise UsageError("code-unknown", finding=name or '""')
    return frozenset(names)


def _show(checked: tuple[Checked, ...], ui: Language) -> None:
    from ctocdiff.render.findings import summary

    screen = console()
    screen.print(summary(checked, ui=ui), markup=False, soft_wrap=True)
    screen.file.flush()
