"""Legacy formats through LibreOffice: the files are made by it, from the digests."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from ctocdiff.corpus.places import bundled
from ctocdiff.errors import UnreadableError
from ctocdiff.model import Format, Kind, Revisions
from ctocdiff.outline import outline
from ctocdiff.read import office, read, read_bytes
from tests.read.test_docx import package, shown
from tests.read.test_same_in_every_format import structure
from tests.read.written import as_docx, parts_of

needs_office = pytest.mark.skipif(
    office.find_office() is None, reason="LibreOffice is not installed"
)
DIGEST = bundled() / "digests" / "agenda-2012.fr.txt"


def made(data: bytes, kind: str, folder: Path) -> bytes:
    """A Word document as LibreOffice saves it in another format."""
    source = folder / "document.docx"
    source.write_bytes(data)
    profile = (folder / "profile").as_uri()
    command = [str(office.find_office()), f"-env:UserInstallation={profile}", "--headless"]
    command += ["--convert-to", kind, "--outdir", str(folder), str(source)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return (folder / f"document.{kind.partition(':')[0]}").read_bytes()


@needs_office
@pytest.mark.office
@pytest.mark.parametrize(
    ("kind", "found"),
    [("doc:MS Word 97", Format.DOC), ("odt", Format.ODT), ("rtf", Format.RTF)],
)
def test_a_digest_is_the_same_in_legacy_formats(tmp_path: Path, kind: str, found: Format) -> None:
    parts = [part for part in parts_of(outline(read(DIGEST))) if part.kind is not Kind.NOTE]
    data = as_docx(parts, automatic=True)
    again = outline(read_bytes(made(data, kind, tmp_path), "agenda.pdf"))
    assert again.source.format is found
    assert structure(again) == structure(outline(read_bytes(data, "agenda.docx")))


@needs_office
@pytest.mark.office
def test_tracked_changes_come_through(tmp_path: Path) -> None:
    tracked = 'w:id="1" w:author="a" w:date="2034-01-01T00:00:00Z"'
    changed = f"<w:p>{{r:one }}<w:ins {tracked}>{{r:two}}</w:ins></w:p>"
    data = made(package(changed), "odt", tmp_path)
    assert shown(read_bytes(data, "a").lines) == ["one two"]
    assert shown(read_bytes(data, "a", revisions=Revisions.REJECT).lines) == ["one "]
    with pytest.raises(UnreadableError) as caught:
        read_bytes(data, "a", revisions=Revisions.REFUSE)
    assert caught.value.code == "docx-revisions"


RTF = b"{\\rtf1\\ansi one}"


def test_without_libreoffice_the_message_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office, "find_office", lambda: None)
    with pytest.raises(UnreadableError) as caught:
        read_bytes(RTF, "a.rtf")
    assert caught.value.code == "office-missing"
    assert caught.value.details == {"path": "a.rtf", "format": "RTF"}


def program(folder: Path, body: str) -> Callable[[], str]:
    path = folder / "soffice"
    path.write_text(f"#!{sys.executable}\n{body}\n", "utf-8")
    path.chmod(0o755)
    return lambda: str(path)


@pytest.mark.skipif(sys.platform == "win32", reason="a script is no program there")
def test_a_program_that_makes_nothing_or_never_ends(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(office, "find_office", program(tmp_path, "raise SystemExit(1)"))
    with pytest.raises(UnreadableError) as caught:
        office.convert(RTF, Format.RTF, "a.rtf")
    assert caught.value.code == "office-failed"

    endless = "import os, signal\nif os.fork() == 0:\n    signal.pause()\nsignal.pause()"
    monkeypatch.setattr(office, "find_office", program(tmp_path, endless))
    begun = time.perf_counter()
    with pytest.raises(UnreadableError) as caught:
        office.convert(RTF, Format.RTF, "a.rtf", limit=0.5)
    assert caught.value.code == "office-slow"
    assert time.perf_counter() - begun < 20
    monkeypatch.setattr(office, "find_office", lambda: str(tmp_path / "none"))
    with pytest.raises(UnreadableError) as caught:
        office.convert(RTF, Format.RTF, "a.rtf")
    assert caught.value.code == "office-refused"


COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500)


@pytest.mark.parametrize(
    ("stream", "code", "found"),
    [
        ("EncryptedPackage", "document-encrypted", None),
        ("Workbook", "format-unsupported", "XLS"),
        ("PowerPoint Document", "format-unsupported", "PPT"),
        ("Nothing", "format-unsupported", "OLE"),
    ],
)
def test_other_compound_files_are_named(stream: str, code: str, found: str | None) -> None:
    with pytest.raises(UnreadableError) as caught:
        read_bytes(COMPOUND + stream.encode("utf-16-le") + bytes(500), "a.doc")
    assert caught.value.code == code
    assert caught.value.details.get("format") == found
