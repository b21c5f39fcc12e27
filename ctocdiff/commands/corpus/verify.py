"""``ctocdiff corpus verify``: whether catalogues and files agree."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from ctocdiff.commands import options
from ctocdiff.commands.corpora import folders
from ctocdiff.commands.corpus import parts
from ctocdiff.commands.progress import progress
from ctocdiff.errors import UnreadableError
from ctocdiff.language import Language


def command(ui: Language) -> click.Command:
    """The command with its help in one language."""

    def verify(**given: Any) -> int:
        return _verify(ui=ui, **given)

    return parts.build(
        ui,
        "verify",
        verify,
        parts.format_choice(ui, "text", "json"),
        options.exit_code_option(ui, options.words(ui)["corpus_verify"]["exit_code"]),
        options.quiet_option(ui),
    )


def _verify(*, ui: Language, corpus: Path | None, shape: str, exit_code: bool, quiet: bool) -> int:
    from ctocdiff.corpus.verification import verify

    describing = parts.Describing(ui)
    say = describing.words
    checked = list(progress(verify(folders(corpus)), None, say["checking"]))
    problems = [problem for each in checked for problem in each.problems]
    if shape == "json":
        parts.write_json(
            {
                "checked": len(checked),
                "problems": [
                    {"code": p.code, "path": str(p.path), "damaged": p.damaged, **dict(p.details)}
                    for p in problems
                ],
            }
        )
    else:
        for problem in problems:
            text = say["problem"][problem.code].format(**dict(problem.details))
            click.echo(f"{problem.path}: {text}")
        if not quiet:
            counts = {"checked": len(checked), "problems": len(problems)}
            said = {what: describing.count(what, number) for what, number in counts.items()}
            click.echo(say["verified"].format(**said))
    damaged = sum(problem.damaged for problem in problems)
    if damaged:
        raise UnreadableError("corpus-damaged", count=damaged)
    return 1 if exit_code and problems else 0
