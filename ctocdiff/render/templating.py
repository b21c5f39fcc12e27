"""The templates of pages: how they are read, and how what was compiled of them is kept.

To compile the templates of a report takes longer than to fill them. As Python keeps the modules it
has compiled, so are these kept: in ``__pycache__`` beside their sources, unless Python was told to
write no bytecode or the folder is closed to the user. A file there that is damaged, or older than
its template, counts as none.
"""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Iterable
from contextlib import suppress
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import BytecodeCache, DictLoader, Environment, StrictUndefined

if TYPE_CHECKING:
    from jinja2.bccache import Bucket


def read_part(folder: str, name: str) -> str:
    """A template, style sheet or script, by its folder among the templates and its name."""
    return _folder(folder).joinpath(name).read_text("utf-8")


def environment(folder: str, names: Iterable[str]) -> Environment:
    """The templates of a page, by their folder and names; text is escaped unless it is markup."""
    return Environment(
        loader=DictLoader({name: read_part(folder, name) for name in names}),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        undefined=StrictUndefined,
        auto_reload=False,
        optimized=False,  # constant folding costs more than it saves on a page rendered once
        bytecode_cache=CompiledTemplates(Path(str(_folder(folder))) / "__pycache__"),
    )


def _folder(name: str) -> Traversable:
    return resources.files("ctocdiff.render").joinpath("templates", name)


_DIGEST = hashlib.sha256().digest_size


class CompiledTemplates(BytecodeCache):
    """Compiled templates in a folder, one file each, headed by the hash of what follows."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill a bucket from its file, if that is whole."""
        with suppress(OSError):
            data = self._file(bucket).read_bytes()
            digest, code = data[:_DIGEST], data[_DIGEST:]
            if digest == _hash(code):
                bucket.bytecode_from_string(code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what a bucket holds, where that is allowed and possible."""
        if sys.dont_write_bytecode:
            return
        code = bucket.bytecode_to_string()
        file = self._file(bucket)
        part = file.with_suffix(f".{os.getpid()}")  # of its own, should two runs write at once
        with suppress(OSError):
            self._folder.mkdir(exist_ok=True)
            try:
                part.write_bytes(_hash(code) + code)
                part.replace(file)
            finally:
                part.unlink(missing_ok=True)

    def _file(self, bucket: Bucket) -> Path:
        return self._folder / f"{bucket.key}.{sys.implementation.cache_tag}.jinja"


def _hash(data: bytes) -> bytes:
    return hashlib.sha256(data).digest()
