"""Statements as columns of numbers, for comparing many of them at once.

Words and voices are numbers that are the same in every process and in every year: hashes. So columns can be
made once, kept, and put beside those of other statements. What a word tells is a whole number here, so that
sums are exact in whatever order they are made: as exact as ``math.fsum``, which ``compare`` uses.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache, partial
from hashlib import blake2b
from operator import attrgetter
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from dragoman.languages import LANGUAGES
from dragoman.link.briefs import exact_of
from dragoman.link.candidates import vectors_of
from dragoman.link.codes import code_of, number_of
from dragoman.link.compare import SEVERAL, is_thin
from dragoman.link.forbidding import is_dated
from dragoman.link.senses import NAME, RARE, senses
from dragoman.link.sets import Columns, Lines, Numbers, Sets, words_of
from dragoman.link.traits import Traits, Voice
from dragoman.model import Act, Interval, Kind

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

UNIT = 2.0**-54  # what words tell is a whole number of these
WIDTH = 3  # quoted words in a row
NO_DAY = 0
NONE = 0  # instead of a hash
_MOST_WORDS = 500  # in a bag whose sum is a number of 64 bits


# ------------------------------------------------------------------- words


@cache
def _known() -> tuple[Numbers, Numbers]:
    """The words (numbers, in order) that tell less than others, in any language, and what each tells."""
    told = {
        words_of(language)[word]: _units(weight)
        for language in LANGUAGES
        for word, weight in senses(language).weights.items()
    }
    words = np.array(sorted(told), dtype=np.int64)
    return words, np.array([told[word] for word in words.tolist()], dtype=np.int64)


def units(words: Numbers) -> tuple[Numbers, Numbers]:
    """What some words tell, and what each tells as a name."""
    known, told = _known()
    at = np.searchsorted(known, words)
    at[at == len(known)] = 0
    plain = np.where(known[at] == words, told[at], _units(RARE))
    return plain, np.minimum(plain, _units(NAME))


def _units(weight: float) -> int:
    found = weight / UNIT
    if not found.is_integer():
        raise ValueError(f"no whole number of units: {weight}")
    return int(found)


def sums(values: Numbers, starts: Numbers) -> Numbers:
    """The sum of each stretch of some values."""
    total = np.concatenate([[0], np.cumsum(values)])
    found: Numbers = total[starts[1:]] - total[starts[:-1]]
    return found


# ------------------------------------------------------------------- statements


class Ids(NamedTuple):
    """Who and where a statement is: hashes. ``outer`` is the statement inside which it is told; ``printed``
    and ``said_on`` are what its traits have by these names, and ``exact`` what its ``Brief`` has."""

    code: int
    article: int
    outer: int
    voice: int
    language: int
    exact: int
    printed: int
    said_on: int


class Facts(NamedTuple):
    """What is told of a statement beside its words: numbers, and 1 or 0 for yes or no. ``plain`` says that
    its words are one sentence, ``whole`` that its quoted words are one piece, long enough for words in a row;
    ``meanings`` counts its vectors."""

    place: int
    head: int
    act: int
    told: int
    dated: int
    first: int
    last: int
    day: int
    asks: int
    denies: int
    negated: int
    direct: int
    mixed: int
    turn: int
    company: int
    quoted: int
    plain: int
    whole: int
    meanings: int
    published: int
    named: int


def lay(several: Sequence[Traits]) -> Columns:
    """Some statements in numbers: ``ids``, ``facts``, how much their words tell (``mass``: all of them, those
    that are quoted, those that are no names), the first of their ``vectors``; as sets their words (``bag``),
    two in a row (``runs``), quoted ones in a row (``rows``), ``names``, ``numbers`` and ``medium``."""
    languages = [t.language for t in several]
    lines = partial(Lines.of, languages=languages)
    words, quotes = lines(t.words for t in several), lines(t.quotes.words for t in several)
    bag, names = words.sets(), lines(t.names for t in several).sets()
    alone = lines(t.quoted[0] if len(t.quoted) == 1 else () for t in several)
    vectors = vectors_of(several)
    return Columns(
        {
            "ids": np.array([_ids(t) for t in several], dtype=np.int64).reshape(-1, len(Ids._fields)),
            "facts": np.array([_facts(t) for t in several], dtype=np.int32).reshape(-1, len(Facts._fields)),
            "mass": _masses(several, words, quotes.sets(), bag, names),
            "vectors": np.zeros((len(several), 0), dtype=np.int8) if vectors is None else vectors,
        },
        {
            "bag": bag,
            "runs": words.sets(2),
            "rows": alone.sets(WIDTH),
            "names": names,
            "numbers": lines(t.numbers for t in several).sets(),
            "medium": lines(t.medium for t in several).sets(),
        },
    )


def shared_of(several: Sequence[Traits], columns: Columns) -> dict[int, object]:
    """What the numbers of some statements, laid in columns, stand for: voices, what speakers are called, and
    when something was said."""
    found: dict[int, object] = {}
    for name in ("voice", "printed", "said_on"):
        numbers = columns.cells["ids"][:, Ids._fields.index(name)].tolist()
        found.update(zip(numbers, map(attrgetter(name), several), strict=True))
    return found | {NONE: None}


def _masses(several: Sequence[Traits], words: Lines, quotes: Sets, bag: Sets, names: Sets) -> Floats:
    """What all words tell, what the quoted ones do, and those that are no names."""
    told = units(bag.members)[0]
    told[np.isin(bag.keys, names.keys)] = 0
    starts = np.searchsorted(words.owners, np.arange(words.count + 1))
    columns = (
        sums(units(words.words)[0], starts),
        sums(units(quotes.members)[0], quotes.starts),
        sums(told, bag.starts),
    )
    found: Floats = np.stack(columns, axis=1) * np.float64(UNIT)
    for n, t in enumerate(several):
        if len(t.words) >= _MOST_WORDS:
            found[n] = (t.mass, t.quotes.mass, 0.0 if is_thin(t) else RARE)
    return found


def _ids(t: Traits) -> Ids:
    return Ids(
        code=code_of(t.id),
        article=code_of(t.article),
        outer=code_of(t.within) if t.within else NONE,
        voice=voice_number(t.voice),
        language=number_of(t.language),
        exact=_exact(t),
        printed=number_of(t.printed) if t.printed else NONE,
        said_on=_day_number(t.said_on) if t.said_on else NONE,
    )


def _exact(t: Traits) -> int:
    """A number for what makes statements one from the start."""
    if exact_of(t) is None:
        return NONE
    days = f"{t.voice.person} {t.kind} {t.act} {t.first} {t.last}"
    told = "\n".join([days, " ".join(t.words), *map(" ".join, t.quoted)])
    return int.from_bytes(
        blake2b(told.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big", signed=True
    )


@lru_cache(maxsize=1 << 12)
def _day_number(said_on: Interval) -> int:
    return number_of(repr(said_on))


@lru_cache(maxsize=1 << 14)
def voice_number(voice: Voice) -> int:
    """A number for a voice, the same for equal ones."""
    told = (voice.person, voice.name, voice.kind, voice.state, sorted(voice.offices), sorted(voice.belongs))
    return number_of(repr(told))


def _facts(t: Traits) -> Facts:
    return Facts(
        place=t.place,
        head=t.head,
        act=_ACTS[t.act],
        told=t.told,
        dated=is_dated(t),
        first=t.first or NO_DAY,
        last=t.last or NO_DAY,
        day=NO_DAY if t.day is None else t.day,
        asks=t.act is Act.ASKS,
        denies=t.act is Act.DENIES,
        negated=t.negated,
        direct=t.kind is Kind.DIRECT,
        mixed=t.kind is Kind.MIXED,
        turn=t.turn,
        company=SEVERAL if t.company is None else max(1, t.company),
        quoted=sum(map(len, t.quoted)),
        plain=len(t.parts) == 1 and len(t.words) < _MOST_WORDS,
        whole=len(t.quoted) == 1 and len(t.quoted[0]) >= WIDTH,
        meanings=0 if t.vectors is None else len(t.vectors),
        published=t.published or NO_DAY,
        named=t.voice.name is not None,
    )


_ACTS = {act: number for number, act in enumerate(Act)}
