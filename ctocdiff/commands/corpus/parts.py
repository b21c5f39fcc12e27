"""What the corpus commands share: building them, writing answers, describing documents."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ctocdiff.commands import options
from ctocdiff.commands.screen import write_out
from ctocdiff.language import Language
from ctocdiff.words import LocalCommand

if TYPE_CHECKING:
    from ctocdiff.corpus.catalogue import Entry
    from ctocdiff.corpus.holdings import Corpus, Holding


def build(
    ui: Language, name: str, callback: Callable[..., Any], *params: click.Parameter
) -> click.Command:
    """A command of the group, with its words from ``cli.corpus_<name>``."""
    words = options.words(ui)[f"corpus_{name}"]
    return LocalCommand(
        ui,
        name=name,
        **options.help_texts(words),
        callback=callback,
        params=[*params, options.corpus_option(ui), options.ui_option(ui)],
    )


def format_choice(ui: Language, *known: str) -> click.Option:
    """``--format`` of an answer that is shown, the first by default: the parameter ``shape``."""
    return click.Option(
        ["--format", "shape"],
        type=click.Choice(known),
        default=known[0],
        help=options.words(ui)["corpus_group"]["format"],
    )


def write_json(value: Any) -> None:
    """Write a value to standard output as JSON."""
    write_out((json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace"))


def write_csv(keys: Sequence[str], rows: Iterable[dict[str, Any]]) -> None:
    """Write rows to standard output as CSV, by RFC 4180."""
    text = io.StringIO()
    writer = csv.DictWriter(text, keys, extrasaction="ignore")
    writer.writeheader()
    writer.writerows(rows)
    write_out(text.getvalue().encode("utf-8", "replace"))


def write_columns(rows: Sequence[Sequence[str]]) -> None:
    """Write rows to standard output, their cells under each other."""
    from rich.cells import cell_len

    widths = [max(map(cell_len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = (
            cell + " " * (width - cell_len(cell)) for cell, width in zip(row, widths, strict=True)
        )
        click.echo("  ".join(cells).rstrip())


def facts(entry: Entry, path: Path | None) -> dict[str, Any]:
    """What is known of a document, as JSON has it."""
    return {
        "symbol": str(entry.symbol) if entry.symbol else None,
        "body": entry.body,
        "kind": str(entry.kind),
        "session": entry.session,
        "year": entry.year,
        "opens": _iso(entry.opens),
        "closes": _iso(entry.closes),
        "issued": _iso(entry.issued),
        "language": str(entry.language),
        "provenance": str(entry.provenance),
        "title": entry.title,
        "format": path.suffix[1:] if path else None,
        "path": str(path) if path else None,
        "sha256": entry.sha256,
        "name": entry.name,
        "address": entry.address,
        "fetched": _iso(entry.fetched),
    }


def _iso(value: Any) -> str | None:
    return value.isoformat() if value is not None else None


def holding_facts(holding: Holding, corpus: Corpus) -> dict[str, Any]:
    """The same of a holding; the days are those of its session where its entry has none."""
    found = facts(_entry(holding), holding.path)
    for session in corpus.sessions:
        if (session.body, session.number) == (found["body"], found["session"]):
            found["opens"] = found["opens"] or session.opens.isoformat()
            found["closes"] = found["closes"] or session.closes.isoformat()
    return found


def _entry(holding: Holding) -> Entry:
    if holding.entry is None:
        raise AssertionError(holding.path)  # holdings of a corpus are made from entries
    return holding.entry


class Describing:
    """Facts as a reader sees them, in one interface language."""

    def __init__(self, ui: Language) -> None:
        from ctocdiff.language import wording
        from ctocdiff.render.phrases import Phrases

        self.words = wording(ui)["corpus"]
        self._phrases = Phrases(ui)

    def name(self, found: dict[str, Any]) -> str:
        """The symbol, else what the document belongs to: "CTOC/COP, report, session 12"."""
        if found["symbol"]:
            return str(found["symbol"])
        return f"{found['body'] or '–'} –"

    def count(self, what: str, number: int) -> str:
        """A number with its noun: "1 file checked", "0 problems"."""
        return self._phrases.counted(self.words["count"][what], number)

    def kind(self, found: dict[str, Any]) -> str:
        return str(self.words["kind"][found["kind"]])

    def session(self, found: dict[str, Any]) -> str:
        return str(found["session"] or "–")

    def days(self, found: dict[str, Any]) -> str:
        """The days of the session, else the day of issue, else nothing."""
        import datetime as dt

        opens, closes, issued = (
            dt.date.fromisoformat(found[key]) if found[key] else None
            for key in ("opens", "closes", "issued")
        )
        if opens is not None:
            return self._phrases.days(opens, closes)
        if issued is not None:
            return str(self.words["distributed"]).format(day=self._phrases.date(issued))
        return "–"

    def provenance(self, found: dict[str, Any]) -> str:
        return self._phrases.of("source", found["provenance"])

    def language(self, found: dict[str, Any]) -> str:
        return self._phrases.of("tongue", found["language"])

    def short(self, found: dict[str, Any]) -> str:
        """One line: "CTOC/COP/2018/1 (agenda, session 9, 15–19 October 2018, French)"."""
        session = self.words["session"].format(number=found["session"]) if found["session"] else ""
        days = self.days(found)
        known = [self.kind(found), session, days if days != "–" else "", self.language(found)]
        return f"{found['symbol'] or found['body']} ({', '.join(part for part in known if part)})"
