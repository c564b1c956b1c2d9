"""How close some words are to a rendering: as a wording, and as a thought.

Works on the two laid side by side (``layout.lay``), the words that are asked for first.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from dragoman.languages import data
from dragoman.link.differences import Edit
from dragoman.link.forms import spelt, stem, thesaurus
from dragoman.link.layout import Layout
from dragoman.link.numerals import is_number
from dragoman.link.polarity import denied_at
from dragoman.link.wording import Sort, Word
from dragoman.model import Difference

_SMALL = 0.3  # weight of a word of grammar
_ROOT = 5  # letters of a name that what is named after it has as well ("Ostmar", "Ostmari")
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
    loose = any(w.sort is not Sort.FUNCTION and not w.bracketed for w in _left(layout, matched))
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
    return 1.0 if _is_matter(word) else _SMALL


def _is_matter(word: Word) -> bool:
    return word.sort in (Sort.MATTER, Sort.NAME, Sort.NUMBER)


def _left(layout: Layout, matched: Iterable[tuple[int, int]]) -> list[Word]:
    """The words asked for that the rendering has not."""
    have = {i for i, _ in matched}
    return [w for i, w in enumerate(layout.one) if i not in have]


def _came(layout: Layout, edits: Iterable[Edit]) -> float:
    """The weight of words that the rendering has in between."""
    spans = [e.now for e in edits if e.now.start < e.now.end]
    return sum(_weight(w) for w in layout.other if any(s.covers(w.span) for s in spans))


def _terms(words: Iterable[Word]) -> list[frozenset[str]]:
    """What each word of matter may be found by: its stem and its groups in the thesaurus."""
    groups = thesaurus("en")
    return [
        frozenset(
            {w.key[:_ROOT] if w.sort is Sort.NAME else w.stem, *(f"~{g}" for g in groups.get(w.stem, ()))}
        )
        for w in words
        if _is_matter(w)
    ]


def _thought(one: Sequence[Word], other: Sequence[Word]) -> float:
    """Both ways: the share of the words' matter that the rendering has, and of the rendering's
    nearest sentence that the words have."""
    asked = _terms(one)
    if not asked:
        return 0.0
    best = 0.0
    for window in _windows(other):
        there = _terms(window)
        if there:
            ours, theirs = _share(asked, there), _share(there, asked)
            best = max(best, 2 * ours * theirs / max(ours + theirs, 1e-9))
    return best


def _share(one: Sequence[frozenset[str]], other: Sequence[frozenset[str]]) -> float:
    terms = frozenset[str]().union(*other)
    return sum(not a.isdisjoint(terms) for a in one) / len(one)


def _windows(words: Sequence[Word]) -> list[Sequence[Word]]:
    """The whole, each sentence, and each pair of neighbouring sentences."""
    numbers = sorted({w.sentence for w in words})
    each = [[w for w in words if w.sentence == n] for n in numbers]
    return [words, *each, *([*a, *b] for a, b in pairwise(each))]


def _conflicts(one: Sequence[Word], other: Sequence[Word]) -> bool:
    """Whether they cannot be one thought: no number in common, no name in common, opposite words, or a
    word that one denies and the other does not."""
    here, there = (set(_numbers(words)) for words in (one, other))
    if here and there and not here & there:
        return True
    names, known = ({w.key[:_ROOT] for w in words if w.sort is Sort.NAME} for words in (one, other))
    if names and known and not names & {w.key[:_ROOT] for w in other}:
        return True
    return _contradict(one, other) or _denies(one, other) or _denies(other, one)


def _numbers(words: Iterable[Word]) -> Iterator[str]:
    counts: Mapping[str, int] = data("en", "wording")["numbers"]["counts"]
    for word in words:
        if is_number(word.key):
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


def _contradict(one: Sequence[Word], other: Sequence[Word]) -> bool:
    here, there = ({w.stem for w in words} for words in (one, other))
    return any(
        here & a and there & b and not here & b and not there & a
        for pair in _opposites()
        for a, b in (pair, pair[::-1])
    )


def _denies(one: Sequence[Word], other: Sequence[Word]) -> bool:
    """Whether a word that the one denies stands in a sentence of the other that denies nothing."""
    implied = frozenset(data("en", "wording")["negation"]["implied"].split())
    denying = {w.sentence for w in other if w.sort is Sort.NEGATOR or w.key in implied}
    plain = {w.stem for w in other if w.sentence not in denying}
    denied = {
        one[at].stem
        for k, w in enumerate(one)
        if w.sort is Sort.NEGATOR and (at := denied_at(one, k)) is not None
    }
    return bool(denied & plain)
