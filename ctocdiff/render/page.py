"""What self-contained pages share: harmless text, their security policy, words of their style."""

from __future__ import annotations

import base64
import hashlib

from markupsafe import Markup

from ctocdiff.render import html_text
from ctocdiff.render.phrases import Phrases


def shown(text: str) -> Markup:
    """Text of a document, escaped, with no control character hidden in it."""
    return Markup(html_text.shown(text))  # noqa: S704 - escaped by html_text


def policy(style: str, script: str | None = None) -> str:
    """A policy that allows one inline style and one inline script by their hashes, nothing else.

    The grammar is that of Content Security Policy Level 3.
    """
    scripts = f"script-src '{_digest(script)}'; " if script is not None else ""
    return (
        f"default-src 'none'; style-src '{_digest(style)}'; {scripts}"
        "img-src data:; base-uri 'none'; form-action 'none'"
    )


def _digest(text: str) -> str:
    """The hash of an inline element as a source expression (CSP Level 3, 2.3.1)."""
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def mark_words(phrases: Phrases) -> str:
    """The words that a style sheet lets screen readers say around marks, as its first rule."""
    keys = ("inserted_open", "deleted_open", "mark_close")
    said = "".join(f'--{key.replace("_", "-")}:"{phrases.words[key]}";' for key in keys)
    return f":root{{{said}}}\n"
