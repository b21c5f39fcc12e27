"""The template of a redline as a package, and the package as the same bytes every time.

The template stands unzipped in ``templates/docx``, so that its parts can be read and compared;
python-docx opens what ``template`` zips. python-docx stamps the local time on what it saves;
``repack`` sets that and every other accident of a zip file.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Final

_CONTENT_TYPES: Final = "[Content_Types].xml"  # first by custom: some readers look no further
_EPOCH: Final = (1980, 1, 1, 0, 0, 0)  # the first moment a zip file can name
_LEVEL: Final = 6


@cache
def template() -> bytes:
    """The parts of the template, zipped."""
    folder = resources.files("ctocdiff").joinpath("render", "templates", "docx")
    return _zipped(dict(_parts(folder, "")))


def _parts(folder: Traversable, prefix: str) -> Iterator[tuple[str, bytes]]:
    for entry in folder.iterdir():
        if entry.is_dir():
            yield from _parts(entry, f"{prefix}{entry.name}/")
        else:
            yield prefix + entry.name, entry.read_bytes()


def repack(data: bytes) -> bytes:
    """The same parts in a fixed order, with fixed times, attributes and compression."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return _zipped({name: package.read(name) for name in package.namelist()})


def _zipped(parts: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        for name in sorted(parts, key=lambda name: (name != _CONTENT_TYPES, name)):
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.create_system = 0  # else the platform that writes
            entry.external_attr = 0
            package.writestr(entry, parts[name], zipfile.ZIP_DEFLATED, _LEVEL)
    return stream.getvalue()
