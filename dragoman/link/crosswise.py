"""The scores of many pairs of statements: those of ``compare.score_pair``, bit by bit.

What is cheap to measure is measured first, and a pair that cannot reach a score any more is not measured on.
Pairs of two sentences with one piece of quoted words each are measured in columns; the measures of words of
other pairs one by one, by ``compare``.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

import numpy as np
import numpy.typing as npt

from dragoman.link import compare
from dragoman.link.columns import NO_DAY, UNIT, WIDTH, Facts, Flags, Laid, Lexicon, Lines, Numbers
from dragoman.link.compare import ACROSS, INSIDE
from dragoman.link.forbidding import ZONES, Speakers, forbids, speakers
from dragoman.link.traits import Traits, Voice
from dragoman.link.vectors import cosine, measured, similarity

Floats = npt.NDArray[np.float64]

FORBIDDEN = -1.0
_MARGIN = 1e-6  # how far a sum may be from what it bounds
_AT_ONCE = 1_000  # vectors held as floats at one time


class Scorer:
    """Scores of any pairs; what statements are in numbers is kept for the next pairs."""

    def __init__(self) -> None:
        self._lexicon = Lexicon()
        self._laid: dict[str, Laid] = {}

    def scores(self, pairs: Sequence[tuple[Traits, Traits]], least: float = 0.0) -> list[float]:
        """How surely pairs of statements report one act of speech; ``FORBIDDEN`` where something forbids it,
        and 0 (or less than ``least``) where less than ``least`` comes out."""
        several = {t.id: t for pair in pairs for t in pair}
        row = {id: n for n, id in enumerate(sorted(several))}
        one, other = (np.array([row[pair[side].id] for pair in pairs], dtype=np.int64) for side in (0, 1))
        found: list[float] = self.among([several[id] for id in row], one, other, least).tolist()
        return found

    def among(self, several: Sequence[Traits], one: Numbers, other: Numbers, least: float = 0.0) -> Floats:
        """The scores of some pairs of statements, which stand in the order of their ids."""
        if self._lexicon.is_full:
            self._lexicon, self._laid = Lexicon(), {}
        table, found = Table([self._lay(t) for t in several], self._lexicon), np.zeros(len(one))
        alike = table["language"][one] == table["language"][other]
        inside = alike & (table.articles[one] == table.articles[other])
        across = alike & ~inside
        found[across] = scores(table, one[across], other[across], least)
        found[inside] = scores_inside(table, one[inside], other[inside])
        for n in np.flatnonzero(~alike).tolist():
            pair = several[one[n]], several[other[n]]
            found[n] = FORBIDDEN if forbids(*pair) else compare.score_pair(*pair)
        return found

    def _lay(self, traits: Traits) -> Laid:
        laid = self._laid.get(traits.id)
        if laid is None or laid.traits is not traits:
            laid = self._laid[traits.id] = self._lexicon.lay(traits)
        return laid


class Table:
    """Some statements, in the order of their ids, as columns."""

    def __init__(self, several: Sequence[Laid], lexicon: Lexicon) -> None:
        self.traits = [laid.traits for laid in several]
        rows: dict[str, int] = {}
        self.articles = _numbers(rows.setdefault(t.article, len(rows)) for t in self.traits)
        self.voices = lexicon.voices
        facts = np.array([laid.facts for laid in several], dtype=np.int64).reshape(-1, len(Facts._fields))
        self._facts = dict(zip(Facts._fields, np.ascontiguousarray(facts.T), strict=True))
        self.mass = np.array([t.mass for t in self.traits])
        words = Lines.of([laid.words for laid in several])
        self.bags, self.pairs = words.sets(), words.sets(2)
        self.names = Lines.of([laid.names for laid in several]).sets()
        self.rows = Lines.of([laid.quoted for laid in several]).sets(WIDTH)
        plain, self.named = lexicon.units(self.bags.members)
        self.units = np.where(np.isin(self.bags.keys, self.names.keys), self.named, plain)
        self.whole = _sums(self.units, self.bags.starts)
        self.quotes = np.array([t.quotes.mass for t in self.traits])

    def __getitem__(self, name: str) -> Numbers:
        column: Numbers = self._facts[name]
        return column

    @cached_property
    def outer(self) -> Numbers:
        """The statements inside which others are told; -1 where that is none or not here."""
        rows = {t.id: n for n, t in enumerate(self.traits)}
        return _numbers(rows.get(t.within or "", -1) for t in self.traits)

    def cosines(self, one: Numbers, other: Numbers) -> Floats:
        """Likeness of the first vectors of some pairs."""
        rows, squares = self._meanings
        products = np.einsum("ij,ij->i", rows[one], rows[other])
        return cosine(products, squares[one] * squares[other])

    @cached_property
    def _meanings(self) -> tuple[npt.NDArray[np.float32], Floats]:
        """The first vector of each, and its square."""
        width = next((t.vectors.shape[1] for t in self.traits if t.vectors is not None), 1)
        none = np.zeros(width, dtype=np.int8)
        rows = np.array([none if t.vectors is None else t.vectors[0] for t in self.traits], dtype=np.int8)
        return measured(rows.reshape(-1, width))


def _numbers(found: Iterable[int]) -> Numbers:
    return np.fromiter(found, dtype=np.int64)


def _sums(values: Numbers, starts: Numbers) -> Numbers:
    total = np.concatenate([[0], np.cumsum(values)])
    found: Numbers = total[starts[1:]] - total[starts[:-1]]
    return found


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
        relation = _relations(t["voice"][a], t["voice"][b], t.voices)
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
        turn, medium, thin, numbers, known = map(
            self._both, ("turn", "medium", "thin", "numbers", "meanings")
        )
        both = (medium[0] > 0) & (medium[1] > 0)
        self.values |= {
            "turn": (turn[0] != turn[1]).astype(float),
            "medium": ((medium[0] & medium[1]) > 0).astype(float),
            "media": (both & ((medium[0] & medium[1]) == 0)).astype(float),
            "thin": ((thin[0] | thin[1]) > 0).astype(float),
            "count": (numbers[0] != numbers[1]).astype(float),
            "blind": ((known[0] == 0) | (known[1] == 0)).astype(float),
            "polarity": self._opposed().astype(float),
            "numbers": self._numbers(numbers),
        }

    def _opposed(self) -> Flags:
        """Whether one denies in the outlet's words what the other asserts."""
        denies, negated, direct = map(self._both, ("denies", "negated", "direct"))
        quoted = np.where(denies[0] > 0, direct[0], direct[1])
        found: Flags = (denies[0] != denies[1]) & ((negated[0] | negated[1]) == 0) & (quoted == 0)
        return found

    def _numbers(self, has: tuple[Numbers, Numbers]) -> Floats:
        """Whether both have numbers and none of them is the same."""
        traits, found = self._table.traits, np.zeros(len(self.place))
        for n in np.flatnonzero(has[0] & has[1]).tolist():
            found[n] = not traits[self._one[n]].numbers & traits[self._other[n]].numbers
        return found

    def by_meaning(self) -> None:
        """Likeness of vectors; and of fresh reports, how little else their articles have of the speaker."""
        table, known = self._table, self._both("meanings")
        alike = np.zeros(len(self.place))
        plain = np.flatnonzero((known[0] == 1) & (known[1] == 1))
        for start in range(0, len(plain), _AT_ONCE):
            some = plain[start : start + _AT_ONCE]
            alike[some] = table.cosines(self._one[some], self._other[some])
        for n in np.flatnonzero((known[0] * known[1]) > 1).tolist():
            alike[n] = similarity(table.traits[self._one[n]], table.traits[self._other[n]])
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
        for n in np.flatnonzero(~plain | mixed).tolist():
            small[n], large[n], shared[n] = compare.covers(t.traits[one[n]], t.traits[other[n]])
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
        for n in np.flatnonzero(both & ~plain).tolist():
            quote[n], amount[n] = compare.quote(t.traits[one[n]], t.traits[other[n]])
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
