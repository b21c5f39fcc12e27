from __future__ import annotations

import ast
import re
import string
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from ctocdiff.language import Language, lexicon, wording

PACKAGE = Path(__file__).parent.parent / "ctocdiff"
ERRORS = {"CtocdiffError", "UsageError", "UnreadableError", "NotInCorpusError", "NetworkError"}
# Tables of which the keys are words of the language itself, and need not agree with another's.
OF_ONE_LANGUAGE = ("force.acts.", "force.adverbs.", "force.modal.", "spelling.acronyms.")


def table(name: str) -> dict[str, Any]:
    return tomllib.loads((PACKAGE / "lexicon" / name).read_text("utf-8"))


def leaves(node: Mapping[str, Any], path: str = "") -> Iterator[tuple[str, Any]]:
    for key, value in node.items():
        if isinstance(value, Mapping):
            yield from leaves(value, f"{path}{key}.")
        else:
            yield f"{path}{key}", value


def fields(sentence: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name is not None}


def constants(node: ast.AST) -> Iterator[str]:
    """The strings an expression can be, as far as they stand there: "a" if x else "b"."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from constants(node.body)
        yield from constants(node.orelse)


def calls() -> Iterator[tuple[Path, str, ast.Call, ast.Module]]:
    for path in sorted(PACKAGE.rglob("*.py")):
        tree = ast.parse(path.read_text("utf-8"))
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and node.args:
                name = getattr(node.func, "id", getattr(node.func, "attr", ""))
                yield path, name, node, tree


@cache
def error_codes() -> dict[str, set[str]]:
    """The codes of errors that are raised, each with the details it is always raised with."""
    found: dict[str, set[str]] = {}
    for _, name, call, _ in calls():
        if name in ERRORS:
            for code in constants(call.args[0]):
                details = {keyword.arg for keyword in call.keywords if keyword.arg}
                found[code] = found.get(code, details) & details
    return found


@cache
def notice_codes() -> set[str]:
    return {c for _, name, call, _ in calls() if name == "Notice" for c in constants(call.args[0])}


@pytest.mark.parametrize("kind", ["", ".ui"])
def test_both_languages_have_the_same_keys(kind: str) -> None:
    keys = [
        {
            key
            for key, _ in leaves(table(f"{language}{kind}.toml"))
            if not key.startswith(OF_ONE_LANGUAGE)
        }
        for language in Language
    ]
    assert keys[0] == keys[1]


@pytest.mark.parametrize("kind", ["", ".ui"])
def test_both_languages_have_values_of_the_same_type(kind: str) -> None:
    english, french = (dict(leaves(table(f"{language}{kind}.toml"))) for language in Language)
    for key in english.keys() & french.keys():
        assert type(english[key]) is type(french[key]), key


def test_sentences_name_the_same_details_in_both_languages() -> None:
    english, french = (dict(leaves(table(f"{language}.ui.toml"))) for language in Language)
    for key in english.keys() & french.keys():
        pair = [english[key], french[key]]
        texts = pair if isinstance(pair[0], str) else [" ".join(map(str, each)) for each in pair]
        assert fields(texts[0]) == fields(texts[1]), key


def test_no_word_of_the_interface_is_empty() -> None:
    for language in Language:
        for key, value in leaves(table(f"{language}.ui.toml")):
            assert value not in ("", []), key


def test_the_code_raises_errors_that_were_looked_for() -> None:
    assert {"file-missing", "same-document", "agenda-list-missing"} <= set(error_codes()) | (
        notice_codes()
    )


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("code", sorted(error_codes()))
def test_every_error_has_its_sentence(code: str, language: Language) -> None:
    sentences = wording(language)["errors"]
    assert code in sentences
    assert fields(sentences[code]) <= error_codes()[code]


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("code", sorted(notice_codes()))
def test_every_notice_has_its_sentence(code: str, language: Language) -> None:
    assert code in wording(language)["notices"]


def test_error_codes_made_from_kinds_have_their_sentences() -> None:
    # "agenda-unknown": the kind of the document stands first; only agendas are asked for by year
    for language in Language:
        for code in ("agenda-unknown", "agenda-session-unknown"):
            assert fields(wording(language)["errors"][code]) == {"asked", "known"}


def test_no_sentence_is_left_over() -> None:
    raised = set(error_codes()) | {
        "agenda-unknown",
        "agenda-session-unknown",
        "interrupted",
        "fault",
    }
    assert set(wording(Language.EN)["errors"]) <= raised | later()


def later() -> set[str]:
    """Sentences whose code stands in a class and not in a call of it."""
    return {"symbol-unknown"}


def test_ordinals_are_different_words() -> None:
    for language in Language:
        forms = [form for row in lexicon(language)["ordinals"]["words"] for form in row]
        assert len(forms) == len(set(forms))
        assert len(lexicon(language)["ordinals"]["words"]) == 120


# Tables whose keys are data: bodies, instruments, acronyms, verbs, codes of the system.
DATA = (
    *("bodies.", "citations.bodies.", "citations.instruments.", "spelling.acronyms.", "force."),
    *("errors.", "reasons.", "memo.bodies.", "memo.instruments."),
)


@cache
def asked_for() -> re.Pattern[str]:
    """The strings of the code and the names of the templates; "column_…" for what is put in."""
    found = set()
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                found.add(re.escape(node.value))
            elif isinstance(node, ast.JoinedStr):
                parts = [v.value if isinstance(v, ast.Constant) else None for v in node.values]
                if any(part and part.strip("_") for part in parts):
                    found.add("".join(".+" if p is None else re.escape(str(p)) for p in parts))
    for path in PACKAGE.rglob("*.j2"):
        found |= set(re.findall(r"[\w-]+", path.read_text("utf-8")))
    return re.compile("|".join(found))


@pytest.mark.parametrize("kind", ["", ".ui"])
def test_no_word_is_left_over(kind: str) -> None:
    keys = {key for key, _ in leaves(table(f"{Language.EN}{kind}.toml"))}
    known = {key for key in keys if not key.startswith(DATA)}
    assert not {key for key in known if not asked_for().fullmatch(key.rpartition(".")[2])}


# In French: a no-break space before what asks for one, and inside quotation marks; no typewriter's
# apostrophe. Examples of commands and the raised letters are no sentences.
OF_THE_TYPEWRITER = re.compile(
    r"[^\u202f\u00a0\s][;:!?»](?=\s|$)|[ ][;:!?»]|«(?!\u202f)|[^\W\d_]'[^\W\d_]"
)


def test_french_is_set_as_french() -> None:
    found = {
        key: OF_THE_TYPEWRITER.findall(text)
        for key, value in leaves(table("fr.ui.toml"))
        for text in (value if isinstance(value, list) else [value])
        if isinstance(text, str) and not key.endswith((".epilog", "memo.raised"))
    }
    assert not {key: marks for key, marks in found.items() if marks}


def test_english_has_no_typewriter_s_apostrophe_in_reports() -> None:
    spoken = table("en.ui.toml")
    reports = {name: spoken[name] for name in ("report", "history", "trace", "memo", "docx")}
    marks = re.compile(r"[^\W\d_]'[^\W\d_]")
    assert not [key for key, value in leaves(reports) if marks.search(str(value))]
