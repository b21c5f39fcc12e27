"""Words that do not belong: left of another language, misread acronyms, what stands twice."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import islice, pairwise
from operator import eq

from rapidfuzz.distance import Levenshtein

from ctocdiff.alternation import any_form, any_word
from ctocdiff.facts.findings.reading import Passage, Reading, may_have
from ctocdiff.facts.sentences import sentences
from ctocdiff.language import Language, Table, lexicon
from ctocdiff.model import Finding, Kind

# Titles, names and addresses of others are in their own language.
_QUOTED = re.compile(
    r"«[^«»]{0,2000}»|“[^“”]{0,2000}”|\"[^\"]{0,2000}\"|\([^()]{0,2000}\)|https?://\S+|\S{1,64}@\S+"
)
_NEIGHBOUR = re.compile(r"[^\W\d_]+")
# Capitals only, of four letters or more. What may not stand before is looked at after the first
# letter, since a pattern that begins with letters is found much faster.
_CAPITALS = re.compile(r"(?:[A-Z]|0(?=[A-Z]))(?<![\w/.-][A-Z0])[A-Z015]{3,}(?![\w/-])")
_EXPLAINED = re.compile(r"\(([A-Z]{4,})\)")
_MISREAD = str.maketrans("015", "OIS")
_SHORTEST = 5  # letters of an acronym of which unknown variants are looked for
_DISTANCE = 2  # letters that scanning changed, added or lost
_MOST_WORDS = 2000  # in capitals; a text all in capitals has no acronyms
_LONGEST_NAME = 4  # words
# "Korea (Republic of)": part of a name, and no end of an enumeration
_ASIDE = re.compile(r"\([^(),:;]{1,60}\)")
_GOES_ON = 48  # code points after a word that may be of another language
_MASK = "\N{REPLACEMENT CHARACTER}"
_NAME_REACH = 24  # code points from one small word of a foreign name to the next
_NAME_BEFORE = 60  # code points from the beginning of a foreign name to a word of it
# Names may be two equal words: those in capitals are known ones.
_TWICE = re.compile(r"(?<![\w'’.-])(?P<word>[^\W\d_]+)[ \u00a0](?i:(?P=word))(?![\w'’-])")
_DOUBLED = 4  # letters; shorter words are listed
_NAMES = 0.75  # of the parts of an enumeration that are names
_CAPITALIZED = re.compile(r"(?<!\w)[^\W\d_a-zà-öø-ÿ]\w*")
_LEAST_NAMES = 5
_COMMAS = 4
_ENDS = 2  # parts that hold what stands before the first name and after the last one


def check_words(reading: Reading) -> Iterator[Finding]:
    """Every word of another language, variant of an acronym and repeated name."""
    language, spellings = reading.language, _spellings(reading)
    printed = frozenset(word.lower() for word in spellings)
    cut = _cut(language)[1]
    for passage in reading.passages:
        for slip in _slips(passage.text, passage.kind, language):
            detail = "name" if slip.code == "repeated-in-list" else "word"
            yield passage.find(slip.code, slip.start, slip.end, **{detail: slip.word})
        if not (printed.isdisjoint(passage.words) and cut.isdisjoint(passage.words)):
            yield from _acronyms(passage, spellings, language)


@dataclass(frozen=True, slots=True)
class _Slip:
    """What is wrong with the words of a text, whatever document it stands in."""

    code: str
    start: int
    end: int
    word: str


@lru_cache(maxsize=2048)  # documents that are held against each other share most paragraphs
def _slips(text: str, kind: Kind, language: Language) -> tuple[_Slip, ...]:
    found = [*_doubled(text, language)]
    if kind is Kind.TABLE or may_have(text, _all_foreign(language)):
        found += _foreign(text, kind, language)
    if kind is Kind.BODY:
        found += _repeated(text, language)
    return tuple(found)


@cache
def _all_foreign(language: Language) -> tuple[str, ...]:
    """The words of which a passage has one if any rule on other languages can find something."""
    words = lexicon(language)["findings"]
    begins = lexicon(language)["foreign_beginnings"]["words"]
    return *words["foreign"], *words["residue_words"], *begins


def _foreign(text: str, kind: Kind, language: Language) -> Iterator[_Slip]:
    words = lexicon(language)["findings"]
    yield from _small_words(text, words, language)
    if kind in (Kind.BODY, Kind.NOTE):
        yield from _foreign_beginnings(text, language)
    if may_have(text, words["residue_words"]):
        for match in _residues(language).finditer(text):
            yield _Slip("foreign-word", *match.span(), match[0])
    if kind is Kind.TABLE:
        for match in _foreign_items(language).finditer(text):
            yield _Slip("foreign-word", *match.span("word"), match["word"])


def _foreign_beginnings(text: str, language: Language) -> Iterator[_Slip]:
    """A word of another language that begins a sentence of this one: "Le secretariat will …"."""
    begins: tuple[str, ...] = lexicon(language)["foreign_beginnings"]["words"]
    for match in _beginnings(language).finditer(text) if may_have(text, begins) else ():
        # the name of an organization goes on in its own language
        after = _NEIGHBOUR.findall(text, match.end(), match.end() + _GOES_ON)
        own, other = (sum(word in words for word in after) for words in _small_of(language))
        if own and not other:
            yield _Slip("foreign-word", *match.span("word"), match["word"])


@cache
def _beginnings(language: Language) -> re.Pattern[str]:
    words = any_word(lexicon(language)["foreign_beginnings"]["words"])
    return re.compile(rf"(?:^|(?<=[.;:]\s)|(?<=\d\.\s))(?P<word>{words})\s(?=[a-zà-ÿ]{{2}})")


@cache
def _small_of(language: Language) -> tuple[frozenset[str], frozenset[str]]:
    """The small words that only this language has, and those that only others have."""
    own = frozenset(lexicon(language)["findings"]["small"])
    others = frozenset(
        w for one in Language for w in lexicon(one)["findings"]["small"] if one != language
    )
    only = frozenset(lexicon(language)["foreign_beginnings"]["goes_on"])
    return (own | only) - others, others - own


@cache
def _residues(language: Language) -> re.Pattern[str]:
    return re.compile("|".join(lexicon(language)["findings"]["residues"]))


def _small_words(text: str, words: Table, language: Language) -> Iterator[_Slip]:
    """Words that no text in its language has outside names and quotations."""
    foreign, own = any_form(words["foreign"]), text
    if not may_have(text, words["foreign"]):
        return
    for pattern in (_QUOTED, any_form(words["foreign_kept"])):
        own = pattern.sub(lambda found: "." * len(found[0]), own)
    name_end, begins = -_NAME_REACH, _foreign_names(language)
    for match in foreign.finditer(own):
        # "Association des amis des bacs": a name in its own language goes on for some words
        before = own[max(0, match.start() - _NAME_BEFORE) : match.start()]
        named = match.start() - name_end < _NAME_REACH or begins.search(before)
        if named or not _in_running_text(own, match):
            name_end = match.end()
        elif match[0].islower():
            yield _Slip("foreign-word", *match.span(), match[0])


@cache
def _foreign_names(language: Language) -> re.Pattern[str]:
    """The beginning of a name in another language: "Cour d'appel", "Center for"."""
    own = set(lexicon(language)["findings"]["small"])
    others = {w for other in Language for w in lexicon(other)["findings"]["small"]} - own
    return re.compile(rf"(?<!\w)[A-ZÀ-Ý][\w-]+\s{any_word(others)}(?:\s|['’ʼ])")


def _in_running_text(text: str, match: re.Match[str]) -> bool:
    """Whether words in lower case stand on both sides: names of organizations have capitals."""
    before = _last_word(text[max(0, match.start() - 40) : match.start()])
    after = _NEIGHBOUR.match(text, match.end() + 1)
    return before.islower() and after is not None and after[0].islower()


def _last_word(text: str) -> str:
    found = re.search(r"([^\W\d_]+)\W{0,2}$", text)
    return found[1] if found else ""


@cache
def _foreign_items(language: Language) -> re.Pattern[str]:
    own = set(lexicon(language)["findings"]["item_named"])
    others = {w for other in Language for w in lexicon(other)["findings"]["item_named"]} - own
    # "Item 2 c)" in a French programme of work
    return re.compile(rf"(?<!\w)(?P<word>{any_word(others)})\s+\d{{1,2}}(?!\d)")


def _spellings(reading: Reading) -> Mapping[str, str]:
    """Every variant of an acronym that the document has, with the acronym it stands for."""
    language = reading.language
    known = frozenset(lexicon(language)["findings"]["acronyms"])
    listed = _listed_variants(language)
    counts: Counter[str] = Counter()
    for passage in reading.passages:
        counts.update(_CAPITALS.findall(passage.text))
    defined = {
        found[1]
        for passage in reading.passages
        if "(" in passage.text
        for found in _EXPLAINED.finditer(passage.text)
    }
    official = frozenset(lexicon(language)["spelling"]["acronyms"])
    sure = official | (defined & known)
    sure |= {word for word in defined if counts[word] > 1 and word not in listed}
    right = {word: acronym for word, acronym in listed.items() if word not in known}
    for word in counts if len(counts) <= _MOST_WORDS else ():
        letters = word.translate(_MISREAD)
        if letters != word and (letters in sure or letters in known):
            right[word] = letters
        if word in known or word in sure or word in right:
            continue
        twins = [one for one in known if len(one) > _SHORTEST and _is_swapped(word, one)]
        if word not in defined and len(twins) == 1:
            right[word] = twins[0]
            continue
        near = [
            acronym
            for acronym in sorted(sure)
            if len(acronym) >= _SHORTEST
            and counts[acronym] > (0 if acronym in official | known else counts[word])
            and (word not in defined or acronym in listed.values())
            and _is_variant(word, acronym)
        ]
        if len(near) == 1:
            right[word] = near[0]
    return right


@cache
def _listed_variants(language: Language) -> Mapping[str, str]:
    """The scanning errors that the lexicon lists; other names of the same body are none."""
    return {
        form: acronym
        for acronym, forms in lexicon(language)["spelling"]["acronyms"].items()
        for form in forms
        if form != acronym and form.isupper() and _is_variant(form.replace(" ", ""), acronym)
    }


def _is_variant(word: str, acronym: str) -> bool:
    """Whether scanning can have made one of the other: few letters differ, not the first two."""
    most = _DISTANCE if len(word) > len(acronym) else 1
    near = Levenshtein.distance(word, acronym, score_cutoff=most) <= most
    return (word[:2] == acronym[:2] and near) or sorted(word) == sorted(acronym)


def _is_swapped(word: str, acronym: str) -> bool:
    """Whether two letters side by side were changed about, none of them the first."""
    if len(word) != len(acronym) or word[0] != acronym[0]:
        return False
    apart = [at for at, (one, other) in enumerate(zip(word, acronym, strict=True)) if one != other]
    return len(apart) == 2 and sorted(word) == sorted(acronym) and apart[1] - apart[0] == 1


def _acronyms(
    passage: Passage, spellings: Mapping[str, str], language: Language
) -> Iterator[Finding]:
    text = passage.text
    for match in _CAPITALS.finditer(text):
        if acronym := spellings.get(match[0]):
            yield passage.find(
                "acronym-variant", match.start(), match.end(), printed=match[0], acronym=acronym
            )
    for match in _cut(language)[0].finditer(text):
        whole = re.sub(r"\s", "", match[0])
        yield passage.find(
            "acronym-variant", match.start(), match.end(), printed=match[0], acronym=whole
        )


@cache
def _cut(language: Language) -> tuple[re.Pattern[str], frozenset[str]]:
    """Acronyms with a space inside, "ONU DC", and what stands after the space, in lower case."""
    ways = [
        (acronym[:at], acronym[at:])
        for acronym in lexicon(language)["spelling"]["acronyms"]
        for at in range(2, len(acronym) - 1)
    ]
    both = "|".join(rf"{begin}\s{end}" for begin, end in ways)
    return re.compile(rf"(?<!\w)(?:{both})(?!\w)"), frozenset(end.lower() for _, end in ways)


def _doubled(text: str, language: Language) -> Iterator[_Slip]:
    """A word that stands twice: "the the"."""
    words = text.lower().split()
    # hardly any passage has two equal words side by side, and splitting is faster than a pattern
    if not any(map(eq, words, islice(words, 1, None))):
        return
    table = lexicon(language)["doubled"]
    right, short = frozenset(table["right"]), frozenset(table["short"])
    bodies = frozenset(lexicon(language)["findings"]["other_bodies"])
    bodies |= frozenset(lexicon(language)["findings"]["conference"])
    for match in _TWICE.finditer(text):
        word = match["word"]
        small = word.lower()
        if len(word) < _DOUBLED or word != small:
            wrong = small in short or small in bodies
        else:
            wrong = small not in right
        if wrong:
            yield _Slip("word-doubled", *match.span(), word)


def _repeated(text: str, language: Language) -> Iterator[_Slip]:
    """A name that stands twice in one enumeration of five or more."""
    if text.count(",") + text.count(";") < _COMMAS:
        return
    for low, high in sentences(text, language):
        if text.count(",", low, high) + text.count(";", low, high) < _COMMAS:
            continue
        # a name that stands twice has a word in capitals that does
        capitalized = _CAPITALIZED.findall(text, low, high)
        if len(capitalized) == len(set(capitalized)):
            continue
        masked = _ASIDE.sub(lambda found: _MASK * len(found[0]), text)
        for start, end, separator in _enumerations(masked, low, high):
            seen: set[str] = set()
            parts = [
                (text[at : at + len(part)], at)
                for part, at in _parts(masked, start, end, separator, language)
            ]
            names = [part for part in parts if _is_name(part[0], separator)]
            if len(names) < max(_LEAST_NAMES, _NAMES * (len(parts) - _ENDS)):
                continue
            for name, at in names:
                if name in seen:
                    yield _Slip("repeated-in-list", at, at + len(name), name)
                seen.add(name)


def _enumerations(text: str, low: int, high: int) -> Iterator[tuple[int, int, str]]:
    """The stretches of a sentence that enumerate: with semicolons, and between them with commas."""
    colon = text.find(":", low, high) + 1 or low
    if text.count(";", colon, high) >= 4:
        yield colon, high, ";"
    cuts = [low, *(m.start() + 1 for m in re.finditer(r"[:;()]", text[low:high])), high - low]
    places = [low, *(low + cut for cut in cuts[1:])]
    yield from ((a, b, ",") for a, b in pairwise(places))


def _is_name(part: str, separator: str) -> bool:
    words = len(part.split())
    return part[:1].isupper() and (words <= _LONGEST_NAME or separator == ";")


def _parts(
    text: str, start: int, end: int, separator: str, language: Language
) -> Iterator[tuple[str, int]]:
    parts, lead = _part_patterns(separator, language)
    for match in parts.finditer(text[start:end]):
        skipped = lead.match(match[0])
        at = skipped.end() if skipped else 0
        name = match[0][at:].rstrip(" .)")
        yield name, start + match.start() + at


@cache
def _part_patterns(separator: str, language: Language) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """A part of an enumeration, and what stands before the name in it."""
    joint = any_word(lexicon(language)["dates"]["and"])
    small = any_word(lexicon(language)["findings"]["small"])
    return (
        re.compile(rf"[^{separator}]+" if separator == ";" else rf"(?:(?!\s{joint}\s)[^,:;()])+"),
        re.compile(rf"\s*(?:{joint}\s)?(?:{small}(?:\s|['’ʼ]))*", re.IGNORECASE),
    )
