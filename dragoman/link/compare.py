"""How surely two statements report one act of speech.

``likeness`` measures a pair: words shared, words inside quotation marks shared, meaning, speakers,
days, acts. ``score_pair`` weighs what was measured (a logistic model) and gives a probability, 0 where
``forbidding`` names what no likeness of words outweighs. All are symmetric.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from functools import lru_cache
from itertools import pairwise
from operator import attrgetter, mul
from typing import Any

from dragoman.link.forbidding import Speakers, days_between, days_late, forbids, speakers
from dragoman.link.senses import NAME, Senses, senses
from dragoman.link.traits import Part, Traits
from dragoman.link.vectors import similarity
from dragoman.model import Act, Kind

_REMEMBERED = 1 << 14  # statements whose runs of words are at hand


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """What was measured of a pair; all run from 0 to 1.

    ``small`` is the share of the shorter one's telling words that the longer one has, ``large`` the other
    way; ``amount`` how much the shared words tell; ``runs`` the share of adjacent words that are the same;
    ``quote`` the share of the shorter one's quoted words that stand in a row inside the other's marks and
    ``quoted`` how much these tell; ``meaning`` the likeness of vectors above chance, 0 where there are none.
    ``blind`` says that there are none. ``metonym`` and ``open`` tell of the speakers; ``fresh`` that the
    reports are of about one day, ``late`` how many days lie between them where no words date the saying,
    ``day`` between the days that words give. ``apart``: both are quoted and share no words in a row.
    ``medium``: both were said in an interview, a debate ...; ``media``: one in this and one in that.
    ``thin``: next to nothing is told of what was said; ``count``: one has a number and the other none.
    ``cut`` is how much of the shorter of two quotations the other has not got in a row. ``sole``: fresh
    reports of like meaning, the more where both articles have little else of the speaker. In one
    article: ``leads`` (the outlet's words right before a quotation), ``denial`` (both deny), ``retort`` (it
    tells what is denied and then quotes the denial), ``head`` (the headline and what it stands over).
    """

    small: float
    large: float
    amount: float
    runs: float
    quote: float
    quoted: float
    meaning: float
    metonym: float
    open: float
    late: float
    day: float
    undated: float
    acts: float
    polarity: float
    numbers: float
    apart: float
    brief: float
    leads: float
    denial: float
    retort: float
    head: float
    turn: float
    blind: float
    fresh: float
    medium: float
    media: float
    thin: float
    count: float
    cut: float
    sole: float


FEATURES = tuple(f.name for f in fields(Likeness))


def likeness(one: Traits, other: Traits) -> Likeness:
    """Measure a pair."""
    if (one.mass, one.id) > (other.mass, other.id):
        one, other = other, one
    scale = _Scale(one, other)
    small, large, shared = _covers(one, other, scale)
    share, quoted = quote(one, other)
    relation = speakers(one.voice, other.voice)
    late = days_late(one, other)
    gap = days_between(one, other)
    inside = one.article == other.article
    close = inside and abs(one.place - other.place) <= CLOSE
    leads = close and _leads(one, other)
    denial = close and one.act == other.act == Act.DENIES
    quoted_both = one.kind == other.kind == Kind.DIRECT
    meaning = min(1.0, max(0.0, similarity(one, other) - CHANCE) / (1 - CHANCE))
    fresh = late is not None and late <= FRESH and gap == 0
    return Likeness(
        small=small,
        large=large,
        amount=shared / (shared + SHARED),
        runs=_runs(one.words, other.words),
        quote=share,
        quoted=quoted,
        meaning=meaning,
        metonym=float(relation is Speakers.METONYM),
        open=float(relation is Speakers.OPEN),
        late=lateness(late or 0),
        day=min(gap, 3) / 3,
        undated=float(late is None and not inside),
        acts=float(one.act != other.act),
        polarity=float(_opposed(one, other)),
        numbers=_numbers(one, other),
        apart=float(quoted_both and share == 0),
        brief=1.0 / (1.0 + one.mass - scale.lost(one.words)),
        leads=float(leads),
        denial=float(denial),
        retort=float(denial and leads),
        head=float(inside and one.head != other.head),
        turn=float(not inside and one.turn != other.turn),
        blind=float(one.vectors is None or other.vectors is None),
        fresh=float(fresh),
        medium=float(bool(one.medium & other.medium)),
        media=float(bool(one.medium and other.medium) and not one.medium & other.medium),
        thin=float(is_thin(one) or is_thin(other)),
        count=float(bool(one.numbers) != bool(other.numbers)),
        cut=max(0.0, 1.0 - TRIMMED * share) if quoted_both else 0.0,
        sole=_sole(one, other) * min(1.0, 2 * meaning) if fresh and not inside else 0.0,
    )


SHARED = 1.5  # what words tell that are half of enough
CHANCE = 0.3  # cosine of two statements on one topic
CLOSE = 2  # statements of an article from one to the other, where one may lead to the other
FRESH = 2  # days in which news is told without a date
STALE = 365  # days after which it makes no difference how many more
TRIMMED = 1.5  # two thirds of a quotation in a row are as good as all of it: the rest is cut or misheard


def lateness(days: int) -> float:
    """How far apart two reports are, from 0 to 1."""
    return min(1.0, math.log1p(max(0, days - FRESH)) / math.log1p(STALE))


def _sole(one: Traits, other: Traits) -> float:
    """How little else two articles have of the speaker, from 0 to 1: a statement has one counterpart in the
    other article at most, so two articles of many statements each have many pairs that are not."""
    pairs = math.prod(SEVERAL if t.company is None else max(1, t.company) for t in (one, other))
    return sole_of(pairs)


def sole_of(pairs: int) -> float:
    """The same, of the number of pairs of statements."""
    return max(0.0, 1.0 - math.log(pairs) / math.log(MANY))


SEVERAL = 4  # statements, where nobody knows who speaks
MANY = 55.0  # pairs: seven statements in either article


def _leads(one: Traits, other: Traits) -> bool:
    """Whether the first tells in the outlet's words what the second, right behind it, quotes. A headline
    stands over all of it and leads to nothing."""
    if one.head != other.head:
        return False
    first, second = sorted((one, other), key=lambda t: t.place)
    return first.kind != Kind.DIRECT and second.kind == Kind.DIRECT


def _opposed(one: Traits, other: Traits) -> bool:
    """Whether one denies in the outlet's words what the other asserts. A quotation that denies holds the
    words of denial itself."""
    if (one.act == Act.DENIES) == (other.act == Act.DENIES) or one.negated or other.negated:
        return False
    return (one if one.act == Act.DENIES else other).kind != Kind.DIRECT


def _numbers(one: Traits, other: Traits) -> float:
    if not one.numbers or not other.numbers:
        return 0.0
    return 0.0 if one.numbers & other.numbers else 1.0


class _Scale:
    """What words tell in a pair: a name tells less, in whichever of the two it is known for one."""

    def __init__(self, one: Traits, other: Traits) -> None:
        self.table, self.names = senses(one.language), one.names | other.names
        self._known: dict[frozenset[str], float] = {}

    def mass(self, stems: frozenset[str]) -> float:
        """How much some stems tell together."""
        known = self._known.get(stems)
        if known is None:
            known = self._known[stems] = self.table.mass(stems, self.names)
        return known

    def lost(self, stems: Iterable[str]) -> float:
        """How much less some stems tell here, as some of them are names."""
        weight, names = self.table.weight, self.names
        return math.fsum([max(0.0, weight(s) - NAME) for s in stems if s in names])


def covers(one: Traits, other: Traits) -> tuple[float, float, float]:
    """``small`` and ``large`` of a pair, the lighter one first, and how much the shared words tell."""
    return _covers(one, other, _Scale(one, other))


def _covers(one: Traits, other: Traits, scale: _Scale) -> tuple[float, float, float]:
    small, shared = _cover(one, other, scale)
    large, _ = _cover(other, one, scale)
    return max(small, _quote_cover(one, other, scale)), large, shared


def _cover(one: Traits, other: Traits, scale: _Scale) -> tuple[float, float]:
    """How much of one statement's words the other has, each sentence laid on the one or two that fit it best:
    a share, and how much the shared words tell."""
    windows = _windows(other.parts)
    whole = sum([scale.mass(p.bag) for p in one.parts])
    if not whole or not windows:
        return 0.0, 0.0
    shared = sum([max([scale.mass(p.bag & w) for w in windows]) for p in one.parts])
    return shared / whole, shared


def _windows(parts: Sequence[Part]) -> list[frozenset[str]]:
    if len(parts) == 1:
        return [parts[0].bag]
    return [a.bag | b.bag for a, b in pairwise(parts)]


def _quote_cover(one: Traits, other: Traits, scale: _Scale) -> float:
    """The share of the lighter one's quoted words that the other says, where they tell enough."""
    lighter, heavier = sorted((one, other), key=lambda t: (t.quotes.mass, t.id))
    if lighter.kind != Kind.MIXED:
        return 0.0
    whole = scale.mass(lighter.quotes.bag)
    if whole < _WORTH_COVERING:
        return 0.0
    bag = heavier.quotes.bag if heavier.quotes.mass > lighter.quotes.mass else frozenset(heavier.words)
    return 0.9 * scale.mass(lighter.quotes.bag & bag) / whole


