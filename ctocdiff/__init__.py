"""ctocdiff: compare United Nations conference documents across sessions, in English and French.

The public verbs, from bytes to report::

    from ctocdiff import Language, outline, read, redline, render

    before, after = (outline(read(name)) for name in ("before.txt", "after.docx"))
    report = render(redline(before, after), "html", ui=Language.EN)

Three documents or more are collated: ``collate([first, second, third])``.

Verbs are loaded when first used, so that importing the package costs nothing.
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ctocdiff.compare import collate, redline
    from ctocdiff.errors import CtocdiffError
    from ctocdiff.language import Language
    from ctocdiff.outline import outline
    from ctocdiff.read import read
    from ctocdiff.render import render

__version__ = "0.1.0"
__all__ = ["CtocdiffError", "Language", "collate", "outline", "read", "redline", "render"]

_HOMES = {
    "CtocdiffError": "ctocdiff.errors",
    "Language": "ctocdiff.language",
    "collate": "ctocdiff.compare",
    "outline": "ctocdiff.outline",
    "read": "ctocdiff.read",
    "redline": "ctocdiff.compare",
    "render": "ctocdiff.render",
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
        verb = getattr(import_module(_HOMES[name]), name)
        super().__setattr__(name, verb)
        return verb

    def __dir__(self) -> list[str]:
        return sorted({*super().__dir__(), *__all__})


sys.modules[__name__].__class__ = _Package
