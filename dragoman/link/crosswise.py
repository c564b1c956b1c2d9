"""The scores of many pairs of statements: those of ``compare.score_pair``, bit by bit.

What is cheap to measure is measured first, and a pair that cannot reach a score any more is not measured on.
Pairs of two sentences with one piece of quoted words each are measured in columns; the measures of words of
other pairs one by one, by ``compare``.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Protocol

import numpy as np
import numpy.typing as npt

from dragoman.link import compare
from dragoman.link.columns import NO_DAY, NONE, UNIT, Facts, Flags, Ids, lay, sums, units
from dragoman.link.compare import ACROSS, INSIDE
from dragoman.link.forbidding import ZONES, Speakers, forbids, speakers
from dragoman.link.sets import Columns, Numbers
from dragoman.link.traits import Traits, Voice
from dragoman.link.vectors import cosine, measured, similarity

Floats = npt.NDArray[np.float64]

FORBIDDEN = -1.0
_MARGIN = 1e-6  # how far a sum may be from what it bounds
_AT_ONCE = 1_000  # vectors held as floats at one time


class Source(Protocol):
    """Whoever has the statements of a table."""

    def traits(self, rows: Sequence[int]) -> Sequence[Traits]:
        """Some statements (rows of the table), laid out."""

    def voices(self, rows: Sequence[int]) -> Sequence[Voice]:
        """Who speaks in some statements."""


class _AtHand:
    """Statements in memory."""

    def __init__(self, several: Sequence[Traits]) -> None:
        self._several = several

    def traits(self, rows: Sequence[int]) -> Sequence[Traits]:
        return [self._several[row] for row in rows]

    def voices(self, rows: Sequence[int]) -> Sequence[Voice]:
        return [self._several[row].voice for row in rows]


def scores_of(pairs: Sequence[tuple[Traits, Traits]], least: float = 0.0) -> list[float]:
    """How surely pairs of statements report one act of speech; ``FORBIDDEN`` where something forbids it,
    and 0 (or less than ``least``) where less than ``least`` comes out."""
    if not pairs:
        return []
    known = {t.id: t for pair in pairs for t in pair}
    several = [known[id] for id in sorted(known)]
    row = {t.id: n for n, t in enumerate(several)}
    one, other = (np.array([row[pair[side].id] for pair in pairs], dtype=np.int64) for side in (0, 1))
    found: list[float] = among(Table(lay(several), _AtHand(several)), one, other, least).tolist()
    return found


def among(table: Table, one: Numbers, other: Numbers, least: float = 0.0) -> Floats:
    """The same of pairs of statements that are told by their rows."""
    found = np.zeros(len(one))
    alike = table["language"][one] == table["language"][other]
    inside = alike & (table["article"][one] == table["article"][other])
    across = alike & ~inside
    found[across] = scores(table, one[across], other[across], least)
    found[inside] = scores_inside(table, one[inside], other[inside])
    for n, *pair in table.opened(~alike, one, other):
        found[n] = FORBIDDEN if forbids(*pair) else compare.score_pair(*pair)
    return found


class Table:
    """Some statements, in the order of their ids, as columns (``columns.lay``)."""

    def __init__(self, columns: Columns, source: Source) -> None:
        self.columns, self._source = columns, source
        cells, sets = columns.cells, columns.sets
        told = ((Ids._fields, cells["ids"]), (Facts._fields, cells["facts"].astype(np.int64)))
        self._columns = {
            name: column
            for names, rows in told
            for name, column in zip(names, np.ascontiguousarray(rows.T), strict=True)
        }
        self.mass, self.quotes, plain = np.ascontiguousarray(cells["mass"].T)
        self.thin = plain < compare.THIN
        self._vectors = cells["vectors"]
        self.bags, self.pairs, self.rows, self.names = (sets[s] for s in ("bag", "runs", "rows", "names"))
        self.numbers, self.medium = sets["numbers"], sets["medium"]
        plain, self.named = units(self.bags.members)
        self.units = np.where(np.isin(self.bags.keys, self.names.keys), self.named, plain)
        self.whole = sums(self.units, self.bags.starts)
        _, rows, self.voice = np.unique(self["voice"], return_index=True, return_inverse=True)
        self.voices = source.voices(rows.tolist())

    def __getitem__(self, name: str) -> Numbers:
        column: Numbers = self._columns[name]
        return column

    def opened(self, flags: Flags, one: Numbers, other: Numbers) -> Iterator[tuple[int, Traits, Traits]]:
        """Those of some pairs that are flagged: which it is, and both statements."""
        chosen = np.flatnonzero(flags)
        if not len(chosen):
            return
        rows = np.unique([one[chosen], other[chosen]]).tolist()
        traits = dict(zip(rows, self._source.traits(rows), strict=True))
        for n, a, b in zip(chosen.tolist(), one[chosen].tolist(), other[chosen].tolist(), strict=True):
            yield n, traits[a], traits[b]

    @cached_property
    def outer(self) -> Numbers:
        """The statements inside which others are told; -1 where that is none or not here."""
        order = np.argsort(self["code"])
        at = order[np.searchsorted(self["code"], self["outer"], sorter=order) % max(1, len(order))]
        here = (self["outer"] != NONE) & (self["code"][at] == self["outer"])
        found: Numbers = np.where(here, at, -1)
        return found

    def cosines(self, one: Numbers, other: Numbers) -> Floats:
        """Likeness of the first vectors of some pairs."""
        rows, squares = self._meanings
        products = np.einsum("ij,ij->i", rows[one], rows[other])
        return cosine(products, squares[one] * squares[other])

    @cached_property
    def _meanings(self) -> tuple[npt.NDArray[np.float32], Floats]:
        """The first vector of each, and its square."""
        return measured(self._vectors)


def scores(table: Table, one: Numbers, other: Numbers, least: float = 0.0) -> Floats:
    """How surely pairs of statements (rows of a table) of different articles report one act of speech;
    ``FORBIDDEN`` where something forbids it, and 0 where less than ``least`` comes out."""
    found = np.zeros(len(one))
    measured = _Measured(table, one, other, ACROSS, least)
    found[measured.forbidden] = FORBIDDEN
    measured.keep(~measured.forbidden)
    for measure in (measured.by_facts, measured.by_meaning, measured.by_words, measured.by_rows):
        measure()
        measured.keep(measured.can_reach())
    measured.keep((measured.values["thin"] == 0) | (measured.values["fresh"] > 0))
    found[measured.place] = measured.scores()
    return found


def scores_inside(table: Table, one: Numbers, other: Numbers) -> Floats:
    """The same for pairs of one article, whatever comes out."""
    found = np.full(len(one), FORBIDDEN)
    measured = _Measured(table, one, other, INSIDE)
    measured.keep(~measured.forbidden & ~measured.nested())
    for measure in (measured.by_facts, measured.by_meaning, measured.by_words, measured.by_rows):
        measure()
    measured.by_places()
    found[measured.place] = measured.scores()
    return found


class _Measured:
    """Pairs as they are measured one measure after the other: those that still count."""

    def __init__(
        self, table: Table, one: Numbers, other: Numbers, weights: Mapping[str, float], least: float = 0.0
    ) -> None:
        mass = table.mass[one], table.mass[other]
        heavier = (mass[0] > mass[1]) | ((mass[0] == mass[1]) & (one > other))
        self._one, self._other = np.where(heavier, other, one), np.where(heavier, one, other)
        self._table, self._weights = table, weights
        self._least = -math.inf if least <= 0 else math.log(least / (1 - least)) - _MARGIN
        self.place = np.arange(len(one))
        self.values: dict[str, Floats] = {}
        self._relate()

    def _relate(self) -> None:
        """How the speakers and the days of pairs stand to each other."""
        t, a, b = self._table, self._one, self._other
        relation = _relations(t.voice[a], t.voice[b], t.voices)
        self._open, self._metonym = relation == _OPEN, relation == _METONYM
        dated = (t["dated"][a] > 0) & (t["dated"][b] > 0)
        self._gap = _gaps(t, a, b)
        asks = (t["asks"][a] != t["asks"][b]) & ((t["turn"][a] | t["turn"][b]) > 0)
        apart = dated & (self._gap > ZONES)
        self.forbidden: Flags = (relation == _DIFFERENT) | asks | apart
        none = (t["day"][a] == NO_DAY) | (t["day"][b] == NO_DAY)
        late = np.where(dated, 0, _days_late(t, a, b))
        self._late = np.where(none, -1, late)

    def keep(self, kept: Flags) -> None:
        """Go on with some of them."""
        if kept.all():
            return
        self._one, self._other, self.place = self._one[kept], self._other[kept], self.place[kept]
        self._open, self._metonym = self._open[kept], self._metonym[kept]
        self._gap, self._late = self._gap[kept], self._late[kept]
        self.values = {name: value[kept] for name, value in self.values.items()}

    def can_reach(self) -> Flags:
        """Which can still reach the least score, if what was not measured yet speaks for them."""
        total = np.full(len(self.place), self._weights[""] + sum(max(0.0, w) for n, w in self._unknown()))
        for name, value in self.values.items():
            total += self._weights.get(name, 0.0) * value
        found: Flags = total >= self._least
        return found

    def _unknown(self) -> list[tuple[str, float]]:
        return [(n, w) for n, w in self._weights.items() if n and n not in self.values]

    def scores(self) -> list[float]:
        """What comes of all measures, in the order in which ``compare`` adds them."""
        total = np.zeros(len(self.place))
        for name, weight in self._weights.items():
            if name:
                total = total + weight * self.values[name]
        return list(map(compare.probability, (self._weights[""] + total).tolist()))

    def nested(self) -> Flags:
        """Whether one is told inside the other."""
        outer = self._table.outer
        found: Flags = (outer[self._one] == self._other) | (outer[self._other] == self._one)
        return found

    # ------------------------------------------------------------ measures

    def _both(self, name: str) -> tuple[Numbers, Numbers]:
        column = self._table[name]
        return column[self._one], column[self._other]

    def by_facts(self) -> None:
        """Speakers, days, acts, places, numbers."""
        late = self._late
        self.values |= {
            "open": self._open.astype(float),
            "metonym": self._metonym.astype(float),
            "late": _LATE[np.clip(late - compare.FRESH, 0, len(_LATE) - 1)],
            "day": np.minimum(self._gap, 3) / 3,
            "undated": (late < 0).astype(float),
            "fresh": ((late >= 0) & (late <= compare.FRESH) & (self._gap == 0)).astype(float),
        }
        table, one, other = self._table, self._one, self._other
        turn, known = map(self._both, ("turn", "meanings"))
        numbers = table.numbers.sizes(one) > 0, table.numbers.sizes(other) > 0
        media = (table.medium.sizes(one) > 0) & (table.medium.sizes(other) > 0)
        medium = table.medium.shared(one, other) > 0
        self.values |= {
            "turn": (turn[0] != turn[1]).astype(float),
            "medium": medium.astype(float),
            "media": (media & ~medium).astype(float),
            "thin": (table.thin[one] | table.thin[other]).astype(float),
            "count": (numbers[0] != numbers[1]).astype(float),
            "blind": ((known[0] == 0) | (known[1] == 0)).astype(float),
            "polarity": self._opposed().astype(float),
            "numbers": (numbers[0] & numbers[1] & (table.numbers.shared(one, other) == 0)).astype(float),
        }

    def _opposed(self) -> Flags:
        """Whether one denies in the outlet's words what the other asserts."""
        denies, negated, direct = map(self._both, ("denies", "negated", "direct"))
        quoted = np.where(denies[0] > 0, direct[0], direct[1])
        found: Flags = (denies[0] != denies[1]) & ((negated[0] | negated[1]) == 0) & (quoted == 0)
        return found

    def by_meaning(self) -> None:
        """Likeness of vectors; and of fresh reports, how little else their articles have of the speaker."""
        table, known = self._table, self._both("meanings")
        alike = np.zeros(len(self.place))
        plain = np.flatnonzero((known[0] == 1) & (known[1] == 1))
        for start in range(0, len(plain), _AT_ONCE):
            some = plain[start : start + _AT_ONCE]
            alike[some] = table.cosines(self._one[some], self._other[some])
        for n, *pair in table.opened((known[0] * known[1]) > 1, self._one, self._other):
            alike[n] = similarity(*pair)
        meaning = np.clip((alike - compare.CHANCE) / (1 - compare.CHANCE), 0.0, 1.0)
        one, other = self._both("company")
        pairs, place = np.unique(one * other, return_inverse=True)
        sole = np.array([compare.sole_of(n) for n in pairs.tolist()])[place]
        self.values["meaning"] = meaning
        self.values["sole"] = np.where(self.values["fresh"] > 0, sole * np.minimum(1.0, 2 * meaning), 0.0)

    def by_words(self) -> None:
        """How much of each one's words the other has."""
        t, one, other = self._table, self._one, self._other
        plain = (t["plain"][one] & t["plain"][other]) > 0
        small, large, shared = np.zeros((3, len(one)))
        small[plain], large[plain], shared[plain] = _covers(t, one[plain], other[plain])
        quotes, others = t.quotes[one], t.quotes[other]
        light = (quotes < others) | ((quotes == others) & (one < other))
        mixed = t["mixed"][np.where(light, one, other)] > 0
        for n, *pair in t.opened(~plain | mixed, one, other):
            small[n], large[n], shared[n] = compare.covers(*pair)
        self.values |= {"small": small, "large": large, "amount": shared / (shared + compare.SHARED)}

    def by_rows(self) -> None:
        """Which words of both stand in a row."""
        t, one, other = self._table, self._one, self._other
        least = np.minimum(t.pairs.sizes(one), t.pairs.sizes(other))
        self.values["runs"] = t.pairs.shared(one, other) / np.maximum(least, 1)
        quoted, whole, direct = map(self._both, ("quoted", "whole", "direct"))
        both = (quoted[0] > 0) & (quoted[1] > 0)
        plain = both & ((whole[0] & whole[1]) > 0)
        short = (quoted[0] < quoted[1]) | ((quoted[0] == quoted[1]) & (one < other))
        first, second = np.where(short, one, other), np.where(short, other, one)
        quote, amount = np.zeros(len(one)), np.zeros(len(one))
        length, rows = t["quoted"][first[plain]], t.rows.sizes(first[plain])
        quote[plain] = length * (t.rows.shared(first[plain], second[plain]) / rows) / length
        enough = np.minimum(t.quotes[first[plain]], compare.ENOUGH)
        amount[plain] = quote[plain] * enough / compare.ENOUGH
        for n, *pair in t.opened(both & ~plain, one, other):
            quote[n], amount[n] = compare.quote(*pair)
        cut = np.where((direct[0] & direct[1]) > 0, np.maximum(0.0, 1.0 - compare.TRIMMED * quote), 0.0)
        apart = (direct[0] & direct[1] & (quote == 0)).astype(float)
        self.values |= {"quote": quote, "quoted": amount, "cut": cut, "apart": apart}

    def by_places(self) -> None:
        """How statements of one article stand to each other in it."""
        place, head, act, denies, direct = map(self._both, ("place", "head", "act", "denies", "direct"))
        close = np.abs(place[0] - place[1]) <= compare.CLOSE
        turned = place[1] < place[0]
        before, behind = np.where(turned, direct[1], direct[0]), np.where(turned, direct[0], direct[1])
        leads = close & (head[0] == head[1]) & (before == 0) & (behind > 0)
        denial = close & ((denies[0] & denies[1]) > 0)
        told = {"leads": leads, "denial": denial, "retort": leads & denial, "head": head[0] != head[1]}
        told["acts"] = act[0] != act[1]
        self.values |= {name: flags.astype(float) for name, flags in told.items()}


