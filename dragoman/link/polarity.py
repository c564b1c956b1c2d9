"""Negations that one of two wordings has and the other has not.

A negation that went is made up for by another one in the same sentence, by a word that denies by its
meaning ("refuse" for "not accept") or by a prefix ("impossible" for "not possible"). One that went
together with what it denied was trimmed, and nothing was turned into its opposite.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from dragoman.languages import data
from dragoman.link.pairing import Step
from dragoman.link.wording import OF_MATTER, Sort, Word, lexicon

_NEGATOR = Sort.NEGATOR  # asked of each word: looking it up there would count
_NEAR = 14  # steps between two negations that can make up for each other


@dataclass(frozen=True, slots=True)
class _Denial:
    step: int
    side: int
    strong: bool


@cache
def _words(language: str) -> tuple[frozenset[str], tuple[str, ...]]:
    table = data(language, "wording")["negation"]
    return frozenset(table["implied"].split()), tuple(table["prefixes"].split())


def turned(
    one: Sequence[Word], other: Sequence[Word], steps: Sequence[Step], shared: frozenset[int], language: str
) -> tuple[set[int], set[int]]:
    """The steps at which a negation came or went and what it denies stayed, and those at which one was
    only put elsewhere in the sentence. ``shared`` are the steps whose two words are the same or regular."""
    sides = (one, other)
    denials = list(_denials(sides, steps, shared, language))
    left, put = _not_made_up(denials)
    return {d.step for d in left if _stays(d, sides, steps, shared, language)}, put


def _denials(
    sides: tuple[Sequence[Word], Sequence[Word]], steps: Sequence[Step], shared: frozenset[int], language: str
) -> Iterable[_Denial]:
    implied, prefixes = _words(language)
    for n, (i, j) in enumerate(steps):
        if n in shared:
            continue
        one, other = None if i is None else sides[0][i], None if j is None else sides[1][j]
        if one and other and one.sort is other.sort is _NEGATOR:
            continue
        for side, word, mate in ((0, one, other), (1, other, one)):
            if word is None:
                continue
            if word.sort is _NEGATOR or (mate is not None and _is_opposite(word, mate, prefixes)):
                yield _Denial(n, side, strong=True)
            elif word.key in implied:
                yield _Denial(n, side, strong=False)


def _is_opposite(word: Word, mate: Word, prefixes: Iterable[str]) -> bool:
    """Whether a word is its mate with a denying prefix."""
    if len(mate.stem) <= 2 or not (word.key.endswith(mate.key) or word.stem.endswith(mate.stem)):
        return False
    return any(word.key == p + mate.key or word.stem == p + mate.stem for p in prefixes)


def _not_made_up(denials: Sequence[_Denial]) -> tuple[list[_Denial], set[int]]:
    """The strong denials that the other side has nothing for, and the steps of those that it has
    elsewhere."""
    used: set[int] = set()
    put: set[int] = set()
    left: list[_Denial] = []
    for n, denial in enumerate(denials):
        if not denial.strong or n in used:
            continue
        mates = [
            (not m.strong, abs(m.step - denial.step), k)
            for k, m in enumerate(denials[max(0, n - 2 * _NEAR) : n + 2 * _NEAR], max(0, n - 2 * _NEAR))
            if k not in used and m.side != denial.side and abs(m.step - denial.step) <= _NEAR
        ]
        if mates:
            mate = min(mates)[2]
            used |= {n, mate}
            if denials[mate].strong:
                put |= {denial.step, denials[mate].step}
        else:
            left.append(denial)
    return left, put


def _stays(
    denial: _Denial,
    sides: tuple[Sequence[Word], Sequence[Word]],
    steps: Sequence[Step],
    shared: frozenset[int],
    language: str,
) -> bool:
    """Whether what was denied stands in both wordings."""
    words = sides[denial.side]
    at = steps[denial.step][denial.side]
    if at is None or words[at].sort is not Sort.NEGATOR:
        return True
    kept = {steps[n][denial.side] for n in shared}
    verbs = lexicon(language).auxiliaries
    ahead = denied_at(words, at)
    if ahead is not None:
        return ahead in kept
    before = range(at - 1, -1, -1)
    behind = next((k for k in before if words[k].sort in OF_MATTER or words[k].stem in verbs), None)
    return behind in kept and behind is not None and words[behind].sentence == words[at].sentence


def denied_at(words: Sequence[Word], at: int) -> int | None:
    """The word that a negation denies: the next one of matter in its clause."""
    for k in range(at + 1, len(words)):
        if words[k].clause != words[at].clause or words[k].quote != words[at].quote:
            return None
        if words[k].sort in OF_MATTER:
            return k
    return None
