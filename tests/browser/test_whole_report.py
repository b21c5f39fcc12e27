"""The HTML report of whole agendas in a real browser: telephones, many columns, landmarks."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from chromium import Browser  # noqa: TC002 - the module beside this one

from ctocdiff.cli import run
from tests.complaints import BEFORE

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("whole")
    arguments = ["agenda", "2018:fr", "2024:fr", "--ui", "fr", "--format", "html", "--quiet"]
    assert run([*arguments, "--out", str(folder), "--corpus", str(folder)], {}) == 0
    (path,) = folder.iterdir()
    return path


@pytest.mark.parametrize("width", [360, 600])
def test_a_whole_agenda_does_not_scroll_sideways_on_a_telephone(
    browser: Browser, whole: Path, width: int
) -> None:
    page = browser.page(width)
    page.open(whole)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.close()


def test_the_tools_stand_in_one_line(browser: Browser, whole: Path) -> None:
    page = browser.page(1280)
    page.open(whole)
    tops = page.evaluate(
        "Array.from(document.querySelectorAll('.tools > *'), (e) => e.getBoundingClientRect())"
        ".filter((b) => b.width).map((b) => Math.round(b.y + b.height / 2))"
    )
    assert len(tops) > 5
    assert max(tops) - min(tops) <= 2
    page.close()


def test_a_change_is_found_by_its_number(browser: Browser, whole: Path) -> None:
    page = browser.page()
    page.open(whole)
    page.click("#search")
    page.type("c-0114")
    rows = "Array.from(document.querySelectorAll('.row:not([hidden]) .change'), (e) => e.id)"
    assert "C-0114" in page.evaluate(rows)
    assert page.evaluate("document.querySelectorAll('.row:not([hidden])').length") == 1
    page.close()


def test_landmarks_are_few_and_have_names_of_their_own(browser: Browser, whole: Path) -> None:
    page = browser.page()
    page.open(whole)
    names = page.evaluate(
        "Array.from(document.querySelectorAll('section[aria-labelledby], [role=region]'), (e) =>"
        " document.getElementById(e.getAttribute('aria-labelledby')).textContent)"
    )
    assert names
    assert len(set(names)) == len(names)
    page.close()


@pytest.mark.parametrize("witnesses", [4, 6, 7, 9])
def test_any_number_of_columns_stand_side_by_side(
    browser: Browser, tmp_path: Path, witnesses: int
) -> None:
    names = []
    for number in range(witnesses):
        names.append(str(tmp_path / f"{number}.txt"))
        Path(names[-1]).write_text(BEFORE.replace("2030", str(2030 + number)), "utf-8")
    assert run(["agenda", *names, "--format", "html", "--out", str(tmp_path), "--quiet"], {}) == 0
    (path,) = tmp_path.glob("*.html")
    page = browser.page(1280)
    page.open(path)
    boxes = page.evaluate(
        "Array.from(document.querySelector('.row[data-status=modified]')"
        ".querySelectorAll('.cell:not(.inline)'), (e) => {"
        "const b = e.getBoundingClientRect(); return [b.x, b.y, b.width] })"
    )
    assert len(boxes) == witnesses
    assert len({top for _, top, _ in boxes}) == 1
    assert all(a[0] + a[2] <= b[0] for a, b in pairwise(boxes))
    assert min(width for _, _, width in boxes) >= 90
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.close()
