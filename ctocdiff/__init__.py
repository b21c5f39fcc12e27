"""ctocdiff: compare United Nations conference documents across sessions, in English and French.

The public verbs, from bytes to report::

    from ctocdiff import Language, outline, read, redline, render

    before, after = (outline(read(name)) for name in ("before.txt", "after.docx"))
    report = render(redline(before, after), "html", ui=Language.EN)

Three documents or more are collated: ``collate([first, second, third])``. ``check([document])``
gives what a careful reader should check, ``trace`` the places where a corpus cites a text.

Verbs are loaded when first used, so that importing the package costs nothing.
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ctocdiff.compare import collate, redline
    from ctocdiff.corpus.trace import trace
    from ctocdiff.errors import CtocdiffError
    from ctocdiff.facts.findings import find_findings as check
    from ctocdiff.language import Language
    from ctocdiff.outline import outline
    from ctocdiff.read import read
    from ctocdiff.render import render

__version__ = "0.1.0"
__all__ = [
    "CtocdiffError",
    "Language",
    "check",
    "collate",
    "outline",
    "read",
    "redline",
    "render",
    "trace",
]

_HOMES = {
    "CtocdiffError": ("ctocdiff.errors", "CtocdiffError"),
    "Language": ("ctocdiff.language", "Language"),
    "check": ("ctocdiff.facts.findings", "find_findings"),
    "collate": ("ctocdiff.compare", "collate"),
    "outline": ("ctocdiff.outline", "outline"),
    "read": ("ctocdiff.read", "read"),
    "redline": ("ctocdiff.compare", "redline"),
    "render": ("ctocdiff.render", "render"),
    "trace": ("ctocdiff.corpus.trace", "trace"),
}


class _Package(ModuleType):
    """The package as a module whose verbs are not hidden by the subpackages of the same name.

    Importing ``ctocdiff.read`` sets the attribute ``read`` of the package to the subpackage; here
    the verb keeps its name, and the subpackage is reached by import statements as always.
    """

    def __setattr__(self, name: str, value: Any) -> None:
        if not (name in _HOMES and isinstance(value, ModuleType)):
            super().__setattr__(name, value)

    def __getattr__(self, name: str) -> Any:
        if name not in _HOMES:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        module, attribute = _HOMES[name]
        verb = getattr(import_module(module), attribute)
        super().__setattr__(name, verb)
        return verb

    def __dir__(self) -> list[str]:
        return sorted({*super().__dir__(), *__all__})


sys.modules[__name__].__class__ = _Package
