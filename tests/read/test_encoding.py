from __future__ import annotations

import hashlib

import pytest

from ctocdiff.errors import UnreadableError
from ctocdiff.read import read_bytes
from ctocdiff.read.encoding import decode

TEXT = "1. Élection du Bureau\n\nL’élu – « président » – ouvre la séance à 10 heures.\n"


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (TEXT.encode("utf-8"), "utf-8"),
        (TEXT.encode("utf-8-sig"), "utf-8"),
        (b"\xff\xfe" + TEXT.encode("utf-16-le"), "utf-16-le"),
        (b"\xfe\xff" + TEXT.encode("utf-16-be"), "utf-16-be"),
        (TEXT.encode("utf-16-le"), "utf-16-le"),
        (TEXT.encode("utf-16-be"), "utf-16-be"),
        (TEXT.encode("cp1252"), "cp1252"),
    ],
)
def test_every_encoding_gives_the_same_text(data: bytes, encoding: str) -> None:
    assert decode(data, "agenda.txt") == (TEXT, encoding)


@pytest.mark.parametrize(
    ("data", "code", "format_"),
    [
        (b"", "file-empty", None),
        (b" \n\t\r\n\x0c\xc2\xa0", "file-empty", None),
        (b"\xef\xbb\xbf", "file-empty", None),
        (b"%PDF-1.7\n%\xe2\xe3", "format-unsupported", "PDF"),
        (b"PK\x03\x04\x14\x00", "format-unsupported", "ZIP (DOCX, ODT)"),
        (b"\x89PNG\r\n\x1a\n\x00", "format-unsupported", "PNG"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "format-unsupported", "DOC (OLE)"),
        (b"{\\rtf1\\ansi", "format-unsupported", "RTF"),
        (bytes(range(256)) * 4, "file-binary", None),
        (b"a\x00b\x01c\x02" * 50, "file-binary", None),
        (b"\xff\xfe" + TEXT.encode("utf-16-le")[:-1], "file-binary", None),
        (TEXT.encode("utf-32"), "file-binary", None),
    ],
)
def test_what_is_no_text_is_refused_by_what_it_is(
    data: bytes, code: str, format_: str | None
) -> None:
    with pytest.raises(UnreadableError) as caught:
        decode(data, "agenda.txt")
    assert caught.value.code == code
    assert caught.value.details["path"] == "agenda.txt"
    assert caught.value.details.get("format") == format_


def test_one_stray_control_character_is_no_reason_to_refuse_a_text() -> None:
    text, _ = decode((TEXT * 10 + "\x00").encode(), "agenda.txt")
    assert text.endswith("\x00")


def test_a_source_knows_its_name_hash_and_encoding() -> None:
    data = TEXT.encode("cp1252")
    source = read_bytes(data, "agenda.txt")
    assert source.name == "agenda.txt"
    assert source.encoding == "cp1252"
    assert source.sha256 == hashlib.sha256(data).hexdigest()
