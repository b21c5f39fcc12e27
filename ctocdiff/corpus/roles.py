"""What a document does with a text; apart from what finds it out, which takes long to load."""

from __future__ import annotations

from enum import StrEnum


class Role(StrEnum):
    """What a document does with a text."""

    IS = "is"
    ADOPTS = "adopts"
    ANNOUNCES = "announces"
    LISTS = "lists"
    MANDATES = "mandates"
    CITES = "cites"
