"""The same reports to the byte, whatever the order in which a process keeps its sets."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FORMATS = ("html", "docx", "json", "md", "csv", "xlsx")


def written(folder: Path, seed: str, asked: tuple[str, ...]) -> dict[str, bytes]:
    """The reports of one process, by their names."""
    formats = [part for name in FORMATS for part in ("--format", name)]
    subprocess.run(
        [sys.executable, "-m", "ctocdiff", "agenda", *asked, *formats, "-q", "--out", str(folder)],
        check=True,
        cwd=folder.parent,
        env=os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)},
    )
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


@pytest.mark.parametrize("language", ["en", "fr"])
def test_hash_seeds_change_nothing(tmp_path: Path, language: str) -> None:
    asked = tuple(f"{year}:{language}" for year in (2012, 2018, 2024))
    first, *others = (written(tmp_path / seed, seed, asked) for seed in ("0", "1", "4242"))
    assert len(first) >= len(FORMATS)
    for other in others:
        assert other.keys() == first.keys()
        assert [name for name in first if other[name] != first[name]] == []
