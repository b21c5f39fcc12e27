"""HTML reports read back with a parser: the page, the text of a cell, the rows as a whole."""

from __future__ import annotations

import lxml.html

from ctocdiff.language import Language
from ctocdiff.model import Comparison, Weight
from ctocdiff.render.html import write_html


def page(
    comparison: Comparison, ui: Language = Language.EN, **about: Weight
) -> lxml.html.HtmlElement:
    return lxml.html.document_fromstring(write_html(comparison, ui=ui, **about))


def text_of(element: lxml.html.HtmlElement, drop: str = "") -> str:
    """The text of the document in a cell, as the page shows it, less one kind of mark."""
    blocks = []
    for block in element.xpath("./p | ./table"):
        cells = block.xpath(".//td") or [block]
        blocks.append(("\t".join(_flat(cell, drop) for cell in cells), _ends_in(block, drop)))
    out = ""
    for at, (text, dropped) in enumerate(blocks):
        out += text
        if at < len(blocks) - 1 and not dropped:
            out += "\n"
    return out


def _flat(element: lxml.html.HtmlElement, drop: str) -> str:
    if drop and element.tag == drop:
        return ""
    classes = (element.get("class") or "").split()
    if "end" in classes:
        return ""
    if "pilcrow" in classes:
        return "\n"
    if "control" in classes:
        return chr(int(element.text[3:-1], 16))
    own = element.text or ""
    return own + "".join(_flat(child, drop) + (child.tail or "") for child in element)


def _ends_in(block: lxml.html.HtmlElement, drop: str) -> bool:
    """Whether the break after a block belongs to a mark that is dropped."""
    return bool(drop) and bool(block.xpath(f".//{drop}//*[contains(@class, 'pilcrow end')]"))


def side(row: lxml.html.HtmlElement, witness: int) -> str | None:
    texts = row.xpath(f"./div[@data-witness='{witness}']/div[@class='text']")
    return text_of(texts[0]) if texts else None


def assert_whole(comparison: Comparison, ui: Language = Language.EN) -> None:
    """Each row shows the whole text of each witness, and the inline view gives both back."""
    rows = page(comparison, ui).xpath("//div[contains(concat(' ', @class, ' '), ' row ')]")
    expected = list(comparison.rows())
    assert len(rows) == len(expected)
    for shown, row in zip(rows, expected, strict=True):
        for witness, cell in enumerate(row.cells):
            assert side(shown, witness) == (row.text(witness) if cell else None)
        inline = shown.xpath("./div[contains(@class, 'inline')]")
        assert len(inline) == len(row.diffs)
        for element, diff in zip(inline, row.diffs, strict=True):
            (text,) = element.xpath("./div[@class='text']")
            assert text_of(text, "ins") == row.text(diff.between[0])
            assert text_of(text, "del") == row.text(diff.between[1])
