"""The languages of documents and interface, and the lexicon that holds their words.

Nothing a document or the program says in French or English stands in Python code: it stands in
``ctocdiff/lexicon/``, one table of documents' words (``fr.toml``) and one of the program's
(``fr.ui.toml``) a language, all with the same keys.
"""

from __future__ import annotations

import re
from enum import StrEnum
from functools import cache
from importlib import resources
from pathlib import Path
from types import MappingProxyType
from typing import Any

import tomli

Table = MappingProxyType[str, Any]


class Language(StrEnum):
    """A language of documents and of the interface, by its ISO 639-1 code."""

    EN = "en"
    FR = "fr"


def _frozen(value: Any) -> Any:
    if isinstance(value, dict):
        return MappingProxyType({key: _frozen(item) for key, item in value.items()})
    if isinstance(value, list):
        return tuple(_frozen(item) for item in value)
    return value


def _load(name: str) -> Table:
    text = resources.files("ctocdiff").joinpath("lexicon", name).read_text("utf-8")
    table: Table = _frozen(tomli.loads(text))
    return table


@cache
def lexicon(language: Language) -> Table:
    """The words of documents in a language: months, ordinals, headings, cues."""
    return _load(f"{language}.toml")


@cache
def wording(language: Language) -> Table:
    """The words of the program in a language: help, messages, labels of reports."""
    return _load(f"{language}.ui.toml")


# A text needs this many letters before its language can be told (measured on 901 segments of
# official documents: no error above, a third wrong on labels of one to three words).
_LETTERS_NEEDED = 30
_SAMPLE = 6000  # code points; more changes no verdict and costs time
_SEED = 20000929  # any constant: detection draws samples, and results must not vary
_OTHERS = ("es", "it", "pt", "de", "nl", "ru", "ar", "zh-cn")
_NOISE = re.compile(r"https?://\S+|\S+@\S+|\S*/\S*|[\W\d_]+")


@cache
def _detectors() -> Any:
    from langdetect import detector_factory

    factory = detector_factory.DetectorFactory()
    factory.seed = _SEED
    profiles = Path(detector_factory.PROFILES_DIRECTORY)
    codes = (*(str(language) for language in Language), *_OTHERS)
    factory.load_json_profile([profiles.joinpath(code).read_text("utf-8") for code in codes])
    return factory


def detect(text: str) -> str | None:
    """The ISO 639-1 code of the language a text is written in, None where it is too short to tell.

    Symbols, numbers and addresses are left out first. Deterministic. The code may be of a language
    that is not a :class:`Language`: the caller decides what that means.
    """
    from langdetect.lang_detect_exception import LangDetectException

    sample = _NOISE.sub(" ", text[: 3 * _SAMPLE])[:_SAMPLE]
    if sum(map(str.isalpha, sample)) < _LETTERS_NEEDED:
        return None
    detector = _detectors().create()
    detector.append(sample)
    try:
        found: str = detector.detect()
    except LangDetectException:
        return None
    return None if found == "unknown" else found.split("-")[0]