_LATE = np.array([compare.lateness(days + compare.FRESH) for days in range(compare.STALE + 1)])
_RELATIONS = tuple(Speakers)
_OPEN, _METONYM, _DIFFERENT = map(_RELATIONS.index, (Speakers.OPEN, Speakers.METONYM, Speakers.DIFFERENT))


def _relations(one: Numbers, other: Numbers, voices: Sequence[Voice]) -> Numbers:
    """How pairs of voices stand to each other, by number."""
    pairs, place = np.unique(one * len(voices) + other, return_inverse=True)
    both = ((voices[n // len(voices)], voices[n % len(voices)]) for n in pairs.tolist())
    found = np.array([_RELATIONS.index(speakers(a, b)) for a, b in both], dtype=np.int64)
    relations: Numbers = found[place]
    return relations


def _gaps(t: Table, one: Numbers, other: Numbers) -> Numbers:
    """Days that must lie between two acts of speech as far as words tell."""
    gap = np.zeros(len(one), dtype=np.int64)
    for a, b in ((one, other), (other, one)):
        known = (t["dated"][a] > 0) & (t["first"][a] != NO_DAY) & (t["last"][b] != NO_DAY)
        gap = np.maximum(gap, np.where(known, t["first"][a] - t["last"][b], 0))
    found: Numbers = np.where((t["told"][one] | t["told"][other]) > 0, gap, 0)
    return found


def _days_late(t: Table, one: Numbers, other: Numbers) -> Numbers:
    """Days between pairs of reports of which words date one at most."""
    late: Numbers = np.abs(t["day"][one] - t["day"][other])
    for a, b in ((one, other), (other, one)):
        first, last, day = t["first"][a], t["last"][a], t["day"][b]
        inside = (t["dated"][a] > 0) & (t["dated"][b] == 0) & (first <= day) & (day <= last)
        late = np.where(inside, np.minimum(last - day, (last - first) // 4), late)
    return late


def _covers(t: Table, one: Numbers, other: Numbers) -> tuple[Floats, Floats, Floats]:
    """What share of the words of each the other has, and how much these tell: a name tells less, in whichever
    of the two it is known for one."""
    pair, place, at = t.bags.found(one, t.bags, other)
    units = np.zeros(len(one), dtype=np.int64)
    np.add.at(units, pair, np.minimum(t.units[place], t.units[at]))
    shared: Floats = units.astype(float)
    wholes = []
    for told, names in ((one, other), (other, one)):
        whole = t.whole[told]
        pair, _, at = t.names.found(names, t.bags, told)
        np.subtract.at(whole, pair, t.units[at] - t.named[at])
        wholes.append(whole.astype(float))
    return shared / wholes[0], shared / wholes[1], shared * UNIT
