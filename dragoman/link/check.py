"""Checking a quotation: which renderings are nearest to some words, and what that makes of them.

The words are verbatim where a rendering has them inside quotation marks (a part of it, other spelling or
punctuation, words left out at an ellipsis count as the same); altered where they are a rendering's words
but for some; the same thought where they say in other words what a rendering says. ``ABSENT`` is said of
this ledger alone and is no proof that the words were never spoken. What is the same thought is told from
words that share their stem or their group in the thesaurus, and as much from sentence vectors where
``encode`` is given.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
from math import log
from typing import Protocol

import numpy as np
import numpy.typing as npt

from dragoman.link.align import as_change
from dragoman.link.closeness import ROOT, Closeness, measure
from dragoman.link.differences import Edit, differences
from dragoman.link.forms import fold, spelt, stem, thesaurus
from dragoman.link.layout import Layout, lay
from dragoman.link.wording import Sort, words_of
from dragoman.model import Change, Difference, Interval, Kind, Rendering

NEAREST = 40
"""Renderings that a shelf is asked for."""

LAID = 12
"""Renderings that are laid beside the words; the others share less of them."""

SHOWN = 10
"""Renderings that a finding holds at most."""

_LANGUAGE = "en"
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_NEARLY = 0.5  # of what the likeliest rendering shares with the words
_WORDED = 0.4  # share of the words below which a rendering is neither verbatim nor altered

Encode = Callable[[Sequence[str]], npt.ArrayLike]
"""Gives each text its vector, all of one length; only their angles count."""


class Verdict(StrEnum):
    """What a rendering makes of the words that were asked for."""

    VERBATIM = "verbatim"
    ALTERED = "altered"
    SAME_THOUGHT = "same thought"
    ABSENT = "absent"


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """A rendering that can be checked against, and what is known of its utterance."""

    utterance: str
    rendering: Rendering
    speaker_name: str | None = None
    said_on: Interval | None = None
    carriers: tuple[str, ...] = ()
    primary: bool = False


class Shelf(Protocol):
    """Where renderings are looked up: a full-text index, or a ``Bank``."""

    def near(self, words: str, limit: int) -> Sequence[Known]:
        """At most ``limit`` renderings that share words with these, the best first."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Near:
    """A rendering near to the words: what it makes of them, how close it is (0 to 1), and the changes
    that lead from the words to the rendering; what it has beyond them is none."""

    known: Known
    verdict: Verdict
    closeness: float
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What is found for some words: the best verdict of the renderings of the speaker who was asked for
    (of all where none was), the nearest renderings, and those by ``others`` that have the words."""

    words: str
    speaker: str | None
    verdict: Verdict
    near: tuple[Near, ...]
    others: tuple[Near, ...] = field(default=())

    def of(self, verdict: Verdict) -> tuple[Near, ...]:
        """The renderings with one verdict, the nearest first."""
        return tuple(near for near in self.near if near.verdict is verdict)


_RANK = {Verdict.VERBATIM: 0, Verdict.ALTERED: 1, Verdict.SAME_THOUGHT: 2, Verdict.ABSENT: 3}


def check(
    words: str, shelf: Shelf, speaker: str | None = None, *, encode: Encode | None = None, limit: int = SHOWN
) -> Finding:
    """Look words up and say what the renderings of a shelf make of them.

    ``speaker`` is a name or a part of one, such as a surname. Words without any letter or digit are absent.
    """
    asked = words_of(words, spoken=True, language=_LANGUAGE)
    found = list(dict.fromkeys(shelf.near(words, NEAREST))) if asked else []
    likeness = _vector_likeness(words, found, encode)
    looked_for = _LookedFor.of(words)
    alike = [looked_for.beside(known, like) for known, like in zip(found, likeness, strict=True)]
    asked_for = [speaker is None or _is_speaker(known.speaker_name, speaker) for known in found]
    likely = _likeliest([one for one, is_asked in zip(alike, asked_for, strict=True) if is_asked])
    mine = sorted((_near(words, one.known, one.like) for one in likely), key=_order)
    theirs = [
        one for one, is_asked in zip(alike, asked_for, strict=True) if one.shared >= _WORDED and not is_asked
    ]
    told = (_near(words, one.known, one.like) for one in sorted(theirs, key=lambda one: -one.shared)[:LAID])
    others = sorted((n for n in told if n.verdict in (Verdict.VERBATIM, Verdict.ALTERED)), key=_order)
    return Finding(
        words=words,
        speaker=speaker,
        verdict=mine[0].verdict if mine else Verdict.ABSENT,
        near=tuple(mine[:limit]),
        others=tuple(others[:limit]),
    )


@dataclass(frozen=True, slots=True)
class _Alike:
    """A rendering that was found: the share of the words that it has, how like they are in meaning, and how
    close it may be at most where both are laid out."""

    known: Known
    shared: float
    like: float | None
    likely: float


def _likeliest(found: Sequence[_Alike]) -> list[_Alike]:
    """Those that are worth laying out: that may be nearly as close to the words as the likeliest."""
    least = max((one.likely for one in found), default=0.0) * _NEARLY
    return sorted((one for one in found if one.likely >= least), key=lambda one: -one.likely)[:LAID]


@dataclass(frozen=True, slots=True)
class _Stems:
    """Some stems, and those of them that are in groups of the thesaurus, with their groups."""

    stems: frozenset[str]
    groups: tuple[tuple[str, frozenset[int]], ...]

    @classmethod
    def of(cls, stems: frozenset[str]) -> _Stems:
        groups = thesaurus(_LANGUAGE)
        return cls(stems, tuple((one, groups[one]) for one in sorted(stems) if one in groups))


@dataclass(frozen=True, slots=True)
class _LookedFor:
    """The words that are asked for, as stems: all of them, and those that tell what is spoken of. What a text
    shares with them is counted without regard to places, which costs a hundredth of laying both out."""

    all: _Stems
    matter: _Stems
    names: frozenset[str]
    numbers: int

    @classmethod
    def of(cls, words: str) -> _LookedFor:
        asked = words_of(words, spoken=True, language=_LANGUAGE)
        return cls(
            _Stems.of(_bag(words).stems),
            _Stems.of(frozenset(w.stem for w in asked if w.sort is Sort.MATTER)),
            frozenset(w.key[:ROOT].lower() for w in asked if w.sort is Sort.NAME),
            len({w.key for w in asked if w.sort is Sort.NUMBER}),
        )

    def beside(self, known: Known, like: float | None) -> _Alike:
        """How much of them a rendering has, in any form or as a word that reporters put for it."""
        bag = _bag(known.rendering.text)
        shared = bag.count(self.all) / max(len(self.all.stems), 1)
        if like is None:
            return _Alike(known, shared, like, shared)
        thought = self._thought(bag)
        return _Alike(known, shared, like, max(shared, _both(thought, like)))

    def _thought(self, bag: _Bag) -> float:
        """How much of the thought may be the same at most: if they have all that the text tells, and it has
        all their numbers, in whatever words."""
        told = bag.count(self.matter) + len(self.names & bag.roots) + self.numbers
        share = told / max(len(self.matter.stems) + len(self.names) + self.numbers, 1)
        return 2 * share / (share + 1)


@dataclass(frozen=True, slots=True)
class _Bag:
    """The stems of a text's words, how they begin, and the groups of the thesaurus that they are in."""

    stems: frozenset[str]
    roots: frozenset[str]
    groups: frozenset[int]

    def count(self, asked: _Stems) -> int:
        """How many of some stems it has, or another word of their group."""
        meant = sum(
            one not in self.stems and not self.groups.isdisjoint(groups) for one, groups in asked.groups
        )
        return len(asked.stems & self.stems) + meant


