"""The corpus that a command works with."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ctocdiff.corpus.holdings import Corpus


def open_corpus(asked: Path | None) -> Corpus:
    """The user's corpus, which ``--corpus`` may name, with the bundled digests beneath.

    Raises:
        UsageError: the folder that was named does not exist.
        UnreadableError: a catalogue is broken.
    """
    from ctocdiff.corpus.holdings import Corpus

    return Corpus.open(folders(asked))


def folders(asked: Path | None) -> list[Path]:
    """The folders of the user's corpus, if there is one, and of the bundled one.

    Raises:
        UsageError: the folder that was named does not exist.
    """
    from ctocdiff.corpus.places import bundled

    own = own_folder(asked)
    return [folder for folder in (own, bundled()) if folder]


def own_folder(asked: Path | None) -> Path | None:
    """The folder of the user's corpus, if there is one.

    Raises:
        UsageError: the folder that was named does not exist.
    """
    from ctocdiff.corpus.places import find_corpus

    return find_corpus(asked, os.environ, Path.cwd())


def folder_to_write(asked: Path | None) -> Path:
    """The folder of the user's corpus, which need not exist yet.

    Raises:
        UsageError: what was named is no folder.
    """
    from ctocdiff.corpus.places import corpus_to_write

    return corpus_to_write(asked, os.environ, Path.cwd())
