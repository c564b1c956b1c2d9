"""Which statements report one utterance, in a ledger: only what something touched is compared and decided.

A statement that comes, goes or changes its speaker over articles touches those near it under its keys, and
the component of strong ties that it is or was in. That component alone is decided anew, from stored traits.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from dragoman.ledger import Ledger
from dragoman.ledger.compared import Compared, Kept, StoredSign
from dragoman.ledger.due import Due
from dragoman.ledger.links import Links
from dragoman.link.briefs import brief_of
from dragoman.link.candidates import (
    Row,
    is_candidate,
    needed_of,
    pairs_inside,
    rows_of,
)
from dragoman.link.codes import code_of
from dragoman.link.crosswise import scores_of
from dragoman.link.decide import STRONG, Judged, components, pair_of
from dragoman.link.exchanges import Position
from dragoman.link.inferring import Stance, infer, pack_stance, position_of, stances_of, unpack_stance
from dragoman.link.meeting import meet, part, stand_near, times_met
from dragoman.link.packing import pack, unpack
from dragoman.link.sheet import Sheet
from dragoman.link.signs import Tie
from dragoman.link.traits import Traits, lay_out
from dragoman.link.utterances import AtHand, placed, utterances_of_all, utterances_of_groups
from dragoman.linking.hands import Hands
from dragoman.linking.working import work_off
from dragoman.model import Utterance

Codes = tuple[int, int]

_AT_ONCE = 200  # statements that are compared in one transaction


def put_statements(
    sheets: Mapping[str, Sheet | None], compared: Compared, vectors: Mapping[str, bytes]
) -> None:
    """Keep the statements of some articles laid out, with what they mean (``vectors``, packed); those that
    are not the same as before are due."""
    told = {}
    for sheet in filter(None, sheets.values()):
        stances = {stance.id: pack_stance(stance) for stance in stances_of(sheet)}
        for traits in lay_out(sheet):
            id, packed = traits.id, vectors.get(traits.id)
            told[code_of(id)] = id, sheet.id, traits.speaker, pack(traits), packed, stances.get(id)
    compared.put(sheets, told)


def _traits(kept: Kept) -> Traits:
    """A statement as it is compared: with its speaker over articles, and what it means."""
    rows = None
    if kept.vectors is not None:
        count = int.from_bytes(kept.vectors[:2], "little")
        rows = np.frombuffer(kept.vectors[2:], dtype=np.int8).reshape(count, -1)
    return unpack(kept.traits, kept.person, kept.within, rows)


def compare(compared: Compared, links: Links, due: Due, judged: Judged) -> None:
    """Compare what is due, and settle the utterances of all components that this touches."""
    _follow(compared, due, judged)
    _move(compared, due)
    done: set[int] = set()
    while waiting := due.some("score", _AT_ONCE):
        with due.together():
            codes = {int(code) for code in waiting}
            _Pairs(compared, done).take(codes)
            done |= codes
            due.add("component", waiting)
            due.done("score", waiting)
    _decide(compared, links, due, judged)


def _follow(compared: Compared, due: Due, judged: Judged) -> None:
    """Components of which people decided since are due."""
    wanted = {(a, b, 1) for a, b in judged.same} | {(a, b, 0) for a, b in judged.apart}
    changed = wanted ^ compared.judged()
    if changed:
        with due.together():
            due.add("component", {str(code_of(id)) for a, b, _ in changed for id in (a, b)})
            compared.follow(wanted)


# ------------------------------------------------------------------- where statements stand


def _move(compared: Compared, due: Due) -> None:
    """Put the statements that are due where they belong, and take away those that are gone. They are to be
    compared then, and so are those that come nearer to one another."""
    while True:
        statements, gone = due.some("statement", _AT_ONCE), compared.gone("statement", _AT_ONCE)
        if not statements and not gone:
            return
        with due.together():
            ends, nearer = _Step(compared).take(compared.codes(statements), gone)
            due.add("component", map(str, ends))
            due.add("score", map(str, nearer))
            due.done("statement", statements)


@dataclass
class Known:
    """Statements as they are loaded one after the other."""

    compared: Compared
    traits: dict[int, Traits] = field(default_factory=dict)
    kept: dict[int, Kept] = field(default_factory=dict)
    _positions: dict[int, Position | None] = field(default_factory=dict)

    def load(self, codes: Iterable[int]) -> None:
        """Have some statements at hand."""
        self.add(self.compared.load(set(codes) - self.kept.keys()))

    def add(self, several: Iterable[Kept]) -> None:
        """Have these at hand."""
        for kept in several:
            if kept.code not in self.kept:
                self.kept[kept.code], self.traits[kept.code] = kept, _traits(kept)

    def scored(self, pairs: Iterable[Codes]) -> dict[Codes, float]:
        """The strong ties among some pairs that are at hand."""
        several = list(pairs)
        scores = self.scores(several, STRONG)
        return {pair: score for pair, score in zip(several, scores, strict=True) if score >= STRONG}

    def scores(self, pairs: Iterable[Codes], least: float = 0.0) -> list[float]:
        """The scores of some pairs that are at hand, as ``scores_of`` has them."""
        return scores_of([(self.traits[a], self.traits[b]) for a, b in pairs], least)

    def inferred(self, pairs: Iterable[Codes]) -> Iterator[StoredSign]:
        """What some pairs that are at hand are to each other though no word shows it."""
        for pair in pairs:
            first, last = map(self._position, pair)
            if first is not None and last is not None and (tie := infer(first, last)) is not None:
                yield sign_of(tie, self.traits[code_of(tie.origin)].article)

    def _position(self, code: int) -> Position | None:
        """What a statement says, where it is known who speaks."""
        if code not in self._positions:
            stance, person = self.stance(code)
            self._positions[code] = position_of(stance, person) if stance and person else None
        return self._positions[code]

    def stance(self, code: int) -> tuple[Stance | None, str | None]:
        """What a statement says, and the person who speaks, as far as that is known."""
        kept = self.kept[code]
        found = unpack_stance(kept.stance, self.traits[code]) if kept.stance is not None else None
        return found, kept.person


class _Step(Known):
    """Some statements that come, go or change together."""

    def take(
        self, codes: Collection[int], gone: Mapping[int, tuple[int, tuple[int, ...]]]
    ) -> tuple[set[int], set[int]]:
        """Move statements; gives those whose components are to be decided anew, and those to be compared."""
        self.load(codes)
        placed = {code: rows_of(self.traits[code], code) for code in codes}
        held = {(key, self.kept[c].day or 0, c) for c in codes for key in self.kept[c].keys}
        wanted = {row for rows in placed.values() for row in rows}
        going = {(key, day, code) for code, (day, keys) in gone.items() for key in keys} | held
        going -= wanted
        nearer = part(self.compared, going)
        self.compared.remove_rows(going)
        coming = wanted - held
        self.compared.add_rows(coming)
        for code, rows in placed.items():
            if {*rows} != {row for row in held if row[2] == code}:
                keys, needed = [key for key, _, _ in rows], needed_of(self.traits[code])
                self.compared.place([(code, rows[0][1] if rows else 0, keys, needed)])
        self.load(nearer)
        touched = {*codes, *(nearer & self.kept.keys())}
        ended = self.compared.ties({*touched, *gone})
        self.compared.untie(ended)
        self.compared.drop_inferred(self.compared.inferred_of({*touched, *gone}).values())
        self.compared.leave(gone.keys() - set(codes))
        self.compared.forget("statement", gone)
        lost = self._lost(coming, touched) if self.compared.has_ties() else []
        ends = {code for pair in (*ended, *lost) for code in pair}
        return ends - (gone.keys() - set(codes)), touched

    def _lost(self, coming: Iterable[Row], touched: set[int]) -> list[Codes]:
        """Pairs that are candidates no more, as others came between them; their ties are dropped."""
        parted = meet(self.compared, coming)
        ends = {code for pair in parted for code in pair}
        ties, signs = self.compared.ties(ends), self.compared.inferred_of(ends)
        tied = [p for p in {*ties, *signs} if p in parted and not touched & {*p}]
        self.load({code for pair in tied for code in pair})
        apart = [pair for pair in tied if not self._is_candidate(*pair)]
        self.compared.drop_inferred(signs[pair] for pair in apart if pair in signs)
        self.compared.untie(apart)
        return [pair for pair in apart if pair in ties]

    def _is_candidate(self, one: int, other: int) -> bool:
        first, last = self.kept[one], self.kept[other]
        shared = set(first.keys) & set(last.keys)
        times = times_met(self.compared, (first.day or 0, one), (last.day or 0, other), shared)
        return is_candidate(self.traits[one], self.traits[other], times)


# ------------------------------------------------------------------- pairs


class _Pairs(Known):
    """Statements compared with all that stand near them, except with those that were compared already."""

    def __init__(self, compared: Compared, done: set[int]) -> None:
        super().__init__(compared)
        self._done = done

    def take(self, codes: set[int], near: set[Codes] | None = None) -> None:
        """Keep the strong ties of some statements, and what they are to others though no word shows it.
        ``near`` are their candidates in other articles, where they are known already."""
        self.load(codes)
        codes = codes & self.kept.keys()
        pairs = self._near(codes) if near is None else set(near)
        self.load({code for pair in pairs for code in pair})
        self.add(self.compared.of_article({self.traits[code].article for code in codes}))
        pairs |= self._inside(codes)
        fresh = [pair for pair in sorted(pairs) if not {*pair} & self._done]
        self.compared.tie(self.scored(fresh))
        self.compared.add_signs(self.inferred(fresh))

    def _near(self, codes: set[int]) -> set[Codes]:
        """The candidates of some statements."""
        met = {code: stand_near(self.compared, self._rows(code)) for code in codes}
        once = {c for code in codes for c, n in met[code].items() if n < needed_of(self.traits[code])}
        often = {c for code in codes for c, n in met[code].items() if n >= needed_of(self.traits[code])}
        self.load(often | self.compared.easily_met(once))
        return {
            (min(code, other), max(code, other))
            for code, several in met.items()
            for other, times in several.items()
            if other in self.traits and is_candidate(self.traits[code], self.traits[other], times)
        }

    def _rows(self, code: int) -> list[Row]:
        kept = self.kept[code]
        return [(key, kept.day or 0, code) for key in kept.keys]

    def _inside(self, codes: set[int]) -> set[Codes]:
        """Pairs of one article, one of them among some statements."""
        by_article: dict[str, list[Traits]] = defaultdict(list)
        articles = {self.traits[code].article for code in codes}
        for traits in self.traits.values():
            if traits.article in articles:
                by_article[traits.article].append(traits)
        found = (map(code_of, pair) for several in by_article.values() for pair in pairs_inside(several))
        return {(min(p), max(p)) for p in map(tuple, found) if codes & {*p}}


def sign_of(tie: Tie, article: str) -> StoredSign:
    """A tie as it is kept, with the article of its words."""
    return StoredSign(
        origin=tie.origin,
        target=tie.target,
        article=article,
        kind=tie.kind.value,
        start=tie.evidence.start,
        end=tie.evidence.end,
        doubt=tie.doubt,
        inferred=tie.inferred,
    )


# ------------------------------------------------------------------- components


def _decide(compared: Compared, links: Links, due: Due, judged: Judged) -> None:
    """Settle the utterances of all components that are due, some components in a transaction."""
    same = _Same(judged)
    while waiting := due.some("component", _AT_ONCE):
        with due.together():
            closed, ties = _closure(map(int, waiting), compared, same)
            traits = {kept.code: _traits(kept) for kept in compared.load(closed)}
            names = {t.id: code for code, t in traits.items()}
            scores = {
                pair_of(traits[a].id, traits[b].id): score
                for (a, b), score in ties.items()
                if a in traits and b in traits
            }
            joined = components(names, [*scores, *judged.among(names).same])
            told = [[brief_of(traits[names[id]]) for id in ids] for ids in joined]
            weigher = AtHand({t.id: t for t in traits.values()})
            found = list(utterances_of_all(told, judged, scores, weigher))
            links.settle(place(found, links), names)
            due.done("component", {*waiting, *map(str, closed)})


class _Same:
    """The statements that people joined, by code."""

    def __init__(self, judged: Judged) -> None:
        self._others: dict[int, set[int]] = defaultdict(set)
        for one, other in judged.same:
            self._others[code_of(one)].add(code_of(other))
            self._others[code_of(other)].add(code_of(one))

    def of(self, code: int) -> set[int]:
        """Those that people joined with one."""
        return self._others.get(code, set())


def _closure(codes: Iterable[int], compared: Compared, same: _Same) -> tuple[set[int], dict[Codes, float]]:
    """All statements of the components of some, and the ties between them; as many components as are
    decided at once."""
    closed: set[int] = set()
    ties: dict[Codes, float] = {}
    edge = set(codes)
    while edge:
        closed |= edge
        found = compared.ties(edge)
        ties |= found
        reached = {code for pair in found for code in pair}
        edge = (reached | {o for code in edge for o in same.of(code)}) - closed
    return closed, ties


# ------------------------------------------------------------------- where and when


def place(found: Sequence[Utterance], links: Links) -> list[Utterance]:
    """Utterances with the event that they belong to, and the day that one of their statements was lent."""
    return placed(found, *links.placed([s for u in found for s in u.statements]))


def place_again(ledger: Ledger, helpers: Hands | None = None) -> None:
    """Utterances whose event or lent day came or went."""
    with ledger.links.due.together():
        ledger.links.sweep()
    work_off(ledger, "utterance", _place_some, helpers=helpers)


def _place_some(ledger: Ledger, utterances: Sequence[str]) -> None:
    links = ledger.links
    members = links.members(utterances)
    codes = [code_of(s) for several in members.values() for s in several]
    traits = {kept.code: _traits(kept) for kept in links.compared.load(codes)}
    told = [[traits[c] for s in several if (c := code_of(s)) in traits] for several in members.values()]
    found = list(utterances_of_groups([several for several in told if several]))
    links.settle(place(found, links), [s for several in members.values() for s in several])
