"""What is shipped: metadata, bundled documents, the tree, and that the README tells the truth."""

from __future__ import annotations

import hashlib
import re
import shlex
import subprocess
import tomllib
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import Any

import click
import pytest

import ctocdiff
from ctocdiff.__main__ import main
from ctocdiff.cli import build
from ctocdiff.corpus.catalogue import read_catalogue
from ctocdiff.corpus.places import bundled
from ctocdiff.language import Language, wording
from ctocdiff.model import Provenance

ROOT = Path(__file__).parents[1]
TOP = {
    *("pyproject.toml", "README.md", "LICENSE", "CHANGELOG.md", ".gitignore", ".ci"),
    *("ctocdiff", "corpora", "reports", "tests"),
}
LONGEST = 400  # lines of a Python file; beyond, it has more than one purpose
MACHINE = re.compile(r"(?<![\w.*])/(?:home|root|Users|work)/\w")
SETTING_UP = (
    "python3 -m venv .venv && .venv/bin/pip install . && .venv/bin/ctocdiff agenda 2018 2024",
    "python3 -m venv .venv && .venv/bin/pip install -e '.[test]' && .venv/bin/pytest",
)


@cache
def project() -> dict[str, Any]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))


@cache
def readme() -> str:
    return (ROOT / "README.md").read_text("utf-8")


@cache
def tracked() -> tuple[str, ...]:
    try:
        listed = subprocess.run(
            ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True, text=True
        )
    except FileNotFoundError:
        pytest.skip("git is not installed")
    except subprocess.CalledProcessError as error:
        pytest.skip(f"not a checkout: {error.stderr.strip()}")
    # a file that is deleted but not yet committed is still listed
    return tuple(name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file())


@pytest.fixture
def installed() -> metadata.Distribution:
    try:
        return metadata.distribution("ctocdiff")
    except metadata.PackageNotFoundError:
        pytest.skip("the package is not installed in this environment")


def test_the_entry_point_is_the_program(installed: metadata.Distribution) -> None:
    assert project()["project"]["scripts"] == {"ctocdiff": "ctocdiff.__main__:main"}
    (script,) = installed.entry_points.select(group="console_scripts")
    assert script.load() is main


def test_the_installed_version_is_the_one_of_the_package(
    installed: metadata.Distribution,
) -> None:
    assert installed.version == ctocdiff.__version__


def test_the_licence_is_the_one_in_the_file() -> None:
    table = project()["project"]
    assert table["license"] == "MIT"
    assert table["license-files"] == ["LICENSE"]
    assert (ROOT / "LICENSE").read_text("utf-8").startswith("MIT License")


def test_the_oldest_python_is_the_same_everywhere() -> None:
    assert project()["project"]["requires-python"] == ">=3.11"
    assert project()["tool"]["mypy"]["python_version"] == "3.11"
    assert project()["tool"]["ruff"]["target-version"] == "py311"
    assert "Python 3.11 or later" in readme()


def test_a_wheel_carries_the_bundled_corpus() -> None:
    included = project()["tool"]["hatch"]["build"]["targets"]["wheel"]["force-include"]
    assert included["corpora/catalogue.toml"] == "ctocdiff/corpora/catalogue.toml"
    assert included["corpora/digests"] == "ctocdiff/corpora/digests"


def test_bundled_files_are_those_the_catalogue_lists() -> None:
    folder = bundled()
    listed = {entry.file: entry.sha256 for entry in read_catalogue(folder).entries if entry.file}
    lying = {
        f"digests/{path.name}": hashlib.sha256(path.read_bytes()).hexdigest()
        for path in (folder / "digests").iterdir()
    }
    assert listed == lying


def test_nothing_official_is_bundled() -> None:
    official = [
        entry
        for entry in read_catalogue(bundled()).entries
        if entry.provenance is Provenance.OFFICIAL
    ]
    assert official
    assert {entry.file for entry in official} == {None}
    hashes = {entry.sha256 for entry in official}
    shipped = {hashlib.sha256((ROOT / name).read_bytes()).hexdigest() for name in tracked()}
    assert not hashes & shipped


def test_the_top_level_has_nothing_else() -> None:
    assert {name.split("/")[0] for name in tracked()} == TOP


def test_python_files_have_one_purpose() -> None:
    lengths = {
        name: (ROOT / name).read_text("utf-8").count("\n")
        for name in tracked()
        if name.endswith(".py")
    }
    assert {name: count for name, count in lengths.items() if count > LONGEST} == {}


def test_no_file_names_a_place_of_one_machine() -> None:
    found = {
        name: match.group()
        for name in tracked()
        if (match := MACHINE.search((ROOT / name).read_text("utf-8", errors="replace")))
    }
    assert found == {}


@pytest.mark.parametrize("command", SETTING_UP)
def test_the_readme_sets_up_with_one_command(command: str) -> None:
    assert readme().splitlines().count(command) == 1


def examples() -> list[str]:
    """Every invocation that the README or the help of a command shows."""
    blocks = re.findall(r"```sh\n(.*?)```", readme(), re.DOTALL)
    shown = [line for block in blocks for line in block.splitlines()]
    for ui in Language:
        pages = [wording(ui)["cli"], *wording(ui)["cli"].values()]
        # a table of the lexicon is a mapping, a sentence is not
        shown += [
            line
            for page in pages
            if not isinstance(page, str | tuple) and "epilog" in page
            for line in page["epilog"].splitlines()
        ]
    return sorted({line.strip() for line in shown if line.startswith("ctocdiff ")})


@pytest.mark.parametrize("line", examples())
def test_examples_are_understood(line: str) -> None:
    # an explanation stands after a sign or two spaces
    words = shlex.split(re.split(r"\s{2,}|\s#", line)[0])
    name, *arguments = words[1:]
    program = build(Language.EN)
    assert name in program.commands
    try:
        program.commands[name].make_context(name, arguments)
    except click.exceptions.Exit:
        assert {"--help", "--codes"} & set(words)  # options that show something and stop


@pytest.mark.parametrize("option", sorted(set(re.findall(r"`(--[a-z-]+)", readme()))))
def test_options_of_the_readme_exist(option: str) -> None:
    program = build(Language.EN)
    known = {
        text
        for command in (program, *program.commands.values())
        for parameter in command.get_params(click.Context(command))
        for text in parameter.opts
    }
    assert option in known
