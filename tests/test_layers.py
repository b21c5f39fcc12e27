from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "ctocdiff"

# From the bottom upwards: a module imports only what stands above its own line here. Modules of one
# line do not import each other; the modules of one package may.
LAYERS = (
    ("errors",),
    ("language", "alternation", "letters"),
    ("ordinals", "roman", "symbols", "dates"),
    ("model",),
    ("tokens",),
    ("read",),
    ("outline", "revisions"),
    ("facts",),
    ("align",),
    ("diff",),
    ("classify",),
    ("compare",),
    ("sequence",),
    ("memo",),
    ("corpus",),
    ("render",),
    ("output", "words"),
    ("commands",),
    ("cli",),
    ("__main__",),
)
LEVEL = {name: level for level, names in enumerate(LAYERS) for name in names}


def modules() -> Iterator[tuple[str, Path]]:
    """Each source file with the name that stands in LAYERS: its package's, or its own."""
    for path in sorted(PACKAGE.rglob("*.py")):
        parts = path.relative_to(PACKAGE).with_suffix("").parts
        if parts != ("__init__",):
            yield parts[0], path


def imports(path: Path) -> Iterator[str]:
    """The parts of this package that a file imports, wherever the import stands in it."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module == "ctocdiff":
            names = [f"ctocdiff.{alias.name}" for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{path.name} imports relatively"
            names = [node.module or ""]
        else:
            continue
        for name in names:
            first, _, rest = name.partition(".")
            if first == "ctocdiff" and rest and rest != "__version__":
                yield rest.partition(".")[0]


@pytest.mark.parametrize(
    ("name", "path"),
    [pytest.param(n, p, id=p.relative_to(PACKAGE).as_posix()) for n, p in modules()],
)
def test_imports_run_downwards(name: str, path: Path) -> None:
    assert name in LEVEL, f"{name} stands in no layer"
    upwards = {other for other in imports(path) if other != name and LEVEL[other] >= LEVEL[name]}
    assert not upwards


def test_nothing_but_the_readers_the_corpus_and_the_command_line_touches_files() -> None:
    core = {
        "alternation",
        "letters",
        "ordinals",
        "roman",
        "symbols",
        "dates",
        "model",
        "tokens",
        "outline",
        "facts",
    }
    core |= {"align", "diff", "classify", "compare", "sequence", "memo"}
    forbidden = {"os", "pathlib", "subprocess", "socket", "time", "random", "urllib", "sys"}
    for name, path in modules():
        if name not in core:
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                found = {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom):
                found = {(node.module or "").partition(".")[0]}
            else:
                continue
            assert not found & forbidden, path
