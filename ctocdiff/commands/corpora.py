"""The corpus that a command works with."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ctocdiff.corpus.holdings import Corpus
    from ctocdiff.model import SessionFacts


def open_corpus(asked: Path | None) -> Corpus:
    """The user's corpus, which ``--corpus`` may name, with the bundled digests beneath.

    Raises:
        UsageError: the folder that was named does not exist.
        UnreadableError: a catalogue is broken.
    """
    from ctocdiff.corpus.holdings import Corpus
    from ctocdiff.corpus.places import bundled, find_corpus

    own = find_corpus(asked, os.environ, Path.cwd())
    return Corpus.open([folder for folder in (own, bundled()) if folder])


def calendar(corpus: Corpus) -> tuple[SessionFacts, ...]:
    """The sessions that the catalogues of a corpus know."""
    from ctocdiff.model import SessionFacts

    return tuple(
        SessionFacts(session.body, session.number, session.opens, session.closes)
        for session in corpus.sessions
    )
