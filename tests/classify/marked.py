"""Two texts in one: ``{before|after|category}`` where they differ, as the case files have them."""

from __future__ import annotations

import re

_MARK = re.compile(r"\{([^|{}]*)\|([^|{}]*)\|(\w+)\}")


def sides(marked: str) -> tuple[str, str]:
    """The text before and the text after."""
    return _MARK.sub(r"\1", marked), _MARK.sub(r"\2", marked)


def marks(marked: str) -> list[tuple[str, str, str]]:
    """What was there before, what after, and the category of the change, in text order."""
    return _MARK.findall(marked)
