"""How close some words are to a rendering: as a wording, and as a thought.

Works on the two laid side by side (``layout.lay``), the words that are asked for first.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import accumulate, pairwise

from dragoman.languages import data
from dragoman.link.differences import Edit
from dragoman.link.forms import spelt, stem, thesaurus
from dragoman.link.layout import Layout
from dragoman.link.numerals import is_number
from dragoman.link.polarity import denied_at
from dragoman.link.wording import OF_MATTER, Sort, Word
from dragoman.model import Difference

_SMALL = 0.3  # weight of a word of grammar
ROOT = 5
"""Letters of a name that what is named after it has as well ("Ostmar", "Ostmari")."""
_FACTS = frozenset({Difference.NEGATION, Difference.NUMBER, Difference.NAME, Difference.PERSON})


@dataclass(frozen=True, slots=True)
class Closeness:
    """``wording``: share of the words that the rendering has in one stretch and in their order.
    ``thought``: share of what matters that both say, in whatever words. ``conflicts``: they speak of
    other numbers or names, or one says the opposite."""

    is_verbatim: bool
    is_altered: bool
    wording: float
    thought: float
    conflicts: bool


def measure(layout: Layout, edits: Sequence[Edit]) -> Closeness:
    """How close the words are. ``edits`` are the differences within the stretch that they cover."""
    weights = [_weight(w) for w in layout.one]
    matched = [
        (i, j)
        for n in layout.shared
        if (i := layout.steps[n][0]) is not None and (j := layout.steps[n][1]) is not None
    ]
    quoted = all(layout.other[j].quoted for _, j in matched)
    covered = sum(weights[i] for i, _ in matched)
    function = Sort.FUNCTION
    loose = any(w.sort is not function and not w.bracketed for w in _left(layout, matched))
    exact = not any(e.accuses for e in edits) and not loose and len(matched) > 0
    density = covered / max(covered + _came(layout, edits), 1e-9)
    wording = covered / max(sum(weights), 1e-9) * min(1.0, 2 * density)
    wording = (wording + _in_a_row(layout, matched)) / 2
    return Closeness(
        is_verbatim=exact and quoted,
        is_altered=quoted or any(e.what in _FACTS for e in edits),
        wording=wording,
        thought=_thought(layout.one, layout.other),
        conflicts=_conflicts(layout.one, layout.other),
    )


def _in_a_row(layout: Layout, matched: Sequence[tuple[int, int]]) -> float:
    """The share of the words' neighbours that are neighbours in the rendering."""
    pairs = sum(a + 1 == c and b + 1 == d for (a, b), (c, d) in pairwise(matched))
    return (pairs + 1) / max(len(layout.one), 1) if matched else 0.0


def _weight(word: Word) -> float:
    return 1.0 if word.sort in OF_MATTER else _SMALL


def _left(layout: Layout, matched: Iterable[tuple[int, int]]) -> list[Word]:
    """The words asked for that the rendering has not."""
    have = {i for i, _ in matched}
    return [w for i, w in enumerate(layout.one) if i not in have]


def _came(layout: Layout, edits: Iterable[Edit]) -> float:
    """The weight of words that the rendering has in between."""
    spans = sorted((e.now.start, e.now.end) for e in edits if e.now.start < e.now.end)
    starts = [start for start, _ in spans]
    ends = [0, *accumulate((end for _, end in spans), max)]  # the last one of those that began until then
    return sum(_weight(w) for w in layout.other if ends[bisect_right(starts, w.span.start)] >= w.span.end > 0)


_Terms = frozenset[str]


@lru_cache(maxsize=1 << 14)
def _term(own: str, stem: str) -> _Terms:
    """What a word of matter may be found by: its own key and its groups in the thesaurus."""
    return frozenset({own, *(f"~{group}" for group in thesaurus("en").get(stem, ()))})


