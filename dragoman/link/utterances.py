"""Which statements report one utterance.

``find_utterances`` does all at once, for articles in memory. The same steps, kept apart so that a ledger can
store what lies between them: traits and keys when an article is read, scores of the pairs that stand near one
another under a key, components of strong ties, and the utterances of each component.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain, combinations
from operator import attrgetter
from types import MappingProxyType

from dragoman.link.briefs import Brief, Weigher, brief_of
from dragoman.link.candidates import UNDATED, pairs_among
from dragoman.link.crosswise import scores_of
from dragoman.link.decide import (
    MOST,
    NOTHING_JUDGED,
    STRONG,
    Judged,
    Pair,
    Score,
    components,
    decide,
    pair_of,
    ties_of,
)
from dragoman.link.sheet import Sheet
from dragoman.link.traits import Traits, members_of, traits_of
from dragoman.link.vectors import Encoder, encode_sheet
from dragoman.model import Interval, Person, Utterance

_NO_SCORES: Mapping[Pair, float] = MappingProxyType({})
_Bundles = list[list[Brief]]  # statements of a component that are one from the start
_SUREST = 0.99  # a tie that is never cut


def find_utterances(
    sheets: Iterable[Sheet],
    people: Sequence[Person] = (),
    *,
    judged: Judged = NOTHING_JUDGED,
    encoder: Encoder | None = None,
) -> tuple[Utterance, ...]:
    """The utterances that some articles report, by id; every statement is in exactly one.

    ``people`` are the actors over articles, ``judged`` what people decided about pairs of statements, and
    ``encoder`` tells likeness of meaning; without it only words do.
    """
    members = members_of(people)
    traits: dict[str, Traits] = {}
    for sheet in sheets:
        vectors = encode_sheet(sheet, encoder) if encoder else {}
        traits |= {t.id: t for t in traits_of(sheet, members, vectors)}
    pairs = list(pairs_among(traits.values()))
    found = scores_of([(traits[a], traits[b]) for a, b in pairs])
    scores = dict(zip(pairs, found, strict=True))
    joined = components(traits, [*ties_of(scores), *judged.among(traits).same])
    told = [[brief_of(traits[id]) for id in ids] for ids in joined]
    several = utterances_of_all(told, judged, scores, AtHand(traits))
    return tuple(sorted(several, key=lambda u: u.id))


def utterances_of_all(
    several: Sequence[Sequence[Brief]],
    judged: Judged,
    scores: Mapping[Pair, float],
    weigher: Weigher,
) -> Iterator[Utterance]:
    """The utterances of some components; ``scores`` are those of the pairs that are known. All others that
    deciding asks for are weighed at once."""
    score = _Rated(weigher, scores)
    known = {b.id: b for component in several for b in component}
    groups = _groups([bundle(component, judged) for component in several], judged, score)
    yield from _told([[known[id] for id in group] for group in groups], score)


def utterances_of_groups(groups: Sequence[Sequence[Traits]]) -> Iterator[Utterance]:
    """The utterances that some groups of statements report; nothing else is looked at."""
    weigher = AtHand({t.id: t for group in groups for t in group})
    yield from _told([[brief_of(t) for t in group] for group in groups], _Rated(weigher))


def _told(groups: Sequence[Sequence[Brief]], score: _Rated) -> Iterator[Utterance]:
    """The same, with scores that are known; all others that their doubts ask for are weighed at once."""
    ordered = [sorted(group, key=_earliest) if len(group) > 1 else group for group in groups]
    score.weigh(
        {
            pair_of(one.id, other.id)
            for group in ordered
            for n, other in enumerate(group[:_FIRST_CARRIERS])
            for one in group[n + 1 :]
        }
    )
    for group in ordered:
        yield _utterance(group, score)


class AtHand:
    """Statements in memory, by id."""

    def __init__(self, traits: Mapping[str, Traits]) -> None:
        self._traits = traits

    def weigh(self, pairs: Sequence[Pair]) -> Sequence[float]:
        """Their scores, as ``crosswise`` has them."""
        return scores_of([(self._traits[a], self._traits[b]) for a, b in pairs])

    def near(self, ids: Iterable[str]) -> Iterable[Pair]:
        """Those that stand near each other under some keys."""
        return pairs_among(self._traits[id] for id in ids)


class _Rated:
    """The scores of pairs (ids), each weighed once; ``scores`` are some that are known."""

    def __init__(self, weigher: Weigher, scores: Mapping[Pair, float] = _NO_SCORES) -> None:
        self._weigher, self._known = weigher, dict(scores)

    def weigh(self, pairs: Iterable[Pair]) -> None:
        """Weigh all of some pairs at once that are not known yet."""
        missing = [pair for pair in pairs if pair not in self._known]
        if missing:
            self._known.update(zip(missing, self._weigher.weigh(missing), strict=True))

    def near(self, ids: Iterable[str]) -> list[Pair]:
        """The pairs among some statements that are worth comparing, which are weighed then."""
        pairs = list(self._weigher.near(ids))
        self.weigh(pairs)
        return pairs

    def __call__(self, one: str, other: str) -> float:
        """The score of two statements; below 0 where something forbids it."""
        pair = (one, other) if one < other else (other, one)
        score = self._known.get(pair)
        if score is None:
            self.weigh([pair])
            score = self._known[pair]
        return score


def groups_of(
    component: Sequence[Traits], judged: Judged = NOTHING_JUDGED, scores: Mapping[Pair, float] = _NO_SCORES
) -> list[tuple[str, ...]]:
    """The statements of one component, as utterances; ``scores`` spare a second weighing."""
    weigher = AtHand({t.id: t for t in component})
    bundles = bundle([brief_of(t) for t in component], judged)
    return list(_groups([bundles], judged, _Rated(weigher, scores)))


def _groups(several: Sequence[_Bundles], judged: Judged, score: _Rated) -> Iterator[tuple[str, ...]]:
    """The groups of some components; what is small enough to compare all with all is weighed at once."""
    small = ([b[0].id for b in bundles] for bundles in several if len(bundles) <= MOST)
    score.weigh(chain.from_iterable(combinations(names, 2) for names in small))
    for bundles in several:
        if len(bundles) == 1:
            yield tuple([b.id for b in bundles[0]])
        else:
            yield from _groups_of(bundles, judged, score)


def _groups_of(bundles: _Bundles, judged: Judged, score: _Rated) -> list[tuple[str, ...]]:
    name = {t.id: b[0].id for b in bundles for t in b}
    by_bundle = Judged(
        frozenset(pair_of(name[a], name[b]) for a, b in judged.among(name).same if name[a] != name[b]),
        frozenset(pair_of(name[a], name[b]) for a, b in judged.among(name).apart if name[a] != name[b]),
    )
    inside = {b[0].id: [t.id for t in b] for b in bundles}
    found = []
    for part in _parts(inside, score, by_bundle):
        if len(bundles) > MOST:
            score.weigh(combinations(part, 2))
        found += decide(part, score, by_bundle)
    return [tuple(sorted(id for n in group for id in inside[n])) for group in found]


def bundle(component: Sequence[Brief], judged: Judged = NOTHING_JUDGED) -> _Bundles:
    """Statements of the same words by the same speaker within a few days are one from the start: the many
    copies of a wire cost no comparing. Sorted by id, inside and out."""
    alike: dict[object, list[Brief]] = {}
    parted = {id for pair in judged.apart for id in pair}
    for brief in sorted(component, key=attrgetter("id")):
        plain = brief.exact is not None and brief.id not in parted
        alike.setdefault(brief.exact if plain else brief.id, []).append(brief)
    return list(alike.values())


def _parts(bundles: Iterable[str], score: _Rated, judged: Judged) -> list[tuple[str, ...]]:
    """A component in parts small enough to compare all with all: its weaker ties are cut first."""
    ids, least = tuple(sorted(bundles)), STRONG
    parts = [ids]
    if len(ids) <= MOST:
        return parts
    near = {(a, b): score(a, b) for a, b in score.near(ids)}
    while any(len(p) > MOST for p in parts) and least < _SUREST:
        least = (least + 1) / 2
        parts = components(ids, [*ties_of(near, least), *judged.same])
    return [p[i : i + MOST] for p in parts for i in range(0, len(p), MOST)]


def _utterance(ordered: Sequence[Brief], score: Score) -> Utterance:
    """The utterance that some statements report: the first of them gives the id, the one whose words date
    it best the day, the fullest name the speaker."""
    return Utterance(
        id=ordered[0].id,
        statements=tuple([t.id for t in ordered]),
        speaker_name=_speaker_name(ordered),
        said_on=_said_on(ordered),
        doubt=_doubt([t.id for t in ordered], score),
    )


def placed(
    utterances: Sequence[Utterance], events: Mapping[str, str], lent: Mapping[str, Interval]
) -> list[Utterance]:
    """Utterances with the event that they belong to, and the day that one of their statements was lent."""
    found = []
    for utterance in utterances:
        event = next((events[s] for s in utterance.statements if s in events), None)
        days = [lent[s] for s in utterance.statements if s in lent]
        found.append(replace(utterance, event=event, said_on=days[0] if days else utterance.said_on))
    return found


def _earliest(brief: Brief) -> tuple[int, int, str]:
    """First carrier first: by the day of publication, then by the day that the words tell, then by id."""
    return brief.published, brief.day, brief.id


def _speaker_name(told: Sequence[Brief]) -> str | None:
    """The fullest name; names before offices."""
    named = [(b.named, len(n.split()), len(n), n) for b in told if (n := b.printed)]
    return max(named)[-1] if named else None


def _said_on(told: Sequence[Brief]) -> Interval | None:
    """What the words that date the saying best tell; an upper bound where none do."""
    dates = [brief.said_on for brief in told if brief.said_on is not None]
    return min(dates, key=_vagueness) if dates else None


def _vagueness(interval: Interval) -> tuple[int, int, str]:
    first, last = interval.first, interval.last
    if first is None or last is None:
        return (UNDATED, last.toordinal() if last else UNDATED, interval.basis)
    return ((last - first).days, last.toordinal(), interval.basis)


def _doubt(group: Sequence[str], score: Score) -> float:
    """Of the statement that is least sure to belong: what its best tie to the first carriers leaves open."""
    if len(group) < 2:
        return 0.0
    first, least = group[:_FIRST_CARRIERS], 1.0
    for one in group:
        surest = 0.0
        for other in first:
            if surest < least and other != one:
                surest = max(surest, score(one, other))
        least = min(least, surest)
    return round(1.0 - least, 2)


_FIRST_CARRIERS = 12  # with which each statement is compared for the doubt
