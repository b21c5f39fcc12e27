"""The public verbs, as a user of the library meets them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import ctocdiff

VERBS = ("check", "collate", "outline", "read", "redline", "render", "trace")


@pytest.mark.parametrize("name", ctocdiff.__all__)
def test_every_public_name_is_there(name: str) -> None:
    assert getattr(ctocdiff, name) is not None
    assert name in dir(ctocdiff)


@pytest.mark.parametrize("first", ["", "import ctocdiff.read, ctocdiff.outline, ctocdiff.render"])
def test_verbs_stay_callable_whatever_was_imported_before(first: str) -> None:
    code = f"{first}\nimport ctocdiff\n" + "\n".join(
        f"assert callable(ctocdiff.{verb}), '{verb}'" for verb in VERBS
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_importing_the_package_loads_nothing_heavy() -> None:
    code = (
        "import sys, ctocdiff\n"
        "heavy = {'lxml', 'docx', 'jinja2', 'rapidfuzz', 'rich', 'langdetect', 'click'}\n"
        "assert not heavy & set(sys.modules), heavy & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="nothing_of_the_kind"):
        _ = ctocdiff.nothing_of_the_kind


@pytest.mark.parametrize("kind", [str, Path])
def test_the_example_of_the_package(kind: type, digests_folder: Path) -> None:
    from ctocdiff import Language, collate, outline, read, redline, render

    files = [kind(digests_folder / f"agenda-{year}.en.txt") for year in (2012, 2018, 2024)]
    first, second, third = (outline(read(file)) for file in files)
    assert render(redline(first, second), "html", ui=Language.EN).startswith(b"<!DOCTYPE html>")
    assert len(collate([first, second, third]).witnesses) == 3


def test_the_second_example_of_the_package(digests_folder: Path) -> None:
    from ctocdiff import check, outline, read, trace
    from ctocdiff.corpus.holdings import Corpus
    from ctocdiff.corpus.places import bundled
    from ctocdiff.facts.targets import read_target

    documents = [outline(read(digests_folder / f"agenda-{year}.en.txt")) for year in (2018, 2024)]
    corpus = Corpus.open([bundled()])
    assert len(check(documents, corpus.calendar)) == 2
    cited = trace("resolution 9/1", read_target("resolution 9/1"), corpus)
    assert cited.mentions > 0
    assert {"CTOC/COP/2024/1"} <= {document.name for document in cited.documents}


def test_comments_that_do_not_exist_are_refused(digests_folder: Path) -> None:
    from ctocdiff import Language, outline, read, redline, render

    before, after = (
        outline(read(digests_folder / f"agenda-{year}.en.txt")) for year in (2018, 2024)
    )
    with pytest.raises(ValueError, match="some"):
        render(redline(before, after), "docx", ui=Language.EN, comments="some")
