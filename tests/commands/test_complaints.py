"""What the command line says of a slip: which name was meant, and where help stands."""

from __future__ import annotations

import pytest

from ctocdiff.cli import run
from ctocdiff.language import Language, wording
from tests.complaints import UIS, complaint

pytestmark = pytest.mark.usefixtures("apart")

# A slip, the name that was meant, and the command whose help is pointed at.
SLIPS = [
    (["agneda", "2018", "2024"], "agenda", None),
    (["Agenda", "2018", "2024"], "agenda", None),
    (["corpus", "lst"], "list", None),
    (["agenda", "2018", "2024", "--fromat", "md"], "--format", "ctocdiff agenda --help"),
    (["agenda", "2018", "2024", "--Show", "review"], "--show", "ctocdiff agenda --help"),
    (["corpus", "list", "--sesion", "9"], "--session", "ctocdiff corpus list --help"),
    (["agenda", "--xyzzy"], None, "ctocdiff agenda --help"),
    (["xyzzy"], None, None),
]


@pytest.mark.parametrize("ui", UIS)
@pytest.mark.parametrize(("arguments", "meant", "told"), SLIPS, ids=lambda value: str(value))
def test_a_slip_is_told_what_was_meant(
    capfd: pytest.CaptureFixture[str],
    arguments: list[str],
    meant: str | None,
    told: str | None,
    ui: str,
) -> None:
    assert run(arguments, {"CTOCDIFF_UI": ui}) == 2
    said = complaint(capfd)
    near = wording(Language(ui))["cli"]["complaints"]["near"]
    assert near.partition("{")[0].strip() in said if meant else "?" not in said
    assert meant is None or near.format(known=meant) in said
    assert told is None or said.rstrip().endswith(told)


@pytest.mark.parametrize("ui", UIS)
def test_an_option_without_a_value_and_one_with_too_much(
    capfd: pytest.CaptureFixture[str], ui: str
) -> None:
    words = wording(Language(ui))["cli"]["complaints"]
    for arguments, key, name in (
        (["agenda", "2018", "2024", "--quiet=yes"], "flag", "--quiet"),
        (["agenda", "2018", "2024", "--out"], "value", "--out"),
    ):
        assert run(arguments, {"CTOCDIFF_UI": ui}) == 2
        assert words[key].format(name=name) in complaint(capfd)


@pytest.mark.parametrize("ui", UIS)
def test_help_lists_options_only_under_options(capfd: pytest.CaptureFixture[str], ui: str) -> None:
    words = wording(Language(ui))["cli"]
    for command in ("agenda", "compare", "memo", "check", "trace", "accept"):
        assert run([command, "--help"], {"CTOCDIFF_UI": ui}) == 0
        (_, options) = capfd.readouterr().out.split(f"\n{words['options']}:\n")
        first = options.splitlines()[0]
        assert first.strip().startswith("-"), first
