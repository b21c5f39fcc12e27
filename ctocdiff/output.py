"""Files that commands write: their names, and the way they are put in place.

A report is written to a temporary name and moved; all are complete before the first is moved, so
that a run that fails leaves the reports of the run before whole.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import tempfile
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

from ctocdiff.errors import UsageError
from ctocdiff.model import Document, DocumentKind

_LONGEST_NAME = 160  # bytes; systems allow 255, with the format and a temporary ending


def file_name(command: str, witnesses: Sequence[Document]) -> str:
    """The name of a report without its format: ``agenda-2018-2024.fr``.

    An agenda goes by its year, unless two have the same; other documents go by their symbol, else
    by their kind and year, else by the name of their file, as do two drafts of one symbol.
    """
    years = Counter(document.year for document in witnesses if document.year)
    told = [_label(document, years) for document in witnesses]
    times = Counter(told)
    labels = "-".join(
        label if times[label] == 1 else _stem(document)
        for label, document in zip(told, witnesses, strict=True)
    )
    return f"{command}-{_fitting(labels)}.{witnesses[-1].language}"


def report_name(command: str, about: str, language: str | None) -> str:
    """The name of a report on something that is no document: ``trace-CTOC-COP-resolution-6-3``.

    Args:
        command: what the name begins with.
        about: what the report is about; only its letters and figures are kept.
        language: the language of documents that the report was restricted to, if any.
    """
    stem = f"{command}-{_fitting(_slug(about))}"
    return f"{stem}.{language}" if language else stem


def _fitting(labels: str) -> str:
    """Labels short enough for the name of a file; what is cut stays told apart by a hash."""
    if len(labels.encode()) <= _LONGEST_NAME:
        return labels
    short = hashlib.sha256(labels.encode()).hexdigest()[:8]
    return f"{labels.encode()[:_LONGEST_NAME].decode(errors='ignore')}-{short}"


def _label(document: Document, years: Counter[int]) -> str:
    if document.kind is DocumentKind.AGENDA and document.year and years[document.year] == 1:
        return str(document.year)
    if document.masthead.symbol is not None:
        return _slug(str(document.masthead.symbol))
    if document.year is not None:
        return f"{document.kind}-{document.year}"
    return _stem(document)


def _stem(document: Document) -> str:
    return _slug(Path(document.source.name).stem)


def _slug(name: str) -> str:
    return re.sub(r"[^\w]+", "-", name).strip("-") or "document"


def write_reports(folder: Path, contents: Mapping[str, bytes]) -> tuple[Path, ...]:
    """Write reports into a folder, which is made where it is missing; give their paths.

    Raises:
        UsageError: the folder cannot be made or written to. Nothing is left half-written.
    """
    staged: list[tuple[Path, Path]] = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in contents.items():
            handle, temporary = tempfile.mkstemp(prefix=f".{name}.", dir=folder)
            staged.append((Path(temporary), folder / name))
            with os.fdopen(handle, "wb") as stream:
                stream.write(content)
            staged[-1][0].chmod(0o666 & ~_umask())
        for temporary_path, path in staged:
            temporary_path.replace(path)
    except OSError as error:
        raise UsageError("output-refused", path=error.filename or folder, reason=error) from None
    finally:
        for temporary_path, _ in staged:
            with contextlib.suppress(OSError):
                temporary_path.unlink(missing_ok=True)
    return tuple(path for _, path in staged)


def _umask() -> int:
    """The permissions that new files go without; asking for it means setting it."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
