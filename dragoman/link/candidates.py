"""Which statements are worth comparing: those that stand near one another in an ordered list of a shared key.

The keys of a statement are a pure function of its traits: runs of telling words whoever says them,
telling words by the same speaker or for the same state, a few quoted words whole. Under a key
statements are ordered by day, and each is compared with the few that stand next to it on either side
(the sorted neighbourhood method). So a stock phrase under which a million statements stand costs each
of them no more than a rare one does, nothing depends on the order of arrival, and a new statement
touches its neighbours only.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Protocol

from dragoman.link.senses import Senses, senses
from dragoman.link.traits import Traits

NEIGHBOURS = 8  # on each side, under each key
_RUNS = 10  # keys of adjacent telling words, whoever speaks
_WORDS = 10  # keys of single words for a speaker
_STATE_WORDS = 5  # keys of single words for a state
_UNDATED = 9_999_999  # stands behind every day
_LEAST_RUN = 1.3  # what two adjacent words must tell to be a key without a speaker

Rank = tuple[int, str]


class Index(Protocol):
    """What candidates need of a store: rows (key, day, statement), ordered by day and id under each key."""

    def add(self, rows: Iterable[tuple[str, int, str]]) -> None:
        """Keep some rows."""

    def remove(self, statements: Iterable[str]) -> None:
        """Drop the rows of some statements."""

    def around(self, key: str, day: int, statement: str, width: int) -> Sequence[str]:
        """The ``width`` statements before a place under a key and those behind it, nearest or not."""


def keys_of(traits: Traits) -> tuple[str, ...]:
    """The keys under which a statement is looked for."""
    table = senses(traits.language)
    keys = {f"r:{a} {b}" for a, b in _best_runs(traits.words, table)}
    best = _most_telling(traits.words, table)
    person, state = traits.voice.person, traits.voice.state
    if person is not None:
        keys |= {f"p:{person}:{w}" for w in best[:_WORDS]}
    if state is not None:
        keys |= {f"s:{state}:{w}" for w in best[:_STATE_WORDS]}
    keys |= {f"q:{w}" for w in _brief(traits)}
    return tuple(sorted(keys))


def _best_runs(words: Sequence[str], table: Senses) -> list[tuple[str, str]]:
    runs = {(a, b) for a, b in pairwise(words) if a != b and table.weight(a) + table.weight(b) >= _LEAST_RUN}
    return sorted(runs, key=lambda r: (-table.weight(r[0]) - table.weight(r[1]), r))[:_RUNS]


def _most_telling(words: Sequence[str], table: Senses) -> list[str]:
    return sorted(set(words), key=lambda w: (-table.weight(w), w))


def _brief(traits: Traits) -> Iterator[str]:
    """A few quoted words, whole: too short to hold a run of telling ones."""
    if 0 < len(traits.quotes.words) <= 3:
        yield " ".join(traits.quotes.words)


def rank_of(traits: Traits) -> Rank:
    """Where a statement stands under its keys."""
    return (traits.day if traits.day is not None else _UNDATED, traits.id)


def rows_of(traits: Traits) -> Iterator[tuple[str, int, str]]:
    """What an index keeps of a statement."""
    day, id = rank_of(traits)
    for key in keys_of(traits):
        yield key, day, id


def pairs_among(all_traits: Iterable[Traits], width: int = NEIGHBOURS) -> set[tuple[str, str]]:
    """All pairs of candidates, the smaller id first; what an index gives, for statements in memory."""
    under: dict[str, list[Rank]] = {}
    inside: dict[str, list[Traits]] = {}
    for traits in all_traits:
        rank = rank_of(traits)
        for key in keys_of(traits):
            under.setdefault(key, []).append(rank)
        inside.setdefault(traits.article, []).append(traits)
    pairs: set[tuple[str, str]] = set()
    for ranks in under.values():
        ranks.sort()
        for index, (_, id) in enumerate(ranks):
            pairs.update(_pair(id, other) for _, other in ranks[index + 1 : index + 1 + width])
    for statements in inside.values():
        pairs.update(pairs_inside(statements))
    return pairs


def pairs_inside(statements: Sequence[Traits]) -> Iterator[tuple[str, str]]:
    """Statements of one article that may tell one act of speech: near ones, and its head with all."""
    ordered = sorted(statements, key=lambda t: (t.place, t.id))
    for index, one in enumerate(ordered):
        for other in ordered[index + 1 :]:
            near = other.place - one.place <= _NEAR
            if (near or one.head or other.head) and _may_be_one_speaker(one, other):
                yield _pair(one.id, other.id)


_NEAR = 4  # statements from one to the other


def _may_be_one_speaker(one: Traits, other: Traits) -> bool:
    persons = (one.voice.person, other.voice.person)
    return (
        None in persons
        or persons[0] == persons[1]
        or (one.voice.state is not None and one.voice.state == other.voice.state)
    )


def _pair(one: str, other: str) -> tuple[str, str]:
    return (one, other) if one < other else (other, one)


def touched_by(new: Iterable[Traits], index: Index, width: int = NEIGHBOURS) -> Mapping[str, tuple[str, ...]]:
    """For each of some statements, already in the index, those it is to be compared with."""
    found: dict[str, tuple[str, ...]] = {}
    for traits in new:
        day, id = rank_of(traits)
        near = {o for key in keys_of(traits) for o in index.around(key, day, id, width)}
        found[id] = tuple(sorted(near - {id}))
    return found
