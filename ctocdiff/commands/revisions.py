"""``ctocdiff accept`` and ``ctocdiff reject``: resolve the tracked changes of a Word file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import click

from ctocdiff.commands import options
from ctocdiff.commands.screen import console, show_paths, write_out
from ctocdiff.language import Language, Table, wording
from ctocdiff.words import LocalCommand

_STDOUT = "-"
_WORD = (".docx", ".docm", ".dotx", ".dotm")
_ENDINGS = {"accept": "accepted", "reject": "rejected"}


def accept(ui: Language) -> click.Command:
    """The command that accepts, with its help in one language."""
    return _command(ui, "accept")


def reject(ui: Language) -> click.Command:
    """The command that rejects, with its help in one language."""
    return _command(ui, "reject")


COMMANDS: tuple[Callable[[Language], click.Command], ...] = (accept, reject)


def _command(ui: Language, name: str) -> click.Command:
    words = options.words(ui)
    own: Table = words["revisions"]

    def resolve(
        file: Path, authors: tuple[str, ...], changes: tuple[str, ...], out: str | None, quiet: bool
    ) -> int:
        return _resolve(file, name, ui=ui, authors=authors, changes=changes, out=out, quiet=quiet)

    return LocalCommand(
        ui,
        name=name,
        **options.help_texts(words[name]),
        callback=resolve,
        params=[
            click.Argument(["file"], type=click.Path(path_type=Path), metavar=own["file"]),
            click.Option(
                ["--author", "authors"], multiple=True, metavar=own["name"], help=own["author"]
            ),
            click.Option(
                ["--change", "changes"], multiple=True, metavar="C-0007", help=own["change"]
            ),
            click.Option(["--out"], metavar=own["file"], help=own["out"]),
            options.ui_option(ui),
            options.quiet_option(ui),
        ],
    )


def _resolve(
    path: Path,
    name: str,
    *,
    ui: Language,
    authors: tuple[str, ...],
    changes: tuple[str, ...],
    out: str | None,
    quiet: bool,
) -> int:
    from ctocdiff.output import write_reports
    from ctocdiff.read import read_file
    from ctocdiff.render.phrases import Phrases
    from ctocdiff.revisions import resolve_revisions

    result = resolve_revisions(
        read_file(path),
        accept=name == "accept",
        name=path.name,
        authors=authors,
        changes=tuple(number.strip().upper() for part in changes for number in part.split(",")),
    )
    if out == _STDOUT:
        write_out(result.data)
        return 0
    words: Table = wording(ui)["revisions"]
    target = _target(path, _ENDINGS[name], out)
    (written,) = write_reports(target.parent, {target.name: result.data})
    if not quiet:
        screen = console()
        phrases = Phrases(ui)
        said = [phrases.counted(words[name], result.resolved)]
        if result.left:
            said.append(phrases.counted(words["left"], result.left))
        screen.print(str(words["and"]).join(said), markup=False)
        show_paths(screen, (written,))
        screen.file.flush()
    return 0


def _target(path: Path, ending: str, out: str | None) -> Path:
    """Where the file goes: beside the one it comes from, or where ``--out`` says."""
    kind = path.suffix if path.suffix.lower() in _WORD else ".docx"
    own = f"{path.stem}.{ending}{kind}"
    if out is None:
        return path.with_name(own)
    return Path(out) / own if Path(out).is_dir() else Path(out)
