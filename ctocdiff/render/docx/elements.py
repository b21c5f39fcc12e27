"""The elements that every Word file of ours is made of: text, runs, lines of our own words.

Order of elements: ISO/IEC 29500-1, 17.3.2 (runs).
"""

from __future__ import annotations

import re
from typing import Final

from docx.oxml.ns import nsmap
from lxml import etree

from ctocdiff.language import Language
from ctocdiff.model import Style

#: The national form of each language whose spelling the documents follow.
LOCALES: Final = {Language.EN: "en-GB", Language.FR: "fr-FR"}

_MAIN = f"{{{nsmap['w']}}}"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
# What XML 1.0 cannot hold (all but production Char) and the carriage return, which Word does not
# keep. Stated as what is forbidden: negating what is allowed takes ten times as long to compile.
_FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
_ELEMENTS = re.compile("([\t\n])")
_NAMES = {"\t": "tab", "\n": "br"}
STYLES: Final[tuple[tuple[Style, str, dict[str, str]], ...]] = (  # in the order of CT_RPr
    (Style.BOLD, "b", {}),
    (Style.BOLD, "bCs", {}),
    (Style.ITALIC, "i", {}),
    (Style.ITALIC, "iCs", {}),
    (Style.SUPERSCRIPT, "vertAlign", {"val": "superscript"}),
)


def element(parent: etree._Element, name: str, /, **attributes: str) -> etree._Element:
    """Append an element of the main namespace, its attributes in that namespace too."""
    return etree.SubElement(
        parent, _MAIN + name, {_MAIN + key: value for key, value in attributes.items()}
    )


def sound(text: str) -> str:
    """A text with U+FFFD for each character that XML cannot hold."""
    return _FORBIDDEN.sub("\N{REPLACEMENT CHARACTER}", text)


def write_text(run: etree._Element, text: str, *, deleted: bool = False) -> None:
    """Fill a run, tabs and line breaks as elements, what XML cannot hold as U+FFFD."""
    for part in _ELEMENTS.split(sound(text)):
        if part in _NAMES:
            element(run, _NAMES[part])
        elif part:
            text_element = element(run, "delText" if deleted else "t")
            text_element.set(_SPACE, "preserve")
            text_element.text = part


def write_line(parent: etree._Element, style: str, text: str, locale: str) -> etree._Element:
    """Append a paragraph of one run that tracks nothing: what the program says itself."""
    paragraph = element(parent, "p")
    element(element(paragraph, "pPr"), "pStyle", val=style)
    run = element(paragraph, "r")
    element(element(run, "rPr"), "lang", val=locale)
    write_text(run, text)
    return paragraph
