"""The report of a trace in a real browser: choosing what to see, on a phone, in the dark."""

from __future__ import annotations

from pathlib import Path

import pytest
from chromium import Browser  # noqa: TC002 - the module beside this one

from ctocdiff.corpus.holdings import Corpus
from ctocdiff.corpus.places import bundled
from ctocdiff.corpus.trace import trace
from ctocdiff.facts.targets import read_target
from ctocdiff.language import Language
from ctocdiff.render.trace.page import write_html

pytestmark = pytest.mark.browser

SEEN = """(selector) => Array.from(document.querySelectorAll(selector))
    .filter((element) => element.getClientRects().length > 0).length"""


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    corpus = Corpus.open([bundled()])
    found = trace("CTOC/COP/2024/5", read_target("CTOC/COP/2024/5"), corpus)
    path = tmp_path_factory.mktemp("trace") / "trace.html"
    path.write_text(write_html(found, ui=Language.EN, explain=str), encoding="utf-8")
    return path


def test_a_role_and_a_language_can_be_chosen_without_any_script(
    browser: Browser, report: Path
) -> None:
    page = browser.page(scripts=False)
    page.open(report)

    def seen(selector: str) -> int:
        return int(page.evaluate(f"({SEEN})({selector!r})"))

    everything = seen(".mention")
    lists, announces = (seen(f".mention[data-role={role}]") for role in ("lists", "announces"))
    assert lists > 0
    assert announces > 0
    page.click("label[for=role-lists]")
    assert (seen(".mention"), seen(".mention[data-role=lists]")) == (lists, lists)
    page.click("label[for=language-fr]")
    assert 0 < seen(".mention") < lists
    assert seen(".item") == seen(".item[data-language=fr]") == seen(".toc a")
    page.click("label[for=role-any]")
    page.click("label[for=language-any]")
    assert seen(".mention") == everything
    page.heed()
    assert page.complaints == []
    assert len(page.requests) == 1
    page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_nothing_is_wider_than_the_page(
    browser: Browser, report: Path, width: int, scheme: str
) -> None:
    page = browser.page(width)
    page.prefer(prefers_color_scheme=scheme)
    page.open(report)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.heed()
    assert page.complaints == []
    page.close()


@pytest.mark.parametrize("asked", ["CTOC/COP/2024/5", "rule 22", "6/3", "résolution 5/3"])
@pytest.mark.parametrize("ui", list(Language))
def test_names_are_not_cut_off_in_the_pictures(
    browser: Browser, tmp_path: Path, asked: str, ui: Language
) -> None:
    found = trace(
        asked, read_target(asked), Corpus.open([bundled()]), place=tmp_path.parent / "trace.sqlite3"
    )
    path = tmp_path / "trace.html"
    path.write_text(write_html(found, ui=ui, explain=str), encoding="utf-8")
    page = browser.page(1280)
    page.open(path)
    outside = page.evaluate(
        """Array.from(document.querySelectorAll('svg[role=group] text')).filter((text) => {
            const inner = text.getBoundingClientRect();
            const outer = text.ownerSVGElement.getBoundingClientRect();
            return inner.left < outer.left - 1 || inner.right > outer.right + 1
                || inner.top < outer.top - 1 || inner.bottom > outer.bottom + 1;
        }).map((text) => text.textContent)"""
    )
    assert outside == []
    page.close()


def test_a_session_leads_to_its_first_document_by_keyboard(browser: Browser, report: Path) -> None:
    page = browser.page()
    page.prefer(prefers_reduced_motion="reduce")
    page.open(report)
    page.evaluate("document.querySelector('svg.sessions a').focus()")
    page.press("Enter")
    assert page.evaluate("location.hash") == "#d-0"
    page.close()
