"""Which of the sessions that a text names may be those of the body itself.

Only the body's own sessions roll over with its documents: the General Assembly meets every year, a
conference every other. A session may be its own unless it is said to be another body's, the
sentence names another body nearer to it than the body itself, or the number is beyond what its
sessions have come to. The number of the session itself tells of no other body by chance.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ctocdiff.alternation import any_form, any_word
from ctocdiff.facts.citations.names import BODIES, names_in
from ctocdiff.facts.sentences import sentence_at
from ctocdiff.language import Language, lexicon
from ctocdiff.ordinals import SessionMention, ordinal_pattern, read_ordinal

_YEAR = re.compile(r"(?<![\w/])20\d\d(?![\w/])")
_AHEAD = 2  # sessions: a text looks forward to the next one, and to the one after it


def own_meetings(
    text: str, language: Language, body: str | None, number: int
) -> Iterator[SessionMention]:
    """The meetings of some number that are a conference's own, where it calls its sessions so.

    A meeting is one only where the conference is named with it, and has the number of the session:
    "the sixteenth meeting of the Conference of the Parties". Known bodies hold sessions.
    """
    words = lexicon(language)
    if body in words["citations"]["bodies"]:
        return
    if not any(noun in text for noun in words["masthead"]["meeting"]):
        return
    for match in _meeting(language).finditer(text):
        if read_ordinal(match["number"], language) != number:
            continue
        of = _of(language).match(text, match.end())
        if of and any(name.start == of.end() for name in names_in(text, BODIES, language)):
            yield SessionMention(number, match.start(), match.end(), match.end("number"))


def session_years(text: str, language: Language) -> Iterator[tuple[int, tuple[int, int]]]:
    """The years that tell sessions apart, "the 2030 session", each with its range."""
    if _YEAR.search(text):
        for match in _session_year(language).finditer(text):
            year = "before" if match["before"] else "after"
            yield int(match[year]), match.span(year)


def may_be_own(
    text: str, session: SessionMention, language: Language, body: str | None, latest: int
) -> bool:
    """Whether a session may be one of the body that issues the text.

    Args:
        text: what names the session.
        session: one of those that :func:`ctocdiff.facts.sessions.session_lists` gives.
        language: that of the text.
        body: the series of the body's symbols, such as ``CTOC/COP``; None where it is not known.
        latest: the number of the body's session that the text is written for.
    """
    if session.number > latest + _AHEAD:
        return False
    if _special(language).match(text, session.end):
        return False
    low, high = sentence_at(text, session.start, language)
    named = list(_bodies(text[low:high], language, body))
    start, end = session.start - low, session.end - low
    of = _of(language).match(text, session.end)
    for at, _, own in named:
        if of and at == of.end() - low:  # "the tenth session of the Commission"
            return bool(own)
    if session.number == latest and not _is_its(text[low : session.start], language):
        return True
    _, _, own = min(
        named,
        key=lambda name: name[0] - end if name[0] >= end else start - name[1],
        default=(0, 0, True),
    )
    return session.number == latest if own is None else own


def _bodies(
    sentence: str, language: Language, body: str | None
) -> Iterator[tuple[int, int, bool | None]]:
    """The bodies that a sentence names: where, and whether it is the one that issues it.

    None of a short name that may be part of a longer one: "the Conference on its tenth session".
    """
    known = body in lexicon(language)["citations"]["bodies"]
    names = [name for name in names_in(sentence, BODIES, language) if known or not name.short]
    for name in names:
        parent = body is not None and any(body.startswith(f"{code}/") for code in name.codes)
        own = body in name.codes and not parent
        yield name.start, name.end, own if name.codes or not name.short else None
    if known:
        for match in any_form(tuple(lexicon(language)["rollover"]["bodies"])).finditer(sentence):
            if not any(name.start <= match.start() < name.end for name in names):
                yield *match.span(), False


def _is_its(before: str, language: Language) -> bool:
    """Whether a session is said to be that of a body named before."""
    possessives = lexicon(language)["citations"]["its"]
    return before.rstrip().lower().rpartition(" ")[2] in possessives


@cache
def _meeting(language: Language) -> re.Pattern[str]:
    noun = rf"{any_word(lexicon(language)['masthead']['meeting'])}\b"
    return re.compile(rf"\b(?P<number>{ordinal_pattern(language)})\s+{noun}", re.IGNORECASE)


@cache
def _session_year(language: Language) -> re.Pattern[str]:
    words = lexicon(language)["sessions"]
    kind, noun = rf"(?:{any_word(words['kinds'])}\s+)?", any_word(words["nouns"])
    of = any_word(lexicon(language)["rollover"]["of_year"])
    year = _YEAR.pattern
    return re.compile(
        rf"(?P<before>{year})\s+{kind}{noun}\b|\b{noun}\s+(?:{of}\s+)?(?P<after>{year})",
        re.IGNORECASE,
    )


@cache
def _special(language: Language) -> re.Pattern[str]:
    return re.compile(rf"\s+{any_word(lexicon(language)['rollover']['apart'])}\b", re.IGNORECASE)


@cache
def _of(language: Language) -> re.Pattern[str]:
    return re.compile(rf"\s+{any_word(lexicon(language)['rollover']['of'])}\s?", re.IGNORECASE)
