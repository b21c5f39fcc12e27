"""ctocdiff: compare United Nations conference documents across sessions, in English and French.

The public verbs, from bytes to report::

    from ctocdiff import Language, outline, read, redline, render

    before, after = (outline(read(name)) for name in ("before.txt", "after.docx"))
    report = render(redline(before, after), "html", ui=Language.EN)

Three documents or more are collated: ``collate([first, second, third])``.

``check`` gives what a careful reader should check, document by document; ``trace`` the places
where the documents at hand cite a text::

    from ctocdiff import check, trace
    from ctocdiff.corpus.holdings import Corpus
    from ctocdiff.corpus.places import bundled
    from ctocdiff.facts.targets import read_target

    corpus = Corpus.open([bundled()])
    findings = check([before, after], corpus.calendar)
    cited = trace("resolution 9/1", read_target("resolution 9/1"), corpus)

What verbs give are the frozen values of ``ctocdiff.model``, and of ``ctocdiff.corpus.traced``.
Offsets are code points into the text of a paragraph, from 0 and without the end. What goes wrong
is a :class:`CtocdiffError`. Verbs are loaded when first used, so that importing the package costs
nothing.
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
