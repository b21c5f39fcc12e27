"""Regular expressions mean the same in every Python that is supported.

Possessive quantifiers and atomic groups came with Python 3.11, and up to 3.11.4 they match too
little in some cases (CPython issue 106052): the outline of a document then depended on the
machine. A lookahead with a back reference does what an atomic group does.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "ctocdiff"
NEWER = re.compile(r"\(\?>|(?<![\\\[])(?:[*+?]|\{\d*,?\d*\})\+")


def strings(path: Path) -> Iterator[str]:
    if path.suffix == ".toml":
        yield path.read_text("utf-8")
        return
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


@pytest.mark.parametrize(
    "path",
    sorted((*PACKAGE.rglob("*.py"), *PACKAGE.rglob("*.toml"))),
    ids=lambda path: path.relative_to(PACKAGE).as_posix(),
)
def test_no_pattern_needs_what_some_pythons_do_wrong(path: Path) -> None:
    assert [found[0] for text in strings(path) for found in NEWER.finditer(text)] == []


@pytest.mark.parametrize(
    "pattern", [r"(?>a|b)c", r"a++", r"[ab]*+", r"(?:ab)?+", r"\w{1,3}+", r".{2}+"]
)
def test_such_patterns_are_known(pattern: str) -> None:
    assert NEWER.search(pattern)


@pytest.mark.parametrize("pattern", [r"a+", r"[+*]+", r"\++", r"x\{2}+y"])
def test_others_are_let_be(pattern: str) -> None:
    assert not NEWER.search(pattern)