def _terms(words: Iterable[Word]) -> list[_Terms]:
    """What each word of matter may be found by; names by how they begin."""
    name = Sort.NAME
    return [_term(w.key[:ROOT] if w.sort is name else w.stem, w.stem) for w in words if w.sort in OF_MATTER]


def _thought(one: Sequence[Word], other: Sequence[Word]) -> float:
    """Both ways: the share of the words' matter that the rendering has, and of the rendering's
    nearest sentence that the words have."""
    asked = _terms(one)
    if not asked:
        return 0.0
    known = _Terms().union(*asked)
    best = 0.0
    for there in _windows(other):
        if there:
            ours, theirs = _share(asked, _Terms().union(*there)), _share(there, known)
            best = max(best, 2 * ours * theirs / max(ours + theirs, 1e-9))
    return best


def _share(words: Sequence[_Terms], terms: _Terms) -> float:
    return sum(not word.isdisjoint(terms) for word in words) / len(words)


def _windows(words: Sequence[Word]) -> list[list[_Terms]]:
    """The terms of the whole, of each sentence, and of each pair of neighbouring sentences."""
    sentences: defaultdict[int, list[Word]] = defaultdict(list)
    for word in words:
        sentences[word.sentence].append(word)
    each = [_terms(sentences[number]) for number in sorted(sentences)]
    if len(each) <= 1:
        return each
    return [_terms(words), *each, *([*a, *b] for a, b in pairwise(each))]


def _conflicts(one: Sequence[Word], other: Sequence[Word]) -> bool:
    """Whether they cannot be one thought: no number in common, no name in common, opposite words, or a
    word that one denies and the other does not."""
    here, there = (set(_numbers(words)) for words in (one, other))
    if here and there and not here & there:
        return True
    name = Sort.NAME
    names, known = ({w.key[:ROOT] for w in words if w.sort is name} for words in (one, other))
    if names and known and not names & {w.key[:ROOT] for w in other}:
        return True
    return _contradict(one, other) or _denies(one, other) or _denies(other, one)


def _numbers(words: Iterable[Word]) -> Iterator[str]:
    for word in words:
        if is_number(word.key):
            counts: Mapping[str, int] = data("en", "wording")["numbers"]["counts"]
            yield f"#{counts[word.key[1:]]}" if word.key[1:] in counts else word.key


@cache
def _opposites() -> tuple[tuple[frozenset[str], frozenset[str]], ...]:
    """Pairs of groups of stems that contradict each other."""
    lines = data("en", "wording")["thesaurus"]["opposites"].strip().splitlines()
    halves = [
        [frozenset(stem(spelt(w, "en"), "en") for w in half.split()) for half in line.split("|")]
        for line in lines
    ]
    return tuple((a, b) for a, b in halves)


@cache
def _opposed() -> frozenset[str]:
    """All stems that contradict others."""
    return frozenset().union(*(stems for pair in _opposites() for stems in pair))


def _contradict(one: Sequence[Word], other: Sequence[Word]) -> bool:
    here, there = (_opposed() & {w.stem for w in words} for words in (one, other))
    if not here or not there:
        return False
    return any(
        here & a and there & b and not here & b and not there & a
        for pair in _opposites()
        for a, b in (pair, pair[::-1])
    )


def _denies(one: Sequence[Word], other: Sequence[Word]) -> bool:
    """Whether a word that the one denies stands in a sentence of the other that denies nothing."""
    negator, implied = Sort.NEGATOR, _implied()
    denied = {
        one[at].stem for k, w in enumerate(one) if w.sort is negator and (at := denied_at(one, k)) is not None
    }
    if not denied:
        return False
    denying = {w.sentence for w in other if w.sort is negator or w.key in implied}
    return any(w.stem in denied for w in other if w.sentence not in denying)


@cache
def _implied() -> frozenset[str]:
    """Words that deny by their meaning."""
    return frozenset(data("en", "wording")["negation"]["implied"].split())
