from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

from ctocdiff.corpus import index_file

PACKAGE = Path(__file__).parent.parent / "ctocdiff"

# From the bottom upwards: a module imports only what stands above its own line here. Modules of one
# line do not import each other; the modules of one package may.
LAYERS = (
    ("errors",),
    ("letters",),
    ("language", "alternation", "legible"),
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

# Whatever else there is, is pure: what it gives depends on what it is given.
TOUCHING_FILES = {"language", "read", "corpus", "render", "output", "words"}
COMMAND_LINE = {"commands", "cli", "__main__"}
FORBIDDEN_MODULES = {
    *("os", "sys", "pathlib", "tempfile", "glob", "sqlite3", "importlib"),
    *("subprocess", "threading", "multiprocessing", "asyncio"),
    *("socket", "http", "urllib", "ssl", "time", "random", "secrets", "uuid"),
}
FORBIDDEN_CALLS = {"open", "print", "input", "exec", "eval", "__import__"}
CLOCKS = {"now", "today", "utcnow"}


def modules() -> Iterator[tuple[str, Path]]:
    """Each source file with the name that stands in LAYERS: its package's, or its own."""
    for path in sorted(PACKAGE.rglob("*.py")):
        parts = path.relative_to(PACKAGE).with_suffix("").parts
        if parts != ("__init__",):
            yield parts[0], path


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


def names(path: Path) -> Iterator[tuple[str, str]]:
    """What a file imports, wherever the import stands in it: modules, and names of them."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from ((alias.name, "") for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{path.name} imports relatively"
            yield from ((node.module or "", alias.name) for alias in node.names)


def imports(path: Path) -> Iterator[Path]:
    """The files of this package that a file imports; the package itself tells its version alone."""
    for module, name in names(path):
        first, *rest = module.split(".")
        if first == "ctocdiff" and (rest or name != "__version__"):
            whole = PACKAGE.joinpath(*rest, name).with_suffix(".py")
            found = PACKAGE.joinpath(*rest)
            candidates = (
                *(whole, PACKAGE.joinpath(*rest, name, "__init__.py")),
                *(found.with_suffix(".py"), found / "__init__.py"),
            )
            yield next(each for each in candidates if each.is_file())


def layer(path: Path) -> str:
    return path.relative_to(PACKAGE).with_suffix("").parts[0]


FILES = [pytest.param(n, p, id=p.relative_to(PACKAGE).as_posix()) for n, p in modules()]


@pytest.mark.parametrize(("name", "path"), FILES)
def test_imports_run_downwards(name: str, path: Path) -> None:
    assert name in LEVEL, f"{name} stands in no layer"
    others = {layer(each) for each in imports(path)} - {name}
    assert not {other for other in others if LEVEL[other] >= LEVEL[name]}


def test_no_file_imports_itself_by_way_of_others() -> None:
    graph = {path: set(imports(path)) for _, path in modules()}
    assert list(TopologicalSorter(graph).static_order())  # which refuses circles


@pytest.mark.parametrize(("name", "path"), FILES)
def test_only_the_command_line_prints(name: str, path: Path) -> None:
    if name not in COMMAND_LINE:
        assert not calls(path) & {"print", "input"}
    if name not in COMMAND_LINE | {"words"}:
        assert "click" not in {module.partition(".")[0] for module, _ in names(path)}


@pytest.mark.parametrize(
    ("name", "path"),
    [each for each in FILES if each.values[0] not in TOUCHING_FILES | COMMAND_LINE],
)
def test_what_is_between_readers_and_writers_is_pure(name: str, path: Path) -> None:
    assert not {module.partition(".")[0] for module, _ in names(path)} & FORBIDDEN_MODULES
    assert not calls(path) & FORBIDDEN_CALLS
    assert (
        not {node.attr for node in ast.walk(tree(path)) if isinstance(node, ast.Attribute)} & CLOCKS
    )
    assert not any(isinstance(node, ast.Global) for node in ast.walk(tree(path)))


def calls(path: Path) -> set[str]:
    """The plain names that a file calls."""
    return {
        node.func.id
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    }


def test_the_index_is_of_the_code_that_decides_what_it_holds() -> None:
    """An index that other code made must not be asked."""
    left = [PACKAGE / "corpus" / "index.py"]
    reached: set[Path] = set()
    while left:
        path = left.pop()
        reached.add(path)
        left += set(imports(path)) - reached
    needed = {layer(path) if path.parent != PACKAGE else path.name for path in reached}
    assert needed <= set(index_file.SOURCES)
    assert all(PACKAGE.joinpath(name).exists() for name in index_file.SOURCES)


def test_the_readme_shows_the_house_as_it_is() -> None:
    text = (PACKAGE.parent / "README.md").read_text("utf-8")
    listed = re.search(r"^ctocdiff/\n((?:  .*\n)+)", text, re.MULTILINE)
    assert listed is not None
    shown = [name for line in listed[1].splitlines() for name in re.findall(r"\w+(?:/|\.py)", line)]
    found = {
        f"{path.name}/" if path.is_dir() else path.name
        for path in PACKAGE.iterdir()
        if path.suffix == ".py" or (path.is_dir() and not path.name.startswith("_"))
    }
    assert set(shown) == found - {"__init__.py", "__main__.py"}
    levels = [LEVEL[name.removesuffix(".py").strip("/")] for name in shown if name != "lexicon/"]
    assert levels == sorted(levels, reverse=True), "what imports stands above what it imports"
