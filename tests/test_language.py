from __future__ import annotations

import pytest

from ctocdiff.errors import UnreadableError
from ctocdiff.language import Language, detect, lexicon, wording
from ctocdiff.outline import outline
from ctocdiff.read import read_bytes

SAMPLES = {
    "en": "The ferries of the great river wait for no one, and least of all for the late.",
    "fr": "Les bacs du grand fleuve n'attendent personne, et moins que tout autre le retardataire.",
    "es": "Los barcos del gran río no esperan a nadie, y menos que a nadie a quien llega tarde.",
    "ru": "Паромы большой реки никого не ждут, и меньше всего тех, кто опаздывает.",
    "de": "Die Fähren des großen Flusses warten auf niemanden, am wenigsten auf die Verspäteten.",
    "ar": "لا تنتظر عبارات النهر الكبير أحدا، ولا سيما المتأخرين عن موعد الإبحار.",
}


@pytest.mark.parametrize(("code", "text"), SAMPLES.items(), ids=SAMPLES)
def test_a_sentence_tells_its_language(code: str, text: str) -> None:
    assert detect(text) == code
    assert detect(text) == detect(text * 2)


@pytest.mark.parametrize(
    "text",
    ["", "Documentation", "Participation", "CTOC/COP/2034/1", "12 34 56 " * 40, "a@b.org " * 30],
)
def test_what_is_too_short_or_no_words_tells_nothing(text: str) -> None:
    assert detect(text) is None


def test_symbols_numbers_and_addresses_do_not_count() -> None:
    noise = "CTOC/COP/WG.2/2034/3 https://www.unodc.org/documents/treaties 2034 "
    assert detect(noise * 20 + SAMPLES["fr"]) == "fr"


def test_only_the_beginning_of_a_long_text_is_looked_at() -> None:
    assert detect(SAMPLES["en"] * 200 + SAMPLES["ru"] * 2000) == "en"


@pytest.mark.parametrize(
    ("head", "language"),
    [
        ("Français\nOriginal : anglais", Language.FR),
        ("Original : anglais", Language.FR),
        ("Original: French", Language.EN),
        ("English\nOriginal: Spanish", Language.EN),
        ("Original\u00a0: français", Language.FR),
    ],
)
def test_the_masthead_declares_the_language_of_what_follows(head: str, language: Language) -> None:
    other = SAMPLES["en" if language is Language.FR else "fr"]
    text = f"{head}\n\nAnnotations\n\n1. Documentation\n\n{other}\n"
    assert outline(read_bytes(text.encode(), "agenda.txt")).language is language


def test_the_caller_decides_first() -> None:
    text = f"Original : anglais\n\n{SAMPLES['fr']}\n"
    document = outline(read_bytes(text.encode(), "agenda.txt"), language=Language.EN)
    assert document.language is Language.EN


@pytest.mark.parametrize("code", ["es", "ru", "ar", "de"])
def test_another_language_is_refused_by_its_name(code: str) -> None:
    with pytest.raises(UnreadableError) as caught:
        outline(read_bytes(SAMPLES[code].encode(), "agenda.txt"))
    assert caught.value.code == "language-unsupported"
    assert caught.value.details == {"path": "agenda.txt", "language": code}


def test_a_text_without_words_is_refused() -> None:
    with pytest.raises(UnreadableError) as caught:
        outline(read_bytes(b"1. 2. 3.", "agenda.txt"))
    assert (caught.value.code, caught.value.details) == (
        "language-undetected",
        {"path": "agenda.txt"},
    )


@pytest.mark.parametrize("language", list(Language))
def test_the_lexicon_cannot_be_changed(language: Language) -> None:
    for table in (lexicon(language), wording(language)):
        with pytest.raises(TypeError):
            table["name"] = "changed"  # type: ignore[index]
