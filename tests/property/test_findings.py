from __future__ import annotations

from hypothesis import given
from hypothesis import settings as limits
from hypothesis import strategies as st

from ctocdiff.facts.findings import SEVERITIES, find_findings
from ctocdiff.language import Language
from ctocdiff.outline import outline
from ctocdiff.read import read_bytes
from ctocdiff.render.messages import Messages
from tests.facts.test_findings import CALENDAR, DOCUMENTS

LINES = {
    code: [line for name, text in DOCUMENTS.items() if name.startswith(code)
           for line in text.splitlines()]
    for code in Language
}  # fmt: skip
SCRAPS = ["", "\t", "¹ ", "* ", "2 b.)", "ONU DC", "31 février 2018", "CTOC/COP/2031/1", "(c) "]

PRINTED = st.characters(exclude_categories=("Cc", "Cs"))  # others make a file a binary one


@st.composite
def shuffled(draw: st.DrawFn) -> tuple[Language, str]:
    """A document of lines of the cases, cut, doubled, and with scraps between them."""
    code = draw(st.sampled_from(list(Language)))
    name = draw(st.sampled_from([name for name in DOCUMENTS if name.startswith(code)]))
    lines = DOCUMENTS[name].splitlines()
    for _ in range(draw(st.integers(1, 6))):
        at = draw(st.integers(0, len(lines) - 1))
        new = draw(st.sampled_from([*LINES[code], *SCRAPS]) | st.text(PRINTED, max_size=12))
        lines[at : at + draw(st.integers(0, 2))] = [new] if draw(st.booleans()) else [new, ""]
    return code, "\n".join(lines)


@limits(max_examples=60)
@given(shuffled())
def test_every_finding_has_its_place_and_its_sentence(drawn: tuple[Language, str]) -> None:
    code, text = drawn
    document = outline(read_bytes(text.encode("utf-8", "replace"), "drawn.txt"), language=code)
    (found,) = find_findings([document], CALENDAR)
    assert find_findings([document], CALENDAR) == (found,)
    texts = {paragraph.id: paragraph.text for paragraph in document.paragraphs()}
    order = list(texts)
    places = [(order.index(one.paragraph), one.start) for one in found]
    assert places == sorted(places)
    for one in found:
        assert 0 <= one.start < one.end <= len(texts[one.paragraph])
        assert one.severity is SEVERITIES[one.code]
        for ui in Language:
            assert Messages(ui).sentence(one).strip()
