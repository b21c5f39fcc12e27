"""Legacy documents (DOC, ODT, RTF, WordPerfect) → DOCX, by LibreOffice where it is installed.

Contract: one run of the program for one document, in a temporary folder with a profile of its own,
so that it neither disturbs nor waits for a LibreOffice that somebody works with; macros and
references to other files and addresses are off; it is ended after a time limit, it and its own
children only. Tracked changes come through and are the business of the reader of DOCX.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path
from typing import Final

from ctocdiff.errors import UnreadableError
from ctocdiff.model import Format

#: Seconds that one document may take; a report of 300 pages takes about ten.
TIME_LIMIT: Final = 180.0

_NAMES = ("soffice", "libreoffice")
_PLACES = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "C:/Program Files/LibreOffice/program/soffice.exe",
    "C:/Program Files (x86)/LibreOffice/program/soffice.exe",
    "/opt/libreoffice/program/soffice",
    "/snap/bin/libreoffice",
)
_SETTING = (
    '<item oor:path="/org.openoffice.Office.Common/{path}"><prop oor:name="{name}" '
    'oor:op="fuse"><value>{value}</value></prop></item>'
)
_SETTINGS = (
    ("Security/Scripting", "MacroSecurityLevel", "3"),
    ("Security/Scripting", "DisableMacrosExecution", "true"),
    ("Security/Scripting", "DisableActiveContent", "true"),
    ("Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Save/Document", "LoadPrinter", "false"),
)


def find_office() -> str | None:
    """The program, on the path or where it is usually installed; None where it is not."""
    found = (shutil.which(name) for name in _NAMES)
    usual = (place for place in _PLACES if Path(place).is_file())
    return next((path for path in (*found, *usual) if path), None)


def convert(data: bytes, found: Format, name: str, *, limit: float = TIME_LIMIT) -> bytes:
    """The DOCX that LibreOffice makes of a document called ``name``.

    Args:
        data: the document.
        found: its format.
        name: what messages call it.
        limit: seconds after which it is given up.

    Raises:
        UnreadableError: LibreOffice is not installed, does not finish in time or makes nothing
            of the document.
    """
    program = find_office()
    if program is None:
        raise UnreadableError("office-missing", path=name, format=found.upper())
    with tempfile.TemporaryDirectory(prefix="ctocdiff-", ignore_cleanup_errors=True) as folder:
        place = Path(folder)
        source, target = place / f"document.{found}", place / "out"
        source.write_bytes(data)
        target.mkdir()
        _write_profile(place / "profile")
        command = (
            *(program, f"-env:UserInstallation={(place / 'profile').as_uri()}"),
            *("--headless", "--norestore", "--nolockcheck", "--nodefault", "--nologo"),
            *("--convert-to", "docx:MS Word 2007 XML", "--outdir", str(target), str(source)),
        )
        _run(command, name, place, limit)
        made = target / "document.docx"
        if not made.is_file():
            raise UnreadableError("office-failed", path=name, format=found.upper())
        return made.read_bytes()


def _write_profile(folder: Path) -> None:
    settings = folder / "user" / "registrymodifications.xcu"
    settings.parent.mkdir(parents=True)
    items = "".join(
        _SETTING.format(path=path, name=key, value=value) for path, key, value in _SETTINGS
    )
    settings.write_text(
        '<?xml version="1.0" encoding="UTF-8"?><oor:items xmlns:oor="http://openoffice.org/2001/'
        f'registry">{items}</oor:items>',
        "utf-8",
    )


def _run(command: tuple[str, ...], name: str, folder: Path, limit: float) -> None:
    """Run LibreOffice to its end, or end it: it starts a child that outlives it otherwise."""
    try:
        process = subprocess.Popen(  # noqa: S603 - the program found, and files of our own
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd=folder,
            start_new_session=True,
        )
    except OSError as error:
        raise UnreadableError("office-refused", path=name, reason=error) from None
    try:
        process.wait(limit)
    except subprocess.TimeoutExpired:
        raise UnreadableError("office-slow", path=name, seconds=round(limit)) from None
    finally:
        if process.poll() is None:
            _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    """End the process and the children it started, which share its own new session."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        if hasattr(os, "killpg"):
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
    process.wait()
