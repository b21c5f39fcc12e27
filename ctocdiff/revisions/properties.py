"""Changes of formatting: the former properties stand inside the present ones."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ctocdiff.read.xml_parsing import local_name
from ctocdiff.revisions.parts import above

if TYPE_CHECKING:
    from lxml import etree

#: What a change of properties does not record, and so leaves: by the name of the properties.
_KEPT: Final = {
    "pPr": ("rPr", "sectPr"),
    "rPr": ("ins", "del", "moveFrom", "moveTo"),
    "trPr": ("ins", "del"),
    "tcPr": ("cellIns", "cellDel", "cellMerge"),
    "sectPr": ("headerReference", "footerReference"),
}
_FIRST: Final = frozenset({"rPr", "sectPr"})  # where what is kept comes before what is restored


def resolve_property(change: etree._Element, *, accept: bool) -> None:
    """Accept or reject a change of formatting."""
    properties = above(change)
    properties.remove(change)
    former = change[0] if len(change) else None
    name = local_name(properties)
    if accept or former is None or local_name(former) != name:
        return
    kept = [each for each in properties if local_name(each) in _KEPT.get(name, ())]
    restored = list(former)
    for each in list(properties):
        properties.remove(each)
    if name in _FIRST:
        properties.extend([*kept, *restored])
    else:
        properties.extend([*restored, *kept])
