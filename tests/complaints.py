"""Two small agendas, and how a complaint of the command line must look."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

from ctocdiff.cli import run
from ctocdiff.language import Language, wording

if TYPE_CHECKING:
    import pytest

UIS = [str(language) for language in Language]
BEFORE = """
Fifth session
Vienna, 3–7 June 2030

Provisional agenda

1. Opening of the session.
2. Ferries.

Annotations

1. Opening of the session

The hall opens at 10 a.m. on Monday, 3 June 2030, when the bell has rung twice.

2. Ferries

Ferries wait for no one, and least of all for the late.
"""
AFTER = (
    BEFORE.replace("Fifth", "Sixth")
    .replace("3–7 June 2030", "2–6 June 2031")
    .replace("3 June 2030", "2 June 2031")
    .replace("least of all for the late", "none waits for a ferry")
)


def complaint(capfd: pytest.CaptureFixture[str]) -> str:
    """The one line that was written, on standard error and nowhere else."""
    out, err = capfd.readouterr()
    assert out == ""
    assert "Traceback" not in err
    assert re.fullmatch(r"ctocdiff\s?: [^\n]+\n", err), err
    return err


def pattern(sentence: str) -> str:
    """A sentence of the lexicon as a pattern: any words for the details."""
    return re.sub(r"\\\{\w+\\\}", ".*", re.escape(sentence))


def check(
    capfd: pytest.CaptureFixture[str], ui: str, arguments: list[str], code: str, status: int
) -> None:
    assert run(["agenda", *arguments, "--ui", ui], os.environ) == status
    sentence = wording(Language(ui))["errors"][code]
    assert re.search(pattern(sentence), complaint(capfd)), code