_WORTH_COVERING = 1.5  # what a quoted piece must tell to stand for the whole


def _runs(one: tuple[str, ...], other: tuple[str, ...]) -> float:
    first, second = _neighbours(one), _neighbours(other)
    least = min(len(first), len(second))
    return len(first & second) / least if least else 0.0


@lru_cache(maxsize=_REMEMBERED)
def _neighbours(words: tuple[str, ...]) -> frozenset[tuple[str, str]]:
    return frozenset(pairwise(words))


def quote(one: Traits, other: Traits) -> tuple[float, float]:
    """The share of the shorter one's quoted words that stand in a row inside the other's marks, and how much
    these tell."""
    if not one.quoted or not other.quoted:
        return 0.0, 0.0
    table = senses(one.language)
    first, second = sorted((one, other), key=lambda t: (sum(map(len, t.quoted)), t.id))
    length = sum(map(len, first.quoted))
    share = sum(len(p) * _best_row(p, second.quoted, table) for p in first.quoted) / length
    return share, share * min(first.quotes.mass, ENOUGH) / ENOUGH


ENOUGH = 6.0  # what a quotation tells that is hardly said twice


def _best_row(piece: tuple[str, ...], others: Sequence[tuple[str, ...]], table: Senses) -> float:
    """How much of a quoted piece stands in a row in the piece that has most of it."""
    width = min(3, len(piece))
    rows = _rows(piece, width)
    if width < 3 and table.mass(table.stem(w) for w in piece if w not in table.stop) < _LEAST:
        return 0.0
    return max(len(rows & _rows(o, width)) for o in others) / len(rows)


