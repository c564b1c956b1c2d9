"""How close some words are to a rendering: as a wording, and as a thought.

Works on the two laid side by side (``differences.lay``), the words that are asked for first.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from dragoman.languages import data
from dragoman.link.differences import Edit, Layout
from dragoman.link.forms import thesaurus
from dragoman.link.numerals import is_number
from dragoman.link.wording import Sort, Word
from dragoman.model import Difference

_SMALL = 0.3  # weight of a word of grammar
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
    return Closeness(
        is_verbatim=exact and quoted,
        is_altered=quoted or any(e.what in _FACTS for e in edits),
        wording=wording,
        thought=_thought(layout.one, layout.other),
        conflicts=_conflicts(layout.one, layout.other),
    )


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
    return [frozenset({w.stem, *(f"~{g}" for g in groups.get(w.stem, ()))}) for w in words if _is_matter(w)]


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
            best = max(
                best,
                2
                * _share(asked, there)
                * _share(there, asked)
                / max(_share(asked, there) + _share(there, asked), 1e-9),
            )
    return best


def _share(one: Sequence[frozenset[str]], other: Sequence[frozenset[str]]) -> float:
    return sum(any(a & b for b in other) for a in one) / len(one)


def _windows(words: Sequence[Word]) -> list[Sequence[Word]]:
    """The whole, each sentence, and each pair of neighbouring sentences."""
    numbers = sorted({w.sentence for w in words})
    each = [[w for w in words if w.sentence == n] for n in numbers]
    return [words, *each, *([*a, *b] for a, b in pairwise(each))]


def _conflicts(one: Sequence[Word], other: Sequence[Word]) -> bool:
    here, there = ({w.key for w in words if is_number(w.key)} for words in (one, other))
    if here and there and not here & there:
        return True
    names = {w.key for w in one if w.sort is Sort.NAME}
    known = {w.key for w in other}
    if names and not names & known and any(w.sort is Sort.NAME for w in other):
        return True
    return _denials(one) != _denials(other)


def _denials(words: Iterable[Word]) -> int:
    """Whether the words deny: even or odd."""
    implied = frozenset(data("en", "wording")["negation"]["implied"].split())
    return sum(w.sort is Sort.NEGATOR or w.key in implied for w in words) % 2
