"""Resolve tracked changes of a Word file: accept or reject all, some authors' or some changes'.

Contract: bytes → bytes. Only parts that hold changes are written anew; every other byte of the
package's parts stays. The rules are Word's (ISO/IEC 29500-1, 17.13.5): a paragraph mark that goes
joins its paragraph to the next one, whose form the whole then has; it cannot join a table, and the
last mark of a document, cell or note stays. Comments and bookmarks stay, where their text goes too.

Not here: what only Word can do, such as numbering fields anew.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from ctocdiff.errors import UsageError
from ctocdiff.revisions.choice import Choice, names_of
from ctocdiff.revisions.parts import Story, read_stories, with_parts
from ctocdiff.revisions.story import resolve_story

__all__ = ["Resolution", "resolve_revisions"]

_SHOWN = 3  # names told of those that are known, at each end of the list


@dataclass(frozen=True, slots=True)
class Resolution:
    """A Word file after some of its changes were resolved.

    ``resolved`` counts the revisions Word would count: runs, marks, rows, properties; ``left``
    those that are still there.
    """

    data: bytes
    resolved: int
    left: int


def resolve_revisions(
    data: bytes,
    *,
    accept: bool,
    name: str = "",
    authors: Collection[str] = (),
    changes: Collection[str] = (),
) -> Resolution:
    """Accept or reject tracked changes: all of them, or those that are asked for.

    Args:
        data: a Word file.
        accept: accept rather than reject.
        name: what messages call the file.
        authors: only changes of these authors; of any author where empty.
        changes: only what these change numbers ("C-0007") or numbers of moves ("M-0001") stand
            for in a redline of this program; any change where empty.

    Raises:
        UnreadableError: ``data`` is no Word file, damaged, encrypted or too large.
        UsageError: nobody of the name changed anything, or a number is not there.
    """
    stories = read_stories(data, name)
    _require(authors, {a for story in stories for a in Choice.authors(story.root)}, "author")
    _require(changes, {n for story in stories for n in names_of(story.root)}, "change")
    resolved = left = 0
    notes: set[tuple[str, str]] = set()
    written: dict[str, bytes] = {}
    for story in stories:
        chosen = Choice(story.root, authors=authors, changes=changes)
        left += chosen.others
        if chosen.revisions:
            resolved += len(chosen.revisions)
            notes |= resolve_story(story.root, chosen, accept=accept)
            written[story.part] = story.data()
    for story in stories:
        if _drop(story, notes):
            written[story.part] = story.data()
    return Resolution(with_parts(data, written, name) if written else data, resolved, left)


def _require(asked: Collection[str], known: set[str], kind: str) -> None:
    listed = sorted(known)
    for one in asked:
        if one in known:
            continue
        if len(listed) > 2 * _SHOWN:
            listed = [*listed[:_SHOWN], "…", *listed[-_SHOWN:]]
        shown = ", ".join(listed) or "–"
        if kind == "author":
            raise UsageError("author-unknown", asked=one, known=shown)
        raise UsageError("change-unknown", asked=one, known=shown)


def _drop(story: Story, notes: set[tuple[str, str]]) -> bool:
    """Take away the notes whose only mark went with the text around it."""
    gone = [note for note in story.notes() if (story.kind, note.get(story.id_name, "")) in notes]
    for note in gone:
        story.root.remove(note)
    return bool(gone)