@lru_cache(maxsize=1 << 12)
def _bag(text: str) -> _Bag:
    groups = thesaurus(_LANGUAGE)
    stems = frozenset(map(_stem, _WORD.findall(text)))
    return _Bag(
        stems,
        frozenset(one[:ROOT] for one in stems),
        frozenset(group for one in stems if one in groups for group in groups[one]),
    )


@lru_cache(maxsize=1 << 15)
def _stem(word: str) -> str:
    return stem(spelt(fold(word), _LANGUAGE), _LANGUAGE)


def _order(near: Near) -> tuple[int, float, bool, str]:
    return _RANK[near.verdict], -near.closeness, not near.known.primary, near.known.rendering.statement


def _is_speaker(name: str | None, asked: str) -> bool:
    wanted = {fold(part) for part in asked.split()}
    return bool(wanted) and wanted <= {fold(part) for part in (name or "").split()}


def _vector_likeness(words: str, found: Sequence[Known], encode: Encode | None) -> list[float | None]:
    if encode is None or not found:
        return [None] * len(found)
    texts = [words, *(known.rendering.text for known in found)]
    vectors = np.array(encode(texts), dtype=np.float64).reshape(len(texts), -1)
    asked, others = vectors[0], vectors[1:]
    both = np.linalg.norm(asked) * np.linalg.norm(others, axis=1)
    return [
        float(product / length) if length else 0.0
        for product, length in zip(others @ asked, both, strict=True)
    ]


