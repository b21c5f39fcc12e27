"""Bytes → an XML tree, from sources that nobody vouches for.

No entity is expanded, no file and no address opened; a document that declares entities of its own
is refused, since none of the formats read here has a use for them. Text nodes of more than 10 MB
and trees deeper than 256 levels are errors of the parser (libxml2).
"""

from __future__ import annotations

from typing import Any

from lxml import etree

from ctocdiff.errors import UnreadableError


def parse_xml(data: bytes, name: str) -> etree._Element:
    """The root of an XML document called ``name``.

    Raises:
        UnreadableError: it is not well-formed, or declares entities.
    """
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        line = getattr(error, "lineno", None) or 1
        raise UnreadableError("xml-damaged", path=name, line=line) from None
    declared: Any = root.getroottree().docinfo.internalDTD
    if declared is not None and any(True for _ in declared.iterentities()):
        raise UnreadableError("xml-entities", path=name)
    return root


def local_name(element: etree._Element) -> str:
    """The name of an element without its namespace; "" for a comment or instruction."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""
