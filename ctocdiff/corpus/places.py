"""Where a corpus is looked for, and the bundled digests that lie beneath every corpus."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from ctocdiff.corpus.catalogue import FILE
from ctocdiff.errors import UsageError

VARIABLE = "CTOCDIFF_CORPUS"
FOLDER = "corpora"
OFFICIAL = "official"  # the folder of a corpus for what the user adds


def bundled() -> Path:
    """The folder with the catalogue and digests that come with the program.

    In an installed wheel it lies inside the package, in a checkout beside it.
    """
    package = Path(__file__).resolve().parent.parent
    inside = package / FOLDER
    return inside if (inside / FILE).is_file() else package.parent / FOLDER


def find_corpus(asked: Path | None, environment: Mapping[str, str], here: Path) -> Path | None:
    """The user's corpus: the one asked for, that of the environment, ``./corpora``, the user's own.

    Raises:
        UsageError: the folder asked for, or named by the environment, does not exist.
    """
    named = asked or (Path(environment[VARIABLE]) if environment.get(VARIABLE) else None)
    if named is not None:
        if not named.is_dir():
            raise UsageError("corpus-missing", path=named)
        return named
    for folder in (here / FOLDER, _user_folder(environment)):
        if folder.is_dir():
            return folder
    return None


def corpus_to_write(asked: Path | None, environment: Mapping[str, str], here: Path) -> Path:
    """The corpus that documents are added to: as above, but it need not exist yet."""
    named = asked or (Path(environment[VARIABLE]) if environment.get(VARIABLE) else None)
    if named is None:
        named = find_corpus(None, environment, here) or _user_folder(environment)
    if named.exists() and not named.is_dir():
        raise UsageError("corpus-no-folder", path=named)
    return named


def _user_folder(environment: Mapping[str, str]) -> Path:
    """The user's data folder, by the conventions of the system."""
    if os.name == "nt" and environment.get("LOCALAPPDATA"):
        return Path(environment["LOCALAPPDATA"]) / "ctocdiff" / FOLDER
    home = environment.get("XDG_DATA_HOME")
    return (Path(home) if home else Path.home() / ".local" / "share") / "ctocdiff" / FOLDER
