"""Names of WordprocessingML (ISO/IEC 29500-1, part 17) and small questions to its elements."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from lxml import etree

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"

_OFF = frozenset({"0", "false", "off"})


def child(element: etree._Element | None, path: str) -> etree._Element | None:
    """The element at a path of names such as ``pPr/numPr``, in the namespace of Word."""
    if element is None:
        return None
    return element.find("/".join(W + name for name in path.split("/")))


def value(element: etree._Element | None, path: str) -> str | None:
    """The attribute ``val`` of the element at a path."""
    found = child(element, path)
    return None if found is None else found.get(f"{W}val")


def number(element: etree._Element | None, path: str) -> int | None:
    """The attribute ``val`` of the element at a path as a whole number."""
    found = value(element, path)
    try:
        return None if found is None else int(found)
    except ValueError:
        return None


def flag(element: etree._Element | None, path: str) -> bool | None:
    """Whether a property is switched on; None where nothing is said of it."""
    found = child(element, path)
    return None if found is None else found.get(f"{W}val", "1") not in _OFF
