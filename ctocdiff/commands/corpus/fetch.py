"""``ctocdiff corpus fetch``: get official documents from the United Nations."""

from __future__ import annotations

import datetime as dt
import os
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ctocdiff.commands import options
from ctocdiff.commands.corpora import folder_to_write
from ctocdiff.commands.corpus import parts
from ctocdiff.commands.progress import progress
from ctocdiff.errors import NetworkError, UsageError
from ctocdiff.language import Language
from ctocdiff.words import sentence

if TYPE_CHECKING:
    from ctocdiff.corpus.fetching import Fetched

BASE_VARIABLE = "CTOCDIFF_FETCH_BASE"  # a server of this machine, for tests
_TYPES = ("pdf", "doc")
_PAUSE, _LEAST_PAUSE = 5.0, 2.0  # seconds between two requests


def command(ui: Language) -> click.Command:
    """The command with its help in one language."""

    def fetch(asked: tuple[str, ...], **given: Any) -> int:
        return _fetch(asked, ui=ui, **given)

    words = options.words(ui)["corpus_fetch"]
    return parts.build(
        ui,
        "fetch",
        fetch,
        click.Argument(["asked"], nargs=-1, required=True, metavar=words["documents"]),
        click.Option(
            ["--lang", "languages"],
            type=click.Choice([str(known) for known in Language]),
            multiple=True,
            help=words["lang"],
        ),
        click.Option(
            ["--type", "form"], type=click.Choice(_TYPES), default="pdf", help=words["type"]
        ),
        click.Option(
            ["--pause"],
            type=click.FloatRange(min=0.0, max=3600.0),
            default=_PAUSE,
            metavar=words["seconds"],
            help=words["pause"],
        ),
        parts.format_choice(ui, "text", "json"),
        options.quiet_option(ui),
    )


def _fetch(
    asked: tuple[str, ...],
    *,
    ui: Language,
    languages: tuple[str, ...],
    form: str,
    pause: float,
    corpus: Path | None,
    shape: str,
    quiet: bool,
) -> int:
    from ctocdiff.corpus.catalogue import Knowledge, read_catalogue
    from ctocdiff.corpus.fetching import Fetcher, Type, find_wanted
    from ctocdiff.corpus.holdings import all_places
    from ctocdiff.corpus.places import bundled
    from ctocdiff.corpus.store import Outcome
    from ctocdiff.corpus.transport import OFFICIAL_BASE, Transport, is_loopback

    base = os.environ.get(BASE_VARIABLE) or OFFICIAL_BASE
    if pause < _LEAST_PAUSE and not is_loopback(base):
        raise UsageError("fetch-pause", least=f"{_LEAST_PAUSE:g}")
    folder = folder_to_write(corpus)
    places = all_places([folder, bundled()])
    knowledge = Knowledge.of(read_catalogue(place) for place in places)
    chosen = [Language(code) for code in dict.fromkeys(languages)] or list(Language)
    wanted = find_wanted(asked, chosen, knowledge)
    fetcher = Fetcher(
        folder,
        [bundled()],
        Transport(base, time.sleep),
        form=Type(form),
        pause=pause,
        sleep=time.sleep,
        clock=lambda: dt.datetime.now(dt.UTC).replace(microsecond=0),
    )
    say = parts.Describing(ui)
    done = []
    for fetched in progress(fetcher.run(wanted), len(wanted), str(say.words["fetching"])):
        done.append(fetched)
        if not quiet and shape == "text":
            click.echo(_line(fetched, say, ui))
    if shape == "json":
        parts.write_json([_facts(each, ui) for each in done])
    failed = sum(each.outcome is Outcome.REFUSED for each in done)
    if failed:
        raise NetworkError("fetch-incomplete", count=failed, total=len(done))
    return 0


def _line(fetched: Fetched, say: parts.Describing, ui: Language) -> str:
    symbol, language = fetched.wanted.symbol, fetched.wanted.language
    if fetched.reason is not None:
        reason = sentence(ui, fetched.reason.code, **fetched.reason.details)
        return f"{say.words['failed']}  {symbol} ({language}): {reason}"
    outcome, entry = say.words["outcome"][fetched.outcome], fetched.entry
    return f"{outcome}  {symbol} ({language}): {entry.file if entry else ''}"


def _facts(fetched: Fetched, ui: Language) -> dict[str, Any]:
    found: dict[str, Any] = {
        "asked": str(fetched.wanted.symbol),
        "asked_language": str(fetched.wanted.language),
        "status": "failed" if fetched.reason else str(fetched.outcome),
    }
    if fetched.entry is not None:
        found |= parts.facts(fetched.entry, None)
        found["file"] = fetched.entry.file
    if fetched.reason is not None:
        found["code"] = fetched.reason.code
        found["reason"] = sentence(ui, fetched.reason.code, **fetched.reason.details)
    return found
