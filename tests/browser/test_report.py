"""The HTML report in a real browser: with scripts, without, by keyboard, on paper."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from chromium import Browser, Page  # noqa: TC002 - the module beside this one
from sample_comparisons import Builder, agenda, of_rows

from ctocdiff.language import Language
from ctocdiff.model import Category, Status, Weight
from ctocdiff.render.html import write_html

pytestmark = pytest.mark.browser

SEEN = """(selector) => Array.from(document.querySelectorAll(selector))
    .filter((element) => element.checkVisibility({contentVisibilityAuto: true})
        && element.getClientRects().length > 0)"""


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("report") / "agenda.html"
    path.write_text(write_html(agenda(), ui=Language.EN), encoding="utf-8")
    return path


@pytest.fixture
def opened(browser: Browser, report: Path) -> Iterator[Callable[..., Page]]:
    pages = []

    def open_page(fragment: str = "", *, scripts: bool = True, width: int = 1280) -> Page:
        page = browser.page(width, scripts=scripts)
        pages.append(page)
        page.prefer(prefers_reduced_motion="reduce")
        page.open(report, fragment)
        return page

    yield open_page
    for page in pages:
        page.heed()
        page.close()
        assert page.complaints == []
        assert all(address.startswith("file:") for address in page.requests)


def seen(page: Page, selector: str) -> int:
    return int(page.evaluate(f"({SEEN})({selector!r}).length"))


def current(page: Page) -> str:
    return str(page.evaluate("document.querySelector('.change.current, .row.current')?.id ?? ''"))


def test_the_page_opens_without_complaints_and_asks_for_nothing(
    opened: Callable[..., Page],
) -> None:
    page = opened()
    assert page.evaluate("document.documentElement.classList.contains('js')")
    page.heed()
    assert len(page.requests) == 1


def test_hostile_text_runs_nothing(browser: Browser, tmp_path: Path) -> None:
    make = Builder()
    hostile = "</script><script>window.stolen = 1</script><img src=x onerror='window.stolen = 2'>"
    path = tmp_path / "hostile.html"
    comparison = of_rows(make.row(hostile, hostile), make.row(hostile, "x"))
    path.write_text(write_html(comparison, ui=Language.FR), encoding="utf-8")
    page = browser.page()
    page.open(path)
    assert page.evaluate("window.stolen === undefined && document.images.length === 0")
    page.heed()
    assert page.complaints == []
    page.close()


def test_the_policy_stops_what_is_not_ours(browser: Browser, report: Path) -> None:
    page = browser.page()
    page.open(report)
    page.evaluate(
        "{ const s = document.createElement('script'); s.textContent = 'window.stolen = 1';"
        "document.body.append(s); const i = new Image(); i.src = 'http://127.0.0.1:9/x.png';"
        "document.body.append(i); }"
    )
    assert page.evaluate("window.stolen === undefined")
    page.heed()
    assert any("Content Security Policy" in complaint for complaint in page.complaints)
    page.close()


def test_without_scripts_both_views_and_all_text_can_be_reached(
    opened: Callable[..., Page],
) -> None:
    page = opened(scripts=False)
    assert not page.evaluate("document.documentElement.classList.contains('js')")
    assert seen(page, ".needs-js") == 0
    assert seen(page, ".inline") == 0
    columns = seen(page, ".cell:not(.inline) > .text")
    page.click("label[for=view-inline]")
    assert seen(page, ".inline") > 0
    assert seen(page, ".cell:not(.inline, .alone) > .text") == 0
    page.click("label[for=view-side]")
    assert seen(page, ".cell:not(.inline) > .text") == columns
    folded = seen(page, "details.same .text")
    page.click("details.same > summary")
    assert seen(page, "details.same .text") > folded == 0


def test_without_scripts_routine_changes_can_be_hidden(opened: Callable[..., Page]) -> None:
    page = opened(scripts=False)
    assert seen(page, ".change[data-weight=routine]") > 0
    page.click("label[for=show-review]")
    assert seen(page, ".change[data-weight=routine]") == 0
    assert seen(page, ".change[data-weight=review]") > 0


def test_keys_step_through_the_changes_and_round(opened: Callable[..., Page]) -> None:
    page = opened()
    stops = [change.id for change in agenda().changes()]
    page.press("n")
    assert current(page) == stops[0]
    page.press("j")
    assert current(page) == stops[1]
    assert page.evaluate("document.activeElement.textContent") == stops[1]
    assert page.evaluate("location.hash") == f"#{stops[1]}"
    page.press("p")
    page.press("k")
    last = current(page)
    assert last not in stops[:2]
    page.press("n")
    assert current(page) == stops[0]
    assert "Change 1 of" in page.evaluate("document.getElementById('said').textContent")


def test_stepping_visits_every_change_and_every_paragraph_that_came_or_went(
    opened: Callable[..., Page],
) -> None:
    page = opened()
    comparison = agenda()
    alone = sum(row.status is not Status.EQUAL and not row.changes for row in comparison.rows())
    expected = sum(1 for _ in comparison.changes()) + alone
    visited = []
    for _ in range(expected):
        page.press("n")
        visited.append(current(page))
    assert len(set(visited)) == expected
    page.press("n")
    assert current(page) == visited[0]


def test_stepping_shows_the_change_on_the_screen(opened: Callable[..., Page]) -> None:
    page = opened()
    for _ in range(12):
        page.press("n")
    box = page.evaluate(
        "(() => { const b = document.querySelector('.current').getBoundingClientRect();"
        "return [b.top, b.bottom, innerHeight,"
        " document.querySelector('.bar').getBoundingClientRect().bottom] })()"
    )
    assert box[3] <= box[0] < box[1] <= box[2]


def test_letters_typed_into_the_search_are_no_shortcuts(opened: Callable[..., Page]) -> None:
    page = opened()
    page.press("/")
    assert page.evaluate("document.activeElement.id") == "search"
    page.type("npjkv")
    assert page.evaluate("document.activeElement.value") == "npjkv"
    assert current(page) == ""
    assert seen(page, ".nothing") == 1
    page.press("Escape")
    assert page.evaluate("document.activeElement.value") == ""
    assert seen(page, ".nothing") == 0


def test_shortcuts_can_be_switched_off(opened: Callable[..., Page]) -> None:
    page = opened()
    page.evaluate("document.getElementById('keys-on').checked = false")
    page.press("n")
    assert current(page) == ""


def test_search_ignores_case_and_accents_and_opens_what_is_folded(
    opened: Callable[..., Page],
) -> None:
    page = opened()
    page.click("#search")
    page.type("DELEGATION")
    shown = page.evaluate(
        "Array.from(document.querySelectorAll('.row:not([hidden]) .text'), (e) => e.textContent)"
    )
    assert shown
    assert all("délégation" in text for text in shown if "livret" in text or "chefs" in text)
    assert page.evaluate("CSS.highlights.get('found').size") >= 3
    marked = page.evaluate("Array.from(CSS.highlights.get('found'), (r) => r.toString())")
    assert {text.lower() for text in marked} == {"délégation"}
    page.press("Escape")
    page.type("dix membres")
    assert seen(page, "details.same[open] .text") >= 2


def test_filters_by_status_and_category(opened: Callable[..., Page]) -> None:
    page = opened()
    uncheck = "(box) => { const b = document.querySelector(box); b.click(); return b.checked }"
    assert page.evaluate(f"({uncheck})('input[name=status][value=added]')") is False
    assert seen(page, ".row[data-status=added]") == 0
    before = seen(page, ".change")
    rollover = seen(page, ".change[data-category=rollover]")
    page.evaluate(f"({uncheck})('input[name=category][value=rollover]')")
    assert seen(page, ".change") == before - rollover
    assert f"{rollover} changes" in page.evaluate("document.getElementById('said').textContent")
    assert (
        page.evaluate(
            "getComputedStyle(document.querySelector('#item-1a del[data-category=rollover]'))"
            ".textDecorationLine"
        )
        == "none"
    )
    # What is filtered is hidden, not lost: the text of both sides stays.
    assert page.evaluate("document.querySelector('#r-9 [data-witness=\"0\"]').textContent").count(
        "2018"
    )


def test_hidden_changes_are_counted(opened: Callable[..., Page]) -> None:
    page = opened()
    page.click("label[for=show-review]")
    routine = sum(c.weight is Weight.ROUTINE for c in agenda().changes())
    assert f"{routine} changes" in page.evaluate("document.getElementById('said').textContent")
    page.press("n")
    assert page.evaluate("document.querySelector('.current').dataset.weight") == "review"


def test_paper_and_a_page_without_scripts_say_how_much_is_hidden(
    opened: Callable[..., Page],
) -> None:
    page = opened(scripts=False)
    assert seen(page, ".held") == 0
    page.click("label[for=show-review]")
    assert seen(page, ".held") == 1
    page = opened()
    page.click("label[for=show-review]")
    assert seen(page, ".held") == 0  # said by the script, which counts the filters too
    page.call("Emulation.setEmulatedMedia", media="print")
    assert seen(page, ".held") == 1


def test_a_moved_paragraph_stays_when_routine_changes_are_hidden(
    browser: Browser, tmp_path: Path
) -> None:
    make = Builder()
    moved = make.row("day 1", "day 2", status=Status.MOVED, category=Category.ROLLOVER)
    there = make.row("day 3", "day 4", category=Category.ROLLOVER)
    path = tmp_path / "moved.html"
    path.write_text(write_html(of_rows(moved, there), ui=Language.EN, show=Weight.REVIEW), "utf-8")
    page = browser.page()
    page.open(path)
    assert seen(page, "#r-1") == 1
    assert seen(page, "#r-2") == 0
    page.close()


@pytest.mark.parametrize("width", [360, 1280])
def test_three_columns_fit(browser: Browser, tmp_path: Path, width: int) -> None:
    path = tmp_path / "three.html"
    path.write_text(write_html(agenda(3), ui=Language.FR), "utf-8")
    page = browser.page(width)
    page.open(path)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert seen(page, "#r-1 > .cell:not(.inline)") == 3
    page.heed()
    assert page.complaints == []
    page.close()


def test_folding_and_the_view_by_key(opened: Callable[..., Page]) -> None:
    page = opened()
    assert seen(page, "details.same .text") == 0
    page.click("#fold")
    unfolded = seen(page, "details.same .text")
    assert unfolded > 0
    page.click("#fold")
    assert seen(page, "details.same .text") == 0
    page.press("v")
    assert seen(page, ".inline") > 0
    page.press("v")
    assert seen(page, ".inline") == 0


def test_an_address_leads_to_its_change(opened: Callable[..., Page]) -> None:
    page = opened("#C-0010")
    assert current(page) == "C-0010"
    assert seen(page, ".current") > 1


def test_a_mark_leads_to_its_number(opened: Callable[..., Page]) -> None:
    page = opened()
    page.click("#item-1a ins[data-change]")
    assert current(page) == page.evaluate(
        "document.querySelector('#item-1a ins[data-change]').dataset.change"
    )


@pytest.mark.parametrize("width", [360, 768, 1280, 1920])
def test_the_page_never_scrolls_sideways(opened: Callable[..., Page], width: int) -> None:
    page = opened(width=width)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_contrast_of_text_is_at_least_four_and_a_half(
    opened: Callable[..., Page], scheme: str
) -> None:
    page = opened()
    page.prefer(prefers_color_scheme=scheme)
    poor = page.evaluate(
        """(() => {
        document.querySelectorAll('details').forEach((d) => { d.open = true });
        const parse = (c) => { const m = c.match(/[\\d.]+/g).map(Number);
            return m.length < 4 ? [...m, 1] : m };
        const light = (c) => c.slice(0, 3).map((v) => v / 255)
            .map((v) => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
            .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
        const ground = (e) => { for (let n = e; n; n = n.parentElement) {
            const c = parse(getComputedStyle(n).backgroundColor); if (c[3] > 0.99) return c }
            return [255, 255, 255, 1] };
        const poor = new Set();
        for (const e of document.querySelectorAll('body *')) {
            if (!e.checkVisibility() || e.closest('.quiet, .skip, script')) continue;
            if (![...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim())) continue;
            const g = ground(e), style = getComputedStyle(e), t = parse(style.color);
            const a = Number(style.opacity);
            const mixed = t.map((v, i) => v * a + g[i] * (1 - a));
            const [hi, lo] = [light(mixed), light(g)].sort((x, y) => y - x);
            const ratio = (hi + 0.05) / (lo + 0.05);
            if (ratio < 4.5) poor.add(e.tagName + '.' + e.className + ' ' + ratio.toFixed(2));
        }
        return [...poor] })()"""
    )
    assert poor == []


def test_paper_shows_what_is_folded(opened: Callable[..., Page]) -> None:
    page = opened()
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert seen(page, "details.same:not([open])") == 0
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert seen(page, "details.same[open]") == 0
    assert len(page.call("Page.printToPDF")["data"]) > 10_000


def test_every_control_can_be_reached_by_keyboard(opened: Callable[..., Page]) -> None:
    page = opened()
    page.evaluate("document.querySelector('.skip').focus()")
    reached = set()
    for _ in range(60):
        page.press("Tab")
        reached.add(page.evaluate("document.activeElement.id || document.activeElement.tagName"))
    assert {"view-side", "show-all", "search", "next", "fold"} <= reached
