"""``ctocdiff corpus add``: take files into the corpus."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ctocdiff.commands import options
from ctocdiff.commands.corpora import folder_to_write
from ctocdiff.commands.corpus import parts
from ctocdiff.commands.progress import progress
from ctocdiff.errors import UnreadableError
from ctocdiff.language import Language
from ctocdiff.words import sentence

if TYPE_CHECKING:
    from ctocdiff.corpus.adding import Added


def command(ui: Language) -> click.Command:
    """The command with its help in one language."""

    def add(paths: tuple[str, ...], **given: Any) -> int:
        return _add(paths, ui=ui, **given)

    words = options.words(ui)["corpus_add"]
    return parts.build(
        ui,
        "add",
        add,
        click.Argument(["paths"], nargs=-1, required=True, metavar=words["paths"]),
        options.lang_option(ui, words["lang"]),
        parts.format_choice(ui, "text", "json"),
        options.quiet_option(ui),
    )


def _add(
    paths: tuple[str, ...],
    *,
    ui: Language,
    language: str | None,
    corpus: Path | None,
    shape: str,
    quiet: bool,
) -> int:
    from ctocdiff.corpus.adding import add, find_files
    from ctocdiff.corpus.places import bundled
    from ctocdiff.corpus.store import Outcome

    if "" in paths:
        raise UnreadableError("file-missing", path='""')
    folder = folder_to_write(corpus)
    candidates = find_files(Path(path) for path in paths)
    chosen = Language(language) if language else None
    steps = add(candidates, folder, [bundled()], language=chosen)
    words = parts.Describing(ui).words
    done = list(progress(steps, len(candidates), words["reading"]))
    if shape == "json":
        parts.write_json([_facts(each, ui) for each in done])
    elif not quiet:
        _show(done, folder, ui)
    refused = [each.reason for each in done if each.outcome is Outcome.REFUSED and each.reason]
    failed = any(each.reason and (each.named or _conflict(each)) for each in done)
    if len(refused) == 1 and failed:
        raise refused[0]
    if failed or len(refused) == len(done):
        raise UnreadableError("add-refused", count=len(refused), total=len(done))
    return 0


def _conflict(added: Added) -> bool:
    """Whether a file was refused since another of the same document is there."""
    return added.reason is not None and added.reason.code == "document-other"


def _facts(added: Added, ui: Language) -> dict[str, Any]:
    found: dict[str, Any] = {"file": str(added.path), "status": str(added.outcome)}
    if added.entry is not None and added.reason is None:
        found |= parts.facts(added.entry, None)
    if added.reason is not None:
        found["code"] = added.reason.code
        found["reason"] = sentence(ui, added.reason.code, **added.reason.details)
    return found


def _show(done: list[Added], folder: Path, ui: Language) -> None:
    describing = parts.Describing(ui)
    words = describing.words
    rows = []
    for each in done:
        if each.reason is not None:
            about = sentence(ui, each.reason.code, **each.reason.details)
        elif each.entry is not None:
            about = f"{each.path.name}: {describing.short(parts.facts(each.entry, None))}"
        rows.append((str(words["outcome"][each.outcome]), about))
    if rows:
        parts.write_columns(rows)
    counts = dict.fromkeys(words["outcome"], 0)
    for each in done:
        counts[each.outcome] += 1
    click.echo(words["added"].format(**counts, path=folder))