_LEAST = 0.5  # what one or two quoted words must tell to count


@lru_cache(maxsize=_REMEMBERED)
def _rows(words: tuple[str, ...], width: int) -> frozenset[tuple[str, ...]]:
    return frozenset(words[i : i + width] for i in range(len(words) - width + 1))


# Learnt by ``python -m benchmarks.quality.linking.fit`` on the marked pairs (the half for tuning) and on
# candidates that nobody marked, which count as apart with a small weight; no weight may have the wrong sign.
# Rounded, and set by hand where the pairs hold too few examples (polarity, undated, turn, blind).
ACROSS = {
    "": -2.6,
    "small": 1.7,
    "large": 1.6,
    "runs": 0.6,
    "quote": 1.0,
    "quoted": 0.1,
    "meaning": 1.9,
    "blind": 0.8,
    "open": -0.5,
    "fresh": 0.8,
    "sole": 1.5,
    "late": -2.7,
    "day": -3.2,
    "undated": -0.6,
    "polarity": -5.0,
    "numbers": -1.7,
    "count": -0.6,
    "cut": -2.1,
    "turn": -0.8,
    "medium": 0.2,
    "media": -1.7,
    "thin": -1.3,
}

# Learnt like ``ACROSS``, from what marks tell of statements of one article; ``head`` is held back by hand
# (2.0 was learnt), since more of it joins in the invented examples what is two.
INSIDE = {
    "": -3.4,
    "small": 2.4,
    "large": 0.2,
    "amount": 1.5,
    "runs": 0.3,
    "quote": 2.0,
    "quoted": 1.8,
    "meaning": 2.9,
    "blind": 0.5,
    "metonym": -1.4,
    "open": -4.0,
    "day": -1.1,
    "acts": -0.6,
    "polarity": -5.0,
    "numbers": -1.6,
    "count": -0.2,
    "thin": -1.1,
    "apart": -1.8,
    "leads": 1.6,
    "denial": 0.9,
    "retort": 3.6,
    "head": 1.0,
}


def score_pair(one: Traits, other: Traits) -> float:
    """How surely both report one act of speech, from 0 to 1; 0 where something forbids it. Words that tell
    next to nothing ("no comment") are one in fresh reports only."""
    if forbids(one, other):
        return 0.0
    measured = likeness(one, other)
    if one.article == other.article:
        return weigh(measured, INSIDE)
    return 0.0 if measured.thin and not measured.fresh else weigh(measured, ACROSS)


def is_thin(traits: Traits) -> bool:
    """Whether next to nothing is told of what was said: a topic, or names alone ("attacked Sandor")."""
    return _is_thin(traits.words, frozenset(traits.names), traits.language)


@lru_cache(maxsize=_REMEMBERED)
def _is_thin(words: tuple[str, ...], names: frozenset[str], language: str) -> bool:
    return senses(language).mass(set(words) - names) < THIN


THIN = 1.0  # as much as one rare word tells


def weigh(measured: Likeness, weights: Mapping[str, float]) -> float:
    """The probability that stands for what was measured."""
    names, values = _ordered(tuple(weights.items()))
    return probability(weights[""] + sum(map(mul, values, names(measured))))


def probability(total: float) -> float:
    """The probability that a weighted sum stands for."""
    return round(1.0 / (1.0 + math.exp(-total)), _DIGITS)


_DIGITS = 12


@lru_cache(maxsize=16)
def _ordered(weights: tuple[tuple[str, float], ...]) -> tuple[Callable[[Likeness], Any], tuple[float, ...]]:
    named = [(name, value) for name, value in weights if name]
    return attrgetter(*(name for name, _ in named)), tuple(value for _, value in named)
