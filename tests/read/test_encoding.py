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
        (TEXT.encode("mac-roman"), "mac-roman"),
    ],
)
def test_every_encoding_gives_the_same_text(data: bytes, encoding: str) -> None:
    assert decode(data, "agenda.txt") == (TEXT, encoding)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "file-empty"),
        (b" \n\t\r\n\x0c\xc2\xa0", "file-empty"),
        (b"\xef\xbb\xbf", "file-empty"),
        (bytes(range(256)) * 4, "file-binary"),
        (b"a\x00b\x01c\x02" * 50, "file-binary"),
        (b"\xff\xfe" + TEXT.encode("utf-16-le")[:-1], "file-binary"),
        (TEXT.encode("utf-32"), "file-binary"),
    ],
)
def test_what_is_no_text_is_refused_by_what_it_is(data: bytes, code: str) -> None:
    with pytest.raises(UnreadableError) as caught:
        decode(data, "agenda.txt")
    assert caught.value.code == code
    assert caught.value.details["path"] == "agenda.txt"


@pytest.mark.parametrize("encoding", ["cp1252", "mac-roman", "cp850"])
@pytest.mark.parametrize(
    "text",
    [
        "Les réponses à la question sont déjà là, où l'élève les a laissées.",
        "Le siège de l'autorité a été transféré à Genève.",
    ],
)
def test_letters_with_accents_tell_the_encoding(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding), "agenda.txt") == (text, encoding)


@pytest.mark.parametrize("char", "éèàçÉ’–“”«»°œ")
def test_one_character_beyond_ascii_is_one_of_windows(char: str) -> None:
    assert decode(f"page {char} page".encode("cp1252"), "a.txt") == (f"page {char} page", "cp1252")


def test_one_stray_control_character_is_no_reason_to_refuse_a_text() -> None:
    text, _ = decode((TEXT * 10 + "\x00").encode(), "agenda.txt")
    assert text.endswith("\x00")


def test_a_source_knows_its_name_hash_and_encoding() -> None:
    data = TEXT.encode("cp1252")
    source = read_bytes(data, "agenda.txt")
    assert source.name == "agenda.txt"
    assert source.encoding == "cp1252"
    assert source.sha256 == hashlib.sha256(data).hexdigest()