def _near(words: str, known: Known, like: float | None) -> Near:
    spoken = known.rendering.kind is Kind.DIRECT or known.primary
    close, changes = _compared(words, known.rendering.text, spoken)
    return Near(
        known=known,
        verdict=_verdict(close, like),
        closeness=round(max(close.wording, _thought(close, like)), 6),
        changes=changes,
    )


@lru_cache(maxsize=256)
def _compared(words: str, text: str, spoken: bool) -> tuple[Closeness, tuple[Change, ...]]:
    """How close words are to a text, and what differs. Several statements often have one text, and words are
    often looked up again, as said by somebody."""
    layout = lay(words, text, spoken=(True, spoken), language=_LANGUAGE)
    edits = _within(layout, differences(layout))
    return measure(layout, edits), tuple(as_change(edit, words, text) for edit in edits)


def _within(layout: Layout, edits: Sequence[Edit]) -> tuple[Edit, ...]:
    """The differences without what the rendering has before and after the words."""
    places = [layout.other[j].span for n in layout.shared if (j := layout.steps[n][1]) is not None]
    if not places:
        return tuple(edits)
    first, last = min(places).start, max(places).end
    return tuple(
        e for e in edits if e.what is not Difference.ADDED or (first < e.now.start and e.now.end < last)
    )


_VERBATIM_LIKE = 0.62  # share of the words that stand in a quotation, where others differ: altered
_THOUGHT = 0.54


def _verdict(close: Closeness, like: float | None) -> Verdict:
    if close.is_verbatim:
        return Verdict.VERBATIM
    if close.wording >= _VERBATIM_LIKE and close.is_altered:
        return Verdict.ALTERED
    if close.conflicts:
        return Verdict.ABSENT
    return Verdict.SAME_THOUGHT if _thought(close, like) >= _THOUGHT else Verdict.ABSENT


def _thought(close: Closeness, like: float | None) -> float:
    """How much the thought is the same: by words, and as much by vectors where there are any. Vectors alone
    take one topic for one thought, words alone miss what is told in none of theirs."""
    return close.thought if like is None else _both(close.thought, like)


def _both(thought: float, like: float) -> float:
    return (thought + max(0.0, like)) / 2


class Bank:
    """Renderings in memory, found by the stems of their words and the thesaurus; rare words count more."""

    def __init__(self, known: Iterable[Known]) -> None:
        self._known = tuple(known)
        self._places: defaultdict[str, list[int]] = defaultdict(list)
        for place, one in enumerate(self._known):
            for term in sorted(_terms(one.rendering.text)):
                self._places[term].append(place)

    def near(self, words: str, limit: int) -> list[Known]:
        """The renderings that share the rarest words, the best first."""
        score: Counter[int] = Counter()
        for term, weight in sorted(_terms(words).items()):
            places = self._places.get(term, ())
            for place in places:
                score[place] += round(1000 * weight * log(1 + len(self._known) / len(places)))
        best = sorted(score, key=lambda place: (-score[place], place))
        return [self._known[place] for place in best[:limit]]


def _terms(text: str) -> dict[str, float]:
    """Stems and thesaurus groups of a text's words, with their weights."""
    groups = thesaurus(_LANGUAGE)
    terms: dict[str, float] = {}
    for word in words_of(text, language=_LANGUAGE):
        small = word.sort in (Sort.FUNCTION, Sort.PRONOUN, Sort.NEGATOR)
        terms[word.stem] = 0.2 if small else 1.0
        for group in () if small else groups.get(word.stem, ()):
            terms.setdefault(f"~{group}", 0.5)
    return terms
